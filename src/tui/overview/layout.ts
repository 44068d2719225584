/** How the overview is shared out. */
import {widthOf} from '../../core/wording/cells.js';
import type {Size} from '../rows.js';
import {type GridSize, underCursor} from './grid.js';
import type {OverviewModel} from './model.js';

export interface OverviewLayout extends GridSize {
	readonly titleRows: 1 | 2;
	readonly rulerRows: 1 | 2;
	readonly histogramRows: number;
	/** 0: none failed. */
	readonly failedRows: 0 | 1;
	/** Rows of the scans under the cursor, below the line that counts them. */
	readonly listRows: number;
	/** Rows for what is said of the first of them, below a line; 0: there is no room. */
	readonly summaryRows: number;
	readonly nameWidth: number;
	readonly countWidth: number;
}

const DETAIL_ROWS = 1;
const LANE_SHARE = 0.6;
const MAX_NAME_WIDTH = 32;
const MIN_NAME_WIDTH = 12;
const MAX_HISTOGRAM_ROWS = 8;
/** So many scans under the cursor, where there are, are listed before one is told in full. */
const LISTED_FIRST = 6;
const DIVIDER_ROWS = 1;
const MIN_SUMMARY_ROWS = 6;
/** Rows would stay empty otherwise. */
const MIN_SUMMARY_ROWS_OF_ONE = 4;
const MAX_SUMMARY_ROWS = 16;

export function layoutOverview(model: OverviewModel, {columns, rows}: Size): OverviewLayout {
	const {data, lanes} = model;
	const {names} = data.groups[lanes];
	const titleRows = rows >= 12 ? 2 : 1;
	const rulerRows = rows >= 12 ? 2 : 1;
	const histogramRows = Math.max(1, Math.min(MAX_HISTOGRAM_ROWS, Math.floor((rows - 13) / 4)));
	const failedRows = data.failed === 0 ? 0 : 1;
	const free = Math.max(0, rows - titleRows - rulerRows - histogramRows - failedRows - DETAIL_ROWS);
	const laneRows = Math.min(names.length, Math.max(1, Math.floor(free * LANE_SHARE)));
	const left = Math.max(0, free - laneRows);
	const countWidth = String(data.scans.length).length;
	const nameWidth = Math.max(
		MIN_NAME_WIDTH,
		Math.min(
			MAX_NAME_WIDTH,
			columns >> 2,
			names.reduce((most, name) => Math.max(most, widthOf(name)), 0),
		),
	);
	const cells = Math.max(1, columns - nameWidth - countWidth - 2);
	const listed = Math.min(LISTED_FIRST, Math.max(1, underCursor(model, {cells, laneRows}).length));
	const summary = Math.min(MAX_SUMMARY_ROWS, left - listed - DIVIDER_ROWS);
	const summaryRows = summary < (listed === 1 ? MIN_SUMMARY_ROWS_OF_ONE : MIN_SUMMARY_ROWS) ? 0 : summary;
	return {
		titleRows,
		rulerRows,
		histogramRows,
		failedRows,
		laneRows,
		listRows: summaryRows === 0 ? left : left - summaryRows - DIVIDER_ROWS,
		summaryRows,
		nameWidth,
		countWidth,
		cells,
	};
}
