/** Tells from the words next to a number whether a log line means it as an error code. */

/** Enough for "failed with error code = "; bounded, so that a hostile line costs no more than its length. */
const WORDS_BEFORE = 40;
const WORDS_AFTER = 24;

const ERROR_WORD_BEFORE = /(?:(?<![a-z])hr|hresult|error|fail(?:ed|ure)|code|result|mapped)s?\s?(?:with|is|was|of|to|as)?[^a-z0-9]{0,6}$/i;
const ERROR_WORD_AFTER = /^[^a-z0-9]{0,3}(?:error|failed|failure|hresult)\b/i;
const BIT_SET_BEFORE = /(?:flags?|mask|options?)\W{0,4}$/i;

// Web services count their own errors from 1 ("soap error code = 5"); those are no Win32 numbers.
const WIN32_WORD_BEFORE = new RegExp(
	[
		'(?:win32 ?(?:error|code)|get ?last ?error|(?<!(?:soap|http) )error ?code)',
		String.raw`(?: ?code)?(?:\(\))?(?: (?:is|was|of|returned))?[^a-z0-9]{0,4}$`,
	].join(''),
	'i',
);
const WINHTTP_WORD_BEFORE = /win(?:http|inet)(?: ?error)?(?: ?code)?[^a-z0-9]{0,4}$/i;
const PLAIN_ERROR_BEFORE = /(?<![a-z])error[^a-z0-9]{0,4}$/i;
const HTTP_WORD = /http|status/i;

/** Whether hr, error, failed, code or result stands next to text[start..end). */
export function hasErrorWord(text: string, start: number, end: number): boolean {
	return ERROR_WORD_BEFORE.test(wordsBefore(text, start)) || ERROR_WORD_AFTER.test(wordsAfter(text, end));
}

/** Whether the number is announced as a set of bits: `Flags: 0x80000010`. */
export function isBitSet(text: string, start: number): boolean {
	return BIT_SET_BEFORE.test(wordsBefore(text, start));
}

/** Whether text[start..end) stands in brackets of its own, as in `*FAILED* [8024402C]`; (…) may hold a counter. */
export function isBracketed(text: string, start: number, end: number): boolean {
	return text.charAt(start - 1) === '[' && text.charAt(end) === ']';
}

/** Whether text[start..end) is a part of something longer: a GUID, a range, a version. */
export function isPartOfMore(text: string, start: number, end: number): boolean {
	const before = text.charAt(start - 1);
	if (before === '-' || before === '{' || (before === '.' && isDigit(text, start - 2))) return true;
	return goesOn(text, end);
}

/** Whether what ends at `end` goes on behind it; a full stop at the end of a sentence does not count. */
export function goesOn(text: string, end: number): boolean {
	const after = text.charAt(end);
	return after === '-' || after === '}' || (after === '.' && isDigit(text, end + 1));
}

/** How the words before a small decimal speak of it; `none` where they do not call it a Win32 error. */
export type Win32Hint = 'win32' | 'winhttp' | 'error' | 'none';

/** See `Win32Hint`. An HTTP status (100..599 near "HTTP" or "status") is never a Win32 error. */
export function win32Hint(text: string, start: number, end: number, value: number): Win32Hint {
	const before = wordsBefore(text, start);
	if (value >= 100 && value <= 599 && HTTP_WORD.test(before + wordsAfter(text, end))) return 'none';
	if (WIN32_WORD_BEFORE.test(before)) return 'win32';
	if (WINHTTP_WORD_BEFORE.test(before)) return 'winhttp';
	return PLAIN_ERROR_BEFORE.test(before) ? 'error' : 'none';
}

function wordsBefore(text: string, start: number): string {
	return text.slice(Math.max(0, start - WORDS_BEFORE), start);
}

function wordsAfter(text: string, end: number): string {
	return text.slice(end, end + WORDS_AFTER);
}

function isDigit(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code >= 0x30 && code <= 0x39;
}
