/** State of the scans screen. */
import type {FileReport} from '../../core/index.js';
import type {SortOrder} from '../widgets/columns.js';
import {LIST_START, type ListState} from '../widgets/list.js';
import type {MenuState} from '../widgets/menu.js';
import type {PromptState} from '../widgets/prompt.js';
import {SCAN_ORDERS} from './columns.js';
import {sameScan} from './same-scan.js';
import {type FindingRow, NO_FILTER, rowsShown, type ScanOfFile, type ScanRow, type ScansFilter, selectFindings} from './scan-rows.js';

export interface ScansModel {
	readonly files: readonly FileReport[];
	readonly filter: ScansFilter;
	readonly order: SortOrder<ScanRow>;
	readonly pane: 'scans' | 'findings';
	/** What `filter` and `order` make of the files; kept, since many files have many scans. */
	readonly scans: readonly ScanRow[];
	readonly findings: readonly FindingRow[];
	readonly scanList: ListState;
	readonly findingList: ListState;
	/** The text filter, while it is typed. */
	readonly prompt: PromptState | null;
	readonly menu: MenuState<Partial<ScansFilter>> | null;
}

export type ScansEffect =
	| {readonly type: 'open-scan'; readonly row: ScanRow}
	| {readonly type: 'open-finding'; readonly row: FindingRow}
	| {readonly type: 'open-log'; readonly row: ScanRow | null}
	| {readonly type: 'open-overview'}
	/** Failures outside scans: of one file, or of all. */
	| {readonly type: 'open-failures'; readonly file: number | null}
	| {readonly type: 'copy-scan'; readonly row: ScanRow}
	| {readonly type: 'copy-finding'; readonly row: FindingRow}
	| {readonly type: 'say'; readonly text: string};

export function scansScreen(files: readonly FileReport[]): ScansModel {
	return withFiles(
		{
			files: [],
			filter: NO_FILTER,
			order: SCAN_ORDERS[0],
			pane: 'scans',
			scans: [],
			findings: [],
			scanList: LIST_START,
			findingList: LIST_START,
			prompt: null,
			menu: null,
		},
		files,
	);
}

/** The same screen when more files are read; the cursor stays on its scan, or on the first row, which is the most important. */
export function withFiles(model: ScansModel, files: readonly FileReport[]): ScansModel {
	const {picked} = model.filter;
	return select({
		...model,
		files,
		filter: picked === null ? model.filter : {...model.filter, picked: pickedAgain(picked, model.files, files)},
	});
}

/** The same scans in reports that were made anew. */
function pickedAgain(
	picked: NonNullable<ScansFilter['picked']>,
	before: readonly FileReport[],
	now: readonly FileReport[],
): ScansFilter['picked'] {
	const scans = new Set(picked.scans);
	before.forEach((old, index) => {
		const report = now[index];
		if (report === undefined || report === old) return;
		for (const scan of old.scans) {
			if (!scans.delete(scan)) continue;
			const same = sameScan(scan, report);
			if (same !== null) scans.add(same);
		}
	});
	return {...picked, scans};
}

export function withFilter(model: ScansModel, filter: Partial<ScansFilter>): ScansModel {
	return select({...model, filter: {...model.filter, ...filter}});
}

export function withOrder(model: ScansModel, order: SortOrder<ScanRow>): ScansModel {
	return {...select({...model, order}), scanList: LIST_START};
}

/** @returns -1: it is not among them */
export function placeOf({scan, file}: ScanOfFile, files: readonly FileReport[], rows: readonly ScanRow[]): number {
	const place = rows.findIndex((row) => row.scan === scan);
	const report = files[file];
	const same = place >= 0 || report === undefined ? null : sameScan(scan, report);
	return same === null ? place : rows.findIndex((row) => row.scan === same);
}

function select(model: ScansModel): ScansModel {
	const scans = model.order.arrange(rowsShown(model.files, model.filter));
	const findings = selectFindings(model.files, model.filter.file);
	const before = model.scanList.cursor === 0 ? undefined : model.scans[model.scanList.cursor];
	const cursor = before === undefined ? 0 : Math.max(0, placeOf(before, model.files, scans));
	return {
		...model,
		scans,
		findings,
		scanList: {cursor, top: Math.max(0, cursor - (model.scanList.cursor - model.scanList.top))},
		findingList: model.findingList.cursor < findings.length ? model.findingList : LIST_START,
	};
}
