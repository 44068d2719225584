/** Reads an error code in any form a log or a person writes it, strictly from log lines, leniently from people. */

import {goesOn, hasErrorWord, isBitSet, isBracketed, isPartOfMore, win32Hint} from './code-context.js';
import {findByName} from './describe-code.js';
import {type HResult, hresultFromWin32, isWinhttpError, toUnsigned} from './hresult.js';
import {entryByName, entryOf} from './hresult-lookup.js';

/** How a code was written. */
type CodeForm = 'hex-prefixed' | 'bare-hex' | 'signed-decimal' | 'unsigned-decimal' | 'symbol' | 'win32-decimal';

/** A code and where it stands: text.slice(start, end), with its '0x' or '-'. */
export interface ParsedCode {
	readonly code: HResult;
	readonly form: CodeForm;
	readonly start: number;
	readonly end: number;
}

type Reading = Pick<ParsedCode, 'code' | 'form'>;

/** Longer than any symbol of the table and any number: such a word is a hash, a path or noise. */
const LONGEST_WORD = 80;

/** Words that can be a code at all: numbers, 8 digits from C or D on, symbols; ordinary words are passed over. */
const CANDIDATE = /\b(?:\d\w*|[CDcd][\dA-Fa-f]{7}\b|[A-Z][A-Z\d_]{3,}\b)/g;
const PREFIXED_HEX = /^0x[0-9a-f]{1,16}$/i;
/** 64-bit tools extend the sign; any other high half makes it a pointer or a hash. */
const EXTENDED_HIGH_HALF = /^(?:f+|0+)$/i;
// 8 and 9, C and D: HRESULT and NTSTATUS failures; 00: successes and notices.
const BARE_HEX = /^(?:[89cd][0-9a-f]|00)[0-9a-f]{6}$/i;
const DECIMAL = /^\d{1,10}$/;
const SIGNED_DECIMAL = /^-\d{9,10}$/;
const MAY_STAND_BEFORE_MINUS = /^[\s=:,;([<"'|]?$/;

/** Up to here (S_OK, S_FALSE) a number is too common in logs to be a code without an error word. */
const LARGEST_COMMON_NUMBER = 0xffff;

/**
 * The code that a text is, or that a person typed: every form is taken at its word, `12002` too.
 * Of a longer text (`*FAILED* [80072EE2] Send request`) the first code that `findCodeInText` sees.
 */
export function parseCode(text: string): ParsedCode | null {
	const {start, end} = trimPunctuation(text);
	if (end - start <= LONGEST_WORD) {
		const reading = readWhole(text.slice(start, end));
		if (reading !== null) return {...reading, start, end};
	}
	return findCodeInText(text);
}

/** The first code in a log line, `null` where it has none; see `findCodesInText`. */
export function findCodeInText(text: string): ParsedCode | null {
	return findCodes(text, 1)[0] ?? null;
}

/**
 * All codes in a log line, from left to right. What may be something else (a GUID, a hash, a KB number, a time,
 * a count, an HTTP status) is left out; small decimals are only looked for where there is no other form.
 */
export function findCodesInText(text: string): readonly ParsedCode[] {
	return findCodes(text, Number.POSITIVE_INFINITY);
}

/** The number in the 8 hexadecimal digits at an offset, -1 where there are no 8; made for hot code. */
export function parseHex8(text: string, at: number): number {
	if (at < 0 || at + 8 > text.length) return -1;
	let value = 0;
	for (let index = at; index < at + 8; index++) {
		const code = text.charCodeAt(index);
		const lower = code | 0x20;
		if (code >= 0x30 && code <= 0x39) value = value * 16 + code - 0x30;
		else if (lower >= 0x61 && lower <= 0x66) value = value * 16 + lower - 0x57;
		else return -1;
	}
	return value;
}

function readWhole(word: string): Reading | null {
	if (PREFIXED_HEX.test(word)) return {code: lowHalf(word.slice(2)), form: 'hex-prefixed'};
	if (BARE_HEX.test(word)) return {code: Number.parseInt(word, 16), form: 'bare-hex'};
	if (SIGNED_DECIMAL.test(word)) return readSigned(word);
	if (DECIMAL.test(word)) return readUnsigned(word) ?? readWin32(word);
	const code = findByName(word);
	return code === null ? null : {code, form: 'symbol'};
}

function findCodes(text: string, limit: number): readonly ParsedCode[] {
	const found: ParsedCode[] = [];
	const small: ParsedCode[] = [];
	for (const {0: word, index: start} of text.matchAll(CANDIDATE)) {
		const end = start + word.length;
		if (word.length > LONGEST_WORD || text.charAt(start - 1) === '{') continue;
		const reading = readInLine(text, word, start, end);
		if (reading !== null) {
			found.push({...reading, start: reading.form === 'signed-decimal' ? start - 1 : start, end});
			if (found.length >= limit) break;
		} else if (small.length < limit) {
			const win32 = readWin32InLine(text, word, start, end);
			if (win32 !== null) small.push({...win32, start, end});
		}
	}
	return found.length > 0 ? found : small;
}

function readInLine(text: string, word: string, start: number, end: number): Reading | null {
	if (PREFIXED_HEX.test(word)) return readPrefixedInLine(text, word, start, end);
	if (BARE_HEX.test(word)) return readBareInLine(text, word, start, end);
	if (DECIMAL.test(word)) return readDecimalInLine(text, word, start, end);
	const entry = entryByName(word);
	return entry === undefined ? null : {code: entry.code, form: 'symbol'};
}

function readPrefixedInLine(text: string, word: string, start: number, end: number): Reading | null {
	const digits = word.slice(2);
	if (digits.length > 8 && !EXTENDED_HIGH_HALF.test(digits.slice(0, -8))) return null;
	const code = lowHalf(digits);
	const likely = code >= 0x80000000 ? !isBitSet(text, start) : isKnown(code);
	return likely || hasErrorWord(text, start, end) ? {code, form: 'hex-prefixed'} : null;
}

function readBareInLine(text: string, word: string, start: number, end: number): Reading | null {
	if (isPartOfMore(text, start, end)) return null;
	const code = Number.parseInt(word, 16);
	const likely = isKnown(code) || isBracketed(text, start, end) || hasErrorWord(text, start, end);
	return likely ? {code, form: 'bare-hex'} : null;
}

function readDecimalInLine(text: string, word: string, start: number, end: number): Reading | null {
	if (text.charAt(start - 1) === '-') {
		// A brace behind it is that of JSON: GUIDs have no sign.
		const free = MAY_STAND_BEFORE_MINUS.test(text.charAt(start - 2)) && (text.charAt(end) === '}' || !goesOn(text, end));
		return free && SIGNED_DECIMAL.test(`-${word}`) ? readSigned(`-${word}`) : null;
	}
	const reading = readUnsigned(word);
	if (reading === null || isPartOfMore(text, start, end)) return null;
	return hasErrorWord(text, start, end) ? reading : null;
}

function readWin32InLine(text: string, word: string, start: number, end: number): Reading | null {
	if (!DECIMAL.test(word) || isPartOfMore(text, start, end)) return null;
	const reading = readWin32(word);
	const value = Number(word);
	if (reading === null || value === 0) return null;
	const hint = win32Hint(text, start, end, value);
	const meant =
		hint === 'win32' ||
		(hint === 'winhttp' && isWinhttpError(value)) ||
		// "Error: 3 updates": below 1000 a bare "error" may well be followed by a count.
		(hint === 'error' && value >= 1000 && isKnown(reading.code));
	return meant ? reading : null;
}

function readSigned(word: string): Reading | null {
	const value = Number(word);
	return value >= -0x80000000 ? {code: toUnsigned(value), form: 'signed-decimal'} : null;
}

function readUnsigned(word: string): Reading | null {
	const value = Number(word);
	return value >= 0x80000000 && value <= 0xffffffff ? {code: value, form: 'unsigned-decimal'} : null;
}

function readWin32(word: string): Reading | null {
	const value = Number(word);
	return value <= 0xffff ? {code: hresultFromWin32(value), form: 'win32-decimal'} : null;
}

function lowHalf(digits: string): HResult {
	return Number.parseInt(digits.slice(-8), 16);
}

function isKnown(code: HResult): boolean {
	return code > LARGEST_COMMON_NUMBER && entryOf(code) !== undefined;
}

/** Blanks, quotes and brackets around a pasted code; braces stay, for they make it a part of a GUID. */
function trimPunctuation(text: string): {readonly start: number; readonly end: number} {
	let start = 0;
	let end = text.length;
	while (start < end && isPunctuation(text.charAt(start), '[("\'<')) start++;
	while (end > start && isPunctuation(text.charAt(end - 1), '])"\'>.,;:')) end--;
	return {start, end};
}

function isPunctuation(char: string, marks: string): boolean {
	return marks.includes(char) || char.trim() === '';
}
