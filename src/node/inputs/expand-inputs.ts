/** From what the user named to the inputs to read: folders stand for the files in them. */
import {readdir, stat} from 'node:fs/promises';
import type {Dirent} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {groupTraces, isSetMember} from '../../core/inputs/trace-sets.js';
import {STDIN} from './standard-input.js';
import {allTracesOf, type Input, inputAt, someTracesOf} from './input.js';

/** What somebody named. */
export type NamedInput = Input | {readonly kind: 'stdin'};

/**
 * Yields inputs in the order given. A folder gives its regular files by name, without those of its folders; links to such
 * files count. The traces of Windows Update in a folder are one log (see `groupTraces`), and so are those of one folder that
 * were named one after the other, as a shell does for a pattern. What does not exist or cannot be listed is given on, so that
 * reading it says why.
 */
export async function* expandInputs(inputs: AsyncIterable<string> | Iterable<string>): AsyncGenerator<NamedInput> {
	/** Traces of one folder, until another input comes. */
	let traces: string[] = [];
	for await (const input of inputs) {
		const isTrace = input !== STDIN && isSetMember(basename(input)) && (await isRegularFile(input));
		if (traces.length > 0 && !(isTrace && goesWith(input, traces))) {
			yield* await oneLog(traces);
			traces = [];
		}
		if (isTrace) traces.push(input);
		else if (input === STDIN) yield {kind: 'stdin'};
		else yield* (await inputsIn(input)) ?? [await inputAt(input)];
	}
	yield* await oneLog(traces);
}

function goesWith(trace: string, others: readonly string[]): boolean {
	return dirname(trace) === dirname(others[0] ?? '') && !others.some((other) => basename(other) === basename(trace));
}

async function oneLog(traces: readonly string[]): Promise<readonly Input[]> {
	const [first] = traces;
	const names = traces.map((trace) => basename(trace));
	const set = first === undefined || traces.length < 2 ? null : await someTracesOf(dirname(first), names);
	return set === null ? traces.map((path) => ({kind: 'file', path})) : [set];
}

async function isRegularFile(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

/** `null`: it is no folder, or cannot be listed. */
async function inputsIn(folder: string): Promise<readonly Input[] | null> {
	try {
		if (!(await stat(folder)).isDirectory()) return null;
		const entries = await readdir(folder, {withFileTypes: true});
		const names: string[] = [];
		for (const entry of entries) if (await isFile(folder, entry)) names.push(entry.name);
		names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
		return groupTraces(names, (name) => ({folder, name})).map((group) =>
			group.kind === 'single' ? {kind: 'file', path: join(folder, group.item)} : allTracesOf(folder),
		);
	} catch {
		return null;
	}
}

/** Reading anything else, such as a FIFO, could wait for ever. A link that leads nowhere counts: reading it says so. */
async function isFile(folder: string, entry: Dirent): Promise<boolean> {
	if (!entry.isSymbolicLink()) return entry.isFile();
	try {
		return (await stat(join(folder, entry.name))).isFile();
	} catch {
		return true;
	}
}
