/** Opens what a path names as a stream of bytes that can be looked at before it is read, and given up at any time. */
import {constants, open as openDescriptor} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';
import type {Readable} from 'node:stream';
import {promisify} from 'node:util';
import {gunzip, isGzip} from './archives/gunzip.js';
import type {ArchiveLimits, UnpackBudget} from './archives/limits.js';
import {inputErrorReason} from './input-error.js';

/** One read; large enough that reading costs little beside analysing. */
const CHUNK_BYTES = 512 * 1024;

/** So many bytes tell archives apart. */
const SIGNATURE_BYTES = 4;

export interface ByteSource {
	/** The first bytes, at least four where there are so many. They stay in the stream. */
	readonly head: Uint8Array;
	/** `null`: interrupted; `next` as of any iterator. Each chunk is the caller's until the next. */
	next(): Promise<IteratorResult<Uint8Array> | null>;
	/** Ends it early, without waiting for a chunk that may never come. */
	cancel(): void;
}

export interface OpenInput {
	readonly chunks: AsyncIterable<Uint8Array>;
	/** `null` for what has no size, such as a pipe. */
	readonly size: number | null;
	close(): Promise<void>;
}

/** @returns the reason where it cannot be opened, for people */
export async function openInput(path: string, signal: AbortSignal | undefined): Promise<OpenInput | {readonly reason: string}> {
	try {
		if ((await stat(path)).isFIFO()) return {chunks: await openFifo(path, signal), size: null, close: async () => {}};
		const file = await open(path, 'r');
		const stats = await file.stat();
		if (stats.isDirectory()) {
			await file.close();
			return {reason: 'it is a folder'};
		}
		return {chunks: readAhead(file), size: stats.isFile() ? stats.size : null, close: () => file.close()};
	} catch (error) {
		const reason = inputErrorReason(error);
		if (reason === null) throw error;
		return {reason};
	}
}

/** While one chunk is analysed, the next one is read. */
async function* readAhead(file: FileHandle): AsyncGenerator<Uint8Array> {
	let [buffer, spare] = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)];
	let reading = file.read(buffer, 0, CHUNK_BYTES, null);
	for (;;) {
		const {bytesRead} = await reading;
		if (bytesRead === 0) return;
		[buffer, spare] = [spare, buffer];
		reading = file.read(buffer, 0, CHUNK_BYTES, null);
		// Told when it is waited for; nobody waits where the caller has had enough.
		reading.catch(() => {});
		yield spare.subarray(0, bytesRead);
	}
}

/** Opens without keeping a thread busy, so that a FIFO on which nothing comes can be given up. */
async function openFifo(path: string, signal: AbortSignal | undefined): Promise<Readable> {
	// Opening waits for somebody who writes: on interruption, that is us.
	const wake = (): void => {
		open(path, constants.O_WRONLY | constants.O_NONBLOCK)
			.then((file) => file.close())
			.catch(() => {});
	};
	signal?.addEventListener('abort', wake, {once: true});
	try {
		const opening = promisify(openDescriptor)(path, 'r');
		const {Socket} = await import('node:net');
		return new Socket({fd: await opening, readable: true, writable: false});
	} finally {
		signal?.removeEventListener('abort', wake);
	}
}

/**
 * Looks at the first bytes. Errors of reading them come again when they are read.
 *
 * @param signal ends each wait
 */
export async function createByteSource(stream: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<ByteSource> {
	const iterator = stream[Symbol.asyncIterator]();
	const next = (): Promise<IteratorResult<Uint8Array> | null> => nextOrAbort(iterator, signal);
	/** Read already, to come first. */
	const early: (() => Promise<IteratorResult<Uint8Array> | null>)[] = [];
	let head: Uint8Array = new Uint8Array(0);
	try {
		while (head.length < SIGNATURE_BYTES) {
			const first = await next();
			if (first === null || first.done === true) {
				if (first !== null) early.push(async () => first);
				break;
			}
			// The chunk is valid until the next one is asked for, so that a short one is kept by itself.
			const value = first.value.length < SIGNATURE_BYTES ? first.value.slice() : first.value;
			early.push(async () => ({done: false, value}));
			head = head.length === 0 ? value : Buffer.concat([head, value]);
		}
	} catch (error) {
		early.push(() => Promise.reject(error));
	}
	return {
		head: head.slice(0, SIGNATURE_BYTES),
		next: () => early.shift()?.() ?? next(),
		cancel() {
			// A generator ends only after the chunk that it waits for.
			if (isReadable(stream)) stream.destroy();
			else iterator.return?.().catch(() => {});
		},
	};
}

function isReadable(stream: AsyncIterable<Uint8Array>): stream is Readable {
	return 'destroy' in stream && typeof stream.destroy === 'function';
}

/** The bytes without gzip around them; as they are where they are not packed by it. */
export async function unpackGzip(
	source: ByteSource,
	limits: ArchiveLimits,
	budget: UnpackBudget | null,
	signal: AbortSignal | undefined,
): Promise<ByteSource> {
	if (!isGzip(source.head)) return source;
	const unpacked = await createByteSource(gunzip(chunksOf(source), limits, budget), signal);
	return {
		...unpacked,
		cancel() {
			unpacked.cancel();
			source.cancel();
		},
	};
}

/** Ends where it is interrupted. */
async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
	for (;;) {
		const next = await source.next();
		if (next === null || next.done === true) return;
		yield next.value;
	}
}

/** `null`: aborted. Leaves nothing behind on the signal, as Promise.race would with each chunk. */
function nextOrAbort<T>(iterator: AsyncIterator<T>, signal: AbortSignal | undefined): Promise<IteratorResult<T> | null> {
	if (signal === undefined) return iterator.next();
	if (signal.aborted) return Promise.resolve(null);
	return new Promise((resolve, reject) => {
		const abort = (): void => resolve(null);
		signal.addEventListener('abort', abort, {once: true});
		iterator
			.next()
			.then(resolve, reject)
			.finally(() => signal.removeEventListener('abort', abort));
	});
}
