/** How the cells of the log screen are shared out: panes, heading, status; gutter and columns. */
import type {Size} from '../rows.js';
import {type PlacedColumn, placeLogColumns} from './columns.js';
import {menuHeight} from './filter-menu.js';
import type {LogModel} from './model.js';

export interface LogLayout {
	/** Names of the columns. */
	readonly headingRows: number;
	/** The pane of the filtered lines, or of all where there is only one. */
	readonly firstRows: number;
	/** The pane of all lines below, with the row that divides them; 0: not split. */
	readonly dividerRows: number;
	readonly secondRows: number;
	/** Codes and times of the line under the cursor. */
	readonly aboutRows: number;
	/** The filter menu; the status line has one row of its own. */
	readonly menuRows: number;
}

/** Fewer rows than this are not split. */
export const SPLIT_FROM = 20;
const HEADING_FROM = 10;
const ABOUT_FROM = 6;

export function layoutOf(model: LogModel, {rows}: Size): LogLayout {
	const headingRows = rows >= HEADING_FROM && !model.isRaw ? 1 : 0;
	const aboutRows = rows >= ABOUT_FROM ? 1 : 0;
	const menuRows = model.prompt?.type === 'filter' ? Math.min(menuHeight(model.prompt.menu), Math.max(0, rows - 4)) : 0;
	const free = Math.max(0, rows - headingRows - aboutRows - menuRows - 1);
	if (!isShownSplit(model, rows)) return {headingRows, firstRows: free, dividerRows: 0, secondRows: 0, aboutRows, menuRows};
	const firstRows = Math.max(1, (free - 1) >> 1);
	return {headingRows, firstRows, dividerRows: 1, secondRows: Math.max(1, free - 1 - firstRows), aboutRows, menuRows};
}

function isShownSplit({isSplit, filter}: LogModel, rows: number): boolean {
	return isSplit && filter.result !== null && rows >= SPLIT_FROM;
}

/** How the cells of a row are shared out. */
export interface RowLayout {
	/** Signs and line number. */
	readonly gutter: number;
	/** Of the line number; 0: left out. */
	readonly digits: number;
	/** Room for the sign of gaps. */
	readonly hasGap: boolean;
	readonly columns: readonly PlacedColumn[];
	/** Cells of these columns together, with a blank after each. */
	readonly columnCells: number;
	/** All that is left. */
	readonly message: number;
}

/** Signs: cursor, report, mark or hit; after the number the scan. */
const SIGNS = 4;

/** @param hasGap room for the sign of gaps; both windows have it where there are two, so that their columns are in line */
export function rowLayout({isRaw, count, table}: LogModel, columns: number, hasGap: boolean): RowLayout {
	const digits = columns < 30 ? 0 : Math.max(4, String(count).length);
	const gutter = SIGNS + digits + (hasGap ? 1 : 0);
	const placed = isRaw ? [] : placeLogColumns(columns, table);
	const columnCells = placed.reduce((sum, {width}) => sum + width + 1, 0);
	return {gutter, digits, hasGap, columns: placed, columnCells, message: Math.max(1, columns - gutter - columnCells)};
}
