/** What paths stand for, where none of them is standard input. */
import {expect} from 'vitest';
import {expandInputs} from '../../src/node/inputs/expand-inputs.js';
import type {Input} from '../../src/node/inputs/input.js';

export async function expandedInputs(paths: readonly string[]): Promise<readonly Input[]> {
	const inputs: Input[] = [];
	for await (const input of expandInputs(paths))
		inputs.push(input.kind === 'stdin' || input.kind === 'unreadable' ? expect.fail(input.kind) : input);
	return inputs;
}
