/** Analyzes what a walk over an input gives: logs, packed or not, archives, and sets of traces. */
import {type AnalyzeOptions, createAnalyzer} from '../analyze.js';
import type {Interruption} from '../inputs/byte-source.js';
import type {InputSource} from '../inputs/input-source.js';
import {type FileItem, type OpenedFile, type ProblemItem, type TraceSetItem, type WalkOptions, walkInput} from '../inputs/walk.js';
import {unreadReport} from '../report/unread-report.js';
import type {FileReport, Issue, Verdict} from '../types.js';
import type {ContextLoader} from './find-settings.js';
import type {LogPlace} from './settings-places.js';

const NO_CONTEXT = {context: null, issues: []} as const;
const INTERRUPTED = 'It was not read to its end because the program was interrupted.';
const NO_FILES = 'This is an archive without files.';

export interface AnalyzeSourceOptions extends Pick<AnalyzeOptions, 'rules' | 'scans'> {
	/** Reads files that say how the device is set. @default none are read */
	readonly context?: ContextLoader;
	/** Looks for such files beside the log or in its archive, too. @default true */
	readonly findsContext?: boolean;
	/** Ends the work early; the report then holds what was read, with status `failed`. */
	readonly signal?: Interruption;
	/** Called before a log is analyzed with where it lies; `null`: there is no such place. */
	readonly onPlace?: (place: LogPlace | null) => Promise<void>;
	/** Called after each chunk with the bytes read so far and, for files, the size. */
	readonly onProgress?: (bytes: number, size: number | null) => void;
}

/**
 * Analyzes one input: a log, or an archive, each of whose files gives a report. What gzip or the like has packed is read as
 * if it were not; an archive within an archive is opened, too, but none within that. Never rejects because of a file: what
 * goes wrong while reading is the report's `status` and `reason`, and facts found until then are kept.
 *
 * @param place where to look for settings of the device; `null` where there is no such place
 */
export async function* analyzeSource(
	source: InputSource,
	place: LogPlace | null,
	walk: WalkOptions,
	options: AnalyzeSourceOptions,
): AsyncGenerator<FileReport> {
	for await (const item of walkInput(source, walk)) {
		if (item.kind === 'problem') {
			yield problemReport(item);
		} else {
			await options.onPlace?.(item.archive ?? place);
			const report = await analyzeItem(item, item.archive ?? place, walk, options);
			yield item.escapesArchive ? withIssues(report, [LEADS_OUT]) : report;
		}
	}
}

const LEADS_OUT: Issue = {
	kind: 'archive-entry',
	line: null,
	count: 1,
	message: 'The name of this entry leads out of its archive. It was read like any other; nothing was written.',
};

function problemReport(item: ProblemItem): FileReport {
	const {problem} = item;
	switch (problem.type) {
		case 'unreadable':
			return unreadReport(item, `It cannot be read: ${problem.reason}.`);
		case 'interrupted':
			return unreadReport(item, INTERRUPTED);
		case 'incomplete':
			return unreadReport(item, problem.text);
		case 'empty':
			return unreadReport(item, NO_FILES, 'skipped');
		default:
			return problem satisfies never;
	}
}

/** A log that is cut off or begun again while it is read lacks lines that were there. */
function shortened(bytes: number, size: number): Issue {
	const message = `It became shorter while it was read: ${bytes} of ${size} bytes were there.`;
	return {kind: 'read-error', line: null, count: 1, message};
}

/** A file of a log. */
interface LogPart {
	/** `null`: there is no other. */
	readonly name: string | null;
	open(): Promise<OpenedFile>;
}

async function analyzeItem(
	item: FileItem | TraceSetItem,
	place: LogPlace | null,
	{platform}: WalkOptions,
	options: AnalyzeSourceOptions,
): Promise<FileReport> {
	const {rules, scans} = options;
	const {path, member} = item;
	const {context, issues} =
		options.context === undefined ? NO_CONTEXT : await options.context.load(options.findsContext === false ? null : place);
	const analyzer = createAnalyzer({
		path,
		member,
		context,
		...(rules === undefined ? {} : {rules}),
		...(scans === undefined ? {} : {scans}),
	});
	const finish = (): FileReport => withIssues(analyzer.end(), issues);
	const size = item.kind === 'file' ? item.size : null;
	const parts: readonly LogPart[] = item.kind === 'file' ? [{name: null, open: item.open}] : item.traces;
	/** By part. */
	const problems = new Map<number, string>();
	let bytes = 0;
	const push = (chunk: Uint8Array): void => {
		analyzer.push(chunk);
		bytes += chunk.length;
		options.onProgress?.(bytes, size);
	};
	for (const [index, part] of parts.entries()) {
		if (part.name !== null) analyzer.nextTrace(part.name);
		try {
			const end = await readPart(part, push, () => analyzer.isDone);
			if (end === 'interrupted') return failed(finish(), INTERRUPTED);
			if (end === 'done') {
				const report = finish();
				// What is no such log is not read to its end; its size is known all the same.
				return size === null ? report : {...report, bytes: size};
			}
		} catch (error) {
			const reason = platform.reasonOf(error);
			if (reason === null) throw error;
			if (part.name === null && bytes === 0) return withIssues(unreadReport(item, `It cannot be read: ${reason}.`), issues);
			problems.set(index, `${part.name ?? 'It'} could not be read to its end: ${reason}.`);
		}
	}
	const report = finish();
	if (problems.size > 0) return withProblems(report, problems);
	return isCutShort(bytes, item) ? withIssues(report, [shortened(bytes, item.size)]) : report;
}

/** A file in an archive may say any size. */
function isCutShort(bytes: number, item: FileItem | TraceSetItem): item is FileItem & {readonly size: number} {
	return item.kind === 'file' && item.member === null && item.size !== null && bytes < item.size;
}

/** @param problems of parts that could not be read, by their index */
function withProblems(report: FileReport, problems: ReadonlyMap<number, string>): FileReport {
	const traces = report.traces.map((trace, index) =>
		problems.has(index) ? {...trace, status: 'failed' as const, reason: problems.get(index) ?? null} : trace,
	);
	return failed({...report, traces}, [...problems.values()].join(' '));
}

/** @param isDone asked after each chunk: no more are needed; @throws InputError, and errors of the system */
async function readPart(part: LogPart, push: (chunk: Uint8Array) => void, isDone: () => boolean): Promise<'end' | 'interrupted' | 'done'> {
	const {source, close} = await part.open();
	try {
		for (;;) {
			const next = await source.next();
			if (next?.done === true) return 'end';
			if (next !== null) push(next.value);
			if (next === null || isDone()) {
				source.cancel();
				return next === null ? 'interrupted' : 'done';
			}
		}
	} finally {
		await close();
	}
}

function failed(report: FileReport, reason: string): FileReport {
	const verdict: Verdict = {level: 'error', text: report.status === 'analyzed' ? `${reason} Until then: ${report.verdict.text}` : reason};
	return {
		...report,
		status: 'failed',
		reason,
		verdict,
		issues: [...report.issues, {kind: 'read-error', line: report.log?.lines ?? null, count: 1, message: reason}],
	};
}

function withIssues(report: FileReport, issues: readonly Issue[]): FileReport {
	return issues.length === 0 ? report : {...report, issues: [...report.issues, ...issues]};
}
