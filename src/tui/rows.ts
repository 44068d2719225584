/** What a screen is made of: rows of spans. Screens are functions that return them; the terminal is not their business. */
import {cut, sliceCells, widthOf} from '../core/wording/cells.js';

/** What a span means. The theme says how that looks; the text must say the same without. */
export type Role = 'normal' | 'strong' | 'dim' | 'good' | 'warning' | 'bad' | 'accent' | 'heading' | 'match' | 'bar';

export interface Span {
	readonly text: string;
	readonly role: Role;
	/** The cursor is on it. */
	readonly isSelected?: true;
}

/** One line of the screen. */
export type Row = readonly Span[];

/** Cells that a screen has for itself. */
export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** @param text printable only; clean what comes from a log by `printableLine` or `plainText` first */
export function span(text: string, role: Role = 'normal'): Span {
	return {text, role};
}

export function rowWidth(row: Row): number {
	return row.reduce((sum, {text}) => sum + widthOf(text), 0);
}

/** Exactly `width` cells: cut, or filled with blanks. */
export function fitRow(row: Row, width: number, ellipsis = '…'): Row {
	const fitted: Span[] = [];
	let left = width;
	for (const part of row) {
		const cells = widthOf(part.text);
		if (cells > left) {
			if (left > 0) fitted.push({...part, text: cut(part.text, left, ellipsis)});
			left = 0;
			break;
		}
		fitted.push(part);
		left -= cells;
	}
	if (left > 0) fitted.push(span(' '.repeat(left)));
	return fitted;
}

/** The cells from `from` on, for sideways scroll. */
export function scrollRow(row: Row, from: number): Row {
	if (from <= 0) return row;
	const rest: Span[] = [];
	let skip = from;
	for (const part of row) {
		const cells = widthOf(part.text);
		if (cells <= skip) skip -= cells;
		else {
			rest.push(skip === 0 ? part : {...part, text: sliceCells(part.text, skip, cells)});
			skip = 0;
		}
	}
	return rest;
}

/** Rows that cannot be wrapped at blanks, such as lines of the log and commands, go on below. */
export function breakRow(row: Row, width: number, restIndent: number): readonly Row[] {
	const rows: Row[] = [];
	let rest = row;
	while (rowWidth(rest) > width) {
		rows.push(firstCells(rest, width));
		const next = scrollRow(rest, width);
		const indent = width > 2 * restIndent ? restIndent : 0;
		rest = [span(' '.repeat(indent)), ...next];
		// A wide character may be cut at the edge; the rest must get shorter all the same.
		if (width <= indent || rowWidth(next) >= rowWidth(row) + rows.length) break;
	}
	rows.push(firstCells(rest, width));
	return rows;
}

function firstCells(row: Row, width: number): Row {
	const cells: Span[] = [];
	let left = width;
	for (const part of row) {
		const text = sliceCells(part.text, 0, left);
		cells.push({...part, text});
		left -= rowWidth([part]);
		if (left <= 0) break;
	}
	return cells;
}

/** The row with the cursor on it. */
export function selectedRow(row: Row): Row {
	return row.map((part) => ({...part, isSelected: true}));
}

/** Exactly so many rows: cut, or filled with empty ones. */
export function fitRows(rows: readonly Row[], count: number): readonly Row[] {
	return rows.length >= count ? rows.slice(0, count) : [...rows, ...Array.from({length: count - rows.length}, () => [])];
}
