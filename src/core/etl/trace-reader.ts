/** Reads one trace: bytes to buffers to records to events, and what is odd about it counted on the way. */
import {type BufferStats, createBufferReader, HEADER_BUFFER} from './buffers.js';
import {createTraceEvent, readEvent, type TraceEvent} from './trace-events.js';
import {KIND, walkRecords} from './trace-records.js';
import {readTraceHeader, type TraceHeader} from './trace-header.js';
import {createTraceClock, type TraceClock} from './trace-time.js';
import {readWppTime} from './wpp.js';

export interface TraceSink {
	/** Comes before all events; `null`: the header is damaged. */
	header(header: TraceHeader | null, clock: TraceClock): void;
	/** An event in the order of the file, which is not that of time. The struct is used again: copy what is kept. */
	event(event: TraceEvent): void;
}

export interface TraceStats {
	/** Records by their kind. */
	readonly kinds: Uint32Array;
	/** Buffers and events that could not be read to their end. */
	damagedBuffers: number;
	damagedEvents: number;
	/** WPP messages with a time; ticks of the clock since the header. */
	firstMessage: number | null;
	lastMessage: number | null;
	/** Numbers of the buffers that hold events. */
	readonly sequence: {least: number; most: number; count: number};
}

export interface TraceReader {
	push(chunk: Uint8Array): void;
	end(): void;
	/** It does not begin as a trace does, or nothing more of it can be read. */
	readonly isLost: boolean;
	/** The bytes so far end between two buffers. */
	readonly isWhole: boolean;
	readonly stats: Readonly<TraceStats>;
	readonly bufferStats: Readonly<BufferStats>;
}

/**
 * Memory is that of one buffer. Never throws on any input: what cannot be read is counted.
 */
export function createTraceReader(sink: TraceSink): TraceReader {
	const stats: TraceStats = {
		kinds: new Uint32Array(256),
		damagedBuffers: 0,
		damagedEvents: 0,
		firstMessage: null,
		lastMessage: null,
		sequence: {least: Number.POSITIVE_INFINITY, most: 0, count: 0},
	};
	const event = createTraceEvent();
	let clock: TraceClock = createTraceClock(null);
	let isFirstRecord = true;

	function first(kind: number, bytes: Uint8Array, start: number, end: number): void {
		isFirstRecord = false;
		const header = kind === KIND.system32 || kind === KIND.system64 ? readTraceHeader(bytes, start, end) : null;
		clock = createTraceClock(header);
		if (header !== null) buffers.expect(header);
		sink.header(header, clock);
	}

	function visit(kind: number, bytes: Uint8Array, start: number, end: number): void {
		stats.kinds[kind] = (stats.kinds[kind] ?? 0) + 1;
		if (isFirstRecord) first(kind, bytes, start, end);
		if (kind === KIND.event64 || kind === KIND.event32) {
			if (!readEvent(bytes, start, end, event)) {
				stats.damagedEvents++;
				return;
			}
			event.sinceStart = clock.sinceStart(event.timeLow, event.timeHigh);
			sink.event(event);
		} else if (kind === KIND.message) {
			const time = readWppTime(bytes, start, end);
			if (time === null) return;
			const at = clock.sinceStart(time.timeLow, time.timeHigh);
			stats.firstMessage = Math.min(stats.firstMessage ?? at, at);
			stats.lastMessage = Math.max(stats.lastMessage ?? at, at);
		}
	}

	const buffers = createBufferReader({
		buffer(bytes, start, end, sequence, type) {
			event.sequence = sequence;
			if (type !== HEADER_BUFFER) {
				const known = stats.sequence;
				known.least = Math.min(known.least, sequence);
				known.most = Math.max(known.most, sequence);
				known.count++;
			}
			if (!walkRecords(bytes, start, end, visit)) stats.damagedBuffers++;
		},
	});

	return {
		stats,
		bufferStats: buffers.stats,
		push: buffers.push,
		end: buffers.end,
		get isLost() {
			return buffers.isLost;
		},
		get isWhole() {
			return buffers.isWhole;
		},
	};
}
