/** Judges the text of a log while its lines go by: which encoding it is, and what in it cannot be read. */
import {issues, LOG_ISSUES} from '../issues.js';
import type {EncodingName, Issue} from '../types.js';
import {isUtf8} from './decode-text.js';
import type {Encoding} from './encoding.js';
import type {LineSink, LineStats} from './line-splitter.js';
import type {Utf16Stats} from './utf16-transcoder.js';

/** What is known when the last line is through. */
export interface TextEnd {
	readonly encoding: Encoding;
	/** `null` where the text is not UTF-16. */
	readonly utf16: Utf16Stats | null;
	readonly lines: LineStats;
	readonly maxLineBytes: number;
	/** Last byte of the file; a line end after it would show that no character was cut. */
	readonly lastByte: number;
}

export interface TextFacts {
	readonly encoding: EncodingName;
	readonly issues: readonly Issue[];
}

/** Hands every line on, and looks at those that are not plain ASCII. */
export class EncodingDiagnostics implements LineSink {
	private readonly next: LineSink;
	private lines = 0;
	private validLines = 0;
	private invalidLines = 0;
	private firstInvalidLine = 0;
	private lastInvalidLine = 0;
	private lastInvalidIsCut = false;

	constructor(next: LineSink) {
		this.next = next;
	}

	line(bytes: Uint8Array, start: number, end: number, offset: number, hasHighBytes: boolean): void {
		this.lines++;
		this.next.line(bytes, start, end, offset, hasHighBytes);
		if (hasHighBytes) this.seeHighLine(bytes, start, end);
	}

	/** So many lines of plain ASCII were left out. */
	skip(lines: number): void {
		this.lines += lines;
	}

	chunkEnd(): void {
		this.next.chunkEnd();
	}

	end(text: TextEnd): TextFacts {
		const {encoding, utf16, lines, maxLineBytes} = text;
		const isCut = this.endsInCharacter(text);
		const name = this.encodingName(encoding, isCut);
		const isAnsi = name === 'windows-1252';
		const cutLines = encoding.form === 'bytes' && isCut && !isAnsi ? 1 : 0;
		const invalid = isAnsi ? 0 : this.invalidLines - cutLines;
		return {
			encoding: name,
			issues: [
				...issues(LOG_ISSUES.longLines, lines.longLines, lines.firstLongLine, maxLineBytes, lines.droppedBytes),
				...issues(LOG_ISSUES.nulBytes, lines.nulBytes, lines.firstNulLine),
				...issues(LOG_ISSUES.controlBytes, lines.controlBytes, lines.firstControlLine),
				...issues(LOG_ISSUES.invalidUtf8, invalid, this.firstInvalidLine),
				...issues(LOG_ISSUES.loneSurrogates, utf16?.loneSurrogates ?? 0, null),
				...issues(LOG_ISSUES.cutCharacter, cutLines > 0 || utf16?.truncated === true ? 1 : 0, lines.lines),
			],
		};
	}

	private seeHighLine(bytes: Uint8Array, start: number, end: number): void {
		if (isUtf8(bytes, start, end)) {
			this.validLines++;
			return;
		}
		this.invalidLines++;
		this.lastInvalidLine = this.lines;
		if (this.firstInvalidLine === 0) this.firstInvalidLine = this.lines;
		this.lastInvalidIsCut = isCutCharacter(bytes, start, end);
	}

	/** The file ends in the middle of a character of UTF-8, and not with the end of a line. */
	private endsInCharacter({lines, lastByte}: TextEnd): boolean {
		return lastByte >= 0x80 && this.lastInvalidIsCut && this.lastInvalidLine === lines.lines;
	}

	private encodingName({form, markLength}: Encoding, isCut: boolean): EncodingName {
		if (form !== 'bytes') return form;
		if (markLength > 0) return 'utf-8-bom';
		const isOnlyCut = this.invalidLines === 1 && isCut;
		return this.invalidLines > this.validLines && !isOnlyCut ? 'windows-1252' : 'utf-8';
	}
}

/** Whether nothing but the last character of the line is no UTF-8, because bytes of it are missing. */
function isCutCharacter(bytes: Uint8Array, start: number, end: number): boolean {
	for (let cut = 1; cut <= 3 && end - cut >= start; cut++) {
		if ((bytes[end - cut] as number) >= 0xc0 && isUtf8(bytes, start, end - cut)) return true;
	}
	return false;
}
