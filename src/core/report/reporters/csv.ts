/** Writes one row per scan, for spreadsheets (RFC 4180). */
import type {CreateReporter} from '../reporter.js';
import {type ReportedScan, SCAN_COLUMNS} from '../tables/scan-columns.js';
import {csvHead, csvRow, type Table, text} from '../tables/table.js';

const COLUMNS: Table<ReportedScan> = [
	text('file', ({report: {path, member}}) => (member === null ? path : `${path}/${member}`)),
	...SCAN_COLUMNS,
];

export const createCsvReporter: CreateReporter = () => ({
	begin: () => csvHead(COLUMNS),
	*file(report) {
		for (const scan of report.scans) yield csvRow(COLUMNS, {report, scan});
	},
	end: () => '',
});
