/** What a worker is asked and what it answers: everything that goes between the threads of a triage. */
import type {Rule} from '../../core/index.js';
import type {Place} from './list-folder.js';
import type {ContentHash} from './read-input.js';

/** The same for all inputs of a run. */
export interface WorkSettings {
	/** Rules of the user, which come before those of the project. */
	readonly rules: readonly Rule[];
	readonly policies: readonly string[];
	readonly findsContext: boolean;
	/** Source and flags of `--machine-from`. */
	readonly machinePattern: {readonly source: string; readonly flags: string} | null;
	/** Folder for results that are too large to be held in memory. */
	readonly spoolFolder: string;
}

/** Inputs that are read by one thread: small ones come several at a time. */
export interface WorkTask {
	/** Where the counters of this task stand. */
	readonly lane: number;
	readonly items: readonly WorkItem[];
}

export interface WorkItem {
	readonly path: string;
	readonly raw: Uint8Array | null;
	/** Files of a set of traces; `null`: it is one file. */
	readonly parts: readonly Place[] | null;
	readonly namesFrom: number;
	/** Hash that the content had when its results were made; where it still has it, they hold. */
	readonly knownHash: string | null;
	/** Name for a file of the spool folder, not used by another item. */
	readonly spoolName: string;
}

/** For each item, in order. `unwritable`: the spool folder takes no more, which no other input can change. */
export type WorkAnswer = readonly ItemAnswer[];
export type ItemAnswer =
	| {readonly type: 'same'; readonly partHashes: ContentHash['parts']}
	| ItemDone
	| {readonly type: 'unwritable'; readonly reason: string}
	| {readonly type: 'failed'; readonly reason: string};

export interface ItemDone {
	readonly type: 'done';
	/** Lines of results, unless they are in a file. */
	readonly lines: Uint8Array;
	readonly spool: string | null;
	readonly results: number;
	readonly failed: number;
	/** Why the input as a whole could not be read; `null`: it could. */
	readonly problem: string | null;
	readonly hash: string | null;
	readonly partHashes: ContentHash['parts'];
	readonly milliseconds: number;
}

/** What a task tells while it works. */
export interface Meter {
	/** More bytes are read. */
	read(bytes: number): void;
	/** The task has begun, or a log is done: the time limit begins anew. */
	step(): void;
	/** A task begins. */
	reset(): void;
}

/** Two counters for each lane, shared by the threads. */
const PER_LANE = 2;

export function createCounters(lanes: number): BigInt64Array {
	return new BigInt64Array(new SharedArrayBuffer(lanes * PER_LANE * BigInt64Array.BYTES_PER_ELEMENT));
}

export function meterOf(counters: BigInt64Array, lane: number): Meter {
	return {
		read: (bytes) => void Atomics.add(counters, lane * PER_LANE, BigInt(bytes)),
		reset: () => void Atomics.store(counters, lane * PER_LANE, 0n),
		step: () => void Atomics.add(counters, lane * PER_LANE + 1, 1n),
	};
}

export function bytesOfLane(counters: BigInt64Array, lane: number): number {
	return Number(Atomics.load(counters, lane * PER_LANE));
}

export function stepsOfLane(counters: BigInt64Array, lane: number): number {
	return Number(Atomics.load(counters, lane * PER_LANE + 1));
}
