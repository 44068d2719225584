/** Turns what a path names into text: a trace, a set of them, what tracerpt made of one, packed or in archives. */
import {createTraceLog, type TraceOutputOptions, type TraceLogEnd} from '../../core/etl/trace-log.js';
import {createTracerptLog} from '../../core/etl/tracerpt/tracerpt-log.js';
import {isTraceHead} from '../../core/foreign-files/traces.js';
import {type ByteSource, nextChunk} from '../../core/inputs/byte-source.js';
import {INTERRUPTED_REASON} from '../../core/inputs/input-error.js';
import {concatBytes, type InputSource, streamSource} from '../../core/inputs/input-source.js';
import {type InputItem, type InputProblem, itemName, type NamedFile, walkInput} from '../../core/inputs/walk.js';
import {reasonOrThrow} from '../input-error.js';
import {sourceOf} from '../inputs/file-source.js';
import type {Input} from '../inputs/input.js';
import {walkOptions} from '../inputs/platform.js';
import {createLineTray, createUtf8, kindOfHead, TRACE_HEAD_BYTES} from '../../core/log-files/trace-text.js';

export type Converted =
	/** Whole lines of UTF-8; the caller's until the next step. */
	| {readonly type: 'text'; readonly text: Uint8Array}
	/** A trace, or a set of them, is through. */
	| {readonly type: 'end'; readonly name: string; readonly end: TraceLogEnd}
	/** It is something else, or nothing of it can be read. */
	| {readonly type: 'not-a-trace'; readonly name: string}
	| {readonly type: 'failed'; readonly name: string; readonly reason: string};

/** Never rejects because of a file. @param signal ends it early */
export async function* convertInput(input: Input, form: TraceOutputOptions, signal?: AbortSignal): AsyncGenerator<Converted> {
	yield* convertSource(await sourceOf(input, signal), form, signal);
}

/** The same for standard input. An archive is held in memory meanwhile. */
export function convertStream(
	stream: AsyncIterable<Uint8Array>,
	name: string,
	form: TraceOutputOptions,
	signal?: AbortSignal,
): AsyncGenerator<Converted> {
	return convertSource(streamSource(name, stream), form, signal);
}

async function* convertSource(source: InputSource, form: TraceOutputOptions, signal: AbortSignal | undefined): AsyncGenerator<Converted> {
	for await (const item of walkInput(source, walkOptions(signal))) yield* convertItem(item, form);
}

async function* convertItem(item: InputItem, form: TraceOutputOptions): AsyncGenerator<Converted> {
	const name = itemName(item);
	switch (item.kind) {
		case 'file':
			yield* convertFile(name, (await item.open()).source, form);
			return;
		case 'trace-set':
			yield* convertSet(name, item.traces, form);
			return;
		case 'problem': {
			const reason = reasonOf(item.problem);
			if (reason !== null) yield {type: 'failed', name, reason};
			return;
		}
		default:
			item satisfies never;
	}
}

/** `null`: there is nothing to tell, because there was nothing to convert. */
function reasonOf(problem: InputProblem): string | null {
	switch (problem.type) {
		case 'unreadable':
			return problem.reason;
		case 'interrupted':
			return INTERRUPTED_REASON;
		case 'incomplete':
			return problem.text;
		case 'empty':
			return null;
		default:
			return problem satisfies never;
	}
}

/** What is no trace is told by its beginning and not read on. */
async function* convertFile(name: string, source: ByteSource, form: TraceOutputOptions): AsyncGenerator<Converted> {
	let text: TraceText | null = null;
	let problem: Converted | null = null;
	try {
		const head = await readHead(source);
		text = textOfHead(head, form);
		if (text === null) {
			source.cancel();
			yield {type: 'not-a-trace', name};
			return;
		}
		for (let chunk: Uint8Array | null = head; chunk !== null; chunk = await nextChunk(source)) {
			text.push(chunk);
			yield* text.take();
		}
	} catch (error) {
		problem = {type: 'failed', name, reason: reasonOrThrow(error)};
	}
	if (text !== null) yield* text.end(name);
	if (problem !== null) yield problem;
}

/** Enough to tell what it is, or all there is. */
async function readHead(source: ByteSource): Promise<Uint8Array> {
	let head: Uint8Array = new Uint8Array(0);
	while (head.length < TRACE_HEAD_BYTES) {
		const chunk = await nextChunk(source);
		if (chunk === null) break;
		head = concatBytes([head, chunk]);
	}
	return head;
}

/** A file that cannot be read does not keep the others from it. */
async function* convertSet(name: string, traces: readonly NamedFile[], form: TraceOutputOptions): AsyncGenerator<Converted> {
	const lines = createLineTray();
	const log = createTraceLog(lines.sink, {...form, name: traces[0]?.name ?? null});
	const problems: Converted[] = [];
	for (const [index, trace] of traces.entries()) {
		if (index > 0) log.next(trace.name);
		try {
			const {source, close} = await trace.open();
			try {
				for (let chunk = await nextChunk(source); chunk !== null; chunk = await nextChunk(source)) {
					log.push(chunk);
					yield* textsOf(lines);
				}
			} finally {
				await close();
			}
		} catch (error) {
			problems.push({type: 'failed', name: `${name} (${trace.name})`, reason: reasonOrThrow(error)});
		}
	}
	yield* endOf(name, lines, log.end);
	yield* problems;
}

interface TraceText {
	push(chunk: Uint8Array): void;
	take(): Generator<Converted>;
	end(name: string): Generator<Converted>;
}

/** @returns `null` where it is no trace, nor what tracerpt made of one */
function textOfHead(head: Uint8Array, form: TraceOutputOptions): TraceText | null {
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
