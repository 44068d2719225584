/** Starts workers from the program that stands in the page: a page that was opened from a disk can load no other file. */
import type {Role} from './protocol.js';

let address: string | null = null;
/** To start one takes longer than to read most logs: the next one is always there. */
let spare: Worker | null = null;

const SPARE_AFTER_MS = 500;

/** The address of the program, made once. */
function programAddress(): string {
	if (address === null) {
		const program = document.querySelector('script#program')?.textContent ?? '';
		address = URL.createObjectURL(new Blob([program], {type: 'text/javascript'}));
	}
	return address;
}

/** Starts a worker before there is work. */
export function prepareWorker(): void {
	spare ??= new Worker(programAddress());
}

export interface PageWorker<Request> {
	post(request: Request): void;
	terminate(): void;
}

/** @param onCrash told of what no worker should do, in the browser's words */
export function startWorker<Request, Reply>(
	role: Role,
	onReply: (reply: Reply) => void,
	onCrash: (reason: string) => void,
): PageWorker<Request> {
	const worker = spare ?? new Worker(programAddress());
	spare = null;
	setTimeout(prepareWorker, SPARE_AFTER_MS);
	worker.onmessage = ({data}: MessageEvent<Reply>) => onReply(data);
	worker.onerror = ({message}) => onCrash(message);
	worker.postMessage(role);
	return {
		post: (request) => worker.postMessage(request),
		terminate() {
			worker.onmessage = null;
			worker.terminate();
		},
	};
}
