/** State of the log screen: where the cursor is, which lines are known, what is searched, filtered and marked. */
import type {LineTable, LogName, TextQuery} from '../../core/line-index/viewer-port.js';
import type {Severity} from '../../core/types.js';
import {LIST_START, type ListState} from '../widgets/list.js';
import type {PromptState} from '../widgets/prompt.js';
import {type FilterChoice, NO_FILTER} from './filter-choice.js';
import type {FilterMenu} from './filter-menu.js';
import type {Hits} from './hits.js';
import {EMPTY_PAGES, type Pages} from './pages.js';
import type {AboutLog, FailureSpan, HighlightedScan} from './messages.js';

interface FilterResult {
	readonly visible: Uint32Array;
	readonly matches: Uint32Array;
	/** Cursor and window in `visible`. */
	readonly list: ListState;
}

interface FilterState {
	readonly choice: FilterChoice;
	/** What `x` dropped. */
	readonly dropped: FilterChoice | null;
	/** At work, with its number. */
	readonly run: {readonly id: number; readonly searchedLines: number} | null;
	/** What is shown; of the choice before while a new one is at work. `null`: all lines. */
	readonly result: FilterResult | null;
	/** Lines came after the run began. */
	readonly isOutdated: boolean;
}

export interface SearchState {
	readonly id: number;
	readonly query: TextQuery;
	readonly hits: Hits;
	/** What a search for lines that came later has found; takes the place of `hits` when it ends. */
	readonly renewed: Hits | null;
	readonly searchedLines: number;
	readonly isRunning: boolean;
	/** Jump to the first hit at or after this line; `null`: done. */
	readonly seekFrom: number | null;
	/** Lines came after it began. */
	readonly isOutdated: boolean;
}

/** A look through the columns that takes several updates. */
export interface ThreadSearch {
	readonly id: number;
	readonly direction: 1 | -1;
	/** Row of the active pane to look at next. */
	readonly at: number;
	readonly pid: number;
	readonly tid: number;
}

export type Prompt =
	| {
			readonly type: 'search';
			readonly state: PromptState;
			readonly isRegExp: boolean;
			readonly historyAt: number | null;
			readonly problem: string | null;
	  }
	| {readonly type: 'filter'; readonly menu: FilterMenu};

/** What the report says, arranged for steps and filters. */
export interface ReportMarks {
	readonly severities: ReadonlyMap<number, Severity>;
	/** Ascending. */
	readonly lines: Uint32Array;
	readonly failures: Uint32Array;
	readonly outside: readonly FailureSpan[];
}

type AwaitedPlace =
	/** Of the report. */
	| {readonly type: 'line'; readonly line: number; readonly reason: string}
	/** What was typed. */
	| {readonly type: 'jump'; readonly text: string};

export interface LogModel {
	readonly name: LogName;
	/** The live table of the log: it grows while nothing is said. What holds is `count`, which grows by messages. */
	readonly table: LineTable;
	readonly count: number;
	readonly bytes: number;
	readonly size: number | null;
	readonly isComplete: boolean;
	/** Why the log could not be read any further. */
	readonly failure: string | null;
	/** How often the log began anew; answers of earlier ones are dropped. */
	readonly generation: number;
	readonly pages: Pages;
	/** Cursor and window among all lines; the cursor stays with that of the filtered ones. */
	readonly full: ListState;
	readonly focus: 'filtered' | 'full';
	readonly isSplit: boolean;
	readonly isWrapped: boolean;
	readonly isRaw: boolean;
	/** Cells scrolled sideways. */
	readonly offset: number;
	readonly isFollowing: boolean;
	readonly scan: HighlightedScan | null;
	readonly report: ReportMarks;
	/** Lines marked by hand, ascending. */
	readonly marks: readonly number[];
	readonly history: readonly number[];
	/** Jumps of one kind in a row are one step of the history. */
	readonly lastJump: string | null;
	readonly search: SearchState | null;
	/** Latest last. */
	readonly searches: readonly {readonly text: string; readonly isRegExp: boolean}[];
	readonly filter: FilterState;
	readonly threadSearch: ThreadSearch | null;
	/** A place that is not read yet; the cursor goes there when it is. */
	readonly awaited: AwaitedPlace | null;
	readonly prompt: Prompt | null;
	/** Said once; the next key takes it away. */
	readonly notice: string | null;
	/** The next number of a search, filter or thread search. */
	readonly nextId: number;
}

export interface LogInput {
	readonly name: LogName;
	readonly table: LineTable;
	readonly about?: AboutLog;
}

/** The screen as it opens. Send `resized` first, so that it asks for what it shows. */
export function logScreen({name, table, about}: LogInput): LogModel {
	return {
		name,
		table,
		count: table.count,
		bytes: 0,
		size: null,
		isComplete: false,
		failure: null,
		generation: 0,
		pages: EMPTY_PAGES,
		full: LIST_START,
		focus: 'filtered',
		isSplit: false,
		isWrapped: false,
		isRaw: false,
		offset: 0,
		isFollowing: false,
		scan: about?.scan ?? null,
		report: reportMarks(about),
		marks: [],
		history: [],
		lastJump: null,
		search: null,
		searches: [],
		filter: {choice: NO_FILTER, dropped: null, run: null, result: null, isOutdated: false},
		threadSearch: null,
		awaited: null,
		prompt: null,
		notice: null,
		nextId: 1,
	};
}

export function reportMarks(about: AboutLog | undefined): ReportMarks {
	const severities = about?.marksOfReport ?? new Map<number, Severity>();
	const failures = [...severities].filter(([, severity]) => severity !== 'info').map(([line]) => line);
	return {
		severities,
		lines: Uint32Array.from(severities.keys()).sort(),
		failures: Uint32Array.from(failures).sort(),
		outside: about?.outside ?? [],
	};
}

/** Whether keys are text now, so that the root must not take any but Ctrl+C. */
export function isTyping({prompt}: LogModel): boolean {
	return prompt !== null;
}

export function withNotice(model: LogModel, notice: string): LogModel {
	return {...model, notice};
}
