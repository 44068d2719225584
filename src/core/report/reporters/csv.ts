/** Writes one row per scan and per failure outside scans, for spreadsheets (RFC 4180). */
import type {FileReport} from '../../types.js';
import {tellingFailures} from '../../wording/outside-failures.js';
import type {CreateReporter} from '../reporter.js';
import {OUTSIDE_FAILURE_COLUMNS, type ReportedFailure} from '../tables/outside-failure-columns.js';
import {type ReportedScan, SCAN_COLUMNS} from '../tables/scan-columns.js';
import {createCsvText} from '../tables/csv-text.js';
import {csvHead, csvRow, joinedTable, type Table, text} from '../tables/table.js';

type Row = ReportedScan | ReportedFailure;

function isScan(row: Row): row is ReportedScan {
	return 'scan' in row;
}

function isFailure(row: Row): row is ReportedFailure {
	return 'failure' in row;
}

/** Columns of scans come first, as they did before there were others. */
const COLUMNS: Table<Row> = [
	text('file', ({report: {path, member}}) => (member === null ? path : `${path}/${member}`)),
	...joinedTable<ReportedScan, ReportedFailure>({table: SCAN_COLUMNS, is: isScan}, {table: OUTSIDE_FAILURE_COLUMNS, is: isFailure}),
	text('row_type', (row) => (isScan(row) ? 'scan' : 'failure-outside-scans')),
];

function rowsOf(report: FileReport): readonly Row[] {
	return [...report.scans.map((scan) => ({report, scan})), ...tellingFailures(report).map(({failure}) => ({report, failure}))];
}

export const createCsvReporter: CreateReporter = () => {
	const text = createCsvText();
	return {
		begin: () => text.add(csvHead(COLUMNS)),
		*file(report) {
			for (const row of rowsOf(report)) yield text.add(csvRow(COLUMNS, row));
		},
		end: () => text.end(),
	};
};
