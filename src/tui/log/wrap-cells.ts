/** Text in pieces of so many cells, for long lines that are wrapped. */
import {sliceCells, widthOf} from '../cells.js';

const ASCII_ONLY = /^[\x20-\x7e]*$/;
const segmenter = new Intl.Segmenter('en', {granularity: 'grapheme'});

/** No character that prints itself takes more code units than this for one cell, but for ones that are piled up. */
const UNITS_PER_CELL = 4;

/** As much of the text as may be seen in so many cells, so that measuring it costs what the screen costs. */
export function reachable(text: string, cells: number): string {
	const units = cells * UNITS_PER_CELL + 64;
	return text.length <= units ? text : text.slice(0, units);
}

export interface Piece {
	/** Index into the text. */
	readonly start: number;
	readonly end: number;
}

/**
 * Where the pieces of the text stand, each at most so wide. No character is cut in half.
 *
 * @param from cells left out at the beginning
 * @param limit pieces at most
 */
export function wrapCells(text: string, from: number, width: number, limit: number): readonly Piece[] {
	const pieces: Piece[] = [];
	if (ASCII_ONLY.test(text)) {
		for (let start = Math.min(from, text.length); pieces.length < limit && (start < text.length || pieces.length === 0); start += width) {
			pieces.push({start, end: Math.min(text.length, start + width)});
		}
		return pieces;
	}
	const shown = reachable(text, from + width * limit);
	let skip = from;
	let start = -1;
	let filled = 0;
	let end = 0;
	for (const {segment, index} of segmenter.segment(shown)) {
		const cells = widthOf(segment);
		end = index + segment.length;
		if (skip > 0) {
			skip -= cells;
			continue;
		}
		if (start < 0) start = index;
		if (filled + cells > width && filled > 0) {
			pieces.push({start, end: index});
			if (pieces.length >= limit) return pieces;
			start = index;
			filled = 0;
		}
		filled += cells;
	}
	pieces.push({start: start < 0 ? end : start, end});
	return pieces;
}

/** Cells of a text of any length, or somewhat more. */
export function roughWidth(text: string): number {
	return ASCII_ONLY.test(text) ? text.length : text.length * 2;
}

/** The cells from `from` on, at most `width`. */
export function cellsFrom(text: string, from: number, width: number): string {
	return sliceCells(ASCII_ONLY.test(text) ? text : reachable(text, from + width), from, from + width);
}
