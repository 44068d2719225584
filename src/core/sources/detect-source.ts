/** Tells from the first bytes of a file what it is, and so how the lines of a log are to be had from it. */
import {type TracerptKind, tracerptKind} from '../etl/tracerpt/tracerpt-log.js';
import {isEventLogHead} from '../foreign-files/event-logs.js';
import {identifyBinary, isEventLogXml} from '../foreign-files/foreign-files.js';
import {isTraceHead} from '../foreign-files/traces.js';
import {detectEncoding, type Encoding} from '../lines/encoding.js';
import {headText} from './head-text.js';

/**
 * trace: an event trace, to be decoded; tracerpt: what that program made of a trace; text: to be read as a log, whatever
 * it turns out to be; event-log: a Windows event log (.evtx); foreign: bytes that are surely none of these.
 */
export type DetectedSource =
	| {readonly kind: 'trace'}
	| {readonly kind: 'event-log'}
	| {readonly kind: 'tracerpt'; readonly form: TracerptKind; readonly encoding: Encoding}
	| {readonly kind: 'text'; readonly encoding: Encoding}
	| {readonly kind: 'foreign'; readonly encoding: Encoding; readonly reason: string};

/** The signs of tracerpt stand within 8,192 characters, of three bytes at most. Decoding more would cost each log. */
const TRACERPT_BYTES = 24 * 1024;

/** @param head the first bytes of the file; 64 KiB are enough, fewer where it is shorter */
export function detectSource(head: Uint8Array): DetectedSource {
	if (isTraceHead(head)) return {kind: 'trace'};
	if (isEventLogHead(head)) return {kind: 'event-log'};
	const encoding = detectEncoding(head);
	const reason = identifyBinary(head);
	if (reason !== null) return {kind: 'foreign', encoding, reason};
	const text = headText(wholeCharacters(head, TRACERPT_BYTES), encoding);
	const form = tracerptKind(text);
	return form === null || (form === 'xml' && isEventLogXml(text)) ? {kind: 'text', encoding} : {kind: 'tracerpt', form, encoding};
}

/** As many bytes, or a few less, so that no character of UTF-8 is cut. */
function wholeCharacters(head: Uint8Array, length: number): Uint8Array {
	if (head.length <= length) return head;
	let end = length;
	while (end > length - 3 && ((head[end] as number) & 0xc0) === 0x80) end--;
	return head.subarray(0, end);
}
