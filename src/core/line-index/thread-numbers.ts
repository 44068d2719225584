/** Numbers for the threads of lines: a process id and a thread id are too long for one column. */
import type {ThreadKey} from './line-table.js';

/** A log of weeks has thousands. Files with more are none of the client; their lines are then without. */
const MAX_THREADS = 1 << 20;

export interface ThreadNumbers {
	/** By number; 0 is that of lines without. */
	readonly threads: readonly ThreadKey[];
	numberOf(pid: number, tid: number): number;
	/** Forgets those from the number on. */
	cut(length: number): void;
}

export function createThreadNumbers(): ThreadNumbers {
	const threads: ThreadKey[] = [{pid: 0, tid: 0}];
	const processes = new Map<number, Map<number, number>>([[0, new Map([[0, 0]])]]);
	/** Most lines are of the thread of the line before. */
	let lastPid = 0;
	let lastTid = 0;
	let last = 0;

	return {
		threads,
		numberOf(pid, tid) {
			if (pid === lastPid && tid === lastTid) return last;
			let ofProcess = processes.get(pid);
			let number = ofProcess?.get(tid);
			if (number === undefined) {
				if (threads.length >= MAX_THREADS) return 0;
				if (ofProcess === undefined) {
					ofProcess = new Map();
					processes.set(pid, ofProcess);
				}
				number = threads.length;
				threads.push({pid, tid});
				ofProcess.set(tid, number);
			}
			lastPid = pid;
			lastTid = tid;
			last = number;
			return number;
		},
		cut(length) {
			for (const {pid, tid} of threads.splice(length)) processes.get(pid)?.delete(tid);
			lastPid = lastTid = last = 0;
		},
	};
}
