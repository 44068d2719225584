/** Turns UTF-16 chunks into UTF-8 chunks, so that one line splitter serves every encoding. */

export interface Utf16Transcoder {
	/** @returns how many bytes were taken: all, unless the text ends before */
	push(chunk: Uint8Array): number;
	end(): void;
	readonly stats: Utf16Stats;
}

export interface Utf16Stats {
	/** Surrogates without their other half, each replaced by U+FFFD. */
	readonly loneSurrogates: number;
	/** The input ended in the middle of a code unit. */
	readonly truncated: boolean;
}

/** Code units turned at a time; three UTF-8 bytes each are enough, a surrogate pair takes four for two. */
const BLOCK_UNITS = 64 * 1024;

/** So many letters in a row, and two are tried at a time again. */
const ASCII_AGAIN = 8;

/**
 * @param littleEndian byte order of the code units
 * @param sink gets UTF-8 bytes, valid only during the call
 * @param endsAt asked at letters beyond ASCII: whether what follows is no text in UTF-16
 */
export function createUtf16Transcoder(
	littleEndian: boolean,
	sink: (chunk: Uint8Array) => void,
	endsAt: (chunk: Uint8Array, at: number) => boolean = () => false,
): Utf16Transcoder {
	const stats = {loneSurrogates: 0, truncated: false};
	const out = new Uint8Array(BLOCK_UNITS * 3 + 8);
	const lowAt = littleEndian ? 0 : 1;
	const highAt = littleEndian ? 1 : 0;
	/** Of two code units read as one little-endian word: bits that ASCII does not have, and where the first letter is. */
	const notAscii = littleEndian ? 0xff80ff80 : 0x80ff80ff;
	const lowShift = littleEndian ? 0 : 8;
	let length = 0;
	let oddByte = -1;
	let pendingHigh = 0;

	function writeCodePoint(code: number): void {
		if (code < 0x80) {
			out[length++] = code;
		} else if (code < 0x800) {
			out[length++] = 0xc0 | (code >> 6);
			out[length++] = 0x80 | (code & 0x3f);
		} else if (code < 0x10000) {
			out[length++] = 0xe0 | (code >> 12);
			out[length++] = 0x80 | ((code >> 6) & 0x3f);
			out[length++] = 0x80 | (code & 0x3f);
		} else {
			out[length++] = 0xf0 | (code >> 18);
			out[length++] = 0x80 | ((code >> 12) & 0x3f);
			out[length++] = 0x80 | ((code >> 6) & 0x3f);
			out[length++] = 0x80 | (code & 0x3f);
		}
	}

	function writeLoneSurrogate(): void {
		stats.loneSurrogates++;
		writeCodePoint(0xfffd);
	}

	function unit(code: number): void {
		if (pendingHigh !== 0) {
			const high = pendingHigh;
			pendingHigh = 0;
			if (code >= 0xdc00 && code <= 0xdfff) {
				writeCodePoint(0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00));
				return;
			}
			writeLoneSurrogate();
		}
		if (code >= 0xd800 && code <= 0xdbff) pendingHigh = code;
		else if (code >= 0xdc00 && code <= 0xdfff) writeLoneSurrogate();
		else writeCodePoint(code);
	}

	function flush(): void {
		if (length > 0) sink(out.subarray(0, length));
		length = 0;
	}

	/** Two code units at a time, as long as both are ASCII. @returns where the first one begins that is not, or `stop` */
	function asciiEnd(chunk: Uint8Array, start: number, stop: number): number {
		if (stop - start < 4 || ((chunk.byteOffset + start) & 3) !== 0 || pendingHigh !== 0) return start;
		const words = new Uint32Array(chunk.buffer, chunk.byteOffset + start, (stop - start) >> 2);
		let index = 0;
		for (; index < words.length; index++) {
			const word = words[index] as number;
			if ((word & notAscii) !== 0) break;
			out[length++] = (word >>> lowShift) & 0x7f;
			out[length++] = (word >>> (lowShift + 16)) & 0x7f;
		}
		return start + index * 4;
	}

	return {
		stats,
		push(chunk) {
			let at = 0;
			if (oddByte >= 0 && chunk.length > 0) {
				const second = chunk[0] ?? 0;
				unit(littleEndian ? oddByte | (second << 8) : (oddByte << 8) | second);
				oddByte = -1;
				at = 1;
			}
			while (at + 1 < chunk.length) {
				const stop = Math.min(at + BLOCK_UNITS * 2, chunk.length - 1);
				at = asciiEnd(chunk, at, stop);
				// After another character the rest of the block goes unit by unit, until a few have been ASCII.
				let ascii = 0;
				while (at < stop) {
					const low = chunk[at + lowAt] ?? 0;
					const high = chunk[at + highAt] ?? 0;
					at += 2;
					if (high === 0 && low < 0x80 && pendingHigh === 0) {
						out[length++] = low;
						if (++ascii >= ASCII_AGAIN) {
							at = asciiEnd(chunk, at, stop);
							ascii = 0;
						}
					} else if (endsAt(chunk, at - 2)) {
						flush();
						return at - 2;
					} else {
						ascii = 0;
						unit((high << 8) | low);
					}
				}
				flush();
			}
			flush();
			if (at < chunk.length) oddByte = chunk[at] ?? -1;
			return chunk.length;
		},
		end() {
			if (oddByte >= 0) {
				stats.truncated = true;
				oddByte = -1;
			}
			if (pendingHigh !== 0) {
				pendingHigh = 0;
				writeLoneSurrogate();
				flush();
			}
		},
	};
}
