/** Judges the text of a log while its lines go by: which encoding it is, and what in it cannot be read. */
import type {EncodingName, Issue} from '../types.js';
import {isUtf8} from './decode-text.js';
import type {Encoding} from './encoding.js';
import type {LineStats} from './line-splitter.js';
import type {Utf16Transcoder} from './utf16-transcoder.js';

export interface EncodingDiagnostics {
	/** Looks at a line that is not plain ASCII. */
	seeHighLine(bytes: Uint8Array, start: number, end: number, line: number): void;
	encodingName(): EncodingName;
	issues(): readonly Issue[];
}

/** What is known when the last line is through. */
export interface TextEnd {
	readonly encoding: Encoding;
	readonly transcoder: Utf16Transcoder | null;
	readonly lines: LineStats;
	readonly maxLineBytes: number;
	/** Last byte of the file; a line end after it would show that no character was cut. */
	readonly lastByte: number;
}

export function createTextQuality(atEnd: () => TextEnd): EncodingDiagnostics {
	let validLines = 0;
	let invalidLines = 0;
	let firstInvalidLine = 0;
	let lastInvalidLine = 0;
	let lastInvalidIsCut = false;

	/** The file ends in the middle of a character of UTF-8, and not with the end of a line. */
	function endsInCharacter(): boolean {
		const {lines, lastByte} = atEnd();
		return lastByte >= 0x80 && lastInvalidIsCut && lastInvalidLine === lines.lines;
	}

	function encodingName(): EncodingName {
		const {encoding} = atEnd();
		if (encoding.form !== 'bytes') return encoding.form;
		if (encoding.markLength > 0) return 'utf-8-bom';
		const cut = invalidLines === 1 && endsInCharacter();
		return invalidLines > validLines && !cut ? 'windows-1252' : 'utf-8';
	}

	return {
		encodingName,
		seeHighLine(bytes, start, end, line) {
			if (isUtf8(bytes, start, end)) {
				validLines++;
				return;
			}
			invalidLines++;
			lastInvalidLine = line;
			if (firstInvalidLine === 0) firstInvalidLine = line;
			lastInvalidIsCut = [1, 2, 3].some(
				(cut) => end - cut >= start && (bytes[end - cut] as number) >= 0xc0 && isUtf8(bytes, start, end - cut),
			);
		},
		issues() {
			const {encoding, transcoder, lines, maxLineBytes} = atEnd();
			const issues: Issue[] = [];
			if (lines.longLines > 0) {
				issues.push({
					kind: 'line-too-long',
					line: lines.firstLongLine,
					count: lines.longLines,
					message: `Lines longer than ${maxLineBytes} bytes; ${lines.droppedBytes} bytes past that were not read.`,
				});
			}
			if (lines.nulBytes > 0)
				issues.push({kind: 'nul-bytes', line: lines.firstNulLine, count: lines.nulBytes, message: 'NUL bytes in the text.'});
			if (lines.controlBytes > 0)
				issues.push({
					kind: 'control-bytes',
					line: lines.firstControlLine,
					count: lines.controlBytes,
					message: 'Control characters in the text.',
				});
			const isAnsi = encodingName() === 'windows-1252';
			const cutLines = encoding.form === 'bytes' && endsInCharacter() && !isAnsi ? 1 : 0;
			const invalid = isAnsi ? 0 : invalidLines - cutLines;
			if (invalid > 0)
				issues.push({
					kind: 'invalid-text',
					line: firstInvalidLine,
					count: invalid,
					message: 'Lines that are not valid UTF-8; they were read as Windows-1252.',
				});
			if (transcoder !== null && transcoder.stats.loneSurrogates > 0) {
				issues.push({
					kind: 'invalid-text',
					line: null,
					count: transcoder.stats.loneSurrogates,
					message: 'Halves of UTF-16 characters without the other half; each was replaced.',
				});
			}
			if (cutLines > 0 || transcoder?.stats.truncated === true) {
				issues.push({kind: 'truncated-character', line: lines.lines, count: 1, message: 'The file ends in the middle of a character.'});
			}
			return issues;
		},
	};
}
