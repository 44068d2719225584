/** Runs of a queue for tests: a producer in this process, and workers in processes of their own that are started again when they die. */
import {type ChildProcess, spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {connectTo} from '../../dist/node/queue/connection.js';
import {createQueueReader, type QueueEvent, type QueueRunOptions} from '../../dist/node/queue/run-by-queue.js';
import {type WorkDone, type WorkOptions, work} from '../../dist/node/queue/work.js';
import {triage, type TriageEvent, type TriageOptions, type TriageOutcome} from '../../dist/node/triage/triage.js';

const WORKER = fileURLToPath(new URL('../node/queue/worker.mjs', import.meta.url));

export interface QueueRun {
	readonly outcome: TriageOutcome;
	readonly events: readonly TriageEvent[];
	readonly queueEvents: readonly QueueEvent[];
}

interface Given extends Partial<Omit<TriageOptions, 'listener'>>, Pick<QueueRunOptions, 'patienceMs' | 'settleMs'> {
	readonly out: string;
	readonly root: string;
	/** Called once jobs are in the queue for the first time. */
	readonly onQueued?: () => void;
}

/** As the command does it. `root`: what is read, and what jobs are relative to. */
export async function produce(server: string, options: Given): Promise<QueueRun> {
	const events: TriageEvent[] = [];
	const queueEvents: QueueEvent[] = [];
	const connection = await connectTo({url: server}, 'test');
	try {
		const {root, patienceMs = 2000, settleMs = 400, onQueued, ...others} = options;
		const run: TriageOptions = {inputs: [root], version: '0', ...others, listener: (event) => void events.push(event)};
		const reader = createQueueReader(connection, run, {
			root: async () => root,
			patienceMs,
			settleMs,
			listener(event) {
				queueEvents.push(event);
				if (event.type === 'queued') onQueued?.();
			},
		});
		const outcome = await triage(run, () => {}, reader);
		if (outcome.type === 'done') await outcome.close(true);
		return {outcome, events, queueEvents};
	} finally {
		await connection.close();
	}
}

export interface Workers {
	/** How many died so far. */
	readonly deaths: number;
	stop(): Promise<void>;
}

export interface WorkersOptions {
	readonly server: string;
	readonly root: string;
	readonly out: string;
	/** @default 1 */
	readonly count?: number;
	/** Of each. @default 2 */
	readonly jobs?: number;
	/** See worker.mjs. */
	readonly dying?: readonly string[];
}

/** Each is started again when it dies, as a service manager does. */
export function startWorkers({server, root, out, count = 1, jobs = 2, dying = []}: WorkersOptions): Workers {
	const running = new Set<ChildProcess>();
	const errors: string[] = [];
	let isStopped = false;
	let deaths = 0;

	function start(): void {
		const child = spawn(process.execPath, [WORKER, server, root, out, String(jobs), ...dying], {stdio: ['ignore', 'ignore', 'pipe']});
		running.add(child);
		child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
		child.once('close', (status) => {
			running.delete(child);
			if (isStopped) return;
			if (status === null) deaths++;
			start();
		});
	}

	for (let index = 0; index < count; index++) start();
	return {
		get deaths() {
			return deaths;
		},
		async stop() {
			isStopped = true;
			await Promise.all(
				[...running].map((child) => {
					const end = new Promise((resolve) => child.once('close', resolve));
					child.kill('SIGTERM');
					return end;
				}),
			);
			if (errors.length > 0) throw new Error(`workers wrote to standard error:\n${errors.join('')}`);
		},
	};
}

/** A worker in this process, until it has had nothing to do for a while. */
export async function workHere(server: string, options: Partial<WorkOptions> & Pick<WorkOptions, 'root' | 'out'>): Promise<WorkDone> {
	const connection = await connectTo({url: server}, 'test');
	try {
		return await work(connection, {version: '0', idleMs: 1500, ...options});
	} finally {
		await connection.close();
	}
}
