/** Decides what a run reads, and in which order: inputs that are new or have changed. The results of the others are kept. */
import {basename} from 'node:path';
import type {TriageDone} from '../../core/triage/result.js';
import {byPath, type FoundInput} from '../inputs/found-input.js';
import {type Begun, type Block, stateOf} from './run-blocks.js';
import type {EarlierRuns} from './run-folder.js';

export interface Plan {
	/** Results of inputs that have not changed. */
	readonly kept: ReadonlyMap<string, Block>;
	/** The largest first. */
	readonly toRead: readonly PlannedInput[];
	/** An earlier run ended while reading these: they are read by a process of their own, one at a time. */
	readonly retryAlone: readonly PlannedInput[];
	/** Paths with results that are no longer inputs. */
	readonly vanished: readonly string[];
	readonly counts: PlanCounts;
}

export interface PlanCounts {
	readonly fresh: number;
	readonly changed: number;
	/** Could not be read by an earlier run. */
	readonly again: number;
}

export interface PlannedInput {
	readonly input: FoundInput;
	/** Its earlier results; they still hold if its content turns out to be the same although its time is not. */
	readonly known: Block | null;
	/** How often a run began to read it and did not finish. */
	readonly attempts: number;
}

/** @param mustRead paths that are read whatever is known of them */
export function planRun(
	inputs: readonly FoundInput[],
	{blocks, begun}: Pick<EarlierRuns, 'blocks' | 'begun'>,
	mustRead: ReadonlySet<string>,
): Plan {
	const kept = new Map<string, Block>();
	const toRead: PlannedInput[] = [];
	const retryAlone: PlannedInput[] = [];
	const counts = {fresh: 0, changed: 0, again: 0};
	const paths = new Set<string>();
	for (const input of inputs) {
		paths.add(input.path);
		if (input.problem !== null) continue;
		const block = blocks.get(input.path) ?? null;
		const state = stateOf(filesOf(input));
		const status = statusOf(input, state, block, mustRead.has(input.path));
		if (status === 'kept' && block !== null) {
			kept.set(input.path, block);
			continue;
		}
		if (status !== 'kept') counts[status]++;
		const attempts = attemptsOf(input, state, begun.get(input.path));
		const mayBeSame = status === 'changed' && block?.hash != null && block.bytes === input.bytes && !mustRead.has(input.path);
		(attempts === 0 ? toRead : retryAlone).push({input, known: mayBeSame ? block : null, attempts});
	}
	return {
		kept,
		toRead: toRead.sort(largestFirst),
		retryAlone,
		vanished: [...blocks.keys()].filter((path) => !paths.has(path)).sort(),
		counts,
	};
}

function statusOf({bytes}: FoundInput, state: string, block: Block | null, mustBeRead: boolean): keyof PlanCounts | 'kept' {
	if (block === null) return 'fresh';
	if (block.hash === null && block.failed > 0 && !block.isFatal) return 'again';
	return block.bytes === bytes && block.state === state && !mustBeRead ? 'kept' : 'changed';
}

/** Those of the file as it is now; once it has changed, it has another chance. */
function attemptsOf({bytes}: FoundInput, state: string, last: Begun | undefined): number {
	return last !== undefined && last.bytes === bytes && last.state === state ? last.attempts : 0;
}

/**
 * The files of an input, as they are recorded in the line that says the input is done.
 *
 * @param hashes of the files of a set; none are known before they are read
 */
export function filesOf(
	{modified, parts}: Pick<FoundInput, 'modified' | 'parts'>,
	hashes: readonly (string | null)[] = [],
): Pick<TriageDone, 'modified' | 'parts'> {
	return {
		modified: timeOf(modified),
		parts: (parts ?? []).map((part, index) => ({
			file: basename(part.path),
			bytes: part.bytes,
			modified: timeOf(part.modified),
			hash: hashes[index] ?? null,
		})),
	};
}

/** ISO 8601; times outside the calendar become the start of 1970. */
function timeOf(modified: number): string {
	const date = new Date(Math.trunc(modified));
	return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

/** By powers of two, so that files of one folder, which are similar in size, stay together: its settings are searched once. */
function largestFirst(one: PlannedInput, other: PlannedInput): number {
	return Math.floor(Math.log2(other.input.bytes + 1)) - Math.floor(Math.log2(one.input.bytes + 1)) || byPath(one.input, other.input);
}
