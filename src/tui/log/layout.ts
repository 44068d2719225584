/** How the cells of the log screen are shared out: panes, heading, status; gutter and columns. */
import {widthOf} from '../../core/wording/cells.js';
import type {Size} from '../rows.js';
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

/** Widths of the columns; 0: left out. */
export interface ColumnWidths {
	/** Signs and line number. */
	readonly gutter: number;
	readonly digits: number;
	readonly hasGap: boolean;
	readonly date: number;
	readonly time: number;
	readonly pid: number;
	readonly tid: number;
	readonly component: number;
	/** All that is left. */
	readonly message: number;
}

type Tier = Pick<ColumnWidths, 'date' | 'time' | 'pid' | 'tid' | 'component'> & {readonly from: number};

/** The message needs most of the room, so that the other columns come in one by one. */
const TIERS: readonly Tier[] = [
	{from: 140, date: 10, time: 12, pid: 6, tid: 6, component: 15},
	{from: 100, date: 0, time: 12, pid: 6, tid: 6, component: 15},
	{from: 76, date: 0, time: 12, pid: 0, tid: 6, component: 11},
	{from: 50, date: 0, time: 8, pid: 0, tid: 0, component: 8},
	{from: 0, date: 0, time: 0, pid: 0, tid: 0, component: 0},
];

const NO_COLUMNS: Omit<Tier, 'from'> = {date: 0, time: 0, pid: 0, tid: 0, component: 0};

/** Signs: cursor, report, mark or hit; after the number the scan. */
const SIGNS = 4;

/** @param hasGap room for the sign of gaps; both windows have it where there are two, so that their columns are in line */
export function columnWidths(model: LogModel, columns: number, hasGap: boolean): ColumnWidths {
	const digits = columns < 30 ? 0 : Math.max(4, String(model.count).length);
	const gutter = SIGNS + digits + (hasGap ? 1 : 0);
	const tier = model.isRaw ? NO_COLUMNS : (TIERS.find(({from}) => columns >= from) ?? NO_COLUMNS);
	const component = Math.min(tier.component, longestComponent(model.table.components));
	const taken = [tier.date, tier.time, tier.pid, tier.tid, component].reduce((sum, width) => sum + (width === 0 ? 0 : width + 1), gutter);
	return {...tier, component, gutter, digits, hasGap, message: Math.max(1, columns - taken)};
}

/** Names are few; a column is as wide as its longest, and at least as its heading. */
function longestComponent(components: readonly string[]): number {
	let longest = 'Component'.length;
	for (const component of components.slice(0, 200)) longest = Math.max(longest, widthOf(component));
	return longest;
}
