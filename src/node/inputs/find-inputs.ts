/** Finds the files that are read, in folders at any depth, and says what it found that is none. */
import type {BigIntStats} from 'node:fs';
import {realpath, stat} from 'node:fs/promises';
import {basename, dirname, normalize, sep} from 'node:path';
import type {UnreadStatus} from '../../core/index.js';
import {errorCode, inputErrorReason} from '../input-error.js';
import {byPath, type FoundInput} from './found-input.js';
import {expandPattern, hasPattern} from './glob.js';
import {type ListedEntry, listFolder, type Place, targetOf} from './list-folder.js';
import {withTraceSets} from './found-trace-sets.js';

/** So many calls of the file system at once; network shares answer each one late. */
const AT_ONCE = 32;

export interface FindInputsOptions {
	/** Files, folders, and patterns where there is no file of that name. */
	readonly inputs: AsyncIterable<string> | Iterable<string>;
	/** Folder whose files are no inputs, wherever it lies. @default null */
	readonly except?: string | null;
	readonly signal?: AbortSignal;
	/** Called as the search goes on. */
	readonly onFound?: (inputs: number) => void;
}

/**
 * All inputs by path, each path once. Links to files and folders are followed after everything else; a folder is read once
 * however often it is reached, so that links in a circle end. What cannot be read, and what is no file, is given on with
 * the reason. Traces of one folder that are one log are one input. Ends early on abort.
 */
export async function findInputs(options: FindInputsOptions): Promise<readonly FoundInput[]> {
	const search = await createSearch(options);
	for await (const input of options.inputs) {
		if (options.signal?.aborted === true) break;
		await search.addNamed(input === '' ? '.' : normalize(input));
	}
	await search.followLinks();
	return search.found();
}

interface Search {
	addNamed(path: string): Promise<void>;
	followLinks(): Promise<void>;
	found(): readonly FoundInput[];
}

interface Folder {
	readonly place: Place;
	readonly namesFrom: number;
}

async function createSearch({except = null, signal, onFound}: FindInputsOptions): Promise<Search> {
	/** By path, in bytes where it is no text. */
	const inputs = new Map<string, FoundInput>();
	/** Of the folders and files found, by number of device and file. */
	const folders = new Set<string>();
	const files = new Set<string>();
	const out = except === null ? null : await realpath(except).catch(() => null);
	const outIdentity = out === null ? null : identityOf(await stat(out, {bigint: true}), out);
	let links: Folder[] = [];

	function add(input: FoundInput): void {
		const key = input.raw === null ? input.path : `\0${Buffer.from(input.raw).toString('latin1')}`;
		if (inputs.has(key)) return;
		inputs.set(key, input);
		onFound?.(inputs.size);
	}

	function addProblem({place, namesFrom}: Folder, status: UnreadStatus, reason: string, stats: BigIntStats | null = null): void {
		add({
			path: place.path,
			parts: null,
			raw: null,
			bytes: 0,
			modified: stats === null ? 0 : Number(stats.mtimeMs),
			namesFrom,
			problem: {status, reason},
		});
	}

	function addFile({place, namesFrom}: Folder, stats: BigIntStats): void {
		const kind = stats.isFIFO() ? 'a named pipe' : stats.isSocket() ? 'a socket' : stats.isFile() ? null : 'a device';
		if (kind !== null) {
			addProblem({place, namesFrom}, 'skipped', `It is ${kind}, not a file; reading it could wait for ever.`, stats);
			return;
		}
		files.add(identityOf(stats, place.path));
		add({
			path: place.path,
			parts: null,
			raw: place.raw,
			bytes: Number(stats.size),
			modified: Number(stats.mtimeMs),
			namesFrom,
			problem: null,
		});
	}

	async function statOrSay(item: Folder, isLink = false): Promise<BigIntStats | null> {
		try {
			return await stat(targetOf(item.place), {bigint: true});
		} catch (error) {
			const reason = inputErrorReason(error);
			if (reason === null) throw error;
			addProblem(
				item,
				'failed',
				isLink && errorCode(error) === 'ENOENT' ? 'It is a link that leads nowhere.' : `It cannot be read: ${reason}.`,
			);
			return null;
		}
	}

	/** @returns whether it had not been read before */
	async function walk(start: Folder): Promise<boolean> {
		let level: readonly Folder[] = [start];
		let isNew = false;
		while (level.length > 0) {
			const next: Folder[] = [];
			await inParallel(level, async (folder) => {
				if (signal?.aborted === true) return;
				if (await list(folder, next)) isNew = true;
			});
			level = next;
		}
		return isNew;
	}

	async function list(folder: Folder, below: Folder[]): Promise<boolean> {
		let entries: readonly ListedEntry[];
		try {
			const identity = identityOf(await stat(targetOf(folder.place), {bigint: true}), folder.place.path);
			if (identity === outIdentity) return true;
			if (folders.has(identity)) return false;
			folders.add(identity);
			entries = await listFolder(folder.place);
		} catch (error) {
			const reason = inputErrorReason(error);
			if (reason === null) throw error;
			addProblem(folder, 'failed', `It is a folder that cannot be listed: ${reason}.`);
			return true;
		}
		const others: Folder[] = [];
		for (const {place, kind} of entries) {
			const item = {place, namesFrom: folder.namesFrom};
			(kind === 'folder' ? below : kind === 'link' ? links : others).push(item);
		}
		await inParallel(others, async (item) => {
			const stats = await statOrSay(item);
			if (stats !== null) addFile(item, stats);
		});
		return true;
	}

	async function follow(link: Folder): Promise<void> {
		const stats = await statOrSay(link, true);
		if (stats === null) return;
		const identity = identityOf(stats, await realpath(targetOf(link.place)));
		if (stats.isDirectory()) {
			if (identity === outIdentity) return;
			if (!(await walk(link))) addProblem(link, 'skipped', 'It is a link to a folder whose files are among the inputs already.', stats);
		} else if (files.has(identity)) addProblem(link, 'skipped', 'It is a link to a file that is among the inputs already.', stats);
		else addFile(link, stats);
	}

	async function isInOutput(folder: string): Promise<boolean> {
		if (out === null) return false;
		const real = await realpath(folder).catch(() => null);
		return real !== null && (real === out || real.startsWith(out + sep));
	}

	async function addNamed(path: string): Promise<void> {
		const named = {place: {path, raw: null}, namesFrom: 0};
		let stats: BigIntStats;
		try {
			stats = await stat(path, {bigint: true});
		} catch (error) {
			const reason = inputErrorReason(error);
			if (reason === null) throw error;
			const isPattern = hasPattern(path);
			const matches = isPattern ? await expandPattern(path) : [];
			if (!isPattern)
				addProblem(named, 'failed', `It cannot be read: ${errorCode(error) === 'ENOENT' ? 'there is no such file or folder' : reason}.`);
			else if (matches.length === 0) addProblem(named, 'failed', 'There is no file that fits this pattern.');
			for (const match of matches) await addNamed(match);
			return;
		}
		if (await isInOutput(stats.isDirectory() ? path : dirname(path))) return;
		if (stats.isDirectory()) await walk({...named, namesFrom: path.length - basename(path).length});
		else addFile(named, stats);
	}

	return {
		addNamed,
		async followLinks() {
			while (links.length > 0 && signal?.aborted !== true) {
				// Links that are found behind links come in the next round.
				const round = links.sort((one, other) => byPath(one.place, other.place));
				links = [];
				for (const link of round) await follow(link);
			}
		},
		found: () => withTraceSets(withOwnPaths([...inputs.values()])),
	};
}

/** A name that is no text is shown as one, which another file may really have. */
function withOwnPaths(inputs: readonly FoundInput[]): readonly FoundInput[] {
	const taken = new Set(inputs.filter(({raw}) => raw === null).map(({path}) => path));
	return inputs.map((input) => (input.raw !== null && taken.has(input.path) ? {...input, path: `${input.path} (name in bytes)`} : input));
}

/** Some file systems of Windows number nothing. */
function identityOf(stats: BigIntStats, path: string): string {
	return stats.ino === 0n ? path : `${stats.dev}:${stats.ino}`;
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
	let next = 0;
	async function lane(): Promise<void> {
		for (;;) {
			const item = items[next++];
			if (item === undefined) return;
			await work(item);
		}
	}
	await Promise.all(Array.from({length: Math.min(AT_ONCE, items.length)}, lane));
}
