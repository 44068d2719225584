/** What a report says about the lines of its log, as the log screen takes it. */
import type {FileReport, Scan, Severity} from '../../core/index.js';
import {worseOf} from '../../core/findings/severities.js';
import {tellingFailures} from '../../core/wording/outside-failures.js';
import type {AboutLog, FailureSpan, HighlightedScan} from '../log/messages.js';

/**
 * In a log of more scans, only those that went wrong are marked, and no more of them than this: going through the
 * timelines of all would hold up the screen.
 */
const MAX_SCANS = 5000;

const marksOfFiles = new WeakMap<FileReport, ReadonlyMap<number, Severity>>();

/** Lines of timelines, of failures outside scans, and of evidence, each with the gravest that is said about it. */
function marksOf(file: FileReport): ReadonlyMap<number, Severity> {
	const before = marksOfFiles.get(file);
	if (before !== undefined) return before;
	const marks = new Map<number, Severity>();
	const add = (line: number, severity: Severity): void => {
		const old = marks.get(line);
		marks.set(line, old === undefined ? severity : worseOf(old, severity));
	};
	const isLong = file.scans.length > MAX_SCANS;
	const marked = isLong
		? file.scans.filter(({outcome, retries}) => outcome !== 'succeeded' || retries > 0).slice(0, MAX_SCANS)
		: file.scans;
	for (const {timeline} of marked) {
		for (const {line, severity} of timeline) if (severity !== 'info' || !isLong) add(line, severity);
	}
	for (const {failure} of tellingFailures(file)) for (const {line} of [failure.first, failure.last]) add(line, 'warning');
	for (const {evidence, severity} of file.findings) for (const {line} of evidence) add(line, severity);
	marksOfFiles.set(file, marks);
	return marks;
}

export function aboutLog(file: FileReport, scanId: number | null): AboutLog {
	const scan = scanId === null ? undefined : file.scans.find(({id}) => id === scanId);
	return {scan: scan === undefined ? null : linesOf(scan, file), marksOfReport: marksOf(file), outside: spansOf(file)};
}

/** Failures that have lines between their first and their last. */
function spansOf(file: FileReport): readonly FailureSpan[] {
	return tellingFailures(file).flatMap(({failure: {code, count, first, last, threads}}) =>
		count > 2 ? [{code: code.replace(/^0x/i, '').toUpperCase(), first: first.line, last: last.line, threads}] : [],
	);
}

function linesOf(scan: Scan, file: FileReport): HighlightedScan {
	return {first: scan.start?.line ?? 1, last: scan.end?.line ?? file.log?.lines ?? Number.MAX_SAFE_INTEGER, pid: scan.pid, tid: scan.tid};
}

/** The line by which a scan is found in the log. */
export function firstLineOf(scan: Scan): number {
	return (scan.start ?? scan.end)?.line ?? scan.timeline[0]?.line ?? 1;
}

const linesOfFiles = new WeakMap<FileReport, Float64Array>();

function firstLinesOf(file: FileReport): Float64Array {
	const lines = linesOfFiles.get(file) ?? Float64Array.from(file.scans, firstLineOf);
	linesOfFiles.set(file, lines);
	return lines;
}

/** The scan before or after a line, by where scans begin. */
export function adjacentScan(file: FileReport, line: number, direction: 'previous' | 'next'): Scan | null {
	const lines = firstLinesOf(file);
	let found = -1;
	lines.forEach((first, index) => {
		const best = lines[found] ?? Number.NaN;
		if (direction === 'next' ? first > line && !(first >= best) : first < line && !(first < best)) found = index;
	});
	return file.scans[found] ?? null;
}
