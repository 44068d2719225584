/** What the keys do while nothing is typed. */
import type {Size} from '../rows.js';
import {changeContext, dropFilter, filterComponent, filterThread, restoreFilter} from './filter.js';
import type {LogCommand} from './keys.js';
import {SPLIT_FROM} from './layout.js';
import {stepFailure, stepMark, toggleMark} from './marks.js';
import type {Effects} from './messages.js';
import {type LogModel, withNotice} from './model.js';
import {jumpBack, move, moveSideways} from './movement.js';
import {groupedCount} from './numbers.js';
import {textAt} from './pages.js';
import {openPrompt} from './prompts.js';
import {stepHit} from './search.js';
import {cursorLine} from './cursor.js';
import {startThreadSearch} from './thread-search.js';

type Result = readonly [LogModel, Effects];

export function runCommand(model: LogModel, command: LogCommand, size: Size): Result {
	switch (command) {
		case 'left':
		case 'right':
		case 'half-left':
		case 'half-right':
		case 'line-start':
			return [moveSideways(model, command, size), []];
		case 'wrap':
			return [{...model, isWrapped: !model.isWrapped, offset: 0}, []];
		case 'raw':
			return [{...model, isRaw: !model.isRaw, offset: 0}, []];
		case 'split':
			return [toggleSplit(model, size), []];
		case 'other-pane':
			return [otherPane(model), []];
		case 'search':
		case 'jump':
		case 'filter':
			return [openPrompt(model, command), []];
		case 'jump-back':
			return [jumpBack(model, size), []];
		case 'next-hit':
			return [stepHit(model, 1, size), []];
		case 'previous-hit':
			return [stepHit(model, -1, size), []];
		case 'thread-only':
			return filterThread(model);
		case 'component-only':
			return filterComponent(model);
		case 'more-context':
			return changeContext(model, 1);
		case 'less-context':
			return changeContext(model, -1);
		case 'clear-filter':
			return dropFilter(model);
		case 'restore-filter':
			return restoreFilter(model);
		case 'next-failure':
			return [stepFailure(model, 1, size), []];
		case 'previous-failure':
			return [stepFailure(model, -1, size), []];
		case 'next-of-thread':
			return startThreadSearch(model, 1, size);
		case 'previous-of-thread':
			return startThreadSearch(model, -1, size);
		case 'next-scan':
			return [model, [{type: 'scan', direction: 'next', line: cursorLine(model)}]];
		case 'previous-scan':
			return [model, [{type: 'scan', direction: 'previous', line: cursorLine(model)}]];
		case 'mark':
			return [toggleMark(model), []];
		case 'next-mark':
			return [stepMark(model, 1, size), []];
		case 'previous-mark':
			return [stepMark(model, -1, size), []];
		case 'copy-line':
			return copyLine(model);
		case 'copy-marked':
			return model.marks.length === 0
				? [withNotice(model, 'No line is marked: m marks one'), []]
				: [withNotice(model, `Copying ${groupedCount(model.marks.length, 'marked line')}`), [{type: 'copy-lines', lines: model.marks}]];
		case 'copy-place':
			return cursorLine(model) === 0 ? [model, []] : [model, [{type: 'copy-place', line: cursorLine(model)}]];
		case 'copy-scan':
			return [model, [{type: 'copy-scan'}]];
		case 'follow':
			return toggleFollow(model, size);
		case 'leave':
			return [model, [{type: 'back'}]];
		default:
			return [move(model, command, size), []];
	}
}

/** The text of the file, not what the screen made of it. */
function copyLine(model: LogModel): Result {
	const line = cursorLine(model);
	if (line === 0) return [model, []];
	const text = textAt(model.pages, line);
	return [model, [text === undefined ? {type: 'copy-lines', lines: [line]} : {type: 'copy-line', text}]];
}

function toggleSplit(model: LogModel, size: Size): LogModel {
	if (model.isSplit) return {...model, isSplit: false, focus: 'filtered'};
	const split: LogModel = {...model, isSplit: true, focus: 'filtered'};
	if (size.rows < SPLIT_FROM) return withNotice(model, `Two windows need ${SPLIT_FROM} rows`);
	return model.filter.result === null ? withNotice(split, 'The whole log shows below once a filter is set: &') : split;
}

function otherPane(model: LogModel): LogModel {
	if (model.filter.result === null) return withNotice(model, 'No filter is set, so that there is only the whole log');
	if (!model.isSplit) return withNotice(model, 's shows the whole log below the filtered lines');
	return {...model, focus: model.focus === 'full' ? 'filtered' : 'full'};
}

/** Who follows a log wants to see its end. */
function toggleFollow(model: LogModel, size: Size): Result {
	const isFollowing = !model.isFollowing;
	const placed = isFollowing ? move(model, 'last', size) : model;
	return [{...placed, isFollowing}, [{type: 'follow', isFollowing}]];
}
