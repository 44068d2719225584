/** Reads a whole trace into plain values, for comparing. */
import {guidText, u64} from '../../src/core/etl/bytes.js';
import {providerName} from '../../src/core/etl/trace-events.js';
import type {TraceHeader} from '../../src/core/etl/trace-header.js';
import {readFields, readSchema} from '../../src/core/etl/tracelogging.js';
import {createTraceLog, type TraceLogEnd, type TraceOutputOptions} from '../../src/core/etl/trace-log.js';
import {createTraceReader, type TraceReader} from '../../src/core/etl/trace-reader.js';
import type {TraceClock} from '../../src/core/etl/trace-time.js';
import type {Field} from '../../src/core/etl/values.js';

export interface PlainEvent {
	readonly provider: string;
	readonly providerName: string;
	readonly pid: number;
	readonly tid: number;
	readonly rawTime: string;
	/** UTC, `2025-10-08T21:03:26.9403716Z` */
	readonly time: string;
	readonly id: number;
	readonly level: number;
	readonly keyword: bigint;
	/** `null`: without a schema. */
	readonly name: string | null;
	/** `null`: could not be decoded. */
	readonly fields: readonly Field[] | null;
}

export interface PlainTrace {
	readonly header: TraceHeader | null;
	readonly events: readonly PlainEvent[];
	readonly reader: TraceReader;
}

/** @param cuts where the bytes are cut into chunks */
export function readTrace(bytes: Uint8Array, cuts: readonly number[] = []): PlainTrace {
	let header: TraceHeader | null = null;
	let clock: TraceClock | null = null;
	const events: PlainEvent[] = [];
	const reader = createTraceReader({
		header(readHeader, readClock) {
			header = readHeader;
			clock = readClock;
		},
		event(event) {
			const schema = event.schemaEnd > event.schemaStart ? readSchema(event.bytes, event.schemaStart, event.schemaEnd) : null;
			events.push({
				provider: guidText(event.bytes, event.provider),
				providerName: providerName(event),
				pid: event.processId,
				tid: event.threadId,
				rawTime: String((BigInt(event.timeHigh) << 32n) | BigInt(event.timeLow)),
				time: timeText(clock, event.sinceStart),
				id: event.id,
				level: event.level,
				keyword: u64(event.bytes, event.keywords),
				name: schema?.name ?? null,
				fields: schema === null ? null : readFields(schema, event.bytes, event.payloadStart, event.payloadEnd),
			});
		},
	});
	for (const chunk of chunksOf(bytes, cuts)) reader.push(chunk);
	reader.end();
	return {header, events, reader};
}

function timeText(clock: TraceClock | null, sinceStart: number): string {
	const instant = {seconds: 0, ticks: 0, isKnown: false};
	clock?.read(sinceStart, instant);
	if (!instant.isKnown) return 'unknown';
	return `${new Date((instant.seconds - 11_644_473_600) * 1000).toISOString().slice(0, 19)}.${String(instant.ticks).padStart(7, '0')}Z`;
}

export function chunksOf(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
	const places = [0, ...[...cuts].sort((one, other) => one - other), bytes.length];
	return places.slice(1).map((place, index) => bytes.slice(places[index], place));
}

/** The lines that Get-WindowsUpdateLog would write, each with LF. */
export function traceLines(
	files: readonly Uint8Array[],
	form: TraceOutputOptions = {},
): {readonly text: string; readonly end: TraceLogEnd} {
	const parts: Uint8Array[] = [];
	const log = createTraceLog((lines) => parts.push(lines.slice()), form);
	files.forEach((bytes, index) => {
		if (index > 0) log.next(`file ${index + 1}`);
		log.push(bytes);
	});
	const end = log.end();
	return {text: Buffer.concat(parts).toString('utf8'), end};
}
