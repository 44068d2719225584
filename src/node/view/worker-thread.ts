/** A thread that answers messages, and says so when it ends by itself. */
import {parentPort, type Transferable, Worker} from 'node:worker_threads';

export interface WorkerThread<Request> {
	post(request: Request): void;
	/** Whether the program stays alive for it. */
	setBusy(isBusy: boolean): void;
	/** Nothing that it says is heard from now on. */
	terminate(): Promise<void>;
}

/** Most of what these threads make lives for a line; with more room V8 would only let more of it lie about. */
const YOUNG_MEGABYTES = 12;

/** @param onDeath gets the reason, for people; the thread is gone then */
export function startWorker<Request, Reply>(
	url: URL,
	onReply: (reply: Reply) => void,
	onDeath: (reason: string) => void,
): WorkerThread<Request> {
	const worker = new Worker(url, {stdin: false, resourceLimits: {maxYoungGenerationSizeMb: YOUNG_MEGABYTES}});
	let isOver = false;
	let reason = 'the worker thread ended unexpectedly';
	worker.on('message', (reply: Reply) => {
		if (!isOver) onReply(reply);
	});
	worker.on('error', (error) => {
		reason = `the worker thread ended unexpectedly: ${error instanceof Error ? error.message : String(error)}`;
	});
	worker.on('exit', () => {
		if (isOver) return;
		isOver = true;
		onDeath(reason);
	});
	worker.unref();
	return {
		post: (request) => worker.postMessage(request),
		setBusy(isBusy) {
			if (isBusy) worker.ref();
			else worker.unref();
		},
		async terminate() {
			isOver = true;
			await worker.terminate();
		},
	};
}

/** The other side: what a worker's file calls. */
export function serveWorker<Request, Reply>(
	serve: (post: (reply: Reply, transfer?: readonly Transferable[]) => void) => (request: Request) => void,
): void {
	if (parentPort === null) throw new Error('this file is the beginning of a thread');
	const port = parentPort;
	const take = serve((reply, transfer = []) => port.postMessage(reply, [...transfer]));
	port.on('message', take);
}
