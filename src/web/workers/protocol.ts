/** What the page and its workers say to each other. */
import type {TitleParts} from '../../core/findings/title-parts.js';
import type {LineKind, LineLevel, TextQuery} from '../../core/line-index/viewer-port.js';
import type {ReporterName} from '../../core/report/reporters/index.js';
import type {PackedScanData} from '../../core/scans/packed/packed-scan-list.js';
import type {ScanColumns} from '../../core/scans/packed/scan-columns.js';
import type {Machine} from '../../core/triage/result.js';
import type {Summary} from '../../core/triage/summary.js';
import type {FileReport} from '../../core/types.js';
import type {PageFolders, PageInput} from '../inputs/page-inputs.js';

/** A report as it is handed over: thousands of scans as objects would hold up the page. */
export interface PackedReport {
	/** Without its scans where they are packed. */
	readonly report: FileReport;
	readonly machine: Machine;
	readonly titles: readonly TitleParts[];
	readonly scans: {readonly packed: PackedScanData; readonly columns: ScanColumns} | null;
}

/** The worker that reads inputs. */
export type ReadRequest =
	/** Everything that came, once. */
	| {readonly type: 'begin'; readonly folders: PageFolders}
	/** `isAlone`: nothing else came, so that what its end says is worth to be known before the whole. */
	| {readonly type: 'read'; readonly input: PageInput; readonly isAlone: boolean}
	/** What was read until now of what is read now becomes its report. */
	| {readonly type: 'stop'};

export type ReadReply =
	| {readonly type: 'ready'}
	| {readonly type: 'progress'; readonly bytes: number}
	/** Of the end of a long log, before its report. */
	| {readonly type: 'so-far'; readonly packed: PackedReport}
	| {readonly type: 'report'; readonly packed: PackedReport}
	| {readonly type: 'done'}
	/** It has heard of the stop: reports of what was read will come. */
	| {readonly type: 'stopping'}
	| {readonly type: 'crashed'; readonly reason: string};

/** One log among the inputs. */
export interface LogOrigin {
	readonly input: PageInput;
	readonly member: string | null;
}

/** A line as the log screen shows it. */
export interface ShownLine {
	readonly line: number;
	/** As it is in the file. */
	readonly text: string;
	readonly kind: LineKind;
	readonly component: string;
	readonly level: LineLevel;
	readonly pid: number;
	readonly tid: number;
}

/** What the log screen shows of a log; `null` asks for nothing. */
export interface LineView {
	readonly text: TextQuery | null;
	readonly components: readonly string[] | null;
	readonly pid: number | null;
	readonly tid: number | null;
	/** Only lines that the report tells about, ascending. */
	readonly lines: Uint32Array<ArrayBuffer> | null;
}

/** The worker that holds the lines of one log. `view` counts the filters set so far: answers for an older one are stale. */
export type LinesRequest =
	| {readonly type: 'open'; readonly origin: LogOrigin}
	| {readonly type: 'filter'; readonly view: number; readonly filter: LineView | null}
	| {readonly type: 'search'; readonly search: number; readonly query: TextQuery | null}
	/** Rows of the view, counted from 0. */
	| {readonly type: 'rows'; readonly id: number; readonly view: number; readonly from: number; readonly count: number}
	/** Lines by their numbers, whatever the view. */
	| {readonly type: 'lines'; readonly id: number; readonly lines: readonly number[]}
	/** Where a line is in the view: the row, or that of the next line. */
	| {readonly type: 'row-of'; readonly id: number; readonly view: number; readonly line: number}
	/** The next line with a hit. */
	| {readonly type: 'next-hit'; readonly id: number; readonly line: number; readonly isForward: boolean}
	/** The first line at or after a time of the wall clock, in seconds. */
	| {readonly type: 'line-at'; readonly id: number; readonly seconds: number}
	/** Answered at once, unless an expression keeps the worker. */
	| {readonly type: 'ping'; readonly id: number};

export type LinesReply =
	| {
			readonly type: 'grown';
			readonly lines: number;
			readonly bytes: number;
			readonly isComplete: boolean;
			readonly components: readonly string[];
	  }
	| {readonly type: 'failed'; readonly reason: string}
	| {readonly type: 'filtered'; readonly view: number; readonly rows: number; readonly isComplete: boolean}
	| {readonly type: 'refused'; readonly reason: string}
	| {readonly type: 'hits'; readonly search: number; readonly count: number; readonly isComplete: boolean}
	| {readonly type: 'answer'; readonly id: number; readonly value: readonly ShownLine[] | number | null};

/** What to write: whole reports, or of one of them a scan or a finding. */
export type Excerpt =
	| {readonly type: 'all'; readonly reports: readonly number[]}
	| {readonly type: 'scan'; readonly report: number; readonly scan: number}
	| {readonly type: 'finding'; readonly report: number; readonly finding: number};

export type WriteForm = ReporterName | 'fleet-summary' | 'fleet-machines';

export interface Replacement {
	readonly before: string;
	readonly after: string;
}

/** The worker that writes: it has all reports, and redacts them. */
export type WriteRequest =
	| {readonly type: 'reset'}
	/** `key`: any number of its own. */
	| {readonly type: 'add'; readonly key: number; readonly packed: PackedReport}
	/** All are there: reports are counted from 0 in this order. */
	| {readonly type: 'order'; readonly keys: readonly number[]}
	| {readonly type: 'write'; readonly id: number; readonly form: WriteForm; readonly excerpt: Excerpt; readonly isRedacted: boolean}
	| {readonly type: 'summary'; readonly id: number};

export type WriteReply =
	| {readonly type: 'written'; readonly id: number; readonly blob: Blob; readonly replaced: readonly Replacement[]}
	| {readonly type: 'summary'; readonly id: number; readonly summary: Summary}
	| {readonly type: 'crashed'; readonly id: number; readonly reason: string};

/** The first message to a worker. */
export type Role = 'read' | 'lines' | 'write';
