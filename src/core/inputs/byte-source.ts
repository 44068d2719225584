/** A stream of bytes that can be looked at before it is read, and given up at any time. */
import {InputError, InterruptedError} from './input-error.js';
import {type ByteStream, concatBytes} from './input-source.js';

/** What is used of an AbortSignal; the platforms have it, the language does not. */
export interface Interruption {
	readonly aborted: boolean;
	addEventListener(type: 'abort', listener: () => void, options?: {readonly once?: boolean}): void;
	removeEventListener(type: 'abort', listener: () => void): void;
}

export interface ByteSource {
	/** The first bytes, as many as were asked for where there are so many. They stay in the stream. */
	readonly head: Uint8Array;
	/** `null`: interrupted; `next` as of any iterator. Each chunk is the caller's until the next. */
	next(): Promise<IteratorResult<Uint8Array> | null>;
	/** Ends it early, without waiting for a chunk that may never come. */
	cancel(): void;
}

/**
 * Looks at the first bytes. Errors of reading them come again when they are read.
 *
 * @param headLength bytes to look at
 * @param signal ends each wait
 */
export async function createByteSource(stream: ByteStream, headLength: number, signal: Interruption | undefined): Promise<ByteSource> {
	const iterator = stream[Symbol.asyncIterator]();
	const next = (): Promise<IteratorResult<Uint8Array> | null> => nextOrAbort(iterator, signal);
	/** Read already, to come first. */
	const early: (() => Promise<IteratorResult<Uint8Array> | null>)[] = [];
	let head: Uint8Array = new Uint8Array(0);
	try {
		while (head.length < headLength) {
			const first = await next();
			if (first === null || first.done === true) {
				if (first !== null) early.push(async () => first);
				break;
			}
			// The chunk is valid until the next one is asked for, so that a short one is kept by itself.
			const value = head.length + first.value.length < headLength ? first.value.slice() : first.value;
			early.push(async () => ({done: false, value}));
			head = head.length === 0 ? value : concatBytes([head, value.subarray(0, headLength)]);
		}
	} catch (error) {
		early.push(() => Promise.reject(error));
	}
	return {
		head: head.slice(0, headLength),
		next: () => early.shift()?.() ?? next(),
		cancel() {
			// A generator ends only after the chunk that it waits for.
			if (stream.destroy === undefined) iterator.return?.().catch(() => {});
			else stream.destroy();
		},
	};
}

/** The next chunk, or `null` at the end. @throws InterruptedError, and errors of the source */
export async function nextChunk(source: ByteSource): Promise<Uint8Array | null> {
	const next = await source.next();
	if (next === null) {
		source.cancel();
		throw new InterruptedError();
	}
	return next.done === true ? null : next.value;
}

/** Ends where it is interrupted. @throws errors of the source */
export async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
	for (;;) {
		const next = await source.next();
		if (next === null || next.done === true) return;
		yield next.value;
	}
}

/**
 * All bytes at once.
 *
 * @param maxBytes more are refused
 * @param tooLarge the reason for that
 * @throws InputError where there are more, InterruptedError, and errors of the source
 */
export async function readWhole(source: ByteSource, maxBytes: number, tooLarge: string): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for (let chunk = await nextChunk(source); chunk !== null; chunk = await nextChunk(source)) {
		length += chunk.length;
		if (length > maxBytes) {
			source.cancel();
			throw new InputError(tooLarge);
		}
		parts.push(chunk.slice());
	}
	return concatBytes(parts);
}

/** `null`: aborted. Leaves nothing behind on the signal, as Promise.race would with each chunk. */
function nextOrAbort<T>(iterator: AsyncIterator<T>, signal: Interruption | undefined): Promise<IteratorResult<T> | null> {
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
