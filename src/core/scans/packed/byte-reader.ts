/** Reads what the byte writer wrote, in the same order. */
import {TIME_DIGITS} from './time-digits.js';
import type {ValueKind} from './value-table.js';

/** Limits the number of arguments of one call, which take space on the stack. */
const CODES_AT_ONCE = 4096;

/** The position of a reader, with the last line number and time read: the next ones are stored as differences from them. */
export interface ReaderPlace {
	readonly at: number;
	readonly line: number;
	readonly time: string | null;
}

export interface ByteReader {
	/** Continues at a position in other bytes. */
	moveTo(bytes: Uint8Array, place: ReaderPlace): void;
	place(): ReaderPlace;
	number(): number;
	maybe(): number | null;
	/** Reads what `text` or `shared` of the writer wrote. */
	text(): string | null;
	/** @throws Error where `null` was written */
	sureText(): string;
	line(): number;
	time(): string | null;
	/** The contents of the writer's value tables. */
	readonly values: Readonly<Record<ValueKind, readonly object[]>>;
}

/** @param texts the table of the writer @param values those of its tables */
export function createByteReader(texts: readonly string[], values: Readonly<Record<ValueKind, readonly object[]>>): ByteReader {
	let bytes: Uint8Array = new Uint8Array(0);
	let at = 0;
	let line = 0;
	let time: string | null = null;

	function number(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = bytes[at++] as number;
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
	}

	function narrow(count: number): string {
		const end = at + count;
		let text = '';
		while (at < end) {
			const codes: number[] = [];
			for (const stop = Math.min(end, at + CODES_AT_ONCE); at < stop; at++) codes.push(bytes[at] as number);
			text += String.fromCharCode.apply(null, codes);
		}
		return text;
	}

	function wide(count: number): string {
		let text = '';
		for (let index = 0; index < count; index++, at += 2)
			text += String.fromCharCode((bytes[at] as number) | ((bytes[at + 1] as number) << 8));
		return text;
	}

	function text(): string | null {
		const head = number();
		if (head === 0) return null;
		if (head % 2 === 1) return texts[(head - 1) / 2] ?? null;
		const size = head / 2 - 1;
		return size % 2 === 0 ? narrow(size / 2) : wide((size - 1) / 2);
	}

	function signed(): number {
		const value = number();
		return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
	}

	/** @param before the previous time, whose first characters are not stored again */
	function timeAfter(before: string): string | null {
		const head = number();
		if (head === 0) return null;
		if (head === 1) return text();
		const same = (head - 2) % 64;
		const count = (head - 2 - same) / 64;
		if (count === 0 && same === before.length) return before;
		const codes: number[] = [];
		for (let index = 0; index < same; index++) codes.push(before.charCodeAt(index));
		for (let index = 0; index < count; index += 2) {
			const pair = bytes[at++] as number;
			codes.push(TIME_DIGITS.charCodeAt(pair >> 4));
			if (index + 1 < count) codes.push(TIME_DIGITS.charCodeAt(pair & 15));
		}
		return String.fromCharCode.apply(null, codes);
	}

	return {
		values,
		moveTo(from, place) {
			bytes = from;
			({at, line, time} = place);
		},
		place: () => ({at, line, time}),
		number,
		maybe() {
			const value = number();
			return value === 0 ? null : value - 1;
		},
		text,
		sureText() {
			const value = text();
			if (value === null) throw new Error('a packed scan has no text where it needs one');
			return value;
		},
		line() {
			line += signed();
			return line;
		},
		time() {
			const next = timeAfter(time ?? '');
			time = next ?? time;
			return next;
		},
	};
}
