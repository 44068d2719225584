/** From what the user named to the inputs to read: folders stand for the files in them, patterns for the files that fit. */
import {stat} from 'node:fs/promises';
import {basename, dirname} from 'node:path';
import {setNameOf} from '../../core/inputs/trace-sets.js';
import type {UnreadStatus} from '../../core/index.js';
import {findInputs} from './find-inputs.js';
import type {FoundInput} from './found-input.js';
import {followShortcut} from './follow-shortcut.js';
import {expandPattern, hasPattern} from './glob.js';
import {STDIN} from './standard-input.js';
import {allTracesOf, type Input, inputAt, someTracesOf} from './input.js';

/** What somebody named. */
export type NamedInput = Input | {readonly kind: 'stdin'} | UnreadableInput;

/** Known not to be readable before anything is opened. */
export interface UnreadableInput {
	readonly kind: 'unreadable';
	readonly path: string;
	readonly status: UnreadStatus;
	readonly reason: string;
}

/**
 * Yields inputs in the order given. A folder gives the files in it and in its folders, by path, as `findInputs` finds them.
 * A pattern that no file is called gives what fits it, for shells that leave it as it is. The traces of Windows Update in a
 * folder are one log (see `groupTraces`), and so are those of one folder that were named one after the other, as a shell
 * does for a pattern. What does not exist is given on, so that reading it says why.
 */
export async function* expandInputs(inputs: AsyncIterable<string> | Iterable<string>): AsyncGenerator<NamedInput> {
	/** Traces of one folder, until another input comes. */
	let traces: string[] = [];
	for await (const input of named(inputs)) {
		const trace = typeof input === 'string' && (await isTrace(input)) ? input : null;
		if (traces.length > 0 && !(trace !== null && goesWith(trace, traces))) {
			yield* await oneLog(traces);
			traces = [];
		}
		if (trace !== null) traces.push(trace);
		else if (typeof input !== 'string') yield input;
		else if (input === STDIN) yield {kind: 'stdin'};
		else yield* (await inputsIn(input)) ?? [await inputAt(input)];
	}
	yield* await oneLog(traces);
}

/** Each pattern as the paths that fit it, and each shortcut as what it leads to. */
async function* named(inputs: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string | UnreadableInput> {
	for await (const input of inputs) {
		const paths = (await isUnusedPattern(input)) ? await expandPattern(input) : [input];
		if (paths.length === 0) yield {kind: 'unreadable', path: input, status: 'failed', reason: 'No file or folder matches this pattern.'};
		else for (const path of paths) yield await followShortcut(path);
	}
}

/** Whether it is a pattern rather than the name of something. */
async function isUnusedPattern(input: string): Promise<boolean> {
	return hasPattern(input) && (await isMissing(input));
}

async function isMissing(path: string): Promise<boolean> {
	return stat(path).then(
		() => false,
		() => true,
	);
}

function goesWith(trace: string, others: readonly string[]): boolean {
	const [first = ''] = others;
	const isOfSet = dirname(trace) === dirname(first) && setNameOf(basename(trace)) === setNameOf(basename(first));
	return isOfSet && !others.some((other) => basename(other) === basename(trace));
}

async function oneLog(traces: readonly string[]): Promise<readonly Input[]> {
	const [first] = traces;
	const names = traces.map((trace) => basename(trace));
	const set = first === undefined || traces.length < 2 ? null : await someTracesOf(dirname(first), names);
	return set === null ? traces.map((path) => ({kind: 'file', path})) : [set];
}

/** A file of Windows Update's traces, by its name. */
async function isTrace(path: string): Promise<boolean> {
	if (path === STDIN || setNameOf(basename(path)) === null) return false;
	try {
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

/** `null`: it is no folder. */
async function inputsIn(folder: string): Promise<readonly NamedInput[] | null> {
	const isFolder = await stat(folder).then(
		(stats) => stats.isDirectory(),
		() => false,
	);
	if (!isFolder) return null;
	const found = await findInputs({inputs: [folder]});
	if (found.length === 0) return [{kind: 'unreadable', path: folder, status: 'failed', reason: 'There are no files in this folder.'}];
	return found.map(foundInput);
}

function foundInput({path, parts, raw, problem}: FoundInput): NamedInput {
	if (problem !== null) return {kind: 'unreadable', path, ...problem};
	if (parts !== null) return allTracesOf(dirname(path), basename(path));
	return raw === null ? {kind: 'file', path} : {kind: 'unreadable', path, status: 'failed', reason: NAME_IN_BYTES};
}

const NAME_IN_BYTES = 'Its name is not valid UTF-8. Rename it, or read it with "wulens triage".';
