/** State of the screen of failures outside scans. */
import type {FileReport, OutsideFailure} from '../../core/index.js';
import {tellingFailures} from '../../core/wording/outside-failures.js';
import {LIST_START, type ListState} from '../widgets/list.js';

export interface FailureRow {
	/** Index of its file. */
	readonly file: number;
	readonly failure: OutsideFailure;
}

export interface FailuresModel {
	readonly rows: readonly FailureRow[];
	/** Only those of this file; `null`: of all. */
	readonly file: number | null;
	readonly list: ListState;
}

export type FailuresEffect =
	| {readonly type: 'open-line'; readonly file: number; readonly line: number; readonly reason: string}
	| {readonly type: 'copy-text'; readonly text: string; readonly what: string};

/** Those of the files, or of one of them, in file order. */
export function failureRows(files: readonly FileReport[], file: number | null): readonly FailureRow[] {
	return files.flatMap((report, index) =>
		file === null || file === index ? tellingFailures(report).map(({failure}) => ({file: index, failure})) : [],
	);
}

export function failuresScreen(files: readonly FileReport[], file: number | null): FailuresModel {
	return {rows: failureRows(files, file), file, list: LIST_START};
}

/** The same screen when more is read; the cursor stays on its place. */
export function withFailuresOf(model: FailuresModel, files: readonly FileReport[]): FailuresModel {
	const rows = failureRows(files, model.file);
	return {...model, rows, list: model.list.cursor < rows.length ? model.list : LIST_START};
}
