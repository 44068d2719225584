/** Finds and reads the files beside a log that say how the device is set up. */
import type {Dirent} from 'node:fs';
import {open, readdir} from 'node:fs/promises';
import {basename, dirname, extname, join, resolve} from 'node:path';
import {mergeContext} from '../core/context/merge-context.js';
import {type ContextPart, identifyContext, MAX_CONTEXT_BYTES, readContextFile} from '../core/context/read-context.js';
import type {DeviceContext, Issue} from '../core/index.js';
import {inputErrorReason} from './input-error.js';

/** Names that tools and people give such files. */
const EXTENSIONS: ReadonlySet<string> = new Set(['.reg', '.txt', '.json', '.log', '.csv', '']);

/** Larger files in the folder are other things; whoever names one may name a larger one. */
const MAX_SIBLING_BYTES = 1024 * 1024;

/** Enough to tell the form. */
const HEAD_BYTES = 64 * 1024;

/** So many files of a folder are opened at most. */
const MAX_LOOKED_AT = 200;

const LOG_EXTENSIONS: ReadonlySet<string> = new Set(['.log', '.etl']);

/** Logs that Windows writes under these names: one PC has one of each, so that they do not speak for a second PC. */
const COMPANION_LOGS: ReadonlySet<string> = new Set(['cbs.log', 'dism.log', 'reportingevents.log', 'setupact.log', 'setuperr.log', 'uso.log', 'ux.log']);

export interface LoadedContext {
	/** `null`: no file says anything. */
	readonly context: DeviceContext | null;
	/** Files that could not be read or that disagree, each with its path. */
	readonly issues: readonly Issue[];
}

export interface ContextLoader {
	/** @param logPath the log whose folder is searched; `null` for standard input, which has none */
	load(logPath: string | null): Promise<LoadedContext>;
}

/**
 * Files in the log's folder with settings of its device, sorted by name. Folders with logs of many devices must not mix,
 * so two rules decide, in this order:
 *
 * 1. Files that share the log's name: after `PC-0142.log` or `PC-0142_WindowsUpdate.log`, `PC-0142.reg` and
 *    `PC-0142-policy.txt`. The name must end there (`PC-01420.reg` is another device), and where several logs fit, a file
 *    belongs to the one with the longest name. Where there is such a file, no others count.
 * 2. Else every file, if the log is the only one in the folder: no other .log or .etl, and none with the log's own
 *    extension, that does not hold settings itself; logs such as CBS.log under the names of Windows do not count.
 *
 * Only regular files are opened, at most 200, of at most 1 MiB, with the extension .reg, .txt, .json, .log, .csv or none;
 * their first 64 KiB must show one of the known forms. What cannot be opened is passed over. Folders below are not
 * searched, links are not followed.
 *
 * @returns paths; none where the folder cannot be listed
 */
export function findContextFiles(logPath: string): Promise<readonly string[]> {
	return createFinder().find(logPath);
}

/**
 * Reads the files named and those found beside the log, and makes one picture of them. Files named come first, and the
 * first counts where two disagree (see `mergeContext`). Never rejects because of a file: what cannot be read becomes an
 * issue, except that files found by themselves which hold nothing of interest are passed over.
 *
 * @param explicit paths that somebody named
 */
export function loadContext(explicit: readonly string[], logPath: string | null): Promise<LoadedContext> {
	return createContextLoader(explicit).load(logPath);
}

/** The same for many logs: the files named are read once, and so is a folder as long as the logs are in it. */
export function createContextLoader(explicit: readonly string[]): ContextLoader {
	const finder = createFinder();
	let named: Promise<Readings> | null = null;

	async function readNamed(): Promise<Readings> {
		const readings = emptyReadings();
		const seen = new Set<string>();
		for (const path of explicit) {
			if (seen.has(resolve(path))) continue;
			seen.add(resolve(path));
			await readInto(readings, path, true);
		}
		return readings;
	}

	return {
		async load(logPath) {
			named ??= readNamed();
			const first = await named;
			const found = emptyReadings();
			const isNamed = new Set(explicit.map((path) => resolve(path)));
			for (const path of logPath === null ? [] : await finder.find(logPath)) {
				if (!isNamed.has(resolve(path))) await readInto(found, path, false);
			}
			const {context, conflicts} = mergeContext([...first.parts, ...found.parts]);
			return {context, issues: [...first.issues, ...found.issues, ...conflicts.map(issueOf)]};
		},
	};
}

interface Readings {
	readonly parts: ContextPart[];
	readonly issues: Issue[];
}

function emptyReadings(): Readings {
	return {parts: [], issues: []};
}

function issueOf(message: string): Issue {
	return {kind: 'context-unreadable', line: null, count: 1, message};
}

async function readInto({parts, issues}: Readings, path: string, isNamed: boolean): Promise<void> {
	let bytes: Uint8Array;
	try {
		// One byte more than allowed tells that the file is too large, also where it has no size, like a pipe.
		bytes = await readBeginning(path, MAX_CONTEXT_BYTES + 1);
	} catch (error) {
		const reason = inputErrorReason(error);
		if (reason === null) throw error;
		if (isNamed) issues.push(issueOf(`${path}: It cannot be read: ${reason}.`));
		return;
	}
	const reading = readContextFile(bytes, path);
	if ('problem' in reading) {
		if (isNamed || reading.kind !== null) issues.push(issueOf(`${path}: ${reading.problem}`));
		return;
	}
	parts.push(reading);
	issues.push(...reading.notes.map((note) => issueOf(`${path}: ${note}`)));
}

async function readBeginning(path: string, length: number): Promise<Uint8Array> {
	const file = await open(path, 'r');
	try {
		const chunks: Uint8Array[] = [];
		let total = 0;
		while (total < length) {
			const chunk = new Uint8Array(Math.min(HEAD_BYTES, length - total));
			const {bytesRead} = await file.read(chunk, 0, chunk.length, null);
			if (bytesRead === 0) break;
			chunks.push(chunk.subarray(0, bytesRead));
			total += bytesRead;
		}
		return Buffer.concat(chunks);
	} finally {
		await file.close();
	}
}

/** A regular file of a folder. */
interface Entry {
	readonly name: string;
	readonly lower: string;
	readonly extension: string;
	readonly stem: string;
}

interface Folder {
	/** By name. */
	readonly entries: readonly Entry[];
	/** Whether a file shows one of the forms; kept for the other logs of the folder. */
	readonly holdsContext: Map<string, Promise<boolean>>;
}

interface Finder {
	find(logPath: string): Promise<readonly string[]>;
}

function createFinder(): Finder {
	let last: {readonly path: string; readonly folder: Promise<Folder>} | null = null;

	return {
		async find(logPath) {
			const path = dirname(resolve(logPath));
			if (last?.path !== path) last = {path, folder: listFolder(path)};
			const folder = await last.folder;
			const log = entryOf(basename(logPath));
			const others = othersThan(log, folder.entries);
			const logs = others.filter((entry) => isLogName(entry, log));
			let opened = 0;

			async function holdsContext({name, extension}: Entry): Promise<boolean> {
				if (!EXTENSIONS.has(extension)) return false;
				const known = folder.holdsContext.get(name);
				if (known !== undefined) return known;
				if (++opened > MAX_LOOKED_AT) return false;
				const answer = showsContext(join(path, name));
				folder.holdsContext.set(name, answer);
				return answer;
			}

			async function pick(entries: readonly Entry[]): Promise<readonly string[]> {
				const picked: string[] = [];
				for (const entry of entries) {
					if (await holdsContext(entry)) picked.push(join(dirname(logPath), entry.name));
				}
				return picked;
			}

			const own = await pick(ownFiles(log, others, logs));
			if (own.length > 0) return own;
			for (const entry of logs) if (!(await holdsContext(entry))) return [];
			return pick(others);
		},
	};
}

async function listFolder(path: string): Promise<Folder> {
	let found: readonly Dirent[] = [];
	try {
		found = await readdir(path, {withFileTypes: true});
	} catch {
		// Reading the log itself says why.
	}
	const entries = found
		.filter((entry) => entry.isFile())
		.map(({name}) => entryOf(name))
		.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
	return {entries, holdsContext: new Map()};
}

function entryOf(name: string): Entry {
	const lower = name.toLowerCase();
	return {name, lower, extension: extname(lower), stem: stemOf(lower)};
}

/** Without the log, which somebody may have named in other letters where case does not matter. */
function othersThan(log: Entry, entries: readonly Entry[]): readonly Entry[] {
	const isThere = entries.some(({name}) => name === log.name);
	return entries.filter(({name, lower}) => (isThere ? name !== log.name : lower !== log.lower));
}

async function showsContext(path: string): Promise<boolean> {
	try {
		const file = await open(path, 'r');
		try {
			const stats = await file.stat();
			if (!stats.isFile() || stats.size > MAX_SIBLING_BYTES) return false;
			const head = new Uint8Array(Math.min(HEAD_BYTES, stats.size));
			const {bytesRead} = await file.read(head, 0, head.length, 0);
			return identifyContext(head.subarray(0, bytesRead)) !== null;
		} finally {
			await file.close();
		}
	} catch (error) {
		if (inputErrorReason(error) === null) throw error;
		return false;
	}
}

/** Files that share the log's name and fit no other log better. */
function ownFiles(log: Entry, others: readonly Entry[], logs: readonly Entry[]): readonly Entry[] {
	const better = logs.filter(({stem}) => stem.length > log.stem.length && stem.startsWith(log.stem));
	return others.filter((entry) => isNamedAfter(entry, log) && !better.some((other) => other !== entry && isNamedAfter(entry, other)));
}

function isNamedAfter({lower}: Entry, {stem}: Entry): boolean {
	return stem !== '' && lower.startsWith(stem) && !/^[\p{L}\p{N}]/u.test(lower.slice(stem.length));
}

/** `pc-0142` of `pc-0142.log`, `pc-0142_windowsupdate.log` and `pc-0142.windowsupdate.log.txt`. @param lower in lower case */
function stemOf(lower: string): string {
	const bare = lower.replace(/(?:\.(?:log|txt|etl|gz|zip))+$/, '');
	return bare.replace(/[-_. ]+windows[-_ ]?update(?:[-_ ]?log)?$/, '') || bare;
}

function isLogName({lower, extension}: Entry, log: Entry): boolean {
	return !COMPANION_LOGS.has(lower) && (LOG_EXTENSIONS.has(extension) || extension === log.extension);
}
