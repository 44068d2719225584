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
	return new Transcoder(littleEndian, sink, endsAt);
}

class Transcoder implements Utf16Transcoder {
	private readonly littleEndian: boolean;
	private readonly sink: (chunk: Uint8Array) => void;
	private readonly endsAt: (chunk: Uint8Array, at: number) => boolean;
	readonly stats = {loneSurrogates: 0, truncated: false};
	private readonly out = new Uint8Array(BLOCK_UNITS * 3 + 8);
	private readonly lowAt: number;
	private readonly highAt: number;
	/** Of two code units read as one little-endian word: bits that ASCII does not have, and where the first letter is. */
	private readonly notAscii: number;
	private readonly lowShift: number;
	private length = 0;
	private oddByte = -1;
	private pendingHigh = 0;

	constructor(littleEndian: boolean, sink: (chunk: Uint8Array) => void, endsAt: (chunk: Uint8Array, at: number) => boolean) {
		this.littleEndian = littleEndian;
		this.lowAt = littleEndian ? 0 : 1;
		this.highAt = littleEndian ? 1 : 0;
		this.notAscii = littleEndian ? 0xff80ff80 : 0x80ff80ff;
		this.lowShift = littleEndian ? 0 : 8;
		this.sink = sink;
		this.endsAt = endsAt;
	}

	push(chunk: Uint8Array): number {
		let at = 0;
		if (this.oddByte >= 0 && chunk.length > 0) {
			const second = chunk[0] ?? 0;
			this.unit(this.littleEndian ? this.oddByte | (second << 8) : (this.oddByte << 8) | second);
			this.oddByte = -1;
			at = 1;
		}
		while (at + 1 < chunk.length) {
			const stop = Math.min(at + BLOCK_UNITS * 2, chunk.length - 1);
			at = this.asciiEnd(chunk, at, stop);
			// After another character the rest of the block goes unit by unit, until a few have been ASCII.
			let ascii = 0;
			while (at < stop) {
				const low = chunk[at + this.lowAt] ?? 0;
				const high = chunk[at + this.highAt] ?? 0;
				at += 2;
				if (high === 0 && low < 0x80 && this.pendingHigh === 0) {
					this.out[this.length++] = low;
					if (++ascii >= ASCII_AGAIN) {
						at = this.asciiEnd(chunk, at, stop);
						ascii = 0;
					}
				} else if (this.endsAt(chunk, at - 2)) {
					this.flush();
					return at - 2;
				} else {
					ascii = 0;
					this.unit((high << 8) | low);
				}
			}
			this.flush();
		}
		this.flush();
		if (at < chunk.length) this.oddByte = chunk[at] ?? -1;
		return chunk.length;
	}

	end(): void {
		if (this.oddByte >= 0) {
			this.stats.truncated = true;
			this.oddByte = -1;
		}
		if (this.pendingHigh !== 0) {
			this.pendingHigh = 0;
			this.writeLoneSurrogate();
			this.flush();
		}
	}

	private writeCodePoint(code: number): void {
		if (code < 0x80) {
			this.out[this.length++] = code;
		} else if (code < 0x800) {
			this.out[this.length++] = 0xc0 | (code >> 6);
			this.out[this.length++] = 0x80 | (code & 0x3f);
		} else if (code < 0x10000) {
			this.out[this.length++] = 0xe0 | (code >> 12);
			this.out[this.length++] = 0x80 | ((code >> 6) & 0x3f);
			this.out[this.length++] = 0x80 | (code & 0x3f);
		} else {
			this.out[this.length++] = 0xf0 | (code >> 18);
			this.out[this.length++] = 0x80 | ((code >> 12) & 0x3f);
			this.out[this.length++] = 0x80 | ((code >> 6) & 0x3f);
			this.out[this.length++] = 0x80 | (code & 0x3f);
		}
	}

	private writeLoneSurrogate(): void {
		this.stats.loneSurrogates++;
		this.writeCodePoint(0xfffd);
	}

	private unit(code: number): void {
		if (this.pendingHigh !== 0) {
			const high = this.pendingHigh;
			this.pendingHigh = 0;
			if (code >= 0xdc00 && code <= 0xdfff) {
				this.writeCodePoint(0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00));
				return;
			}
			this.writeLoneSurrogate();
		}
		if (code >= 0xd800 && code <= 0xdbff) this.pendingHigh = code;
		else if (code >= 0xdc00 && code <= 0xdfff) this.writeLoneSurrogate();
		else this.writeCodePoint(code);
	}

	private flush(): void {
		if (this.length > 0) this.sink(this.out.subarray(0, this.length));
		this.length = 0;
	}

	/** Two code units at a time, as long as both are ASCII. @returns where the first one begins that is not, or `stop` */
	private asciiEnd(chunk: Uint8Array, start: number, stop: number): number {
		if (stop - start < 4 || ((chunk.byteOffset + start) & 3) !== 0 || this.pendingHigh !== 0) return start;
		const words = new Uint32Array(chunk.buffer, chunk.byteOffset + start, (stop - start) >> 2);
		const {out} = this;
		const notAscii = this.notAscii;
		const lowShift = this.lowShift;
		let {length} = this;
		let index = 0;
		for (; index < words.length; index++) {
			const word = words[index] as number;
			if ((word & notAscii) !== 0) break;
			out[length++] = (word >>> lowShift) & 0x7f;
			out[length++] = (word >>> (lowShift + 16)) & 0x7f;
		}
		this.length = length;
		return start + index * 4;
	}
}
