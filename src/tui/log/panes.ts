/** The windows on the log: how many rows a line takes, which lines show, and what of them is not read yet. */
import type {Size} from '../rows.js';
import {type ListState, moveTo} from '../widgets/list.js';
import {type LogLayout, layoutOf, type RowLayout, rowLayout} from './layout.js';
import {type ShownLine, shownLine} from './line-parts.js';
import type {Effects} from './messages.js';
import type {LogModel} from './model.js';
import {missingRanges, PAGE_LINES, pageOf, pageWith, withPending} from './pages.js';
import {allLines, type Sequence, someLines} from './sequence.js';
import type {TextRange} from './text-range.js';
import {wrapCells} from './wrap-cells.js';

/** One window as it is shown. */
export interface Pane {
	readonly sequence: Sequence;
	readonly list: ListState;
	readonly rows: number;
	readonly layout: RowLayout;
	readonly isFiltered: boolean;
	/** Keys move here. */
	readonly isActive: boolean;
}

/** The windows from top to bottom; with `layoutOf`. */
export function panesOf(model: LogModel, size: Size, layout: LogLayout = layoutOf(model, size)): readonly Pane[] {
	const {result} = model.filter;
	const full = (rows: number, isActive: boolean): Pane => ({
		sequence: allLines(model.count),
		list: model.full,
		rows,
		layout: rowLayout(model, size.columns, layout.secondRows > 0),
		isFiltered: false,
		isActive,
	});
	if (result === null) return [full(layout.firstRows, true)];
	const isSplit = layout.secondRows > 0;
	const isInFull = model.isSplit && model.focus === 'full';
	// Too small to be split: the pane that has the focus is the one that shows.
	if (!isSplit && isInFull) return [full(layout.firstRows, true)];
	const first: Pane = {
		sequence: someLines(result.visible),
		list: result.list,
		rows: layout.firstRows,
		layout: rowLayout(model, size.columns, true),
		isFiltered: true,
		isActive: !isInFull,
	};
	return isSplit ? [first, full(layout.secondRows, isInFull)] : [first];
}

export function lineAt(model: LogModel, line: number): ShownLine | undefined {
	const page = pageWith(model.pages, line);
	return page === undefined ? undefined : shownLine(page, line, model.table);
}

/** Where in the text the part stands that fills the last column, and how wide that is. */
export function lastColumn(
	model: LogModel,
	line: number,
	shown: ShownLine,
	layout: RowLayout,
): {readonly start: number; readonly width: number} {
	const wide = layout.message + layout.columnCells;
	if (model.isRaw) return {start: 0, width: wide};
	if (shown.columns !== null) return {start: shown.columns.message.start, width: layout.message};
	// A line that goes on with a record stands below its message; any other has all the room.
	return {start: 0, width: model.table.kindOf(line) === 'continuation' ? layout.message : wide};
}

/** The pieces of the last column that are shown, as places in the text of the line: one, or more where lines are wrapped. */
export function piecesOf(model: LogModel, line: number, shown: ShownLine, {layout, rows}: Pane): readonly TextRange[] {
	const {start, width} = lastColumn(model, line, shown, layout);
	return wrapCells(shown, start, model.offset, width, model.isWrapped ? Math.max(1, rows) : 1);
}

/** Rows that a row of the sequence takes; lines that are not read yet take one. */
export function heightOf(model: LogModel, pane: Pane, row: number): number {
	if (!model.isWrapped) return 1;
	const line = pane.sequence.lineAt(row);
	const shown = lineAt(model, line);
	return shown === undefined ? 1 : piecesOf(model, line, shown, pane).length;
}

/** The window with the cursor in it, and no empty rows below where there are lines above. */
function settledList(model: LogModel, pane: Pane): ListState {
	const {sequence, rows} = pane;
	const list = moveTo(pane.list, pane.list.cursor, sequence.count, rows);
	if (!model.isWrapped || sequence.count === 0) return list;
	let top = Math.max(0, list.cursor - Math.max(1, rows) + 1, Math.min(pane.list.top, list.cursor));
	let used = 0;
	for (let row = top; row <= list.cursor; row++) used += heightOf(model, pane, row);
	while (used > rows && top < list.cursor) used -= heightOf(model, pane, top++);
	// Only near the end there can be room left.
	for (let row = list.cursor + 1; row < sequence.count && used < rows; row++) used += heightOf(model, pane, row);
	while (top > 0 && used < rows) {
		const height = heightOf(model, pane, top - 1);
		if (used + height > rows) break;
		used += height;
		top--;
	}
	return {cursor: list.cursor, top};
}

/** How many lines the window shows whole; what a page is for the keys. */
export function linesShown(model: LogModel, pane: Pane): number {
	if (!model.isWrapped) return Math.max(1, pane.rows);
	let used = 0;
	let row = pane.list.top;
	for (; row < pane.sequence.count; row++) {
		used += heightOf(model, pane, row);
		if (used > pane.rows) break;
	}
	return Math.max(1, row - pane.list.top);
}

/** Puts a list back where it belongs. */
export function withList(model: LogModel, pane: Pane, list: ListState): LogModel {
	const {result} = model.filter;
	if (!pane.isFiltered) return list.cursor === model.full.cursor && list.top === model.full.top ? model : {...model, full: list};
	if (result === null || (list.cursor === result.list.cursor && list.top === result.list.top)) return model;
	return {...model, filter: {...model.filter, result: {...result, list}}};
}

/** Windows settled, for a view that may have another size than the last update. */
export function settledPanes(model: LogModel, size: Size): readonly Pane[] {
	return panesOf(model, size).map((pane) => ({...pane, list: settledList(model, pane)}));
}

/** Pages of the lines that show; of the whole log those around too, so that a step from there shows no gaps. */
export function pagesWanted(model: LogModel, panes: readonly Pane[]): ReadonlySet<number> {
	const pages = new Set<number>();
	for (const {sequence, list, rows, isFiltered} of panes) {
		const until = Math.min(sequence.count, list.top + Math.max(1, rows));
		for (let row = list.top; row < until; row++) pages.add(pageOf(sequence.lineAt(row)));
		if (isFiltered || until <= list.top) continue;
		pages.add(Math.max(0, pageOf(sequence.lineAt(list.top)) - 1));
		pages.add(pageOf(Math.min(model.count, sequence.lineAt(until - 1) + PAGE_LINES)));
	}
	return pages;
}

/** What holds after every update: cursors in their windows, and every line on the screen read or asked for. */
export function settle(model: LogModel, size: Size): readonly [LogModel, Effects] {
	let settled = model;
	const panes = settledPanes(model, size);
	for (const pane of panes) settled = withList(settled, pane, pane.list);
	const ranges = missingRanges(settled.pages, pagesWanted(settled, panes), settled.count);
	if (ranges.length === 0) return [settled, []];
	return [
		{...settled, pages: withPending(settled.pages, ranges)},
		ranges.map(({first, count}) => ({type: 'read', generation: settled.generation, first, count})),
	];
}
