/** The screen of a finding: read it, and go to the lines that prove it. */
import type {FileReport} from '../../core/index.js';
import {type Binding, commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import {fitRow, fitRows, type Row, selectedRow, type Size} from '../rows.js';
import type {FindingRow} from '../scans/scan-rows.js';
import {fileNameAt} from '../scans/file-names.js';
import type {Theme} from '../theme.js';
import {LIST_BINDINGS, LIST_START, type ListState, moveList, moveTo, pointList} from '../widgets/list.js';
import {type DocumentRow, findingDocument} from './document.js';

export interface FindingModel {
	readonly finding: FindingRow;
	readonly list: ListState;
}

export type FindingCommand = 'open' | 'next-evidence' | 'previous-evidence' | 'scans' | 'copy' | 'copy-command';

export type FindingEffect =
	| {readonly type: 'open-line'; readonly file: number; readonly line: number}
	| {readonly type: 'show-scans'; readonly key: string}
	| {readonly type: 'show-failures'}
	| {readonly type: 'copy-finding'; readonly row: FindingRow}
	| {readonly type: 'copy-text'; readonly text: string; readonly what: string}
	| {readonly type: 'say'; readonly text: string};

export const FINDING_BINDINGS: readonly Binding<FindingCommand>[] = [
	{
		keys: ['enter'],
		command: 'open',
		help: 'show the quoted line in the log (or the first one quoted)',
		hint: 'line in log',
	},
	{keys: ['e', 'n', 'tab', 'f3'], command: 'next-evidence', help: 'go to the next quoted line', hint: 'next line'},
	{keys: ['E', 'N', 'shift+tab', 'shift+f3'], command: 'previous-evidence', help: 'go to the previous quoted line'},
	{keys: ['s'], command: 'scans', help: 'show the scans or the failures outside scans concerned', hint: 'scans'},
	{keys: ['y'], command: 'copy', help: 'copy the finding as Markdown', hint: 'copy'},
	{keys: ['c'], command: 'copy-command', help: 'copy the command under the cursor, or the next one', hint: 'copy command'},
];

export function findingScreen(finding: FindingRow): FindingModel {
	return {finding, list: LIST_START};
}

function documentOf({finding}: FindingModel, files: readonly FileReport[], width: number, theme: Theme): readonly DocumentRow[] {
	return finding.findings.flatMap(({file, finding: one}) =>
		findingDocument(one, file, files.length > 1 ? fileNameAt(files, file) : '', width, theme.symbols),
	);
}

type Result = readonly [FindingModel, readonly FindingEffect[]];

/** @returns `null` where the key means nothing here */
export function updateFinding(model: FindingModel, key: KeyName, files: readonly FileReport[], size: Size, theme: Theme): Result | null {
	const rows = documentOf(model, files, size.columns, theme);
	const move = commandOf(LIST_BINDINGS, key);
	if (move !== null) return [{...model, list: moveList(model.list, move, rows.length, size.rows)}, []];
	const command = commandOf(FINDING_BINDINGS, key);
	switch (command) {
		case 'open':
			return [model, [openEvidence(model, rows)]];
		case 'next-evidence':
			return toEvidence(model, rows, 1, size);
		case 'previous-evidence':
			return toEvidence(model, rows, -1, size);
		case 'scans':
			return [model, [showScans(model.finding)]];
		case 'copy':
			return [model, [{type: 'copy-finding', row: model.finding}]];
		case 'copy-command':
			return [model, [copyCommand(model, rows)]];
		case null:
			return null;
		default:
			return command satisfies never;
	}
}

/** @returns `null`: the pointer is on no row of the text */
export function pointFinding(
	model: FindingModel,
	pointer: Pointer,
	files: readonly FileReport[],
	size: Size,
	theme: Theme,
): FindingModel | null {
	const list = pointList(model.list, pointer, 0, documentOf(model, files, size.columns, theme).length, size.rows);
	return list === null ? null : {...model, list};
}

/** The line under the cursor; where it is on none, the first that is quoted. */
function openEvidence({list}: FindingModel, rows: readonly DocumentRow[]): FindingEffect {
	const row = rows[list.cursor];
	const target = row === undefined || row.line === null ? rows.find(({line}) => line !== null) : row;
	return target === undefined || target.line === null
		? {type: 'say', text: 'No log line is quoted here.'}
		: {type: 'open-line', file: target.file, line: target.line};
}

function showScans({scans, key, findings}: FindingRow): FindingEffect {
	if (scans === 0 && findings.some(({finding}) => finding.failures.length > 0)) return {type: 'show-failures'};
	return scans === 0 ? {type: 'say', text: 'This finding is about the whole log, not about single scans.'} : {type: 'show-scans', key};
}

function copyCommand({list}: FindingModel, rows: readonly DocumentRow[]): FindingEffect {
	const next = rows.slice(list.cursor).find(({command}) => command !== null)?.command ?? null;
	return next === null
		? {type: 'say', text: 'No command at the cursor or below.'}
		: {type: 'copy-text', text: next, what: `the command "${next}"`};
}

function toEvidence(model: FindingModel, rows: readonly DocumentRow[], step: 1 | -1, size: Size): Result {
	for (let at = model.list.cursor + step; at >= 0 && at < rows.length; at += step) {
		const row = rows[at];
		// A long line goes on below.
		const isRest = row?.line === rows[at - 1]?.line && row?.file === rows[at - 1]?.file;
		if (row !== undefined && row.line !== null && !isRest) return [{...model, list: moveTo(model.list, at, rows.length, size.rows)}, []];
	}
	return [model, [{type: 'say', text: step > 0 ? 'No more quoted lines below.' : 'No more quoted lines above.'}]];
}

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewFinding(model: FindingModel, files: readonly FileReport[], size: Size, theme: Theme): readonly Row[] {
	const rows = documentOf(model, files, size.columns, theme);
	const {top, cursor} = moveTo(model.list, model.list.cursor, rows.length, size.rows);
	const shown = rows.slice(top, top + size.rows).map(({row}, index): Row => {
		const cells = fitRow(row, size.columns, theme.symbols.ellipsis);
		return top + index === cursor ? selectedRow(cells) : cells;
	});
	return fitRows(shown, size.rows).map((row) => fitRow(row, size.columns, theme.symbols.ellipsis));
}
