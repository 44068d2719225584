/** A file as a walk reads it, whose hash is taken on the way, so that most files are read once. */
import {createHash} from 'node:crypto';
import {type FileHandle, open} from 'node:fs/promises';
import {basename} from 'node:path';
import type {InputBytes, InputFile} from '../../core/inputs/input-source.js';
import {InputError, reasonOrThrow} from '../input-error.js';
import {randomAccessOf} from '../inputs/file-source.js';
import {type Place, targetOf} from '../inputs/list-folder.js';

/** One read. */
export const CHUNK_BYTES: number = 1024 * 1024;

export interface HashOptions {
	/** Room for what is read, used again and again. @default new for each file */
	readonly room?: Uint8Array | undefined;
	/** Called with the bytes of each read. */
	readonly onRead?: (bytes: number) => void;
}

export interface HashedFile extends InputFile {
	readonly reading: FileReading;
}

/** What became of a file. */
interface FileReading {
	/** SHA-256, in hexadecimal digits; `null` where it was not read from its beginning to its end. */
	readonly hash: string | null;
	/** Some of it was read out of order. */
	readonly isSliced: boolean;
	/** Read, and there when it was opened; `null`: nothing is missing, as far as is known. */
	readonly shortened: {readonly bytes: number; readonly size: number} | null;
}

export function hashedFile(place: Place, options: HashOptions): HashedFile {
	const reading: {-readonly [Key in keyof FileReading]: FileReading[Key]} = {hash: null, isSliced: false, shortened: null};

	async function* hashed(file: OpenFile): AsyncGenerator<Uint8Array> {
		const hash = createHash('sha256');
		let bytes = 0;
		for await (const chunk of chunksOf(file, options.room)) {
			hash.update(chunk);
			bytes += chunk.length;
			options.onRead?.(chunk.length);
			yield chunk;
		}
		reading.hash = hash.digest('hex');
		if (bytes < file.size) reading.shortened = {bytes, size: file.size};
	}

	async function openBytes(): Promise<InputBytes> {
		const file = await openFile(place);
		const slices = randomAccessOf(file.handle, file.size);
		return {
			size: file.size,
			stream: () => hashed(file),
			slices: {
				size: file.size,
				read(position, length) {
					reading.isSliced = true;
					return slices.read(position, length);
				},
			},
			close: () => file.handle.close(),
		};
	}

	return {path: place.path, name: basename(place.path), reading, open: openBytes};
}

/** SHA-256 of a file; `null` where it cannot be read. */
export async function hashOfFile(
	place: Place,
	{room, onRead, signal}: HashOptions & {readonly signal?: AbortSignal | undefined},
): Promise<string | null> {
	try {
		const file = await openFile(place);
		try {
			const hash = createHash('sha256');
			for await (const chunk of chunksOf(file, room)) {
				if (signal?.aborted === true) return null;
				hash.update(chunk);
				onRead?.(chunk.length);
			}
			return hash.digest('hex');
		} finally {
			await file.handle.close();
		}
	} catch (error) {
		reasonOrThrow(error);
		return null;
	}
}

interface OpenFile {
	readonly handle: FileHandle;
	/** Bytes when it was opened. */
	readonly size: number;
}

async function openFile(place: Place): Promise<OpenFile> {
	const handle = await open(targetOf(place), 'r');
	const stats = await handle.stat();
	if (!stats.isDirectory()) return {handle, size: stats.size};
	await handle.close();
	throw new InputError('it is a folder');
}

/** From the beginning to where the file ends; what is added meanwhile may or may not be there. */
async function* chunksOf({handle, size}: OpenFile, room?: Uint8Array): AsyncGenerator<Uint8Array, void> {
	// One byte more tells whether there is more, without another call for each small file.
	const buffer = (room ?? new Uint8Array(CHUNK_BYTES)).subarray(0, size + 1);
	for (let at = 0; ; ) {
		const {bytesRead} = await handle.read(buffer, 0, buffer.length, at);
		if (bytesRead === 0) return;
		at += bytesRead;
		yield buffer.subarray(0, bytesRead);
		if (at >= size && bytesRead < buffer.length) return;
	}
}
