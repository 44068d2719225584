/** Puts the lines of traces in the order of time, in bounded memory: buffers of several processors come as they were full. */
import {countLineEnds} from '../lines/line-splitter.js';

/** Real traces of Windows Update have half a MiB; longer ones are sorted within as much text as this. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Most traces are short. */
const FIRST_BYTES = 16 * 1024;
const FIRST_EVENTS = 128;

/**
 * Takes whole lines of UTF-8, each with its end, many at a time; the bytes are valid only during the call.
 *
 * @param levels gives the level of each line; to be called during the call, where somebody wants it
 */
export type LinesSink = (lines: Uint8Array, levels: () => Uint8Array) => void;

export interface LineOrder {
	/** Where the next event is to be written, from `length` on; there is room for what was asked for. */
	reserve(bytes: number): Uint8Array;
	readonly length: number;
	/** Keeps what was written there. `key` is the time, `sequence` decides between equal ones. */
	add(key: number, sequence: number, bytes: number, level: number): void;
	/** Gives the events that are older; what is older still and comes later is too late. */
	giveBefore(key: number): void;
	/** Gives all that is still held; what comes then stands behind it, whatever its time. */
	end(): void;
	/** Events that came too late to stand where they belong. */
	readonly late: number;
	readonly lines: number;
}

export function createLineOrder(sink: LinesSink, maxBytes: number = MAX_BYTES): LineOrder {
	let text = new Uint8Array(FIRST_BYTES);
	let length = 0;
	let count = 0;
	let keys = new Float64Array(FIRST_EVENTS);
	let sequences = new Float64Array(FIRST_EVENTS);
	let levels = new Uint8Array(FIRST_EVENTS);
	/** Where the text of each event begins; the next one's beginning is its end. */
	let starts = new Uint32Array(FIRST_EVENTS + 1);
	let isSorted = true;
	let late = 0;
	let lines = 0;
	let given = Number.NEGATIVE_INFINITY;

	function growIndex(): void {
		const size = keys.length * 2;
		const [oldKeys, oldSequences, oldLevels, oldStarts] = [keys, sequences, levels, starts];
		keys = new Float64Array(size);
		sequences = new Float64Array(size);
		levels = new Uint8Array(size);
		starts = new Uint32Array(size + 1);
		keys.set(oldKeys);
		sequences.set(oldSequences);
		levels.set(oldLevels);
		starts.set(oldStarts);
	}

	function sorted(): Uint32Array {
		const order = new Uint32Array(count);
		for (let index = 0; index < count; index++) order[index] = index;
		const one = (index: number): number => keys[index] as number;
		return order.sort((a, b) => one(a) - one(b) || (sequences[a] as number) - (sequences[b] as number) || a - b);
	}

	function sizeOf(index: number): number {
		return (starts[index + 1] as number) - (starts[index] as number);
	}

	/** @param goesOn whether the next event is to be given too, told its index and the bytes given before it */
	function give(goesOn: (index: number, bytes: number) => boolean): void {
		const order = isSorted ? null : sorted();
		const at = (position: number): number => (order === null ? position : (order[position] as number));
		let position = 0;
		for (let bytes = 0; position < count && goesOn(at(position), bytes); ) {
			// Neighbours that are in order already go together.
			const first = at(position);
			let last = first;
			do {
				bytes += sizeOf(last);
				position++;
				last++;
			} while (position < count && at(position) === last && goesOn(last, bytes));
			sink(text.subarray(starts[first] as number, starts[last] as number), () => levelsOf(first, last));
		}
		if (position === 0) return;
		given = Math.max(given, keys[at(position - 1)] as number);
		if (order === null) moveUp(position);
		else keepRest(order.subarray(position).sort());
	}

	/** An event may have several lines. */
	function levelsOf(first: number, last: number): Uint8Array {
		const all: number[] = [];
		for (let index = first; index < last; index++) {
			const end = starts[index + 1] as number;
			for (let left = countLineEnds(text, starts[index] as number, end); left > 0; left--) all.push(levels[index] as number);
		}
		return Uint8Array.from(all);
	}

	/** The events from the position on stay. */
	function moveUp(position: number): void {
		const cut = starts[position] as number;
		text.copyWithin(0, cut, length);
		keys.copyWithin(0, position, count);
		sequences.copyWithin(0, position, count);
		levels.copyWithin(0, position, count);
		count -= position;
		length -= cut;
		for (let index = 0; index <= count; index++) starts[index] = (starts[index + position] as number) - cut;
	}

	/** @param rest events that stay, in the order they came */
	function keepRest(rest: Uint32Array): void {
		let end = 0;
		let kept = 0;
		for (const index of rest) {
			const start = starts[index] as number;
			const stop = starts[index + 1] as number;
			text.copyWithin(end, start, stop);
			keys[kept] = keys[index] as number;
			sequences[kept] = sequences[index] as number;
			levels[kept] = levels[index] as number;
			starts[kept] = end;
			end += stop - start;
			kept++;
		}
		starts[kept] = end;
		count = kept;
		length = end;
		if (kept === 0) isSorted = true;
	}

	return {
		get length() {
			return length;
		},
		get late() {
			return late;
		},
		get lines() {
			return lines;
		},
		reserve(bytes) {
			if (length + bytes > maxBytes) {
				const half = length / 2;
				give((_, givenBytes) => givenBytes < half);
			}
			if (length + bytes > text.length) {
				const grown = new Uint8Array(Math.max(length + bytes, text.length * 2));
				grown.set(text.subarray(0, length));
				text = grown;
			}
			return text;
		},
		add(key, sequence, bytes, level) {
			if (count === keys.length) growIndex();
			if (key < given) late++;
			if (count > 0 && isSorted) {
				const before = keys[count - 1] as number;
				isSorted = before < key || (before === key && (sequences[count - 1] as number) <= sequence);
			}
			keys[count] = key;
			sequences[count] = sequence;
			levels[count] = level;
			length += bytes;
			count++;
			lines++;
			starts[count] = length;
		},
		giveBefore: (key) => give((index) => (keys[index] as number) < key),
		end() {
			give(() => true);
			given = Number.NEGATIVE_INFINITY;
		},
	};
}
