/** The values of a TraceLogging payload, by their in-type; they stand one after another without alignment. */
import {guidText, hexText, nul16At, nulAt, u16, u32, u64, utf16Text, utf8Text} from './bytes.js';
import {decodeText} from '../lines/decode-text.js';

export type FieldValue = string | number | bigint | null | readonly FieldValue[] | StructValue;

export interface StructValue {
	readonly fields: readonly Field[];
}

export interface Field {
	readonly name: string;
	readonly inType: number;
	readonly outType: number;
	readonly value: FieldValue;
}

/** TlgIn… of TraceLoggingProvider.h. */
export const INT = {
	null: 0,
	utf16: 1,
	string: 2,
	int8: 3,
	uint8: 4,
	int16: 5,
	uint16: 6,
	int32: 7,
	uint32: 8,
	int64: 9,
	uint64: 10,
	float: 11,
	double: 12,
	bool32: 13,
	binary: 14,
	guid: 15,
	filetime: 17,
	systemtime: 18,
	sid: 19,
	hex32: 20,
	hex64: 21,
	countedUtf16: 22,
	countedString: 23,
	struct: 24,
	countedBinary: 25,
} as const;

/** Out-type of 8-bit strings that are UTF-8; others are in the code page of the PC. */
const OUT_UTF8 = 35;

/** Out-type of a byte that is true or false (TlgOutBOOLEAN). */
const OUT_BOOLEAN = 3;

export function isTruthValue({inType, outType}: Pick<Field, 'inType' | 'outType'>): boolean {
	return inType === INT.bool32 || (inType === INT.uint8 && outType === OUT_BOOLEAN);
}

export interface Cursor {
	readonly bytes: Uint8Array;
	at: number;
	readonly end: number;
	/** How many more values an event may have. */
	values: number;
}

/** Given room for its bytes: the place is within the payload. */
type ReadFixed = (bytes: Uint8Array, at: number) => FieldValue;

const FIXED: Readonly<Record<number, {readonly size: number; readonly read: ReadFixed}>> = {
	[INT.null]: {size: 0, read: () => null},
	[INT.int8]: {size: 1, read: (bytes, at) => ((bytes[at] as number) << 24) >> 24},
	[INT.uint8]: {size: 1, read: (bytes, at) => bytes[at] as number},
	[INT.int16]: {size: 2, read: (bytes, at) => (u16(bytes, at) << 16) >> 16},
	[INT.uint16]: {size: 2, read: u16},
	[INT.int32]: {size: 4, read: (bytes, at) => u32(bytes, at) | 0},
	[INT.uint32]: {size: 4, read: u32},
	[INT.int64]: {size: 8, read: (bytes, at) => BigInt.asIntN(64, u64(bytes, at))},
	[INT.uint64]: {size: 8, read: u64},
	[INT.float]: {size: 4, read: (bytes, at) => viewOf(bytes, at, 4).getFloat32(0, true)},
	[INT.double]: {size: 8, read: (bytes, at) => viewOf(bytes, at, 8).getFloat64(0, true)},
	[INT.bool32]: {size: 4, read: u32},
	[INT.guid]: {size: 16, read: guidText},
	[INT.filetime]: {size: 8, read: u64},
	[INT.systemtime]: {size: 16, read: systemTimeText},
	[INT.hex32]: {size: 4, read: u32},
	[INT.hex64]: {size: 8, read: u64},
};

/** Moves on by what it reads. `undefined`: it does not fit, or the type is not known. */
export function readValue(inType: number, outType: number, cursor: Cursor): FieldValue | undefined {
	const {bytes, at, end} = cursor;
	const fixed = FIXED[inType];
	if (fixed !== undefined) {
		if (fixed.size > end - at) return undefined;
		cursor.at += fixed.size;
		return fixed.read(bytes, at);
	}
	switch (inType) {
		case INT.utf16: {
			const stop = nul16At(bytes, at, end);
			cursor.at = Math.min(stop + 2, end);
			return utf16Text(bytes, at, stop);
		}
		case INT.string: {
			const stop = nulAt(bytes, at, end);
			cursor.at = Math.min(stop + 1, end);
			return text8(bytes, at, stop, outType);
		}
		case INT.countedUtf16:
		case INT.countedString:
		case INT.countedBinary:
		case INT.binary: {
			const data = at + 2;
			if (data > end || u16(bytes, at) > end - data) return undefined;
			const stop = data + u16(bytes, at);
			cursor.at = stop;
			if (inType === INT.countedUtf16) return utf16Text(bytes, data, stop);
			return inType === INT.countedString ? text8(bytes, data, stop, outType) : hexText(bytes, data, stop);
		}
		case INT.sid: {
			const size = 8 + 4 * (bytes[at + 1] ?? 0);
			if (size > end - at) return undefined;
			cursor.at += size;
			return sidText(bytes, at);
		}
		default:
			return undefined;
	}
}

/** @param count `null`: it stands before the values */
export function readArray(count: number | null, cursor: Cursor, read: () => FieldValue | undefined): readonly FieldValue[] | undefined {
	let left = count;
	if (left === null) {
		if (cursor.end - cursor.at < 2) return undefined;
		left = u16(cursor.bytes, cursor.at);
		cursor.at += 2;
	}
	const values: FieldValue[] = [];
	for (; left > 0; left--) {
		const value = read();
		if (value === undefined) return undefined;
		values.push(value);
	}
	return values;
}

function viewOf(bytes: Uint8Array, at: number, size: number): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset + at, size);
}

function text8(bytes: Uint8Array, start: number, end: number, outType: number): string {
	return outType === OUT_UTF8 ? utf8Text(bytes, start, end) : decodeText(bytes, start, end, true);
}

/** `2026-03-27T03:57:13.336`: year, month, day of the week, day, hour, minute, second, milliseconds. */
function systemTimeText(bytes: Uint8Array, at: number): string {
	const part = (index: number, digits: number): string => String(u16(bytes, at + index * 2)).padStart(digits, '0');
	return `${part(0, 4)}-${part(1, 2)}-${part(3, 2)}T${part(4, 2)}:${part(5, 2)}:${part(6, 2)}.${part(7, 3)}`;
}

/** `S-1-5-18`: the authority is of six bytes, the most significant first. */
function sidText(bytes: Uint8Array, at: number): string {
	let authority = 0;
	for (let index = 2; index < 8; index++) authority = authority * 256 + (bytes[at + index] as number);
	let text = `S-${bytes[at]}-${authority}`;
	for (let index = 0; index < (bytes[at + 1] as number); index++) text += `-${u32(bytes, at + 8 + index * 4)}`;
	return text;
}
