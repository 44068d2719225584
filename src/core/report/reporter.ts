/** Defines reporters, which turn file reports into text one by one, so that output starts before the last file is read. */
import type {FileReport, Totals} from '../types.js';
import type {Paint} from '../wording/emphasis.js';

export interface ReporterOptions {
	/** Version of the program, for outputs that include it. */
	readonly version: string;
	/** Width in columns to which text is wrapped. @default 80 */
	readonly width?: number;
	/** Adds color. @default text stays unchanged */
	readonly paint?: Paint;
	/** Whether symbols such as ✓ may be used. @default true */
	readonly unicode?: boolean;
	/** Text and Markdown: print only the verdict on each log and the first thing to do. @default false */
	readonly isBrief?: boolean;
	/** Text: print all evidence and explanations, and each scan that failed in full. @default false */
	readonly isFull?: boolean;
	/** Text and Markdown: files to be listed together on one line at the end. @default none */
	readonly isAside?: (report: FileReport) => boolean;
}

/** Call `begin`, then `file` for each report, then `end`; the output is everything they return, in order. */
export interface Reporter {
	begin(): string;
	/** In pieces: a report can exceed the maximum string length. */
	file(report: FileReport): Iterable<string>;
	end(totals: Totals): string;
}

export type CreateReporter = (options: ReporterOptions) => Reporter;
