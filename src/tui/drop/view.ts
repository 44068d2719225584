/** The drop screen: what wulens is, where to drop files, the input, and the files opened before. */
import {plainText} from '../../core/wording/plain-text.js';
import {counted} from '../../core/wording/labels.js';
import {cut, fill, sliceCells, widthOf} from '../../core/wording/cells.js';
import {printableLine} from '../printable-line.js';
import type {RecentFile} from '../ports.js';
import {fitRow, fitRows, type Row, selectedRow, type Size, span} from '../rows.js';
import type {Symbols, Theme} from '../theme.js';
import {type PromptState, promptRow} from '../widgets/prompt.js';
import {type DropLayout, layoutDrop, PROBLEM_SIGN} from './layout.js';
import {type DropModel, listedCount} from './model.js';

const TITLE: readonly [string, string] = [
	'wulens reads Windows Update client logs and shows what each',
	'scan asked for, which proxies it tried, and why it failed.',
];
const INVITATION = 'Drag log files or a folder here, or type a path';
const LABEL = 'File or folder: ';
const HINT = 'Esc or Ctrl+C quits (q is typed as part of a path here)';
const GONE = 'no longer there';

/** A wider box would only be emptier. */
const MAX_BOX = 100;

/** Corners that go with the lines of the theme, clockwise from the left above. */
const CORNERS: Readonly<Record<string, readonly [string, string, string, string]>> = {'─': ['┌', '┐', '┘', '└']};

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewDrop(model: DropModel, size: Size, theme: Theme): readonly Row[] {
	const {symbols} = theme;
	const layout = layoutDrop(model, size);
	const {hasTitle, hasBox, padding, hasGap} = layout;
	const gap: readonly Row[] = padding === 1 ? [[]] : [];
	const rows: readonly Row[] = [
		...(hasTitle ? [[span(TITLE[0], 'strong')], [span(TITLE[1], 'strong')], ...gap] : []),
		...(hasBox ? [...box(size.columns, layout, symbols), ...gap] : []),
		inputRow(model, size.columns),
		...problem(layout, symbols),
		...(hasGap ? [[]] : []),
		headingRow(model, layout, symbols),
		...list(model, layout, size.columns, symbols),
	];
	return [...fitRows(rows, Math.max(0, size.rows - 1)), [span(HINT, 'dim')]]
		.slice(-size.rows)
		.map((row) => fitRow(row, size.columns, symbols.ellipsis));
}

function box(columns: number, {padding}: DropLayout, {horizontal, vertical, ellipsis}: Symbols): readonly Row[] {
	const inner = Math.max(1, Math.min(columns, MAX_BOX) - 2);
	const [topLeft, topRight, bottomRight, bottomLeft] = CORNERS[horizontal] ?? ['+', '+', '+', '+'];
	const invitation = cut(INVITATION, inner, ellipsis);
	const centered = fill(`${' '.repeat((inner - widthOf(invitation)) >> 1)}${invitation}`, inner);
	const line = horizontal.repeat(inner);
	const side = span(vertical, 'accent');
	const empty: readonly Row[] = padding === 1 ? [[side, span(' '.repeat(inner)), side]] : [];
	return [
		[span(`${topLeft}${line}${topRight}`, 'accent')],
		...empty,
		[side, span(centered, 'strong'), side],
		...empty,
		[span(`${bottomLeft}${line}${bottomRight}`, 'accent')],
	];
}

function inputRow({prompt, isInList}: DropModel, columns: number): Row {
	const row = promptRow(LABEL, printablePrompt(prompt), columns);
	return isInList ? row.map(({text, role}) => ({text, role})) : row;
}

/** Marks that turn text around or hide in it are kept in the path, and not shown. */
function printablePrompt({text, cursor}: PromptState): PromptState {
	const left = plainText(text.slice(0, cursor));
	return {text: left + plainText(text.slice(cursor)), cursor: left.length};
}

function problem({problem: lines}: DropLayout, {bad}: Symbols): readonly Row[] {
	return lines.map((line, index) => [span(fill(index === 0 ? bad : '', PROBLEM_SIGN), 'bad'), span(line, 'bad')]);
}

function headingRow(model: DropModel, {listRows}: DropLayout, {ellipsis}: Symbols): Row {
	const {completions, list, waiting} = model;
	if (waiting?.isQuiet === false) return [span(`Looking for it${ellipsis}`, 'dim')];
	const count = listedCount(model);
	if (count === 0) return [span('Files that you open will be listed here.', 'dim')];
	const heading = span(completions.length > 0 ? counted(count, 'match', 'matches') : 'Recently opened', 'heading');
	return count <= listRows ? [heading] : [heading, span(`  ${list.top + 1}-${Math.min(count, list.top + listRows)} of ${count}`, 'dim')];
}

function list(model: DropModel, {listRows}: DropLayout, columns: number, symbols: Symbols): readonly Row[] {
	const {top, cursor} = model.list;
	const rows: readonly ((width: number) => Row)[] =
		model.completions.length > 0
			? model.completions
					.slice(top, top + listRows)
					.map((path) => () => [span(printableLine(lastPart(path)), /[/\\]$/.test(path) ? 'accent' : 'normal')])
			: model.recents.slice(top, top + listRows).map((recent) => (width) => recentRow(recent, width, symbols));
	return rows.map((rowOf, index) => {
		const isHere = model.isInList && top + index === cursor;
		const pointer = span(isHere ? `${symbols.pointer} ` : '  ');
		const row = fitRow([pointer, ...rowOf(columns - widthOf(pointer.text))], columns, symbols.ellipsis);
		return isHere ? selectedRow(row) : row;
	});
}

/** The day and the end of the path, which tells one log from another. */
function recentRow({path, time, exists}: RecentFile, width: number, {ellipsis}: Symbols): Row {
	const day = `${printableLine(time).slice(0, 10)}  `;
	const note = exists ? '' : `  (${GONE})`;
	const shown = cutBeginning(printableLine(path), Math.max(1, width - widthOf(day) - widthOf(note)), ellipsis);
	return [span(day, 'dim'), span(shown, exists ? 'normal' : 'dim'), span(note, 'dim')];
}

function cutBeginning(text: string, width: number, ellipsis: string): string {
	const cells = widthOf(text);
	if (cells <= width) return text;
	const mark = widthOf(ellipsis);
	return width <= mark ? sliceCells(text, cells - width, cells) : `${ellipsis}${sliceCells(text, cells - width + mark, cells)}`;
}

/** `Logs\` of `C:\Windows\Logs\`. */
function lastPart(path: string): string {
	const end = Math.max(path.lastIndexOf('/', path.length - 2), path.lastIndexOf('\\', path.length - 2));
	return path.slice(end + 1);
}
