/** Search: the prompt `/`, the hits as they come, and the steps from one to the next. */
import type {Size} from '../rows.js';
import type {Effects, LogMessage} from './messages.js';
import {hitCount, hitFrom, hitUntil, NO_HITS, withHits} from './hits.js';
import {queryOf, queryProblem, typedQuery} from './matches.js';
import {type LogModel, type SearchState, withNotice} from './model.js';
import {goTo, jumpTo, withJump} from './movement.js';
import {grouped} from './numbers.js';
import {activeSequence, cursorLine} from './cursor.js';

const MAX_SEARCHES = 50;

type Result = readonly [LogModel, Effects];

/** Begins a search, or where nothing was typed, ends the one before. */
export function enterSearch(model: LogModel, typed: string, isRegExp: boolean): Result | {readonly problem: string} {
	const wanted = typedQuery(typed, isRegExp);
	if (wanted.text === '') return [{...model, search: null}, model.search === null ? [] : [{type: 'cancel-search'}]];
	const problem = queryProblem(wanted);
	if (problem !== null) return {problem};
	const searches = [...model.searches.filter(({text, isRegExp: was}) => text !== wanted.text || was !== wanted.isRegExp), wanted].slice(
		-MAX_SEARCHES,
	);
	const id = model.nextId;
	const query = queryOf(wanted.text, wanted.isRegExp);
	const search: SearchState = {
		id,
		query,
		hits: NO_HITS,
		renewed: null,
		searchedLines: 0,
		isRunning: true,
		seekFrom: Math.max(1, cursorLine(model)),
		isOutdated: false,
	};
	return [{...withJump(model, 'search'), search, searches, nextId: id + 1}, [{type: 'search', search: id, query}]];
}

export function takeHits(model: LogModel, {search: id, lines, searchedLines}: Extract<LogMessage, {type: 'hits'}>, size: Size): LogModel {
	const {search} = model;
	if (search === null || search.id !== id) return model;
	if (search.renewed !== null) return {...model, search: {...search, renewed: withHits(search.renewed, lines), searchedLines}};
	return seek({...model, search: {...search, hits: withHits(search.hits, lines), searchedLines}}, size);
}

/** Goes to the first hit at or after where the search began, as soon as it is known. */
function seek(model: LogModel, size: Size): LogModel {
	const {search} = model;
	if (search === null || search.seekFrom === null) return model;
	const hit = hitFrom(search.hits, search.seekFrom, activeSequence(model));
	return hit === null ? model : goTo({...model, notice: null, search: {...search, seekFrom: null}}, hit, size);
}

export function endSearch(model: LogModel, id: number, size: Size): Result {
	const {search} = model;
	if (search === null || search.id !== id) return [model, []];
	const ended = {...search, hits: search.renewed ?? search.hits, renewed: null, isRunning: false, seekFrom: null};
	const done = {...model, search: ended};
	const renewed = renewSearch(done);
	if (search.seekFrom === null) return renewed;
	const first = hitFrom(ended.hits, 1, activeSequence(model));
	if (first !== null) return [withNotice(goTo(renewed[0], first, size), 'No hits below; went to the first'), renewed[1]];
	return [withNotice(renewed[0], nothingFound(ended)), renewed[1]];
}

function nothingFound({hits, query}: SearchState): string {
	const count = hitCount(hits);
	return count === 0
		? `Not found: ${query.text}`
		: `${grouped(count)} ${count === 1 ? 'hit' : 'hits'}, all hidden by the filter (x: show all)`;
}

export function failSearch(model: LogModel, id: number, reason: string): LogModel {
	return model.search === null || model.search.id !== id ? model : withNotice({...model, search: null}, reason);
}

/** Looks through the log again where lines came after the search had ended. What was found shows meanwhile. */
export function renewSearch(model: LogModel): Result {
	const {search, nextId} = model;
	if (search === null || search.isRunning || !search.isOutdated || !model.isComplete || search.searchedLines >= model.count)
		return [model, []];
	const renewed: SearchState = {...search, id: nextId, renewed: NO_HITS, isRunning: true, isOutdated: false};
	return [{...model, search: renewed, nextId: nextId + 1}, [{type: 'search', search: nextId, query: search.query}]];
}

export function stepHit(model: LogModel, direction: 1 | -1, size: Size): LogModel {
	const {search} = model;
	if (search === null) return withNotice(model, 'No search. Press / to start one');
	const shown = activeSequence(model);
	const line = cursorLine(model);
	const {hits} = search;
	const next = direction > 0 ? hitFrom(hits, line + 1, shown) : hitUntil(hits, line, shown);
	if (next !== null) return jumpTo(model, next, 'hit', size);
	const isSearching = search.isRunning && search.renewed === null;
	if (isSearching && direction > 0) return withNotice({...model, search: {...search, seekFrom: line + 1}}, 'Still searching below');
	const round = direction > 0 ? hitFrom(hits, 1, shown) : hitUntil(hits, model.count + 1, shown);
	if (round === null) return withNotice(model, isSearching ? 'Still searching' : nothingFound(search));
	return withNotice(
		jumpTo(model, round, 'hit', size),
		direction > 0 ? 'Search continued from the top' : 'Search continued from the bottom',
	);
}
