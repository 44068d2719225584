/** What wulens keeps between runs: a few small files in the state folder of the platform. Losing them loses nothing. */
import {mkdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {STDIN} from '../inputs/standard-input.js';
import {temporaryName} from '../temporary-name.js';
import {missingReason} from './desktop-paths.js';

export interface RecentFile {
	readonly path: string;
	/** When it was opened last, ISO 8601. */
	readonly time: string;
	readonly exists: boolean;
}

type RecentEntry = Omit<RecentFile, 'exists'>;

const RECENTS_FILE = 'recent-files.json';
const MAX_RECENTS = 20;
/** Twenty paths are never that long. */
const MAX_RECENTS_BYTES = 1024 * 1024;

/** Shares and devices; asking after a server that is away would hold up every other file. */
const NETWORK_PATH = /^(?:\\\\|\/\/)/;

/** @returns where the platform wants state to be; `WULENS_STATE` is asked first */
export function stateFolder(env: Readonly<Record<string, string | undefined>>, platform: string, home: string): string {
	const named = env.WULENS_STATE;
	if (named !== undefined && named !== '') return resolve(named);
	if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'wulens');
	if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'wulens');
	// A relative path there is not valid, says the specification.
	const state = env.XDG_STATE_HOME;
	return join(state?.startsWith('/') === true ? state : join(home, '.local', 'state'), 'wulens');
}

/**
 * Puts a file of the user alone in its place: whole, or as it was before.
 *
 * @returns its path; `null` where it cannot be written
 */
export async function writeState(folder: string, name: string, text: string): Promise<string | null> {
	const path = join(folder, name);
	const temporary = join(folder, temporaryName(name));
	try {
		await mkdir(folder, {recursive: true, mode: 0o700});
		await writeFile(temporary, text, {flag: 'wx', mode: 0o600});
		await rename(temporary, path);
		return path;
	} catch {
		await rm(temporary, {force: true}).catch(() => {});
		return null;
	}
}

/** The files opened before, the latest first. */
export async function readRecents(folder: string): Promise<readonly RecentFile[]> {
	const entries = await readEntries(folder);
	return Promise.all(entries.map(async (entry) => ({...entry, exists: NETWORK_PATH.test(entry.path) || (await isThere(entry.path))})));
}

async function isThere(path: string): Promise<boolean> {
	return (await missingReason(path).catch(() => '')) === null;
}

/**
 * @param paths as they were opened; standard input is not remembered
 * @param time ISO 8601
 */
export async function rememberPaths(folder: string, paths: readonly string[], time: string, platform: string): Promise<void> {
	const keyOf = (path: string): string => (platform === 'win32' ? path.toLowerCase() : path);
	const added = paths
		.filter((path) => path !== STDIN && path !== '')
		.slice(0, MAX_RECENTS)
		.map((path) => ({path: resolve(path), time}));
	if (added.length === 0) return;
	const entries = new Map<string, RecentEntry>();
	for (const entry of [...added, ...(await readEntries(folder))])
		if (!entries.has(keyOf(entry.path))) entries.set(keyOf(entry.path), entry);
	await writeState(folder, RECENTS_FILE, `${JSON.stringify({files: [...entries.values()].slice(0, MAX_RECENTS)}, null, '\t')}\n`);
}

/** A damaged file is an empty one. */
async function readEntries(folder: string): Promise<readonly RecentEntry[]> {
	const path = join(folder, RECENTS_FILE);
	try {
		if ((await stat(path)).size > MAX_RECENTS_BYTES) return [];
		const stored: unknown = JSON.parse(await readFile(path, 'utf8'));
		const files = typeof stored === 'object' && stored !== null && 'files' in stored ? stored.files : null;
		return Array.isArray(files)
			? files
					.filter(isEntry)
					.slice(0, MAX_RECENTS)
					.map(({path: stored, time}) => ({path: stored, time}))
			: [];
	} catch {
		return [];
	}
}

function isEntry(value: unknown): value is RecentEntry {
	if (typeof value !== 'object' || value === null || !('path' in value) || !('time' in value)) return false;
	const {path, time} = value;
	return typeof path === 'string' && path !== '' && !path.includes('\0') && typeof time === 'string' && !Number.isNaN(Date.parse(time));
}
