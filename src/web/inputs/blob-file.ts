/** Files of a page as the walk over inputs reads them: as streams, or by slices where archives are read from their end. */
import type {ByteStream, InputBytes, InputFile, RandomAccess} from '../../core/inputs/input-source.js';
import {createThrottle} from '../../core/line-index/throttle.js';
import {nextTask} from './next-task.js';

/** One read; large enough that reading costs little beside analyzing. */
const CHUNK_BYTES = 1024 * 1024;

/** A file that somebody chose or dropped, or a text that was pasted. */
export interface PageFile {
	/** With the folders that came with it, by `/`. */
	readonly path: string;
	readonly blob: Blob;
}

/** The path without its folder. */
export function baseName(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder with the slash at its end; '' for files that came without one. */
export function folderName(path: string): string {
	return path.slice(0, path.lastIndexOf('/') + 1);
}

export function inputFile({path, blob}: PageFile): InputFile {
	return {path, name: baseName(path), open: async () => bytesOf(blob)};
}

function bytesOf(blob: Blob): InputBytes {
	return {size: blob.size, stream: () => streamOf(blob), slices: slicesOf(blob), close: async () => {}};
}

function slicesOf(blob: Blob): RandomAccess {
	return {size: blob.size, read: (position, length) => readBytes(blob, position, Math.min(blob.size, position + length))};
}

export async function readBytes(blob: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await blob.slice(from, to).arrayBuffer());
}

/**
 * From the browser's stream, into two buffers in turn: while one chunk is analyzed, the next one is read. Slices read one by
 * one take several times as long. Chunks that are there already come one after the other within one task of a worker, which would
 * not hear of a stop until the end: now and then, messages have their turn.
 */
export async function* streamOf(blob: Blob): ByteStream {
	const reader = readerOf(blob);
	if (reader === null) {
		for await (const chunk of blob.stream()) yield chunk;
		return;
	}
	const throttle = createThrottle(() => performance.now());
	try {
		let next = reader.read(new Uint8Array(CHUNK_BYTES));
		let spare = new Uint8Array(CHUNK_BYTES);
		for (;;) {
			const {value, done} = await next;
			if (done || value === undefined) return;
			next = reader.read(spare);
			// Told when it is waited for; nobody waits where the caller has had enough.
			next.catch(() => {});
			yield value;
			if (throttle.isDue()) await nextTask();
			spare = new Uint8Array(value.buffer);
		}
	} finally {
		reader.cancel().catch(() => {});
	}
}

/** `null`: the browser has no such streams of files. */
function readerOf(blob: Blob): ReadableStreamBYOBReader | null {
	try {
		return blob.stream().getReader({mode: 'byob'});
	} catch {
		return null;
	}
}
