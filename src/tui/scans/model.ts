/** State of the scans screen. */
import type {FileReport} from '../../core/index.js';
import {LIST_START, type ListState} from '../widgets/list.js';
import type {MenuState} from '../widgets/menu.js';
import type {PromptState} from '../widgets/prompt.js';
import {type FindingRow, NO_FILTER, type ScanRow, type ScansFilter, selectFindings, selectScans, type SortOrder} from './scan-rows.js';

export interface ScansModel {
	readonly files: readonly FileReport[];
	readonly filter: ScansFilter;
	readonly sort: SortOrder;
	readonly pane: 'scans' | 'findings';
	/** What `filter` and `sort` make of the files; kept, since many files have many scans. */
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
	| {readonly type: 'copy-scan'; readonly row: ScanRow}
	| {readonly type: 'copy-finding'; readonly row: FindingRow}
	| {readonly type: 'say'; readonly text: string};

export function scansScreen(files: readonly FileReport[]): ScansModel {
	return withFiles(
		{
			files: [],
			filter: NO_FILTER,
			sort: 'important',
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

/** The same screen when more files are read; the cursor stays on its scan. */
export function withFiles(model: ScansModel, files: readonly FileReport[]): ScansModel {
	return select({...model, files});
}

export function withFilter(model: ScansModel, filter: Partial<ScansFilter>): ScansModel {
	return select({...model, filter: {...model.filter, ...filter}});
}

export function withSort(model: ScansModel, sort: SortOrder): ScansModel {
	return {...select({...model, sort}), scanList: LIST_START};
}

function select(model: ScansModel): ScansModel {
	const scans = selectScans(model.files, model.filter, model.sort);
	const findings = selectFindings(model.files, model.filter.file);
	const before = model.scans[model.scanList.cursor]?.scan;
	const cursor =
		before === undefined
			? 0
			: Math.max(
					0,
					scans.findIndex(({scan}) => scan === before),
				);
	return {
		...model,
		scans,
		findings,
		scanList: {cursor, top: Math.max(0, cursor - (model.scanList.cursor - model.scanList.top))},
		findingList: model.findingList.cursor < findings.length ? model.findingList : LIST_START,
	};
}
