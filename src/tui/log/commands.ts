/** What the keys do while nothing is typed. */
import type {Size} from '../rows.js';
import type {ListMove} from '../widgets/list.js';
import {changeContext, dropFilter, filterComponent, filterThread, restoreFilter} from './filter.js';
import type {LogCommand} from './keys.js';
import {SPLIT_FROM} from './layout.js';
import {stepFailure, stepMark, toggleMark} from './marks.js';
import type {Effects} from './messages.js';
import {type LogModel, type Prompt, withNotice} from './model.js';
import {jumpBack, move, moveSideways, type SideMove} from './movement.js';
import {groupedCount} from './numbers.js';
import {textAt} from './pages.js';
import {openPrompt} from './prompts.js';
import {stepHit} from './search.js';
import {cursorLine} from './cursor.js';
import {startThreadSearch} from './thread-search.js';

type Result = readonly [LogModel, Effects];

type Run = (model: LogModel, size: Size) => Result;

const moving =
	(step: ListMove): Run =>
	(model, size) => [move(model, step, size), []];

const movingSideways =
	(step: SideMove): Run =>
	(model, size) => [moveSideways(model, step, size), []];

const opening =
	(prompt: Prompt['type']): Run =>
	(model) => [openPrompt(model, prompt), []];

const toScan =
	(direction: 'next' | 'previous'): Run =>
	(model) => [model, [{type: 'scan', direction, line: cursorLine(model)}]];

const COMMANDS: Readonly<Record<LogCommand, Run>> = {
	up: moving('up'),
	down: moving('down'),
	'page-up': moving('page-up'),
	'page-down': moving('page-down'),
	'half-up': moving('half-up'),
	'half-down': moving('half-down'),
	first: moving('first'),
	last: moving('last'),
	left: movingSideways('left'),
	right: movingSideways('right'),
	'half-left': movingSideways('half-left'),
	'half-right': movingSideways('half-right'),
	'line-start': movingSideways('line-start'),
	wrap: (model) => [{...model, isWrapped: !model.isWrapped, offset: 0}, []],
	raw: (model) => [{...model, isRaw: !model.isRaw, offset: 0}, []],
	split: (model, size) => [toggleSplit(model, size), []],
	'other-pane': (model) => [otherPane(model), []],
	search: opening('search'),
	filter: opening('filter'),
	'jump-back': (model, size) => [jumpBack(model, size), []],
	'next-hit': (model, size) => [stepHit(model, 1, size), []],
	'previous-hit': (model, size) => [stepHit(model, -1, size), []],
	'thread-only': filterThread,
	'component-only': filterComponent,
	'more-context': (model) => changeContext(model, 1),
	'less-context': (model) => changeContext(model, -1),
	'clear-filter': dropFilter,
	'restore-filter': restoreFilter,
	'next-failure': (model, size) => [stepFailure(model, 1, size), []],
	'previous-failure': (model, size) => [stepFailure(model, -1, size), []],
	'next-of-thread': (model, size) => startThreadSearch(model, 1, size),
	'previous-of-thread': (model, size) => startThreadSearch(model, -1, size),
	'next-scan': toScan('next'),
	'previous-scan': toScan('previous'),
	mark: (model) => [toggleMark(model), []],
	'next-mark': (model, size) => [stepMark(model, 1, size), []],
	'previous-mark': (model, size) => [stepMark(model, -1, size), []],
	'copy-line': copyLine,
	'copy-marked': copyMarked,
	'copy-place': (model) => (cursorLine(model) === 0 ? [model, []] : [model, [{type: 'copy-place', line: cursorLine(model)}]]),
	'copy-scan': (model) => [model, [{type: 'copy-scan'}]],
	follow: toggleFollow,
	leave: (model) => [model, [{type: 'back'}]],
};

export function runCommand(model: LogModel, command: LogCommand, size: Size): Result {
	return COMMANDS[command](model, size);
}

/** The text of the file, not what the screen made of it. */
function copyLine(model: LogModel): Result {
	const line = cursorLine(model);
	if (line === 0) return [model, []];
	const text = textAt(model.pages, line);
	return [model, [text === undefined ? {type: 'copy-lines', lines: [line]} : {type: 'copy-line', text}]];
}

function copyMarked(model: LogModel): Result {
	const {marks} = model;
	return marks.length === 0
		? [withNotice(model, 'No lines are marked. Press m to mark one'), []]
		: [withNotice(model, `Copying ${groupedCount(marks.length, 'marked line')}`), [{type: 'copy-lines', lines: marks}]];
}

function toggleSplit(model: LogModel, size: Size): LogModel {
	if (model.isSplit) return {...model, isSplit: false, focus: 'filtered'};
	const split: LogModel = {...model, isSplit: true, focus: 'filtered'};
	if (size.rows < SPLIT_FROM) return withNotice(model, `A split screen needs ${SPLIT_FROM} rows`);
	return model.filter.result === null ? withNotice(split, 'The whole log appears below once a filter is set (&)') : split;
}

function otherPane(model: LogModel): LogModel {
	if (model.filter.result === null) return withNotice(model, 'No filter is set');
	if (!model.isSplit) return withNotice(model, 'Press s to show the whole log below the filtered lines');
	return {...model, focus: model.focus === 'full' ? 'filtered' : 'full'};
}

/** Who follows a log wants to see its end. */
function toggleFollow(model: LogModel, size: Size): Result {
	const isFollowing = !model.isFollowing;
	const placed = isFollowing ? move(model, 'last', size) : model;
	return [{...placed, isFollowing}, [{type: 'follow', isFollowing}]];
}
