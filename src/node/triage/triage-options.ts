/** What a triage is asked to do, and what it reports while it runs. */
import type {Rule} from '../../core/index.js';
import type {PlanCounts} from './plan.js';
import type {RunMode} from './run-folder.js';

export interface TriageOptions {
	/** Files, folders and patterns. */
	readonly inputs: AsyncIterable<string> | Iterable<string>;
	/** Folder for the results; made if it is not there. */
	readonly out: string;
	readonly version: string;
	/** @default 'auto' */
	readonly mode?: RunMode;
	/** Inputs read at once, each by a thread. @default 1 */
	readonly jobs?: number;
	/** For each log; one that takes longer fails. @default 600,000 */
	readonly timeoutMs?: number;
	/** For what a thread keeps of one input. @default 2048 */
	readonly memoryMegabytes?: number;
	/** Rules of the user. @default none */
	readonly rules?: readonly Rule[];
	/** Files with settings of the devices. @default none */
	readonly policies?: readonly string[];
	/** Looks for such files beside each log. @default true */
	readonly findsContext?: boolean;
	/** Tells the name of the machine from path and member; see `machineOf`. @default null */
	readonly machinePattern?: RegExp | null;
	/** Ends the run in order; what is done is kept. */
	readonly signal?: AbortSignal;
	readonly listener?: (event: TriageEvent) => void;
	/** The results are for outputs without names only, and are taken away with them: nothing can be resumed from those. @default false */
	readonly isPrivate?: boolean;
	/** Another file for the threads, for tests of threads that fail. */
	readonly workerFile?: URL;
}

export type TriageEvent =
	/** The search goes on. */
	| {readonly type: 'found'; readonly inputs: number}
	/** The search is over. `bytes` are those to be read, `note` tells why results that are there do not count. */
	| {
			readonly type: 'planned';
			readonly inputs: number;
			readonly toRead: number;
			/** Of these, inputs that an earlier run was reading when it died; they are read last, one at a time. */
			readonly alone: number;
			readonly bytes: number;
			readonly kept: number;
			readonly counts: PlanCounts;
			readonly vanished: readonly string[];
			readonly note: string | null;
	  }
	| {readonly type: 'started'; readonly path: string}
	/** `bytes` of it on disk. */
	| {
			readonly type: 'finished';
			readonly path: string;
			readonly bytes: number;
			readonly isSame: boolean;
			/** How many of its results failed. */
			readonly failed: number;
	  }
	/** The input as a whole, before it is `finished`. */
	| {readonly type: 'failed'; readonly path: string; readonly reason: string}
	| {readonly type: 'ordering'};

/** How far reading has come, at any time. */
export interface TriageMeter {
	/** Bytes read so far of the inputs that are being read. */
	readonly bytesInWork: number;
}
