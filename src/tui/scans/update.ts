/** What keys do on the scans screen. */
import {plainText} from '../../core/wording/plain-text.js';
import {callerWords, counted, fileName} from '../../core/wording/labels.js';
import {commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import type {Size} from '../rows.js';
import {nextOrder} from '../widgets/columns.js';
import {LIST_BINDINGS, type ListMove, moveList, moveTo, pointList} from '../widgets/list.js';
import {type MenuOption, menuOf, pointMenu, updateMenu} from '../widgets/menu.js';
import {editPrompt, insertText, promptWith} from '../widgets/prompt.js';
import {SCAN_ORDERS} from './columns.js';
import {SCANS_BINDINGS, type ScansCommand} from './keys.js';
import {layoutScans, SCAN_HEADINGS} from './layout.js';
import {type ScansEffect, type ScansModel, withFilter, withOrder} from './model.js';
import {countedValues, isFiltered, NO_FILTER, rowsShown, type ScansFilter} from './scan-rows.js';

type Result = readonly [ScansModel, readonly ScansEffect[]];

/** Every key belongs to what is typed. */
export function isTypingScans(model: ScansModel): boolean {
	return model.prompt !== null || model.menu !== null;
}

/** @returns `null` where the key means nothing here */
export function updateScans(model: ScansModel, key: KeyName, size: Size): Result | null {
	if (model.prompt !== null) return [typed(model, model.prompt, key), []];
	if (model.menu !== null) return [chosen(model, model.menu, key, size), []];
	const move = commandOf(LIST_BINDINGS, key);
	if (move !== null) return [moved(model, move, size), []];
	const command = commandOf(SCANS_BINDINGS, key);
	if (command !== null) return COMMANDS[command](model, size);
	// Esc takes back what was narrowed before it leaves.
	return key === 'escape' && isFiltered(model.filter) ? [withFilter(model, NO_FILTER), [{type: 'say', text: 'Showing all scans.'}]] : null;
}

/** @returns `null`: the pointer is on nothing that can be selected */
export function pointScans(model: ScansModel, pointer: Pointer, size: Size): ScansModel | null {
	if (model.menu !== null) {
		const menu = pointMenu(model.menu, pointer, size);
		return menu === null ? null : {...model, menu};
	}
	const {verdictRows, nextRows, findingRows, scanRows, lists} = layoutScans(model, size);
	if (pointer.column >= lists.list.columns) return null;
	const firstFinding = verdictRows + nextRows + 1;
	const findingList = findingRows === 0 ? null : pointList(model.findingList, pointer, firstFinding, model.findings.length, findingRows);
	if (findingList !== null) return {...model, pane: 'findings', findingList};
	const firstScan = verdictRows + nextRows + (findingRows === 0 ? 0 : findingRows + 1) + SCAN_HEADINGS;
	const scanList = pointList(model.scanList, pointer, firstScan, model.scans.length, scanRows);
	return scanList === null ? null : {...model, pane: 'scans', scanList};
}

export function pasteIntoScans(model: ScansModel, text: string): ScansModel {
	return model.prompt === null
		? model
		: withFilter({...model, prompt: insertText(model.prompt, text)}, {text: insertText(model.prompt, text).text});
}

function typed(model: ScansModel, prompt: NonNullable<ScansModel['prompt']>, key: KeyName): ScansModel {
	const result = editPrompt(prompt, key);
	switch (result.type) {
		case 'edited':
			// The list narrows while the text is typed.
			return withFilter({...model, prompt: result.state}, {text: result.state.text});
		case 'entered':
			return withFilter({...model, prompt: null}, {text: result.text});
		case 'left':
			return withFilter({...model, prompt: null}, {text: ''});
		case 'ignored':
			return model;
		default:
			return result satisfies never;
	}
}

function chosen(model: ScansModel, menu: NonNullable<ScansModel['menu']>, key: KeyName, size: Size): ScansModel {
	const result = updateMenu(menu, key, size);
	switch (result.type) {
		case 'moved':
			return {...model, menu: result.state};
		case 'chosen':
			return withFilter({...model, menu: null, pane: 'scans'}, result.value);
		case 'left':
			return {...model, menu: null};
		default:
			return result satisfies never;
	}
}

function moved(model: ScansModel, move: ListMove, size: Size): ScansModel {
	const {findingRows, scanRows} = layoutScans(model, size);
	return model.pane === 'scans'
		? {...model, scanList: moveList(model.scanList, move, model.scans.length, scanRows)}
		: {...model, findingList: moveList(model.findingList, move, model.findings.length, findingRows)};
}

type Run = (model: ScansModel, size: Size) => Result;

const toggling =
	(name: 'failed' | 'online' | 'wsus'): Run =>
	(model) => [withFilter(model, {[name]: !model.filter[name]}), []];

const COMMANDS: Readonly<Record<ScansCommand, Run>> = {
	open: (model) => ofSelected(model, {scans: 'open-scan', findings: 'open-finding'}),
	copy: (model) => ofSelected(model, {scans: 'copy-scan', findings: 'copy-finding'}),
	'other-pane': (model) => [{...model, pane: model.pane === 'scans' && model.findings.length > 0 ? 'findings' : 'scans'}, []],
	failed: toggling('failed'),
	online: toggling('online'),
	wsus: toggling('wsus'),
	caller: (model) => menu(model, 'Show the scans of which caller?', callerOptions(model)),
	finding: (model) => menu(model, 'Show the scans of which finding?', findingOptions(model)),
	file: fileMenu,
	search: (model) => [{...model, prompt: promptWith(model.filter.text), pane: 'scans'}, []],
	clear: (model) => [withFilter(model, NO_FILTER), [{type: 'say', text: 'Showing all scans.'}]],
	sort: sortAgain,
	'next-failure': (model, size) => toFailure(model, 1, size),
	'previous-failure': (model, size) => toFailure(model, -1, size),
	failures: (model) => [model, [{type: 'open-failures', file: model.filter.file}]],
	overview: (model) => [model, [{type: 'open-overview'}]],
	log: (model) => [model, [{type: 'open-log', row: model.scans[model.scanList.cursor] ?? null}]],
};

/** What is to be done with the scan or finding under the cursor; nothing where there is none. */
function ofSelected(
	model: ScansModel,
	types: {readonly scans: 'open-scan' | 'copy-scan'; readonly findings: 'open-finding' | 'copy-finding'},
): Result {
	if (model.pane === 'scans') {
		const row = model.scans[model.scanList.cursor];
		return [model, row === undefined ? [] : [{type: types.scans, row}]];
	}
	const row = model.findings[model.findingList.cursor];
	return [model, row === undefined ? [] : [{type: types.findings, row}]];
}

function sortAgain(model: ScansModel): Result {
	const order = nextOrder(SCAN_ORDERS, model.order);
	return [withOrder(model, order), [{type: 'say', text: `Sorted: ${order.label}.`}]];
}

function fileMenu(model: ScansModel): Result {
	if (model.filter.file !== null) return [withFilter(model, {file: null}), [{type: 'say', text: 'Showing the scans of all files.'}]];
	const options = model.files.map((file, index) => ({label: plainText(fileName(file)), count: file.scans.length, value: {file: index}}));
	return menu(model, 'Show the scans of which file?', options);
}

function findingOptions({findings}: ScansModel): readonly MenuOption<Partial<ScansFilter>>[] {
	return findings
		.filter(({scans}) => scans > 0)
		.map(({key, title, scans}) => ({label: plainText(title), count: scans, value: {finding: key}}));
}

function menu(model: ScansModel, title: string, options: readonly MenuOption<Partial<ScansFilter>>[]): Result {
	return options.length === 0 ? [model, [{type: 'say', text: 'Nothing to choose from.'}]] : [{...model, menu: menuOf(title, options)}, []];
}

function callerOptions(model: ScansModel): readonly MenuOption<Partial<ScansFilter>>[] {
	const rows = rowsShown(model.files, {...model.filter, caller: null});
	return countedValues(rows, ({columns, index}) => columns.callers.texts[columns.callers.of[index] ?? 0] ?? '').map(({value, count}) => ({
		label: plainText(callerWords(value)),
		count,
		value: {caller: value},
	}));
}

function toFailure(model: ScansModel, step: 1 | -1, size: Size): Result {
	const failed = model.scans.filter(({scan}) => scan.outcome === 'failed').length;
	if (failed === 0) return [model, [{type: 'say', text: 'None of these scans failed.'}]];
	for (let at = model.scanList.cursor + step; at >= 0 && at < model.scans.length; at += step) {
		if (model.scans[at]?.scan.outcome === 'failed')
			return [{...model, pane: 'scans', scanList: moveTo(model.scanList, at, model.scans.length, layoutScans(model, size).scanRows)}, []];
	}
	return [
		model,
		[{type: 'say', text: `${step > 0 ? 'No failed scan below' : 'No failed scan above'} (${counted(failed, 'failed scan')} in total).`}],
	];
}
