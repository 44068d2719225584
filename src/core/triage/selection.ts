/** The part of a result that an answer is about, and the filter that leaves nothing out. */
import type {FileReport, Finding, OutsideFailure, Scan} from '../types.js';
import {tellingFailures} from '../wording/outside-failures.js';
import type {Machine, TriageResult} from './result.js';
import type {Level} from './summary.js';

/** The part of a result that the filter selects. */
export interface SelectedResult {
	readonly machine: Machine;
	readonly report: FileReport;
	readonly scans: readonly Scan[];
	readonly findings: readonly Finding[];
	/** Failures outside scans, of consequence. */
	readonly failures: readonly OutsideFailure[];
	/** Verdict on this part. */
	readonly level: Level;
}

export interface Filter {
	readonly since: string | null;
	readonly until: string | null;
	readonly where: readonly string[];
	/**
	 * @param original the result with its names, where they are redacted: the filter asks for those
	 * @returns `null`: the filter leaves nothing of the result
	 */
	select(result: TriageResult, original?: TriageResult): SelectedResult | null;
	/** Whether what it asks of machines holds for this one, with or without a log. */
	selectsMachine(name: string): boolean;
	/** Whether a scan is kept because its year is of another calendar. */
	hasOtherCalendar(scan: Scan): boolean;
	/** Whether a scan is excluded because it has no time. */
	lacksTime(scan: Scan): boolean;
}

/** All of a result. */
export function selectAll({machine, report}: TriageResult): SelectedResult {
	return {
		machine,
		report,
		scans: report.scans,
		findings: report.findings,
		failures: tellingFailures(report).map(({failure}) => failure),
		level: report.verdict.level,
	};
}

/** What createFilter makes of no options. */
export const NO_FILTER: Filter = {
	since: null,
	until: null,
	where: [],
	select: (result) => selectAll(result),
	selectsMachine: () => true,
	hasOtherCalendar: () => false,
	lacksTime: () => false,
};

/** The time of a scan: its start, or its end where the log begins mid-scan. */
export function timeOf(scan: Scan): string | null {
	return scan.start?.time ?? scan.end?.time ?? null;
}
