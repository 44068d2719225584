/** A pane that says more of what the cursor is on: beside a list where there are columns for it, else below, where there are rows. */
import {fill, widthOf} from '../../core/wording/cells.js';
import {wrapText} from '../../core/wording/wrap.js';
import {plainText} from '../../core/wording/plain-text.js';
import {breakRow, fitRow, fitRows, type Role, type Row, rowWidth, type Size, span} from '../rows.js';
import type {Symbols} from '../theme.js';

interface DetailPlace {
	readonly isBeside: boolean;
	/** Cells and rows of its text. */
	readonly columns: number;
	readonly rows: number;
}

/** What is left for a list, and where the pane is. */
export interface ListAndDetail {
	readonly list: Size;
	/** `null`: there is no room for it. */
	readonly detail: DetailPlace | null;
}

/** Blank, line, blank. */
const GAP = 3;
/** A line above the pane. */
const DIVIDER_ROWS = 1;
const BESIDE_FROM = 140;
const BESIDE_SHARE = 0.37;
const MAX_BESIDE = 90;
/** Lists leave it a part of so many rows; of fewer only what they do not need. */
const BELOW_FROM = 25;
const BELOW_SHARE = 0.4;
const LEAST_ROWS = 6;

/**
 * @param size cells of list and pane
 * @param needed rows that show all of the list
 * @param wanted rows that the pane gets in any case
 */
export function placeDetail({columns, rows}: Size, needed: number, wanted = 0): ListAndDetail {
	if (columns >= BESIDE_FROM) {
		const beside = Math.min(MAX_BESIDE, Math.floor(columns * BESIDE_SHARE));
		return {list: {columns: columns - beside - GAP, rows}, detail: {isBeside: true, columns: beside, rows}};
	}
	const unused = rows - needed;
	const below = Math.max(unused, wanted, rows >= BELOW_FROM ? Math.floor(rows * BELOW_SHARE) : 0);
	return below < LEAST_ROWS
		? {list: {columns, rows}, detail: null}
		: {list: {columns, rows: rows - below}, detail: {isBeside: false, columns, rows: below - DIVIDER_ROWS}};
}

/** The list with the pane, in so many rows as both have. */
export function withDetail(
	list: readonly Row[],
	detail: readonly Row[],
	{list: size, detail: place}: ListAndDetail,
	symbols: Symbols,
): readonly Row[] {
	if (place === null) return fitRows(list, size.rows);
	if (!place.isBeside)
		return [...fitRows(list, size.rows), [span(symbols.horizontal.repeat(place.columns), 'dim')], ...fitRows(detail, place.rows)];
	const gap = span(fill(` ${symbols.vertical}`, GAP), 'dim');
	return fitRows(list, size.rows).map(
		(row, index): Row => [
			...fitRow(row, size.columns, symbols.ellipsis),
			gap,
			...fitRow(detail[index] ?? [], place.columns, symbols.ellipsis),
		],
	);
}

/** A part of the text of the pane. */
export interface Section {
	readonly rows: readonly Row[];
	/** What it keeps where room is scarce. */
	readonly least: number;
	/** The highest gives way first. */
	readonly rank: number;
}

/** Sections one below the other; each is cut as far as it must, and says so. */
export function fitSections(sections: readonly Section[], {columns, rows}: Size, {ellipsis}: Symbols): readonly Row[] {
	const shown = sections.filter((section) => section.rows.length > 0);
	const kept = shown.map((section) => section.rows.length);
	let over = kept.reduce((sum, count) => sum + count, 0) - rows;
	for (const {rank} of shown.toSorted((one, other) => other.rank - one.rank)) {
		const index = shown.findIndex((section) => section.rank === rank);
		const less = Math.max(0, Math.min(over, (kept[index] ?? 0) - (shown[index]?.least ?? 0)));
		kept[index] = (kept[index] ?? 0) - less;
		over -= less;
	}
	const hasGaps = over <= 1 - shown.length;
	const all = shown.flatMap((section, index): readonly Row[] => {
		const count = kept[index] ?? 0;
		const part = section.rows.slice(0, count);
		const whole =
			count === section.rows.length ? part : part.map((row, at): Row => (at === count - 1 ? goesOn(row, columns, ellipsis) : row));
		return hasGaps && index > 0 ? [[], ...whole] : whole;
	});
	return fitRows(all, rows);
}

/** A row after which there is more. */
function goesOn(row: Row, columns: number, ellipsis: string): Row {
	const mark = ` ${ellipsis}`;
	return [...(rowWidth(row) + widthOf(mark) <= columns ? row : fitRow(row, columns - widthOf(mark), '')), span(mark, 'dim')];
}

/** Narrower than this nothing can be read. */
const LEAST_WIDTH = 20;

/** Text of any length, wrapped, after a label that stands before its first row. */
export function labeledRows(label: string, labelWidth: number, text: string, width: number, role: Role = 'normal'): readonly Row[] {
	return wrapText(plainText(text), Math.max(LEAST_WIDTH, width), labelWidth, labelWidth)
		.split('\n')
		.flatMap((line, index): readonly Row[] =>
			breakRow(index === 0 ? [span(fill(label, labelWidth), 'dim'), span(line, role)] : [span(line, role)], width, labelWidth),
		);
}
