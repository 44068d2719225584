/** Measures, truncates, and pads text in terminal cells. */
import stringWidth from 'string-width';

/**
 * One-cell characters that never combine with their neighbors: ASCII, precomposed Latin, Greek and Cyrillic letters,
 * and the dashes, quotation marks, arrows, bars and check marks that reports print.
 */
const NARROW =
	'\\x20-\\x7e\\u00a0-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0377\\u0391-\\u03a1\\u03a3-\\u03ff\\u0400-\\u0482\\u048a-\\u052f' +
	'\\u2010-\\u2027\\u2190-\\u2193\\u2500-\\u259f\\u2713\\u2717';

/** Two-cell characters that never combine either: kana, CJK ideographs and punctuation, Hangul syllables, full-width forms. */
const WIDE = '\\u3001-\\u3003\\u3008-\\u3011\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e';

const ASCII_ONLY = /^[\x20-\x7e]*$/;
const NARROW_ONLY = new RegExp(`^[${NARROW}]*$`);
const SIMPLE_ONLY = new RegExp(`^[${NARROW}${WIDE}]*$`);
const WIDE_CHARACTERS = new RegExp(`[${WIDE}]`, 'g');

let segmenter: Intl.Segmenter | null = null;

/** Splits text into user-perceived characters, each with its combining marks and joiners. */
export function graphemesOf(text: string): Iterable<{readonly segment: string; readonly index: number}> {
	// Created on first use: that takes longer than laying out a small report, most of which is ASCII.
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return segmenter.segment(text);
}

/** Whether every character takes one cell, so that indexes are cells. */
export function isNarrow(text: string): boolean {
	return ASCII_ONLY.test(text) || NARROW_ONLY.test(text);
}

/** Width in cells. The text must contain only printable characters. */
export function widthOf(text: string): number {
	// Calling the package takes up to a hundred times longer.
	if (ASCII_ONLY.test(text)) return text.length;
	if (SIMPLE_ONLY.test(text)) return text.length + (text.match(WIDE_CHARACTERS)?.length ?? 0);
	return stringWidth(text);
}

/**
 * The part of the text that fills the cells from `from` up to `to`. A wide character that is cut in half becomes a
 * space, so that columns stay aligned.
 */
export function sliceCells(text: string, from: number, to: number): string {
	if (to <= from) return '';
	if (isNarrow(text)) return text.slice(from, to);
	let result = '';
	let at = 0;
	for (const {segment} of graphemesOf(text)) {
		const end = at + widthOf(segment);
		if (at >= to) break;
		if (at >= from && end <= to) result += segment;
		else if (end > from && at < to) result += ' '.repeat(Math.min(end, to) - Math.max(at, from));
		at = end;
	}
	return result;
}

/** Truncates to `width` cells; truncated text ends in an ellipsis. */
export function cut(text: string, width: number, ellipsis = '…'): string {
	if (widthOf(text) <= width) return text;
	const mark = widthOf(ellipsis);
	return width <= mark ? sliceCells(text, 0, width) : `${sliceCells(text, 0, width - mark)}${ellipsis}`;
}

/** Truncates in the middle: for names that are told apart by their ends. */
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
	const cells = widthOf(text);
	const kept = width - widthOf(ellipsis);
	if (cells <= width || kept < 2) return cut(text, width, ellipsis);
	const beginning = Math.floor(kept / 2);
	return `${sliceCells(text, 0, beginning)}${ellipsis}${sliceCells(text, cells - (kept - beginning), cells)}`;
}

/** Pads with spaces to at least `width` cells; wider text stays unchanged. */
export function pad(text: string, width: number): string {
	return `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}`;
}

/** Truncates or pads to exactly `width` cells. */
export function fill(text: string, width: number, ellipsis = '…'): string {
	return pad(cut(text, width, ellipsis), width);
}

/** The same, aligned right. */
export function fillLeft(text: string, width: number, ellipsis = '…'): string {
	const short = cut(text, width, ellipsis);
	return `${' '.repeat(Math.max(0, width - widthOf(short)))}${short}`;
}
