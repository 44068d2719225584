/** Writes numbers and text as UTF-8 into bytes that are there already: no string is made on the way of an event. */

const BLANK = 0x20;
const ZERO = 0x30;

/** Bytes of UTF-8 for one code unit of UTF-16; a surrogate pair takes four for two. */
export const UTF8_OF_UNIT = 3;

/** @param value below 2^32; @returns where the next byte goes */
export function writeDigits(target: Uint8Array, at: number, value: number, digits: number): number {
	let left = value >>> 0;
	for (let place = at + digits - 1; place >= at; place--) {
		const rest = (left / 10) >>> 0;
		target[place] = ZERO + left - rest * 10;
		left = rest;
	}
	return at + digits;
}

/** Decimal, filled with blanks behind; longer numbers are not cut. */
export function writePadded(target: Uint8Array, at: number, value: number, width: number): number {
	let digits = 1;
	for (let limit = 10; limit <= value; limit *= 10) digits++;
	return writeBlanks(target, writeDigits(target, at, value, digits), width - digits);
}

export function writeBlanks(target: Uint8Array, at: number, count: number): number {
	let out = at;
	// Quicker than fill() for the few that there are.
	while (out < at + count) target[out++] = BLANK;
	return out;
}

/** Halves of pairs without the other half become U+FFFD. */
export function writeUtf16(target: Uint8Array, at: number, source: Uint8Array, start: number, end: number): number {
	let out = at;
	for (let from = start; from + 1 < end; from += 2) {
		const unit = (source[from] as number) | ((source[from + 1] as number) << 8);
		if (unit < 0x80) {
			target[out++] = unit;
			continue;
		}
		let code = unit;
		if (unit >= 0xd800 && unit <= 0xdfff) {
			const low = from + 3 < end ? (source[from + 2] as number) | ((source[from + 3] as number) << 8) : 0;
			if (unit <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
				code = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
				from += 2;
			} else {
				code = 0xfffd;
			}
		}
		out = writeCode(target, out, code);
	}
	return out;
}

/** Code points from 0x80 on. */
function writeCode(target: Uint8Array, at: number, code: number): number {
	let out = at;
	if (code < 0x800) {
		target[out++] = 0xc0 | (code >> 6);
	} else {
		if (code < 0x10000) {
			target[out++] = 0xe0 | (code >> 12);
		} else {
			target[out++] = 0xf0 | (code >> 18);
			target[out++] = 0x80 | ((code >> 12) & 0x3f);
		}
		target[out++] = 0x80 | ((code >> 6) & 0x3f);
	}
	target[out++] = 0x80 | (code & 0x3f);
	return out;
}
