/** Keeps copies of lines that may belong to a scan that began before the file. They are parsed only if such a scan ends. */
import {createRecordHeader, LINE_DIALECTS, type RecordHeader} from '../records/record-header.js';

/** Shared by all threads. When either limit is reached, the oldest lines are evicted. */
const MAX_LINES = 16 * 1024;
const MAX_TEXT = 2 * 1024 * 1024;
/** Longer messages are truncated; nothing that is parsed comes later in a line. */
const MAX_MESSAGE = 32 * 1024;

/** Initial sizes: most logs begin between scans and need room for few lines. */
const FIRST_LINES = 256;
const FIRST_TEXT = 64 * 1024;

const HAS_TIME = 1;
const HAS_HIGH_BYTES = 2;
const HAS_OFFSET = 4;
const DIALECT_SHIFT = 3;

/** Number of 32-bit fields per line. */
const NARROW = 13;
/** Number of larger fields per line: line, offset, position of its text, previous line of its thread. */
const WIDE = 4;

/** The predecessor of a thread's first line. */
export const NO_LINE = -1;

export interface PendingLines {
	/**
	 * Copies a line.
	 *
	 * @param before what this returned for the previous line of the same thread, or `NO_LINE`
	 */
	add(header: RecordHeader, before: number): number;
	/**
	 * The lines of a thread that have not been evicted, in order, without PID and TID. Each is valid only until the next
	 * is read.
	 *
	 * @param last what `add` returned for its last line
	 */
	upTo(last: number): Iterable<RecordHeader>;
}

export function createPendingLines(): PendingLines {
	return new LineRing();
}

/** All threads share one ring buffer: a log has thousands of threads, most of them with few lines. */
class LineRing implements PendingLines {
	private narrow = new Int32Array(0);
	private wide = new Float64Array(0);
	private text = new Uint8Array(0);
	/** Lines added so far. */
	private count = 0;
	/** Bytes added so far, including those skipped so that each text is contiguous. */
	private written = 0;
	private readonly header = createRecordHeader();

	add(line: RecordHeader, before: number): number {
		const {bytes, componentStart} = line;
		const messageEnd = Math.min(line.messageEnd, line.messageStart + MAX_MESSAGE);
		const length = messageEnd - componentStart;
		this.grow(length);
		if ((this.written % MAX_TEXT) + length > this.text.length) this.written += MAX_TEXT - (this.written % MAX_TEXT);
		const {narrow, wide, text} = this;
		let to = this.written % MAX_TEXT;
		// Most texts are so short that copying them is faster than creating a view.
		for (let from = componentStart; from < messageEnd; from++) text[to++] = bytes[from] ?? 0;
		const slot = slotOf(this.count);
		let at = slot * NARROW;
		narrow[at++] = line.year;
		narrow[at++] = line.month;
		narrow[at++] = line.day;
		narrow[at++] = line.hour;
		narrow[at++] = line.minute;
		narrow[at++] = line.second;
		narrow[at++] = line.ticks;
		narrow[at++] = line.fractionDigits;
		narrow[at++] = line.offsetMinutes ?? 0;
		narrow[at++] =
			(line.hasTime ? HAS_TIME : 0) |
			(line.hasHighBytes ? HAS_HIGH_BYTES : 0) |
			(line.offsetMinutes === null ? 0 : HAS_OFFSET) |
			(LINE_DIALECTS.indexOf(line.dialect) << DIALECT_SHIFT);
		narrow[at++] = line.componentEnd - componentStart;
		narrow[at++] = line.messageStart - componentStart;
		narrow[at] = messageEnd - componentStart;
		at = slot * WIDE;
		wide[at++] = line.line;
		wide[at++] = line.offset;
		wide[at++] = this.written;
		wide[at] = before;
		this.written += length;
		return this.count++;
	}

	*upTo(last: number): Generator<RecordHeader> {
		const lines: number[] = [];
		for (let line = last; this.isThere(line); line = this.wide[slotOf(line) * WIDE + 3] ?? NO_LINE) lines.push(line);
		for (const line of lines.reverse()) yield this.read(line);
	}

	private grow(length: number): void {
		const capacity = this.wide.length / WIDE;
		if (this.count === capacity && capacity < MAX_LINES) {
			const lines = Math.max(FIRST_LINES, capacity * 2);
			const [oldNarrow, oldWide] = [this.narrow, this.wide];
			this.narrow = new Int32Array(lines * NARROW);
			this.narrow.set(oldNarrow);
			this.wide = new Float64Array(lines * WIDE);
			this.wide.set(oldWide);
		}
		while (this.written + length > this.text.length && this.text.length < MAX_TEXT) {
			const old = this.text;
			this.text = new Uint8Array(Math.max(FIRST_TEXT, old.length * 2));
			this.text.set(old);
		}
	}

	private isThere(line: number): boolean {
		if (line === NO_LINE || line < this.count - MAX_LINES) return false;
		return (this.wide[slotOf(line) * WIDE + 2] ?? 0) >= this.written - MAX_TEXT;
	}

	private read(line: number): RecordHeader {
		const slot = slotOf(line);
		let at = slot * NARROW;
		const {narrow, wide} = this;
		const header = this.header;
		const next = (): number => narrow[at++] ?? 0;
		header.year = next();
		header.month = next();
		header.day = next();
		header.hour = next();
		header.minute = next();
		header.second = next();
		header.ticks = next();
		header.fractionDigits = next();
		const offsetMinutes = next();
		const flags = next();
		header.hasTime = (flags & HAS_TIME) !== 0;
		header.hasHighBytes = (flags & HAS_HIGH_BYTES) !== 0;
		header.offsetMinutes = (flags & HAS_OFFSET) === 0 ? null : offsetMinutes;
		header.dialect = LINE_DIALECTS[flags >> DIALECT_SHIFT] ?? 'etw';
		const start = (wide[slot * WIDE + 2] ?? 0) % MAX_TEXT;
		header.bytes = this.text;
		header.componentStart = start;
		header.componentEnd = start + next();
		header.messageStart = start + next();
		header.messageEnd = start + next();
		header.line = wide[slot * WIDE] ?? 0;
		header.offset = wide[slot * WIDE + 1] ?? 0;
		return header;
	}
}

/** Nothing is overwritten until the buffer has grown to its maximum size. */
function slotOf(line: number): number {
	return line % MAX_LINES;
}
