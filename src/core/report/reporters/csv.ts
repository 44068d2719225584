/** Writes one row per scan and per failure outside scans, or one per file without either, for spreadsheets (RFC 4180). */
import type {FileReport} from '../../types.js';
import {tellingFailures} from '../../wording/outside-failures.js';
import type {CreateReporter} from '../reporter.js';
import {OUTSIDE_FAILURE_COLUMNS, type ReportedFailure} from '../tables/outside-failure-columns.js';
import {type ReportedScan, SCAN_COLUMNS} from '../tables/scan-columns.js';
import {createCsvText} from '../tables/csv-text.js';
import {type Column, csvHead, csvRow, joinedTable, type Table, text} from '../tables/table.js';
import {unreadLines} from '../../wording/unread-lines.js';

/** A file without scans and failures: it is told, and what was not read of it. */
interface ReportedFile {
	readonly report: FileReport;
}

type Row = ReportedScan | ReportedFailure | ReportedFile;

function isScan(row: Row): row is ReportedScan {
	return 'scan' in row;
}

function isFailure(row: Row): row is ReportedFailure {
	return 'failure' in row;
}

/** The columns that a file without scans and failures has. */
const FILE_CELLS: Readonly<Record<string, (report: FileReport) => string | number | null>> = {
	client_version: ({log}) => log?.clientVersions.at(-1) ?? null,
	windows_build: ({log}) => log?.windowsBuilds.at(-1) ?? null,
	unread_lines: (report) => unreadLines(report).count,
	first_unread_line: (report) => unreadLines(report).firstLine,
};

/** Columns of scans come first, as they did before there were others. */
const COLUMNS: Table<Row> = [
	text('file', ({report: {path, member}}) => (member === null ? path : `${path}/${member}`)),
	...joinedTable<ReportedScan, ReportedFailure>({table: SCAN_COLUMNS, is: isScan}, {table: OUTSIDE_FAILURE_COLUMNS, is: isFailure}).map(
		({name, type, of}): Column<Row> => ({
			name,
			type,
			of: (row) => (isScan(row) || isFailure(row) ? of(row) : (FILE_CELLS[name]?.(row.report) ?? null)),
		}),
	),
	text('row_type', (row) => (isScan(row) ? 'scan' : isFailure(row) ? 'failure-outside-scans' : 'file')),
];

function rowsOf(report: FileReport): readonly Row[] {
	const rows = [...report.scans.map((scan) => ({report, scan})), ...tellingFailures(report).map(({failure}) => ({report, failure}))];
	return rows.length === 0 ? [{report}] : rows;
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
