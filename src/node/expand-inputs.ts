/** From what the user named to the files to read: folders stand for the files in them. */
import {readdir, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import type {Dirent} from 'node:fs';
import type {Readable} from 'node:stream';
import {STDIN} from './standard-input.js';
import {readTextLines} from './text-lines.js';
import {pathOfSome, setMembers, withSet} from './traces/trace-set.js';

export {STDIN} from './standard-input.js';

/**
 * Yields files in the order given. A folder gives its regular files by name, without those of its folders; links to such
 * files count. The traces of Windows Update in a folder are one log, under one name (see `withSet`), and so are those of one
 * folder that were named one after the other, as a shell does for a pattern. What does not exist or cannot be listed is
 * given on, so that reading it says why.
 */
export async function* expandInputs(inputs: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
	/** Traces of one folder, until another input comes. */
	let traces: string[] = [];
	for await (const input of inputs) {
		const isTrace = input !== STDIN && setMembers([basename(input)]).length > 0 && (await isRegularFile(input));
		if (traces.length > 0 && !(isTrace && goesWith(input, traces))) {
			yield* await oneLog(traces);
			traces = [];
		}
		if (isTrace) {
			traces.push(input);
			continue;
		}
		const names = input === STDIN ? null : await filesIn(input);
		if (names === null) yield input;
		else for (const name of names) yield join(input, name);
	}
	yield* await oneLog(traces);
}

function goesWith(trace: string, others: readonly string[]): boolean {
	return dirname(trace) === dirname(others[0] ?? '') && !others.some((other) => basename(other) === basename(trace));
}

async function oneLog(traces: readonly string[]): Promise<readonly string[]> {
	const [first] = traces;
	if (first === undefined || traces.length < 2) return traces;
	const path = await pathOfSome(
		dirname(first),
		traces.map((trace) => basename(trace)),
	);
	return path === null ? traces : [path];
}

async function isRegularFile(path: string): Promise<boolean> {
	try {
		return (await stat(path)).isFile();
	} catch {
		return false;
	}
}

async function filesIn(path: string): Promise<readonly string[] | null> {
	try {
		if (!(await stat(path)).isDirectory()) return null;
		const entries = await readdir(path, {withFileTypes: true});
		const names: string[] = [];
		for (const entry of entries) if (await isFile(path, entry)) names.push(entry.name);
		return withSet(names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
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

/**
 * The paths of a list, one a line, LF or CRLF, in UTF-8 or UTF-16; empty lines mean nothing.
 *
 * @param signal ends the wait for more; the iteration then rejects
 */
export async function* readPathList(stream: Readable, signal?: AbortSignal): AsyncGenerator<string> {
	yield* readTextLines(stream, signal);
}
