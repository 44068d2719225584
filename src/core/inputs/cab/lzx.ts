/**
 * LZX: matches and literals in Huffman codes, in a window of 32 KiB to 2 MiB. Source: [MS-PATCH] 2 with the differences of
 * cabinets: no reset, lengths of blocks in 24 bits, and each frame begins at a 16-bit boundary of a block of its own.
 */
import {DamagedCabinet, type FrameDecoder} from './frame-decoder.js';
import {HuffmanCode} from './huffman.js';
import {LzxBits} from './lzx-bits.js';
import {translateCalls} from './lzx-calls.js';

/** Bits of the smallest and the largest window. */
const WINDOW_BITS = {least: 15, most: 21} as const;
/** Ranges of offsets by the bits of the window, from the smallest on. */
const SLOTS: readonly number[] = [30, 32, 34, 36, 38, 42, 50];

const LITERALS = 256;
/** Match lengths that the first code tells; longer ones need another code. */
const SHORT_LENGTHS = 7;
const LONG_LENGTHS = 249;
const MIN_MATCH = 2;
/** Symbols of the code in which lengths of codes are packed. */
const PRE_SYMBOLS = 20;
const ALIGNED_SYMBOLS = 8;

const VERBATIM = 1;
const ALIGNED = 2;
const RAW = 3;

/** More bits of the offset, by its slot; the first offset of the slot is the sum of what the slots before it span. */
const EXTRA_BITS: readonly number[] = Array.from({length: 50}, (_, slot) => (slot < 4 ? 0 : Math.min(17, (slot >> 1) - 1)));
const BASES: readonly number[] = EXTRA_BITS.map((_, slot) => EXTRA_BITS.slice(0, slot).reduce((sum, bits) => sum + 2 ** bits, 0));

/** Whether there are windows of this size. */
export function isWindowSize(bits: number): boolean {
	return bits >= WINDOW_BITS.least && bits <= WINDOW_BITS.most;
}

/** @param windowBits one that `isWindowSize` allows */
export function createLzxDecoder(windowBits: number): FrameDecoder {
	return new LzxDecoder(windowBits);
}

class LzxDecoder implements FrameDecoder {
	private readonly bits = new LzxBits();
	private readonly window: Uint8Array;
	/** Where the window is written next. */
	private at = 0;
	/** Bytes unpacked so far. */
	private written = 0;
	/** The last three offsets of matches, the latest first. */
	private r0 = 1;
	private r1 = 1;
	private r2 = 1;
	private readonly mainLengths: Uint8Array;
	private readonly longLengths = new Uint8Array(LONG_LENGTHS);
	private readonly main: HuffmanCode;
	private readonly long = new HuffmanCode(LONG_LENGTHS);
	private readonly aligned = new HuffmanCode(ALIGNED_SYMBOLS);
	private blockType = 0;
	private blockLeft = 0;
	/** One byte of filling stands behind the raw block that was read last, where its length is odd. */
	private hasFilling = false;
	/** Size of the program whose calls were changed before packing; 0: none were. `null`: not read yet. */
	private callsSize: number | null = null;

	constructor(windowBits: number) {
		const slots = SLOTS[windowBits - WINDOW_BITS.least] ?? 0;
		this.window = new Uint8Array(1 << windowBits);
		this.mainLengths = new Uint8Array(LITERALS + slots * 8);
		this.main = new HuffmanCode(this.mainLengths.length);
	}

	decode(packed: Uint8Array, length: number): Uint8Array {
		const start = this.at;
		// Frames fill the window without rest, but for the last one.
		if (start + length > this.window.length) throw new DamagedCabinet();
		this.bits.load(packed);
		this.skipFilling();
		this.callsSize ??= this.bits.read(1) === 0 ? 0 : this.bits.read32();
		for (let left = length; left > 0; ) {
			if (this.blockLeft === 0) this.readBlockHead();
			const run = Math.min(this.blockLeft, left);
			if (this.blockType === RAW) this.copyRaw(run);
			else this.decodeRun(run);
			this.blockLeft -= run;
			left -= run;
			if (this.blockLeft === 0) this.skipFilling();
		}
		if (this.bits.isPastEnd) throw new DamagedCabinet();
		const frame = this.window.subarray(start, start + length);
		const position = this.written - length;
		this.at %= this.window.length;
		return this.callsSize === 0 ? frame : translateCalls(frame, position, this.callsSize);
	}

	private readBlockHead(): void {
		const {bits} = this;
		this.blockType = bits.read(3);
		this.blockLeft = bits.read24();
		if (this.blockType === ALIGNED) this.aligned.build(Uint8Array.from({length: ALIGNED_SYMBOLS}, () => bits.read(3)));
		if (this.blockType === ALIGNED || this.blockType === VERBATIM) {
			this.readLengths(this.mainLengths, 0, LITERALS);
			this.readLengths(this.mainLengths, LITERALS, this.mainLengths.length);
			this.readLengths(this.longLengths, 0, LONG_LENGTHS);
			this.main.build(this.mainLengths);
			this.long.build(this.longLengths);
		} else if (this.blockType === RAW) {
			bits.alignToBytes();
			const offsets = bits.bytes(12);
			if (offsets.length < 12) throw new DamagedCabinet();
			const view = new DataView(offsets.buffer, offsets.byteOffset, offsets.length);
			[this.r0, this.r1, this.r2] = [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true)];
			this.hasFilling = this.blockLeft % 2 === 1;
		} else throw new DamagedCabinet();
		if (bits.isPastEnd) throw new DamagedCabinet();
	}

	/** Lengths of codes stand as differences to those of the block before. */
	private readLengths(lengths: Uint8Array, from: number, to: number): void {
		const {bits} = this;
		const pre = new HuffmanCode(PRE_SYMBOLS);
		pre.build(Uint8Array.from({length: PRE_SYMBOLS}, () => bits.read(4)));
		const changed = (at: number, difference: number): number => ((lengths[at] ?? 0) + 17 - difference) % 17;
		for (let at = from; at < to; ) {
			const symbol = pre.read(bits);
			if (symbol < 17) {
				lengths[at] = changed(at, symbol);
				at++;
				continue;
			}
			const count = symbol === 17 ? bits.read(4) + 4 : symbol === 18 ? bits.read(5) + 20 : bits.read(1) + 4;
			const difference = symbol === 19 ? pre.read(bits) : null;
			if (at + count > to || (difference !== null && difference > 16)) throw new DamagedCabinet();
			lengths.fill(difference === null ? 0 : changed(at, difference), at, at + count);
			at += count;
		}
	}

	private copyRaw(run: number): void {
		const bytes = this.bits.bytes(run);
		if (bytes.length < run) throw new DamagedCabinet();
		this.window.set(bytes, this.at);
		this.at += run;
		this.written += run;
	}

	/** Behind a raw block of odd length, at the end of its frame or at the beginning of the next. */
	private skipFilling(): void {
		if (this.hasFilling && this.blockLeft === 0 && this.bits.bytes(1).length === 1) this.hasFilling = false;
	}

	/** Literals and matches up to exactly so many bytes. */
	private decodeRun(run: number): void {
		const {bits, window, main, written, at: start} = this;
		const end = start + run;
		let at = start;
		while (at < end) {
			const symbol = main.read(bits);
			if (symbol < LITERALS) {
				window[at++] = symbol;
				continue;
			}
			const short = (symbol - LITERALS) & SHORT_LENGTHS;
			const length = MIN_MATCH + (short === SHORT_LENGTHS ? short + this.long.read(bits) : short);
			const offset = this.readOffset((symbol - LITERALS) >> 3);
			if (at + length > end || offset > written + at - start || offset > window.length) throw new DamagedCabinet();
			let from = at - offset;
			if (from >= 0) for (const to = at + length; at < to; ) window[at++] = window[from++] ?? 0;
			else for (const to = at + length; at < to; ) window[at++] = window[from++ & (window.length - 1)] ?? 0;
		}
		this.at = at;
		this.written += run;
	}

	/** The first three slots are the last offsets; one that is used again is the latest. */
	private readOffset(slot: number): number {
		if (slot === 0) return this.r0;
		if (slot < 3) {
			const offset = slot === 1 ? this.r1 : this.r2;
			if (slot === 1) this.r1 = this.r0;
			else this.r2 = this.r0;
			this.r0 = offset;
			return offset;
		}
		const extra = EXTRA_BITS[slot] ?? 0;
		const isAligned = this.blockType === ALIGNED && extra >= 3;
		const more = isAligned ? this.bits.read(extra - 3) * ALIGNED_SYMBOLS + this.aligned.read(this.bits) : this.bits.read(extra);
		const offset = (BASES[slot] ?? 0) - 2 + more;
		[this.r2, this.r1, this.r0] = [this.r1, this.r0, offset];
		return offset;
	}
}
