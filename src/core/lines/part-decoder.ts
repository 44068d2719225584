/** Turns the bytes of a log into UTF-8 as they come, also where the encoding changes on the way: `>>` of PowerShell appends its own. */
import type {Encoding} from './encoding.js';
import {createUtf16Transcoder, type Utf16Stats, type Utf16Transcoder} from './utf16-transcoder.js';

type TextForm = Encoding['form'];
type Utf16Form = Exclude<TextForm, 'bytes'>;

/** So many letters must look alike before text is read in another encoding; text of no encoding looks so by chance. */
const PROBE_UNITS = 24;
const PROBE_BYTES = PROBE_UNITS * 2;

/** At the end of the file fewer do, such as a last line end. */
const LEAST_UNITS = 2;
const LEAST_BYTES = 8;

const LF = 0x0a;
const CR = 0x0d;
const LINE_END: Uint8Array = Uint8Array.of(LF);

const NOTHING: Uint8Array = new Uint8Array(0);

export interface PartDecoder {
	/** Takes the next bytes, without the byte order mark of the first ones. They may be changed after the call. */
	push(chunk: Uint8Array): void;
	end(): void;
	/** Of all parts in UTF-16; `null` where there are none. */
	readonly utf16: Utf16Stats | null;
}

/**
 * Text of one encoding goes on nearly as it comes: bytes are looked through for NUL, and UTF-16 shows letters beyond ASCII while
 * it is turned into UTF-8.
 *
 * @param first encoding of the first part
 * @param sink gets UTF-8 or a code page, valid only during the call
 * @param onChange called between the parts, when all text of the part before has been given, with its line end
 */
export function createPartDecoder(first: TextForm, sink: (chunk: Uint8Array) => void, onChange: (to: TextForm) => void): PartDecoder {
	return new Decoder(first, sink, onChange);
}

class Decoder implements PartDecoder {
	private readonly sink: (chunk: Uint8Array) => void;
	private readonly onChange: (to: TextForm) => void;
	private form: TextForm;
	private transcoder: Utf16Transcoder | null = null;
	private held = NOTHING;
	private lastByte = -1;
	private loneSurrogates = 0;
	private truncated = false;
	private hasUtf16 = false;
	/** Where the part in UTF-16 ends, in the bytes at hand. */
	private partEnd: PartEnd | null = null;
	private isLast = false;

	constructor(first: TextForm, sink: (chunk: Uint8Array) => void, onChange: (to: TextForm) => void) {
		this.sink = sink;
		this.onChange = onChange;
		this.form = first;
		this.begin(first);
	}

	get utf16(): Utf16Stats | null {
		return this.hasUtf16 ? {loneSurrogates: this.loneSurrogates, truncated: this.truncated} : null;
	}

	push(chunk: Uint8Array): void {
		const first = this.held;
		this.held = NOTHING;
		if (first.length === 0) {
			this.take(chunk, false);
		} else if (this.form === 'bytes' && chunk.length >= PROBE_BYTES && !hasNul(first, 0, first.length) && !hasNul(chunk, 0, PROBE_BYTES)) {
			// No other part begins in what was held: both go on without a copy.
			this.give(first);
			this.take(chunk, false);
		} else {
			this.take(joined(first, chunk), false);
		}
	}

	end(): void {
		const rest = this.held;
		this.held = NOTHING;
		this.take(rest, true);
		this.finish();
	}

	private give(chunk: Uint8Array): void {
		if (chunk.length === 0) return;
		this.lastByte = chunk[chunk.length - 1] as number;
		this.sink(chunk);
	}

	private begin(next: TextForm): void {
		this.form = next;
		this.transcoder = next === 'bytes' ? null : createUtf16Transcoder(next === 'utf-16le', (chunk) => this.give(chunk), this.endsAt(next));
		this.hasUtf16 ||= this.transcoder !== null;
	}

	private finish(): void {
		if (this.transcoder === null) return;
		this.transcoder.end();
		this.loneSurrogates += this.transcoder.stats.loneSurrogates;
		this.truncated ||= this.transcoder.stats.truncated;
	}

	private change(next: TextForm): void {
		this.finish();
		const isFirst = this.lastByte < 0;
		// What was appended to a last line without end is a line of its own.
		if (!isFirst && this.lastByte !== LF && this.lastByte !== CR) this.give(LINE_END);
		if (!isFirst) this.onChange(next);
		this.begin(next);
	}

	private endsAt(encoding: Utf16Form): (data: Uint8Array, at: number) => boolean {
		return (data, at) => {
			this.partEnd = findOther(data, at, this.isLast, encoding);
			return this.partEnd !== null;
		};
	}

	/** Gives the text up to where the part ends. */
	private givePart(data: Uint8Array): PartEnd {
		if (this.transcoder === null) {
			const found = findUtf16(data, this.isLast);
			this.give(data.subarray(0, found.end));
			return found;
		}
		this.partEnd = null;
		// Half a letter waits for its other half.
		const taken = this.transcoder.push(this.isLast ? data : data.subarray(0, data.length & ~1));
		return this.partEnd ?? noChange(taken);
	}

	private take(data: Uint8Array, isEnd: boolean): void {
		this.isLast = isEnd;
		let rest = data;
		while (rest.length > 0) {
			const {start, form: next} = this.givePart(rest);
			rest = rest.subarray(start);
			if (next === null) {
				// `slice` of a Buffer of Node.js would not copy.
				this.held = rest.length === 0 ? NOTHING : new Uint8Array(rest);
				break;
			}
			this.change(next);
		}
	}
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(first.length + second.length);
	bytes.set(first);
	bytes.set(second, first.length);
	return bytes;
}

/** Where a part ends and the next one, without its mark, begins; without a `form`, up to where the text is surely of this part. */
interface PartEnd {
	readonly end: number;
	readonly start: number;
	readonly form: TextForm | null;
}

function noChange(end: number): PartEnd {
	return {end, start: end, form: null};
}

function findUtf16(data: Uint8Array, isEnd: boolean): PartEnd {
	// Nearly all logs have no NUL at all.
	for (let nul = data.indexOf(0); nul >= 0; nul = data.indexOf(0, nul + 1)) {
		const start = Math.max(0, nul - 1);
		if (!isEnd && data.length < start + PROBE_BYTES + 1) return noChange(Math.max(0, start - 2));
		// A line end before NUL is that of the part before, and no letter of a new one.
		if (nul > 0 && data[nul - 1] !== LF && isUtf16(data, nul - 1, 1))
			return {end: withoutMark(data, nul - 1, 0xff, 0xfe), start: nul - 1, form: 'utf-16le'};
		if (isUtf16(data, nul, 0)) return {end: withoutMark(data, nul, 0xfe, 0xff), start: nul, form: 'utf-16be'};
		// Files that were not closed end in NUL bytes by the million.
		while (data[nul + 1] === 0 && data[nul + 2] === 0) nul++;
	}
	return noChange(isEnd ? data.length : endOfPart(data));
}

function hasNul(data: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (data[at] === 0) return true;
	return false;
}

/** The last bytes may be a mark and the first half of a letter of the next part, which begins a line as a rule. */
function endOfPart(data: Uint8Array): number {
	let end = data.length;
	while (end > 0 && end > data.length - MARK_AND_HALF && data[end - 1] !== LF) end--;
	return end;
}

const MARK_AND_HALF = 3;

/** @param nulAt which byte of a letter is NUL */
function isUtf16(data: Uint8Array, start: number, nulAt: 0 | 1): boolean {
	let units = 0;
	for (let at = start; at + 1 < data.length && units < PROBE_UNITS; at += 2, units++) {
		if (data[at + nulAt] !== 0 || !isText(data[at + 1 - nulAt])) return false;
	}
	return units >= LEAST_UNITS;
}

function withoutMark(data: Uint8Array, start: number, first: number, second: number): number {
	return start >= 2 && data[start - 2] === first && data[start - 1] === second ? start - 2 : start;
}

/**
 * Text of bytes, or of UTF-16 in the other byte order, in the place of a letter of UTF-16.
 *
 * @returns `null` where the letter is one
 */
function findOther(data: Uint8Array, at: number, isEnd: boolean, form: Utf16Form): PartEnd | null {
	if (!isEnd && data.length < at + PROBE_BYTES + UTF8_MARK.length) return noChange(at);
	const start = UTF8_MARK.every((byte, index) => data[at + index] === byte) ? at + UTF8_MARK.length : at;
	if (isBytes(data, start)) return {end: at, start, form: 'bytes'};
	if (isUtf16(data, at, form === 'utf-16le' ? 0 : 1)) return {end: at, start: at, form: form === 'utf-16le' ? 'utf-16be' : 'utf-16le'};
	return null;
}

const UTF8_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

function isBytes(data: Uint8Array, start: number): boolean {
	const end = Math.min(start + PROBE_BYTES, data.length);
	for (let at = start; at < end; at++) if (!isText(data[at])) return false;
	return end - start >= LEAST_BYTES;
}

/** Printable ASCII, tabs and line ends. */
function isText(byte: number | undefined): boolean {
	return byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === LF || byte === CR);
}
