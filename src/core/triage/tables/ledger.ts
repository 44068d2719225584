/** One row per file, whether it was analyzed, skipped or failed, and whatever the filter. */
import {integer, type Table, text} from '../../report/tables/table.js';
import {unreadLines} from '../../wording/unread-lines.js';
import {filesOf, type ReportedFile} from '../files-of.js';
import type {TriageResult} from '../result.js';

export interface LedgerRow extends ReportedFile {
	readonly result: TriageResult;
	readonly isFirst: boolean;
}

/** Scans, findings and verdict of a set of traces are in the row of its first file. */
export const LEDGER: Table<LedgerRow> = [
	text('path', ({path}) => path),
	text('member', ({member}) => member),
	text('set', ({set}) => set),
	text('machine', ({result}) => result.machine.name),
	text('machine_source', ({result}) => result.machine.source),
	text('status', ({status}) => status),
	text('reason', ({reason}) => reason),
	integer('bytes', ({bytes}) => bytes),
	integer('lines', ({lines}) => lines),
	integer('unread_lines', ({result, isFirst}) => (isFirst ? unreadLines(result.report).count : null)),
	integer('first_unread_line', ({result, isFirst}) => (isFirst ? unreadLines(result.report).firstLine : null)),
	integer('scans', ({result, isFirst}) => (isFirst ? result.report.scans.length : null)),
	integer('findings', ({result, isFirst}) => (isFirst ? result.report.findings.length : null)),
	text('verdict', ({result, isFirst}) => (isFirst ? result.report.verdict.level : null)),
	text('verdict_text', ({result, isFirst}) => (isFirst ? result.report.verdict.text : null)),
];

export function ledgerRows(result: TriageResult): readonly LedgerRow[] {
	return filesOf(result.report).map((file, index) => ({...file, result, isFirst: index === 0}));
}
