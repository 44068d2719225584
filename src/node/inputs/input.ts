/** What a path names: a file, or traces of one folder that are one log. Names of sets are read here, and nowhere else. */
import {readdir, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {isSetName, namedMembers, nameOfSome, SET_NAME, setMembers, setNameOf} from '../../core/inputs/trace-sets.js';

/** One input on disk. Plain data, so that threads can hand it to each other. */
export type Input = FileInput | TraceSetInput;

export interface FileInput {
	readonly kind: 'file';
	readonly path: string;
}

export interface TraceSetInput {
	readonly kind: 'trace-set';
	/** Names the set in reports. */
	readonly path: string;
	readonly folder: string;
	/** Of the files, in the order they were written; `null`: all traces of the folder, whichever these are when it is read. */
	readonly names: readonly string[] | null;
}

/** All traces of a set in a folder. @default those of Windows Update itself */
export function allTracesOf(folder: string, set: string = SET_NAME): TraceSetInput {
	return {kind: 'trace-set', path: join(folder, set), folder, names: null};
}

/**
 * Some traces of a folder.
 *
 * @param names each once; @returns `null` where no name can tell them from others
 */
export async function someTracesOf(folder: string, names: readonly string[]): Promise<TraceSetInput | null> {
	const set = setNameOf(names[0] ?? '') ?? SET_NAME;
	const ordered = setMembers(names, set);
	const all = await traceNamesIn(folder, set);
	if (all.length === ordered.length && all.every((name) => ordered.includes(name))) return allTracesOf(folder, set);
	const name = nameOfSome(ordered);
	return name === null ? null : {kind: 'trace-set', path: join(folder, name), folder, names: ordered};
}

/**
 * What a path stands for that somebody wrote, or that a report names. On systems where a file may be called like a set, it
 * is that file.
 */
export async function inputAt(path: string): Promise<Input> {
	const file: FileInput = {kind: 'file', path};
	const name = basename(path);
	const folder = dirname(path);
	const names = namedMembers(name);
	if ((!isSetName(name) && names === null) || (await exists(path))) return file;
	if (names === null) return (await traceNamesIn(folder, name)).length > 0 ? {kind: 'trace-set', path, folder, names} : file;
	for (const one of names) if (await exists(join(folder, one))) return {kind: 'trace-set', path, folder, names};
	return file;
}

/** Paths of the files of a set, in the order they were written. */
export async function filesOfSet({path, folder, names}: TraceSetInput): Promise<readonly string[]> {
	return (names ?? (await traceNamesIn(folder, basename(path)))).map((name) => join(folder, name));
}

async function traceNamesIn(folder: string, set: string): Promise<readonly string[]> {
	const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
	return setMembers(
		entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({name}) => name),
		set,
	);
}

async function exists(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch {
		return false;
	}
}
