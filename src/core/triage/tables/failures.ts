/** One row per failure outside scans. */
import {OUTSIDE_FAILURE_COLUMNS, type ReportedFailure} from '../../report/tables/outside-failure-columns.js';
import {type Table, text} from '../../report/tables/table.js';

export interface OutsideFailureRow extends ReportedFailure {
	readonly machine: string;
}

export const OUTSIDE_FAILURES: Table<OutsideFailureRow> = [
	text('machine', ({machine}) => machine),
	text('path', ({report}) => report.path),
	text('member', ({report}) => report.member),
	...OUTSIDE_FAILURE_COLUMNS,
];
