/** Moving the cursor and the windows, and the history of jumps. */
import type {Size} from '../rows.js';
import {centerOn, type ListMove, type ListState, moveList, moveTo} from '../widgets/list.js';
import {type LogModel, withNotice} from './model.js';
import {lineAt, linesShown, type Pane, panesOf, withList} from './panes.js';
import {cursorLine, isInFiltered} from './cursor.js';
import {nearestRow} from './sequence.js';
import {grouped} from './numbers.js';
import {roughWidth} from './wrap-cells.js';

const MAX_HISTORY = 100;
/** Longer lines are cut where they are read. */
const MAX_OFFSET = 65_536;
const SIDE_STEP = 8;

function activePane(model: LogModel, size: Size): Pane {
	const panes = panesOf(model, size);
	const first = panes[0] as Pane;
	return panes.find(({isActive}) => isActive) ?? first;
}

export function move(model: LogModel, step: ListMove, size: Size): LogModel {
	const pane = activePane(model, size);
	const jumping = step === 'first' || step === 'last' ? withJump(model, step) : model;
	return withList(jumping, pane, moveList(pane.list, step, pane.sequence.count, linesShown(model, pane)));
}

/** Lines that a jump wants to see around its aim. */
const MARGIN = 3;

/** Leaves the window where it is, if the row shows with some lines around it; else puts the row in the middle. */
function near(list: ListState, row: number, count: number, rows: number): ListState {
	const margin = Math.min(MARGIN, rows >> 2);
	return row >= list.top + margin && row < list.top + rows - margin ? moveTo(list, row, count, rows) : centerOn(row, count, rows);
}

/** Remembers where a jump begins. Jumps of one kind, one after another, are one. */
export function withJump(model: LogModel, kind: string): LogModel {
	const from = cursorLine(model);
	if (model.lastJump === kind || from === 0) return {...model, lastJump: kind};
	const history = model.history.at(-1) === from ? model.history : [...model.history, from].slice(-MAX_HISTORY);
	return {...model, history, lastJump: kind};
}

/** Goes to a line, or where a filter hides it, to the nearest that shows. */
export function goTo(model: LogModel, line: number, size: Size): LogModel {
	const pane = activePane(model, size);
	if (pane.sequence.count === 0) return model;
	const row = nearestRow(pane.sequence, line);
	const moved = withList(model, pane, near(pane.list, row, pane.sequence.count, linesShown(model, pane)));
	const reached = pane.sequence.lineAt(row);
	return pane.isFiltered && reached !== line
		? withNotice(moved, `Line ${grouped(line)} is hidden by the filter; this is the nearest (x: show all)`)
		: moved;
}

export function jumpTo(model: LogModel, line: number, kind: string, size: Size): LogModel {
	return goTo(withJump(model, kind), line, size);
}

export function jumpBack(model: LogModel, size: Size): LogModel {
	const line = model.history.at(-1);
	if (line === undefined) return withNotice(model, 'No jump to go back to');
	return goTo({...model, history: model.history.slice(0, -1), lastJump: null}, line, size);
}

/** The whole log stays at the line of the filtered ones. */
export function withFullBeside(model: LogModel, size: Size): LogModel {
	if (!isInFiltered(model)) return model;
	const row = cursorLine(model) - 1;
	if (row < 0 || row === model.full.cursor) return model;
	const below = panesOf(model, size).find(({isFiltered}) => !isFiltered);
	return {...model, full: near(model.full, row, model.count, below?.rows ?? Math.max(1, size.rows))};
}

export type SideMove = 'left' | 'right' | 'half-left' | 'half-right' | 'line-start';

/** Sideways; not further than the longest line on the screen goes. */
export function moveSideways(model: LogModel, step: SideMove, size: Size): LogModel {
	const pane = activePane(model, size);
	const half = Math.max(1, pane.layout.message >> 1);
	const by = {left: -SIDE_STEP, right: SIDE_STEP, 'half-left': -half, 'half-right': half, 'line-start': -model.offset}[step];
	const offset = Math.max(0, model.offset + by);
	return {...model, offset: by > 0 ? Math.min(offset, Math.max(model.offset, longestShown(model, pane) - 1)) : offset};
}

function longestShown(model: LogModel, {sequence, list, rows}: Pane): number {
	let longest = 0;
	for (let row = list.top; row < Math.min(sequence.count, list.top + rows); row++) {
		const shown = lineAt(model, sequence.lineAt(row));
		if (shown === undefined) continue;
		longest = Math.max(longest, roughWidth(shown.text) - (model.isRaw ? 0 : (shown.columns?.message.start ?? 0)));
	}
	return Math.min(longest, MAX_OFFSET);
}
