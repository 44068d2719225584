/** What the log screen is told, and what it asks of the root. */
import type {LineFilter, TextQuery} from '../../core/line-index/viewer-port.js';
import type {Severity} from '../../core/types.js';
import type {KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import type {Size} from '../rows.js';

/** Lines and thread of the scan from which the log was opened: its lines stand out from the others. */
export interface HighlightedScan {
	/** 1-based, both included. */
	readonly first: number;
	readonly last: number;
	readonly pid: number;
	readonly tid: number;
}

/** Lines between two that tell a failure outside scans: those of its threads that hold its code. */
export interface FailureSpan {
	/** 8 hexadecimal digits in upper case. */
	readonly code: string;
	/** 1-based, both included. */
	readonly first: number;
	readonly last: number;
	readonly threads: readonly {readonly pid: number; readonly tid: number}[];
}

/** What the report says about the log. */
export interface AboutLog {
	readonly scan: HighlightedScan | null;
	/** Lines of evidence and of timelines. */
	readonly marksOfReport: ReadonlyMap<number, Severity>;
	/** Absent: none. */
	readonly outside?: readonly FailureSpan[];
}

/** What an update needs to know of the outside: the cells that the view will get. */
export interface LogContext {
	readonly size: Size;
}

export type LogMessage =
	| {readonly type: 'key'; readonly key: KeyName}
	/** Text pasted into the terminal; means something in a prompt only. */
	| {readonly type: 'pasted'; readonly text: string}
	/** A click or the wheel. */
	| {readonly type: 'pointed'; readonly pointer: Pointer}
	/** The context has another size. */
	| {readonly type: 'resized'}
	/** Another scan is the current one, or the report came or changed. */
	| {readonly type: 'about'; readonly about: AboutLog}
	/** A place of the report: the line, and in a few words what is to be seen there. */
	| {readonly type: 'open-at'; readonly line: number; readonly reason: string}
	/** A line, a part or a time that was typed, as `parseJump` takes it. */
	| {readonly type: 'jump'; readonly text: string}
	/** Answers to `read`, with what it said. */
	| {
			readonly type: 'read-done';
			readonly generation: number;
			readonly first: number;
			readonly count: number;
			readonly lines: readonly string[];
	  }
	| {readonly type: 'read-failed'; readonly generation: number; readonly first: number; readonly count: number; readonly reason: string}
	/** As `TextEvent` has them. */
	| {readonly type: 'grew'; readonly count: number; readonly bytes: number; readonly size: number | null}
	| {readonly type: 'complete'}
	| {readonly type: 'restarted'; readonly reason: string}
	| {readonly type: 'failed'; readonly reason: string}
	/** As `SearchEvent` has them, with the number of the search. */
	| {readonly type: 'hits'; readonly search: number; readonly lines: Uint32Array; readonly searchedLines: number}
	| {readonly type: 'search-ended'; readonly search: number}
	| {readonly type: 'search-failed'; readonly search: number; readonly reason: string}
	/** As `FilterEvent` has them, with the number of the filter. */
	| {readonly type: 'filter-progress'; readonly filter: number; readonly searchedLines: number}
	| {readonly type: 'filtered'; readonly filter: number; readonly visible: Uint32Array; readonly matches: Uint32Array}
	| {readonly type: 'filter-failed'; readonly filter: number; readonly reason: string}
	/** Answer to `continue-thread-search`. */
	| {readonly type: 'continue-thread-search'; readonly threadSearch: number};

export type LogEffect =
	/** `LogText.read`, answered by `read-done` or `read-failed`. */
	| {readonly type: 'read'; readonly generation: number; readonly first: number; readonly count: number}
	/** `LogText.search`; what was searched before is cancelled. */
	| {readonly type: 'search'; readonly search: number; readonly query: TextQuery}
	| {readonly type: 'cancel-search'}
	/** `LogText.filter`; what was filtered before is cancelled. */
	| {readonly type: 'filter'; readonly filter: number; readonly lines: LineFilter}
	| {readonly type: 'cancel-filter'}
	/** To be answered by the message of that name after keys and timers had their turn. */
	| {readonly type: 'continue-thread-search'; readonly threadSearch: number}
	/** `LogText.follow`. */
	| {readonly type: 'follow'; readonly isFollowing: boolean}
	/** The scan before or after the line; the root says which by `about` and goes there by `open-at`. */
	| {readonly type: 'scan'; readonly direction: 'previous' | 'next'; readonly line: number}
	/** Text as it is in the file. */
	| {readonly type: 'copy-line'; readonly text: string}
	/** Lines to be read first, ascending. */
	| {readonly type: 'copy-lines'; readonly lines: readonly number[]}
	/** Path and number of the line. */
	| {readonly type: 'copy-place'; readonly line: number}
	/** The current scan or finding, as the root writes it. */
	| {readonly type: 'copy-scan'}
	/** Leave the screen. */
	| {readonly type: 'back'};

export type Effects = readonly LogEffect[];

/** What the root does itself: it leads to other screens, or needs the report. */
type RootLogEffect = Extract<LogEffect, {readonly type: 'scan' | 'copy-line' | 'copy-lines' | 'copy-place' | 'copy-scan' | 'back'}>;

/** What is asked of the text of the log; the runtime does it. */
export type OutsideLogEffect = Exclude<LogEffect, RootLogEffect>;

const ROOT_EFFECTS: Readonly<Record<RootLogEffect['type'], true>> = {
	scan: true,
	'copy-line': true,
	'copy-lines': true,
	'copy-place': true,
	'copy-scan': true,
	back: true,
};

export function isRootEffect(effect: LogEffect): effect is RootLogEffect {
	return effect.type in ROOT_EFFECTS;
}
