/** Writes numbers and texts as bytes, one after another, into a buffer that is reused. */
import {digitOf, TIME_DIGITS} from './time-digits.js';
import type {TextTable} from './text-table.js';
import type {ValueKind, ValueTable} from './value-table.js';

/** Maximum number of characters that a time may share with the previous one. A time has 27. */
const MAX_SHARED = 62;

export interface ByteWriter {
	/** The bytes written since the last `clear`; valid until the next write. */
	written(): Uint8Array;
	clear(): void;
	/** @param value an integer, 0 or greater */
	number(value: number): void;
	/** `null`, or an integer that is 0 or greater. */
	maybe(value: number | null): void;
	/** A text that rarely occurs twice. */
	text(value: string | null): void;
	/** A text that many scans have in common. */
	shared(value: string | null): void;
	/** Any integer. Takes about one byte if it is close to the previous line number written since `clear`. */
	line(value: number): void;
	/** A time as reports print it. Only what differs from the previous time written since `clear` is stored. */
	time(value: string | null): void;
	/** Objects that are stored once and then referred to by number. */
	readonly values: Readonly<Record<ValueKind, ValueTable>>;
}

export function createByteWriter(texts: TextTable, values: Readonly<Record<ValueKind, ValueTable>>): ByteWriter {
	let bytes = new Uint8Array(4096);
	let length = 0;
	let lineBefore = 0;
	let timeBefore = '';

	function reserve(count: number): void {
		if (length + count <= bytes.length) return;
		const grown = new Uint8Array(Math.max(bytes.length * 2, length + count));
		grown.set(bytes.subarray(0, length));
		bytes = grown;
	}

	function number(value: number): void {
		reserve(8);
		let rest = value;
		while (rest >= 0x8000_0000) {
			bytes[length++] = (rest % 128) | 0x80;
			rest = Math.floor(rest / 128);
		}
		while (rest >= 0x80) {
			bytes[length++] = (rest & 0x7f) | 0x80;
			rest >>>= 7;
		}
		bytes[length++] = rest;
	}

	/** Takes one byte for each character if all characters fit into one byte, and two bytes otherwise. */
	function text(value: string | null): void {
		if (value === null) {
			number(0);
			return;
		}
		const count = value.length;
		const start = length;
		number((count * 2 + 1) * 2);
		reserve(count * 2);
		for (let at = 0; at < count; at++) {
			const code = value.charCodeAt(at);
			if (code > 0xff) {
				length = start;
				wide(value);
				return;
			}
			bytes[length++] = code;
		}
	}

	function wide(value: string): void {
		number((value.length * 2 + 2) * 2);
		for (let at = 0; at < value.length; at++) {
			const code = value.charCodeAt(at);
			bytes[length++] = code & 0xff;
			bytes[length++] = code >>> 8;
		}
	}

	function signed(value: number): void {
		number(value >= 0 ? value * 2 : -value * 2 - 1);
	}

	function timeAfter(value: string, before: string): void {
		const most = Math.min(MAX_SHARED, value.length, before.length);
		let same = 0;
		while (same < most && value.charCodeAt(same) === before.charCodeAt(same)) same++;
		const count = value.length - same;
		for (let at = same; at < value.length; at++) {
			if (digitOf(value.charCodeAt(at)) < 0) {
				number(1);
				text(value);
				return;
			}
		}
		number(count * 64 + same + 2);
		reserve(count);
		for (let at = same; at < value.length; at += 2) {
			const second = at + 1 < value.length ? digitOf(value.charCodeAt(at + 1)) : TIME_DIGITS.length;
			bytes[length++] = (digitOf(value.charCodeAt(at)) << 4) | second;
		}
	}

	return {
		values,
		written: () => bytes.subarray(0, length),
		clear() {
			length = 0;
			lineBefore = 0;
			timeBefore = '';
		},
		number,
		maybe: (value) => number(value === null ? 0 : value + 1),
		text,
		shared(value) {
			const id = value === null ? -1 : texts.idOf(value);
			if (id < 0) text(value);
			else number(id * 2 + 1);
		},
		line(value) {
			signed(value - lineBefore);
			lineBefore = value;
		},
		time(value) {
			if (value === null) {
				number(0);
				return;
			}
			timeAfter(value, timeBefore);
			timeBefore = value;
		},
	};
}
