/** Text measured in cells of a terminal: cut, filled and made harmless. */
import stringWidth from 'string-width';
import {plainText} from '../core/wording/plain-text.js';

const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

const ASCII_ONLY = /^[\x20-\x7e]*$/;

/** Cells that the text takes; it holds nothing but printable characters. */
export function widthOf(text: string): number {
	return ASCII_ONLY.test(text) ? text.length : stringWidth(text);
}

/**
 * The part of the text that fills the cells from `from` up to `to`. A wide character that is cut in half becomes a
 * blank, so that columns stay where they are.
 */
export function sliceCells(text: string, from: number, to: number): string {
	if (to <= from) return '';
	if (ASCII_ONLY.test(text)) return text.slice(from, to);
	let result = '';
	let at = 0;
	for (const {segment} of segmenter.segment(text)) {
		const end = at + stringWidth(segment);
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

/** Exactly so many cells: cut, or filled with blanks. */
export function fill(text: string, width: number, ellipsis = '…'): string {
	const short = cut(text, width, ellipsis);
	return `${short}${' '.repeat(Math.max(0, width - widthOf(short)))}`;
}

/** The same with the blanks before. */
export function fillLeft(text: string, width: number, ellipsis = '…'): string {
	const short = cut(text, width, ellipsis);
	return `${' '.repeat(Math.max(0, width - widthOf(short)))}${short}`;
}

const TAB_WIDTH = 8;

/** A line of a log as it can be shown: control sequences gone, tabs as blanks up to the next stop. */
export function printableLine(text: string): string {
	if (ASCII_ONLY.test(text)) return text;
	if (!text.includes('\t')) return plainText(text);
	let result = '';
	let column = 0;
	for (const [index, part] of text.split('\t').entries()) {
		const clean = plainText(part);
		if (index > 0) {
			const blanks = TAB_WIDTH - (column % TAB_WIDTH);
			result += ' '.repeat(blanks);
			column += blanks;
		}
		result += clean;
		column += widthOf(clean);
	}
	return result;
}
