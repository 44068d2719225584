/** Decides what a run reads: what is new or changed, in which order; the results of the rest are kept. */
import {basename} from 'node:path';
import type {TriageDone} from '../../core/triage/result.js';
import {byPath, type FoundInput} from './found-input.js';
import {type Block, stateOf} from './run-blocks.js';
import type {EarlierRuns} from './run-folder.js';

export interface Plan {
	/** Of inputs that are as they were. */
	readonly kept: ReadonlyMap<string, Block>;
	/** The largest first. */
	readonly toRead: readonly PlannedInput[];
	/** To be read when nothing else is: the program ended when it read them. */
	readonly alone: readonly PlannedInput[];
	/** It ended again when it read one of these alone. */
	readonly fatal: readonly FoundInput[];
	/** Paths with results that are no inputs any more. */
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
	/** What there is of it, if its content should be as it was although its time is not. */
	readonly known: Block | null;
	/** How often a run began to read it without coming to its end. */
	readonly attempts: number;
}

/** One attempt more than these would end the program again. */
const MAX_ATTEMPTS = 2;

/** @param mustRead paths that are read whatever is known of them */
export function planRun(
	inputs: readonly FoundInput[],
	{blocks, begun}: Pick<EarlierRuns, 'blocks' | 'begun'>,
	mustRead: ReadonlySet<string>,
): Plan {
	const kept = new Map<string, Block>();
	const toRead: PlannedInput[] = [];
	const alone: PlannedInput[] = [];
	const fatal: FoundInput[] = [];
	const counts = {fresh: 0, changed: 0, again: 0};
	const paths = new Set<string>();
	for (const input of inputs) {
		paths.add(input.path);
		if (input.problem !== null) continue;
		const block = blocks.get(input.path);
		const hasFailed = block !== undefined && block.hash === null && block.failed > 0 && !block.isFatal;
		const state = stateOf(filesOf(input));
		if (block === undefined) counts.fresh++;
		else if (hasFailed) counts.again++;
		else if (block.bytes === input.bytes && block.state === state && !mustRead.has(input.path)) {
			kept.set(input.path, block);
			continue;
		} else counts.changed++;
		const mayBeSame = block !== undefined && !hasFailed && block.hash !== null && block.bytes === input.bytes && !mustRead.has(input.path);
		const last = begun.get(input.path);
		const attempts = last !== undefined && last.bytes === input.bytes && last.state === state ? last.attempts : 0;
		if (attempts >= MAX_ATTEMPTS) fatal.push(input);
		else (attempts === 0 ? toRead : alone).push({input, known: mayBeSame ? block : null, attempts});
	}
	return {
		kept,
		toRead: toRead.sort(largestFirst),
		alone,
		fatal,
		vanished: [...blocks.keys()].filter((path) => !paths.has(path)).sort(),
		counts,
	};
}

/**
 * The files of an input as the line says that is written when it is done.
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

/** ISO 8601; times that no calendar has are the beginning of 1970. */
function timeOf(modified: number): string {
	const date = new Date(Math.trunc(modified));
	return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

/** By halves, so that files of one folder, which are much alike, stay together: its settings are looked for once. */
function largestFirst(one: PlannedInput, other: PlannedInput): number {
	return Math.floor(Math.log2(other.input.bytes + 1)) - Math.floor(Math.log2(one.input.bytes + 1)) || byPath(one.input, other.input);
}
