/** Events for a timeline of many machines: what Timesketch imports as CSV. */
import type {FileReport, Scan} from '../../types.js';
import {attemptWords, callerName, resultWords, serviceText} from '../../wording/labels.js';
import {integer, type Table, text} from '../../report/tables/table.js';

export interface TimelineEvent {
	readonly machine: string;
	readonly report: FileReport;
	readonly scan: number;
	readonly line: number;
	readonly time: string;
	readonly description: string;
	readonly kind: 'scan-start' | 'scan-end' | 'failure' | 'proxy-attempt' | 'certificate';
	readonly message: string;
	readonly code: string | null;
}

/** Timesketch asks for the first three by name. */
export const TIMESKETCH: Table<TimelineEvent> = [
	text('message', ({message}) => message),
	text('datetime', ({time, report}) => isoTime(time, report.log?.utcOffset ?? null)),
	text('timestamp_desc', ({description}) => description),
	text('machine', ({machine}) => machine),
	text('kind', ({kind}) => kind),
	text('code', ({code}) => code),
	integer('scan', ({scan}) => scan),
	text('file', ({report}) => (report.member === null ? report.path : `${report.path}/${report.member}`)),
	integer('line', ({line}) => line),
];

/** ISO 8601 with microseconds. Only legacy logs state their zone; the others stay without, since none is known. */
function isoTime(time: string, utcOffset: string | null): string {
	const [seconds = '', fraction = ''] = time.split('.');
	return `${seconds}.${fraction.padEnd(6, '0').slice(0, 6)}${utcOffset ?? ''}`;
}

/** The events of a scan that have a time, in the order of their lines; what has none cannot stand in a timeline. */
export function eventsOf(machine: string, report: FileReport, scan: Scan): readonly TimelineEvent[] {
	const events: TimelineEvent[] = [];
	const add = (
		at: {readonly line: number; readonly time: string | null} | null,
		kind: TimelineEvent['kind'],
		description: string,
		message: string,
		code: string | null = null,
	): void => {
		if (at?.time != null) events.push({machine, report, scan: scan.id, line: at.line, time: at.time, kind, description, message, code});
	};
	const name = `${callerName(scan)} asks ${serviceText(scan)}`;
	add(scan.start, 'scan-start', 'Scan Started', `Scan starts: ${name}${scan.server === null ? '' : ` (${scan.server.url})`}`);
	for (const attempt of scan.proxy.attempts)
		add(
			attempt,
			'proxy-attempt',
			'Proxy Attempt',
			`Proxy: ${attemptWords(attempt)}${attempt.url === null ? '' : ` (${attempt.url})`}`,
			attempt.code,
		);
	for (const entry of scan.timeline)
		if (entry.kind === 'certificate') add(entry, 'certificate', 'Certificate Checked', `Certificate: ${entry.text}`);
	for (const failure of scan.failures)
		add(
			failure,
			'failure',
			'Failure Logged',
			`${failure.component}: ${failure.message}${failure.name === null ? '' : ` (${failure.name})`}`,
			failure.code,
		);
	add(scan.end, 'scan-end', 'Scan Ended', `Scan ${resultWords(scan)}: ${name}`, scan.exitCode);
	return events.sort((a, b) => a.line - b.line);
}
