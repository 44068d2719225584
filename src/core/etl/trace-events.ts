/** One event: the columns of its header, and where its schema, its provider's name and its payload stand. */
import {nulAt, u16, u32, u64, utf8Text} from './bytes.js';

/** A mutable struct that is used for one event after another, so that reading an event allocates nothing. */
export interface TraceEvent {
	/** Valid, as all places below, only while the event is handed over. */
	bytes: Uint8Array;
	processId: number;
	threadId: number;
	timeLow: number;
	timeHigh: number;
	/** Ticks of the trace's clock since its header was written. */
	sinceStart: number;
	/** Number of the buffer in its session. */
	sequence: number;
	/** Where the 16 bytes of its GUID stand. */
	provider: number;
	id: number;
	version: number;
	channel: number;
	level: number;
	opcode: number;
	task: number;
	/** Where the eight bytes of its keywords stand. */
	keywords: number;
	activity: number;
	/** Of the TraceLogging schema, without its length; both 0: the event has none. */
	schemaStart: number;
	schemaEnd: number;
	/** Of the name of the provider in its traits; both 0: it is not told. */
	nameStart: number;
	nameEnd: number;
	payloadStart: number;
	payloadEnd: number;
}

export function createTraceEvent(): TraceEvent {
	return {
		bytes: new Uint8Array(0),
		processId: 0,
		threadId: 0,
		timeLow: 0,
		timeHigh: 0,
		sinceStart: 0,
		sequence: 0,
		provider: 0,
		id: 0,
		version: 0,
		channel: 0,
		level: 0,
		opcode: 0,
		task: 0,
		keywords: 0,
		activity: 0,
		schemaStart: 0,
		schemaEnd: 0,
		nameStart: 0,
		nameEnd: 0,
		payloadStart: 0,
		payloadEnd: 0,
	};
}

const EVENT_HEADER = 80;
const HAS_EXTENDED_ITEMS = 1;

/** EVENT_HEADER_EXT_TYPE_EVENT_SCHEMA_TL and …_PROV_TRAITS (evntcons.h). */
const SCHEMA_ITEM = 11;
const TRAITS_ITEM = 12;
const ITEM_HEADER = 8;

/**
 * EVENT_HEADER as it lies in a file: as in evntcons.h, but that the thread comes before the process, and that extended
 * items stand between the header and the payload.
 *
 * @returns false where the record is damaged
 */
export function readEvent(bytes: Uint8Array, start: number, end: number, event: TraceEvent): boolean {
	if (end - start < EVENT_HEADER) return false;
	event.bytes = bytes;
	event.threadId = u32(bytes, start + 8);
	event.processId = u32(bytes, start + 12);
	event.timeLow = u32(bytes, start + 16);
	event.timeHigh = u32(bytes, start + 20);
	event.provider = start + 24;
	event.id = u16(bytes, start + 40);
	event.version = bytes[start + 42] as number;
	event.channel = bytes[start + 43] as number;
	event.level = bytes[start + 44] as number;
	event.opcode = bytes[start + 45] as number;
	event.task = u16(bytes, start + 46);
	event.keywords = start + 48;
	event.activity = start + 64;
	event.schemaStart = event.schemaEnd = event.nameStart = event.nameEnd = 0;
	event.payloadStart = start + EVENT_HEADER;
	event.payloadEnd = end;
	return (u16(bytes, start + 4) & HAS_EXTENDED_ITEMS) === 0 || readItems(bytes, start + EVENT_HEADER, end, event);
}

function readItems(bytes: Uint8Array, start: number, end: number, event: TraceEvent): boolean {
	for (let at = start; ; ) {
		if (end - at < ITEM_HEADER) return false;
		const size = u16(bytes, at);
		const dataSize = u16(bytes, at + 6);
		if (size < ITEM_HEADER || size > end - at || dataSize > size - ITEM_HEADER) return false;
		const data = at + ITEM_HEADER;
		switch (u16(bytes, at + 2)) {
			case SCHEMA_ITEM:
				event.schemaStart = Math.min(data + 2, data + dataSize);
				event.schemaEnd = data + Math.min(dataSize, u16(bytes, data));
				break;
			case TRAITS_ITEM:
				event.nameStart = Math.min(data + 2, data + dataSize);
				event.nameEnd = nulAt(bytes, event.nameStart, data + dataSize);
				break;
		}
		const hasNext = (bytes[at + 4] as number) & 1;
		at += size;
		if (hasNext === 0) {
			event.payloadStart = at;
			return event.schemaStart <= event.schemaEnd;
		}
	}
}

/** '' where the event does not tell it. */
export function providerName({bytes, nameStart, nameEnd}: TraceEvent): string {
	return utf8Text(bytes, nameStart, nameEnd);
}

/** As the event log prints them: `0x8000000000000001` */
export function keywordsText({bytes, keywords}: TraceEvent): string {
	return `0x${u64(bytes, keywords).toString(16)}`;
}
