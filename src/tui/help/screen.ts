/** The help: every key of the screen it was asked on, from the same tables that the screens obey. */
import {type Binding, keyLabel} from '../keys.js';
import {fitRow, fitRows, type Row, type Size, span} from '../rows.js';
import type {Theme} from '../theme.js';
import {fill, widthOf} from '../../core/wording/cells.js';
import {wrapText} from '../../core/wording/wrap.js';
import type {ListState} from '../widgets/list.js';

export interface HelpSection {
	readonly title: string;
	readonly bindings: readonly Binding<string>[];
}

/** Columns from which two sections stand side by side. */
const TWO_COLUMNS = 120;
/** Cells for what a key does, however narrow the window is. */
const LEAST_TEXT = 20;
/** Between keys and what they do. */
const GAP = 2;

export function helpRows(sections: readonly HelpSection[], columns: number, isUnicode: boolean): readonly Row[] {
	const labels = ({keys}: Binding<string>): string => ` ${keys.map((key) => keyLabel(key, isUnicode)).join('  ')}`;
	const keysWidth = Math.max(0, ...sections.flatMap(({bindings}) => bindings.map((binding) => widthOf(labels(binding))))) + GAP;
	const width = columns < TWO_COLUMNS ? columns : columns >> 1;
	const blocks = sections.map(({title, bindings}): readonly Row[] => [
		[span(title, 'heading')],
		...bindings.flatMap((binding): readonly Row[] =>
			wrapText(binding.help, Math.max(LEAST_TEXT, width - keysWidth - 1), 0, 0)
				.split('\n')
				.map((line, index): Row => [span(fill(index === 0 ? labels(binding) : '', keysWidth), 'accent'), span(line)]),
		),
		[],
	]);
	if (columns < TWO_COLUMNS) return blocks.flat();
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
