/** The log screen's answer to every message: the next state, and what is to be done. */
import {commandOf, type KeyName} from '../keys.js';
import type {Size} from '../rows.js';
import {moveList} from '../widgets/list.js';
import {runCommand} from './commands.js';
import {applyFilter, failFilter, openLine, renewFilter, takeFiltered, takeFilterProgress} from './filter.js';
import {isStillToCome, jumpByText} from './jump.js';
import {LOG_BINDINGS} from './keys.js';
import type {AboutLog, Effects, LogContext, LogMessage} from './messages.js';
import {type LogModel, reportMarks, withNotice} from './model.js';
import {withFullBeside, withJump} from './movement.js';
import {pointLog} from './point.js';
import {grouped} from './numbers.js';
import {EMPTY_PAGES, outdated, withLines} from './pages.js';
import {pagesWanted, panesOf, settle} from './panes.js';
import {pasteIntoPrompt, promptKey} from './prompts.js';
import {endSearch, failSearch, renewSearch, takeHits} from './search.js';
import {continueThreadSearch} from './thread-search.js';

type Result = readonly [LogModel, Effects];

/** Commands that are jumps; any other key ends a series of them. */
const JUMPS: ReadonlySet<string> = new Set([
	'first',
	'last',
	'next-hit',
	'previous-hit',
	'next-failure',
	'previous-failure',
	'next-of-thread',
	'previous-of-thread',
	'next-mark',
	'previous-mark',
	'mark',
]);

/** Pure, but for look-ups in the live table of the model. After each, the cursor is in its window and what shows is read or asked for. */
export function updateLog(model: LogModel, message: LogMessage, {size}: LogContext): Result {
	const [changed, effects] = answer(model, message, size);
	const [settled, reads] = settle(withFullBeside(changed, size), size);
	return [settled, [...effects, ...reads]];
}

function answer(model: LogModel, message: LogMessage, size: Size): Result {
	if ('filter' in message) return takenOfFilter(model, message);
	switch (message.type) {
		case 'key':
			return pressed(model, message.key, size);
		case 'pasted':
			return [pasteIntoPrompt(model, message.text), []];
		case 'pointed':
			return [pointLog({...model, notice: null}, message.pointer, size), []];
		case 'resized':
			return [model, []];
		case 'about':
			return told(model, message.about);
		case 'jump':
			return [jumped(model, message.text, size), []];
		case 'open-at':
			return openAt(model, message.line, message.reason, size);
		case 'read-done':
		case 'read-failed':
			return [taken(model, message, size), []];
		case 'grew':
			return grown(model, message, size);
		case 'complete':
			return completed(afterAll({...model, isComplete: true, awaited: null}, model.awaited, size));
		case 'restarted':
			return restarted(model, message.reason);
		case 'failed':
			return [afterAll({...model, failure: message.reason, awaited: null}, model.awaited, size), []];
		case 'hits':
			return [takeHits(model, message, size), []];
		case 'search-ended':
			return endSearch(model, message.search, size);
		case 'search-failed':
			return [failSearch(model, message.search, message.reason), []];
		case 'continue-thread-search':
			return continueThreadSearch(model, message.threadSearch, size);
		default:
			return message satisfies never;
	}
}

function takenOfFilter(model: LogModel, message: Extract<LogMessage, {readonly filter: number}>): Result {
	switch (message.type) {
		case 'filter-progress':
			return [takeFilterProgress(model, message), []];
		case 'filtered':
			return takeFiltered(model, message);
		case 'filter-failed':
			return failFilter(model, message.filter, message.reason);
		default:
			return message satisfies never;
	}
}

function pressed(model: LogModel, key: KeyName, size: Size): Result {
	if (model.prompt !== null) return promptKey({...model, notice: null}, model.prompt, key);
	const command = commandOf(LOG_BINDINGS, key);
	if (command === null) return [model, []];
	if (command === 'leave' && model.threadSearch !== null) return [withNotice({...model, threadSearch: null}, 'Stopped'), []];
	const lastJump = JUMPS.has(command) ? model.lastJump : null;
	return runCommand({...model, notice: null, threadSearch: null, awaited: null, lastJump}, command, size);
}

/**
 * Goes to a place of the report, from wherever the cursor is; as soon as it is read, where it is not yet.
 *
 * @param reason what is to be seen there, in a few words; printable
 */
function openAt(model: LogModel, line: number, reason: string, size: Size): Result {
	if (line > model.count && !model.isComplete && model.failure === null) {
		return [
			withNotice({...model, awaited: {type: 'line', line, reason}}, `Line ${grouped(line)} has not been read yet; waiting for it`),
			[],
		];
	}
	const [opened, effects] = openLine(
		{...withJump({...model, lastJump: null, notice: null}, 'report'), awaited: null},
		Math.max(1, line),
		size,
	);
	const notices = [
		...(opened.filter.result === null && model.filter.result !== null ? ['Filter cleared (X restores it)'] : []),
		...(reason === '' ? [] : [reason]),
	];
	return [notices.length === 0 ? opened : withNotice(opened, notices.join('; ')), effects];
}

function told(model: LogModel, about: AboutLog): Result {
	if (about.marksOfReport === model.report.severities) return [{...model, scan: about.scan}, []];
	const next = {...model, scan: about.scan, report: reportMarks(about)};
	return next.filter.choice.scope === 'all' ? [next, []] : applyFilter(next, next.filter.choice);
}

function taken(model: LogModel, message: Extract<LogMessage, {type: 'read-done' | 'read-failed'}>, size: Size): LogModel {
	if (message.generation !== model.generation || message.count <= 0) return model;
	const lines = message.type === 'read-done' ? message.lines : [];
	const failure = message.type === 'read-done' ? null : message.reason;
	const pages = withLines(model.pages, message, lines, failure, pagesWanted(model, panesOf(model, size)));
	return failure === null ? {...model, pages} : withNotice({...model, pages}, failure);
}

function grown(model: LogModel, {count, bytes, size: fileSize}: Extract<LogMessage, {type: 'grew'}>, size: Size): Result {
	if (count <= model.count) return [{...model, bytes, size: fileSize}, []];
	const wasAtEnd = model.isFollowing && model.full.cursor >= model.count - 1;
	const {search, filter} = model;
	const larger: LogModel = {
		...model,
		count,
		bytes,
		size: fileSize,
		pages: outdated(model.pages, model.count),
		search: search === null ? null : {...search, isOutdated: true},
		filter: {...filter, isOutdated: true},
	};
	const rows = panesOf(larger, size).find(({isFiltered}) => !isFiltered)?.rows ?? size.rows;
	const placed = wasAtEnd && filter.result === null ? {...larger, full: moveList(larger.full, 'last', count, rows)} : larger;
	const {awaited} = placed;
	const [opened, effects] = reached(placed, awaited, size);
	const [searched, searches] = renewSearch(opened);
	const [filtered, filters] = renewFilter(searched);
	return [filtered, [...effects, ...searches, ...filters]];
}

/** What was typed is tried with what there is. */
function afterAll(model: LogModel, awaited: LogModel['awaited'], size: Size): LogModel {
	return awaited?.type === 'jump' ? jumped(model, awaited.text, size) : model;
}

/** Where more lines were waited for. */
function reached(model: LogModel, awaited: LogModel['awaited'], size: Size): Result {
	if (awaited === null) return [model, []];
	if (awaited.type === 'jump') return [jumped({...model, awaited: null}, awaited.text, size), []];
	return awaited.line <= model.count ? openAt(model, awaited.line, awaited.reason, size) : [model, []];
}

/** Goes where the text says, as soon as it is read. */
function jumped(model: LogModel, text: string, size: Size): LogModel {
	if (isStillToCome(model, text))
		return withNotice({...model, awaited: {type: 'jump', text}}, `${text} has not been read yet; waiting for it`);
	const gone = jumpByText({...model, notice: null, threadSearch: null, awaited: null}, text, size);
	return 'problem' in gone ? withNotice({...model, awaited: null}, gone.problem) : gone.model;
}

function completed(model: LogModel): Result {
	const [searched, searches] = renewSearch(model);
	const [filtered, filters] = renewFilter(searched);
	return [filtered, [...searches, ...filters]];
}

/** Another log stands in the same place: nothing that was known of lines holds. What was asked for is asked again. */
function restarted(model: LogModel, reason: string): Result {
	const {search, filter, nextId} = model;
	const empty: LogModel = {
		...model,
		count: 0,
		bytes: 0,
		size: null,
		isComplete: false,
		failure: null,
		generation: model.generation + 1,
		pages: EMPTY_PAGES,
		full: {cursor: 0, top: 0},
		offset: 0,
		scan: null,
		report: reportMarks(undefined),
		marks: [],
		history: [],
		lastJump: null,
		threadSearch: null,
		awaited: null,
		notice: reason,
		search:
			search === null
				? null
				: {
						...search,
						id: nextId,
						hits: {batches: [], ends: []},
						renewed: null,
						searchedLines: 0,
						isRunning: true,
						seekFrom: null,
						isOutdated: false,
					},
		filter: {...filter, run: null, result: null, isOutdated: false},
		nextId: nextId + 1,
	};
	const searches: Effects = search === null ? [] : [{type: 'search', search: nextId, query: search.query}];
	const [filtered, filters] = applyFilter(empty, filter.choice);
	return [
		{...filtered, filter: {...filtered.filter, dropped: filter.dropped}},
		[...searches, ...filters, ...(filter.run !== null && filters.length === 0 ? [{type: 'cancel-filter' as const}] : [])],
	];
}
