/** What was lost while a trace was recorded or cannot be read of it, as issues of the report. */
import {issues, TRACE_ISSUES} from '../issues.js';
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
	const all: Issue[] = [];
	if (files.length > 1) all.push(...setIssue(files));
	for (const file of files) all.push(...issuesOfFile(file));
	files.forEach((file, index) => {
		const before = files.slice(0, index).findLast(({lines}) => lines > 0);
		if (before !== undefined && file.lines > 0) all.push(...issuesBetween(before, file));
	});
	return all;
}

function setIssue(files: readonly TraceFacts[]): readonly Issue[] {
	const names = files.map(({name}) => name ?? '');
	const shown =
		names.length > MAX_NAMES ? [...names.slice(0, MAX_NAMES - 1), `… (${names.length - MAX_NAMES} more)`, names.at(-1) ?? ''] : names;
	return issues(TRACE_ISSUES.set, files.length, null, shown.join(', '));
}

function issuesOfFile({name, header, buffers, records, foreign, undecoded, late, lines}: TraceFacts): readonly Issue[] {
	const missing = missingBuffers(records);
	const lost = header?.eventsLost ?? 0;
	const isUnclosed = header !== null && header.endTime === 0n;
	const skipped = lines > 0 ? foreign + (records.kinds[KIND.message] ?? 0) : 0;
	const found = [
		...issues(TRACE_ISSUES.noHeader, header === null ? 1 : 0, null),
		...issues(TRACE_ISSUES.eventsLost, lost, null, missing > 0),
		...issues(TRACE_ISSUES.lossMarks, lost === 0 ? buffers.lossMarks : 0, null),
		...issues(TRACE_ISSUES.missingBuffers, Math.max(missing, header?.buffersLost ?? 0), null),
		...issues(TRACE_ISSUES.unclosed, isUnclosed ? 1 : 0, null),
		...issues(TRACE_ISSUES.cut, buffers.isCut ? 1 : 0, null),
		...issues(TRACE_ISSUES.damagedBuffers, buffers.damaged + records.damagedBuffers, null),
		...issues(TRACE_ISSUES.undecoded, undecoded + records.damagedEvents, null),
		...issues(TRACE_ISSUES.skipped, skipped, null),
		...issues(TRACE_ISSUES.unsorted, late, null),
	];
	return name === null ? found : found.map((issue) => ({...issue, message: `${name}: ${issue.message}`}));
}

/** Numbers that are missing among those of the buffers read. */
function missingBuffers({sequence: {least, most, count}}: Pick<TraceStats, 'sequence'>): number {
	const missing = count === 0 ? 0 : most - least + 1 - count;
	return missing > 0 && missing <= MAX_GAP ? missing : 0;
}

/** Files of one session go on counting their buffers; those of two can only overlap. */
function issuesBetween(before: TraceFacts, after: TraceFacts): readonly Issue[] {
	const isSameSession = before.header !== null && before.header.startTime === after.header?.startTime;
	const missing = after.records.sequence.least - before.records.sequence.most - 1;
	const isGap = isSameSession && missing > 0 && missing <= MAX_GAP;
	const [beforeName, afterName] = [String(before.name), String(after.name)];
	const gap = issues(TRACE_ISSUES.gapBetween, isGap ? missing : 0, null, beforeName, afterName);
	if (before.last === null || after.first === null || !isLater(before.last, after.first)) return gap;
	const [begins, ends] = [instantText(after.first), instantText(before.last)];
	return [...gap, ...issues(TRACE_ISSUES.overlap, 1, null, afterName, begins, beforeName, ends)];
}

function isLater(one: Instant, other: Instant): boolean {
	return one.seconds > other.seconds || (one.seconds === other.seconds && one.ticks > other.ticks);
}
