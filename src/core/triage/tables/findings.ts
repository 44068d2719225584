/** One row per finding, with its scans and the fix. */
import type {FileReport, Finding, Scan, Step} from '../../types.js';
import {earlier, later} from '../compare.js';
import {timeOf} from '../selection.js';
import {integer, type Table, text, time} from '../../report/tables/table.js';

export interface FindingRow {
	readonly machine: string;
	readonly report: FileReport;
	readonly finding: Finding;
	/** Scans of the log that the filter selects. */
	readonly scans: readonly Scan[];
}

export const FINDINGS: Table<FindingRow> = [
	text('machine', ({machine}) => machine),
	text('path', ({report}) => report.path),
	text('member', ({report}) => report.member),
	text('rule', ({finding}) => finding.rule),
	text('severity', ({finding}) => finding.severity),
	text('title', ({finding}) => finding.title),
	text('explanation', ({finding}) => finding.explanation),
	time('first_seen', (row) => timesOf(row).reduce(earlier, null)),
	time('last_seen', (row) => timesOf(row).reduce(later, null)),
	integer('scan_count', ({finding}) => finding.scans.length),
	text('scans', ({finding}) => finding.scans.join('; ')),
	integer('line', ({finding}) => finding.evidence[0]?.line ?? null),
	text('evidence', ({finding}) => finding.evidence[0]?.text ?? null),
	text('check', ({finding}) => stepText(finding.steps.find(({changes}) => !changes))),
	text('fix', ({finding}) => stepText(finding.steps.find(({changes}) => changes))),
];

function timesOf({finding, scans, report}: FindingRow): readonly (string | null)[] {
	if (finding.scans.length === 0) return [report.log?.firstTime ?? null, report.log?.lastTime ?? null];
	const named = new Set(finding.scans);
	return scans.filter(({id}) => named.has(id)).map(timeOf);
}

function stepText(step: Step | undefined): string | null {
	return step === undefined ? null : step.command === null ? step.text : `${step.text} ${step.command}`;
}
