/**
 * Packs by LZX as cabinets have it ([MS-PATCH] 2), one packed block for each frame of 32 KiB. No program that can be had on Linux
 * does, and tests need verbatim, aligned and raw blocks that begin and end anywhere, all kinds of offsets, and changed calls.
 */
import {huffmanLengths} from './huffman-writer.js';

export interface LzxOptions {
	/** @default 15 */
	readonly windowBits?: number;
	/** Kinds of blocks, in turn. @default verbatim */
	readonly blocks?: readonly ('verbatim' | 'aligned' | 'raw')[];
	/** Unpacked bytes of each block. @default all */
	readonly blockBytes?: number;
	/** The size of a program, whose calls are changed. @default 0, which is none */
	readonly callsSize?: number;
}

const FRAME = 32 * 1024;
const TYPES = {verbatim: 1, aligned: 2, raw: 3} as const;
const EXTRA = Array.from({length: 50}, (_, slot) => (slot < 4 ? 0 : Math.min(17, (slot >> 1) - 1)));
const BASES = EXTRA.map((_, slot) => EXTRA.slice(0, slot).reduce((sum, bits) => sum + 2 ** bits, 0));
const SLOTS = [30, 32, 34, 36, 38, 42, 50];

/** A literal has no length. */
interface Token {
	readonly symbol: number;
	readonly bytes: number;
	/** Symbol of the code for long matches. */
	readonly long: number | null;
	readonly slot: number;
	readonly extra: number;
}

/** @returns packed blocks, each for the next 32 KiB */
export function lzxFrames(plain: Uint8Array, options: LzxOptions = {}): readonly Buffer[] {
	const {windowBits = 15, blocks = ['verbatim'], blockBytes = plain.length, callsSize = 0} = options;
	const data = callsSize === 0 ? plain : withAbsoluteCalls(plain, callsSize);
	const out = new BitWriter();
	out.write(callsSize === 0 ? 0 : 1, 1);
	if (callsSize !== 0) out.write32(callsSize);
	const matcher = new Matcher(data, 2 ** windowBits);
	const mainLengths = new Uint8Array(256 + (SLOTS[windowBits - 15] ?? 0) * 8);
	const longLengths = new Uint8Array(249);
	for (let [at, number] = [0, 0]; at < data.length; number++) {
		const end = Math.min(data.length, at + blockBytes);
		const kind = blocks[number % blocks.length] ?? 'verbatim';
		out.write(TYPES[kind], 3);
		out.write((end - at) >> 8, 16);
		out.write((end - at) & 0xff, 8);
		if (kind === 'raw') writeRaw(out, data, at, end, matcher);
		else writeTokens(out, tokensOf(matcher, at, end), kind === 'aligned', mainLengths, longLengths, at);
		at = end;
	}
	if (data.length % FRAME !== 0) out.endFrame();
	return out.frames;
}

function writeRaw(out: BitWriter, data: Uint8Array, from: number, to: number, matcher: Matcher): void {
	out.fill();
	for (const offset of matcher.last) out.bytes(Buffer.from(Uint32Array.of(offset).buffer));
	matcher.skip(from, to);
	for (let at = from; at < to; ) {
		const end = Math.min(to, at - (at % FRAME) + FRAME);
		out.bytes(data.subarray(at, end));
		if (end % FRAME === 0 && end < to) out.endFrame();
		at = end;
	}
	if ((to - from) % 2 === 1) out.bytes(Uint8Array.of(0));
	if (to % FRAME === 0) out.endFrame();
}

function tokensOf(matcher: Matcher, from: number, to: number): readonly Token[] {
	const tokens: Token[] = [];
	for (let at = from; at < to; ) {
		const frameEnd = at - (at % FRAME) + FRAME;
		const token = matcher.tokenAt(at, Math.min(to, frameEnd));
		tokens.push(token);
		at += token.bytes;
	}
	return tokens;
}

function writeTokens(
	out: BitWriter,
	tokens: readonly Token[],
	isAligned: boolean,
	mainLengths: Uint8Array,
	longLengths: Uint8Array,
	start: number,
): void {
	const counts = {main: new Array(mainLengths.length).fill(0), long: new Array(249).fill(0), low: new Array(8).fill(0)};
	for (const {symbol, long, slot, extra} of tokens) {
		counts.main[symbol]++;
		if (long !== null) counts.long[long]++;
		if ((EXTRA[slot] ?? 0) >= 3) counts.low[extra % 8]++;
	}
	// Readers want this code without gaps, also where nothing uses it.
	if (counts.low.every((count) => count === 0)) counts.low[0] = 1;
	const main = codeOf(huffmanLengths(counts.main, 16));
	const long = codeOf(huffmanLengths(counts.long, 16));
	const low = codeOf(huffmanLengths(counts.low, 7));
	if (isAligned) for (const length of low.lengths) out.write(length, 3);
	writeLengths(out, mainLengths, main.lengths, 0, 256);
	writeLengths(out, mainLengths, main.lengths, 256, mainLengths.length);
	writeLengths(out, longLengths, long.lengths, 0, 249);
	let at = start;
	for (const token of tokens) {
		main.write(out, token.symbol);
		if (token.long !== null) long.write(out, token.long);
		const bits = EXTRA[token.slot] ?? 0;
		if (isAligned && bits >= 3) {
			out.write(token.extra >> 3, bits - 3);
			low.write(out, token.extra % 8);
		} else out.write(token.extra, bits);
		at += token.bytes;
		if (at % FRAME === 0) out.endFrame();
	}
}

/** Differences to the lengths before, runs of which have symbols of their own. */
function writeLengths(out: BitWriter, before: Uint8Array, now: Uint8Array, from: number, to: number): void {
	const symbols: {readonly symbol: number; readonly more: number; readonly bits: number; readonly difference: number | null}[] = [];
	const differenceAt = (at: number): number => ((before[at] ?? 0) - (now[at] ?? 0) + 17) % 17;
	for (let at = from; at < to; ) {
		let run = 1;
		while (at + run < to && now[at + run] === now[at] && (now[at] === 0 || differenceAt(at + run) === differenceAt(at))) run++;
		if (now[at] === 0 && run >= 20) {
			run = Math.min(run, 51);
			symbols.push({symbol: 18, more: run - 20, bits: 5, difference: null});
		} else if (now[at] === 0 && run >= 4) symbols.push({symbol: 17, more: run - 4, bits: 4, difference: null});
		else if (run >= 4) {
			run = Math.min(run, 5);
			symbols.push({symbol: 19, more: run - 4, bits: 1, difference: differenceAt(at)});
		} else {
			run = 1;
			symbols.push({symbol: differenceAt(at), more: 0, bits: 0, difference: null});
		}
		at += run;
	}
	const counts = new Array<number>(20).fill(0);
	for (const {symbol, difference} of symbols)
		for (const one of difference === null ? [symbol] : [symbol, difference]) counts[one] = (counts[one] ?? 0) + 1;
	const pre = codeOf(huffmanLengths(counts, 15));
	for (const length of pre.lengths) out.write(length, 4);
	for (const {symbol, more, bits, difference} of symbols) {
		pre.write(out, symbol);
		out.write(more, bits);
		if (difference !== null) pre.write(out, difference);
	}
	before.set(now.subarray(from, to), from);
}

/** Shorter codes first, those of one length by symbol. */
function codeOf(lengths: Uint8Array): {readonly lengths: Uint8Array; write(out: BitWriter, symbol: number): void} {
	const codes = new Uint32Array(lengths.length);
	let code = 0;
	for (let length = 1; length <= 16; length++) {
		for (let symbol = 0; symbol < lengths.length; symbol++) if (lengths[symbol] === length) codes[symbol] = code++;
		code <<= 1;
	}
	return {lengths, write: (out, symbol) => out.write(codes[symbol] ?? 0, lengths[symbol] ?? 0)};
}

/** Finds matches by the three bytes that they begin with, and knows the last offsets. */
class Matcher {
	last: readonly [number, number, number] = [1, 1, 1];
	private readonly seen = new Map<number, number>();

	constructor(
		private readonly data: Uint8Array,
		private readonly windowSize: number,
	) {}

	tokenAt(at: number, end: number): Token {
		// A match of the whole window is possible, and offsets reach to three bytes less.
		const candidates = [...this.last.map((offset) => at - offset), this.seen.get(this.key(at)) ?? -1];
		let [best, length] = [0, 1];
		for (const from of candidates) {
			if (from < 0 || at - from > this.windowSize - 3) continue;
			const found = this.matchLength(from, at, end);
			if (found > length) [best, length] = [at - from, found];
		}
		this.remember(at, at + length);
		if (length < 2) return {symbol: this.data[at] ?? 0, bytes: 1, long: null, slot: 0, extra: 0};
		const {slot, extra} = this.slotOf(best);
		const short = Math.min(7, length - 2);
		return {symbol: 256 + slot * 8 + short, bytes: length, long: short === 7 ? length - 9 : null, slot, extra};
	}

	skip(from: number, to: number): void {
		this.remember(from, to);
	}

	private key(at: number): number {
		return (this.data[at] ?? 0) | ((this.data[at + 1] ?? 0) << 8) | ((this.data[at + 2] ?? 0) << 16);
	}

	private remember(from: number, to: number): void {
		for (let at = from; at < to; at++) this.seen.set(this.key(at), at);
	}

	private matchLength(from: number, at: number, end: number): number {
		let length = 0;
		while (length < 257 && at + length < end && this.data[from + length] === this.data[at + length]) length++;
		return length;
	}

	private slotOf(offset: number): {readonly slot: number; readonly extra: number} {
		const [r0, r1, r2] = this.last;
		const known = this.last.indexOf(offset);
		if (known >= 0) {
			this.last = known === 0 ? this.last : known === 1 ? [r1, r0, r2] : [r2, r1, r0];
			return {slot: known, extra: 0};
		}
		this.last = [offset, r0, r1];
		let slot = 3;
		while (slot < 49 && (BASES[slot + 1] ?? 0) <= offset + 2) slot++;
		return {slot, extra: offset + 2 - (BASES[slot] ?? 0)};
	}
}

/** 16-bit numbers, low byte first, each from its highest bit down. */
class BitWriter {
	readonly frames: Buffer[] = [];
	private bytesOut: number[] = [];
	private word = 0;
	private count = 0;

	write(value: number, bits: number): void {
		for (let bit = bits - 1; bit >= 0; bit--) {
			this.word = (this.word << 1) | (Math.floor(value / 2 ** bit) & 1);
			if (++this.count === 16) this.flush();
		}
	}

	write32(value: number): void {
		this.write(value >>> 16, 16);
		this.write(value & 0xffff, 16);
	}

	/** To the next 16-bit boundary, of which at least one bit is filling. */
	fill(): void {
		this.write(0, 16 - this.count);
	}

	bytes(bytes: Uint8Array): void {
		for (const byte of bytes) this.bytesOut.push(byte);
	}

	endFrame(): void {
		if (this.count > 0) this.fill();
		this.frames.push(Buffer.from(this.bytesOut));
		this.bytesOut = [];
	}

	private flush(): void {
		this.bytesOut.push(this.word & 0xff, this.word >> 8);
		[this.word, this.count] = [0, 0];
	}
}

/** The other way round than readers do it. */
function withAbsoluteCalls(plain: Uint8Array, size: number): Uint8Array {
	const data = Uint8Array.from(plain);
	const view = new DataView(data.buffer);
	for (let frame = 0; frame < data.length; frame += FRAME) {
		const end = Math.min(data.length, frame + FRAME) - 10;
		for (let at = frame; at < end; at++) {
			if (data[at] !== 0xe8) continue;
			const target = view.getInt32(at + 1, true);
			if (target >= -at && target < size - at) view.setInt32(at + 1, target + at, true);
			else if (target >= size - at && target < size) view.setInt32(at + 1, target - size, true);
			at += 4;
		}
	}
	return data;
}
