/** Takes entries apart that stand in one line: chats and forms lose line ends. */
import {decodeText} from '../lines/decode-text.js';
import {BLANK, isDigit, TAB} from './ascii.js';
import {findEntry, setOwnText} from './dialects/pasted.js';
import {cleanText} from './pasted-text.js';
import type {RecordHeader} from './record-header.js';

/** Bytes of the shortest stamp with the process behind it, `2024-03-12 7:08:09 4 `, and of the columns that follow. */
const STAMP = 20;
const COLUMNS = 8;
/** A shorter message holds no entry beside its own words. */
const SHORTEST = 40;
/** Every so manieth byte is looked at: one of them is in each stamp. */
const STEP = STAMP - 1;

/**
 * Whether a message may hold another entry: a stamp is a run of digits, blanks and marks without a letter, and words are
 * no such run. Looks at few of the bytes, as each line of each log comes by.
 */
export function mayHoldEntry(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start < SHORTEST) return false;
	const last = end - COLUMNS;
	for (let at = start + STEP; at < last; at += STEP) {
		const byte = bytes[at] as number;
		if (byte > COLON) continue;
		const before = isOfNumber(bytes[at - 1] as number);
		const after = isOfNumber(bytes[at + 1] as number);
		// Blanks of a stamp stand alone, and nothing else in it does.
		if (isOfNumber(byte) ? !before && !after : !before || !after) continue;
		let from = at;
		let to = at;
		while (from > start && isOfStamp(bytes[from - 1])) from--;
		while (to < end && isOfStamp(bytes[to])) to++;
		if (to - from >= STAMP && hasTimeAndId(bytes, from, to)) return true;
		at = to;
	}
	return false;
}

const COLON = 0x3a;

/** Digits and the marks between them. */
function isOfNumber(byte: number): boolean {
	return byte >= 0x2c && byte <= COLON;
}

/** Digits, blanks, tabs and what stands between the numbers of a date and of a time. */
function isOfStamp(byte: number | undefined): boolean {
	return byte !== undefined && ((byte >= 0x2c && byte <= 0x3a) || byte === 0x20 || byte === 0x09);
}

/** Behind a time stands a number, which is the process: versions, vectors and other times in a message have none. */
function hasTimeAndId(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start + 1; at + 7 < end; at++) {
		const mark = bytes[at];
		if ((mark !== 0x3a && mark !== 0x2e) || bytes[at + 3] !== mark || !isDigit(bytes[at + 1]) || !isDigit(bytes[at + 2])) continue;
		for (let next = at + 6; next + 1 < end; next++) if (isBlank(bytes[next]) && isDigit(bytes[next + 1])) return true;
		return false;
	}
	return false;
}

function isBlank(byte: number | undefined): boolean {
	return byte === BLANK || byte === TAB;
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
