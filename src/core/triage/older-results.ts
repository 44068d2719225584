/** Gives results that an earlier version wrote the fields that reports have gained since. */
import type {FileReport, Finding, TimelineEntry} from '../types.js';
import type {TriageResult} from './result.js';

/** A timeline entry as an earlier version may have written it: all that it says is in its text. */
type OlderEntry = Omit<TimelineEntry, 'detail'> & Partial<Pick<TimelineEntry, 'detail'>>;

/** @returns the same result where it has all fields */
export function upgradeResult(result: TriageResult): TriageResult {
	const report = withOutside(result.report);
	if (report === result.report && report.scans.every(({timeline}) => timeline.every(hasDetail))) return result;
	const scans = report.scans.map((scan) => ({...scan, timeline: scan.timeline.map(withDetail)}));
	return {...result, report: {...report, scans}};
}

/** A report as an earlier version may have written it, without failures outside scans. */
type OlderReport = Omit<FileReport, 'outsideFailures' | 'network' | 'findings'> &
	Partial<Pick<FileReport, 'outsideFailures' | 'network'>> & {readonly findings: readonly (Omit<Finding, 'failures'> & Partial<Finding>)[]};

function withOutside(report: FileReport): FileReport {
	const older: OlderReport = report;
	if (older.outsideFailures !== undefined && older.network !== undefined && older.findings.every(({failures}) => failures !== undefined))
		return report;
	return {
		...older,
		outsideFailures: older.outsideFailures ?? [],
		network: older.network ?? [],
		findings: older.findings.map((finding) => ({...finding, failures: finding.failures ?? []})),
	};
}

function hasDetail(entry: OlderEntry): boolean {
	return entry.detail !== undefined;
}

function withDetail(entry: OlderEntry): TimelineEntry {
	return {...entry, detail: entry.detail ?? {type: 'note'}};
}
