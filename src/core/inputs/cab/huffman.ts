/** Canonical Huffman codes, as LZX has them: shorter codes first, those of one length by symbol. */
import type {LzxBits} from './lzx-bits.js';
import {DamagedCabinet} from './frame-decoder.js';

/** No code is longer. Source: [MS-PATCH] 2.6: the lengths are of 0 to 16 bits. */
const MAX_LENGTH = 16;
/** Codes up to this length, which are nearly all that occur, are looked up at once. */
const TABLE_BITS = 10;
const LENGTH_BITS = 5;
const LENGTH_MASK = (1 << LENGTH_BITS) - 1;

export class HuffmanCode {
	/** By the next bits: the symbol and the length of its code; 0: the code is longer, or there is none. */
	private readonly table = new Uint16Array(1 << TABLE_BITS);
	/** By length: one more than the last code of that length, filled up to MAX_LENGTH bits. */
	private readonly limits = new Int32Array(MAX_LENGTH + 2);
	/** By length: what to add to a code to get its place among the sorted symbols. */
	private readonly places = new Int32Array(MAX_LENGTH + 2);
	private readonly sorted: Uint16Array;

	/** @param symbols number of them */
	constructor(symbols: number) {
		this.sorted = new Uint16Array(symbols);
	}

	/** @param lengths of the codes by symbol; 0: the symbol has none. @throws DamagedCabinet if there are too many codes */
	build(lengths: Uint8Array): void {
		const {sorted, limits, places, table} = this;
		const counts = new Int32Array(MAX_LENGTH + 1);
		for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
		let [code, place] = [0, 0];
		const starts = new Int32Array(MAX_LENGTH + 2);
		for (let length = 1; length <= MAX_LENGTH; length++) {
			const count = counts[length] ?? 0;
			starts[length] = place;
			places[length] = place - code;
			code += count;
			place += count;
			if (code > 1 << length) throw new DamagedCabinet();
			limits[length] = code << (MAX_LENGTH - length);
			code <<= 1;
		}
		for (let symbol = 0; symbol < lengths.length; symbol++) {
			const length = lengths[symbol] ?? 0;
			if (length === 0) continue;
			const at = starts[length] ?? 0;
			sorted[at] = symbol;
			starts[length] = at + 1;
		}
		table.fill(0);
		let from = 0;
		for (let length = 1; length <= TABLE_BITS; length++) {
			const step = 1 << (TABLE_BITS - length);
			const end = (limits[length] ?? 0) >> (MAX_LENGTH - TABLE_BITS);
			for (let at = (from >> (TABLE_BITS - length)) + (places[length] ?? 0); from < end; from += step, at++)
				table.fill(((sorted[at] ?? 0) << LENGTH_BITS) | length, from, from + step);
		}
	}

	/** The next symbol. @throws DamagedCabinet where no code has these bits */
	read(bits: LzxBits): number {
		const next = bits.peek16();
		const entry = this.table[next >>> (MAX_LENGTH - TABLE_BITS)] ?? 0;
		if (entry !== 0) {
			bits.drop(entry & LENGTH_MASK);
			return entry >>> LENGTH_BITS;
		}
		for (let length = TABLE_BITS + 1; length <= MAX_LENGTH; length++) {
			if (next >= (this.limits[length] ?? 0)) continue;
			bits.drop(length);
			return this.sorted[(next >>> (MAX_LENGTH - length)) + (this.places[length] ?? 0)] ?? 0;
		}
		throw new DamagedCabinet();
	}
}
