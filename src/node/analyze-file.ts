/** Reads what a path names, or any stream of bytes, into the analyzer: a log, packed or not, or an archive of logs. */
import {type AnalyzeOptions, createAnalyzer} from '../core/analyze.js';
import type {FileReport, Issue, Verdict} from '../core/index.js';
import {ARCHIVE_LIMITS, type ArchiveLimits} from './archives/limits.js';
import {isZip, openZip, type ZipArchive, type ZipMember} from './archives/zip.js';
import {type ByteSource, createByteSource, openInput, unpackGzip} from './byte-source.js';
import type {MemberPlace} from './settings-places.js';
import type {ContextLoader} from './find-settings.js';
import {inputErrorReason} from './input-error.js';
import {withSets} from './traces/archive-sets.js';
import {fileOfSet, type TraceSetFile, memberOfSet} from './traces/trace-set-file.js';
import {filesOfSet, isSetOnDisk} from './traces/trace-set.js';

const NO_CONTEXT = {context: null, issues: []} as const;
const INTERRUPTED = 'It was not read to its end because the program was interrupted.';
const MEGABYTE = 1024 * 1024;

export interface AnalyzeFileOptions extends Pick<AnalyzeOptions, 'rules' | 'scans'> {
	/** Reads files that say how the device is set. @default none are read */
	readonly context?: ContextLoader;
	/** Looks for such files beside the log or in its archive, too. @default true */
	readonly findsContext?: boolean;
	/** Ends the work early; the report then holds what was read, with status `failed`. */
	readonly signal?: AbortSignal;
	/** Called after each chunk with the bytes read so far and, for files, the size. */
	readonly onProgress?: (bytes: number, size: number | null) => void;
	/** How much archives may unpack to. @default ARCHIVE_LIMITS */
	readonly limits?: ArchiveLimits;
}

/** Where a stream of bytes comes from. */
interface Origin {
	/** Name of the input in the report. */
	readonly path: string;
	/** Entry inside an archive; of an archive within, with its name before. */
	readonly member: string | null;
	/** Where to look for settings of the device; `null` for streams that come from nowhere. */
	readonly context: string | MemberPlace | null;
	/** Bytes, where they are known before. */
	readonly size: number | null;
}

/**
 * Analyses one input: a log, or a zip archive, each of whose files gives a report. What gzip has packed is read as if it
 * were not; an archive within an archive is opened, too, but none within that. Nothing is unpacked to disk. Never rejects
 * because of a file: what goes wrong while reading is the report's `status` and `reason`, and facts found until then are
 * kept.
 */
export async function* analyzePath(path: string, options: AnalyzeFileOptions = {}): AsyncGenerator<FileReport> {
	if (await isSetOnDisk(path)) {
		yield await analyzeSet(
			(await filesOfSet(path)).map((file) => fileOfSet(file, limitsOf(options), options.signal)),
			path,
			options,
		);
		return;
	}
	const input = await openInput(path, options.signal);
	if ('reason' in input) {
		yield unreadable({path, member: null}, input.reason);
		return;
	}
	try {
		yield* analyzeSource(input.chunks, {path, member: null, context: path, size: input.size}, options);
	} finally {
		await input.close();
	}
}

/**
 * The same for the files of a set of traces.
 *
 * @param path that stands for all of them, in the folder in which settings are looked for
 */
export function analyzeSet(parts: readonly TraceSetFile[], path: string, options: AnalyzeFileOptions = {}): Promise<FileReport> {
	return analyzeParts(parts, {path, member: null, context: path, size: null}, options);
}

/**
 * The same for a stream of bytes: standard input, a response. A zip archive is held in memory meanwhile.
 *
 * @param path name of the input in the report
 */
export function analyzeStream(
	stream: AsyncIterable<Uint8Array>,
	path: string,
	options: AnalyzeFileOptions = {},
): AsyncGenerator<FileReport> {
	return analyzeSource(stream, {path, member: null, context: null, size: null}, options);
}

async function* analyzeSource(stream: AsyncIterable<Uint8Array>, origin: Origin, options: AnalyzeFileOptions): AsyncGenerator<FileReport> {
	const packed = await createByteSource(stream, options.signal);
	const source = await unpackGzip(packed, limitsOf(options), null, options.signal);
	if (!isZip(source.head)) {
		yield await analyzeLog(source, source === packed ? origin : {...origin, size: null}, options);
		return;
	}
	// An archive is read from its end, so that it must be there whole: as a file, or in memory.
	if (origin.size !== null && source === packed) {
		source.cancel();
		yield* analyzeZip(origin.path, origin.size, origin, null, options);
		return;
	}
	const bytes = await hold(source, origin, options);
	if (Buffer.isBuffer(bytes)) yield* analyzeZip(bytes, bytes.length, origin, null, options);
	else yield bytes;
}

/** @param outer the archive that this one stands in */
async function* analyzeZip(
	archive: string | Buffer,
	size: number,
	origin: Origin,
	outer: ZipArchive | null,
	options: AnalyzeFileOptions,
): AsyncGenerator<FileReport> {
	let zip: ZipArchive;
	try {
		zip = await openZip(archive, size, limitsOf(options), outer?.budget);
	} catch (error) {
		yield unreadable(origin, reasonOrThrow(error));
		return;
	}
	try {
		const name = origin.member === null ? origin.path : `${origin.path} › ${origin.member}`;
		for (const {name: memberName, members} of withSets(zip.members)) {
			if (options.signal?.aborted === true) return;
			const [first] = members;
			const at: Origin = {
				path: origin.path,
				member: origin.member === null ? memberName : `${origin.member}/${memberName}`,
				context: {archive: zip, path: name, member: memberName},
				size: members.length === 1 && first !== undefined ? first.size : null,
			};
			if (members.length > 1) {
				const report = await analyzeParts(
					members.map((member) => memberOfSet(zip, member, limitsOf(options), options.signal)),
					at,
					options,
				);
				yield members.some(({escapesArchive}) => escapesArchive) ? withIssues(report, [LEADS_OUT]) : report;
			} else if (first !== undefined) yield* analyzeMember(zip, first, at, outer !== null, options);
		}
		if (zip.problem !== null) yield failure(origin, zip.problem);
		else if (zip.members.length === 0)
			yield {
				...failure(origin, 'This is an archive without files.'),
				status: 'skipped',
				verdict: {level: 'info', text: 'This is an archive without files.'},
			};
	} finally {
		zip.close();
	}
}

async function* analyzeMember(
	zip: ZipArchive,
	member: ZipMember,
	origin: Origin,
	isNested: boolean,
	options: AnalyzeFileOptions,
): AsyncGenerator<FileReport> {
	const packed = await createByteSource(zip.read(member), options.signal);
	const source = await unpackGzip(packed, limitsOf(options), zip.budget, options.signal);
	// The third archive in a row is named like other kinds of files.
	if (isNested || !isZip(source.head)) {
		const report = await analyzeLog(source, source === packed ? origin : {...origin, size: null}, options);
		yield member.escapesArchive ? withIssues(report, [LEADS_OUT]) : report;
		return;
	}
	const bytes = await hold(source, origin, options);
	if (Buffer.isBuffer(bytes)) yield* analyzeZip(bytes, bytes.length, origin, zip, options);
	else yield bytes;
}

const LEADS_OUT: Issue = {
	kind: 'archive-entry',
	line: null,
	count: 1,
	message: 'The name of this entry leads out of its archive. It was read like any other; nothing was written.',
};

/** All bytes of an archive, or the report on what kept them from being read. */
async function hold(source: ByteSource, origin: Origin, options: AnalyzeFileOptions): Promise<Buffer | FileReport> {
	const {nestedBytes} = limitsOf(options);
	const parts: Buffer[] = [];
	let length = 0;
	try {
		for (;;) {
			const next = await source.next();
			if (next === null) {
				source.cancel();
				return failure(origin, INTERRUPTED);
			}
			if (next.done === true) return Buffer.concat(parts);
			length += next.value.length;
			if (length > nestedBytes) {
				source.cancel();
				return unreadable(
					origin,
					`a zip archive that is not a file of its own may have ${Math.floor(nestedBytes / MEGABYTE)} MiB at most; give it as a file`,
				);
			}
			parts.push(Buffer.from(next.value));
		}
	} catch (error) {
		return unreadable(origin, reasonOrThrow(error));
	}
}

function analyzeLog(source: ByteSource, origin: Origin, options: AnalyzeFileOptions): Promise<FileReport> {
	return analyzeParts([{name: null, open: async () => ({source, close: async () => {}})}], origin, options);
}

/** @param parts one log, or the traces that are one together */
async function analyzeParts(
	parts: readonly TraceSetFile[],
	{path, member, context: place, size}: Origin,
	options: AnalyzeFileOptions,
): Promise<FileReport> {
	const {rules, scans} = options;
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
	/** By part. */
	const problems = new Map<number, string>();
	let bytes = 0;
	for (const [index, part] of parts.entries()) {
		if (part.name !== null) analyzer.nextTrace(part.name);
		try {
			const {source, close} = await part.open();
			try {
				for (;;) {
					const next = await source.next();
					if (next === null) {
						source.cancel();
						return failed(finish(), INTERRUPTED);
					}
					if (next.done === true) break;
					analyzer.push(next.value);
					bytes += next.value.length;
					options.onProgress?.(bytes, size);
					if (analyzer.isDone) {
						source.cancel();
						const report = finish();
						// What is no such log is not read to its end; its size is known all the same.
						return size === null ? report : {...report, bytes: size};
					}
				}
			} finally {
				await close();
			}
		} catch (error) {
			const reason = reasonOrThrow(error);
			if (part.name === null && bytes === 0) return withIssues(unreadable({path, member}, reason), issues);
			problems.set(index, `${part.name ?? 'It'} could not be read to its end: ${reason}.`);
		}
	}
	const report = finish();
	if (problems.size === 0) return report;
	const traces = report.traces.map((trace, index) =>
		problems.has(index) ? {...trace, status: 'failed' as const, reason: problems.get(index) ?? null} : trace,
	);
	return failed({...report, traces}, [...problems.values()].join(' '));
}

function limitsOf(options: AnalyzeFileOptions): ArchiveLimits {
	return options.limits ?? ARCHIVE_LIMITS;
}

function reasonOrThrow(error: unknown): string {
	const reason = inputErrorReason(error);
	if (reason === null) throw error;
	return reason;
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

function unreadable(origin: Pick<Origin, 'path' | 'member'>, reason: string): FileReport {
	return failure(origin, `It cannot be read: ${reason}.`);
}

function failure({path, member}: Pick<Origin, 'path' | 'member'>, text: string): FileReport {
	return {
		path,
		member,
		status: 'failed',
		reason: text,
		bytes: 0,
		log: null,
		wsus: null,
		context: null,
		verdict: {level: 'error', text},
		coverage: [],
		scans: [],
		findings: [],
		issues: [],
		traces: [],
	};
}
