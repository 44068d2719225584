/** Decides what a run reads: what is new or changed, in which order; the results of the rest are kept. */
import {byPath, type FoundInput} from './found-input.js';
import type {Block} from './run-blocks.js';

export interface Plan {
	/** Of inputs that are as they were. */
	readonly kept: ReadonlyMap<string, Block>;
	/** The largest first. */
	readonly toRead: readonly PlannedInput[];
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
}

/** @param mustRead paths that are read whatever is known of them */
export function planRun(inputs: readonly FoundInput[], blocks: ReadonlyMap<string, Block>, mustRead: ReadonlySet<string>): Plan {
	const kept = new Map<string, Block>();
	const toRead: PlannedInput[] = [];
	const counts = {fresh: 0, changed: 0, again: 0};
	const paths = new Set<string>();
	for (const input of inputs) {
		paths.add(input.path);
		if (input.problem !== null) continue;
		const block = blocks.get(input.path);
		const hasFailed = block !== undefined && block.hash === null && block.failed > 0;
		if (block === undefined) counts.fresh++;
		else if (hasFailed) counts.again++;
		else if (block.bytes === input.bytes && block.modified === timeOf(input) && !mustRead.has(input.path)) {
			kept.set(input.path, block);
			continue;
		} else counts.changed++;
		const mayBeSame = block !== undefined && !hasFailed && block.hash !== null && block.bytes === input.bytes && !mustRead.has(input.path);
		toRead.push({input, known: mayBeSame ? block : null});
	}
	return {kept, toRead: toRead.sort(largestFirst), vanished: [...blocks.keys()].filter((path) => !paths.has(path)).sort(), counts};
}

/** ISO 8601; times that no calendar has are the beginning of 1970. */
export function timeOf({modified}: Pick<FoundInput, 'modified'>): string {
	const date = new Date(Math.trunc(modified));
	return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

/** By halves, so that files of one folder, which are much alike, stay together: its settings are looked for once. */
function largestFirst(one: PlannedInput, other: PlannedInput): number {
	return Math.floor(Math.log2(other.input.bytes + 1)) - Math.floor(Math.log2(one.input.bytes + 1)) || byPath(one.input, other.input);
}
