/** Takes entries apart that stand in one line: chats and forms lose line ends. */
import {decodeText} from '../lines/decode-text.js';
import {findEntry, setOwnText} from './dialects/pasted.js';
import {cleanText} from './pasted-text.js';
import type {RecordHeader} from './record-header.js';

/** Bytes of the shortest stamp, `2024-3-1 7:08:09`, and of columns behind it. */
const STAMP = 16;
const COLUMNS = 8;

/** Bytes of a message that holds a stamp and columns besides its own text. */
const SHORTEST = 40;
/** In long logs only messages are looked through that are longer than most: without line ends, all entries stand in few lines. */
const LONG = 160;
const LONG_LOG_LINES = 2000;

/** @param line number of the line; as long as the log is short, each message is looked through */
export function isLongEnough(line: number, length: number, isPlain: boolean): boolean {
	return length >= (isPlain && line > LONG_LOG_LINES ? LONG : SHORTEST);
}

/** Digits, blanks, tabs and what stands between the numbers of a date and of a time: no letter is among them. */
const OF_STAMP: Uint8Array = Uint8Array.from({length: 256}, (_, byte) =>
	(byte >= 0x2c && byte <= 0x3a) || byte === 0x20 || byte === 0x09 ? 1 : 0,
);

/**
 * Two bytes at this distance are in each stamp: those that the client writes have 28 bytes with the PID behind them, and others
 * fewer.
 */
const STEP = 13;
const SHORT_STEP = 7;

/**
 * Whether a message may hold another entry: a stamp is a run of digits, blanks and marks without a letter, and words are
 * no such run.
 *
 * @param isPlain the entry that the line begins with is as the client writes it, and so are others
 */
export function mayHoldEntry(bytes: Uint8Array, start: number, end: number, isPlain: boolean): boolean {
	const step = isPlain ? STEP : SHORT_STEP;
	const last = end - COLUMNS;
	let before = 0;
	for (let at = start; at < last; at += step) {
		const now = OF_STAMP[bytes[at] as number] as number;
		if ((now & before) !== 0 && isStampAround(bytes, start, end, at)) return true;
		before = now;
	}
	return false;
}

function isStampAround(bytes: Uint8Array, start: number, end: number, at: number): boolean {
	if (!isOfStamp(bytes[at - 1]) || !isOfStamp(bytes[at - 2]) || !isOfStamp(bytes[at - 4]) || !isOfStamp(bytes[at - 6])) return false;
	let from = at;
	let to = at;
	while (from > start && isOfStamp(bytes[from - 1])) from--;
	while (to < end && isOfStamp(bytes[to])) to++;
	return to - from >= STAMP && hasTwoColons(bytes, from, to);
}

function isOfStamp(byte: number | undefined): boolean {
	return byte !== undefined && OF_STAMP[byte] === 1;
}

function hasTwoColons(bytes: Uint8Array, start: number, end: number): boolean {
	let marks = 0;
	for (let at = start; at < end; at++) if (bytes[at] === 0x3a || bytes[at] === 0x2e) marks++;
	return marks >= 2;
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
