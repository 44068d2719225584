/** Lines to records: reads the columns of each line, and joins what belongs together. */
import {BLANK, skipBlanks, TAB} from './ascii.js';
import {readNoColumnsHeader} from './dialects/no-columns.js';
import {mayHoldTime, readPastedHeader, setOwnText, skipQuoteMarks} from './dialects/pasted.js';
import {canonicalComponent} from './components.js';
import {cutEntries, isLongEnough, mayHoldEntry} from './glued-entries.js';
import {readLegacyHeader} from './dialects/legacy.js';
import {readWindows10Header} from './dialects/windows10-text.js';
import {createLineHeaderReader} from './line-header-reader.js';
import {
	cleanText,
	decodeQuotedPrintable,
	endsInBreak,
	hasOddEnd,
	isMarkup,
	isQuotedPrintable,
	mayBeChanged,
	mayBeQuotedPrintable,
	mayHoldOtherBlanks,
} from './pasted-text.js';
import {createRecordHeader, type Guess, type HeaderReader, type RecordHeader} from './record-header.js';
import {createWrapWidth} from './wrapped-lines.js';
import {decodeText} from '../lines/decode-text.js';
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
	/** Further entries in lines that hold several, and the first such line. */
	gluedEntries: number;
	firstGluedLine: number;
	continuationLines: number;
	/** Lines before the first record, and those later that go on nowhere. */
	unparsedLines: number;
	/** Those of them that look like entries. */
	unread: LineCount;
	/** The others that are not blank, such as the words of a mail. */
	otherText: LineCount;
	/** Records that lack columns. */
	guessed: Partial<Record<Guess, LineCount>>;
	/** Records whose continuation lines did not all fit; 0 for a line number means none. */
	longRecords: number;
	firstLongRecord: number;
	lastLongRecord: number;
	droppedBytes: number;
}

export interface RecordParser extends LineSink {
	/** Gives the last record. */
	end(): void;
	/** The dialect of the lines, where they are as the client or the cmdlet writes them and nothing before matters to the next one. */
	readonly plainDialect: 'etw' | 'legacy' | null;
	/** So many such lines were left out, each a record that nothing is added to. */
	skip(lines: number): void;
	readonly stats: Readonly<RecordStats>;
}

/**
 * `  *contd (2)* `: the rest of a message that was too long for one line, in a line with full columns. Pasted lines have
 * lost the blanks before it.
 */
const CONTD = [0x2a, 0x63, 0x6f, 0x6e, 0x74, 0x64, 0x20, 0x28] as const; // '*contd ('
const CLOSING = [0x29, 0x2a] as const; // ')*'

/** Where the first line of a kind is, and how many there are; 0 for a line means none. */
interface LineCount {
	readonly count: number;
	readonly firstLine: number;
}

const encoder: TextEncoder = new TextEncoder();

/** Beginning of the words that a scan begins with, `* START *` and `** START **`. */
const SCAN_START = /^\*{1,2} {1,2}START/;

/**
 * A line that no dialect can read belongs to the record before it, unless it plainly is an entry of its own.
 *
 * A line without columns is given the thread and time of the record before it; the beginning of a scan those of the
 * record behind it, whose thread it began on.
 */
export function createRecordParser(sink: RecordSink): RecordParser {
	return new LineJoiner(sink);
}

class LineJoiner implements RecordParser {
	readonly stats: RecordStats = {
		lines: 0,
		records: 0,
		gluedEntries: 0,
		firstGluedLine: 0,
		continuationLines: 0,
		unparsedLines: 0,
		unread: {count: 0, firstLine: 0},
		otherText: {count: 0, firstLine: 0},
		guessed: {},
		longRecords: 0,
		firstLongRecord: 0,
		lastLongRecord: 0,
		droppedBytes: 0,
	};
	private readonly sink: RecordSink;
	private pending = createRecordHeader();
	private current = createRecordHeader();
	private hasPending = false;
	/** The pending record begins a scan and has no columns: it waits for those of the next record. */
	private isWaiting = false;
	/** Holds the pending record where it must outlive its chunk or grow. Grows by doubling, never shrinks. */
	private own = new Uint8Array(4096);
	private readonly columns = createLineHeaderReader();
	private readonly wrap = createWrapWidth();
	private lastLength = 0;
	private lastLead = '';
	/** A line of the file had markup in it. */
	private isMarkup = false;
	/** The file is the source of a mail; and its last line goes on in the next one. */
	private isQuotedPrintable = false;
	private isBroken = false;

	constructor(sink: RecordSink) {
		this.sink = sink;
	}

	line(bytes: Uint8Array, start: number, end: number, offset: number, hasHighBytes: boolean): void {
		const {stats} = this;
		stats.lines++;
		if (this.readColumns(bytes, start, end)) {
			stats.records++;
			this.addRecord(bytes, end - start, offset, hasHighBytes);
		} else if (isUnreadEntry(bytes, start, end) || isBinary(bytes, start, end)) {
			stats.unparsedLines++;
			stats.unread = counted(stats.unread, stats.lines);
		} else if (this.hasPending) {
			stats.continuationLines++;
			this.addContinuation(bytes, start, end, hasHighBytes);
		} else {
			stats.unparsedLines++;
			if (!isBlankLine(bytes, start, end)) stats.otherText = counted(stats.otherText, stats.lines);
		}
		this.lastLength = end - start;
		if (this.isQuotedPrintable) this.isBroken = endsInBreak(bytes, start, end);
	}

	chunkEnd(): void {
		if (this.hasPending) this.detachPending(0);
	}

	end(): void {
		this.flush();
	}

	get plainDialect(): 'etw' | 'legacy' | null {
		if (this.isMarkup || this.isQuotedPrintable || this.isWaiting || this.lastLead !== '') return null;
		const {current} = this.columns;
		return current === readWindows10Header ? 'etw' : current === readLegacyHeader ? 'legacy' : null;
	}

	skip(lines: number): void {
		this.flush();
		this.stats.lines += lines;
		this.stats.records += lines;
	}

	private readColumns(bytes: Uint8Array, start: number, end: number): boolean {
		const {current} = this;
		current.lead = '';
		current.guess = null;
		return this.columns.read(bytes, start, end, current);
	}

	/** @param bytes of the line; those of the record are others where it was changed */
	private addRecord(bytes: Uint8Array, lineLength: number, offset: number, hasHighBytes: boolean): void {
		const {current} = this;
		if (current.lead !== this.lastLead) this.addLead(current.lead);
		// Most lines are as the client writes them: their ends show that nothing needs to be undone.
		const isChangedFile = this.isMarkup || this.isQuotedPrintable;
		if (current.bytes === bytes && (hasHighBytes || isChangedFile || hasOddEnd(bytes, current.messageStart, current.messageEnd)))
			this.tidy(current, hasHighBytes, lineLength);
		if (this.mayHoldEntry(current.bytes === bytes)) this.addEntries(bytes, offset, hasHighBytes);
		else this.addEntry(bytes, offset, hasHighBytes);
	}

	private mayHoldEntry(isPlain: boolean): boolean {
		const {bytes, messageStart, messageEnd} = this.current;
		return isLongEnough(messageEnd - messageStart, isPlain, this.stats) && mayHoldEntry(bytes, messageStart, messageEnd, isPlain);
	}

	private addEntries(bytes: Uint8Array, offset: number, hasHighBytes: boolean): void {
		const more = cutEntries(this.current);
		this.addEntry(bytes, offset, hasHighBytes);
		for (const entry of more) this.addGlued(encoder.encode(entry), offset);
	}

	private addGlued(bytes: Uint8Array, offset: number): void {
		const {stats} = this;
		if (!this.readColumns(bytes, 0, bytes.length)) return;
		if (stats.gluedEntries++ === 0) stats.firstGluedLine = stats.lines;
		this.addEntry(bytes, offset, true);
	}

	private addEntry(bytes: Uint8Array, offset: number, hasHighBytes: boolean): void {
		const {current, pending} = this;
		const rest = contdTextStart(current);
		if (rest >= 0 && this.hasPending && pending.pid === current.pid && pending.tid === current.tid) {
			this.append(current.bytes, rest, current.messageEnd, null, hasHighBytes);
			return;
		}
		current.line = this.stats.lines;
		current.offset = offset;
		current.hasHighBytes = hasHighBytes || current.bytes !== bytes;
		if (current.guess !== null) this.addGuess(current, current.guess);
		else if (this.isWaiting) copyColumns(current, pending);
		this.flush();
		this.current = pending;
		this.pending = current;
		this.hasPending = true;
		this.isWaiting = current.guess === 'columns' && isScanStart(current);
	}

	/** What a record without columns can be given is that of its neighbors. */
	private addGuess(header: RecordHeader, guess: Guess): void {
		const {guessed, lines} = this.stats;
		guessed[guess] = counted(guessed[guess] ?? {count: 0, firstLine: 0}, lines);
		if (guess === 'columns' && this.hasPending) copyColumns(this.pending, header);
	}

	/** The message of a line with clean columns, as it was before a page, a mail or an editor changed it. */
	private tidy(header: RecordHeader, hasHighBytes: boolean, length: number): void {
		if (header.bytes[header.messageStart] === BRACKET && header.componentEnd - header.componentStart >= SOURCE_LETTERS)
			takeBracketed(header);
		const {bytes, componentStart, componentEnd, messageStart, messageEnd} = header;
		if (this.isQuotedPrintable || mayBeQuotedPrintable(bytes, messageStart, messageEnd)) {
			const quoted = decodeText(bytes, messageStart, messageEnd, true);
			this.isQuotedPrintable ||= isQuotedPrintable(quoted, length);
			if (this.isQuotedPrintable) {
				setOwnText(header, decodeText(bytes, componentStart, componentEnd, true), decodeQuotedPrintable(quoted));
				return;
			}
		}
		if (
			!this.isMarkup &&
			!mayBeChanged(bytes, messageStart, messageEnd) &&
			!(hasHighBytes && mayHoldOtherBlanks(bytes, messageStart, messageEnd))
		)
			return;
		const text = decodeText(bytes, messageStart, messageEnd, true);
		const cleaned = cleanText(text);
		if (cleaned === text) return;
		this.isMarkup ||= isMarkup(text);
		setOwnText(header, decodeText(bytes, componentStart, componentEnd, true), cleaned.trimEnd());
	}

	/**
	 * What stood before the columns is the end of the record before where the line was broken within it. What stands before
	 * each line, such as the columns of another log, is not.
	 */
	private addLead(lead: string): void {
		const isRepeated = lead.slice(0, LEAD_LETTERS) === this.lastLead.slice(0, LEAD_LETTERS);
		this.lastLead = lead;
		if (lead === '' || isRepeated || !this.hasPending || OTHER_LOG.test(lead)) return;
		const bytes = encoder.encode(lead);
		this.appendWrapped(bytes, 0, bytes.length, true);
	}

	private addContinuation(bytes: Uint8Array, start: number, end: number, hasHighBytes: boolean): void {
		const text = LATE_READERS.has(this.columns.current) ? skipQuoteMarks(bytes, start, end) : start;
		if (this.isQuotedPrintable) {
			const own = encoder.encode(decodeQuotedPrintable(decodeText(bytes, text, end, true)));
			if (this.isBroken) this.append(own, 0, own.length, null, true);
			else this.appendWrapped(own, 0, own.length, true);
			return;
		}
		const isBlank = isBlankLine(bytes, start, end);
		if (!isBlank && this.wrap.breaksWord(this.lastLength)) this.append(bytes, text, end, null, hasHighBytes);
		else this.appendWrapped(bytes, text, end, hasHighBytes);
	}

	private flush(): void {
		if (!this.hasPending) return;
		this.hasPending = false;
		this.sink.record(this.pending);
	}

	/** Copies the pending record into a buffer of our own, with room for `extra` bytes. */
	private detachPending(extra: number): void {
		const {pending} = this;
		const own = this.own;
		const isOwn = pending.bytes === own;
		const base = isOwn ? 0 : pending.componentStart;
		const length = pending.messageEnd - base;
		if (isOwn && length + extra <= own.length) return;
		const target = length + extra <= own.length ? own : new Uint8Array(Math.max(length + extra, own.length * 2));
		target.set(pending.bytes.subarray(base, pending.messageEnd));
		this.own = target;
		pending.bytes = target;
		pending.componentStart -= base;
		pending.componentEnd -= base;
		pending.messageStart -= base;
		pending.messageEnd = length;
	}

	/** The rest of a wrapped line. Where the line was broken stood one blank, whatever the editor left of it on either side. */
	private appendWrapped(bytes: Uint8Array, start: number, end: number, hasHighBytes: boolean): void {
		const {pending} = this;
		let text = start;
		while (text < end && isBlank(bytes[text])) text++;
		if (text === end) return;
		while (pending.messageEnd > pending.messageStart && isBlank(pending.bytes[pending.messageEnd - 1])) pending.messageEnd--;
		this.append(bytes, text, end, BLANK, hasHighBytes);
	}

	private append(bytes: Uint8Array, start: number, end: number, separator: number | null, hasHighBytes: boolean): void {
		const {pending, stats} = this;
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
		this.detachPending(taken + gap);
		if (separator !== null) pending.bytes[pending.messageEnd] = separator;
		pending.bytes.set(bytes.subarray(start, start + taken), pending.messageEnd + gap);
		pending.messageEnd += taken + gap;
		pending.hasHighBytes ||= hasHighBytes;
	}
}

/** So many letters tell what stands before each line of a text from the end of a record. */
const LEAD_LETTERS = 3;
/** Stamps and priorities that other logs put before a line. */
const OTHER_LOG = /^<\d{1,3}>|\d\d:\d\d:\d\d/;

/** Bytes of a time. */
const STAMP = 12;

/** Of lines that may be quoted. */
const LATE_READERS: ReadonlySet<HeaderReader> = new Set([readPastedHeader, readNoColumnsHeader]);

const BRACKET = 0x5b;
const SOURCE_LETTERS = 3;
/** Digits, `c`, `h`, `p` and `x`. */
const SOURCE_ENDS: ReadonlySet<number | undefined> = new Set(encoder.encode('0123456789:chpx'));
const SOURCE_FILE = /[_.](?:cpp|cxx|c|h):?\d{0,6}$/;
const BRACKETED = /^\[([A-Za-z]\w{0,31})\]\s{0,8}/;

/** Internal trace decoders print the source file where the component stands elsewhere, and that in brackets behind it. */
function takeBracketed(header: RecordHeader): void {
	const {bytes, componentStart, componentEnd, messageStart, messageEnd} = header;
	// Nearly all components are told by their last letter.
	if (!SOURCE_ENDS.has(bytes[componentEnd - 1])) return;
	if (!SOURCE_FILE.test(decodeText(bytes, componentStart, componentEnd, true))) return;
	const text = decodeText(bytes, messageStart, messageEnd, true);
	const [all = '', component = ''] = BRACKETED.exec(text) ?? [];
	if (canonicalComponent(component) !== null) setOwnText(header, component, text.slice(all.length));
}

/** What a record without columns is given by its neighbor. */
function copyColumns(from: RecordHeader, to: RecordHeader): void {
	to.pid = from.pid;
	to.tid = from.tid;
	to.hasTime = from.hasTime;
	to.year = from.year;
	to.month = from.month;
	to.day = from.day;
	to.hour = from.hour;
	to.minute = from.minute;
	to.second = from.second;
	to.ticks = from.ticks;
	to.fractionDigits = from.fractionDigits;
}

/** Letters of a line that show whether it is an entry, and of what its time may stand behind. */
const BEGINNING = 240;
const TIME_BEFORE = 40;
const WORDS_BEFORE = 3;

const ENTRY_TIME = /(?<!\d)\d{1,2}[:.h]\d\d[:.m]\d\d(?!\d)/;
/** Words that other programs do not write beside a time. */
const ENTRY_WORDS = /\*FAILED\*|\* {1,2}(?:START|END) {1,2}\*|\b(?:0x)?80[0-9A-F]{6}\b/;

/**
 * Whether a line that no dialect reads is an entry all the same, and goes on nowhere: it begins with a time, in columns that are
 * not known, and has a component or words of the client behind it.
 */
function isUnreadEntry(bytes: Uint8Array, start: number, end: number): boolean {
	if (!mayHoldTime(bytes, start, Math.min(end, start + TIME_BEFORE + STAMP))) return false;
	const text = decodeText(bytes, start, Math.min(end, start + BEGINNING), true);
	const time = ENTRY_TIME.exec(text);
	if (time === null || time.index > TIME_BEFORE) return false;
	if ((text.slice(0, time.index).match(/[A-Za-z]+/g) ?? []).length > WORDS_BEFORE) return false;
	const rest = text.slice(time.index + time[0].length);
	return ENTRY_WORDS.test(rest) || (rest.match(COMPONENT_WORD) ?? []).some((word) => canonicalComponent(word) !== null);
}

const COMPONENT_WORD = /(?<![\w.])[A-Z][A-Za-z0-9_]{1,31}(?=[\s|\]:,;])/g;

/** One byte in so many is a control character where a line is no text: no message has that many. */
const BYTES_PER_CONTROL = 8;
const FEWEST_CONTROLS = 2;

/** Whether a line is of something else than text, such as a file that was copied behind a log. Zeros alone are room that was never used. */
function isBinary(bytes: Uint8Array, start: number, end: number): boolean {
	let controls = 0;
	for (let at = start; at < end; at++) {
		const byte = bytes[at] as number;
		if (byte !== 0 && byte < BLANK && byte !== TAB && byte !== ESCAPE) controls++;
	}
	return controls >= FEWEST_CONTROLS && controls * BYTES_PER_CONTROL >= end - start;
}

const ESCAPE = 0x1b;

function counted({count, firstLine}: LineCount, line: number): LineCount {
	return {count: count + 1, firstLine: firstLine === 0 ? line : firstLine};
}

function isScanStart({bytes, messageStart, messageEnd}: RecordHeader): boolean {
	return SCAN_START.test(decodeText(bytes, messageStart, Math.min(messageEnd, messageStart + 16), true));
}

function isBlankLine(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (!isBlank(bytes[at])) return false;
	return true;
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
