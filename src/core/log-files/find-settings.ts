/** Finds and reads the files beside a log that say how the device is set up. */
import {mergeContext} from '../device-settings/merge-settings.js';
import {type ContextPart, identifyContext, MAX_CONTEXT_BYTES, readContextFile} from '../device-settings/read-settings.js';
import type {DeviceSettings, Issue} from '../types.js';
import {createCollectionFinder} from './collection-files.js';
import {logStem} from '../inputs/machine-names.js';
import {setNameOf} from '../inputs/trace-sets.js';
import type {ArchivePlace} from '../inputs/walk.js';
import {type FolderPlace, filesOfArchive, type LogPlace, type PlaceFile} from './settings-places.js';

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
const COMPANION_LOGS: ReadonlySet<string> = new Set([
	'cbs.log',
	'dism.log',
	'reportingevents.log',
	'setupact.log',
	'setuperr.log',
	'uso.log',
	'ux.log',
]);

interface LoadedContext {
	/** `null`: no file says anything. */
	readonly context: DeviceSettings | null;
	/** Files that could not be read or that disagree, each with its path. */
	readonly issues: readonly Issue[];
}

export interface ContextLoader {
	/** @param log the log whose folder or archive is searched; `null` for standard input, which has none */
	load(log: LogPlace | null): Promise<LoadedContext>;
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
 * For a log in an archive the same rules hold for the files beside it there. Where they give none and the log lies in a
 * collection of a known layout (`LAYOUTS`), be it an archive or a folder, settings count that lie where that layout has them.
 * Where there are none, either, and the archive holds one log only, settings anywhere in the archive count: a collection of
 * one device has them in a folder of their own.
 *
 * @returns paths; none where the folder cannot be listed
 */
export async function findContextFiles(log: LogPlace, reasonOf: ReasonOf): Promise<readonly string[]> {
	return (await createFinder(reasonOf).find(log)).map(({path}) => path);
}

/** Why an error came about, for people; `null`: it does not come from reading, and is a bug. */
export type ReasonOf = (error: unknown) => string | null;

export interface ContextLoaderOptions {
	/** Files that somebody named. @default none */
	readonly named?: readonly PlaceFile[];
	/** What two paths of one file have in common. @default the path itself */
	readonly identityOf?: (path: string) => string;
	readonly reasonOf: ReasonOf;
}

/**
 * Reads the files named and those found beside a log, and makes one picture of them. Files named come first, and the
 * first counts where two disagree (see `mergeContext`). Never rejects because of a file: what cannot be read becomes an
 * issue, except that files found by themselves which hold nothing of interest are passed over. Of many logs, the files
 * named are read once, and so is a folder as long as the logs are in it.
 */
export function createLoader({named: explicit = [], identityOf = (path) => path, reasonOf}: ContextLoaderOptions): ContextLoader {
	const finder = createFinder(reasonOf);
	let named: Promise<Readings> | null = null;

	async function readNamed(): Promise<Readings> {
		const readings = emptyReadings();
		const seen = new Set<string>();
		for (const file of explicit) {
			if (seen.has(identityOf(file.path))) continue;
			seen.add(identityOf(file.path));
			await readInto(readings, file, true, reasonOf);
		}
		return readings;
	}

	return {
		async load(log) {
			named ??= readNamed();
			const first = await named;
			const found = emptyReadings();
			const isNamed = new Set(explicit.map(({path}) => identityOf(path)));
			for (const file of log === null ? [] : await finder.find(log)) {
				if (log?.kind !== 'folder' || !isNamed.has(identityOf(file.path))) await readInto(found, file, false, reasonOf);
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

async function readInto({parts, issues}: Readings, file: PlaceFile, isNamed: boolean, reasonOf: ReasonOf): Promise<void> {
	const {path} = file;
	let bytes: Uint8Array;
	try {
		// One byte more than allowed tells that the file is too large, also where it has no size, like a pipe.
		bytes = await file.read(MAX_CONTEXT_BYTES + 1);
	} catch (error) {
		const reason = reasonOf(error);
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

/** A file beside the log, or the log itself. */
interface Entry {
	readonly file: PlaceFile;
	readonly lower: string;
	readonly extension: string;
	readonly stem: string;
}

interface Folder {
	/** By name. */
	readonly entries: readonly Entry[];
	/** By name in lower case: those that begin alike stand together. */
	readonly byLower: readonly Entry[];
	readonly names: ReadonlySet<string>;
	/** Files that may be logs by their name, by extension; those found to hold settings are taken out. */
	readonly logs: Map<string, readonly Entry[]>;
	/** Whether a file shows one of the forms; kept for the other logs of the folder. */
	readonly holdsContext: Map<PlaceFile, Promise<boolean>>;
	readonly reasonOf: ReasonOf;
}

/** The files of an archive, arranged once for all logs in it. */
interface ArchiveFiles {
	readonly whole: Folder;
	readonly byPath: ReadonlyMap<string, Entry>;
	/** The files directly in a folder, by its path with a slash at the end. */
	folder(path: string): Folder;
}

interface Finder {
	find(log: LogPlace): Promise<readonly PlaceFile[]>;
}

function createFinder(reasonOf: ReasonOf): Finder {
	let last: {readonly path: string; readonly folder: Promise<Folder>} | null = null;
	const collections = createCollectionFinder(reasonOf);
	const archives = new WeakMap<ArchivePlace['archive'], ArchiveFiles>();

	function folderOf({folder: path, files}: FolderPlace): Promise<Folder> {
		if (last !== null && last.path === path) return last.folder;
		const folder = files().then((found) => sorted(found, reasonOf));
		last = {path, folder};
		return folder;
	}

	function archiveOf(log: ArchivePlace): ArchiveFiles {
		const known = archives.get(log.archive);
		if (known !== undefined) return known;
		const files = arranged(sorted(filesOfArchive(log), reasonOf));
		archives.set(log.archive, files);
		return files;
	}

	async function inCollection(log: LogPlace): Promise<readonly PlaceFile[]> {
		const picked: PlaceFile[] = [];
		for (const file of await collections.settings(log)) if (await showsContext(file, reasonOf)) picked.push(file);
		return picked;
	}

	return {
		async find(log) {
			if (log.kind === 'folder') {
				const folder = await folderOf(log);
				const besideLog = await filesBeside(log.name, log.isSet, folder);
				return besideLog.length > 0 ? besideLog.map((file) => ({...file, path: log.pathOf(file.name)})) : inCollection(log);
			}
			const path = log.member.slice(0, log.member.lastIndexOf('/') + 1);
			const prefix = `${log.path} › ${path}`;
			const {whole, byPath, folder} = archiveOf(log);
			const beside = await filesBeside(log.member.slice(path.length), log.isSet, folder(prefix));
			if (beside.length > 0) return beside;
			const ofCollection = await inCollection(log);
			if (ofCollection.length > 0) return ofCollection;
			if (log.isSet)
				return filesOfOnlyLog(
					entryNamed(log.member),
					whole,
					({file}) => file.path.startsWith(prefix) && setNameOf(file.name) === log.member.slice(path.length),
				);
			const self = byPath.get(`${log.path} › ${log.member}`);
			return self === undefined ? [] : filesOfOnlyLog(self, whole, (entry) => entry === self);
		},
	};
}

/** By the rules of `findContextFiles`. The files of a folder are not gone through for each of the logs in it. */
async function filesBeside(name: string, isSet: boolean, folder: Folder): Promise<readonly PlaceFile[]> {
	const log = entryNamed(name);
	// Somebody may have named the log in other letters where case does not matter.
	const isThere = folder.names.has(name);
	const isSelf = ({file, lower}: Entry): boolean =>
		isSet ? setNameOf(file.name) === name : isThere ? file.name === name : lower === log.lower;
	const own = await pick(
		ownFiles(
			log,
			[...entriesFrom(folder, log.stem)].filter((entry) => !isSelf(entry)),
		),
		folder,
	);
	return own.length > 0 ? own : filesOfOnlyLog(log, folder, isSelf);
}

/** Every file with settings, if there is no other log among them. */
async function filesOfOnlyLog(log: Entry, folder: Folder, isSelf: (entry: Entry) => boolean): Promise<readonly PlaceFile[]> {
	for (const extension of new Set([...LOG_EXTENSIONS, log.extension])) if (await hasOtherLog(extension, folder, isSelf)) return [];
	return pick(
		folder.entries.filter((entry) => !isSelf(entry)),
		folder,
	);
}

async function hasOtherLog(extension: string, folder: Folder, isSelf: (entry: Entry) => boolean): Promise<boolean> {
	const settings = new Set<Entry>();
	let isFound = false;
	for (const entry of folder.logs.get(extension) ?? []) {
		if (isSelf(entry)) continue;
		isFound = !(await holdsContext(entry, folder));
		if (isFound) break;
		settings.add(entry);
	}
	// The next log of the folder need not look at them again.
	const rest = folder.logs.get(extension);
	if (settings.size > 0 && rest !== undefined)
		folder.logs.set(
			extension,
			rest.filter((entry) => !settings.has(entry)),
		);
	return isFound;
}

/** Whose names in lower case begin so, by name. */
function* entriesFrom({byLower}: Folder, prefix: string): Generator<Entry> {
	let low = 0;
	let high = byLower.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((byLower[middle]?.lower ?? '') < prefix) low = middle + 1;
		else high = middle;
	}
	for (let at = low; ; at++) {
		const entry = byLower[at];
		if (entry === undefined || !entry.lower.startsWith(prefix)) return;
		yield entry;
	}
}

async function pick(entries: readonly Entry[], folder: Folder): Promise<readonly PlaceFile[]> {
	const picked: PlaceFile[] = [];
	for (const entry of entries.filter(({extension}) => EXTENSIONS.has(extension)).slice(0, MAX_LOOKED_AT)) {
		if (await holdsContext(entry, folder)) picked.push(entry.file);
	}
	return picked;
}

function holdsContext({file, extension}: Entry, folder: Folder): Promise<boolean> {
	if (!EXTENSIONS.has(extension)) return Promise.resolve(false);
	const answer = folder.holdsContext.get(file) ?? showsContext(file, folder.reasonOf);
	folder.holdsContext.set(file, answer);
	return answer;
}

function sorted(files: readonly PlaceFile[], reasonOf: ReasonOf): Folder {
	const entries = files
		.map(entryOf)
		.sort((one, other) => compare(one.file.name, other.file.name) || compare(one.file.path, other.file.path));
	return folderWith(entries, {holdsContext: new Map(), reasonOf});
}

function folderWith(entries: readonly Entry[], {holdsContext: known, reasonOf}: Pick<Folder, 'holdsContext' | 'reasonOf'>): Folder {
	return {
		entries,
		byLower: [...entries].sort((one, other) => compare(one.lower, other.lower)),
		names: new Set(entries.map(({file}) => file.name)),
		logs: groupedBy(
			entries.filter(({lower}) => !COMPANION_LOGS.has(lower)),
			({extension}) => extension,
		),
		holdsContext: known,
		reasonOf,
	};
}

function arranged(whole: Folder): ArchiveFiles {
	const entriesOf = groupedBy(whole.entries, ({file}) => file.path.slice(0, file.path.length - file.name.length));
	const folders = new Map<string, Folder>();
	// Where a name is in the archive twice, the first one counts.
	const byPath = new Map(whole.entries.toReversed().map((entry) => [entry.file.path, entry]));
	return {
		whole,
		byPath,
		folder(path) {
			const folder = folders.get(path) ?? folderWith(entriesOf.get(path) ?? [], whole);
			folders.set(path, folder);
			return folder;
		},
	};
}

function groupedBy(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) {
		const group = groups.get(keyOf(entry));
		if (group === undefined) groups.set(keyOf(entry), [entry]);
		else group.push(entry);
	}
	return groups;
}

function compare(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

function entryOf(file: PlaceFile): Entry {
	const lower = file.name.toLowerCase();
	return {file, lower, extension: extensionOf(lower), stem: logStem(lower)};
}

/** A log that is looked for among the files. */
function entryNamed(name: string): Entry {
	return entryOf({name, path: name, size: async () => 0, read: async () => new Uint8Array(0)});
}

/** With its dot; a dot in front makes none: `.profile`. Slashes are those of archives. */
function extensionOf(name: string): string {
	const base = name.slice(name.lastIndexOf('/') + 1);
	const dot = base.lastIndexOf('.');
	return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

async function showsContext(file: PlaceFile, reasonOf: ReasonOf): Promise<boolean> {
	try {
		return (await file.size()) <= MAX_SIBLING_BYTES && identifyContext(await file.read(HEAD_BYTES)) !== null;
	} catch (error) {
		if (reasonOf(error) === null) throw error;
		return false;
	}
}

/** Files that share the log's name and fit no other log better. @param others those that begin with the log's name */
function ownFiles(log: Entry, others: readonly Entry[]): readonly Entry[] {
	const better = groupedBy(
		others.filter((other) => isLogName(other, log) && other.stem.length > log.stem.length && other.stem.startsWith(log.stem)),
		({stem}) => stem,
	);
	return others
		.filter((entry) => isNamedAfter(entry, log) && (better.size === 0 || !isNamedAfterOneOf(entry, better, log.stem.length + 1)))
		.sort((one, other) => compare(one.file.name, other.file.name));
}

/** Looks each beginning of the name up, since there may be very many logs. @param logs by stem; none has fewer than `shortest` letters */
function isNamedAfterOneOf(entry: Entry, logs: ReadonlyMap<string, readonly Entry[]>, shortest: number): boolean {
	for (let length = shortest; length <= entry.lower.length; length++) {
		const named = logs.get(entry.lower.slice(0, length));
		if (named?.some((log) => log !== entry && isNamedAfter(entry, log)) === true) return true;
	}
	return false;
}

function isNamedAfter({lower}: Entry, {stem}: Entry): boolean {
	return stem !== '' && lower.startsWith(stem) && !/^[\p{L}\p{N}]/u.test(lower.slice(stem.length));
}

function isLogName({lower, extension}: Entry, log: Entry): boolean {
	return !COMPANION_LOGS.has(lower) && (LOG_EXTENSIONS.has(extension) || extension === log.extension);
}
