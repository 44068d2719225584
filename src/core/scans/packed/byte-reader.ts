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
	return new Reader(texts, values);
}

class Reader implements ByteReader {
	readonly values: Readonly<Record<ValueKind, readonly object[]>>;
	private readonly texts: readonly string[];
	private bytes: Uint8Array = new Uint8Array(0);
	private at = 0;
	private lastLine = 0;
	private lastTime: string | null = null;

	constructor(texts: readonly string[], values: Readonly<Record<ValueKind, readonly object[]>>) {
		this.texts = texts;
		this.values = values;
	}

	moveTo(bytes: Uint8Array, {at, line, time}: ReaderPlace): void {
		this.bytes = bytes;
		this.at = at;
		this.lastLine = line;
		this.lastTime = time;
	}

	place(): ReaderPlace {
		return {at: this.at, line: this.lastLine, time: this.lastTime};
	}

	number(): number {
		const {bytes} = this;
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = bytes[this.at++] as number;
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
	}

	maybe(): number | null {
		const value = this.number();
		return value === 0 ? null : value - 1;
	}

	text(): string | null {
		const head = this.number();
		if (head === 0) return null;
		if (head % 2 === 1) return this.texts[(head - 1) / 2] ?? null;
		const size = head / 2 - 1;
		return size % 2 === 0 ? this.narrow(size / 2) : this.wide((size - 1) / 2);
	}

	sureText(): string {
		const value = this.text();
		if (value === null) throw new Error('a packed scan has no text where it needs one');
		return value;
	}

	line(): number {
		this.lastLine += this.signed();
		return this.lastLine;
	}

	time(): string | null {
		const next = this.timeAfter(this.lastTime ?? '');
		this.lastTime = next ?? this.lastTime;
		return next;
	}

	private narrow(count: number): string {
		const {bytes} = this;
		const end = this.at + count;
		let text = '';
		for (let at = this.at; at < end; ) {
			const codes: number[] = [];
			for (const stop = Math.min(end, at + CODES_AT_ONCE); at < stop; at++) codes.push(bytes[at] as number);
			text += String.fromCharCode.apply(null, codes);
		}
		this.at = end;
		return text;
	}

	private wide(count: number): string {
		const {bytes} = this;
		let text = '';
		for (let index = 0; index < count; index++, this.at += 2)
			text += String.fromCharCode((bytes[this.at] as number) | ((bytes[this.at + 1] as number) << 8));
		return text;
	}

	private signed(): number {
		const value = this.number();
		return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
	}

	/** @param before the previous time, whose first characters are not stored again */
	private timeAfter(before: string): string | null {
		const head = this.number();
		if (head === 0) return null;
		if (head === 1) return this.text();
		const same = (head - 2) % 64;
		const count = (head - 2 - same) / 64;
		if (count === 0 && same === before.length) return before;
		const codes: number[] = [];
		for (let index = 0; index < same; index++) codes.push(before.charCodeAt(index));
		for (let index = 0; index < count; index += 2) {
			const pair = this.bytes[this.at++] as number;
			codes.push(TIME_DIGITS.charCodeAt(pair >> 4));
			if (index + 1 < count) codes.push(TIME_DIGITS.charCodeAt(pair & 15));
		}
		return String.fromCharCode.apply(null, codes);
	}
}
