/** Puts the lines of a trace in the order of time, in bounded memory: buffers of several processors come as they were full. */

/** Real traces of Windows Update have half a MiB; a longer one is sorted within as much text as this. */
const MAX_BYTES = 32 * 1024 * 1024;

export interface LineOrder {
	/** Where the next line is to be written, from `length` on; there is room for what was asked for. */
	reserve(bytes: number): Uint8Array;
	readonly length: number;
	/** Keeps what was written there. `key` is the time, `sequence` decides between equal ones. */
	add(key: number, sequence: number, bytes: number): void;
	/** Gives all lines that are still held. */
	end(): void;
	/** Lines that came too late to stand where they belong. */
	readonly late: number;
	readonly lines: number;
}

/** @param sink takes whole lines, many at a time; the bytes are valid only during the call */
export function createLineOrder(sink: (lines: Uint8Array) => void, maxBytes: number = MAX_BYTES): LineOrder {
	let text = new Uint8Array(64 * 1024);
	let length = 0;
	let count = 0;
	let keys = new Float64Array(512);
	let sequences = new Float64Array(512);
	/** Where each line begins; the next one's beginning is its end. */
	let starts = new Uint32Array(513);
	let isSorted = true;
	let late = 0;
	let lines = 0;
	let given = Number.NEGATIVE_INFINITY;

	function growIndex(): void {
		const size = keys.length * 2;
		const [oldKeys, oldSequences, oldStarts] = [keys, sequences, starts];
		keys = new Float64Array(size);
		sequences = new Float64Array(size);
		starts = new Uint32Array(size + 1);
		keys.set(oldKeys);
		sequences.set(oldSequences);
		starts.set(oldStarts);
	}

	function sorted(): Uint32Array {
		const order = new Uint32Array(count);
		for (let index = 0; index < count; index++) order[index] = index;
		const one = (index: number): number => keys[index] as number;
		return order.sort((a, b) => one(a) - one(b) || (sequences[a] as number) - (sequences[b] as number) || a - b);
	}

	/** The older lines, so many that half of the memory is free; all of them at the end. */
	function give(isEnd: boolean): void {
		if (count === 0) return;
		const order = isSorted ? null : sorted();
		const at = (position: number): number => (order === null ? position : (order[position] as number));
		let position = 0;
		for (let bytes = 0; position < count && (isEnd || bytes < length / 2); ) {
			// Neighbours that are in order already go together.
			const first = at(position);
			let last = first;
			do {
				bytes += (starts[last + 1] as number) - (starts[last] as number);
				position++;
				last++;
			} while (position < count && at(position) === last && (isEnd || bytes < length / 2));
			sink(text.subarray(starts[first] as number, starts[last] as number));
		}
		given = keys[at(position - 1)] as number;
		keepRest(order === null ? Uint32Array.from({length: count - position}, (_, index) => position + index) : order.subarray(position).sort());
	}

	/** @param rest lines that stay, in the order they came */
	function keepRest(rest: Uint32Array): void {
		let end = 0;
		let kept = 0;
		for (const index of rest) {
			const start = starts[index] as number;
			const stop = starts[index + 1] as number;
			text.copyWithin(end, start, stop);
			keys[kept] = keys[index] as number;
			sequences[kept] = sequences[index] as number;
			starts[kept] = end;
			end += stop - start;
			kept++;
		}
		starts[kept] = end;
		count = kept;
		length = end;
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
			if (length + bytes > maxBytes) give(false);
			if (length + bytes > text.length) {
				const grown = new Uint8Array(Math.max(length + bytes, text.length * 2));
				grown.set(text.subarray(0, length));
				text = grown;
			}
			return text;
		},
		add(key, sequence, bytes) {
			if (count === keys.length) growIndex();
			if (key < given) late++;
			if (count > 0 && isSorted) {
				const before = keys[count - 1] as number;
				isSorted = before < key || (before === key && (sequences[count - 1] as number) <= sequence);
			}
			keys[count] = key;
			sequences[count] = sequence;
			length += bytes;
			count++;
			lines++;
			starts[count] = length;
		},
		end() {
			give(true);
			isSorted = true;
		},
	};
}
