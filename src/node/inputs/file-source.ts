/** Files on disk, and named pipes, as a walk reads them. */
import {constants, open as openDescriptor} from 'node:fs';
import {type FileHandle, open, stat} from 'node:fs/promises';
import {basename} from 'node:path';
import type {Readable} from 'node:stream';
import {promisify} from 'node:util';
import type {InputBytes, InputFile, InputSource, RandomAccess} from '../../core/inputs/input-source.js';
import {InputError} from '../input-error.js';
import {filesOfSet, type Input} from './input.js';

/** One read; large enough that reading costs little beside analyzing. */
const CHUNK_BYTES = 512 * 1024;

/** The walk over an input begins with it. @param signal ends the wait for somebody who writes to a named pipe */
export async function sourceOf(input: Input, signal?: AbortSignal): Promise<InputSource> {
	if (input.kind === 'file') return {kind: 'file', ...diskFile(input.path, signal)};
	return {kind: 'trace-set', path: input.path, files: (await filesOfSet(input)).map((path) => diskFile(path, signal))};
}

export function diskFile(path: string, signal?: AbortSignal): InputFile {
	return {path, name: basename(path), open: () => openBytes(path, signal)};
}

async function openBytes(path: string, signal: AbortSignal | undefined): Promise<InputBytes> {
	if ((await stat(path)).isFIFO()) {
		const pipe = await openFifo(path, signal);
		return {size: null, stream: () => pipe, slices: null, close: async () => {}};
	}
	const file = await open(path, 'r');
	const stats = await file.stat();
	if (stats.isDirectory()) {
		await file.close();
		throw new InputError('it is a folder');
	}
	const isRegular = stats.isFile();
	return {
		size: isRegular ? stats.size : null,
		stream: () => readAhead(file),
		slices: isRegular ? randomAccessOf(file, stats.size) : null,
		close: () => file.close(),
	};
}

/** @param size bytes when it was opened */
export function randomAccessOf(file: FileHandle, size: number): RandomAccess {
	return {
		size,
		async read(position, length) {
			const buffer = new Uint8Array(length);
			for (let done = 0; done < length; ) {
				const {bytesRead} = await file.read(buffer, done, length - done, position + done);
				if (bytesRead === 0) return buffer.subarray(0, done);
				done += bytesRead;
			}
			return buffer;
		},
	};
}

/** While one chunk is analyzed, the next one is read. */
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
