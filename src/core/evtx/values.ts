/** Values of events as the text that Windows writes for them into XML. Source: [MS-EVEN6] 2.2.18. */

/** A value in a chunk. */
export interface EventValue {
	readonly type: number;
	readonly start: number;
	readonly size: number;
}

export const BINARY_XML = 0x21;
const ARRAY = 0x80;
const STRING = 1;

/** The rest of a longer value is left out. */
const MAX_VALUE = 2000;
/** Of an array. */
const MAX_ITEMS = 100;

/** From 1601 to 1970. */
const FILETIME_EPOCH_MS = 11_644_473_600_000;
const FILETIME_PER_MS = 10_000;
const TWO_32 = 2 ** 32;

interface TypeRow {
	/** Bytes; the value is empty where it has fewer. */
	readonly size: number;
	readonly text: (view: DataView, at: number, size: number) => string;
}

/** Security identifiers and bytes are left out: nothing is told of them. */
const TYPES: Readonly<Record<number, TypeRow>> = {
	[STRING]: {size: 0, text: (view, at, size) => utf16(view, at, size >>> 1)},
	2: {size: 0, text: (view, at, size) => String.fromCharCode(...bytesOf(view, at, Math.min(size, MAX_VALUE)))},
	3: {size: 1, text: (view, at) => String(view.getInt8(at))},
	4: {size: 1, text: (view, at) => String(view.getUint8(at))},
	5: {size: 2, text: (view, at) => String(view.getInt16(at, true))},
	6: {size: 2, text: (view, at) => String(view.getUint16(at, true))},
	7: {size: 4, text: (view, at) => String(view.getInt32(at, true))},
	8: {size: 4, text: (view, at) => String(view.getUint32(at, true))},
	9: {size: 8, text: (view, at) => String(view.getBigInt64(at, true))},
	10: {size: 8, text: (view, at) => String(view.getBigUint64(at, true))},
	11: {size: 4, text: (view, at) => String(view.getFloat32(at, true))},
	12: {size: 8, text: (view, at) => String(view.getFloat64(at, true))},
	13: {size: 4, text: (view, at) => String(view.getUint32(at, true) !== 0)},
	15: {size: 16, text: guid},
	16: {size: 4, text: (view, at, size) => hex(view, at, size < 8 ? 4 : 8)},
	17: {size: 8, text: fileTime},
	18: {size: 16, text: systemTime},
	20: {size: 4, text: (view, at) => hex(view, at, 4)},
	21: {size: 8, text: (view, at) => hex(view, at, 8)},
};

/** One text; of an array, one for each item. Not escaped. */
export function valueTexts(view: DataView, {type, start, size}: EventValue): readonly string[] {
	const row = TYPES[type & ~ARRAY];
	if (row === undefined || size < row.size) return [''];
	if ((type & ARRAY) === 0) return [row.text(view, start, size)];
	if (row.size === 0) return row.text(view, start, size).split('\0', MAX_ITEMS);
	return Array.from({length: Math.min(Math.floor(size / row.size), MAX_ITEMS)}, (_, item) =>
		row.text(view, start + item * row.size, row.size),
	);
}

/** @param count characters */
export function utf16(view: DataView, at: number, count: number): string {
	return decoder.decode(bytesOf(view, at, 2 * Math.min(count, MAX_VALUE)));
}

const decoder = new TextDecoder('utf-16le');

function bytesOf(view: DataView, at: number, size: number): Uint8Array {
	return new Uint8Array(view.buffer, view.byteOffset + at, size);
}

function hex(view: DataView, at: number, size: 4 | 8): string {
	return `0x${(size === 4 ? view.getUint32(at, true) : view.getBigUint64(at, true)).toString(16)}`;
}

function guid(view: DataView, at: number): string {
	const digits = (value: number, length: number): string => value.toString(16).padStart(length, '0').toUpperCase();
	const rest = Array.from(bytesOf(view, at + 8, 8), (byte) => digits(byte, 2)).join('');
	const head = [digits(view.getUint32(at, true), 8), digits(view.getUint16(at + 4, true), 4), digits(view.getUint16(at + 6, true), 4)];
	return `{${head.join('-')}-${rest.slice(0, 4)}-${rest.slice(4)}}`;
}

/** In UTC. */
function fileTime(view: DataView, at: number): string {
	return isoTime((view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at, true)) / FILETIME_PER_MS - FILETIME_EPOCH_MS);
}

function systemTime(view: DataView, at: number): string {
	const [year = 0, month = 0, , day = 0, hour = 0, minute = 0, second = 0, ms = 0] = Array.from({length: 8}, (_, part) =>
		view.getUint16(at + 2 * part, true),
	);
	return isoTime(Date.UTC(year, month - 1, day, hour, minute, second, ms));
}

function isoTime(ms: number): string {
	const date = new Date(Math.floor(ms));
	return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
