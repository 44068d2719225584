/** Events for a timeline of many machines: what Timesketch imports as CSV. */
import type {FileReport, OutsideFailure, Scan} from '../../types.js';
import {outsideFailureText, outsideKindTitle, outsideServerText} from '../../wording/outside-failures.js';
import {attemptWords, callerName, resultWords, serviceText} from '../../wording/labels.js';
import {integer, type Table, text} from '../../report/tables/table.js';

/** What Timesketch shows as the type of an event. */
const DESCRIPTIONS = {
	'scan-start': 'Scan Started',
	'scan-end': 'Scan Ended',
	failure: 'Failure Logged',
	'outside-failure': 'Failure Outside Scans',
	recovered: 'Worked Again',
	'proxy-attempt': 'Proxy Attempt',
	certificate: 'Certificate Checked',
} as const;

export interface TimelineEvent {
	readonly machine: string;
	readonly report: FileReport;
	/** `null`: outside scans. */
	readonly scan: number | null;
	readonly line: number;
	readonly time: string;
	readonly kind: keyof typeof DESCRIPTIONS;
	readonly message: string;
	readonly code: string | null;
}

/** Timesketch requires the first three. */
export const TIMESKETCH: Table<TimelineEvent> = [
	text('message', ({message}) => message),
	text('datetime', ({time, report}) => isoTime(time, report.log?.utcOffset ?? null)),
	text('timestamp_desc', ({kind}) => DESCRIPTIONS[kind]),
	text('machine', ({machine}) => machine),
	text('kind', ({kind}) => kind),
	text('code', ({code}) => code),
	integer('scan', ({scan}) => scan),
	text('file', ({report}) => (report.member === null ? report.path : `${report.path}/${report.member}`)),
	integer('line', ({line}) => line),
];

/** ISO 8601 with microseconds; with a time zone only where the log states it, as legacy logs do. */
function isoTime(time: string, utcOffset: string | null): string {
	const [seconds = '', fraction = ''] = time.split('.');
	return `${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}${utcOffset ?? ''}`;
}

/** The events of a scan that have a time, in line order; without a time they have no place in a timeline. */
export function eventsOf(machine: string, report: FileReport, scan: Scan): readonly TimelineEvent[] {
	const events: TimelineEvent[] = [];
	const add = (
		at: {readonly line: number; readonly time: string | null} | null,
		kind: TimelineEvent['kind'],
		message: string,
		code: string | null = null,
	): void => {
		if (at?.time != null) events.push({machine, report, scan: scan.id, line: at.line, time: at.time, kind, message, code});
	};
	const name = `${callerName(scan)} asks ${serviceText(scan)}`;
	add(scan.start, 'scan-start', `Scan starts: ${name}${scan.server === null ? '' : ` (${scan.server.url})`}`);
	for (const attempt of scan.proxy.attempts)
		add(attempt, 'proxy-attempt', `Proxy: ${attemptWords(attempt)}${attempt.url === null ? '' : ` (${attempt.url})`}`, attempt.code);
	for (const entry of scan.timeline) if (entry.kind === 'certificate') add(entry, 'certificate', `Certificate: ${entry.text}`);
	for (const failure of scan.failures)
		add(failure, 'failure', `${failure.component}: ${failure.message}${failure.name === null ? '' : ` (${failure.name})`}`, failure.code);
	add(scan.end, 'scan-end', `Scan ${resultWords(scan)}: ${name}`, scan.exitCode);
	return events.sort((a, b) => a.line - b.line);
}

/** The first and the last line of a failure outside scans, and when it worked again, as far as they have times. */
export function outsideEventsOf(machine: string, report: FileReport, failure: OutsideFailure): readonly TimelineEvent[] {
	const {first, last, recovered, code} = failure;
	const server = outsideServerText(failure);
	const moments = [
		{at: first, kind: 'outside-failure', message: outsideFailureText(failure), code},
		...(last.line === first.line ? [] : [{at: last, kind: 'outside-failure', message: outsideFailureText(failure), code} as const]),
		...(recovered === null
			? []
			: [
					{
						at: recovered,
						kind: 'recovered',
						message: `${outsideKindTitle(failure)}${server === '' ? '' : ` at ${server}`} works again`,
						code: null,
					} as const,
				]),
	] as const;
	return moments.flatMap(({at, ...event}) =>
		at.time === null ? [] : [{machine, report, scan: null, line: at.line, time: at.time, ...event}],
	);
}
