/** What was lost while a trace was recorded or cannot be read of it, as issues of the report. */
import type {Issue} from '../types.js';
import type {BufferStats} from './buffers.js';
import {KIND} from './trace-records.js';
import type {TraceHeader} from './trace-header.js';
import type {TraceStats} from './trace-reader.js';
import {instantText, type Instant} from './trace-time.js';

/** What is known of one file when it is read. */
export interface TraceFacts {
	/** `null`: the only one. */
	readonly name: string | null;
	readonly header: TraceHeader | null;
	readonly buffers: Readonly<BufferStats>;
	readonly records: Readonly<TraceStats>;
	/** Events that became lines. */
	readonly lines: number;
	readonly late: number;
	readonly offset: number | null;
	/** Of the lines, in time; `null`: there are none with a time. */
	readonly first: Instant | null;
	readonly last: Instant | null;
	/** Events of other programs. */
	readonly foreign: number;
	readonly undecoded: number;
	/** An event was seen that brings its own schema. */
	readonly hasSchema: boolean;
	/** Who wrote the events of other programs. */
	readonly others: readonly string[];
	/** Time of the WPP messages. */
	readonly messages: {readonly first: Instant; readonly last: Instant} | null;
}

/** A number of buffers past this is not a gap but another count. */
const MAX_GAP = 1_000_000;

const MAX_NAMES = 20;

export function issuesOf(files: readonly TraceFacts[]): readonly Issue[] {
	const issues: Issue[] = [];
	if (files.length > 1) issues.push(setIssue(files));
	for (const file of files) issues.push(...issuesOfFile(file));
	files.forEach((file, index) => {
		const before = files.slice(0, index).findLast(({lines}) => lines > 0);
		if (before !== undefined && file.lines > 0) issues.push(...issuesBetween(before, file));
	});
	return issues;
}

function setIssue(files: readonly TraceFacts[]): Issue {
	const names = files.map(({name}) => name ?? '');
	const shown =
		names.length > MAX_NAMES ? [...names.slice(0, MAX_NAMES - 1), `… (${names.length - MAX_NAMES} more)`, names.at(-1) ?? ''] : names;
	return issue('trace-set', files.length, `Traces of one folder, read as one log in this order: ${shown.join(', ')}.`);
}

function issuesOfFile({name, header, buffers, records, foreign, undecoded, late, lines}: TraceFacts): readonly Issue[] {
	const issues: Issue[] = [];
	const add = (kind: Issue['kind'], count: number, message: string): void => {
		if (count > 0) issues.push(issue(kind, count, name === null ? message : `${name}: ${message}`));
	};
	if (header === null)
		add('trace-damaged', 1, 'It does not begin as a trace does, or its header cannot be read; its lines, if any, have no time.');
	const lost = header?.eventsLost ?? 0;
	add(
		'events-lost',
		lost,
		`Events that Windows lost while it recorded (its buffers were full); there is no trace of them${missingBuffers(records) > 0 ? ', and buffers are missing, too' : ''}.`,
	);
	if (lost === 0)
		add('events-lost', buffers.lossMarks, 'Buffers before which events were lost while Windows recorded; how many is not known.');
	add(
		'trace-gap',
		Math.max(missingBuffers(records), header?.buffersLost ?? 0),
		'Buffers that are missing: they were lost while Windows recorded, or overwritten, or the file was made of parts.',
	);
	if (header !== null && header.endTime === 0n)
		add(
			'trace-unclosed',
			1,
			'The session was still running when the file was copied, or ended abruptly: the newest events may be missing. Stopping the services (net stop usosvc and wuauserv) writes them.',
		);
	if (buffers.isCut) add('trace-cut', 1, 'The file ends within a buffer: it was cut, or copied while it grew. What was there was read.');
	add('trace-damaged', buffers.damaged + records.damagedBuffers, 'Buffers that are damaged; what could be read of them was read.');
	add('undecoded', undecoded + records.damagedEvents, 'Events that cannot be decoded; they are no lines of the log.');
	if (lines > 0)
		add(
			'events-skipped',
			foreign + (records.kinds[KIND.message] ?? 0),
			'Events of other programs, or without text; they are no lines of the log.',
		);
	add('trace-unsorted', late, 'Lines that came so late in the file that they do not stand where their time belongs.');
	return issues;
}

/** Numbers that are missing among those of the buffers read. */
function missingBuffers({sequence: {least, most, count}}: Pick<TraceStats, 'sequence'>): number {
	const missing = count === 0 ? 0 : most - least + 1 - count;
	return missing > 0 && missing <= MAX_GAP ? missing : 0;
}

/** Files of one session go on counting their buffers; those of two can only overlap. */
function issuesBetween(before: TraceFacts, after: TraceFacts): readonly Issue[] {
	const issues: Issue[] = [];
	const isSameSession = before.header !== null && before.header.startTime === after.header?.startTime;
	const missing = after.records.sequence.least - before.records.sequence.most - 1;
	if (isSameSession && missing > 0 && missing <= MAX_GAP) {
		issues.push(
			issue(
				'trace-gap',
				missing,
				`Buffers between ${before.name} and ${after.name} are missing: a file of the set is not there, or they were lost.`,
			),
		);
	}
	if (before.last !== null && after.first !== null && isLater(before.last, after.first)) {
		issues.push(
			issue(
				'trace-overlap',
				1,
				`${after.name} begins (${instantText(after.first)} UTC) before ${before.name} ends (${instantText(before.last)} UTC); their lines stand together, in the order of time.`,
			),
		);
	}
	return issues;
}

function isLater(one: Instant, other: Instant): boolean {
	return one.seconds > other.seconds || (one.seconds === other.seconds && one.ticks > other.ticks);
}

function issue(kind: Issue['kind'], count: number, message: string): Issue {
	return {kind, line: null, count, message};
}
