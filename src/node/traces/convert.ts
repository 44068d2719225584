/** Turns what a path names into text: a trace, a set of them, what tracerpt made of one, packed or in archives. */
import {createTraceLog, type TraceOutputOptions, type TraceLogEnd} from '../../core/etl/trace-log.js';
import {createTracerptLog} from '../../core/etl/tracerpt/tracerpt-log.js';
import {isTraceHead} from '../../core/foreign-files/traces.js';
import {holdArchive} from '../archives/hold.js';
import {ARCHIVE_LIMITS} from '../archives/limits.js';
import {isZip, openZip, type ZipArchive} from '../archives/zip.js';
import {type ByteSource, createByteSource, openInput, unpackGzip} from '../byte-source.js';
import {InputError, inputErrorReason} from '../input-error.js';
import {withSets} from './archive-sets.js';
import {fileOfSet, type TraceSetFile, memberOfSet} from './trace-set-file.js';
import {filesOfSet, isSetOnDisk} from './trace-set.js';
import {createLineTray, createUtf8, kindOfHead, TRACE_HEAD_BYTES} from './trace-text.js';

export type Converted =
	/** Whole lines of UTF-8; the caller's until the next step. */
	| {readonly type: 'text'; readonly text: Uint8Array}
	/** A trace, or a set of them, is through. */
	| {readonly type: 'end'; readonly name: string; readonly end: TraceLogEnd}
	/** It is something else, or nothing of it can be read. */
	| {readonly type: 'not-a-trace'; readonly name: string}
	| {readonly type: 'failed'; readonly name: string; readonly reason: string};

/** What all steps of one conversion know. */
interface Conversion {
	readonly form: TraceOutputOptions;
	readonly signal: AbortSignal | undefined;
}

/** Never rejects because of a file. @param signal ends it early */
export async function* convertPath(path: string, form: TraceOutputOptions, signal?: AbortSignal): AsyncGenerator<Converted> {
	const conversion = {form, signal};
	if (await isSetOnDisk(path)) {
		yield* convertParts(
			path,
			(await filesOfSet(path)).map((file) => fileOfSet(file, ARCHIVE_LIMITS, signal)),
			form,
		);
		return;
	}
	const input = await openInput(path, signal);
	if ('reason' in input) {
		yield {type: 'failed', name: path, reason: input.reason};
		return;
	}
	try {
		yield* convertChunks(path, input.chunks, input.size, conversion);
	} finally {
		await input.close();
	}
}

/** The same for standard input. An archive is held in memory meanwhile. */
export function convertStream(
	stream: AsyncIterable<Uint8Array>,
	name: string,
	form: TraceOutputOptions,
	signal?: AbortSignal,
): AsyncGenerator<Converted> {
	return convertChunks(name, stream, null, {form, signal});
}

/** @param size of a file that can be read from its end; else `null` */
async function* convertChunks(
	name: string,
	chunks: AsyncIterable<Uint8Array>,
	size: number | null,
	conversion: Conversion,
): AsyncGenerator<Converted> {
	const packed = await createByteSource(chunks, conversion.signal);
	const source = await unpackGzip(packed, ARCHIVE_LIMITS, null, conversion.signal);
	if (!isZip(source.head)) {
		yield* convertSource(name, source, conversion);
		return;
	}
	try {
		if (size !== null && source === packed) {
			source.cancel();
			yield* convertArchive(name, name, size, null, conversion);
		} else {
			const bytes = await holdArchive(source, ARCHIVE_LIMITS);
			yield* convertArchive(name, bytes, bytes.length, null, conversion);
		}
	} catch (error) {
		yield {type: 'failed', name, reason: reasonOrThrow(error)};
	}
}

/** @param outer the archive that this one stands in; @throws InputError and errors of the system */
async function* convertArchive(
	name: string,
	archive: string | Buffer,
	size: number,
	outer: ZipArchive | null,
	conversion: Conversion,
): AsyncGenerator<Converted> {
	const zip = await openZip(archive, size, ARCHIVE_LIMITS, outer?.budget);
	try {
		for (const {name: member, members} of withSets(zip.members)) {
			const parts = members.map((one) => memberOfSet(zip, one, ARCHIVE_LIMITS, conversion.signal));
			const [only] = parts;
			const fullName = outer === null ? `${name} › ${member}` : `${name}/${member}`;
			if (parts.length > 1) yield* convertParts(fullName, parts, conversion.form);
			else if (only !== undefined) yield* convertMember(fullName, only, outer === null ? zip : null, conversion);
		}
		if (zip.problem !== null) yield {type: 'failed', name, reason: zip.problem};
	} finally {
		zip.close();
	}
}

/** @param zip where it may be an archive itself */
async function* convertMember(name: string, part: TraceSetFile, zip: ZipArchive | null, conversion: Conversion): AsyncGenerator<Converted> {
	try {
		const {source, close} = await part.open();
		try {
			if (zip === null || !isZip(source.head)) {
				yield* convertSource(name, source, conversion);
				return;
			}
			const bytes = await holdArchive(source, ARCHIVE_LIMITS);
			yield* convertArchive(name, bytes, bytes.length, zip, conversion);
		} finally {
			await close();
		}
	} catch (error) {
		yield {type: 'failed', name, reason: reasonOrThrow(error)};
	}
}

/** What is no trace is told by its beginning and not read on. */
async function* convertSource(name: string, source: ByteSource, {form}: Conversion): AsyncGenerator<Converted> {
	let head: Uint8Array = new Uint8Array(0);
	let text: Text | null = null;
	try {
		for (let isEnd = false; !isEnd; ) {
			const next = await nextOf(source);
			isEnd = next === null;
			if (text === null) {
				if (next !== null) head = Buffer.concat([head, next]);
				if (!isEnd && head.length < TRACE_HEAD_BYTES) continue;
				text = textOfHead(head, form);
				if (text === null) break;
				text.push(head);
			} else if (next !== null) {
				text.push(next);
			}
			yield* text.take();
		}
	} catch (error) {
		if (text !== null) yield* text.end(name);
		yield {type: 'failed', name, reason: reasonOrThrow(error)};
		return;
	}
	if (text !== null) {
		yield* text.end(name);
	} else {
		source.cancel();
		yield {type: 'not-a-trace', name};
	}
}

/** A file that cannot be read does not keep the others from it. */
async function* convertParts(name: string, parts: readonly TraceSetFile[], form: TraceOutputOptions): AsyncGenerator<Converted> {
	const lines = createLineTray();
	const log = createTraceLog(lines.sink, {...form, name: parts[0]?.name ?? null});
	const problems: Converted[] = [];
	for (const [index, part] of parts.entries()) {
		if (index > 0) log.next(part.name ?? '');
		try {
			const {source, close} = await part.open();
			try {
				for (let chunk = await nextOf(source); chunk !== null; chunk = await nextOf(source)) {
					log.push(chunk);
					yield* textsOf(lines);
				}
			} finally {
				await close();
			}
		} catch (error) {
			problems.push({type: 'failed', name: `${name} (${part.name ?? ''})`, reason: reasonOrThrow(error)});
		}
	}
	yield* endOf(name, lines, log.end);
	yield* problems;
}

interface Text {
	push(chunk: Uint8Array): void;
	take(): Generator<Converted>;
	end(name: string): Generator<Converted>;
}

/** @returns `null` where it is no trace, nor what tracerpt made of one */
function textOfHead(head: Uint8Array, form: TraceOutputOptions): Text | null {
	const lines = createLineTray();
	const take = (): Generator<Converted> => textsOf(lines);
	if (isTraceHead(head)) {
		const log = createTraceLog(lines.sink, form);
		return {push: log.push, take, end: (name) => endOf(name, lines, log.end)};
	}
	const kind = kindOfHead(head);
	if (kind === null) return null;
	const log = createTracerptLog(kind, lines.sink, form);
	const text = createUtf8(head, log.push);
	const end = (): TraceLogEnd => {
		text.end();
		return log.end();
	};
	return {push: text.push, take, end: (name) => endOf(name, lines, end)};
}

function* textsOf(lines: ReturnType<typeof createLineTray>): Generator<Converted> {
	for (const text of lines.take()) yield {type: 'text', text};
}

function* endOf(name: string, lines: ReturnType<typeof createLineTray>, endLog: () => TraceLogEnd): Generator<Converted> {
	const end = endLog();
	yield* textsOf(lines);
	yield {type: 'end', name, end};
}

/** `null`: it ends. @throws InputError where it was interrupted, and errors of the source */
async function nextOf(source: ByteSource): Promise<Uint8Array | null> {
	const next = await source.next();
	if (next === null) throw new InputError('the program was interrupted');
	return next.done === true ? null : next.value;
}

function reasonOrThrow(error: unknown): string {
	const reason = inputErrorReason(error);
	if (reason === null) throw error;
	return reason;
}
