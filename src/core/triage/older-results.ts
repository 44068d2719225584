/** Gives results that an earlier version wrote the fields that reports have gained since. */
import type {DeviceSettings, FileReport, Finding, TimelineEntry} from '../types.js';
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
	const {neighbor = null}: Partial<Pick<FileReport, 'neighbor'>> = report;
	const context = withAllSettings(report.context);
	const isNew = hasFailures(report) && report.neighbor === neighbor && context === report.context;
	const hasDetails = report.scans.every(({timeline}) => timeline.every(hasDetail));
	if (isNew && hasDetails) return result;
	const scans = hasDetails ? report.scans : report.scans.map((scan) => ({...scan, timeline: scan.timeline.map(withDetail)}));
	return {...result, report: {...(hasFailures(report) ? report : withFailures(report)), scans, neighbor, context}};
}

type NewSettings = 'userProxy' | 'sourcePolicies';
/** Settings as an earlier version may have written them. */
type OlderSettings = Omit<DeviceSettings, NewSettings> & Partial<Pick<DeviceSettings, NewSettings>>;

function withAllSettings(context: OlderSettings | null): DeviceSettings | null {
	if (context === null) return null;
	return hasAllSettings(context)
		? context
		: {...context, userProxy: context.userProxy ?? null, sourcePolicies: context.sourcePolicies ?? null};
}

function hasAllSettings(context: OlderSettings): context is DeviceSettings {
	return context.userProxy !== undefined && context.sourcePolicies !== undefined;
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
