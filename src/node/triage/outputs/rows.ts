/** The rows of each table for one result. */
import type {AttemptRow} from '../../../core/triage/tables/attempts.js';
import {type LedgerRow, ledgerRows} from '../../../core/triage/tables/ledger.js';
import type {SelectedResult} from '../../../core/triage/selection.js';
import type {FindingRow} from '../../../core/triage/tables/findings.js';
import type {ScanRow} from '../../../core/triage/tables/scans.js';
import type {OutsideFailureRow} from '../../../core/triage/tables/failures.js';
import {eventsOf, outsideEventsOf, type TimelineEvent} from '../../../core/triage/tables/timesketch.js';
import type {TriageResult} from '../../../core/triage/result.js';
import type {ResultOrigin} from './output.js';

export function scanRows({machine, report}: TriageResult, selection: SelectedResult | null): readonly ScanRow[] {
	return selection?.scans.map((scan) => ({machine: machine.name, report, scan})) ?? [];
}

export function attemptRows({machine, report}: TriageResult, selection: SelectedResult | null): readonly AttemptRow[] {
	const scans = selection?.scans ?? [];
	return scans.flatMap((scan) =>
		scan.proxy.attempts.map((attempt, index) => ({machine: machine.name, report, scan, attempt, number: index + 1})),
	);
}

export function findingRows({machine, report}: TriageResult, selection: SelectedResult | null): readonly FindingRow[] {
	return selection?.findings.map((finding) => ({machine: machine.name, report, finding, scans: selection.scans})) ?? [];
}

export function failureRows({machine, report}: TriageResult, selection: SelectedResult | null): readonly OutsideFailureRow[] {
	return selection?.failures.map((failure) => ({machine: machine.name, report, failure})) ?? [];
}

export function fileRows(_: TriageResult, __: SelectedResult | null, {whole, overlap}: ResultOrigin): readonly LedgerRow[] {
	return ledgerRows(whole).map((row) => ({...row, overlap}));
}

export function eventRows({machine, report}: TriageResult, selection: SelectedResult | null): readonly TimelineEvent[] {
	if (selection === null) return [];
	return [
		...selection.scans.flatMap((scan) => eventsOf(machine.name, report, scan)),
		...selection.failures.flatMap((failure) => outsideEventsOf(machine.name, report, failure)),
	];
}
