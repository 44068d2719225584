/**
 * The stage before the line splitter: says which lines need no reading, counts them, and hands on the others.
 *
 * Why that is safe. A line is left out only if reading it would change nothing but counts, whatever stands around it:
 *
 * - It is a whole record: printable ASCII in the columns of Get-WindowsUpdateLog, padded as the cmdlet pads them, or in those
 *   of Windows 7 to 8.1, with a component of the client. Nothing of it must be undone or cut (pasted-text.ts,
 *   glued-entries.ts), and it neither continues the record before it nor is continued: a line before one that may, or before
 *   the end of what is known, is handed on.
 * - Its time cannot matter: it is of the minute of a line that was handed on, or of a later one that no earlier one follows.
 * - It means nothing: its message begins as no row of the message tables does for its component, nor as failures do, and has
 *   no word in it for a rejected certificate. The classifier returns `null` for it on any thread.
 * - The log is one of such lines, as `maySkip` tells: what is told apart by the first lines of a file is decided.
 *
 * Whatever else a line may be, it goes to the splitter, and where there is no WebAssembly, all lines do. test/core/line-skipper
 * and a fuzz target compare the reports of both ways.
 */
import type {LineSplitter} from '../lines/line-splitter.js';
import {CARRY_BYTES, CHUNK_BYTES, giveBack, NUMBERS, ODD, type Scanner, takeScanner, TEXT} from './scanner.js';

/** Shorter chunks are not worth the copy. */
const MIN_CHUNK = 8 * 1024;

const LF = 10;

/** The stages behind the splitter. */
export interface SkipSink {
	/** Whether lines that mean nothing may be left out at this place of the log. */
	maySkip(): boolean;
	/** So many records were left out, one in each line. */
	addSkipped(lines: number): void;
}

export class LineSkipper {
	private readonly splitter: LineSplitter;
	private readonly sink: SkipSink;
	private scanner: Scanner | null = null;
	/** Bytes before `TEXT`: the beginning of a line. */
	private carry = 0;

	constructor(splitter: LineSplitter, sink: SkipSink) {
		this.splitter = splitter;
		this.sink = sink;
	}

	/** Takes text in UTF-8 or a code page, cut anywhere. It may be changed after the call. */
	push(chunk: Uint8Array): void {
		const rest = this.carry > 0 ? chunk : this.closeLine(chunk);
		if (rest.length >= MIN_CHUNK) this.scanner ??= takeScanner();
		if (rest.length < MIN_CHUNK || this.scanner === null) {
			this.flush();
			if (rest.length > 0) this.pass(rest);
			return;
		}
		this.scan(this.scanner, rest);
	}

	/** Hands on what is left. The splitter has its own end. */
	end(): void {
		this.flush();
		if (this.scanner !== null) giveBack(this.scanner);
		this.scanner = null;
	}

	private scan(scanner: Scanner, text: Uint8Array): void {
		let rest = text;
		while (rest.length > 0) {
			const part = rest.subarray(0, CHUNK_BYTES);
			scanner.memory.set(part, TEXT);
			this.handOn(scanner, part.length);
			rest = this.closeLine(rest.subarray(part.length));
		}
	}

	/** The splitter is in the middle of a line: the text up to its end. @returns what follows */
	private closeLine(chunk: Uint8Array): Uint8Array {
		if (!this.splitter.isInLine || chunk.length === 0) return chunk;
		const end = chunk.indexOf(LF);
		const length = end < 0 ? chunk.length : end + 1;
		this.pass(chunk.subarray(0, length));
		return chunk.subarray(length);
	}

	/** Text that the scanner does not see: what it knows of the line before the next one is not true any more. */
	private pass(text: Uint8Array): void {
		this.splitter.push(text);
		this.scanner?.reset();
	}

	private handOn(scanner: Scanner, length: number): void {
		const splitter = this.splitter;
		const sink = this.sink;
		const {memory, found} = scanner;
		let at = TEXT - this.carry;
		const stop = TEXT + length;
		const count = scanner.scan(at, stop);
		for (let index = 0; index < count; index += NUMBERS) {
			const begin = found[index] as number;
			const end = found[index + 1] as number;
			const rest = found[index + 2] as number;
			if (begin > at) {
				if (sink.maySkip()) {
					splitter.skip(rest >>> 2, begin - at);
					sink.addSkipped(rest >>> 2);
				} else {
					splitter.push(memory.subarray(at, begin));
				}
			}
			at = end + 1;
			if ((rest & 3) === ODD) splitter.push(memory.subarray(begin, at));
			else splitter.whole(memory, begin, end);
		}
		splitter.pause();
		this.carry = stop - at;
		if (this.carry > CARRY_BYTES) {
			splitter.push(memory.subarray(at, stop));
			this.carry = 0;
		} else {
			memory.copyWithin(TEXT - this.carry, at, stop);
		}
	}

	private flush(): void {
		if (this.carry > 0 && this.scanner !== null) this.splitter.push(this.scanner.memory.subarray(TEXT - this.carry, TEXT));
		this.carry = 0;
	}
}
