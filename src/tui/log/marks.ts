/** Marks set by hand, and steps among them and among the lines of the report. */
import type {Size} from '../rows.js';
import {type LogModel, withNotice} from './model.js';
import {jumpTo} from './movement.js';
import {grouped} from './numbers.js';
import {activeSequence, cursorLine} from './cursor.js';
import {lowerBound} from './sequence.js';

const MAX_MARKS = 10_000;

export function toggleMark(model: LogModel): LogModel {
	const line = cursorLine(model);
	if (line === 0) return model;
	const at = lowerBound(model.marks, line);
	if (model.marks[at] === line) return {...model, marks: model.marks.toSpliced(at, 1)};
	if (model.marks.length >= MAX_MARKS) return withNotice(model, `At most ${grouped(MAX_MARKS)} lines can be marked`);
	return {...model, marks: model.marks.toSpliced(at, 0, line)};
}

export function stepMark(model: LogModel, direction: 1 | -1, size: Size): LogModel {
	return step(model, model.marks, direction, 'mark', {none: 'No lines are marked. Press m to mark one', end: 'mark'}, size);
}

export function stepFailure(model: LogModel, direction: 1 | -1, size: Size): LogModel {
	return step(model, model.report.failures, direction, 'failure', {none: 'The report has no failures in this log', end: 'failure'}, size);
}

function step(
	model: LogModel,
	lines: ArrayLike<number>,
	direction: 1 | -1,
	kind: string,
	texts: {readonly none: string; readonly end: string},
	size: Size,
): LogModel {
	if (lines.length === 0) return withNotice(model, texts.none);
	const shown = activeSequence(model);
	const line = cursorLine(model);
	let at = direction > 0 ? lowerBound(lines, line + 1) : lowerBound(lines, line) - 1;
	for (; at >= 0 && at < lines.length; at += direction) {
		const target = lines[at] as number;
		// Known of the whole file before its lines are all in the table.
		if (target > model.count) break;
		if (shown.lineAt(shown.rowAtOrAfter(target)) === target) return jumpTo(model, target, kind, size);
	}
	const isUnread = (lines[at] ?? 0) > model.count;
	return withNotice(
		model,
		isUnread
			? `The next ${texts.end} is in a part that has not been read yet`
			: `No ${texts.end} ${direction > 0 ? 'below' : 'above'}${model.filter.result === null ? '' : ' among the lines shown'}`,
	);
}
