/** Reads little-endian numbers and GUIDs where they stand in the bytes of a trace. */

export const TWO_TO_32 = 0x1_0000_0000;

export function u16(bytes: Uint8Array, at: number): number {
	return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

export function u32(bytes: Uint8Array, at: number): number {
	return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}

export function i32(bytes: Uint8Array, at: number): number {
	return u32(bytes, at) | 0;
}

export function u64(bytes: Uint8Array, at: number): bigint {
	return (BigInt(u32(bytes, at + 4)) << 32n) | BigInt(u32(bytes, at));
}

/** As a double: exact below 2^53, which counters of a trace never reach. */
export function u64AsNumber(bytes: Uint8Array, at: number): number {
	return u32(bytes, at + 4) * TWO_TO_32 + u32(bytes, at);
}

/** In the form of the registry, lower case and without braces. */
export function guidText(bytes: Uint8Array, at: number): string {
	const tail = hexText(bytes, at + 8, at + 16);
	return `${hex(u32(bytes, at), 8)}-${hex(u16(bytes, at + 4), 4)}-${hex(u16(bytes, at + 6), 4)}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

const HEX: readonly string[] = Array.from({length: 256}, (_, byte) => hex(byte, 2));

export function hexText(bytes: Uint8Array, start: number, end: number): string {
	let text = '';
	for (let at = start; at < end; at++) text += HEX[bytes[at] as number] as string;
	return text;
}

function hex(value: number, digits: number): string {
	return value.toString(16).padStart(digits, '0');
}

/** Where the next NUL stands, or `end`. */
export function nulAt(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && bytes[at] !== 0) at++;
	return at;
}

/** Where the next NUL of 16 bits stands, or where less than one code unit is left. */
export function nul16At(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at + 1 < end && (bytes[at] !== 0 || bytes[at + 1] !== 0)) at += 2;
	return at;
}

const utf16: TextDecoder = new TextDecoder('utf-16le', {ignoreBOM: true});

export function utf16Text(bytes: Uint8Array, start: number, end: number): string {
	return utf16.decode(bytes.subarray(start, end));
}

const utf8: TextDecoder = new TextDecoder('utf-8', {ignoreBOM: true});

export function utf8Text(bytes: Uint8Array, start: number, end: number): string {
	return utf8.decode(bytes.subarray(start, end));
}
