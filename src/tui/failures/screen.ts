/** The screen of failures outside scans: a list, all there is to say of the one under the cursor, and the way to its lines. */
import type {FileReport} from '../../core/index.js';
import {outsideFailureText} from '../../core/wording/outside-failures.js';
import {plainText} from '../../core/wording/plain-text.js';
import {wrapText} from '../../core/wording/wrap.js';
import {type Binding, commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import {printableLine} from '../printable-line.js';
import {fitRow, fitRows, type Row, selectedRow, type Size, span} from '../rows.js';
import {fileNameAt} from '../scans/file-names.js';
import type {Symbols, Theme} from '../theme.js';
import {LIST_BINDINGS, moveList, pointList} from '../widgets/list.js';
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
/** A blank row, what is said of a failure, and its line. */
const DETAIL_ROWS = 5;
const MIN_LIST_ROWS = 5;
const SIGN = 2;

type Result = readonly [FailuresModel, readonly FailuresEffect[]];

function detailRowsOf({rows}: Size): number {
	return rows - HEAD_ROWS - DETAIL_ROWS >= MIN_LIST_ROWS ? DETAIL_ROWS : 0;
}

function listRowsOf(size: Size): number {
	return Math.max(1, size.rows - HEAD_ROWS - detailRowsOf(size));
}

/** @returns `null` where the key means nothing here */
export function updateFailures(model: FailuresModel, key: KeyName, size: Size): Result | null {
	const command = commandOf(FAILURES_BINDINGS, key);
	const move = command === null ? commandOf(LIST_BINDINGS, key) : null;
	if (move !== null) return [{...model, list: moveList(model.list, move, model.rows.length, listRowsOf(size))}, []];
	if (command === null) return null;
	const row = model.rows[model.list.cursor];
	return [model, row === undefined ? [] : [effectOf(command, row)]];
}

/** @returns `null`: the pointer is on no failure */
export function pointFailures(model: FailuresModel, pointer: Pointer, size: Size): FailuresModel | null {
	const list = pointList(model.list, pointer, HEAD_ROWS, model.rows.length, listRowsOf(size));
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
	const {top, cursor} = model.list;
	const listRows = listRowsOf(size);
	const inSight = model.rows
		.slice(top, top + listRows)
		.map((row) => ({...row, name: files.length > 1 ? fileNameAt(files, row.file) : ''}));
	const columns = failureColumns(size.columns - SIGN, inSight, symbols.ellipsis);
	const list = inSight.map((item, index): Row => {
		const {recovered} = item.failure;
		const sign = recovered === null ? span(`${symbols.bad} `, 'bad') : span(`${symbols.warning} `, 'warning');
		const row = fitRow([sign, ...columns.row(item)], size.columns, symbols.ellipsis);
		return top + index === cursor ? selectedRow(row) : row;
	});
	const empty: Row = [span('  The log shows no failures outside scans.', 'dim')];
	const rows: readonly Row[] = [
		[span('Failures outside scans', 'heading'), span(` ${model.rows.length}`, 'dim')],
		[span(`${' '.repeat(SIGN)}${columns.heading}`, 'dim')],
		...fitRows(list.length === 0 ? [empty] : list, listRows),
		...detailRows(model.rows[cursor], size, symbols),
	];
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}

function detailRows(row: FailureRow | undefined, size: Size, symbols: Symbols): readonly Row[] {
	const room = detailRowsOf(size);
	if (row === undefined || room === 0) return [];
	const {failure} = row;
	const said = wrapText(plainText(outsideFailureText(failure)), size.columns, SIGN, SIGN).split('\n');
	const quote = `line ${failure.first.line}: ${printableLine(failure.message)}`;
	return [
		[span(symbols.horizontal.repeat(size.columns), 'dim')],
		...said.slice(0, room - 2).map((text): Row => [span(`${' '.repeat(text === said[0] ? SIGN : 0)}${text}`)]),
		[span(`${' '.repeat(SIGN)}${quote}`, 'dim')],
	];
}
