/** The file of `--out`, which must be none of the inputs. */
import {type BigIntStats, fstatSync} from 'node:fs';
import {stat} from 'node:fs/promises';
import type {NamedInput} from '../node/inputs/expand-inputs.js';
import {STDIN} from '../node/inputs/standard-input.js';
import {type FileOutput, outputToFile} from './output.js';
import {UsageError} from './usage-error.js';

export interface GuardedOutput {
	readonly output: FileOutput;
	/**
	 * The inputs without the temporary file, which is in the folder where the file will be.
	 *
	 * @param onTarget what to do where an input is the file itself
	 * @throws UsageError for `refuse`
	 */
	inputs(inputs: AsyncIterable<NamedInput>, onTarget: 'refuse' | 'skip'): AsyncGenerator<NamedInput>;
}

/**
 * Opens the file. Nothing is written where it is one of the files that were named, under whatever name.
 *
 * @throws UsageError where it is, or cannot be written
 */
export async function openGuardedOutput(out: string, named: readonly string[]): Promise<GuardedOutput> {
	const target = await statOf(out);
	for (const path of named) await refuse(path === STDIN ? {kind: 'stdin'} : {kind: 'file', path});
	const output = await outputToFile(out);

	async function refuse(input: NamedInput): Promise<void> {
		if (isSame(await statOfInput(input), target)) throw new UsageError(`--out ${out} is one of the inputs.`);
	}

	return {
		output,
		async *inputs(inputs, onTarget) {
			const temporary = output.temporaryPath === null ? null : await statOf(output.temporaryPath);
			for await (const input of inputs) {
				const stats = await statOfInput(input);
				if (isSame(stats, temporary) || (onTarget === 'skip' && isSame(stats, target))) continue;
				if (onTarget === 'refuse') await refuse(input);
				yield input;
			}
		},
	};
}

/** Follows links. `null` where there is no such file. */
async function statOf(path: string): Promise<BigIntStats | null> {
	try {
		return await stat(path, {bigint: true});
	} catch {
		return null;
	}
}

/** `null` also where standard input does not come from a file. */
async function statOfInput(input: NamedInput): Promise<BigIntStats | null> {
	if (input.kind !== 'stdin') return statOf(input.path);
	try {
		const stats = fstatSync(0, {bigint: true});
		return stats.isFile() ? stats : null;
	} catch {
		return null;
	}
}

function isSame(one: BigIntStats | null, other: BigIntStats | null): boolean {
	return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;
}
