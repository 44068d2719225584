/** What a report says about the lines of its log, as the log screen takes it. */
import type {FileReport, Scan, Severity} from '../../core/index.js';
import type {AboutLog, CurrentScan} from '../log/messages.js';

const RANK: Readonly<Record<Severity, number>> = {info: 0, warning: 1, error: 2};

/** In a log of more events, only failures and evidence are marked: going through all of them would hold up the screen. */
const MAX_ENTRIES = 50_000;

const known = new WeakMap<FileReport, ReadonlyMap<number, Severity>>();

/** Lines of timelines and of evidence, each with the gravest that is said about it. */
function marksOf(file: FileReport): ReadonlyMap<number, Severity> {
	const before = known.get(file);
	if (before !== undefined) return before;
	const marks = new Map<number, Severity>();
	const add = (line: number, severity: Severity): void => {
		const old = marks.get(line);
		if (old === undefined || RANK[old] < RANK[severity]) marks.set(line, severity);
	};
	const entries = file.scans.reduce((sum, {timeline}) => sum + timeline.length, 0);
	for (const {timeline} of file.scans) {
		for (const {line, severity} of timeline) if (severity !== 'info' || entries <= MAX_ENTRIES) add(line, severity);
	}
	for (const {evidence, severity} of file.findings) for (const {line} of evidence) add(line, severity);
	known.set(file, marks);
	return marks;
}

export function aboutLog(file: FileReport, scanId: number | null): AboutLog {
	const scan = scanId === null ? undefined : file.scans.find(({id}) => id === scanId);
	return {scan: scan === undefined ? null : linesOf(scan, file), marksOfReport: marksOf(file)};
}

function linesOf(scan: Scan, file: FileReport): CurrentScan {
	return {first: scan.start?.line ?? 1, last: scan.end?.line ?? file.log?.lines ?? Number.MAX_SAFE_INTEGER, pid: scan.pid, tid: scan.tid};
}

/** The line by which a scan is found in the log. */
export function firstLineOf(scan: Scan): number {
	return (scan.start ?? scan.end)?.line ?? scan.timeline[0]?.line ?? 1;
}

/** The scan before or after a line, by where scans begin. */
export function neighbourScan(file: FileReport, line: number, direction: 'previous' | 'next'): Scan | null {
	const ordered = file.scans.toSorted((one, other) => firstLineOf(one) - firstLineOf(other));
	const found = direction === 'next' ? ordered.find((scan) => firstLineOf(scan) > line) : ordered.findLast((scan) => firstLineOf(scan) < line);
	return found ?? null;
}
