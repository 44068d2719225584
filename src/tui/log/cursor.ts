/** Where the cursor of the log screen is: in which window, in which list, on which line. */
import type {ListState} from '../widgets/list.js';
import type {LogModel} from './model.js';
import {allLines, type Sequence, someLines} from './sequence.js';

/** Whether the keys move in the filtered lines. */
export function isInFiltered({filter, isSplit, focus}: LogModel): boolean {
	return filter.result !== null && (!isSplit || focus === 'filtered');
}

/** The lines in which the keys move. */
export function activeSequence(model: LogModel): Sequence {
	const {result} = model.filter;
	return result !== null && isInFiltered(model) ? someLines(result.visible) : allLines(model.count);
}

export function activeList(model: LogModel): ListState {
	const {result} = model.filter;
	return result !== null && isInFiltered(model) ? result.list : model.full;
}

/** The line under the cursor; 0 where the log is empty. */
export function cursorLine(model: LogModel): number {
	const sequence = activeSequence(model);
	if (sequence.count > 0) return sequence.lineAt(Math.min(activeList(model).cursor, sequence.count - 1));
	return Math.min(model.full.cursor + 1, model.count);
}
