/** State of the overview: all scans of all files on one line of time. */
import type {TimeWindow} from '../widgets/time-scale.js';
import type {FileReport, Scan} from '../../core/index.js';
import {placeOf} from '../scans/model.js';
import type {ScanRow} from '../scans/scan-rows.js';
import {type LaneKind, type OverviewData, overviewData} from './data.js';
import {FAILED} from './grades.js';

export interface OverviewModel {
	readonly data: OverviewData;
	readonly lanes: LaneKind;
	/** Index of a scan in order of time; the cursor is on its cell. */
	readonly at: number;
	/** The cursor is on the row of all scans, not in a lane. */
	readonly isAll: boolean;
	/** What is shown; `null`: everything. */
	readonly window: TimeWindow | null;
}

export type OverviewEffect =
	| {readonly type: 'open-scan'; readonly file: number; readonly scan: Scan}
	/** Several scans to be listed; `what` says which: `2024-03-12 19:47:21 to 19:52:02`. */
	| {readonly type: 'filter-range'; readonly scans: readonly ScanRow[]; readonly what: string}
	| {readonly type: 'say'; readonly text: string};

/** The cursor begins on the first failed scan, where there is one. */
export function overviewScreen(scans: readonly ScanRow[]): OverviewModel {
	const data = overviewData(scans);
	return {data, lanes: 'caller', at: Math.max(0, data.grades.indexOf(FAILED)), isAll: true, window: null};
}

/** The same screen when more files are read; the cursor stays on its scan. */
export function withScans(model: OverviewModel, scans: readonly ScanRow[], files: readonly FileReport[]): OverviewModel {
	const data = overviewData(scans);
	const before = model.data.scans[model.at];
	return {...model, data, at: before === undefined ? 0 : Math.max(0, placeOf(before, files, data.scans)), window: null};
}
