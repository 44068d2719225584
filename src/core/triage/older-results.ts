/** Gives results that an earlier version wrote the fields that reports have gained since. */
import type {DeviceSettings, TimelineEntry} from '../types.js';
import type {TriageResult} from './result.js';

/** A timeline entry as an earlier version may have written it: all that it says is in its text. */
type OlderEntry = Omit<TimelineEntry, 'detail'> & Partial<Pick<TimelineEntry, 'detail'>>;

/** @returns the same result where it has all fields */
export function upgradeResult(result: TriageResult): TriageResult {
	const {report} = result;
	const context = withUserProxy(report.context);
	if (context === report.context && report.scans.every(({timeline}) => timeline.every(hasDetail))) return result;
	const scans = report.scans.map((scan) => ({...scan, timeline: scan.timeline.map(withDetail)}));
	return {...result, report: {...report, context, scans}};
}

/** Settings as an earlier version may have written them. */
type OlderSettings = Omit<DeviceSettings, 'userProxy'> & Partial<Pick<DeviceSettings, 'userProxy'>>;

function withUserProxy(context: OlderSettings | null): DeviceSettings | null {
	if (context === null) return null;
	return hasUserProxy(context) ? context : {...context, userProxy: null};
}

function hasUserProxy(context: OlderSettings): context is DeviceSettings {
	return context.userProxy !== undefined;
}

function hasDetail(entry: OlderEntry): boolean {
	return entry.detail !== undefined;
}

function withDetail(entry: OlderEntry): TimelineEntry {
	return {...entry, detail: entry.detail ?? {type: 'note'}};
}
