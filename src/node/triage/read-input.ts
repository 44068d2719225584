/** Analyses one input of a triage and takes the hash of its bytes on the way, so that most are read once. */
import {createHash} from 'node:crypto';
import {type FileHandle, open} from 'node:fs/promises';
import type {FileReport, Issue, UnreadStatus} from '../../core/index.js';
import {type AnalyzeFileOptions, analyzePath, analyzeStream} from '../analyze-file.js';
import {isGzip} from '../archives/gunzip.js';
import {isZip} from '../archives/zip.js';
import type {ContextLoader} from '../find-settings.js';
import {InputError, inputErrorReason} from '../input-error.js';
import {type Place, targetOf} from './list-folder.js';

/** One read. */
export const CHUNK_BYTES: number = 1024 * 1024;
const SIGNATURE_BYTES = 4;

export interface ReadOptions extends Omit<AnalyzeFileOptions, 'onProgress'> {
	/** Room for what is read, used again and again. @default new for each input */
	readonly room?: Uint8Array;
	readonly onBytes?: (bytes: number) => void;
}

/** SHA-256 of what was read; `null` where that was not to its end, because it cannot be or is surely no log. */
export interface ContentHash {
	readonly whole: string | null;
	/** Of each file of a set of traces. */
	readonly parts: readonly (string | null)[];
}

/** The reports on a file, as `analyzePath` gives them. */
export async function* readInput(place: Place, options: ReadOptions): AsyncGenerator<FileReport, ContentHash> {
	return {whole: yield* readFile(place, options), parts: []};
}

async function* readFile(place: Place, options: ReadOptions): AsyncGenerator<FileReport, string | null> {
	let file: OpenFile;
	try {
		file = await openFile(place);
	} catch (error) {
		yield unreadable(place.path, reasonOrThrow(error));
		return null;
	}
	try {
		const chunks = chunksOf(file, options.room);
		const first = chunks.next();
		const head = await first.then(
			({value}) => (value ?? new Uint8Array(0)).slice(0, SIGNATURE_BYTES),
			() => new Uint8Array(0),
		);
		// An archive is read from its end, and from many places.
		if (isZip(head) && place.raw === null) {
			yield* analyzePath(place.path, withProgress(options));
			return await hashOf(file, options);
		}
		return yield* readOnce(resumed(first, chunks), file.size, place.path, isGzip(head), options);
	} finally {
		await file.handle.close();
	}
}

/** A generator whose first step has been taken. */
async function* resumed(
	first: Promise<IteratorResult<Uint8Array, void>>,
	rest: AsyncGenerator<Uint8Array, void>,
): AsyncGenerator<Uint8Array, void> {
	const {value, done} = await first;
	if (done === true) return;
	yield value;
	yield* rest;
}

async function* readOnce(
	source: AsyncIterable<Uint8Array>,
	size: number,
	path: string,
	isPacked: boolean,
	options: ReadOptions,
): AsyncGenerator<FileReport, string | null> {
	const hash = createHash('sha256');
	let bytes = 0;
	let isWhole = false;
	async function* chunks(): AsyncGenerator<Uint8Array> {
		for await (const chunk of source) {
			hash.update(chunk);
			bytes += chunk.length;
			options.onBytes?.(bytes);
			yield chunk;
		}
		isWhole = true;
	}
	const {context, onBytes: _, room: __, ...others} = options;
	for await (const report of analyzeStream(chunks(), path, {
		...others,
		...(context === undefined ? {} : {context: besideFile(context, path)}),
	})) {
		// What is no log is not read to its end; its size is known all the same.
		if (!isWhole && !isPacked && report.status === 'skipped') yield {...report, bytes: size};
		else
			yield isWhole && bytes < size && report.member === null
				? {...report, issues: [...report.issues, shortenedIssue('It', bytes, size)]}
				: report;
	}
	return isWhole ? hash.digest('hex') : null;
}

/** A stream has no folder with settings beside it, but this one comes from a file. */
function besideFile(loader: ContextLoader, path: string): ContextLoader {
	return {load: (log) => loader.load(log ?? path)};
}

/** @param name of the file, at the beginning of a sentence */
export function shortenedIssue(name: string, bytes: number, size: number): Issue {
	return {
		kind: 'read-error',
		line: null,
		count: 1,
		message: `${name} became shorter while it was read: ${bytes} of ${size} bytes were there.`,
	};
}

/** SHA-256 of a file; `null` where it cannot be read. */
export async function hashOfFile(place: Place, options: Pick<ReadOptions, 'signal' | 'onBytes' | 'room'>): Promise<string | null> {
	try {
		const file = await openFile(place);
		try {
			return await hashOf(file, options);
		} finally {
			await file.handle.close();
		}
	} catch (error) {
		reasonOrThrow(error);
		return null;
	}
}

async function hashOf(file: OpenFile, {signal, onBytes, room}: Pick<ReadOptions, 'signal' | 'onBytes' | 'room'>): Promise<string | null> {
	const hash = createHash('sha256');
	let bytes = 0;
	try {
		for await (const chunk of chunksOf(file, room)) {
			if (signal?.aborted === true) return null;
			hash.update(chunk);
			bytes += chunk.length;
			onBytes?.(bytes);
		}
		return hash.digest('hex');
	} catch (error) {
		reasonOrThrow(error);
		return null;
	}
}

export interface OpenFile {
	readonly handle: FileHandle;
	/** Bytes when it was opened. */
	readonly size: number;
}

export async function openFile(place: Place): Promise<OpenFile> {
	const handle = await open(targetOf(place), 'r');
	const stats = await handle.stat();
	if (!stats.isDirectory()) return {handle, size: stats.size};
	await handle.close();
	throw new InputError('it is a folder');
}

/** From the beginning to where the file ends; what is added meanwhile may or may not be there. */
export async function* chunksOf({handle, size}: OpenFile, room?: Uint8Array): AsyncGenerator<Uint8Array, void> {
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

function withProgress({onBytes, room: _, ...options}: ReadOptions): AnalyzeFileOptions {
	return {...options, ...(onBytes === undefined ? {} : {onProgress: onBytes})};
}

function reasonOrThrow(error: unknown): string {
	const reason = inputErrorReason(error);
	if (reason === null) throw error;
	return reason;
}

function unreadable(path: string, reason: string): FileReport {
	return failedReport(path, 'failed', `It cannot be read: ${reason}.`);
}

/** The report on an input of which nothing is known but what went wrong. */
export function failedReport(path: string, status: UnreadStatus, reason: string): FileReport {
	return {
		path,
		member: null,
		status,
		reason,
		bytes: 0,
		log: null,
		wsus: null,
		context: null,
		verdict: {level: status === 'failed' ? 'error' : 'info', text: reason},
		coverage: [],
		scans: [],
		findings: [],
		issues: [],
		traces: [],
	};
}
