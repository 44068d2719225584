/** Reads zip archives where they lie: lists the files in them and gives their bytes, without unpacking to disk. */
import type {Entry, ZipFile} from 'yauzl';
import {InputError, inputErrorReason} from '../input-error.js';
import {type ArchiveLimits, createBudget, overBudget, type UnpackBudget} from './limits.js';

export interface ZipMember {
	/** As stored, with `/` between folders; nothing is ever written under it. */
	readonly name: string;
	/** Unpacked bytes, as the archive says; reading ends with an error where that is wrong. */
	readonly size: number;
	/** The name leads out of the archive: `..`, or from the root. */
	readonly escapesArchive: boolean;
}

export interface ZipArchive {
	/** Files, by name; folders are left out. */
	readonly members: readonly ZipMember[];
	/** Why the list is not whole; `null`: it is. */
	readonly problem: string | null;
	/** @throws InputError while iterating, where the member cannot be unpacked */
	read(member: ZipMember): AsyncGenerator<Uint8Array>;
	readonly budget: UnpackBudget;
	close(): void;
}

const ENCRYPTED = 'it is encrypted; unpack it with its password';

/** Methods that Windows and other programs pack with and that are not unpacked here (APPNOTE 4.4.5). */
const METHODS: Readonly<Record<number, string>> = {
	1: 'Shrink',
	6: 'Implode',
	9: 'Deflate64, which Windows uses for files over 2 GB',
	12: 'bzip2',
	14: 'LZMA',
	93: 'Zstandard',
	95: 'XZ',
	98: 'PPMd',
};

export function isZip(head: Uint8Array): boolean {
	return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/**
 * Opens an archive and lists it.
 *
 * @param source its path, or its bytes
 * @param size its bytes
 * @param budget of the archive that this one stands in, if any
 * @throws InputError where it is no whole archive; errors of the file system as they are
 */
export async function openZip(
	source: string | Buffer,
	size: number,
	limits: ArchiveLimits,
	budget: UnpackBudget = createBudget(() => size, limits),
): Promise<ZipArchive> {
	const options = {lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true};
	// Most inputs are no archives, and are read before this would be loaded.
	const {fromBufferPromise, getFileNameLowLevel, openPromise} = await import('yauzl');
	const zip = await asInput(() => (typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options)));
	const entries = new Map<ZipMember, Entry>();
	const nameOf = ({generalPurposeBitFlag, fileNameRaw, extraFields}: Entry): string =>
		getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false).replaceAll('\\', '/');
	const problem = await list(zip, entries, nameOf, limits);
	return {
		members: [...entries.keys()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)),
		problem,
		budget,
		async *read(member) {
			const entry = entries.get(member);
			if (entry === undefined) throw new Error('the member is of another archive');
			yield* readEntry(zip, entry, limits, budget);
		},
		close: () => zip.close(),
	};
}

/** @returns why the list is not whole */
async function list(
	zip: ZipFile,
	entries: Map<ZipMember, Entry>,
	nameOf: (entry: Entry) => string,
	limits: ArchiveLimits,
): Promise<string | null> {
	try {
		for await (const entry of zip.eachEntry()) {
			const name = nameOf(entry);
			if (name.endsWith('/')) continue;
			if (entries.size >= limits.entries) return `It holds more than ${limits.entries} files; the others were not read.`;
			entries.set({name, size: entry.uncompressedSize, escapesArchive: /^(?:\/|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)/.test(name)}, entry);
		}
		return null;
	} catch (error) {
		if (inputErrorReason(error) !== null) throw error;
		return 'Its list of files is damaged; those that could be read from it were read.';
	}
}

async function* readEntry(zip: ZipFile, entry: Entry, limits: ArchiveLimits, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
	if (entry.isEncrypted()) throw new InputError(ENCRYPTED);
	if (!entry.canDecodeFileData())
		throw new InputError(
			`it is packed by a method that cannot be unpacked here (${METHODS[entry.compressionMethod] ?? entry.compressionMethod})`,
		);
	if (!budget.allows(entry.uncompressedSize)) throw new InputError(overBudget(limits));
	const stream = await asInput(() => zip.openReadStreamPromise(entry));
	try {
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			budget.countBytes(chunk.length);
			yield chunk;
		}
	} catch (error) {
		throw inputErrorReason(error) === null ? new InputError('its compressed data is damaged or cut off') : error;
	} finally {
		stream.destroy();
	}
}

/** The library's errors about the bytes of the archive have no code; those of the system go on as they are. */
async function asInput<T>(open: () => Promise<T>): Promise<T> {
	try {
		return await open();
	} catch (error) {
		if (inputErrorReason(error) !== null || !(error instanceof Error)) throw error;
		throw new InputError('the archive is damaged or cut off', {cause: error});
	}
}
