/** Reads a log in blocks of whole lines. */
import {InputError} from '../inputs/input-error.js';
import type {LineColumns} from './line-table.js';
import type {LineBlock} from './text-search.js';

const BLOCK_BYTES = 1024 * 1024;

/** The last line of the block that begins with a line: as many as fit, but at least one. */
export function blockEnd(columns: LineColumns, first: number, last: number): number {
	const limit = columns.offsetOf(first) + BLOCK_BYTES;
	let low = first;
	let high = last;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (columns.offsetOf(middle + 1) <= limit) low = middle;
		else high = middle - 1;
	}
	return low;
}

export interface BlockReader {
	/** The lines, of one longer than a block its beginning; valid until the next call. @throws errors of reading */
	read(first: number, last: number): Promise<LineBlock>;
}

/** Reads bytes of the text into a buffer. @returns how many: fewer than wanted only where the text ends */
export type ReadInto = (buffer: Uint8Array, length: number, position: number) => Promise<number>;

export function createBlockReader(columns: LineColumns, readInto: ReadInto): BlockReader {
	const buffer = new Uint8Array(BLOCK_BYTES);
	return {
		async read(first, last) {
			const base = columns.offsetOf(first);
			const wanted = Math.min(BLOCK_BYTES, columns.offsetOf(last + 1) - base);
			const length = await readInto(buffer, wanted, base);
			if (length < wanted) throw new InputError('the log has shrunk since it was opened');
			return {
				bytes: buffer.subarray(0, length),
				firstLine: first,
				lineCount: last - first + 1,
				startOf: (line) => Math.min(length, columns.offsetOf(line) - base),
			};
		},
	};
}
