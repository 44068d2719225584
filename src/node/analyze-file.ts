/** Reads a file, or any stream of bytes, into the analyzer. */
import {constants, open as openDescriptor} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {Socket} from 'node:net';
import {Readable} from 'node:stream';
import {promisify} from 'node:util';
import {createAnalyzer, type AnalyzeOptions, type FileReport, type Issue, type Verdict} from '../core/index.js';
import type {ContextLoader} from './find-context.js';
import {inputErrorReason} from './input-error.js';

/** One read; large enough that reading costs little beside analysing. */
const CHUNK_BYTES = 1024 * 1024;

const NO_CONTEXT = {context: null, issues: []} as const;

export interface AnalyzeFileOptions extends Pick<AnalyzeOptions, 'rules'> {
	/** Reads files that say how the device is set. @default none are read */
	readonly context?: ContextLoader;
	/** Looks for such files beside the log, too. @default true */
	readonly findsContext?: boolean;
	/** Ends the work early; the report then holds what was read, with status `failed`. */
	readonly signal?: AbortSignal;
	/** Called after each chunk with the bytes read so far and, for files, the size. */
	readonly onProgress?: (bytes: number, size: number | null) => void;
}

/**
 * Analyses one file. Never rejects because of the file: what goes wrong while reading is the report's `status` and
 * `reason`, and facts found until then are kept.
 */
export async function analyzeFile(path: string, options: AnalyzeFileOptions = {}): Promise<FileReport> {
	let file: Awaited<ReturnType<typeof open>>;
	try {
		if ((await stat(path)).isFIFO()) return await analyzeChunks(await openFifo(path, options.signal), path, path, options);
		file = await open(path, 'r');
	} catch (error) {
		return unreadable(path, reasonOrThrow(error));
	}
	try {
		const stats = await file.stat();
		if (stats.isDirectory()) return unreadable(path, 'it is a folder');
		const size = stats.isFile() ? stats.size : null;
		const buffer = new Uint8Array(CHUNK_BYTES);
		async function* chunks(): AsyncGenerator<Uint8Array> {
			for (;;) {
				const {bytesRead} = await file.read(buffer, 0, CHUNK_BYTES, null);
				if (bytesRead === 0) return;
				yield buffer.subarray(0, bytesRead);
			}
		}
		const report = await analyzeChunks(chunks(), path, path, {...options, onProgress: (bytes) => options.onProgress?.(bytes, size)});
		// A file that is no such log is not read to its end; its size is known all the same.
		return report.status === 'skipped' && size !== null ? {...report, bytes: size} : report;
	} finally {
		await file.close();
	}
}

/**
 * Analyses a stream of bytes: standard input, a response, a decompressor.
 *
 * @param path name of the input in the report
 */
export function analyzeStream(stream: AsyncIterable<Uint8Array>, path: string, options: AnalyzeFileOptions = {}): Promise<FileReport> {
	return analyzeChunks(stream, path, null, options);
}

/** Opens without keeping a thread busy, so that a FIFO on which nothing comes can be given up. */
async function openFifo(path: string, signal: AbortSignal | undefined): Promise<Readable> {
	// Opening waits for somebody who writes: on interruption, that is us.
	const wake = (): void => {
		open(path, constants.O_WRONLY | constants.O_NONBLOCK).then((file) => file.close()).catch(() => {});
	};
	signal?.addEventListener('abort', wake, {once: true});
	try {
		const opening = promisify(openDescriptor)(path, 'r');
		return new Socket({fd: await opening, readable: true, writable: false});
	} finally {
		signal?.removeEventListener('abort', wake);
	}
}

/** @param logPath where to look for files beside the log; `null` for streams that come from nowhere */
async function analyzeChunks(stream: AsyncIterable<Uint8Array>, path: string, logPath: string | null, options: AnalyzeFileOptions): Promise<FileReport> {
	const {rules} = options;
	const {context, issues} = options.context === undefined ? NO_CONTEXT : await options.context.load(options.findsContext === false ? null : logPath);
	const analyzer = createAnalyzer({path, context, ...(rules === undefined ? {} : {rules})});
	const finish = (): FileReport => withIssues(analyzer.end(), issues);
	let bytes = 0;
	try {
		const iterator = stream[Symbol.asyncIterator]();
		for (;;) {
			const next = await nextOrAbort(iterator, options.signal);
			if (next === null) {
				giveUp(stream, iterator);
				return failed(finish(), 'It was not read to its end because the program was interrupted.');
			}
			if (next.done === true) break;
			analyzer.push(next.value);
			bytes += next.value.length;
			options.onProgress?.(bytes, null);
			if (analyzer.isDone) {
				await iterator.return?.();
				break;
			}
		}
	} catch (error) {
		const reason = reasonOrThrow(error);
		return failed(finish(), `It could not be read to its end: ${reason}.`);
	}
	return finish();
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

/** Does not wait: a generator ends only after the chunk it waits for. */
function giveUp(stream: AsyncIterable<Uint8Array>, iterator: AsyncIterator<Uint8Array>): void {
	if (stream instanceof Readable) stream.destroy();
	else iterator.return?.().catch(() => {});
}

function reasonOrThrow(error: unknown): string {
	const reason = inputErrorReason(error);
	if (reason === null) throw error;
	return reason;
}

function failed(report: FileReport, reason: string): FileReport {
	const verdict: Verdict = {level: 'error', text: report.status === 'analyzed' ? `${reason} Until then: ${report.verdict.text}` : reason};
	return {...report, status: 'failed', reason, verdict, issues: [...report.issues, {kind: 'read-error', line: report.log?.lines ?? null, count: 1, message: reason}]};
}

function withIssues(report: FileReport, issues: readonly Issue[]): FileReport {
	return issues.length === 0 ? report : {...report, issues: [...report.issues, ...issues]};
}

function unreadable(path: string, reason: string): FileReport {
	const text = `It cannot be read: ${reason}.`;
	return {path, member: null, status: 'failed', reason: text, bytes: 0, log: null, wsus: null, context: null, verdict: {level: 'error', text}, coverage: [], scans: [], findings: [], issues: []};
}
