/** One row per file, whether it was analyzed, skipped or failed, and whatever the filter. */
import {integer, type Table, text} from '../../report/tables/table.js';
import {unreadLines} from '../../wording/unread-lines.js';
import {filesOf, type ReportedFile} from '../files-of.js';
import type {Overlap} from '../repeated.js';
import type {TriageResult} from '../result.js';
import {fileName} from '../../wording/labels.js';

export interface LedgerRow extends ReportedFile {
	/** With all of its scans, also those that count in another file. */
	readonly result: TriageResult;
	readonly overlap: Overlap | null;
	readonly isFirst: boolean;
}

/**
 * Scans that count in another file, and that one, are columns of their own. Scans, findings and verdict of a
 * set of traces are in the row of its first file.
 */
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
	integer('scans', ({result, overlap, isFirst}) => (isFirst ? result.report.scans.length - (overlap?.scans.size ?? 0) : null)),
	integer('scans_of_overlap', ({overlap, isFirst}) => (isFirst ? (overlap?.scans.size ?? 0) : null)),
	text('overlaps_with', ({overlap, isFirst}) => (isFirst && overlap !== null ? fileName(overlap) : null)),
	integer('findings', ({result, isFirst}) => (isFirst ? result.report.findings.length : null)),
	text('verdict', ({result, isFirst}) => (isFirst ? result.report.verdict.level : null)),
	text('verdict_text', ({result, isFirst}) => (isFirst ? result.report.verdict.text : null)),
];

/** @param result with all of its scans; whoever knows what of it counts elsewhere adds that */
export function ledgerRows(result: TriageResult): readonly LedgerRow[] {
	return filesOf(result.report).map((file, index) => ({...file, result, overlap: null, isFirst: index === 0}));
}
