/** What `y` copies: a scan or a finding as text for a ticket. */
import type {FileReport, Finding, Scan} from '../../core/index.js';
import {totalsOf} from '../../core/report/report.js';
import {REPORTERS} from '../../core/report/reporters/index.js';

export function markdownOfScan(file: FileReport, scan: Scan): string {
	return markdownOf({
		...file,
		scans: [scan],
		findings: file.findings.filter(({scans}) => scans.includes(scan.id)),
		coverage: [],
		issues: [],
	});
}

export function markdownOfFinding(file: FileReport, finding: Finding): string {
	return markdownOf({
		...file,
		scans: file.scans.filter(({id}) => finding.scans.includes(id)),
		findings: [finding],
		coverage: [],
		issues: [],
	});
}

function markdownOf(file: FileReport): string {
	const reporter = REPORTERS.markdown.create({version: ''});
	return `${reporter.begin()}${[...reporter.file(file)].join('')}${reporter.end(totalsOf([file]))}`;
}
