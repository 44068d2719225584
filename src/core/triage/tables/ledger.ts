/** One row an input, whatever became of it and whatever was asked for. */
import type {TriageResult} from '../result.js';
import {integer, type Table, text} from '../../report/tables/table.js';

export const LEDGER: Table<TriageResult> = [
	text('path', ({report}) => report.path),
	text('member', ({report}) => report.member),
	text('machine', ({machine}) => machine.name),
	text('machine_source', ({machine}) => machine.source),
	text('status', ({report}) => report.status),
	text('reason', ({report}) => report.reason),
	integer('bytes', ({report}) => report.bytes),
	integer('lines', ({report}) => report.log?.lines ?? null),
	integer('scans', ({report}) => report.scans.length),
	integer('findings', ({report}) => report.findings.length),
	text('verdict', ({report}) => report.verdict.level),
	text('verdict_text', ({report}) => report.verdict.text),
];
