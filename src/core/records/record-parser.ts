/** Lines to records: reads the columns of each line, and joins what belongs together. */
import {BLANK, skipBlanks, TAB} from './ascii.js';
import {readPastedHeader, skipQuoteMarks} from './dialects/pasted.js';
import {createLineHeaderReader} from './line-header-reader.js';
import {createRecordHeader, type RecordHeader} from './record-header.js';
import {MAX_LINE_BYTES, type LineSink} from '../lines/line-splitter.js';

export interface RecordSink {
	/**
	 * One record, with its continuation lines joined to the message. Called when the next record begins, so that a
	 * wrapped line is whole. `header` is reused: copy what is kept.
	 */
	record(header: RecordHeader): void;
}

export interface RecordStats {
	lines: number;
	records: number;
	continuationLines: number;
	unparsedLines: number;
	/** Records whose continuation lines did not all fit; 0 for a line number means none. */
	longRecords: number;
	firstLongRecord: number;
	lastLongRecord: number;
	droppedBytes: number;
}

export interface RecordParser extends LineSink {
	/** Gives the last record. */
	end(): void;
	readonly stats: Readonly<RecordStats>;
}

/**
 * `  *contd (2)* `: the rest of a message that was too long for one line, in a line with full columns. Pasted lines have
 * lost the blanks before it.
 */
const CONTD = [0x2a, 0x63, 0x6f, 0x6e, 0x74, 0x64, 0x20, 0x28] as const; // '*contd ('
const CLOSING = [0x29, 0x2a] as const; // ')*'

/** A line that no dialect can read belongs to the record before it. */
export function createRecordParser(sink: RecordSink): RecordParser {
	const stats: RecordStats = {
		lines: 0,
		records: 0,
		continuationLines: 0,
		unparsedLines: 0,
		longRecords: 0,
		firstLongRecord: 0,
		lastLongRecord: 0,
		droppedBytes: 0,
	};
	let pending = createRecordHeader();
	let current = createRecordHeader();
	let hasPending = false;
	/** Holds the pending record where it must outlive its chunk or grow. Grows by doubling, never shrinks. */
	let own = new Uint8Array(4096);
	const columns = createLineHeaderReader();

	function flush(): void {
		if (!hasPending) return;
		hasPending = false;
		sink.record(pending);
	}

	/** Copies the pending record into a buffer of our own, with room for `extra` bytes. */
	function detachPending(extra: number): void {
		const isOwn = pending.bytes === own;
		const base = isOwn ? 0 : pending.componentStart;
		const length = pending.messageEnd - base;
		if (isOwn && length + extra <= own.length) return;
		const target = length + extra <= own.length ? own : new Uint8Array(Math.max(length + extra, own.length * 2));
		target.set(pending.bytes.subarray(base, pending.messageEnd));
		own = target;
		pending.bytes = own;
		pending.componentStart -= base;
		pending.componentEnd -= base;
		pending.messageStart -= base;
		pending.messageEnd = length;
	}

	/** The rest of a wrapped line. Where the line was broken stood one blank, whatever the editor left of it on either side. */
	function appendWrapped(bytes: Uint8Array, start: number, end: number, hasHighBytes: boolean): void {
		let text = start;
		while (text < end && isBlank(bytes[text])) text++;
		if (text === end) return;
		while (pending.messageEnd > pending.messageStart && isBlank(pending.bytes[pending.messageEnd - 1])) pending.messageEnd--;
		append(bytes, text, end, BLANK, hasHighBytes);
	}

	function append(bytes: Uint8Array, start: number, end: number, separator: number | null, hasHighBytes: boolean): void {
		const gap = separator === null ? 0 : 1;
		const room = MAX_LINE_BYTES - (pending.messageEnd - pending.messageStart) - gap;
		const taken = Math.min(end - start, room);
		if (taken < end - start) {
			stats.droppedBytes += end - start - Math.max(0, taken);
			if (stats.lastLongRecord !== pending.line) {
				stats.lastLongRecord = pending.line;
				stats.longRecords++;
				if (stats.firstLongRecord === 0) stats.firstLongRecord = pending.line;
			}
		}
		if (taken <= 0) return;
		detachPending(taken + gap);
		if (separator !== null) pending.bytes[pending.messageEnd] = separator;
		pending.bytes.set(bytes.subarray(start, start + taken), pending.messageEnd + gap);
		pending.messageEnd += taken + gap;
		pending.hasHighBytes ||= hasHighBytes;
	}

	return {
		stats,
		line(bytes, start, end, offset, hasHighBytes) {
			stats.lines++;
			if (columns.read(bytes, start, end, current)) {
				stats.records++;
				const rest = contdTextStart(current);
				if (rest >= 0 && hasPending && pending.pid === current.pid && pending.tid === current.tid) {
					append(current.bytes, rest, current.messageEnd, null, hasHighBytes);
					return;
				}
				current.line = stats.lines;
				current.offset = offset;
				current.hasHighBytes = hasHighBytes || current.bytes !== bytes;
				flush();
				const spare = pending;
				pending = current;
				current = spare;
				hasPending = true;
			} else if (hasPending) {
				stats.continuationLines++;
				const text = columns.current === readPastedHeader ? skipQuoteMarks(bytes, start, end) : start;
				appendWrapped(bytes, text, end, hasHighBytes);
			} else {
				stats.unparsedLines++;
			}
		},
		chunkEnd() {
			if (hasPending) detachPending(0);
		},
		end() {
			flush();
		},
	};
}

function isBlank(byte: number | undefined): boolean {
	return byte === BLANK || byte === TAB;
}

/** Where the text after `  *contd (N)* ` begins, or -1 where the message is not such a one. */
function contdTextStart(header: RecordHeader): number {
	const {bytes, messageEnd} = header;
	let at = skipBlanks(bytes, header.messageStart, messageEnd);
	for (const byte of CONTD) if (bytes[at++] !== byte) return -1;
	while (at < messageEnd && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at++;
	for (const byte of CLOSING) if (bytes[at++] !== byte) return -1;
	if (at > messageEnd) return -1;
	return bytes[at] === BLANK ? at + 1 : at;
}
