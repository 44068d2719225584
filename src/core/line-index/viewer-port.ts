/**
 * The port of the log viewer: what the terminal UI asks for (`LogSource`), namely reports as they come and the lines of a
 * log whose text stays in its file. `src/node/view/log-source.ts` answers it with threads and files; tests do so in memory.
 */
import type {FileReport} from '../types.js';

/** Stops what was begun; what was to come after does not come. */
export type Cancel = () => void;

/** One log among those opened: `member` is its entry in an archive. */
export interface LogName {
	readonly path: string;
	readonly member: string | null;
}

export type AnalysisEvent =
	/** Read so far of what is read now; `size` is `null` where it is not known before. */
	| {readonly type: 'progress'; readonly name: LogName; readonly bytes: number; readonly size: number | null}
	/** The end of a long log, read before the whole; its report comes next and takes the place of this one. */
	| {readonly type: 'so-far'; readonly report: FileReport}
	/** A file is read, whatever came of it. In the order of the inputs. */
	| {readonly type: 'report'; readonly report: FileReport}
	/** Everything is read. */
	| {readonly type: 'end'};

export const LINE_KINDS = ['unparsed', 'record', 'continuation'] as const;
export type LineKind = (typeof LINE_KINDS)[number];

/** As traces have it: critical, error, warning, information, verbose; 0: not told, as in all logs that are text. */
export type LineLevel = 0 | 1 | 2 | 3 | 4 | 5;

/** Columns of the lines known so far. Lines count from 1, as editors do; asking is cheap, for any line, at any time. */
export interface LineTable {
	readonly count: number;
	kindOf(line: number): LineKind;
	/** Wall-clock seconds, counted as if the clock were UTC; of a continuation line those of its record. `null`: no time. */
	secondsOf(line: number): number | null;
	/** As printed, without case folded; '' where the line has none. Continuation lines have that of their record. */
	componentOf(line: number): string;
	/** Continuation lines have that of their record. */
	levelOf(line: number): LineLevel;
	/** Some lines have a level. */
	readonly hasLevels: boolean;
	/** 0 where the line has none. */
	pidOf(line: number): number;
	tidOf(line: number): number;
	/** The first line at or after the time, in file order; `null`: all are earlier. */
	lineAt(seconds: number): number | null;
	/** Every component seen, in order of first appearance. */
	readonly components: readonly string[];
}

/** What to look for in the text of a line. */
export interface TextQuery {
	readonly text: string;
	readonly isRegExp: boolean;
	/** Else the case of letters means nothing. */
	readonly isCaseSensitive: boolean;
}

/** Lines that fulfil all that is given; `null` asks for nothing. */
export interface LineFilter {
	readonly text: TextQuery | null;
	/** One of these, whatever their case. */
	readonly components: readonly string[] | null;
	readonly pid: number | null;
	readonly tid: number | null;
	/** At this level or a more serious one; lines without a level are, too. */
	readonly level: LineLevel | null;
	/** One of these lines, ascending; whatever a report tells about. */
	readonly lines: Uint32Array | null;
	/** Lines before and after each that are shown with it. */
	readonly context: number;
}

/** Comes in order, several times a second while work goes on. */
export type SearchEvent =
	/** More lines that match, ascending, after those that came before. */
	| {readonly type: 'hits'; readonly lines: Uint32Array; readonly searchedLines: number}
	| {readonly type: 'end'}
	/** The query cannot be used, for people. */
	| {readonly type: 'failed'; readonly reason: string};

export type FilterEvent =
	| {readonly type: 'progress'; readonly searchedLines: number}
	/** `visible`: the matching lines with those around them; `matches`: without. Both ascending. */
	| {readonly type: 'end'; readonly visible: Uint32Array; readonly matches: Uint32Array}
	| {readonly type: 'failed'; readonly reason: string};

export type TextEvent =
	/** More lines are in the table. */
	| {readonly type: 'lines'; readonly count: number; readonly bytes: number; readonly size: number | null}
	/** The whole file is indexed; followed files may still grow. */
	| {readonly type: 'complete'}
	/** The file was cut or replaced: the table begins anew. */
	| {readonly type: 'restarted'; readonly reason: string}
	/** It could not be read (any further), for people. */
	| {readonly type: 'failed'; readonly reason: string};

/** The lines of one log. The text stays in the file. */
export interface LogText {
	readonly lines: LineTable;
	/**
	 * Lines as they are in the file, decoded, without their ends: hostile as it is, so clean them before showing them.
	 * Fewer where the log ends. Lines over 64 KiB are cut, with ` … (N bytes more)` at the end.
	 */
	read(first: number, count: number): Promise<readonly string[]>;
	/** Looks through the whole log; searches begun before go on unless cancelled. */
	search(query: TextQuery, listener: (event: SearchEvent) => void): Cancel;
	filter(filter: LineFilter, listener: (event: FilterEvent) => void): Cancel;
	/** Reads on as the file grows, or stops that. */
	follow(isFollowing: boolean): void;
	/** Ends all work on it and frees what it holds. */
	close(): void;
}

/** Where a viewer gets its logs from. */
export interface LogSource {
	/** Reads files, folders and archives in turn, in a thread of their own. Cancelling it ends that. */
	analyze(paths: readonly string[], listener: (event: AnalysisEvent) => void): Cancel;
	/** Opens the lines of a log; they come while it is indexed. */
	openText(name: LogName, listener: (event: TextEvent) => void): LogText;
	/** Ends all threads and removes temporary files. */
	close(): Promise<void>;
}
