/** Paths that a user drops or types: which of them exist, and how those go on that are begun. */
import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Dirent} from 'node:fs';
import {inputErrorReason} from '../input-error.js';
import {expandPattern, hasPattern} from '../inputs/glob.js';
import {STDIN} from '../inputs/standard-input.js';

export type ResolvedPaths = {readonly paths: readonly string[]} | {readonly reason: string};

/** How the system here names files. */
export interface PathSystem {
	readonly platform: string;
	readonly isWsl: boolean;
	readonly home: string;
}

/** Asked for at once; a folder of a network answers one after the other anyway. */
const AT_ONCE = 16;

/** More missing paths than these are counted. */
const MAX_NAMED = 5;

/** More than these nobody reads. */
const MAX_COMPLETIONS = 200;

interface Missing {
	readonly path: string;
	readonly reason: string;
}

/**
 * The first reading whose paths all exist.
 *
 * @returns else why not: a line for each path that is missing in the reading of which most exists
 */
export async function resolveReadings(readings: readonly (readonly string[])[]): Promise<ResolvedPaths> {
	let best: {readonly found: number; readonly missing: readonly Missing[]} | null = null;
	for (const paths of readings) {
		if (paths.length === 0) continue;
		const missing = await missingOf(paths);
		if (missing.length === 0) return {paths: paths.map(asFile)};
		const found = paths.length - missing.length;
		if (best === null || found > best.found) best = {found, missing};
	}
	return {reason: best === null ? 'This is not a path.' : reasonText(best.missing)};
}

async function missingOf(paths: readonly string[]): Promise<readonly Missing[]> {
	const missing: Missing[] = [];
	for (let at = 0; at < paths.length; at += AT_ONCE) {
		const reasons = await Promise.all(paths.slice(at, at + AT_ONCE).map(async (path) => ({path, reason: await missingReason(path)})));
		for (const {path, reason} of reasons) if (reason !== null) missing.push({path, reason});
	}
	return missing;
}

/** `null`: it is there. */
export async function missingReason(path: string): Promise<string | null> {
	try {
		await stat(path);
		return null;
	} catch (error) {
		const reason = inputErrorReason(error);
		if (reason === null) throw error;
		if (!hasPattern(path)) return reason;
		return (await expandPattern(path)).length > 0 ? null : 'no file or folder matches this pattern';
	}
}

function reasonText(missing: readonly Missing[]): string {
	const lines = missing.slice(0, MAX_NAMED).map(({path, reason}) => `${path}: ${reason}`);
	const left = missing.length - lines.length;
	return [...lines, ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

/** Where a file is meant, `-` is one, and not standard input. */
function asFile(path: string): string {
	return path === STDIN ? `./${path}` : path;
}

/**
 * Paths that begin so, as they were begun: `~` and capitals of folders stay. Folders end with a separator. Hidden files
 * are among them only if a dot is typed.
 *
 * @returns at most {@link MAX_COMPLETIONS}, in order; the last of all is always among them, so that what the first and
 * the last have in common is common to all
 */
export async function completePath(prefix: string, {platform, home}: PathSystem): Promise<readonly string[]> {
	const isWindows = platform === 'win32';
	if (prefix === '~') return [isWindows ? '~\\' : '~/'];
	const end = Math.max(prefix.lastIndexOf('/'), isWindows ? prefix.lastIndexOf('\\') : -1) + 1;
	const folder = prefix.slice(0, end);
	const begun = prefix.slice(end);
	const separator = folder === '' ? (isWindows ? '\\' : '/') : folder.slice(-1);
	const listed = /^~[/\\]/.test(folder) ? join(home, folder.slice(2)) : folder === '' ? '.' : folder;
	const fitting = (await entriesOf(listed))
		.filter(({name}) => beginsSo(name, begun, platform))
		.sort((one, other) => (one.name < other.name ? -1 : 1));
	const last = fitting.at(-1);
	const shown = fitting.length <= MAX_COMPLETIONS || last === undefined ? fitting : [...fitting.slice(0, MAX_COMPLETIONS - 1), last];
	return Promise.all(shown.map(async (entry) => `${folder}${entry.name}${(await isFolder(listed, entry)) ? separator : ''}`));
}

/** What cannot be listed has nothing to complete. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
	try {
		return await readdir(folder, {withFileTypes: true});
	} catch {
		return [];
	}
}

function beginsSo(name: string, begun: string, platform: string): boolean {
	// Such names can neither be shown nor typed.
	if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) return false;
	if (name.startsWith('.') && !begun.startsWith('.')) return false;
	return platform === 'win32' || platform === 'darwin' ? name.toLowerCase().startsWith(begun.toLowerCase()) : name.startsWith(begun);
}

async function isFolder(folder: string, entry: Dirent): Promise<boolean> {
	if (!entry.isSymbolicLink()) return entry.isDirectory();
	try {
		return (await stat(join(folder, entry.name))).isDirectory();
	} catch {
		return false;
	}
}
