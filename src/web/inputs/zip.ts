/** Zip archives where they lie: lists the files in them by slices and gives their bytes (PKWARE APPNOTE 6.3.10). */
import type {Archive, ArchiveFormat, ArchiveMember} from '../../core/inputs/formats.js';
import {InputError} from '../../core/inputs/input-error.js';
import type {RandomAccess} from '../../core/inputs/input-source.js';
import {type ArchiveLimits, overBudget, type UnpackBudget} from '../../core/inputs/limits.js';
import {escapesArchive} from '../../core/inputs/member-names.js';
import {nameOfMember} from './zip-names.js';
import {createDecompressor, DamagedData} from './decompress.js';

const CHUNK_BYTES = 256 * 1024;

const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const NO_16 = 0xffff;
const NO_32 = 0xffff_ffff;

const FLAG_ENCRYPTED = 1;
const FLAG_STRONG = 0x40;

const BROKEN = 'the archive is damaged or cut off';
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

/** An archive without files begins with the end of its list. */
export const ZIP: ArchiveFormat = {
	name: 'zip',
	signatureLength: 4,
	isRecognized: ([a, b, c, d]) => a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6)),
	open: openZip,
};

/** A row of the list at the end of the archive. */
interface Entry {
	readonly flags: number;
	readonly method: number;
	readonly packed: number;
	readonly unpacked: number;
	readonly local: number;
}

async function openZip(bytes: RandomAccess, limits: ArchiveLimits, budget: UnpackBudget): Promise<Archive> {
	const {count, offset, end} = await findList(bytes);
	const list = await bytes.read(offset, Math.max(0, end - offset));
	const entries = new Map<ArchiveMember, Entry>();
	const problem = readList(list, count, entries, limits);
	return {
		members: [...entries.keys()].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)),
		problem,
		async *read(member) {
			const entry = entries.get(member);
			if (entry === undefined) throw new Error('the member is of another archive');
			yield* readEntry(bytes, entry, limits, budget);
		},
		close() {},
	};
}

/** Where the list is. @throws InputError */
async function findList(bytes: RandomAccess): Promise<{readonly count: number; readonly offset: number; readonly end: number}> {
	const tailStart = Math.max(0, bytes.size - END_BYTES - MAX_COMMENT);
	const tail = viewOf(await bytes.read(tailStart, bytes.size - tailStart));
	let at = tail.byteLength - END_BYTES;
	while (at >= 0 && tail.getUint32(at, true) !== 0x06054b50) at--;
	if (at < 0 || tail.getUint16(at + 20, true) !== tail.byteLength - at - END_BYTES) throw new InputError(BROKEN);
	const count = tail.getUint16(at + 10, true);
	const offset = tail.getUint32(at + 16, true);
	const end = tailStart + at;
	if (tail.getUint16(at + 4, true) !== 0 && tail.getUint16(at + 4, true) !== NO_16) throw new InputError(BROKEN);
	if (count !== NO_16 && offset !== NO_32) return {count, offset, end};
	const locator = at - LOCATOR_BYTES;
	if (locator < 0 || tail.getUint32(locator, true) !== 0x07064b50) return {count, offset, end};
	const large = Number(tail.getBigUint64(locator + 8, true));
	const end64 = viewOf(await bytes.read(large, END64_BYTES));
	if (end64.byteLength < END64_BYTES || end64.getUint32(0, true) !== 0x06064b50) throw new InputError(BROKEN);
	return {count: Number(end64.getBigUint64(32, true)), offset: Number(end64.getBigUint64(48, true)), end: large};
}

/** @returns why the list is not whole */
function readList(list: Uint8Array, count: number, entries: Map<ArchiveMember, Entry>, limits: ArchiveLimits): string | null {
	let at = 0;
	for (let number = 0; number < count; number++) {
		const row = rowAt(list, at);
		if (row === null) return 'Its list of files is damaged; those that could be read from it were read.';
		at = row.next;
		if (row.name.endsWith('/')) continue;
		if (entries.size >= limits.entries) return `It holds more than ${limits.entries} files; the others were not read.`;
		entries.set({name: row.name, size: row.entry.unpacked, escapesArchive: escapesArchive(row.name)}, row.entry);
	}
	return null;
}

/** `null`: it is damaged. */
function rowAt(list: Uint8Array, at: number): {readonly name: string; readonly entry: Entry; readonly next: number} | null {
	if (at + ENTRY_BYTES > list.length) return null;
	const view = viewOf(list);
	if (view.getUint32(at, true) !== 0x02014b50) return null;
	const flags = view.getUint16(at + 8, true);
	const nameStart = at + ENTRY_BYTES;
	const extraStart = nameStart + view.getUint16(at + 28, true);
	const extraEnd = extraStart + view.getUint16(at + 30, true);
	const next = extraEnd + view.getUint16(at + 32, true);
	if (next > list.length || (flags & FLAG_STRONG) !== 0) return null;
	const extra = list.subarray(extraStart, extraEnd);
	const entry = entryOf(view, at, flags, extra);
	if (entry === null || (entry.method === 0 && entry.packed !== entry.unpacked + ((flags & FLAG_ENCRYPTED) === 0 ? 0 : 12))) return null;
	return {name: nameOfMember(list.subarray(nameStart, extraStart), flags, fieldsOf(extra)), entry, next};
}

/** Numbers that need 64 bits stand in a field of their own, in this order. */
function entryOf(view: DataView, at: number, flags: number, extra: Uint8Array): Entry | null {
	const numbers = {
		unpacked: view.getUint32(at + 24, true),
		packed: view.getUint32(at + 20, true),
		local: view.getUint32(at + 42, true),
	};
	const large = Object.values(numbers).includes(NO_32) ? (fieldsOf(extra).get(1) ?? null) : null;
	if (large !== null) {
		let place = 0;
		for (const name of ['unpacked', 'packed', 'local'] as const) {
			if (numbers[name] !== NO_32) continue;
			if (place + 8 > large.length) return null;
			numbers[name] = Number(viewOf(large).getBigUint64(place, true));
			place += 8;
		}
	}
	return {flags, method: view.getUint16(at + 10, true), ...numbers};
}

/** By number; of two with one number, the first. */
function fieldsOf(extra: Uint8Array): ReadonlyMap<number, Uint8Array> {
	const fields = new Map<number, Uint8Array>();
	const view = viewOf(extra);
	for (let at = 0; at + 4 <= extra.length; ) {
		const id = view.getUint16(at, true);
		const end = at + 4 + view.getUint16(at + 2, true);
		if (!fields.has(id)) fields.set(id, extra.subarray(at + 4, end));
		at = end;
	}
	return fields;
}

async function* readEntry(bytes: RandomAccess, entry: Entry, limits: ArchiveLimits, budget: UnpackBudget): AsyncGenerator<Uint8Array> {
	const {flags, method, packed, unpacked, local} = entry;
	if ((flags & FLAG_ENCRYPTED) !== 0) throw new InputError(ENCRYPTED);
	if (method !== 0 && method !== 8)
		throw new InputError(`it is packed by a method that cannot be unpacked here (${METHODS[method] ?? method})`);
	if (!budget.allows(unpacked)) throw new InputError(overBudget(limits));
	const head = viewOf(await bytes.read(local, LOCAL_BYTES));
	if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== 0x04034b50) throw new InputError(BROKEN);
	const start = local + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
	if (start + packed > bytes.size) throw new InputError(BROKEN);
	const chunks = slices(bytes, start, start + packed);
	let length = 0;
	try {
		for await (const chunk of method === 0 ? chunks : inflated(chunks)) {
			length += chunk.length;
			if (length > unpacked) throw new DamagedData();
			budget.countBytes(chunk.length);
			yield chunk;
		}
		if (length < unpacked) throw new DamagedData();
	} catch (error) {
		throw error instanceof DamagedData ? new InputError('its compressed data is damaged or cut off') : error;
	}
}

async function* slices(bytes: RandomAccess, from: number, to: number): AsyncGenerator<Uint8Array> {
	for (let at = from; at < to; ) {
		const chunk = await bytes.read(at, Math.min(CHUNK_BYTES, to - at));
		if (chunk.length === 0) return;
		at += chunk.length;
		yield chunk;
	}
}

async function* inflated(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const decompressor = createDecompressor('deflate-raw');
	try {
		for await (const chunk of chunks) yield* decompressor.push(chunk);
		yield* decompressor.end();
	} finally {
		decompressor.cancel();
	}
}

function viewOf(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
