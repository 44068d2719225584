/** A scan or a finding by itself, as text for a ticket. */
import type {FileReport, Finding, Scan} from '../types.js';
import {totalsOf} from './report.js';
import {REPORTERS} from './reporters/index.js';

/** The report with nothing but a scan and the findings about it. */
export function excerptOfScan(file: FileReport, scan: Scan): FileReport {
	const findings = file.findings.filter(({scans}) => scans.includes(scan.id));
	return {...file, scans: [scan], findings, coverage: [], issues: []};
}

/** The report with nothing but a finding and the scans that it is about. */
export function excerptOfFinding(file: FileReport, finding: Finding): FileReport {
	const scans = file.scans.filter(({id}) => finding.scans.includes(id));
	return {...file, scans, findings: [finding], coverage: [], issues: []};
}

export function markdownOfScan(file: FileReport, scan: Scan): string {
	return markdownOf(excerptOfScan(file, scan));
}

export function markdownOfFinding(file: FileReport, finding: Finding): string {
	return markdownOf(excerptOfFinding(file, finding));
}

function markdownOf(file: FileReport): string {
	const reporter = REPORTERS.markdown.create({version: ''});
	return `${reporter.begin()}${[...reporter.file(file)].join('')}${reporter.end(totalsOf([file]))}`;
}
