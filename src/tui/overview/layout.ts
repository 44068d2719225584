/** How the overview is shared out. */
import {widthOf} from '../../core/wording/cells.js';
import type {Size} from '../rows.js';
import type {OverviewModel} from './model.js';

export interface OverviewLayout {
	readonly titleRows: 1 | 2;
	readonly rulerRows: 1 | 2;
	readonly histogramRows: number;
	/** 0: none failed. */
	readonly failedRows: 0 | 1;
	/** Lanes by name, the one of all others among them. */
	readonly laneRows: number;
	/** Rows of the scans under the cursor, below the line that counts them. */
	readonly listRows: number;
	readonly nameWidth: number;
	readonly countWidth: number;
	readonly cells: number;
}

const DETAIL_ROWS = 1;
const MAX_NAME_WIDTH = 32;
const MIN_NAME_WIDTH = 12;
const MAX_HISTOGRAM_ROWS = 5;

export function layoutOverview({data, lanes}: OverviewModel, {columns, rows}: Size): OverviewLayout {
	const {names} = data.groups[lanes];
	const titleRows = rows >= 12 ? 2 : 1;
	const rulerRows = rows >= 12 ? 2 : 1;
	const histogramRows = Math.max(1, Math.min(MAX_HISTOGRAM_ROWS, Math.floor((rows - 13) / 4)));
	const failedRows = data.failed === 0 ? 0 : 1;
	const free = Math.max(0, rows - titleRows - rulerRows - histogramRows - failedRows - DETAIL_ROWS);
	const laneRows = Math.min(names.length, Math.max(1, Math.floor(free * 0.6)));
	const countWidth = String(data.scans.length).length;
	const nameWidth = Math.max(
		MIN_NAME_WIDTH,
		Math.min(
			MAX_NAME_WIDTH,
			columns >> 2,
			names.reduce((most, name) => Math.max(most, widthOf(name)), 0),
		),
	);
	return {
		titleRows,
		rulerRows,
		histogramRows,
		failedRows,
		laneRows,
		listRows: Math.max(0, free - laneRows),
		nameWidth,
		countWidth,
		cells: Math.max(1, columns - nameWidth - countWidth - 2),
	};
}
