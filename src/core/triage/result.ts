/** Lines of results.ndjson: the result of each file, and what says that an input is done. */
import type {FileReport} from '../types.js';

export const RESULT_SCHEMA = 'wulens-result/2';
/** Results of earlier versions, which repeat for each scan what is expected of it. */
export const OLDER_RESULT_SCHEMA = 'wulens-result/1';
export const DONE_SCHEMA = 'wulens-done/1';
/** An input is being read: a line of results that are not complete yet. Complete results files have none. */
export const BEGUN_SCHEMA = 'wulens-begun/1';

/** Where the name of a machine is from, the most reliable first. */
export const MACHINE_SOURCES = ['log', 'pattern', 'collection', 'archive', 'folder', 'file'] as const;

export type MachineSource = (typeof MACHINE_SOURCES)[number];

export interface Machine {
	/** As it is written; several logs with one name, whatever its case, and no other domain are one machine. */
	readonly name: string;
	/** DNS domain, in lower case; `null`: it is not known. */
	readonly domain: string | null;
	readonly source: MachineSource;
}

/** The report on one log, or on a file that is not one. */
export interface TriageResult {
	readonly schema: typeof RESULT_SCHEMA;
	readonly machine: Machine;
	readonly report: FileReport;
}

/** An input on disk is done: its results come before this line. Another run reads it only if it has changed. */
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
	/** How many results it has: more than one for archives. */
	readonly results: number;
	/** How many of these failed. An input that failed as a whole, so that it has no hash, is tried again by the next run. */
	readonly failed: number;
	/** The program crashed while reading it, more than once: the next run does not try again unless the file has changed. */
	readonly isFatal: boolean;
	/** When it was finished and how long that took: the only fields that differ from run to run. */
	readonly finished: string;
	readonly milliseconds: number;
}

/** One of the files of a set of traces. */
interface DonePart {
	/** Its name, without the folder of the set. */
	readonly file: string;
	readonly bytes: number;
	readonly modified: string;
	readonly hash: string | null;
}

export type TriageLine = TriageResult | TriageDone;
