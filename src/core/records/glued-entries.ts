/** Takes entries apart that stand in one line: chats and forms lose line ends. */
import {decodeText} from '../lines/decode-text.js';
import {BLANK, COLON, COMMA, DOT, isDigit, TAB} from './ascii.js';
import {findEntry, setOwnText} from './dialects/pasted.js';
import {cleanText} from './pasted-text.js';
import type {RecordHeader} from './record-header.js';

/** Bytes of the shortest stamp, `2024-3-1 7:08:09`, and of columns behind it. */
const STAMP = 16;
const COLUMNS = 8;

/** Bytes of a message that holds a stamp and columns besides its own text. */
const SHORTEST = 40;
/** As long as a long log has no glued entries, only messages are looked through that are longer than most. */
const LONG = 160;
const LONG_LOG_LINES = 2000;

/**
 * @param isPlain the entry that the line begins with is as the client writes it
 * @param log what was read of it so far
 */
export function isLongEnough(length: number, isPlain: boolean, log: {readonly lines: number; readonly gluedEntries: number}): boolean {
	return length >= (isPlain && log.lines > LONG_LOG_LINES && log.gluedEntries === 0 ? LONG : SHORTEST);
}

/** Digits, blanks, tabs and what stands between the numbers of a date and of a time: no letter is among them. */
const OF_STAMP: Uint8Array = Uint8Array.from({length: 256}, (_, byte) =>
	(byte >= 0x2c && byte <= 0x3a) || byte === 0x20 || byte === 0x09 ? 1 : 0,
);

/**
 * Every stamp has a byte that is looked at, and another one so far before or behind it: a stamp that the client writes has 28
 * bytes with the PID behind it, and others have fewer.
 */
const REACH = 13;
const SHORT_REACH = 7;

/**
 * Whether a message may hold another entry: a stamp is a run of digits, blanks and marks without a letter, and words are
 * no such run.
 *
 * @param isPlain the entry that the line begins with is as the client writes it, and so are others
 */
export function mayHoldEntry(bytes: Uint8Array, start: number, end: number, isPlain: boolean): boolean {
	const reach = isPlain ? REACH : SHORT_REACH;
	const step = 2 * reach + 1;
	/** Where the last run ends that was looked at: a run is looked at once, however long it is. */
	let seen = start;
	for (let at = start + step - 1; at < end; at += step) {
		if (OF_STAMP[bytes[at] as number] === 0) continue;
		if (at >= seen && OF_STAMP[bytes[at - reach] as number] === 1) {
			seen = stampOrEnd(bytes, seen, end, at);
			if (seen === STAMP_FOUND) return true;
		}
		const ahead = at + reach;
		if (ahead >= seen && ahead < end && OF_STAMP[bytes[ahead] as number] === 1) {
			seen = stampOrEnd(bytes, seen, end, ahead);
			if (seen === STAMP_FOUND) return true;
		}
	}
	return false;
}

const STAMP_FOUND = -1;

/**
 * Looks at the run of letters of a stamp around a byte.
 *
 * @param seen where the run before it ends
 * @returns `STAMP_FOUND`, or where what was looked at ends
 */
function stampOrEnd(bytes: Uint8Array, seen: number, end: number, at: number): number {
	if (!isOfStamp(bytes[at - 1]) || !isOfStamp(bytes[at - 2]) || !isOfStamp(bytes[at - 4]) || !isOfStamp(bytes[at - 6])) return seen;
	let from = at;
	let to = at;
	while (from > seen && isOfStamp(bytes[from - 1])) from--;
	while (to < end && isOfStamp(bytes[to])) to++;
	return to - from >= STAMP && hasTimeAndNumber(bytes, from, to) ? STAMP_FOUND : to;
}

function isOfStamp(byte: number | undefined): boolean {
	return byte !== undefined && OF_STAMP[byte] === 1;
}

/** Versions and times without a number behind them are no stamps; borders of tables and other blanks may stand between. */
function hasTimeAndNumber(bytes: Uint8Array, start: number, end: number): boolean {
	let marks = 0;
	for (let at = start; at < end; at++) {
		const byte = bytes[at] as number;
		if (byte === COLON || byte === DOT) marks++;
		else if (marks >= 2 && isDigit(byte) && isGap(bytes[at - 1])) return true;
	}
	return marks >= 2 && isBorder(bytes[end] ?? 0);
}

function isGap(byte: number | undefined): boolean {
	return byte === BLANK || byte === TAB || byte === COMMA;
}

/** `|`, `;`, `"`, and what blanks of pages begin with. */
function isBorder(byte: number): boolean {
	return byte === 0x7c || byte === 0x3b || byte === 0x22 || byte === 0x26 || byte >= 0x80;
}

/**
 * Cuts the message of a record before the next entry in it.
 *
 * @returns the text of the entries that follow, each with its columns
 */
export function cutEntries(header: RecordHeader): readonly string[] {
	const {bytes, componentStart, componentEnd, messageStart, messageEnd} = header;
	const text = cleanText(decodeText(bytes, messageStart, messageEnd, true));
	const starts: number[] = [];
	for (let entry = findCertain(text, 0); entry !== null; entry = findCertain(text, (starts.at(-1) ?? 0) + STAMP)) starts.push(entry);
	if (starts.length === 0) return [];
	setOwnText(header, decodeText(bytes, componentStart, componentEnd, true), text.slice(0, starts[0]).trimEnd());
	return starts.map((start, index) => text.slice(start, starts[index + 1]).trimEnd());
}

function findCertain(text: string, from: number): number | null {
	for (
		let entry = findEntry(text, from, text.length);
		entry !== null;
		entry = findEntry(text, entry.columns.index + COLUMNS, text.length)
	) {
		if (entry.isCertain) return entry.start;
	}
	return null;
}
