/** What a triage keeps of each file, a line of results.ndjson each, and what says that an input was done. */
import type {FileReport} from '../types.js';

export const RESULT_SCHEMA = 'wulens-result/1';
export const DONE_SCHEMA = 'wulens-done/1';
/** A line of results that are not whole yet: an input is being read. It is in no results file that is. */
export const BEGUN_SCHEMA = 'wulens-begun/1';

/** How the name of the machine is known, the surest first; the first that applies. */
export const MACHINE_SOURCES = ['log', 'pattern', 'archive', 'folder', 'file'] as const;
export type MachineSource = (typeof MACHINE_SOURCES)[number];

export interface Machine {
	/** Lower case; several logs with one name are one machine. */
	readonly name: string;
	readonly source: MachineSource;
}

/** The report on one log, or on a file that is none. */
export interface TriageResult {
	readonly schema: typeof RESULT_SCHEMA;
	readonly machine: Machine;
	readonly report: FileReport;
}

/** An input on disk is done: its results stand before this line. A second run reads it only if it changed. */
export interface TriageDone {
	readonly schema: typeof DONE_SCHEMA;
	readonly path: string;
	readonly bytes: number;
	/** Of the file, or the newest of several, ISO 8601 in UTC. */
	readonly modified: string;
	/**
	 * SHA-256 of the content, hexadecimal; `null` where it could not be read whole. Of a set of traces, that of the
	 * lines `HASH  NAME` of its files, as sha256sum prints them.
	 */
	readonly hash: string | null;
	/** The files of a set of traces; empty for one file. */
	readonly parts: readonly DonePart[];
	/** How many results it gave: more than one for archives. */
	readonly results: number;
	/** How many of these failed. An input that failed as a whole, so that it has no hash, is tried again by the next run. */
	readonly failed: number;
	/** Reading it ended the whole program, more than once: the next run does not try again unless the file changed. */
	readonly isFatal: boolean;
	/** When it was finished and how long that took: the only fields that differ from run to run. */
	readonly finished: string;
	readonly milliseconds: number;
}

/** One of the files of a set of traces. */
export interface DonePart {
	/** Its name, without the folder of the set. */
	readonly file: string;
	readonly bytes: number;
	readonly modified: string;
	readonly hash: string | null;
}

export type TriageLine = TriageResult | TriageDone;
