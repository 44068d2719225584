/** Finds the lines of a block of bytes whose text matches a query. */
import {decodeText} from '../lines/decode-text.js';
import type {TextQuery} from './viewer-port.js';

const LF = 0x0a;
const CR = 0x0d;

/** Whole lines of a log, with their ends; the last may have none. */
export interface LineBlock {
	readonly bytes: Uint8Array;
	readonly firstLine: number;
	readonly lineCount: number;
	/** Where a line begins in `bytes`; of the line after the last, their length. */
	startOf(line: number): number;
}

export interface TextMatcher {
	/** Tells the lines that match, ascending. Each line is looked at by itself: no match goes over its end. */
	search(block: LineBlock, onHit: (line: number) => void): void;
}

/** One character for each byte, as ISO-8859-1 has it: where a match stands in the text is where it stands in the bytes. */
export type BytesToText = (bytes: Uint8Array) => string;

/**
 * What a regular expression may consist of to be run over many lines at once: nothing that matches a line end or looks
 * past the match, and no character beyond ASCII.
 */
const WITHIN_LINES = new RegExp(
	`^(?:${[
		// Characters that stand for themselves, and escapes.
		String.raw`[ !"#$%&',\-./:;<=>@A-Z^_\x60a-z~|0-9]|\\(?:[dwbBS]|[^A-Za-z0-9\x00-\x1f\x7f-\uffff])`,
		// Groups and repetitions.
		String.raw`\((?:\?:)?|\)|[*+?]|\{\d{0,5},?\d{0,5}\}`,
		// Classes of characters that are not negated.
		String.raw`\[(?!\^)(?:[^\\\]\x00-\x1f\x7f-\uffff]|\\[dwS]|\\[^A-Za-z0-9\x00-\x1f\x7f-\uffff])*\]`,
	].join('|')})*$`,
);
const ASCII = /^[\x00-\x7f]*$/;

/**
 * Makes a matcher of a query. Plain text stands for itself; `^` and `$` of a regular expression are the ends of a line.
 *
 * @returns the reason, for people, where the regular expression is none
 */
export function compileQuery({text, isRegExp, isCaseSensitive}: TextQuery, toText: BytesToText): TextMatcher | {readonly reason: string} {
	// In a group, for the engine takes a slower way for text alone.
	const source = isRegExp ? text : `(?:${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')})`;
	const flags = isCaseSensitive ? 'm' : 'im';
	let line: RegExp;
	let lines: RegExp;
	try {
		line = new RegExp(source, flags);
		lines = new RegExp(source, `g${flags}`);
	} catch (error) {
		return {reason: `the regular expression cannot be used: ${reasonOf(error)}`};
	}
	if (!isRegExp && text.includes('\n')) return {search() {}};
	if (!isRegExp && ASCII.test(text) && !text.includes('\r'))
		return {search: (block, onHit) => searchPlain(block, toText(block.bytes), lines, onHit)};
	// Letters beyond ASCII match none of ASCII, whatever their case.
	if (!isRegExp && !ASCII.test(text)) return {search: (block, onHit) => searchHigh(block, line, onHit)};
	if (isRegExp && WITHIN_LINES.test(source))
		return {search: (block, onHit) => searchWithin(block, toText(block.bytes), line, lines, onHit)};
	return {search: (block, onHit) => searchEach(block, toText(block.bytes), line, onHit)};
}

/** What the engine says, without the expression, which the user sees. */
function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.slice(message.lastIndexOf(': ') + 1).trim();
}

/** In every encoding a byte of ASCII is that letter, so that the bytes of all lines can be looked at as they are. */
function searchPlain(block: LineBlock, text: string, lines: RegExp, onHit: (line: number) => void): void {
	const end = block.firstLine + block.lineCount;
	for (let line = block.firstLine; line < end; ) {
		line = nextMatch(block, text, lines, line);
		if (line < end) onHit(line);
		line++;
	}
}

/** Only lines with bytes beyond ASCII can match. */
function searchHigh(block: LineBlock, expression: RegExp, onHit: (line: number) => void): void {
	const end = block.firstLine + block.lineCount;
	for (let line = nextHigh(block, block.firstLine); line < end; line = nextHigh(block, line + 1)) {
		if (matchesDecoded(block, line, expression)) onHit(line);
	}
}

/** Lines of ASCII at once, the others one by one. */
function searchWithin(block: LineBlock, text: string, expression: RegExp, lines: RegExp, onHit: (line: number) => void): void {
	const end = block.firstLine + block.lineCount;
	let high = nextHigh(block, block.firstLine);
	for (let line = block.firstLine; line < end; line++) {
		line = nextMatch(block, text, lines, line);
		for (; high < line; high = nextHigh(block, high + 1)) {
			if (matchesDecoded(block, high, expression)) onHit(high);
		}
		if (line >= end) return;
		if (high === line) {
			if (matchesDecoded(block, high, expression)) onHit(high);
			high = nextHigh(block, high + 1);
		} else if (matches(block, text, line, expression)) {
			// Not so between the bytes of a line end, which are no part of the line.
			onHit(line);
		}
	}
}

function searchEach(block: LineBlock, text: string, expression: RegExp, onHit: (line: number) => void): void {
	const end = block.firstLine + block.lineCount;
	let high = nextHigh(block, block.firstLine);
	for (let line = block.firstLine; line < end; line++) {
		const isHigh = line === high;
		if (isHigh) high = nextHigh(block, line + 1);
		if (isHigh ? matchesDecoded(block, line, expression) : matches(block, text, line, expression)) onHit(line);
	}
}

function matches(block: LineBlock, text: string, line: number, expression: RegExp): boolean {
	const start = block.startOf(line);
	return expression.test(text.slice(start, textEnd(block, line)));
}

function matchesDecoded(block: LineBlock, line: number, expression: RegExp): boolean {
	return expression.test(decodeText(block.bytes, block.startOf(line), textEnd(block, line), true));
}

/** Where the text of the line ends: before its line end. */
function textEnd({bytes, startOf}: LineBlock, line: number): number {
	const start = startOf(line);
	let end = startOf(line + 1);
	if (end > start && bytes[end - 1] === LF) end--;
	while (end > start && bytes[end - 1] === CR) end--;
	return end;
}

/** The first line from `line` on that the expression matches in; the line after the last where there is none. */
function nextMatch(block: LineBlock, text: string, expression: RegExp, line: number): number {
	const end = block.firstLine + block.lineCount;
	if (line >= end) return end;
	expression.lastIndex = block.startOf(line);
	const match = expression.exec(text);
	if (match === null) return end;
	// Behind the last line end begins no line, but a line without end ends there.
	const limit = block.startOf(end);
	const last = block.bytes[limit - 1];
	if (match.index > limit || (match.index === limit && (last === LF || last === CR))) return end;
	return lineOfIndex(block, match.index, line);
}

/** The first line from `line` on with a byte beyond ASCII; the line after the last where there is none. */
function nextHigh(block: LineBlock, line: number): number {
	const end = block.firstLine + block.lineCount;
	if (line >= end) return end;
	const limit = block.startOf(end);
	const index = highByte(block.bytes, block.startOf(line), limit);
	return index < limit ? lineOfIndex(block, index, line) : end;
}

/** Where the first byte beyond ASCII is; `limit` where there is none. Looks at four at a time. */
function highByte(bytes: Uint8Array, from: number, limit: number): number {
	let at = from;
	while (at < limit && ((bytes.byteOffset + at) & 3) !== 0) {
		if ((bytes[at] as number) >= 0x80) return at;
		at++;
	}
	const count = (limit - at) >> 2;
	if (count > 0) {
		const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, count);
		let word = 0;
		while (word < count && ((words[word] as number) & 0x80808080) === 0) word++;
		at += word * 4;
	}
	while (at < limit && (bytes[at] as number) < 0x80) at++;
	return at;
}

/** The line that the byte is in, looked for near `line` first, then further and further away. */
function lineOfIndex(block: LineBlock, index: number, line: number): number {
	const end = block.firstLine + block.lineCount;
	let low = line;
	let step = 1;
	while (low + step < end && block.startOf(low + step) <= index) {
		low += step;
		step *= 2;
	}
	let high = Math.min(end, low + step);
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (block.startOf(middle) <= index) low = middle;
		else high = middle;
	}
	return low;
}
