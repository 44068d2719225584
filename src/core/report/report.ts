/** Combines file reports into one Report with totals. */
import {type FileReport, REPORT_SCHEMA, type Report, type Totals} from '../types.js';

/** @param version of the program that created the file reports */
export function createReport(files: readonly FileReport[], version: string): Report {
	return {schema: REPORT_SCHEMA, tool: {name: 'wulens', version}, files, totals: totalsOf(files)};
}

export function totalsOf(files: readonly FileReport[]): Totals {
	const totals = {
		files: 0,
		analyzed: 0,
		skipped: 0,
		failed: 0,
		scans: 0,
		online: 0,
		succeeded: 0,
		failedScans: 0,
		cancelled: 0,
		unknown: 0,
	};
	const findings: Record<string, number> = {};
	for (const file of files) {
		totals.files++;
		totals[file.status]++;
		for (const scan of file.scans) {
			totals.scans++;
			if (scan.online === true) totals.online++;
			if (scan.outcome === 'failed') totals.failedScans++;
			else totals[scan.outcome]++;
		}
		for (const finding of file.findings) findings[finding.rule] = (findings[finding.rule] ?? 0) + 1;
	}
	return {...totals, findings};
}
