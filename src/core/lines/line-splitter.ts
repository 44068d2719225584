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
	const stats: LineStats = {
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
	let carry = new Uint8Array(4096);
	let carryLength = 0;
	let carryDropped = 0;
	let carryOffset = 0;
	let lineOpen = false;
	let hasHighBytes = false;
	/** Bytes pushed before the current chunk. */
	let chunkOffset = 0;
	/** Carriage returns in a row, up to here; what follows tells whether each ends a line. */
	let returns = 0;

	function growCarry(needed: number): void {
		if (needed <= carry.length) return;
		const grown = new Uint8Array(Math.min(Math.max(needed, carry.length * 2), maxLineBytes));
		grown.set(carry.subarray(0, carryLength));
		carry = grown;
	}

	function carryOver(bytes: Uint8Array, start: number, end: number): void {
		if (!lineOpen) carryOffset = chunkOffset + start;
		lineOpen = true;
		const taken = Math.min(end - start, maxLineBytes - carryLength);
		growCarry(carryLength + taken);
		carry.set(bytes.subarray(start, start + taken), carryLength);
		carryLength += taken;
		carryDropped += end - start - taken;
	}

	function emit(bytes: Uint8Array, start: number, end: number, offset: number, dropped: number): void {
		stats.lines++;
		if (dropped > 0) {
			stats.longLines++;
			stats.droppedBytes += dropped;
			if (stats.firstLongLine === 0) stats.firstLongLine = stats.lines;
		}
		let last = end;
		while (last > start && bytes[last - 1] === CR) last--;
		const high = hasHighBytes;
		hasHighBytes = false;
		sink.line(bytes, start, last, offset, high);
	}

	/** @returns where the next line begins */
	function lineEnd(bytes: Uint8Array, start: number, end: number): number {
		if (lineOpen) {
			carryOver(bytes, start, end);
			lineOpen = false;
			const length = carryLength;
			const dropped = carryDropped;
			carryLength = 0;
			carryDropped = 0;
			emit(carry, 0, length, carryOffset, dropped);
			// The sink may still hold on to the carried line, whose bytes the next carry would overwrite.
			sink.chunkEnd();
		} else if (end - start > maxLineBytes) {
			emit(bytes, start, start + maxLineBytes, chunkOffset + start, end - start - maxLineBytes);
		} else {
			emit(bytes, start, end, chunkOffset + start, 0);
		}
		return end + 1;
	}

	/**
	 * CR ends a line where it is not part of `\r\n` (or of `\r\r\n`, which some programs write): old Macs and some editors
	 * write it alone.
	 *
	 * @returns where the next line begins
	 */
	function carriageReturn(bytes: Uint8Array, start: number, at: number): number {
		returns++;
		const next = bytes[at + 1];
		if (next === CR || next === undefined) return start;
		if (isSecondHalf(next)) {
			returns = 0;
			return start;
		}
		endAtReturns(bytes, start, at + 1);
		return at + 1;
	}

	/** @param end behind the last of the carriage returns, the first of which may be in the carried line */
	function endAtReturns(bytes: Uint8Array, start: number, end: number): void {
		const blankLines = returns - 1;
		returns = 0;
		lineEnd(bytes, start, Math.max(start, end - blankLines));
		for (let left = blankLines; left > 0; left--) emit(bytes, end, end, chunkOffset + end - left, 0);
	}

	function oddByte(byte: number): void {
		if (byte >= 0x80) {
			hasHighBytes = true;
		} else if (byte === 0) {
			stats.nulBytes++;
			if (stats.firstNulLine === 0) stats.firstNulLine = stats.lines + 1;
		} else if (byte < 0x20 && byte !== TAB) {
			stats.controlBytes++;
			if (stats.firstControlLine === 0) stats.firstControlLine = stats.lines + 1;
		}
	}

	function push(chunk: Uint8Array): void {
		const length = chunk.length;
		let lineStart = 0;
		let at = 0;
		if (returns > 0 && length > 0 && chunk[0] !== CR) {
			if (isSecondHalf(chunk[0])) returns = 0;
			else endAtReturns(chunk, 0, 0);
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
				if (byte === LF) lineStart = lineEnd(chunk, lineStart, at);
				else if (byte < 0x20 || byte >= 0x80) {
					if (byte !== CR) oddByte(byte);
					else if (returns > 0 || chunk[at + 1] !== LF) lineStart = carriageReturn(chunk, lineStart, at);
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
		if (lineStart < length) carryOver(chunk, lineStart, length);
		chunkOffset += length;
		sink.chunkEnd();
	}

	return {
		stats,
		push,
		end() {
			if (lineOpen) {
				lineOpen = false;
				emit(carry, 0, carryLength, carryOffset, carryDropped);
			}
			sink.chunkEnd();
		},
	};
}
