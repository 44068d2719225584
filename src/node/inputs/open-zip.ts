/** Reads zip archives where they lie: lists the files in them and gives their bytes, without unpacking to disk. */
import {Readable} from 'node:stream';
import {type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type ZipFile} from 'yauzl';
import type {Archive, ArchiveMember} from '../../core/inputs/formats.js';
import type {RandomAccess} from '../../core/inputs/input-source.js';
import {type ArchiveLimits, overBudget, type UnpackBudget} from '../../core/inputs/limits.js';
import {escapesArchive} from '../../core/inputs/member-names.js';
import {InputError, inputErrorReason} from '../input-error.js';

/** One read of packed bytes. */
const CHUNK_BYTES = 64 * 1024;

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

/** As `ArchiveFormat.open` says. */
export async function openZip(bytes: RandomAccess, limits: ArchiveLimits, budget: UnpackBudget): Promise<Archive> {
	const options = {lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true};
	const zip = await asInput(() => fromRandomAccessReaderPromise(new SliceReader(bytes), bytes.size, options));
	const entries = new Map<ArchiveMember, Entry>();
	const problem = await list(zip, entries, limits);
	return {
		members: [...entries.keys()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)),
		problem,
		async *read(member) {
			const entry = entries.get(member);
			if (entry === undefined) throw new Error('the member is of another archive');
			yield* readEntry(zip, entry, limits, budget);
		},
		close: () => zip.close(),
	};
}

/** What the library reads from; whoever opened the bytes closes them. */
class SliceReader extends RandomAccessReader {
	readonly #bytes: RandomAccess;

	constructor(bytes: RandomAccess) {
		super();
		this.#bytes = bytes;
	}

	override _readStreamForRange(start: number, end: number): Readable {
		return Readable.from(this.#chunks(start, end), {objectMode: false});
	}

	override read(
		buffer: Buffer,
		offset: number,
		length: number,
		position: number,
		callback: (error: Error | null, bytesRead?: number) => void,
	): void {
		this.#bytes.read(position, length).then(
			(bytes) => {
				buffer.set(bytes, offset);
				callback(null, bytes.length);
			},
			(error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
		);
	}

	async *#chunks(start: number, end: number): AsyncGenerator<Uint8Array> {
		for (let at = start; at < end; ) {
			const chunk = await this.#bytes.read(at, Math.min(CHUNK_BYTES, end - at));
			if (chunk.length === 0) return;
			at += chunk.length;
			yield chunk;
		}
	}
}

function nameOf({generalPurposeBitFlag, fileNameRaw, extraFields}: Entry): string {
	return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false).replaceAll('\\', '/');
}

/** @returns why the list is not whole */
async function list(zip: ZipFile, entries: Map<ArchiveMember, Entry>, limits: ArchiveLimits): Promise<string | null> {
	try {
		for await (const entry of zip.eachEntry()) {
			const name = nameOf(entry);
			if (name.endsWith('/')) continue;
			if (entries.size >= limits.entries) return `It holds more than ${limits.entries} files; the others were not read.`;
			entries.set({name, size: entry.uncompressedSize, escapesArchive: escapesArchive(name)}, entry);
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
