/** What two runs of a triage find, one after the other, in folders that change in between. */
import type {FoundInput} from '../../src/node/inputs/found-input.js';
import {filesOf} from '../../src/node/triage/plan.js';
import {type Block, stateOf} from '../../src/node/triage/run-blocks.js';

export type Change = 'same' | 'changed' | 'new' | 'gone';

/** @param files by path, with what became of each between the runs */
export function twoRuns(files: Readonly<Record<string, Change>>): {
	readonly inputs: readonly FoundInput[];
	readonly blocks: Map<string, Block>;
} {
	const blocks = new Map<string, Block>();
	const inputs: FoundInput[] = [];
	for (const [path, change] of Object.entries(files)) {
		const input: FoundInput = {path, parts: null, raw: null, bytes: 10, modified: 1, namesFrom: 0, problem: null};
		if (change !== 'new') blocks.set(path, blockOf({...input, modified: change === 'changed' ? 0 : 1}));
		if (change !== 'gone') inputs.push(input);
	}
	return {inputs, blocks};
}

function blockOf(input: FoundInput): Block {
	return {
		file: '',
		offset: 0,
		length: 0,
		doneLength: 0,
		bytes: input.bytes,
		state: stateOf(filesOf(input)),
		hash: 'x',
		results: 1,
		failed: 0,
		isFatal: false,
	};
}
