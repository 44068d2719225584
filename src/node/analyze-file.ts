/** Reads a file, or any stream of bytes, into the analyzer. */
import {open} from 'node:fs/promises';
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

/** @param logPath where to look for files beside the log; `null` for streams that come from nowhere */
async function analyzeChunks(stream: AsyncIterable<Uint8Array>, path: string, logPath: string | null, options: AnalyzeFileOptions): Promise<FileReport> {
	const {rules} = options;
	const {context, issues} = options.context === undefined ? NO_CONTEXT : await options.context.load(options.findsContext === false ? null : logPath);
	const analyzer = createAnalyzer({path, context, ...(rules === undefined ? {} : {rules})});
	const finish = (): FileReport => withIssues(analyzer.end(), issues);
	let bytes = 0;
	try {
		for await (const chunk of stream) {
			if (options.signal?.aborted === true) return failed(finish(), 'It was not read to its end because the program was interrupted.');
			analyzer.push(chunk);
			bytes += chunk.length;
			options.onProgress?.(bytes, null);
			if (analyzer.isDone) break;
		}
	} catch (error) {
		const reason = reasonOrThrow(error);
		return failed(finish(), `It could not be read to its end: ${reason}.`);
	}
	return finish();
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
