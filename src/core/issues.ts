/** The texts of issues: what could not be read properly, and how it was handled. One row per issue. */
import type {Issue, IssueKind} from './types.js';

interface IssueRow<Values extends readonly unknown[]> {
	readonly kind: IssueKind;
	readonly text: (...values: Values) => string;
}

/** How the bytes of a part of a file are read. */
type EncodingForm = 'bytes' | 'utf-16le' | 'utf-16be';

const ENCODING_WORDS: Readonly<Record<EncodingForm, string>> = {
	bytes: 'UTF-8 (or a code page)',
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16 (big-endian)',
};

/** Calendars that cultures of Windows print; a client that writes such logs was made in 2005 or later. */
function calendarNote(year: number): string {
	if (year >= 1426 && year <= 1500) return ' (perhaps the Hijri calendar)';
	return year >= 1384 && year < 1426 ? ' (perhaps the Persian calendar)' : '';
}

/** Issues in any log. Rows of the same kind differ in what was found. */
export const LOG_ISSUES = {
	longLines: {
		kind: 'line-too-long',
		text: (limit: number, dropped: number): string => `Lines longer than ${limit} bytes; ${dropped} bytes beyond that were not read.`,
	},
	nulBytes: {kind: 'nul-bytes', text: (): string => 'NUL bytes in the text.'},
	controlBytes: {kind: 'control-bytes', text: (): string => 'Control characters in the text.'},
	invalidUtf8: {kind: 'invalid-text', text: (): string => 'Lines that are not valid UTF-8; they were read as Windows-1252.'},
	loneSurrogates: {
		kind: 'invalid-text',
		text: (): string => 'Unpaired UTF-16 surrogates; each was replaced.',
	},
	encodingChanges: {
		kind: 'encoding-changes',
		text: (from: EncodingForm, to: EncodingForm): string =>
			`The encoding changes within the file, from ${ENCODING_WORDS[from]} to ${ENCODING_WORDS[to]}: ` +
			'text was appended in another one, as >> of PowerShell does. Each part was read in its own.',
	},
	cutCharacter: {kind: 'truncated-character', text: (): string => 'The file ends in the middle of a character.'},
	unparsedLines: {
		kind: 'unparsed-lines',
		text: (): string => 'Entries in a layout that is not known; they were not read.',
	},
	otherText: {
		kind: 'other-text',
		text: (): string => 'Text that is not part of the log; it was not read.',
	},
	gluedEntries: {
		kind: 'layout-guessed',
		text: (): string => 'Entries that stand in one line with others; they were taken apart at their time stamps.',
	},
	noColumns: {
		kind: 'layout-guessed',
		text: (): string =>
			'Lines without time, process and thread; they were read by their component and text, as if they were of the thread beside them.',
	},
	noIds: {
		kind: 'layout-guessed',
		text: (): string => 'Lines without process and thread; they were read as if they were all of one thread.',
	},
	noDate: {kind: 'layout-guessed', text: (): string => 'Lines with a time of day and no date; they were read without a time.'},
	noDay: {
		kind: 'layout-guessed',
		text: (): string => 'Dates such as 03/04/2025, which do not tell the day from the month; these lines were read without a time.',
	},
	longRecords: {
		kind: 'record-too-long',
		text: (dropped: number): string => `Records with too many continuation lines; ${dropped} bytes of them were not read.`,
	},
	undecoded: {
		kind: 'undecoded',
		text: (isEveryLine: boolean): string =>
			`${isEveryLine ? 'Every line' : 'Some lines'} could not be decoded when the log was created ("No ` +
			'Format Information found"): the client symbols were missing. Create the log again on the same ' +
			'PC, or on one with the same or a newer version of Windows: run Get-WindowsUpdateLog as ' +
			`administrator, with access to Microsoft's symbol server for Windows 10 before version 1709; use ` +
			'-ETLPath for copied .etl files.',
	},
	buddhistYears: {
		kind: 'buddhist-calendar',
		text: (): string => 'Years use the Buddhist calendar; 543 was subtracted from each.',
	},
	unknownCalendar: {
		kind: 'calendar-unknown',
		text: (year: number): string =>
			`Years such as ${year} do not use the Gregorian or Buddhist calendar${calendarNote(year)}; times are shown as logged, and ` +
			'durations are omitted. Filters by time keep these scans.',
	},
	unreadableTimes: {
		kind: 'time-unreadable',
		text: (): string => 'Time stamps that could not be read; these lines have no time.',
	},
	clockWentBack: {
		kind: 'clock-went-back',
		text: (minutes: number): string => `The time goes back by up to ${minutes} minutes; lines stay in file order.`,
	},
	droppedFacts: {
		kind: 'facts-dropped',
		text: (): string => 'Details that were not kept, of scans with too many lines.',
	},
	droppedFailures: {
		kind: 'facts-dropped',
		text: (): string => 'Failures outside scans, or changes of the network, of more kinds than are kept.',
	},
	droppedScans: {
		kind: 'facts-dropped',
		text: (kept: number): string => `Scans after the first ${kept}, which were not kept; this report does not count them.`,
	},
	closedEarly: {
		kind: 'facts-dropped',
		text: (): string => 'Scans that started while too many others were running; they were closed without waiting for their end.',
	},
	damagedChunks: {
		kind: 'event-log-damaged',
		text: (): string => 'Damaged parts of the event log (64 KB each), whose checksums are wrong; they were not read.',
	},
	damagedEvents: {
		kind: 'event-log-damaged',
		text: (): string => 'Damaged events, or ends of parts of the event log that are damaged; they were not read.',
	},
	cutEventLog: {
		kind: 'event-log-damaged',
		text: (): string => 'The event log ends in the middle of a part: it was cut off. The events before that were read.',
	},
} as const;

/** Issues in traces, and in traces converted by tracerpt. */
export const TRACE_ISSUES = {
	set: {
		kind: 'trace-set',
		text: (names: string): string => `Traces from one folder, read as one log in this order: ${names}.`,
	},
	noHeader: {
		kind: 'trace-damaged',
		text: (): string => 'The trace header is missing or cannot be read; its lines, if any, have no time.',
	},
	withoutTime: {
		kind: 'time-unreadable',
		text: (): string => 'Events whose time cannot be read, or is raw in a trace without its header; their lines have no time.',
	},
	eventsLost: {
		kind: 'events-lost',
		text: (areBuffersMissing: boolean): string =>
			`Events that Windows lost while recording because its buffers were full${areBuffersMissing ? '; some buffers are missing too' : ''}.`,
	},
	lossMarks: {
		kind: 'events-lost',
		text: (): string => 'Buffers before which events were lost during recording; the number of events is unknown.',
	},
	missingBuffers: {
		kind: 'trace-gap',
		text: (): string => 'Missing buffers: they were lost during recording or overwritten, or the file was assembled from parts.',
	},
	buffersLost: {kind: 'trace-gap', text: (): string => 'Missing buffers: they were lost during recording.'},
	unclosed: {
		kind: 'trace-unclosed',
		text: (): string =>
			'The trace session was still running when the file was copied, or it ended abruptly: the newest ' +
			'events may be missing. Stop the services (net stop usosvc and wuauserv) to write them to the file.',
	},
	cut: {
		kind: 'trace-cut',
		text: (): string =>
			'The file ends in the middle of a buffer: it was truncated, or copied while it was being written. The available data was read.',
	},
	damagedBuffers: {
		kind: 'trace-damaged',
		text: (): string => 'Damaged buffers; they were read as far as possible.',
	},
	damagedPlaces: {
		kind: 'trace-damaged',
		text: (): string => 'Data in the file that is not an event: the file was truncated or modified.',
	},
	undecoded: {kind: 'undecoded', text: (): string => 'Events that could not be decoded; they are not shown as lines.'},
	skipped: {
		kind: 'events-skipped',
		text: (): string => 'Events from other programs, or without text; they are not shown as lines.',
	},
	unsorted: {
		kind: 'trace-unsorted',
		text: (): string => 'Lines that came too late in the file to be sorted by time.',
	},
	gapBetween: {
		kind: 'trace-gap',
		text: (before: string, after: string): string =>
			`Buffers between ${before} and ${after} are missing: a file of the set is missing, or the buffers were lost.`,
	},
	overlap: {
		kind: 'trace-overlap',
		text: (after: string, begins: string, before: string, ends: string): string =>
			`${after} begins (${begins} UTC) before ${before} ends (${ends} UTC); their lines are merged in time order.`,
	},
} as const;

/**
 * An issue, or none if nothing was counted.
 *
 * @param line first affected line; `null` if there is none
 * @param values inserted into the text of the row
 */
export function issues<Values extends readonly unknown[]>(
	row: IssueRow<Values>,
	count: number,
	line: number | null,
	...values: Values
): readonly Issue[] {
	return count > 0 ? [{kind: row.kind, line, count, message: row.text(...values)}] : [];
}
