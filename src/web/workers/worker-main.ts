/** What the program does as a worker: the first message says which one it is. */
import type {Role} from './protocol.js';
import {createLinesKeeper} from './lines-worker.js';
import {createReader} from './read-worker.js';
import {createWriter} from './write-worker.js';

/** What is used of the global object of a worker; the compiler knows that of a page. */
interface WorkerScope {
	onmessage: ((event: MessageEvent) => void) | null;
	postMessage(message: unknown, transfer?: Transferable[]): void;
}

const ROLES: Readonly<Record<Role, (post: (reply: unknown, handed?: ArrayBuffer[]) => void) => (request: never) => void>> = {
	read: createReader,
	lines: createLinesKeeper,
	write: createWriter,
};

export function serve(scope: WorkerScope): void {
	scope.onmessage = ({data: role}: MessageEvent<Role>) => {
		const take = ROLES[role]((reply, handed = []) => scope.postMessage(reply, handed));
		scope.onmessage = ({data}) => take(data as never);
	};
}
