/** What a worker is asked and what it answers: everything that passes between the threads of a triage. */
import type {Rule} from '../../core/index.js';
import type {NamedSettings} from '../find-settings.js';
import type {Place} from '../inputs/list-folder.js';
import type {ContentHash} from './read-input.js';

/** The same for all inputs of a run. */
export interface WorkerSettings {
	/** Rules of the user, which come before those of the project. */
	readonly rules: readonly Rule[];
	readonly policies: readonly NamedSettings[];
	readonly findsContext: boolean;
	/** Source and flags of `--machine-from`. */
	readonly machinePattern: {readonly source: string; readonly flags: string} | null;
	/** Folder for results that are too large to be held in memory. */
	readonly spoolFolder: string;
	/** Encrypts them; `null`: they are as they are. */
	readonly key: Uint8Array | null;
}

/** Inputs that one worker reads in one go: small ones are handed out several at a time. */
export interface InputBatch {
	/** Which of the lanes of `createCounters` counts this batch; no other batch uses it at the same time. */
	readonly lane: number;
	readonly inputs: readonly BatchInput[];
}

export interface BatchInput {
	readonly path: string;
	readonly raw: Uint8Array | null;
	/** Files of a set of traces; `null`: the input is one file. */
	readonly parts: readonly Place[] | null;
	/** The folder in which it lies, where that is not the one that the path says. */
	readonly at?: string;
	readonly namesFrom: number;
	/** Hash of the content that the earlier results are of; if it is still the same, they still hold. */
	readonly knownHash: string | null;
	/** Name for a file in the spool folder that no other input uses. */
	readonly spoolName: string;
	/** Of an archive. @default all of the input */
	readonly part?: ArchivePart;
}

/** Members are counted as they are in order, sets of traces as one. */
export type ArchivePart =
	/** Asks what it is; nothing is analyzed. */
	| {readonly type: 'list'}
	| {readonly type: 'members'; readonly from: number; readonly to: number}
	/** One that cannot be read, for a reason that is a full sentence: makes a result that says so. */
	| {readonly type: 'lost'; readonly member: number; readonly reason: string};

/** One for each input, in order. */
export type BatchAnswer = readonly InputAnswer[];

/**
 * `same`: its earlier results still hold; `unwritable`: the spool folder cannot be written, so no other input would fare better;
 * `isFatal`: the process that read it died, and would again.
 */
export type InputAnswer =
	| {readonly type: 'same'; readonly partHashes: ContentHash['parts']}
	| InputDone
	| InputList
	| {readonly type: 'unwritable'; readonly reason: string}
	| {readonly type: 'failed'; readonly reason: string; readonly isFatal?: boolean};

/** `file`: there are no members that could be read by themselves. */
type InputList =
	| {readonly type: 'file'}
	| {
			readonly type: 'archive';
			readonly members: number;
			/** Each can be read without those before it. */
			readonly isSeekable: boolean;
			readonly hash: string | null;
			readonly partHashes: ContentHash['parts'];
	  };

export interface InputDone {
	readonly type: 'done';
	/** Lines of results; empty where they are in a file. */
	readonly lines: Uint8Array;
	/** The file with the results, if they are in one. */
	readonly spool: string | null;
	readonly results: number;
	readonly failed: number;
	/** Why the input as a whole could not be read; `null`: it could. */
	readonly problem: string | null;
	readonly hash: string | null;
	readonly partHashes: ContentHash['parts'];
	readonly milliseconds: number;
}

/** What a worker reports while it reads a batch. */
export interface BatchMeter {
	/** More bytes have been read. */
	read(bytes: number): void;
	/** The batch has begun, or a log is done: the time limit starts again. */
	step(): void;
	/** A batch begins. */
	reset(): void;
}

/** Each lane has two counters, which the threads share: bytes and steps. */
const PER_LANE = 2;

export function createCounters(lanes: number): BigInt64Array {
	return new BigInt64Array(new SharedArrayBuffer(lanes * PER_LANE * BigInt64Array.BYTES_PER_ELEMENT));
}

export function meterOfLane(counters: BigInt64Array, lane: number): BatchMeter {
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
