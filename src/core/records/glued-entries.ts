/** Takes entries apart that stand in one line: chats and forms lose line ends. */
import {decodeText} from '../lines/decode-text.js';
import {findEntry, setOwnText} from './dialects/pasted.js';
import {cleanText} from './pasted-text.js';
import type {RecordHeader} from './record-header.js';

/** Bytes of the shortest stamp, `2024-3-1 7:08:09`, and of columns behind it. */
const STAMP = 16;
const COLUMNS = 8;
/** Every so manieth byte is looked at: two of them are in each stamp. */
const STEP = 7;

/**
 * Whether a message may hold another entry: a stamp is a run of digits, blanks and marks without a letter, and words are
 * no such run. Looks at a seventh of the bytes.
 */
export function mayHoldEntry(bytes: Uint8Array, start: number, end: number): boolean {
	const last = end - COLUMNS;
	for (let at = start + STEP; at < last; at += STEP) {
		if (!isOfStamp(bytes[at]) || !isOfStamp(bytes[at - STEP + 1]) || !isOfStamp(bytes[at - 3])) continue;
		let from = at;
		let to = at;
		while (from > start && isOfStamp(bytes[from - 1])) from--;
		while (to < end && isOfStamp(bytes[to])) to++;
		if (to - from >= STAMP && hasTwoColons(bytes, from, to)) return true;
		at = to;
	}
	return false;
}

/** Digits, blanks, tabs and what stands between the numbers of a date and of a time. */
function isOfStamp(byte: number | undefined): boolean {
	return byte !== undefined && ((byte >= 0x2c && byte <= 0x3a) || byte === 0x20 || byte === 0x09);
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
