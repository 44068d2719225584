/** Files of a page as the walk over inputs reads them: by slices, of which one is read ahead. */
import type {ByteStream, InputBytes, InputFile, RandomAccess} from '../../core/inputs/input-source.js';

/** One read; large enough that reading costs little beside analyzing. */
const CHUNK_BYTES = 2 * 1024 * 1024;

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

/** While one chunk is analyzed, the next one is read. */
async function* streamOf(blob: Blob): ByteStream {
	let at = 0;
	const readNext = (): Promise<Uint8Array> => {
		const from = at;
		at = Math.min(blob.size, at + CHUNK_BYTES);
		const reading = readBytes(blob, from, at);
		// Told when it is waited for; nobody waits where the caller has had enough.
		reading.catch(() => {});
		return reading;
	};
	let next = readNext();
	for (;;) {
		const chunk = await next;
		if (chunk.length === 0) return;
		next = readNext();
		yield chunk;
	}
}
