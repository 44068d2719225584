/** A list of choices over a screen, of which one is taken. */
import {fill, fillLeft, widthOf} from '../../core/wording/cells.js';
import {commandOf, type KeyName} from '../keys.js';
import {fitRow, fitRows, type Row, selectedRow, type Size, span} from '../rows.js';
import type {Theme} from '../theme.js';
import type {Pointer} from '../mouse.js';
import {LIST_BINDINGS, LIST_START, type ListState, moveList, pointList} from './list.js';

export interface MenuOption<Value> {
	/** Printable. */
	readonly label: string;
	/** How many there are of it; `null`: not counted. */
	readonly count: number | null;
	readonly value: Value;
}

export interface MenuState<Value> {
	readonly title: string;
	readonly options: readonly MenuOption<Value>[];
	readonly list: ListState;
}

export type MenuResult<Value> =
	| {readonly type: 'moved'; readonly state: MenuState<Value>}
	| {readonly type: 'chosen'; readonly value: Value}
	| {readonly type: 'left'};

/** Rows that title and hint take. */
const FRAME_ROWS = 2;

export function menuOf<Value>(title: string, options: readonly MenuOption<Value>[]): MenuState<Value> {
	return {title, options, list: LIST_START};
}

export function updateMenu<Value>(state: MenuState<Value>, key: KeyName, size: Size): MenuResult<Value> {
	if (key === 'escape' || key === 'q') return {type: 'left'};
	if (key === 'enter') {
		const option = state.options[state.list.cursor];
		return option === undefined ? {type: 'left'} : {type: 'chosen', value: option.value};
	}
	const move = commandOf(LIST_BINDINGS, key);
	if (move === null) return {type: 'moved', state};
	return {type: 'moved', state: {...state, list: moveList(state.list, move, state.options.length, Math.max(1, size.rows - FRAME_ROWS))}};
}

/** @returns `null`: the pointer is on no choice */
export function pointMenu<Value>(state: MenuState<Value>, pointer: Pointer, size: Size): MenuState<Value> | null {
	const list = pointList(state.list, pointer, 1, state.options.length, Math.max(1, size.rows - FRAME_ROWS));
	return list === null ? null : {...state, list};
}

export function viewMenu<Value>({title, options, list}: MenuState<Value>, size: Size, {symbols}: Theme): readonly Row[] {
	const height = Math.max(1, size.rows - FRAME_ROWS);
	const digits = Math.max(1, ...options.map(({count}) => (count === null ? 0 : String(count).length)));
	const labels = Math.min(
		size.columns - digits - 4,
		Math.max(8, ...options.slice(list.top, list.top + height).map(({label}) => widthOf(label))),
	);
	const shown = options.slice(list.top, list.top + height).map(({label, count}, index): Row => {
		const isHere = list.top + index === list.cursor;
		const row: Row = [
			span(isHere ? `${symbols.pointer} ` : '  '),
			span(fill(label, labels, symbols.ellipsis)),
			span(` ${fillLeft(count === null ? '' : String(count), digits)}`, 'dim'),
		];
		return isHere ? selectedRow(fitRow(row, size.columns, symbols.ellipsis)) : row;
	});
	const rows: readonly Row[] = [[span(title, 'heading')], ...fitRows(shown, height), [span('Enter: select, Esc: cancel', 'dim')]];
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}
