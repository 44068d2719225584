/** The reader of Get-WindowsUpdateLog text for one line after another, fast where a line begins like the one before it. */
import type {RecordHeader} from '../record-header.js';
import {readColumns, readWindows10Header} from './windows10-text.js';

/** `yyyy/MM/dd HH:mm:ss.fffffff `: the separators are whatever those of the line before were. */
const STAMP = 28;
/** PID and TID padded to five, each with a blank. */
const COMPONENT = STAMP + 12;
/** The component, padded to fifteen, with a blank. */
const MESSAGE = COMPONENT + 16;

/** Words of four bytes: of the stamp up to the minute, and of the columns. */
const STAMP_WORDS = 4;
const COLUMN_WORDS = 7;

const HIGH_HALVES = 0xf0f0f0f0 | 0;
const DIGITS = 0x30303030;
const SIX = 0x06060606;

/** Whether the four bytes of a word are all digits: '0' to '9' are 0x30 to 0x39, and only with 6 more leave 0x3_. */
function isDigits(word: number): boolean {
	return (word & HIGH_HALVES) === DIGITS && ((word + SIX) & HIGH_HALVES) === DIGITS;
}

/**
 * Reads what `readWindows10Header` reads. Most lines of a log have the minute of the line before, and many its thread and
 * component too: four bytes at a time are compared with those of that line, and what they mean is taken from it.
 */
export class Windows10Columns {
	private bytesInView: Uint8Array | null = null;
	private view: DataView = new DataView(new ArrayBuffer(0));
	/** The beginning of the line that others are compared with, up to the minute, and what it means; 0 is no text. */
	private readonly stamp = new Int32Array(STAMP_WORDS);
	private year = 0;
	private month = 0;
	private day = 0;
	private hour = 0;
	private minute = 0;
	/** Its columns from PID to component, and what they mean. */
	private readonly columns = new Int32Array(COLUMN_WORDS);
	private pid = 0;
	private tid = 0;
	private componentLength = 0;

	read(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean {
		if (end - start <= MESSAGE) return readWindows10Header(bytes, start, end, header);
		if (bytes !== this.bytesInView) {
			this.bytesInView = bytes;
			this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		}
		const {view} = this;
		// `:SS.`, `ffff`, `fff `
		const seconds = view.getInt32(start + 16, true);
		const fraction = view.getInt32(start + 20, true);
		const rest = view.getInt32(start + 24, true);
		if (!isPlainSecond(seconds, fraction, rest) || !isSame(view, start, this.stamp)) return this.readMinute(bytes, start, end, header);
		header.dialect = 'etw';
		header.hasTime = true;
		header.year = this.year;
		header.month = this.month;
		header.day = this.day;
		header.hour = this.hour;
		header.minute = this.minute;
		header.second = ((seconds >>> 8) & 15) * 10 + ((seconds >>> 16) & 15);
		header.ticks = ticksOf(fraction, rest);
		header.fractionDigits = 7;
		header.offsetMinutes = null;
		if (!isSame(view, start + STAMP, this.columns)) return this.readColumns(bytes, start, end, header);
		header.pid = this.pid;
		header.tid = this.tid;
		header.bytes = bytes;
		header.componentStart = start + COMPONENT;
		header.componentEnd = start + COMPONENT + this.componentLength;
		header.messageStart = start + MESSAGE;
		header.messageEnd = end;
		return true;
	}

	private readMinute(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean {
		if (!readWindows10Header(bytes, start, end, header)) return false;
		learn(this.view, start, this.stamp);
		this.year = header.year;
		this.month = header.month;
		this.day = header.day;
		this.hour = header.hour;
		this.minute = header.minute;
		return true;
	}

	private readColumns(bytes: Uint8Array, start: number, end: number, header: RecordHeader): boolean {
		if (!readColumns(bytes, start + STAMP - 1, end, header)) return false;
		// Only columns that stand where they should are worth comparing: no byte of the message is among them.
		if (
			header.componentStart !== start + COMPONENT ||
			header.messageStart !== start + MESSAGE ||
			header.componentEnd === header.componentStart
		)
			return true;
		learn(this.view, start + STAMP, this.columns);
		this.pid = header.pid;
		this.tid = header.tid;
		this.componentLength = header.componentEnd - header.componentStart;
		return true;
	}
}

/** The last words differ most. */
function isSame(view: DataView, at: number, words: Int32Array): boolean {
	for (let index = words.length - 1; index >= 0; index--) if (view.getInt32(at + index * 4, true) !== words[index]) return false;
	return true;
}

function learn(view: DataView, at: number, words: Int32Array): void {
	for (let index = 0; index < words.length; index++) words[index] = view.getInt32(at + index * 4, true);
}

function isPlainSecond(seconds: number, fraction: number, rest: number): boolean {
	return (
		isDigits(fraction) &&
		isDigits((rest & 0xffffff) | 0x30000000) &&
		rest >>> 24 === 0x20 &&
		seconds >>> 24 === 0x2e &&
		(seconds & 0xff) === 0x3a &&
		isDigits(((seconds >>> 8) & 0xffff) | 0x30300000)
	);
}

function ticksOf(fraction: number, rest: number): number {
	return (
		(fraction & 15) * 1_000_000 +
		((fraction >>> 8) & 15) * 100_000 +
		((fraction >>> 16) & 15) * 10_000 +
		((fraction >>> 24) & 15) * 1000 +
		(rest & 15) * 100 +
		((rest >>> 8) & 15) * 10 +
		((rest >>> 16) & 15)
	);
}
