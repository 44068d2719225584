/** What a triage is asked to do, and what it reports while it runs. */
import type {Rule} from '../../core/index.js';
import type {NamedSettings} from '../find-settings.js';
import type {PlanCounts} from './plan.js';
import type {RunMode} from './run-folder.js';

export interface TriageOptions {
	/** Files, folders and patterns. */
	readonly inputs: AsyncIterable<string> | Iterable<string>;
	/** Folder for the results; created if it does not exist. */
	readonly out: string;
	readonly version: string;
	/** @default 'auto' */
	readonly mode?: RunMode;
	/** Inputs that are read at once, each by a thread. @default 1 */
	readonly jobs?: number;
	/** Time limit for each log; one that takes longer fails. @default 600,000 */
	readonly timeoutMs?: number;
	/** Memory limit for each thread. @default 2048 */
	readonly memoryMegabytes?: number;
	/** Rules of the user. @default none */
	readonly rules?: readonly Rule[];
	/** Files with settings of the machines. @default none */
	readonly policies?: readonly NamedSettings[];
	/** Whether to look for such files beside each log. @default true */
	readonly findsContext?: boolean;
	/** Finds the machine name in path and member; see `machineOf`. @default null */
	readonly machinePattern?: RegExp | null;
	/** Ends the run cleanly; finished results are kept. */
	readonly signal?: AbortSignal;
	readonly listener?: (event: TriageEvent) => void;
	/** The results are only for redacted outputs and are deleted afterwards, so that they cannot be resumed. @default false */
	readonly isPrivate?: boolean;
	/** Another file for the threads, for tests of threads that fail. */
	readonly workerFile?: URL;
}

export type TriageEvent =
	/** The search for inputs continues. */
	| {readonly type: 'found'; readonly inputs: number}
	/** The search is over. `bytes`: those to be read; `note`: why existing results are not used. */
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
	/** `bytes`: its size on disk. */
	| {
			readonly type: 'finished';
			readonly path: string;
			readonly bytes: number;
			readonly isSame: boolean;
			/** How many of its results failed. */
			readonly failed: number;
	  }
	/** The input as a whole could not be read; comes before `finished`. */
	| {readonly type: 'failed'; readonly path: string; readonly reason: string}
	| {readonly type: 'ordering'};

/** How far reading has come, at any time. */
export interface TriageMeter {
	/** Bytes read so far of the inputs that are being read. */
	readonly bytesInWork: number;
}
