/** The bytes of a file, or the text of a trace in place of its bytes. */
import {createTraceLog, type TraceForm} from '../../core/etl/trace-log.js';
import {isTraceHead} from '../../core/neighbours/traces.js';

/** So many bytes tell a trace. */
const HEAD_BYTES = 0x4c;

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
		else yield* rest();
	} finally {
		await iterator.return?.();
	}
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
