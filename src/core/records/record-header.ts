/** The columns of one log line: a mutable struct that dialects fill, so that reading a line allocates nothing. */

/**
 * The spelling a line is written in. `etw` is the text of Windows 10 and later, which reports have called so since their first
 * version. A file of such lines without symbols is reported as `undecoded`.
 */
export const LINE_DIALECTS = ['etw', 'legacy', 'raw'] as const;

export type LineDialect = (typeof LINE_DIALECTS)[number];

/**
 * columns: time, process and thread; ids: process and thread; date: the day, so that the line has no time; day: which number of
 * the date is the day, so that it has none either.
 */
export const GUESSES = ['columns', 'ids', 'date', 'day'] as const;

export type Guess = (typeof GUESSES)[number];

export interface RecordHeader {
	dialect: LineDialect;
	/** False where the line has no date, or one that cannot be read (masked, calendar unknown). */
	hasTime: boolean;
	/** As printed; see log-time.ts for calendars. */
	year: number;
	month: number;
	day: number;
	hour: number;
	minute: number;
	second: number;
	/** Fraction of the second in 100 ns. */
	ticks: number;
	/** How many digits of the fraction were printed, 0 to 7. */
	fractionDigits: number;
	/** Minutes east of UTC that the stamp itself states (before agent 5.8), else `null`. */
	offsetMinutes: number | null;
	pid: number;
	tid: number;
	/** Where component and message stand. Pasted lines have bytes of their own. */
	bytes: Uint8Array;
	componentStart: number;
	componentEnd: number;
	messageStart: number;
	messageEnd: number;
	hasHighBytes: boolean;
	/** What stood before the columns of a pasted line and is no quote mark; '' elsewhere. */
	lead: string;
	/** What the line does not have and was guessed; `null` where it has all columns. */
	guess: Guess | null;
	/** 1-based. */
	line: number;
	offset: number;
}

const NO_BYTES = new Uint8Array(0);

export function createRecordHeader(): RecordHeader {
	return {
		dialect: 'etw',
		hasTime: false,
		year: 0,
		month: 0,
		day: 0,
		hour: 0,
		minute: 0,
		second: 0,
		ticks: 0,
		fractionDigits: 0,
		offsetMinutes: null,
		pid: 0,
		tid: 0,
		bytes: NO_BYTES,
		componentStart: 0,
		componentEnd: 0,
		messageStart: 0,
		messageEnd: 0,
		hasHighBytes: false,
		lead: '',
		guess: null,
		line: 0,
		offset: 0,
	};
}

/** Reads the columns of a line into `header`; false, with the header in any state, where the line is not of the dialect. */
export type HeaderReader = (bytes: Uint8Array, start: number, end: number, header: RecordHeader) => boolean;
