/** What a reporter is: it turns file reports into text, one after the other, so that nothing waits for the last file. */
import type {FileReport, Totals} from '../types.js';
import type {Paint} from '../wording/emphasis.js';

export interface ReporterOptions {
	/** Version of the program, for outputs that carry it. */
	readonly version: string;
	/** Columns that text is wrapped to. @default 80 */
	readonly width?: number;
	/** Adds colour, or not. @default the text as it is */
	readonly paint?: Paint;
	/** Marks such as ✓ may be used. @default true */
	readonly unicode?: boolean;
	/** Text and Markdown: only the verdict on each log. @default false */
	readonly isBrief?: boolean;
	/** Text and Markdown: files that are named in one line at the end, all together. @default none */
	readonly isAside?: (report: FileReport) => boolean;
}

/** Call `begin`, then `file` for each, then `end`; what they return, one after the other, is the output. */
export interface Reporter {
	begin(): string;
	/** In pieces: a log may have more scans than a text has room for. */
	file(report: FileReport): Iterable<string>;
	end(totals: Totals): string;
}

export type CreateReporter = (options: ReporterOptions) => Reporter;
