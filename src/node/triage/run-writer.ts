/** Writes results as they come, and at the end puts them in the order of the inputs. */
import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import {basename} from 'node:path';
import {BEGUN_SCHEMA, type TriageDone} from '../../core/triage/result.js';
import {type Cipher, createCipher, NO_CIPHER} from './cipher.js';
import {filesOf, type PlannedInput} from './plan.js';
import {type Block, stateOf} from './run-blocks.js';
import {cannotWrite} from './run-folder.js';

/** At most this much, and this long, what is written may not be on the disk yet. */
const SYNC_BYTES = 64 * 1024 * 1024;
const SYNC_MS = 2000;
const COPY_BYTES = 1024 * 1024;

/** One digit follows, which can be overwritten. */
const MOST_ATTEMPTS = 9;
const BEGUN_START = `{"schema":"${BEGUN_SCHEMA}","attempts":`;

/** Where the file says that an input was begun, and how often before. */
interface BegunMark {
	readonly at: number;
	readonly before: number;
}

/** Lines of results. */
export interface ResultPiece {
	/** Empty where they are in a file. */
	readonly lines: Uint8Array;
	/** The file that they are in; `null`: in none. */
	readonly spool: string | null;
}

export interface RunWriter {
	/**
	 * Records that inputs are about to be read, so that the next run knows if the program dies before their results are written.
	 *
	 * @throws OutputError as `append` does
	 */
	begin(inputs: readonly PlannedInput[]): Promise<readonly BegunMark[]>;
	/** Takes that back: the input was stopped cleanly, or its results are written. Needs no space on the disk. */
	setAttempts(mark: BegunMark, attempts: number): Promise<void>;
	/**
	 * Adds the results of an input and the line that says they are all.
	 *
	 * @param pieces one after the other
	 * @throws OutputError, and again with each further call; what was written before is complete
	 */
	append(pieces: readonly ResultPiece[], done: TriageDone): Promise<Block>;
	/** Adds the results of an input and their last line from another file, which is as it is. @throws OutputError as `append` does */
	copy(block: Block): Promise<Block>;
	/** Waits until everything is on the disk. */
	close(): Promise<void>;
}

/**
 * @param end of what is complete in the file; the rest is cut off
 * @param key encrypts the file; `null`: it is as it is
 */
export async function openRunWriter(path: string, end: number, key: Uint8Array | null = null): Promise<RunWriter> {
	const cipher = cipherOf(path, key);
	let file: FileHandle;
	try {
		file = await open(path, end === 0 ? 'w' : 'r+');
		await file.truncate(end);
	} catch (error) {
		throw cannotWrite(path, error);
	}
	let at = end;
	let unsynced = 0;
	let lastSync = performance.now();
	let queue: Promise<unknown> = Promise.resolve();
	let failure: unknown = null;

	async function write(pieces: readonly ResultPiece[], done: TriageDone): Promise<Block> {
		if (failure !== null) throw failure;
		const start = at;
		try {
			const doneLine = Buffer.from(lineOf(done));
			let length = 0;
			let held: Uint8Array[] = [];
			const writeHeld = async (): Promise<void> => {
				const bytes = Buffer.concat(held);
				held = [];
				length += await writeAll(file, cipher(bytes, start + length), start + length);
			};
			for (const {lines, spool} of pieces) {
				held.push(lines);
				if (spool === null) continue;
				await writeHeld();
				length += await copySpool(spool, cipherOf(spool, key), {file, cipher}, start + length);
			}
			held.push(doneLine);
			await writeHeld();
			length -= doneLine.length;
			await written(start, length + doneLine.length);
			const {bytes, hash, results, failed, isFatal} = done;
			return {file: path, offset: start, length, doneLength: doneLine.length, bytes, state: stateOf(done), hash, results, failed, isFatal};
		} catch (error) {
			throw await fail(error, start);
		}
	}

	async function copyBlock(block: Block): Promise<Block> {
		if (failure !== null) throw failure;
		const start = at;
		try {
			const from = await open(block.file, 'r');
			try {
				await copyRange({file: from, cipher: NO_CIPHER}, block.offset, block.length + block.doneLength, {file, cipher}, start);
			} finally {
				await from.close();
			}
			await written(start, block.length + block.doneLength);
			return {...block, file: path, offset: start};
		} catch (error) {
			throw await fail(error, start);
		}
	}

	async function written(start: number, bytes: number): Promise<void> {
		at = start + bytes;
		unsynced += bytes;
		if (unsynced > SYNC_BYTES || performance.now() - lastSync > SYNC_MS) await sync();
	}

	/** Cuts off what was written of a block before the error. */
	async function fail(error: unknown, start: number): Promise<unknown> {
		failure = cannotWrite(path, error);
		await file.truncate(start).catch(() => {});
		return failure;
	}

	async function writeBegun(inputs: readonly PlannedInput[]): Promise<readonly BegunMark[]> {
		if (failure !== null) throw failure;
		const start = at;
		const marks: BegunMark[] = [];
		const lines = inputs.map(({input, attempts}) => {
			const begun = {path: input.path, bytes: input.bytes, state: stateOf(filesOf(input))};
			const line = Buffer.from(`${BEGUN_START}${Math.min(attempts + 1, MOST_ATTEMPTS)},${JSON.stringify(begun).slice(1)}\n`);
			marks.push({at: at + BEGUN_START.length, before: attempts});
			at += line.length;
			return line;
		});
		try {
			await writeAll(file, cipher(Buffer.concat(lines), start), start);
			return marks;
		} catch (error) {
			throw await fail(error, start);
		}
	}

	function queued<Value>(work: () => Promise<Value>): Promise<Value> {
		const done = queue.then(work);
		queue = done.catch(() => {});
		return done;
	}

	async function sync(): Promise<void> {
		await file.datasync();
		unsynced = 0;
		lastSync = performance.now();
	}

	return {
		begin: (inputs) => queued(() => writeBegun(inputs)),
		async setAttempts(mark, attempts) {
			// If even that fails, the next run reads the input alone.
			await writeAll(file, cipher(Buffer.from(String(attempts)), mark.at), mark.at).catch(() => {});
		},
		append: (pieces, done) => queued(() => write(pieces, done)),
		copy: (block) => queued(() => copyBlock(block)),
		async close() {
			await queue;
			try {
				if (failure === null) await sync();
			} catch (error) {
				throw cannotWrite(path, error);
			} finally {
				await file.close();
			}
		},
	};
}

function lineOf(done: TriageDone): string {
	return `${JSON.stringify(done)}\n`;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
	for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
	return bytes.length;
}

async function copySpool(spool: string, cipher: Cipher, to: OpenFile, position: number): Promise<number> {
	const from = await open(spool, 'r');
	try {
		const {size} = await from.stat();
		await copyRange({file: from, cipher}, 0, size, to, position);
		return size;
	} finally {
		await from.close();
		await rm(spool, {force: true});
	}
}

interface OpenFile {
	readonly file: FileHandle;
	readonly cipher: Cipher;
}

function cipherOf(path: string, key: Uint8Array | null): Cipher {
	return createCipher(key, basename(path));
}

async function copyRange(from: OpenFile, offset: number, length: number, to: OpenFile, position: number): Promise<void> {
	const buffer = Buffer.allocUnsafe(Math.min(COPY_BYTES, length));
	for (let at = 0; at < length; ) {
		const {bytesRead} = await from.file.read(buffer, 0, Math.min(buffer.length, length - at), offset + at);
		if (bytesRead === 0) throw new Error('results were truncated while they were copied');
		const bytes = from.cipher(buffer.subarray(0, bytesRead), offset + at);
		await writeAll(to.file, to.cipher(bytes, position + at), position + at);
		at += bytesRead;
	}
}

/** A block in the final order; `done` replaces its last line. */
export interface OrderedBlock {
	readonly block: Block;
	readonly done: TriageDone | null;
}

/**
 * Copies blocks in order into a new file, which then replaces the target. Nothing is written if the target already has
 * exactly these.
 *
 * @returns whether it had
 * @param key encrypts the files; `null`: they are as they are
 * @throws OutputError; the target is then as it was
 */
export async function writeInOrder(
	blocks: readonly OrderedBlock[],
	target: string,
	temporary: string,
	key: Uint8Array | null = null,
): Promise<boolean> {
	const files = new Map<string, FileHandle>();
	const cipher = cipherOf(target, key);
	try {
		if (await holdsAlready(target, blocks)) return true;
		const out = await open(temporary, 'w');
		try {
			let position = 0;
			for (const {file, offset, length, text} of rangesOf(blocks)) {
				const from = files.get(file) ?? (await open(file, 'r'));
				files.set(file, from);
				await copyRange({file: from, cipher: cipherOf(file, key)}, offset, length, {file: out, cipher}, position);
				position += length;
				if (text !== null) position += await writeAll(out, cipher(Buffer.from(text), position), position);
			}
			await out.sync();
		} finally {
			await out.close();
			for (const file of files.values()) await file.close();
		}
		await rename(temporary, target);
		return false;
	} catch (error) {
		await rm(temporary, {force: true}).catch(() => {});
		throw cannotWrite(target, error);
	}
}

interface Range {
	readonly file: string;
	readonly offset: number;
	readonly length: number;
	/** To be written after it. */
	readonly text: string | null;
}

/** Adjacent blocks are copied as one. */
function* rangesOf(blocks: readonly OrderedBlock[]): Generator<Range> {
	let range: Range | null = null;
	for (const {block, done} of blocks) {
		const {file, offset} = block;
		const length = block.length + (done === null ? block.doneLength : 0);
		if (range !== null && range.text === null && range.file === file && range.offset + range.length === offset) {
			range = {file, offset: range.offset, length: range.length + length, text: done === null ? null : lineOf(done)};
			continue;
		}
		if (range !== null) yield range;
		range = {file, offset, length, text: done === null ? null : lineOf(done)};
	}
	if (range !== null) yield range;
}

async function holdsAlready(target: string, blocks: readonly OrderedBlock[]): Promise<boolean> {
	let end = 0;
	for (const {block, done} of blocks) {
		if (done !== null || block.file !== target || block.offset !== end) return false;
		end += block.length + block.doneLength;
	}
	const file = await open(target, 'r').catch(() => null);
	if (file === null) return false;
	try {
		return (await file.stat()).size === end;
	} finally {
		await file.close();
	}
}
