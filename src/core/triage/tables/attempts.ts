/** One row per proxy attempt of a scan, in the order of the log. */
import type {FileReport, ProxyAttempt, Scan} from '../../types.js';
import {flag, integer, type Table, text, time} from '../../report/tables/table.js';

export interface AttemptRow {
	readonly machine: string;
	readonly report: FileReport;
	readonly scan: Scan;
	readonly attempt: ProxyAttempt;
	/** Within the scan, from 1. */
	readonly number: number;
}

/** `scan` is that of the table of scans, within the same path and member. */
export const ATTEMPTS: Table<AttemptRow> = [
	text('machine', ({machine}) => machine),
	text('path', ({report}) => report.path),
	text('member', ({report}) => report.member),
	integer('scan', ({scan}) => scan.id),
	integer('attempt', ({number}) => number),
	time('time', ({attempt}) => attempt.time),
	text('via', ({attempt}) => attempt.via),
	text('proxy', ({attempt}) => attempt.proxy),
	text('bypass', ({attempt}) => attempt.bypass),
	text('url', ({attempt}) => attempt.url),
	flag('impersonation', ({attempt}) => attempt.impersonation),
	text('outcome', ({attempt}) => attempt.outcome),
	text('code', ({attempt}) => attempt.code),
	integer('line', ({attempt}) => attempt.line),
];
