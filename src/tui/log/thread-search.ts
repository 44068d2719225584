/** The next or previous line of the same thread, looked for in slices, so that keys are never kept waiting. */
import type {Size} from '../rows.js';
import type {Effects} from './messages.js';
import {type LogModel, type ThreadSearch, withNotice} from './model.js';
import {jumpTo} from './movement.js';
import {activeList, activeSequence, cursorLine} from './cursor.js';

/** Lines looked at in one update: some ten milliseconds. */
export const SLICE_LINES = 500_000;

export function startThreadSearch(model: LogModel, direction: 1 | -1, size: Size): readonly [LogModel, Effects] {
	const line = cursorLine(model);
	const tid = model.table.tidOf(line);
	if (line === 0 || tid === 0) return [withNotice(model, 'This line has no thread ID'), []];
	const threadSearch: ThreadSearch = {
		id: model.nextId,
		direction,
		at: activeList(model).cursor + direction,
		pid: model.table.pidOf(line),
		tid,
	};
	return continueThreadSearch({...model, threadSearch, nextId: model.nextId + 1}, threadSearch.id, size);
}

/** One slice; asks for the next where nothing was found yet. */
export function continueThreadSearch(model: LogModel, id: number, size: Size): readonly [LogModel, Effects] {
	const {threadSearch, table} = model;
	if (threadSearch === null || threadSearch.id !== id) return [model, []];
	const sequence = activeSequence(model);
	const {direction, pid, tid} = threadSearch;
	let row = threadSearch.at;
	for (let left = SLICE_LINES; left > 0 && row >= 0 && row < sequence.count; left--, row += direction) {
		const line = sequence.lineAt(row);
		if (table.tidOf(line) === tid && table.pidOf(line) === pid) return [jumpTo({...model, threadSearch: null}, line, 'thread', size), []];
	}
	if (row < 0 || row >= sequence.count) {
		const isMore = direction > 0 && !model.isComplete;
		return [
			withNotice({...model, threadSearch: null}, `No ${direction > 0 ? 'later' : 'earlier'} line of this thread${isMore ? ' so far' : ''}`),
			[],
		];
	}
	return [{...model, threadSearch: {...threadSearch, at: row}}, [{type: 'continue-thread-search', threadSearch: id}]];
}
