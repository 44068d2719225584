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
	return new Writer(texts, values);
}

class Writer implements ByteWriter {
	private readonly texts: TextTable;
	readonly values: Readonly<Record<ValueKind, ValueTable>>;
	private bytes = new Uint8Array(4096);
	private length = 0;
	private lineBefore = 0;
	private timeBefore = '';

	constructor(texts: TextTable, values: Readonly<Record<ValueKind, ValueTable>>) {
		this.texts = texts;
		this.values = values;
	}

	written(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}

	clear(): void {
		this.length = 0;
		this.lineBefore = 0;
		this.timeBefore = '';
	}

	maybe(value: number | null): void {
		this.number(value === null ? 0 : value + 1);
	}

	shared(value: string | null): void {
		const id = value === null ? -1 : this.texts.idOf(value);
		if (id < 0) this.text(value);
		else this.number(id * 2 + 1);
	}

	line(value: number): void {
		this.signed(value - this.lineBefore);
		this.lineBefore = value;
	}

	time(value: string | null): void {
		if (value === null) {
			this.number(0);
			return;
		}
		this.timeAfter(value, this.timeBefore);
		this.timeBefore = value;
	}

	private reserve(count: number): void {
		if (this.length + count <= this.bytes.length) return;
		const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
		grown.set(this.bytes.subarray(0, this.length));
		this.bytes = grown;
	}

	number(value: number): void {
		this.reserve(8);
		let rest = value;
		while (rest >= 0x8000_0000) {
			this.bytes[this.length++] = (rest % 128) | 0x80;
			rest = Math.floor(rest / 128);
		}
		while (rest >= 0x80) {
			this.bytes[this.length++] = (rest & 0x7f) | 0x80;
			rest >>>= 7;
		}
		this.bytes[this.length++] = rest;
	}

	/** Takes one byte for each character if all characters fit into one byte, and two bytes otherwise. */
	text(value: string | null): void {
		if (value === null) {
			this.number(0);
			return;
		}
		const count = value.length;
		const start = this.length;
		this.number((count * 2 + 1) * 2);
		this.reserve(count * 2);
		for (let at = 0; at < count; at++) {
			const code = value.charCodeAt(at);
			if (code > 0xff) {
				this.length = start;
				this.wide(value);
				return;
			}
			this.bytes[this.length++] = code;
		}
	}

	private wide(value: string): void {
		this.number((value.length * 2 + 2) * 2);
		for (let at = 0; at < value.length; at++) {
			const code = value.charCodeAt(at);
			this.bytes[this.length++] = code & 0xff;
			this.bytes[this.length++] = code >>> 8;
		}
	}

	private signed(value: number): void {
		this.number(value >= 0 ? value * 2 : -value * 2 - 1);
	}

	private timeAfter(value: string, before: string): void {
		const most = Math.min(MAX_SHARED, value.length, before.length);
		let same = 0;
		while (same < most && value.charCodeAt(same) === before.charCodeAt(same)) same++;
		const count = value.length - same;
		for (let at = same; at < value.length; at++) {
			if (digitOf(value.charCodeAt(at)) < 0) {
				this.number(1);
				this.text(value);
				return;
			}
		}
		this.number(count * 64 + same + 2);
		this.reserve(count);
		for (let at = same; at < value.length; at += 2) {
			const second = at + 1 < value.length ? digitOf(value.charCodeAt(at + 1)) : TIME_DIGITS.length;
			this.bytes[this.length++] = (digitOf(value.charCodeAt(at)) << 4) | second;
		}
	}
}
