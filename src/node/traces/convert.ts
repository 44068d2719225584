/** Turns what a path names into text: a trace, a set of them, packed or in an archive. */
import {createTraceLog, type TraceForm, type TraceLogEnd} from '../../core/etl/trace-log.js';
import {isTraceHead} from '../../core/neighbours/traces.js';
import {ARCHIVE_LIMITS} from '../archives/limits.js';
import {isZip, openZip, type ZipArchive} from '../archives/zip.js';
import {type ByteSource, createByteSource, openInput, unpackGzip} from '../byte-source.js';
import {InputError, inputErrorReason} from '../input-error.js';
import {withSets} from './archive-sets.js';
import {fileOfSet, type LogPart, memberOfSet} from './parts.js';
import {filesOfSet, isSetOnDisk} from './trace-set.js';

export type Converted =
	/** Whole lines of UTF-8; the caller's until the next step. */
	| {readonly type: 'text'; readonly text: Uint8Array}
	/** A trace, or a set of them, is through. */
	| {readonly type: 'end'; readonly name: string; readonly end: TraceLogEnd}
	/** It is something else, or nothing of it can be read. */
	| {readonly type: 'not-a-trace'; readonly name: string}
	| {readonly type: 'failed'; readonly name: string; readonly reason: string};

/** Enough to tell a trace. */
const HEAD_BYTES = 0x4c;

/** Never rejects because of a file. @param signal ends it early */
export async function* convertPath(path: string, form: TraceForm, signal?: AbortSignal): AsyncGenerator<Converted> {
	if (await isSetOnDisk(path)) {
		yield* convertParts(path, (await filesOfSet(path)).map((file) => fileOfSet(file, ARCHIVE_LIMITS, signal)), form);
		return;
	}
	const input = await openInput(path, signal);
	if ('reason' in input) {
		yield {type: 'failed', name: path, reason: input.reason};
		return;
	}
	try {
		const source = await unpackGzip(await createByteSource(input.chunks, signal), ARCHIVE_LIMITS, null, signal);
		if (!isZip(source.head) || input.size === null) {
			yield* convertSource(path, source, form);
			return;
		}
		source.giveUp();
		yield* convertArchive(path, input.size, form, signal);
	} finally {
		await input.close();
	}
}

/** The same for standard input. */
export async function* convertStream(stream: AsyncIterable<Uint8Array>, name: string, form: TraceForm, signal?: AbortSignal): AsyncGenerator<Converted> {
	yield* convertSource(name, await unpackGzip(await createByteSource(stream, signal), ARCHIVE_LIMITS, null, signal), form);
}

async function* convertArchive(path: string, size: number, form: TraceForm, signal: AbortSignal | undefined): AsyncGenerator<Converted> {
	let zip: ZipArchive;
	try {
		zip = await openZip(path, size, ARCHIVE_LIMITS);
	} catch (error) {
		yield {type: 'failed', name: path, reason: reasonOrThrow(error)};
		return;
	}
	try {
		for (const {name, members} of withSets(zip.members)) {
			const parts = members.map((member) => memberOfSet(zip, member, ARCHIVE_LIMITS, signal));
			const [only] = parts;
			const fullName = `${path} › ${name}`;
			if (parts.length > 1) yield* convertParts(fullName, parts, form);
			else if (only !== undefined) yield* convertMember(fullName, only, form);
		}
		if (zip.problem !== null) yield {type: 'failed', name: path, reason: zip.problem};
	} finally {
		zip.close();
	}
}

async function* convertMember(name: string, part: LogPart, form: TraceForm): AsyncGenerator<Converted> {
	try {
		const {source, close} = await part.open();
		try {
			yield* convertSource(name, source, form);
		} finally {
			await close();
		}
	} catch (error) {
		yield {type: 'failed', name, reason: reasonOrThrow(error)};
	}
}

/** What is no trace is told by its beginning and not read on. */
async function* convertSource(name: string, source: ByteSource, form: TraceForm): AsyncGenerator<Converted> {
	const text = createText(form);
	let head: Uint8Array = new Uint8Array(0);
	let isTrace = false;
	try {
		for (;;) {
			const next = await source.next();
			if (next === null) throw new InputError('the program was interrupted');
			if (next.done === true) break;
			if (isTrace) {
				text.push(next.value);
			} else {
				head = Buffer.concat([head, next.value]);
				if (head.length < HEAD_BYTES) continue;
				isTrace = isTraceHead(head);
				if (!isTrace) break;
				text.push(head);
			}
			yield* text.take();
		}
	} catch (error) {
		if (isTrace) yield* text.end(name);
		yield {type: 'failed', name, reason: reasonOrThrow(error)};
		return;
	}
	if (isTrace) {
		yield* text.end(name);
	} else {
		source.giveUp();
		yield {type: 'not-a-trace', name};
	}
}

/** A file that cannot be read does not keep the others from it. */
async function* convertParts(name: string, parts: readonly LogPart[], form: TraceForm): AsyncGenerator<Converted> {
	const text = createText({...form, name: parts[0]?.name ?? null});
	const problems: Converted[] = [];
	for (const [index, part] of parts.entries()) {
		if (index > 0) text.next(part.name ?? '');
		try {
			const {source, close} = await part.open();
			try {
				for (;;) {
					const next = await source.next();
					if (next === null) throw new InputError('the program was interrupted');
					if (next.done === true) break;
					text.push(next.value);
					yield* text.take();
				}
			} finally {
				await close();
			}
		} catch (error) {
			problems.push({type: 'failed', name: `${name} (${part.name ?? ''})`, reason: reasonOrThrow(error)});
		}
	}
	yield* text.end(name);
	yield* problems;
}

interface Text {
	push(chunk: Uint8Array): void;
	next(name: string): void;
	take(): Generator<Converted>;
	end(name: string): Generator<Converted>;
}

function createText(form: TraceForm): Text {
	let parts: Uint8Array[] = [];
	const log = createTraceLog((lines) => parts.push(lines.slice()), form);
	function* take(): Generator<Converted> {
		const taken = parts;
		parts = [];
		for (const text of taken) yield {type: 'text', text};
	}
	return {
		push: log.push,
		next: log.next,
		take,
		*end(name) {
			const end = log.end();
			yield* take();
			yield {type: 'end', name, end};
		},
	};
}

function reasonOrThrow(error: unknown): string {
	const reason = inputErrorReason(error);
	if (reason === null) throw error;
	return reason;
}
