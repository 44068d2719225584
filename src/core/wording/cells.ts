/** Text measured in the cells of a terminal or a monospaced report: how wide it is, cut to a width, padded to a width. */
import stringWidth from 'string-width';

/**
 * Characters of one cell that never join with the ones beside them: ASCII, precomposed Latin, Greek and Cyrillic letters,
 * and the dashes, quotation marks, arrows, bars and check marks that reports print.
 */
const NARROW =
	'\\x20-\\x7e\\u00a0-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0377\\u0391-\\u03a1\\u03a3-\\u03ff\\u0400-\\u0482\\u048a-\\u052f' +
	'\\u2010-\\u2027\\u2190-\\u2193\\u2500-\\u259f\\u2713\\u2717';

/** Characters of two cells that never join either: kana, CJK ideographs and punctuation, Hangul syllables, full-width forms. */
const WIDE = '\\u3001-\\u3003\\u3008-\\u3011\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff5e';

const ASCII_ONLY = /^[\x20-\x7e]*$/;
const NARROW_ONLY = new RegExp(`^[${NARROW}]*$`);
const SIMPLE_ONLY = new RegExp(`^[${NARROW}${WIDE}]*$`);
const WIDE_CHARACTERS = new RegExp(`[${WIDE}]`, 'g');

let segmenter: Intl.Segmenter | null = null;

/** What a reader sees as characters, each with the marks and joiners that belong to it. */
export function graphemesOf(text: string): Iterable<{readonly segment: string; readonly index: number}> {
	// Made when it is first needed: that takes longer than laying out a small report, most of which is ASCII.
	segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
	return segmenter.segment(text);
}

/** Every character takes one cell, so that its index is its cell. */
export function isNarrow(text: string): boolean {
	return ASCII_ONLY.test(text) || NARROW_ONLY.test(text);
}

/** Cells that the text takes; it holds nothing but printable characters. */
export function widthOf(text: string): number {
	// To ask the package takes up to a hundred times longer.
	if (ASCII_ONLY.test(text)) return text.length;
	if (SIMPLE_ONLY.test(text)) return text.length + (text.match(WIDE_CHARACTERS)?.length ?? 0);
	return stringWidth(text);
}

/**
 * The part of the text that fills the cells from `from` up to `to`. A wide character that is cut in half becomes a
 * blank, so that columns stay where they are.
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

/** At most so many cells; where something is left out, the last cell says so. */
export function cut(text: string, width: number, ellipsis = '…'): string {
	if (widthOf(text) <= width) return text;
	const mark = widthOf(ellipsis);
	return width <= mark ? sliceCells(text, 0, width) : `${sliceCells(text, 0, width - mark)}${ellipsis}`;
}

/** At least so many cells: filled with blanks; what is wider stays whole. */
export function pad(text: string, width: number): string {
	return `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}`;
}

/** Exactly so many cells: cut, or filled with blanks. */
export function fill(text: string, width: number, ellipsis = '…'): string {
	return pad(cut(text, width, ellipsis), width);
}

/** The same with the blanks before. */
export function fillLeft(text: string, width: number, ellipsis = '…'): string {
	const short = cut(text, width, ellipsis);
	return `${' '.repeat(Math.max(0, width - widthOf(short)))}${short}`;
}
