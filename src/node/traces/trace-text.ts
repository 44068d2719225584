/** The bytes of a file; where it is a trace, or the XML of one, the lines of that in their place. */
import {createTraceLog, type TraceForm} from '../../core/etl/trace-log.js';
import {createTracerptXml, isTracerptXml} from '../../core/etl/tracerpt-xml.js';
import {detectEncoding} from '../../core/lines/encoding.js';
import {createUtf16Transcoder} from '../../core/lines/utf16-transcoder.js';
import {isTraceHead} from '../../core/neighbours/traces.js';

/** So many bytes tell a trace, and its XML in UTF-16. */
const HEAD_BYTES = 512;

/** Whether lines of the file are not those that stand in it. */
export function isMadeIntoText(head: Uint8Array): boolean {
	return isTraceHead(head) || isXmlHead(head);
}

function isXmlHead(head: Uint8Array): boolean {
	const {form, markLength} = detectEncoding(head);
	return isTracerptXml(new TextDecoder(form === 'bytes' ? 'utf-8' : form).decode(head.subarray(markLength, markLength + HEAD_BYTES)));
}

/** Each chunk is the caller's until the next. @throws errors of the source */
export async function* textOfTrace(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const iterator = chunks[Symbol.asyncIterator]();
	try {
		let head: Uint8Array = new Uint8Array(0);
		let isEnd = false;
		while (head.length < HEAD_BYTES && !isEnd) {
			const next = await iterator.next();
			if (next.done === true) isEnd = true;
			else head = Buffer.concat([head, next.value]);
		}
		const rest = async function* (): AsyncGenerator<Uint8Array> {
			if (head.length > 0) yield head;
			for (;;) {
				const next = await iterator.next();
				if (next.done === true) return;
				yield next.value;
			}
		};
		if (isTraceHead(head)) yield* textOfTraces([{name: null, chunks: rest()}]);
		else if (isXmlHead(head)) yield* textOfXml(rest(), head);
		else yield* rest();
	} finally {
		await iterator.return?.();
	}
}

async function* textOfXml(chunks: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncGenerator<Uint8Array> {
	const {form, markLength} = detectEncoding(head);
	const parts: Uint8Array[] = [];
	const xml = createTracerptXml((lines) => parts.push(lines));
	const transcoder = form === 'bytes' ? null : createUtf16Transcoder(form === 'utf-16le', xml.push);
	let skipped = markLength;
	for await (const chunk of chunks) {
		(transcoder ?? xml).push(chunk.subarray(skipped));
		skipped = 0;
		yield* parts.splice(0);
	}
	transcoder?.end();
	xml.end();
	yield* parts;
}

export interface NamedTrace {
	readonly name: string | null;
	readonly chunks: AsyncIterable<Uint8Array>;
}

/** Lines of all traces, one file after the other. @throws errors of the sources */
export async function* textOfTraces(traces: AsyncIterable<NamedTrace> | Iterable<NamedTrace>, form: TraceForm = {}): AsyncGenerator<Uint8Array> {
	let parts: Uint8Array[] = [];
	let log: ReturnType<typeof createTraceLog> | null = null;
	const take = (): Uint8Array => {
		const text = Buffer.concat(parts);
		parts = [];
		return text;
	};
	for await (const {name, chunks} of traces) {
		if (log === null) log = createTraceLog((lines) => parts.push(lines.slice()), {...form, name});
		else log.next(name ?? '');
		for await (const chunk of chunks) {
			log.push(chunk);
			if (parts.length > 0) yield take();
		}
	}
	log?.end();
	if (parts.length > 0) yield take();
}
