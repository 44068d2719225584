/** The screen of failures outside scans: a list, all there is to say of the one under the cursor, and the way to its lines. */
import type {FileReport} from '../../core/index.js';
import {outsideFailureText} from '../../core/wording/outside-failures.js';
import {plainText} from '../../core/wording/plain-text.js';
import {type Binding, commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import {printableLine} from '../printable-line.js';
import {fitRow, fitRows, type Row, selectedRow, type Size, span} from '../rows.js';
import {fileNameAt} from '../scans/file-names.js';
import type {Symbols, Theme} from '../theme.js';
import {fitSections, labeledRows, type ListAndDetail, placeDetail, withDetail} from '../widgets/detail.js';
import {LIST_BINDINGS, moveList, pointList, windowOf} from '../widgets/list.js';
import {failureColumns} from './columns.js';
import type {FailureRow, FailuresEffect, FailuresModel} from './model.js';

type FailuresCommand = 'open' | 'last' | 'copy';

export const FAILURES_BINDINGS: readonly Binding<FailuresCommand>[] = [
	{keys: ['enter'], command: 'open', help: 'show the first line of the failure in the log', hint: 'first line'},
	{keys: ['l'], command: 'last', help: 'show the last line of the failure in the log', hint: 'last line'},
	{keys: ['y'], command: 'copy', help: 'copy what is said about the failure', hint: 'copy'},
];

/** Heading, and names of the columns. */
const HEAD_ROWS = 2;
/** A line, what is said of a failure, and its line of the log. */
const DETAIL_ROWS = 6;
const EVIDENCE_LABEL = 10;
const MIN_LIST_ROWS = 5;
const SIGN = 2;

type Result = readonly [FailuresModel, readonly FailuresEffect[]];

function layoutOf({rows: failures}: FailuresModel, size: Size): ListAndDetail {
	const wanted = size.rows - HEAD_ROWS - DETAIL_ROWS >= MIN_LIST_ROWS ? DETAIL_ROWS : 0;
	return placeDetail(size, HEAD_ROWS + Math.max(1, failures.length), wanted);
}

function listRowsOf(model: FailuresModel, size: Size): number {
	return Math.max(1, layoutOf(model, size).list.rows - HEAD_ROWS);
}

/** @returns `null` where the key means nothing here */
export function updateFailures(model: FailuresModel, key: KeyName, size: Size): Result | null {
	const command = commandOf(FAILURES_BINDINGS, key);
	const move = command === null ? commandOf(LIST_BINDINGS, key) : null;
	if (move !== null) return [{...model, list: moveList(model.list, move, model.rows.length, listRowsOf(model, size))}, []];
	if (command === null) return null;
	const row = model.rows[model.list.cursor];
	return [model, row === undefined ? [] : [effectOf(command, row)]];
}

/** @returns `null`: the pointer is on no failure */
export function pointFailures(model: FailuresModel, pointer: Pointer, size: Size): FailuresModel | null {
	const list = pointList(model.list, pointer, HEAD_ROWS, model.rows.length, listRowsOf(model, size));
	return list === null ? null : {...model, list};
}

function effectOf(command: FailuresCommand, {file, failure}: FailureRow): FailuresEffect {
	switch (command) {
		case 'open':
			return {type: 'open-line', file, line: failure.first.line, reason: 'first line of the failure'};
		case 'last':
			return {type: 'open-line', file, line: failure.last.line, reason: 'last line of the failure'};
		case 'copy':
			return {type: 'copy-text', text: plainText(outsideFailureText(failure)), what: 'the failure'};
		default:
			return command satisfies never;
	}
}

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewFailures(model: FailuresModel, files: readonly FileReport[], size: Size, theme: Theme): readonly Row[] {
	const {symbols} = theme;
	const layout = layoutOf(model, size);
	const {columns: width} = layout.list;
	const listRows = listRowsOf(model, size);
	const {top, cursor} = windowOf(model.list, model.rows.length, listRows);
	const inSight = model.rows.slice(top, top + listRows).map((row) => ({...row, name: files.length > 1 ? fileNameAt(files, row.file) : ''}));
	const columns = failureColumns(width - SIGN, inSight, symbols.ellipsis);
	const list = inSight.map((item, index): Row => {
		const {recovered} = item.failure;
		const sign = recovered === null ? span(`${symbols.bad} `, 'bad') : span(`${symbols.warning} `, 'warning');
		const row = fitRow([sign, ...columns.row(item)], width, symbols.ellipsis);
		return top + index === cursor ? selectedRow(row) : row;
	});
	const empty: Row = [span('  The log shows no failures outside scans.', 'dim')];
	const rows: readonly Row[] = [
		[span('Failures outside scans', 'heading'), span(` ${model.rows.length}`, 'dim')],
		[span(`${' '.repeat(SIGN)}${columns.heading}`, 'dim')],
		...fitRows(list.length === 0 ? [empty] : list, listRows),
	];
	return withDetail(rows, failureSummary(model.rows[cursor], layout.detail, symbols), layout, symbols).map((row) =>
		fitRow(row, size.columns, symbols.ellipsis),
	);
}

/** All there is to say of a failure, and its first line. */
function failureSummary(row: FailureRow | undefined, place: ListAndDetail['detail'], symbols: Symbols): readonly Row[] {
	if (row === undefined || place === null) return [];
	const {failure} = row;
	return fitSections(
		[
			{rows: labeledRows('', 0, outsideFailureText(failure, '-'), place.columns), least: 2, rank: 0},
			{
				rows: labeledRows(
					'Evidence',
					EVIDENCE_LABEL,
					`line ${symbols.numberInLog(failure.first.line)}: ${printableLine(failure.message)}`,
					place.columns,
				),
				least: 1,
				rank: 1,
			},
		],
		place,
		symbols,
	);
}
