/** Gives results that an earlier version wrote the fields that reports have gained since. */
import type {FileReport, Finding, TimelineEntry} from '../types.js';
import type {TriageResult} from './result.js';

/** A timeline entry as an earlier version may have written it: all that it says is in its text. */
type OlderEntry = Omit<TimelineEntry, 'detail'> & Partial<Pick<TimelineEntry, 'detail'>>;

/** Reports of earlier versions have no failures outside scans, and findings none that they are about. */
type OlderReport = Omit<FileReport, 'outsideFailures' | 'network' | 'findings'> &
	Partial<Pick<FileReport, 'outsideFailures' | 'network'>> & {
		readonly findings: readonly (Omit<Finding, 'failures'> & Partial<Pick<Finding, 'failures'>>)[];
	};

/** @returns the same result where it has all fields */
export function upgradeResult(result: TriageResult): TriageResult {
	const {report} = result;
	const isNew = hasFailures(report);
	const hasDetails = report.scans.every(({timeline}) => timeline.every(hasDetail));
	if (isNew && hasDetails) return result;
	const scans = hasDetails ? report.scans : report.scans.map((scan) => ({...scan, timeline: scan.timeline.map(withDetail)}));
	return {...result, report: {...(isNew ? report : withFailures(report)), scans}};
}

function hasDetail(entry: OlderEntry): boolean {
	return entry.detail !== undefined;
}

function withDetail(entry: OlderEntry): TimelineEntry {
	return {...entry, detail: entry.detail ?? {type: 'note'}};
}

function hasFailures({outsideFailures, network, findings}: OlderReport): boolean {
	return outsideFailures !== undefined && network !== undefined && findings.every(({failures}) => failures !== undefined);
}

function withFailures({outsideFailures = [], network = [], findings, ...report}: OlderReport): FileReport {
	return {...report, outsideFailures, network, findings: findings.map(({failures = [], ...finding}) => ({...finding, failures}))};
}
