/** Reads lines of a log as text, where the table says they are. */
import {InputError} from '../inputs/input-error.js';
import {decodeText} from '../lines/decode-text.js';
import type {ReadInto} from './line-blocks.js';
import type {LineColumns} from './line-table.js';

/** Longer lines are cut. */
const MAX_SHOWN_BYTES = 64 * 1024;

/** Lines beside each other are read at once, up to this. */
const WINDOW_BYTES = 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;
/** Bytes of a line end: `\r\n`, or with another `\r` before it, as some programs write. */
const MAX_LINE_END = 3;

/** Fewer where the table ends. @throws errors of reading */
export async function readLines(columns: LineColumns, readInto: ReadInto, first: number, count: number): Promise<readonly string[]> {
	const from = Math.max(1, first);
	const end = Math.min(columns.count + 1, first + count);
	// All places at once, before the table can change.
	const places: number[] = [];
	for (let line = from; line <= end; line++) places.push(columns.offsetOf(line));
	const lines: string[] = [];
	while (lines.length < places.length - 1) {
		const start = places[lines.length] as number;
		let until = lines.length + 1;
		while (until < places.length - 1 && (places[until + 1] as number) - start <= WINDOW_BYTES) until++;
		const stop = places[until] as number;
		if (until === lines.length + 1 && stop - start > MAX_SHOWN_BYTES + MAX_LINE_END) {
			lines.push(await readLong(readInto, start, stop));
			continue;
		}
		const bytes = await readExactly(readInto, start, stop);
		for (let at = lines.length; at < until; at++)
			lines.push(lineText(bytes, (places[at] as number) - start, (places[at + 1] as number) - start));
	}
	return lines;
}

function lineText(bytes: Uint8Array, start: number, stop: number): string {
	let end = stop;
	if (end > start && bytes[end - 1] === LF) end--;
	while (end > start && bytes[end - 1] === CR) end--;
	return end - start > MAX_SHOWN_BYTES ? cutText(bytes, start, end - start) : decodeText(bytes, start, end, true);
}

async function readLong(readInto: ReadInto, start: number, stop: number): Promise<string> {
	const tail = await readExactly(readInto, stop - MAX_LINE_END, stop);
	let length = stop - start;
	let at = tail.length;
	if (tail[at - 1] === LF) {
		at--;
		length--;
	}
	for (; tail[at - 1] === CR; at--) length--;
	const bytes = await readExactly(readInto, start, start + Math.min(length, MAX_SHOWN_BYTES + MAX_LINE_END));
	return length > MAX_SHOWN_BYTES ? cutText(bytes, 0, length) : decodeText(bytes, 0, length, true);
}

/** Not in the middle of a character, which would change how the others are read. */
function cutText(bytes: Uint8Array, start: number, length: number): string {
	let end = start + MAX_SHOWN_BYTES;
	for (let back = 0; back < 3 && ((bytes[end] ?? 0) & 0xc0) === 0x80; back++) end--;
	return `${decodeText(bytes, start, end, true)} … (${start + length - end} bytes more)`;
}

async function readExactly(readInto: ReadInto, start: number, stop: number): Promise<Uint8Array> {
	const bytes = new Uint8Array(stop - start);
	if ((await readInto(bytes, bytes.length, start)) < bytes.length) throw new InputError('the log has shrunk since it was opened');
	return bytes;
}
