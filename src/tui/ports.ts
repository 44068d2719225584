/**
 * What the terminal UI asks of the system: logs (`LogSource` in src/core/line-index/viewer-port.ts), files it writes, the
 * clipboard, paths.
 */
import type {LogSource} from '../core/line-index/viewer-port.js';
import type {FileReport} from '../core/index.js';
import type {ExportFormat} from './command-line/commands.js';

export interface RecentFile {
	readonly path: string;
	/** When it was opened last, ISO 8601. */
	readonly time: string;
	readonly exists: boolean;
}

/** The full path of a file that was written, or why there is none. */
export type Written = {readonly path: string} | {readonly reason: string};

export interface Ports {
	/** Reports and lines of logs. */
	readonly source: LogSource;
	/** The reports that a triage kept of a machine; none where nothing was triaged. */
	readMachine(name: string): Promise<readonly FileReport[]>;
	/** The first reading of a drop whose paths all exist; else why not, for people. */
	resolveDropped(candidates: readonly (readonly string[])[]): Promise<{readonly paths: readonly string[]} | {readonly reason: string}>;
	/** Paths that begin so; folders end with a separator. */
	complete(prefix: string): Promise<readonly string[]>;
	recents(): Promise<readonly RecentFile[]>;
	remember(paths: readonly string[]): Promise<void>;
	/** To the clipboard of the terminal, and to a file whose path is given back for terminals that take no such thing. */
	copy(text: string): Promise<{readonly path: string | null; readonly isSent: boolean}>;
	/** Under a name of its own, in the current folder. */
	writeReport(files: readonly FileReport[]): Promise<Written>;
	/** @param path as it was typed; where there is such a file, another name is taken */
	exportReport(files: readonly FileReport[], path: string, format: ExportFormat): Promise<Written>;
}
