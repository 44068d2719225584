/** The columns of the log screen before the message: a row of `COLUMNS` says all that a column needs. */
import {widthOf} from '../../core/wording/cells.js';
import type {LineTable} from '../../core/line-index/viewer-port.js';
import type {ColumnRanges} from './line-parts.js';
import type {TextRange} from './text-range.js';

interface LogColumn {
	readonly title: string;
	/** How wide it is, by how wide the screen is, the widest first; left out on any that is narrower. */
	readonly widths: readonly {readonly from: number; readonly width: number}[];
	/** What of a line it shows; `null`: nothing. */
	readonly range: (ranges: ColumnRanges) => TextRange | null;
	/** What does not fit is left out without a sign. */
	readonly isCropped?: true;
	/** Stands out from the others. */
	readonly isName?: true;
	/** Cells of the longest that it may show; it is no wider. */
	readonly longest?: (table: LineTable) => number;
}

/** From left to right. The message needs most of the room, so that they come in one by one. */
const COLUMNS: readonly LogColumn[] = [
	{title: 'Date', widths: [{from: 140, width: 10}], range: ({date}) => date},
	{
		title: 'Time',
		widths: [
			{from: 76, width: 12},
			{from: 50, width: 8},
		],
		range: ({time}) => time,
		// Seven digits of a second are more than anybody reads: the raw text has them.
		isCropped: true,
	},
	{title: 'PID', widths: [{from: 100, width: 6}], range: ({pid}) => pid},
	{title: 'TID', widths: [{from: 76, width: 6}], range: ({tid}) => tid},
	{
		title: 'Component',
		widths: [
			{from: 100, width: 15},
			{from: 76, width: 11},
			{from: 50, width: 8},
		],
		range: ({component}) => component,
		isName: true,
		longest: ({components}) => longestOf(components),
	},
];

/** A column that is shown, and its cells. */
export interface PlacedColumn {
	readonly column: LogColumn;
	readonly width: number;
}

/** @param columns of the screen */
export function placeLogColumns(columns: number, table: LineTable): readonly PlacedColumn[] {
	return COLUMNS.flatMap((column) => {
		const width = column.widths.find(({from}) => columns >= from)?.width;
		if (width === undefined) return [];
		const most = column.longest === undefined ? width : Math.max(widthOf(column.title), column.longest(table));
		return [{column, width: Math.min(width, most)}];
	});
}

/** Names are few; more than these are not measured. */
const MAX_MEASURED = 200;

function longestOf(names: readonly string[]): number {
	return names.slice(0, MAX_MEASURED).reduce((most, name) => Math.max(most, widthOf(name)), 0);
}
