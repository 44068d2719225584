/** Character codes and number fields for readers that work on bytes. */

export const TAB = 0x09;
export const BLANK = 0x20;
export const DOT = 0x2e;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const DASH = 0x2d;
export const PLUS = 0x2b;

export function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

/** Value of two decimal digits, or a negative number. */
export function twoDigits(bytes: Uint8Array, at: number): number {
	const tens = (bytes[at] as number) - 0x30;
	const ones = (bytes[at + 1] as number) - 0x30;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Value of four decimal digits, or a negative number. */
export function fourDigits(bytes: Uint8Array, at: number): number {
	const high = twoDigits(bytes, at);
	const low = twoDigits(bytes, at + 2);
	return high >= 0 && low >= 0 ? high * 100 + low : -1;
}

/** Value of a hexadecimal digit, or -1. */
export function hexDigit(byte: number | undefined): number {
	if (byte === undefined) return -1;
	if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
	const lower = byte | 0x20;
	return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** First position from `at` that is not a blank. */
export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
	let next = at;
	while (next < end && bytes[next] === BLANK) next++;
	return next;
}
