/** Gives results that an earlier version wrote the fields that reports have gained since. */
import type {FileReport, TimelineEntry} from '../types.js';
import type {TriageResult} from './result.js';

/** A timeline entry as an earlier version may have written it: all that it says is in its text. */
type OlderEntry = Omit<TimelineEntry, 'detail'> & Partial<Pick<TimelineEntry, 'detail'>>;

/** @returns the same result where it has all fields */
export function upgradeResult(result: TriageResult): TriageResult {
	const {report} = result;
	const {neighbor = null}: Partial<Pick<FileReport, 'neighbor'>> = report;
	if (report.neighbor === neighbor && report.scans.every(({timeline}) => timeline.every(hasDetail))) return result;
	const scans = report.scans.map((scan) => ({...scan, timeline: scan.timeline.map(withDetail)}));
	return {...result, report: {...report, scans, neighbor}};
}

function hasDetail(entry: OlderEntry): boolean {
	return entry.detail !== undefined;
}

function withDetail(entry: OlderEntry): TimelineEntry {
	return {...entry, detail: entry.detail ?? {type: 'note'}};
}
