/** What the thread of the screen and the threads that work for it say to each other. */
import type {TitleParts} from '../../core/findings/title-parts.js';
import type {TableDelta} from '../../core/line-index/line-table.js';
import type {ScanColumns} from '../../core/scans/packed/scan-columns.js';
import type {TextQuestion} from '../../core/line-index/run-text.js';
import type {PackedScanData} from '../../core/scans/packed/packed-scan-list.js';
import type {FileReport} from '../../core/types.js';
import type {NamedInput} from '../inputs/expand-inputs.js';
import type {Input} from '../inputs/input.js';

/** Standard input as it is stored while it comes. Descriptors are of the process, so that every thread can use them. */
export interface StdinStore {
	readonly descriptor: number;
	/** One number: not 0 once all is there. */
	readonly isEnded: Int32Array;
}

export interface AnalysisOptions {
	readonly rules: readonly string[];
	readonly policies: readonly string[];
	readonly findsContext: boolean;
}

export interface AnalysisRequest {
	readonly type: 'analyze';
	/** As people named them, or what that was found to be. */
	readonly inputs:
		| {readonly kind: 'named'; readonly paths: readonly string[]}
		| {readonly kind: 'expanded'; readonly inputs: readonly NamedInput[]};
	readonly options: AnalysisOptions;
	readonly stdin: StdinStore | null;
}

export type AnalysisReply =
	/** Every input, folders replaced by what is in them. */
	| {readonly type: 'inputs'; readonly inputs: readonly NamedInput[]}
	| {readonly type: 'begin'; readonly index: number}
	| {readonly type: 'progress'; readonly bytes: number; readonly size: number | null}
	/** `scans`: those of the report, which has none of its own then: handing over a hundred thousand objects would hold up the screen. */
	| {
			/** `so-far`: of the end of a long log, before its report. */
			readonly type: 'report' | 'so-far';
			readonly report: FileReport;
			/** Of the findings of the report, which do not take them along. */
			readonly titles: readonly TitleParts[];
			readonly scans: {readonly packed: PackedScanData; readonly columns: ScanColumns} | null;
	  }
	| {readonly type: 'end'};

/** Where the text of a log is, and what it is read from. */
export type TextOrigin =
	/** The text is the file, from `start` on. */
	| {readonly type: 'in-place'; readonly descriptor: number; readonly start: number}
	/** The text of a UTF-16 file goes decoded into the spool. */
	| {readonly type: 'utf-16'; readonly descriptor: number; readonly start: number; readonly isLittleEndian: boolean; readonly spool: number}
	/** So does what is decoded of a trace, or of a set of traces. */
	| {readonly type: 'traces'; readonly input: Input; readonly spool: number}
	/** So does what is packed. `descriptor`: standard input, where the archive has no path. */
	| {
			readonly type: 'packed';
			readonly path: string;
			readonly member: string | null;
			readonly descriptor: number | null;
			readonly spool: number;
	  };

export type IndexRequest =
	| {readonly type: 'open'; readonly origin: TextOrigin; readonly isGrowing: boolean}
	/** There are more bytes, or, if not `isGrowing`, there will be no more. */
	| {readonly type: 'grow'; readonly isGrowing: boolean};

export type IndexReply =
	/** `bytes`: read of the file. `isComplete`: all that there is, is in the table. */
	| {readonly type: 'table'; readonly delta: TableDelta; readonly bytes: number; readonly isComplete: boolean}
	/** What was read cannot be gone on with: the log must be opened again. */
	| {readonly type: 'replaced'; readonly reason: string}
	| {readonly type: 'failed'; readonly reason: string};

export type TextRequest =
	| {readonly type: 'open'; readonly descriptor: number}
	| {readonly type: 'table'; readonly delta: TableDelta; readonly isComplete: boolean}
	| {readonly type: 'ask'; readonly question: TextQuestion}
	| {readonly type: 'cancel'; readonly id: number};
