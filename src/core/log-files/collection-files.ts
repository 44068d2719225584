/** What lies with a log in its collection: files that name the machine, and places of its settings. */
import {collectionsOf, type Collection, mayHoldSettings, partsOfPath, settingsRootOf} from '../inputs/layouts.js';
import type {ArchivePlace} from '../inputs/walk.js';
import {filesOfArchive, type LogPlace, type PlaceFile} from './settings-places.js';

/** Larger ones are other things. */
const MAX_IDENTITY_BYTES = 1024 * 1024;

/** So many files of a collection are looked at for settings; those first by path. */
const MAX_FILES = 200;

/** Finds files of collections; what it found of an archive or a root is kept for the other logs in it. */
export interface CollectionFinder {
	/** Files of the collection around a log that may hold settings of its PC; none where it lies in none. */
	settings(log: LogPlace): Promise<readonly PlaceFile[]>;
	/** What a file of the collection calls the machine; `null`: there is none, or it says nothing. */
	machine(log: LogPlace): Promise<string | null>;
}

/** @param reasonOf why an error came about; `null`: it does not come from reading, and is a bug */
export function createCollectionFinder(reasonOf: (error: unknown) => string | null): CollectionFinder {
	const archives = new WeakMap<ArchivePlace['archive'], readonly ArchiveFile[]>();
	let last: {readonly root: string; readonly files: Promise<readonly PlaceFile[]>} | null = null;
	let lastNames = new Map<string, Promise<string | null>>();

	function filesOf(log: ArchivePlace): readonly ArchiveFile[] {
		let files = archives.get(log.archive);
		if (files === undefined) {
			const names = log.archive.members.map(({name}) => name);
			files = filesOfArchive(log)
				.map((file, index) => ({file, name: names[index] ?? ''}))
				.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
			archives.set(log.archive, files);
		}
		return files;
	}

	async function told(file: PlaceFile): Promise<string | null> {
		try {
			return machineToldBy(new TextDecoder().decode(await file.read(MAX_IDENTITY_BYTES)));
		} catch (error) {
			if (reasonOf(error) === null) throw error;
			return null;
		}
	}

	function toldOnce(key: string, file: PlaceFile): Promise<string | null> {
		const known = lastNames.get(key) ?? told(file);
		if (lastNames.size >= MAX_FILES) lastNames = new Map();
		lastNames.set(key, known);
		return known;
	}

	return {
		async settings(log) {
			const {parts, hidden} = partsOf(log);
			const collection = settingsRootOf(parts);
			if (collection === null) return [];
			const root = rootIn(parts, collection, hidden);
			if (log.kind === 'archive') return withinRoot(filesOf(log), root, collection);
			const path = partsOfDisk(log.path, collection.depth);
			if (last?.root !== path) last = {root: path, files: log.filesBelow(path, (name) => mayHoldSettings(collection, name), MAX_FILES)};
			return last.files;
		},
		async machine(log) {
			const {parts, hidden} = partsOf(log);
			for (const collection of collectionsOf(parts)) {
				for (const name of collection.layout.identity) {
					const path = log.kind === 'archive' ? rootIn(parts, collection, hidden) + name : partsOfDisk(log.path, collection.depth) + name;
					const file = log.kind === 'archive' ? fileNamed(filesOf(log), path) : log.fileAt(path);
					const machine = file === null ? null : await toldOnce(`${log.kind === 'archive' ? log.path : ''}\0${path}`, file);
					if (machine !== null) return machine;
				}
			}
			return null;
		},
	};
}

interface ArchiveFile {
	readonly file: PlaceFile;
	/** In the archive. */
	readonly name: string;
}

/** Names on the way to a log: of an archive, its own first. `hidden`: so many of these are not in the archive. */
function partsOf(log: LogPlace): {readonly parts: readonly string[]; readonly hidden: number} {
	if (log.kind === 'folder') return {parts: partsOfPath(log.path), hidden: 0};
	return {parts: [partsOfPath(log.path.split(' › ').at(-1) ?? '').at(-1) ?? '', ...log.member.split('/')], hidden: 1};
}

/** With a slash at its end; empty for the archive itself. */
function rootIn(parts: readonly string[], {depth}: Collection, hidden: number): string {
	return parts
		.slice(hidden, Math.max(depth, hidden))
		.map((part) => `${part}/`)
		.join('');
}

/** The beginning of a path with so many names in it, and the slash behind them. */
function partsOfDisk(path: string, depth: number): string {
	const part = /[\\/]{0,16}[^\\/]+[\\/]{0,16}/y;
	let end = 0;
	for (let count = 0; count < depth && part.test(path); count++) end = part.lastIndex;
	return path.slice(0, end);
}

function withinRoot(files: readonly ArchiveFile[], root: string, collection: Collection): readonly PlaceFile[] {
	const found: PlaceFile[] = [];
	for (let at = firstFrom(files, root); at < files.length && found.length < MAX_FILES; at++) {
		const {file, name} = files[at] ?? {file: null, name: ''};
		if (file === null || !name.startsWith(root)) break;
		if (mayHoldSettings(collection, name.slice(root.length))) found.push(file);
	}
	return found;
}

/** Tools write such names in one case. */
function fileNamed(files: readonly ArchiveFile[], path: string): PlaceFile | null {
	const found = files[firstFrom(files, path)];
	return found?.name === path ? found.file : null;
}

function firstFrom(files: readonly ArchiveFile[], name: string): number {
	let low = 0;
	let high = files.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((files[middle]?.name ?? '') < name) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Fields of JSON and of XML that name the machine, the most telling first: client_info.json of Velociraptor, results.xml of MDM. */
const NAMES = ['fqdn', 'hostname', 'host_name', 'computername', 'computer_name', 'devicename', 'machinename'] as const;

/**
 * The machine that a file of a collection names: in JSON at its top or one object deeper, in XML as an element or an attribute.
 *
 * @param text of the file; @returns `null` where it names none
 */
function machineToldBy(text: string): string | null {
	const bare = text.replace(/^\uFEFF/, '').trimStart();
	return bare.startsWith('<') ? machineInXml(bare) : machineInJson(bare);
}

function machineInJson(text: string): string | null {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null;
	}
	if (!isObject(value)) return null;
	const inner = Object.values(value).filter(isObject);
	for (const name of NAMES)
		for (const object of [value, ...inner]) {
			const found = Object.entries(object).find(([key, one]) => key.toLowerCase() === name && isName(one))?.[1];
			if (typeof found === 'string') return found;
		}
	return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): boolean {
	return typeof value === 'string' && /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,254}$/u.test(value);
}

function machineInXml(text: string): string | null {
	for (const name of NAMES) {
		const [, element, attribute] =
			new RegExp(String.raw`<${name}\s{0,9}>\s{0,9}([^<>\s]{1,255})\s{0,9}</${name}>|\s${name}="([^"<>\s]{1,255})"`, 'i').exec(text) ?? [];
		const found = element ?? attribute;
		if (isName(found)) return found ?? null;
	}
	return null;
}
