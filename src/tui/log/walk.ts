/** The next or previous line of the same thread, looked for in slices, so that keys are never kept waiting. */
import type {Size} from '../rows.js';
import type {Effects} from './messages.js';
import {type LogModel, type Walk, withNotice} from './model.js';
import {jumpTo} from './movement.js';
import {activeList, activeSequence, cursorLine} from './cursor.js';

/** Lines looked at in one update: some ten milliseconds. */
export const WALK_SLICE = 500_000;

export function startWalk(model: LogModel, direction: 1 | -1, size: Size): readonly [LogModel, Effects] {
	const line = cursorLine(model);
	const tid = model.table.tidOf(line);
	if (line === 0 || tid === 0) return [withNotice(model, 'This line has no thread'), []];
	const walk: Walk = {id: model.nextId, direction, at: activeList(model).cursor + direction, pid: model.table.pidOf(line), tid};
	return walkOn({...model, walk, nextId: model.nextId + 1}, walk.id, size);
}

/** One slice; asks for the next where nothing was found yet. */
export function walkOn(model: LogModel, id: number, size: Size): readonly [LogModel, Effects] {
	const {walk, table} = model;
	if (walk === null || walk.id !== id) return [model, []];
	const sequence = activeSequence(model);
	const {direction, pid, tid} = walk;
	let row = walk.at;
	for (let left = WALK_SLICE; left > 0 && row >= 0 && row < sequence.count; left--, row += direction) {
		const line = sequence.lineAt(row);
		if (table.tidOf(line) === tid && table.pidOf(line) === pid) return [jumpTo({...model, walk: null}, line, 'thread', size), []];
	}
	if (row < 0 || row >= sequence.count) {
		const isMore = direction > 0 && !model.isComplete;
		return [
			withNotice({...model, walk: null}, `No ${direction > 0 ? 'later' : 'earlier'} line of this thread${isMore ? ' so far' : ''}`),
			[],
		];
	}
	return [{...model, walk: {...walk, at: row}}, [{type: 'continue', walk: id}]];
}
