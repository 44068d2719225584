/** The help: every key of the screen it was asked on, from the same tables that the screens obey. */
import {type Binding, keyLabel} from '../keys.js';
import {fitRow, fitRows, type Row, type Size, span} from '../rows.js';
import type {Theme} from '../theme.js';
import {fill} from '../../core/wording/cells.js';
import type {ListState} from '../widgets/list.js';

export interface HelpSection {
	readonly title: string;
	readonly bindings: readonly Binding<string>[];
}

/** Columns from which two sections stand side by side. */
const TWO_COLUMNS = 120;
const KEYS_WIDTH = 24;

export function helpRows(sections: readonly HelpSection[], columns: number, isUnicode: boolean): readonly Row[] {
	const blocks = sections.map(({title, bindings}): readonly Row[] => [
		[span(title, 'heading')],
		...bindings.map(
			({keys, help}): Row => [
				span(fill(` ${keys.map((key) => keyLabel(key, isUnicode)).join('  ')}`, KEYS_WIDTH), 'accent'),
				span(` ${help}`),
			],
		),
		[],
	]);
	if (columns < TWO_COLUMNS) return blocks.flat();
	const width = columns >> 1;
	const all = blocks.flat().length;
	const left: Row[] = [];
	const right: Row[] = [];
	for (const block of blocks) (left.length === 0 || left.length + block.length <= (all >> 1) + 2 ? left : right).push(...block);
	return Array.from(
		{length: Math.max(left.length, right.length)},
		(_, index): Row => [...fitRow(left[index] ?? [], width), ...fitRow(right[index] ?? [], columns - width)],
	);
}

/** @param list its cursor is the first row shown */
export function viewHelp(
	sections: readonly HelpSection[],
	list: ListState,
	size: Size,
	{symbols}: Theme,
	isUnicode: boolean,
): readonly Row[] {
	const rows = helpRows(sections, size.columns, isUnicode);
	const top = Math.max(0, Math.min(list.cursor, rows.length - size.rows));
	return fitRows(rows.slice(top), size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}
