/** The bytes of a file; where it is a trace, or what tracerpt made of one, the lines of that in their place. */
import type {LinesSink} from '../etl/line-order.js';
import {createTraceLog, type TraceOutputOptions} from '../etl/trace-log.js';
import {createTracerptLog, tracerptKind, type TracerptKind} from '../etl/tracerpt/tracerpt-log.js';
import {detectEncoding} from '../lines/encoding.js';
import {createUtf16Transcoder} from '../lines/utf16-transcoder.js';
import {concatBytes} from '../inputs/input-source.js';
import {isTraceHead} from '../foreign-files/traces.js';

/** So many bytes tell a trace, and what tracerpt made of one, in UTF-16, too. */
export const TRACE_HEAD_BYTES = 4096;

/** Takes the level of each line that is given, before the line itself. */
export type OnLevels = (levels: Uint8Array) => void;

/** Whether lines of the file are not those that stand in it. */
export function isMadeIntoText(head: Uint8Array): boolean {
	return isTraceHead(head) || kindOfHead(head) !== null;
}

export function kindOfHead(head: Uint8Array): TracerptKind | null {
	const {form, markLength} = detectEncoding(head);
	return tracerptKind(new TextDecoder(form === 'bytes' ? 'utf-8' : form).decode(head.subarray(markLength, markLength + TRACE_HEAD_BYTES)));
}

/** Each chunk is the caller's until the next. @throws errors of the source */
export async function* textOfTrace(chunks: AsyncIterable<Uint8Array>, onLevels?: OnLevels): AsyncGenerator<Uint8Array> {
	const iterator = chunks[Symbol.asyncIterator]();
	try {
		let head: Uint8Array = new Uint8Array(0);
		let isEnd = false;
		while (head.length < TRACE_HEAD_BYTES && !isEnd) {
			const next = await iterator.next();
			if (next.done === true) isEnd = true;
			else head = concatBytes([head, next.value]);
		}
		const rest = async function* (): AsyncGenerator<Uint8Array> {
			if (head.length > 0) yield head;
			for (;;) {
				const next = await iterator.next();
				if (next.done === true) return;
				yield next.value;
			}
		};
		const kind = isTraceHead(head) ? null : kindOfHead(head);
		if (isTraceHead(head)) yield* textOfTraces([{name: null, chunks: rest()}], {}, onLevels);
		else if (kind !== null) yield* textOfTracerpt(kind, rest(), head, onLevels);
		else yield* rest();
	} finally {
		await iterator.return?.();
	}
}

async function* textOfTracerpt(
	kind: TracerptKind,
	chunks: AsyncIterable<Uint8Array>,
	head: Uint8Array,
	onLevels: OnLevels | undefined,
): AsyncGenerator<Uint8Array> {
	const lines = createLineTray(onLevels);
	const log = createTracerptLog(kind, lines.sink);
	const text = createUtf8(head, log.push);
	for await (const chunk of chunks) {
		text.push(chunk);
		yield* lines.take();
	}
	text.end();
	log.end();
	yield* lines.take();
}

/** The bytes without their mark, as UTF-8 where they are UTF-16. @param head the first of them, or all */
export function createUtf8(head: Uint8Array, sink: (bytes: Uint8Array) => void): {push(chunk: Uint8Array): void; end(): void} {
	const {form, markLength} = detectEncoding(head);
	const transcoder = form === 'bytes' ? null : createUtf16Transcoder(form === 'utf-16le', sink);
	let skipped = markLength;
	return {
		push(chunk) {
			const rest = chunk.subarray(skipped);
			skipped -= chunk.length - rest.length;
			if (transcoder === null) sink(rest);
			else transcoder.push(rest);
		},
		end: () => transcoder?.end(),
	};
}

/** Lines that were made, until they are fetched. */
export function createLineTray(onLevels?: OnLevels): {readonly sink: LinesSink; take(): readonly Uint8Array[]} {
	let parts: Uint8Array[] = [];
	return {
		sink(lines, levels) {
			onLevels?.(levels());
			parts.push(lines.slice());
		},
		/** All of them in one piece, or nothing. */
		take() {
			if (parts.length < 2) return parts.splice(0);
			const text = concatBytes(parts);
			parts = [];
			return [text];
		},
	};
}

export interface NamedTrace {
	readonly name: string | null;
	readonly chunks: AsyncIterable<Uint8Array>;
}

/** Lines of all traces as one log. @throws errors of the sources */
export async function* textOfTraces(
	traces: AsyncIterable<NamedTrace> | Iterable<NamedTrace>,
	form: TraceOutputOptions = {},
	onLevels?: OnLevels,
): AsyncGenerator<Uint8Array> {
	const lines = createLineTray(onLevels);
	let log: ReturnType<typeof createTraceLog> | null = null;
	for await (const {name, chunks} of traces) {
		if (log === null) log = createTraceLog(lines.sink, {...form, name});
		else log.next(name ?? '');
		for await (const chunk of chunks) {
			log.push(chunk);
			yield* lines.take();
		}
	}
	log?.end();
	yield* lines.take();
}
