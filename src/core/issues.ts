/** The texts of issues: what could not be read as it should, and what was done about it. One row for each. */
import type {Encoding} from './lines/encoding.js';
import type {Issue, IssueKind} from './types.js';

interface IssueRow<Values extends readonly unknown[]> {
	readonly kind: IssueKind;
	readonly text: (...values: Values) => string;
}

const ENCODING_WORDS: Readonly<Record<Encoding['form'], string>> = {
	bytes: 'UTF-8 (or a code page)',
	'utf-16le': 'UTF-16',
	'utf-16be': 'UTF-16 (big-endian)',
};

/** Issues of any log. Rows with the same kind differ in what was found. */
export const LOG_ISSUES = {
	longLines: {
		kind: 'line-too-long',
		text: (limit: number, dropped: number): string => `Lines longer than ${limit} bytes; ${dropped} bytes past that were not read.`,
	},
	nulBytes: {kind: 'nul-bytes', text: (): string => 'NUL bytes in the text.'},
	controlBytes: {kind: 'control-bytes', text: (): string => 'Control characters in the text.'},
	invalidUtf8: {kind: 'invalid-text', text: (): string => 'Lines that are not valid UTF-8; they were read as Windows-1252.'},
	loneSurrogates: {
		kind: 'invalid-text',
		text: (): string => 'Halves of UTF-16 characters without the other half; each was replaced.',
	},
	encodingChanges: {
		kind: 'encoding-changes',
		text: (from: Encoding['form'], to: Encoding['form']): string =>
			`The encoding changes within the file, from ${ENCODING_WORDS[from]} to ${ENCODING_WORDS[to]}: text was appended in another one, as >> of PowerShell does. Each part was read in its own.`,
	},
	cutCharacter: {kind: 'truncated-character', text: (): string => 'The file ends in the middle of a character.'},
	unparsedLines: {
		kind: 'unparsed-lines',
		text: (): string => 'Lines that are no lines of the log, or of a shape that is not known; they were not read.',
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
	convertedYears: {
		kind: 'calendar-converted',
		text: (calendar: string, year: number): string =>
			`Years such as ${year} were taken for ${calendar}; all dates are shown in the Gregorian calendar.`,
	},
	longRecords: {
		kind: 'record-too-long',
		text: (dropped: number): string => `Records with very many continuation lines; ${dropped} bytes of them were not read.`,
	},
	undecoded: {
		kind: 'undecoded',
		text: (isEveryLine: boolean): string =>
			`${isEveryLine ? 'Every line' : 'Some lines'} could not be decoded when the log was made ("No Format Information found"): the symbols of the client were missing. Make the log again on the same PC, or on one with the same or a newer Windows: Get-WindowsUpdateLog, elevated, with access to Microsoft's symbol server for Windows 10 before 1709; -ETLPath reads copied .etl files.`,
	},
	buddhistYears: {
		kind: 'buddhist-calendar',
		text: (): string => 'Years are of the Buddhist calendar; 543 was subtracted from each.',
	},
	unknownCalendar: {
		kind: 'calendar-unknown',
		text: (year: number): string =>
			`Years such as ${year} are of a calendar that is not known; times are shown as printed and durations are left out.`,
	},
	unreadableTimes: {
		kind: 'time-unreadable',
		text: (): string => 'Time stamps that cannot be read; these lines have no time.',
	},
	clockWentBack: {
		kind: 'clock-went-back',
		text: (minutes: number): string => `The time goes back by up to ${minutes} minutes; lines stay in file order.`,
	},
	droppedFacts: {
		kind: 'facts-dropped',
		text: (): string => 'Facts of scans with very many lines that were not kept.',
	},
	droppedScans: {
		kind: 'facts-dropped',
		text: (kept: number): string => `Scans past the first ${kept}, which were not kept; nothing in this report counts them.`,
	},
	closedEarly: {
		kind: 'facts-dropped',
		text: (): string => 'Scans that began while very many others ran; their ends were not waited for.',
	},
} as const;

/** Issues of traces, and of what tracerpt makes of them. */
export const TRACE_ISSUES = {
	set: {
		kind: 'trace-set',
		text: (names: string): string => `Traces of one folder, read as one log in this order: ${names}.`,
	},
	noHeader: {
		kind: 'trace-damaged',
		text: (): string => 'It does not begin as a trace does, or its header cannot be read; its lines, if any, have no time.',
	},
	eventsLost: {
		kind: 'events-lost',
		text: (areBuffersMissing: boolean): string =>
			`Events that Windows lost while it recorded (its buffers were full); there is no trace of them${areBuffersMissing ? ', and buffers are missing, too' : ''}.`,
	},
	lossMarks: {
		kind: 'events-lost',
		text: (): string => 'Buffers before which events were lost while Windows recorded; how many is not known.',
	},
	missingBuffers: {
		kind: 'trace-gap',
		text: (): string => 'Buffers that are missing: they were lost while Windows recorded, or overwritten, or the file was made of parts.',
	},
	buffersLost: {kind: 'trace-gap', text: (): string => 'Buffers that are missing: they were lost while Windows recorded.'},
	unclosed: {
		kind: 'trace-unclosed',
		text: (): string =>
			'The session was still running when the file was copied, or ended abruptly: the newest events may be missing. Stopping the services (net stop usosvc and wuauserv) writes them.',
	},
	cut: {
		kind: 'trace-cut',
		text: (): string => 'The file ends within a buffer: it was cut, or copied while it grew. What was there was read.',
	},
	damagedBuffers: {
		kind: 'trace-damaged',
		text: (): string => 'Buffers that are damaged; what could be read of them was read.',
	},
	damagedPlaces: {
		kind: 'trace-damaged',
		text: (): string => 'Places in the file that are no event: it was cut, or changed.',
	},
	undecoded: {kind: 'undecoded', text: (): string => 'Events that cannot be decoded; they are no lines of the log.'},
	skipped: {
		kind: 'events-skipped',
		text: (): string => 'Events of other programs, or without text; they are no lines of the log.',
	},
	unsorted: {
		kind: 'trace-unsorted',
		text: (): string => 'Lines that came so late in the file that they do not stand where their time belongs.',
	},
	gapBetween: {
		kind: 'trace-gap',
		text: (before: string, after: string): string =>
			`Buffers between ${before} and ${after} are missing: a file of the set is not there, or they were lost.`,
	},
	overlap: {
		kind: 'trace-overlap',
		text: (after: string, begins: string, before: string, ends: string): string =>
			`${after} begins (${begins} UTC) before ${before} ends (${ends} UTC); their lines stand together, in the order of time.`,
	},
} as const;

/**
 * An issue, or none where nothing was counted.
 *
 * @param line first line concerned, `null` where there is no such line
 * @param values what the text of the row tells
 */
export function issues<Values extends readonly unknown[]>(
	row: IssueRow<Values>,
	count: number,
	line: number | null,
	...values: Values
): readonly Issue[] {
	return count > 0 ? [{kind: row.kind, line, count, message: row.text(...values)}] : [];
}
