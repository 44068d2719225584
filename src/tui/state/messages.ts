/** What the UI is told, and what it asks of the runtime. */
import type {LineTable, LogName} from '../../core/line-index/viewer-port.js';
import type {FileReport} from '../../core/index.js';
import type {ExportFormat} from '../command-line/commands.js';
import type {OutsideDropEffect} from '../drop/effects.js';
import type {DropMessage} from '../drop/model.js';
import type {KeyName} from '../keys.js';
import type {LogMessage, OutsideLogEffect} from '../log/messages.js';
import type {Pointer} from '../mouse.js';
import type {Size} from '../rows.js';
import type {Model} from './model.js';

export type RootMessage =
	| {readonly type: 'resized'; readonly size: Size}
	| {readonly type: 'key'; readonly key: KeyName}
	/** Several characters at once: typed in haste, held, or a drop that the terminal types. */
	| {readonly type: 'burst'; readonly text: string; readonly keys: readonly KeyName[]}
	| {readonly type: 'pasted'; readonly text: string}
	/** In cells of the window. `isDouble`: a second click on the same cell, soon after the first. */
	| {readonly type: 'pointed'; readonly pointer: Pointer; readonly isDouble: boolean}
	| {readonly type: 'drop'; readonly message: DropMessage}
	| {readonly type: 'open'; readonly paths: readonly string[]}
	| {readonly type: 'progress'; readonly name: LogName; readonly bytes: number; readonly size: number | null}
	/** Some at a time, so that thousands of files do not mean thousands of frames. */
	| {readonly type: 'reports'; readonly reports: readonly FileReport[]}
	/** The end of a long log, whose report comes next. */
	| {readonly type: 'so-far'; readonly report: FileReport}
	| {readonly type: 'analyzed'}
	/** The same file again, after it grew. */
	| {readonly type: 'analyzed-again'; readonly file: number; readonly report: FileReport}
	| {
			readonly type: 'text-opened';
			readonly file: number;
			readonly name: LogName;
			readonly table: LineTable;
			readonly line: number | null;
			readonly reason: string;
			/** Where to go, as `parseJump` takes it. */
			readonly jump?: string;
	  }
	| {readonly type: 'log'; readonly file: number; readonly message: LogMessage}
	/** Answer to `read-machine`. */
	| {readonly type: 'machine-read'; readonly name: string; readonly reports: readonly FileReport[]}
	/** Answer to `complete-path`. */
	| {readonly type: 'command-completed'; readonly prefix: string; readonly paths: readonly string[]}
	| {readonly type: 'said'; readonly text: string; readonly isBad: boolean};

export type Effect =
	| {readonly type: 'analyze'; readonly paths: readonly string[]}
	| {readonly type: 'stop-analysis'}
	/** The reports that a triage kept of a machine. */
	| {readonly type: 'read-machine'; readonly name: string}
	/** Answered by `text-opened`, at once where the log is open already. */
	| {
			readonly type: 'open-text';
			readonly file: number;
			readonly name: LogName;
			readonly line: number | null;
			readonly reason: string;
			readonly jump?: string;
	  }
	| {readonly type: 'log'; readonly file: number; readonly name: LogName; readonly effect: OutsideLogEffect}
	| {readonly type: 'drop'; readonly effect: OutsideDropEffect}
	| {readonly type: 'copy'; readonly text: string; readonly what: string}
	/** Lines of a log, read first. */
	| {readonly type: 'copy-lines'; readonly file: number; readonly lines: readonly number[]}
	| {readonly type: 'write-report'; readonly files: readonly FileReport[]}
	| {readonly type: 'export'; readonly files: readonly FileReport[]; readonly path: string; readonly format: ExportFormat}
	/** Paths that begin so; answered by `command-completed` with the same prefix. */
	| {readonly type: 'complete-path'; readonly prefix: string}
	| {readonly type: 'close-texts'}
	| {readonly type: 'redraw'}
	| {readonly type: 'stop'}
	| {readonly type: 'quit'};

export type Result = readonly [Model, readonly Effect[]];
