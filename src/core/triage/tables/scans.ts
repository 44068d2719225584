/** One row per scan. */
import {type ReportedScan, SCAN_COLUMNS} from '../../report/tables/scan-columns.js';
import {type Table, text} from '../../report/tables/table.js';

export interface ScanRow extends ReportedScan {
	readonly machine: string;
}

export const SCANS: Table<ScanRow> = [
	text('machine', ({machine}) => machine),
	text('path', ({report}) => report.path),
	text('member', ({report}) => report.member),
	...SCAN_COLUMNS,
];
