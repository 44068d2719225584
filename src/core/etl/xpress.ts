/** Unpacks what Windows compresses the buffers of a trace with: plain XPRESS, which is LZ77 without entropy coding. */
import {u16, u32} from './bytes.js';

/** Lengths that fit the item itself; each further place adds what the one before could hold at most. */
const SHORT_LENGTHS = 7;
const NIBBLE_LENGTHS = 15;
const BYTE_LENGTHS = 255;
const LEAST_LENGTH = 3;

/** From this on, copying at once is quicker than byte by byte. */
const LONG_COPY = 48;

/**
 * Plain LZ77 variant of MS-XCA, section 2.4 ("LZ77 decompression"): words of 32 flags, the most significant first; 0 is
 * a byte as it is, 1 a distance of 13 bits and a length that may go on in a nibble, a byte and a word.
 *
 * @param target takes at most `length` bytes from its beginning
 * @returns how many were made; fewer than `length` where the input is damaged or ends early
 */
export function expandXpress(source: Uint8Array, start: number, end: number, target: Uint8Array, length: number): number {
	let at = start;
	let made = 0;
	let flags = 0;
	let flagsLeft = 0;
	/** Where a byte stands whose upper nibble is still to be used; 0: none. */
	let nibbleAt = 0;
	while (made < length) {
		if (flagsLeft === 0) {
			if (at + 4 > end) return made;
			flags = u32(source, at);
			at += 4;
			flagsLeft = 32;
		}
		flagsLeft--;
		if (((flags >>> flagsLeft) & 1) === 0) {
			if (at >= end) return made;
			target[made++] = source[at++] as number;
			continue;
		}
		if (at + 2 > end) return made;
		const item = u16(source, at);
		at += 2;
		const distance = (item >> 3) + 1;
		let copied = item & SHORT_LENGTHS;
		if (copied === SHORT_LENGTHS) {
			if (nibbleAt === 0) {
				if (at >= end) return made;
				nibbleAt = at;
				copied = (source[at++] as number) & NIBBLE_LENGTHS;
			} else {
				copied = (source[nibbleAt] as number) >> 4;
				nibbleAt = 0;
			}
			if (copied === NIBBLE_LENGTHS) {
				if (at >= end) return made;
				copied = source[at++] as number;
				if (copied === BYTE_LENGTHS) {
					if (at + 2 > end) return made;
					copied = u16(source, at);
					at += 2;
					if (copied === 0) {
						if (at + 4 > end) return made;
						copied = u32(source, at);
						at += 4;
					}
					if (copied < NIBBLE_LENGTHS + SHORT_LENGTHS) return made;
					copied -= NIBBLE_LENGTHS + SHORT_LENGTHS;
				}
				copied += NIBBLE_LENGTHS;
			}
			copied += SHORT_LENGTHS;
		}
		if (distance > made) return made;
		const stop = Math.min(made + copied + LEAST_LENGTH, length);
		repeat(target, made, stop, distance);
		made = stop;
	}
	return made;
}

/** Writes the bytes that stand `distance` before. */
function repeat(target: Uint8Array, start: number, stop: number, distance: number): void {
	if (stop - start >= LONG_COPY && distance >= stop - start) {
		target.copyWithin(start, start - distance, stop - distance);
		return;
	}
	// Byte by byte: what is copied may overlap what it makes.
	for (let at = start; at < stop; at++) target[at] = target[at - distance] as number;
}
