/** What the mouse does on the log screen: a click puts the cursor on a line, the wheel scrolls the window under it. */
import type {Pointer} from '../mouse.js';
import type {Size} from '../rows.js';
import {scrollList} from '../widgets/list.js';
import {layoutOf} from './layout.js';
import type {LogModel} from './model.js';
import {heightOf, linesShown, type Pane, settledPanes, withList} from './panes.js';

export function pointLog(model: LogModel, pointer: Pointer, size: Size): LogModel {
	if (model.prompt !== null) return model;
	const {headingRows, dividerRows} = layoutOf(model, size);
	let first = headingRows;
	for (const pane of settledPanes(model, size)) {
		if (pointer.row >= first && pointer.row < first + pane.rows) return pointed(model, pane, pointer, pointer.row - first);
		first += pane.rows + dividerRows;
	}
	return model;
}

function pointed(model: LogModel, pane: Pane, {wheel}: Pointer, row: number): LogModel {
	const {list, sequence, isFiltered} = pane;
	if (wheel !== 0) return withList(model, pane, scrollList(list, wheel, sequence.count, linesShown(model, pane)));
	const cursor = rowAt(model, pane, row);
	if (cursor === null) return model;
	const focused: LogModel = model.isSplit && model.filter.result !== null ? {...model, focus: isFiltered ? 'filtered' : 'full'} : model;
	return withList({...focused, lastJump: null}, pane, {...list, cursor});
}

/** The row of the sequence that stands in a row of the window: wrapped lines take several. */
function rowAt(model: LogModel, pane: Pane, row: number): number | null {
	let below = row;
	for (let at = pane.list.top; at < pane.sequence.count; at++) {
		below -= heightOf(model, pane, at);
		if (below < 0) return at;
	}
	return null;
}
