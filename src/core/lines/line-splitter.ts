/** Cuts bytes into lines: LF, CRLF or CR alone, any chunking, bounded line length, odd bytes counted on the way. */

/** Bytes of a line past this are dropped, counted and reported. */
export const MAX_LINE_BYTES: number = 1024 * 1024;

export interface LineSink {
	/**
	 * One line without its line end. `bytes` belongs to the splitter: it is valid until `chunkEnd` is called.
	 *
	 * @param offset where the line begins in the pushed bytes
	 * @param hasHighBytes at least one byte is 0x80 or more, so the line is not plain ASCII
	 */
	line(bytes: Uint8Array, start: number, end: number, offset: number, hasHighBytes: boolean): void;
	/** The bytes of all lines given so far are about to change: copy what is still needed. */
	chunkEnd(): void;
}

/** What was odd about the bytes. Line numbers are 1-based; 0 means none. */
export interface LineStats {
	lines: number;
	longLines: number;
	firstLongLine: number;
	droppedBytes: number;
	nulBytes: number;
	firstNulLine: number;
	controlBytes: number;
	firstControlLine: number;
}

export interface LineSplitter {
	push(chunk: Uint8Array): void;
	/** Gives the last line if it has no end. */
	end(): void;
	/** The beginning of a line was pushed, and its end was not. */
	readonly isInLine: boolean;
	/**
	 * Takes a whole line that somebody has looked at: ASCII without control characters, shorter than `MAX_LINE_BYTES`, with or
	 * without a CR before its end. `bytes` is valid until `pause`.
	 */
	whole(bytes: Uint8Array, start: number, end: number): void;
	/** The bytes of `whole` are about to change. */
	pause(): void;
	/** Lines that need not be given, and their bytes with those of their ends. */
	skip(lines: number, bytes: number): void;
	readonly stats: Readonly<LineStats>;
}

const LF = 10;
const CR = 13;
const TAB = 9;

/** After CR: of `\r\n`, or of a CR of UTF-16 in text that is read byte by byte. */
function isSecondHalf(byte: number | undefined): boolean {
	return byte === LF || byte === 0;
}

/** How many lines the splitter makes of bytes that end in a line end. */
export function countLineEnds(bytes: Uint8Array, start: number, end: number): number {
	let count = 0;
	let returns = 0;
	for (let at = start; at < end; at++) {
		const byte = bytes[at];
		if (byte === CR) {
			returns++;
			continue;
		}
		count += byte === LF ? 1 : byte === 0 ? 0 : returns;
		returns = 0;
	}
	return count;
}

/**
 * Reads four bytes at a time: a word whose bytes all lie between 0x20 and 0x7F holds neither a line end nor anything to
 * count, and most words of a log are such. Only the others are looked at byte by byte.
 */
export function createLineSplitter(sink: LineSink, maxLineBytes: number = MAX_LINE_BYTES): LineSplitter {
	return new ByteSplitter(sink, maxLineBytes);
}

class ByteSplitter implements LineSplitter {
	private readonly sink: LineSink;
	private readonly maxLineBytes: number;
	readonly stats: LineStats = {
		lines: 0,
		longLines: 0,
		firstLongLine: 0,
		droppedBytes: 0,
		nulBytes: 0,
		firstNulLine: 0,
		controlBytes: 0,
		firstControlLine: 0,
	};
	/** The beginning of a line whose end lies in a later chunk. */
	private carry = new Uint8Array(4096);
	private carryLength = 0;
	private carryDropped = 0;
	private carryOffset = 0;
	private lineOpen = false;
	private hasHighBytes = false;
	/** Bytes pushed before the current chunk. */
	private chunkOffset = 0;
	/** Carriage returns in a row, up to here; what follows tells whether each ends a line. */
	private returns = 0;

	constructor(sink: LineSink, maxLineBytes: number) {
		this.sink = sink;
		this.maxLineBytes = maxLineBytes;
	}

	get isInLine(): boolean {
		return this.lineOpen;
	}

	whole(bytes: Uint8Array, start: number, end: number): void {
		this.emit(bytes, start, end, this.chunkOffset, 0);
		this.chunkOffset += end + 1 - start;
	}

	pause(): void {
		this.sink.chunkEnd();
	}

	skip(lines: number, bytes: number): void {
		this.stats.lines += lines;
		this.chunkOffset += bytes;
	}

	end(): void {
		if (this.lineOpen) {
			this.lineOpen = false;
			this.emit(this.carry, 0, this.carryLength, this.carryOffset, this.carryDropped);
		}
		this.sink.chunkEnd();
	}

	private growCarry(needed: number): void {
		if (needed <= this.carry.length) return;
		const grown = new Uint8Array(Math.min(Math.max(needed, this.carry.length * 2), this.maxLineBytes));
		grown.set(this.carry.subarray(0, this.carryLength));
		this.carry = grown;
	}

	private carryOver(bytes: Uint8Array, start: number, end: number): void {
		if (!this.lineOpen) this.carryOffset = this.chunkOffset + start;
		this.lineOpen = true;
		const taken = Math.min(end - start, this.maxLineBytes - this.carryLength);
		this.growCarry(this.carryLength + taken);
		this.carry.set(bytes.subarray(start, start + taken), this.carryLength);
		this.carryLength += taken;
		this.carryDropped += end - start - taken;
	}

	private emit(bytes: Uint8Array, start: number, end: number, offset: number, dropped: number): void {
		const {stats} = this;
		stats.lines++;
		if (dropped > 0) {
			stats.longLines++;
			stats.droppedBytes += dropped;
			if (stats.firstLongLine === 0) stats.firstLongLine = stats.lines;
		}
		let last = end;
		while (last > start && bytes[last - 1] === CR) last--;
		const high = this.hasHighBytes;
		this.hasHighBytes = false;
		this.sink.line(bytes, start, last, offset, high);
	}

	/** @returns where the next line begins */
	private lineEnd(bytes: Uint8Array, start: number, end: number): number {
		if (this.lineOpen) {
			this.carryOver(bytes, start, end);
			this.lineOpen = false;
			const length = this.carryLength;
			const dropped = this.carryDropped;
			this.carryLength = 0;
			this.carryDropped = 0;
			this.emit(this.carry, 0, length, this.carryOffset, dropped);
			// The sink may still hold on to the carried line, whose bytes the next carry would overwrite.
			this.sink.chunkEnd();
		} else if (end - start > this.maxLineBytes) {
			this.emit(bytes, start, start + this.maxLineBytes, this.chunkOffset + start, end - start - this.maxLineBytes);
		} else {
			this.emit(bytes, start, end, this.chunkOffset + start, 0);
		}
		return end + 1;
	}

	/**
	 * CR ends a line where it is not part of `\r\n` (or of `\r\r\n`, which some programs write): old Macs and some editors
	 * write it alone.
	 *
	 * @returns where the next line begins
	 */
	private carriageReturn(bytes: Uint8Array, start: number, at: number): number {
		this.returns++;
		const next = bytes[at + 1];
		if (next === CR || next === undefined) return start;
		if (isSecondHalf(next)) {
			this.returns = 0;
			return start;
		}
		this.endAtReturns(bytes, start, at + 1);
		return at + 1;
	}

	/** @param end behind the last of the carriage returns, the first of which may be in the carried line */
	private endAtReturns(bytes: Uint8Array, start: number, end: number): void {
		const blankLines = this.returns - 1;
		this.returns = 0;
		this.lineEnd(bytes, start, Math.max(start, end - blankLines));
		for (let left = blankLines; left > 0; left--) this.emit(bytes, end, end, this.chunkOffset + end - left, 0);
	}

	private oddByte(byte: number): void {
		const {stats} = this;
		if (byte >= 0x80) {
			this.hasHighBytes = true;
		} else if (byte === 0) {
			stats.nulBytes++;
			if (stats.firstNulLine === 0) stats.firstNulLine = stats.lines + 1;
		} else if (byte < 0x20 && byte !== TAB) {
			stats.controlBytes++;
			if (stats.firstControlLine === 0) stats.firstControlLine = stats.lines + 1;
		}
	}

	push(chunk: Uint8Array): void {
		const length = chunk.length;
		let lineStart = 0;
		let at = 0;
		if (this.returns > 0 && length > 0 && chunk[0] !== CR) {
			if (isSecondHalf(chunk[0])) this.returns = 0;
			else this.endAtReturns(chunk, 0, 0);
		}
		const unaligned = Math.min((4 - (chunk.byteOffset & 3)) & 3, length);
		const wordCount = (length - unaligned) >> 2;
		// A chunk too short to reach a multiple of four has no words, and no offset that a word array would take.
		const words = new Int32Array(chunk.buffer, wordCount === 0 ? 0 : chunk.byteOffset + unaligned, wordCount);
		const wordsEnd = unaligned + words.length * 4;
		let stop = unaligned;
		for (let word = -1; ; ) {
			for (; at < stop; at++) {
				const byte = chunk[at] as number;
				if (byte === LF) lineStart = this.lineEnd(chunk, lineStart, at);
				else if (byte < 0x20 || byte >= 0x80) {
					if (byte !== CR) this.oddByte(byte);
					else if (this.returns > 0 || chunk[at + 1] !== LF) lineStart = this.carriageReturn(chunk, lineStart, at);
				}
			}
			if (at >= length) break;
			if (at >= wordsEnd) {
				stop = length;
				continue;
			}
			// Skip words without a byte below 0x20 or above 0x7F ("hasless" of Anderson's bit twiddling hacks).
			word = (at - unaligned) >> 2;
			let bits = words[word] as number;
			while (((((bits - 0x20202020) & ~bits) | bits) & 0x80808080) === 0) {
				word++;
				if (word >= words.length) break;
				bits = words[word] as number;
			}
			at = unaligned + word * 4;
			stop = Math.min(at + 4, length);
			if (at >= wordsEnd) stop = length;
		}
		if (lineStart < length) this.carryOver(chunk, lineStart, length);
		this.chunkOffset += length;
		this.sink.chunkEnd();
	}
}
