/** Reads the end of a long log on disk before the whole. */
import {type FileHandle, open, stat} from 'node:fs/promises';
import {createLogEnd, type LogEndReader, LONG_BYTES} from '../../core/log-files/log-end.js';
import type {FileReport} from '../../core/types.js';
import type {AnalyzeFileOptions} from '../analyze-file.js';
import type {FileInput} from '../inputs/input.js';
import {inputErrorReason} from '../input-error.js';
import {folderOnDisk} from '../settings-places.js';

const HEAD_BYTES = 64 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/**
 * @param endBytes how much of the end is read; @param longBytes of shorter files nothing is
 * @returns `null` where the whole is to be read at once, which also says what cannot be read
 */
export async function analyzeLogEnd(
	{path}: FileInput,
	options: AnalyzeFileOptions,
	endBytes: number,
	longBytes: number = LONG_BYTES,
): Promise<FileReport | null> {
	let file: FileHandle | null = null;
	try {
		// A pipe has no end to go to, and may be opened only once.
		const stats = await stat(path);
		if (!stats.isFile() || stats.size < longBytes) return null;
		const {size} = stats;
		file = await open(path, 'r');
		const buffer = new Uint8Array(CHUNK_BYTES);
		const head = await readAt(file, buffer.subarray(0, HEAD_BYTES), 0);
		const {rules, scans, context: loader, findsContext} = options;
		const context = (await loader?.load(findsContext === false ? null : folderOnDisk({path, isSet: false})))?.context ?? null;
		const reader = createLogEnd(
			head,
			size,
			{path, context, ...(rules === undefined ? {} : {rules}), ...(scans === undefined ? {} : {scans})},
			endBytes,
			longBytes,
		);
		return reader === null ? null : await readEnd(file, reader, size, buffer);
	} catch (error) {
		if (inputErrorReason(error) === null) throw error;
		return null;
	} finally {
		await file?.close();
	}
}

/** What is appended meanwhile belongs to the whole. */
async function readEnd(file: FileHandle, reader: LogEndReader, size: number, buffer: Uint8Array): Promise<FileReport | null> {
	for (let at = reader.from; at < size; ) {
		const chunk = await readAt(file, buffer.subarray(0, Math.min(buffer.length, size - at)), at);
		if (chunk.length === 0) break;
		reader.push(chunk);
		at += chunk.length;
	}
	return reader.end();
}

async function readAt(file: FileHandle, buffer: Uint8Array, position: number): Promise<Uint8Array> {
	const {bytesRead} = await file.read(buffer, 0, buffer.length, position);
	return buffer.subarray(0, bytesRead);
}
