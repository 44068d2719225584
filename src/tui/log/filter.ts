/** Filters: from what was chosen to the lines that show, and back to all of them. */
import type {LineFilter} from '../../core/line-index/viewer-port.js';
import type {Size} from '../rows.js';
import type {Effects, LogMessage} from './messages.js';
import {type FilterChoice, isFilter, NO_FILTER} from './filter-choice.js';
import {type LogModel, withNotice} from './model.js';
import {goTo} from './movement.js';
import {MAX_CONTEXT} from './filter-menu.js';
import type {IdStyle} from './id-style.js';
import {levelText} from './levels.js';
import {idText} from './numbers.js';
import {activeList, cursorLine} from './cursor.js';
import {nearestRow, someLines} from './sequence.js';

type Result = readonly [LogModel, Effects];

function lineFilter({text, components, pid, tid, scope, level, context}: FilterChoice, {report}: LogModel): LineFilter {
	const lines = {all: null, report: report.lines, failures: report.failures}[scope];
	return {text, components: components.length === 0 ? null : components, pid, tid, level, lines, context};
}

/** Shows these lines only, once they are known; until then what showed before. */
export function applyFilter(model: LogModel, choice: FilterChoice): Result {
	if (!isFilter(choice)) return clearFilter(model, choice);
	const id = model.nextId;
	const filter = {...model.filter, choice, run: {id, searchedLines: 0}, isOutdated: false};
	return [{...model, filter, threadSearch: null, nextId: id + 1}, [{type: 'filter', filter: id, lines: lineFilter(choice, model)}]];
}

/** All lines again. */
function clearFilter(model: LogModel, choice: FilterChoice = NO_FILTER): Result {
	const {filter} = model;
	const line = cursorLine(model);
	const dropped = isFilter(filter.choice) ? filter.choice : filter.dropped;
	const full = filter.result === null || line === 0 ? model.full : {...model.full, cursor: line - 1};
	const cleared: LogModel = {...model, full, threadSearch: null, filter: {choice, dropped, run: null, result: null, isOutdated: false}};
	return [cleared, filter.run === null ? [] : [{type: 'cancel-filter'}]];
}

export function dropFilter(model: LogModel): Result {
	return isFilter(model.filter.choice) ? clearFilter(model) : [withNotice(model, 'No filter is set'), []];
}

export function restoreFilter(model: LogModel): Result {
	const {dropped} = model.filter;
	return dropped === null ? [withNotice(model, 'No cleared filter to restore'), []] : applyFilter(model, dropped);
}

export function takeFilterProgress(model: LogModel, {filter: id, searchedLines}: Extract<LogMessage, {type: 'filter-progress'}>): LogModel {
	const {filter} = model;
	return filter.run === null || filter.run.id !== id ? model : {...model, filter: {...filter, run: {id, searchedLines}}};
}

/** The cursor goes to the nearest line that shows; at the end of a log that is followed it stays at the end. */
export function takeFiltered(model: LogModel, {filter: id, visible, matches}: Extract<LogMessage, {type: 'filtered'}>): Result {
	const {filter} = model;
	if (filter.run === null || filter.run.id !== id) return [model, []];
	const lines = someLines(visible);
	const wasAtEnd = filter.result !== null && filter.result.list.cursor >= filter.result.visible.length - 1;
	// With the cursor in the whole log, the filtered lines go along too.
	const list = activeList(model);
	const row = model.isFollowing && wasAtEnd ? Math.max(0, visible.length - 1) : nearestRow(lines, cursorLine(model));
	// The line stays at the height where the eye is; the beginning stays in sight.
	const top = list.top === 0 ? 0 : Math.max(0, row - (list.cursor - list.top));
	const result = {visible, matches, list: {cursor: row, top}};
	return renewFilter({...model, threadSearch: null, filter: {...filter, run: null, result}});
}

export function failFilter(model: LogModel, id: number, reason: string): Result {
	if (model.filter.run === null || model.filter.run.id !== id) return [model, []];
	const [cleared] = clearFilter({...model, filter: {...model.filter, run: null}});
	return [withNotice(cleared, reason), []];
}

/** Filters again where lines came after a filter began; one at a time, so that a log that grows fast does not starve it. */
export function renewFilter(model: LogModel): Result {
	const {filter} = model;
	return filter.run === null && filter.isOutdated && model.isComplete && isFilter(filter.choice)
		? applyFilter(model, filter.choice)
		: [model, []];
}

/** A place of the report is shown, whatever is filtered. */
function showingLine(model: LogModel, line: number): Result {
	const {result} = model.filter;
	if (result === null || result.visible[someLines(result.visible).rowAtOrAfter(line)] === line) return [model, []];
	return clearFilter(model);
}

export function filterThread(model: LogModel): Result {
	const {choice} = model.filter;
	if (choice.tid !== null) return applyFilter(model, {...choice, pid: null, tid: null});
	const line = cursorLine(model);
	const tid = model.table.tidOf(line);
	return tid === 0
		? [withNotice(model, 'This line has no thread'), []]
		: applyFilter(model, {...choice, pid: model.table.pidOf(line), tid});
}

export function filterComponent(model: LogModel): Result {
	const {choice} = model.filter;
	if (choice.components.length > 0) return applyFilter(model, {...choice, components: []});
	const component = model.table.componentOf(cursorLine(model));
	return component === ''
		? [withNotice(model, 'This line has no component'), []]
		: applyFilter(model, {...choice, components: [component]});
}

export function changeContext(model: LogModel, by: number): Result {
	const {choice} = model.filter;
	if (!isFilter(choice)) return [withNotice(model, 'Set a filter first (&)'), []];
	const context = Math.max(0, Math.min(MAX_CONTEXT, choice.context + by));
	return context === choice.context ? [model, []] : applyFilter(model, {...choice, context});
}

const SCOPE_TEXT = {report: 'lines in the report', failures: 'failures and warnings'} as const;

/** What is filtered, in a few words. */
export function filterText({text, components, pid, tid, scope, level, context}: FilterChoice, style: IdStyle): string {
	const parts: string[] = [];
	if (text !== null) parts.push(text.isRegExp ? `/${text.text}/` : `"${text.text}"`);
	if (tid !== null) parts.push(`thread ${idText(tid, style.tid)}`);
	else if (pid !== null) parts.push(`process ${idText(pid, style.pid)}`);
	if (components.length > 0) parts.push(components.length > 2 ? `${components.length} components` : components.join(', '));
	if (scope !== 'all') parts.push(SCOPE_TEXT[scope]);
	if (level !== null) parts.push(levelText(level));
	if (context > 0) parts.push(`${context} around each`);
	return parts.join('; ');
}

/** Moves to the line in whichever lines show. */
export function openLine(model: LogModel, line: number, size: Size): Result {
	const [showing, effects] = showingLine(model, line);
	return [goTo(showing, line, size), effects];
}
