/** Reads what the byte writer wrote, in the same order. */
import {TIME_DIGITS} from './time-digits.js';

/** More arguments at once would take much of the stack. */
const CODES_AT_ONCE = 4096;

export interface ByteReader {
	/** Goes on at a place in other bytes. */
	moveTo(bytes: Uint8Array, at: number): void;
	/** Where it stands. */
	readonly at: number;
	number(): number;
	maybe(): number | null;
	signed(): number;
	/** For `text` and `shared` of the writer. */
	text(): string | null;
	/** @throws Error where `null` was written */
	sureText(): string;
	time(before: string | null): string | null;
}

/** @param texts the table of the writer */
export function createByteReader(texts: readonly string[]): ByteReader {
	let bytes: Uint8Array = new Uint8Array(0);
	let at = 0;

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

	return {
		moveTo(from, start) {
			bytes = from;
			at = start;
		},
		get at() {
			return at;
		},
		number,
		maybe() {
			const value = number();
			return value === 0 ? null : value - 1;
		},
		signed() {
			const value = number();
			return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
		},
		text,
		sureText() {
			const value = text();
			if (value === null) throw new Error('a packed scan has no text where it needs one');
			return value;
		},
		time(before) {
			const head = number();
			if (head === 0) return null;
			if (head === 1) return text();
			const same = (head - 2) % 64;
			const count = (head - 2 - same) / 64;
			const codes: number[] = [];
			if (before !== null) for (let index = 0; index < same; index++) codes.push(before.charCodeAt(index));
			for (let index = 0; index < count; index += 2) {
				const pair = bytes[at++] as number;
				codes.push(TIME_DIGITS.charCodeAt(pair >> 4));
				if (index + 1 < count) codes.push(TIME_DIGITS.charCodeAt(pair & 15));
			}
			return String.fromCharCode.apply(null, codes);
		},
	};
}
