/** Tables for spreadsheets (RFC 4180), written row by row. */
import type {SelectedResult} from '../../../core/triage/filter.js';
import type {TriageResult} from '../../../core/triage/result.js';
import type {Summary} from '../../../core/triage/summary.js';
import {csvHead, csvRow, type Table} from '../../../core/report/tables/table.js';
import type {CreateOutput} from './output.js';

/** The rows of a table for one result. */
export type RowsOf<Row> = (result: TriageResult, selection: SelectedResult | null) => readonly Row[];

export function csvOfInputs<Row>(table: Table<Row>, rowsOf: RowsOf<Row>): CreateOutput {
	return (write) => {
		let head = csvHead(table);
		return {
			addResult(result, selection) {
				const text =
					head +
					rowsOf(result, selection)
						.map((row) => csvRow(table, row))
						.join('');
				head = '';
				return text === '' ? undefined : write(text);
			},
			async end() {
				await write(head);
			},
		};
	};
}

export function csvOfSummary<Row>(table: Table<Row>, rowsOf: (summary: Summary) => readonly Row[]): CreateOutput {
	return (write) => ({
		async end(summary) {
			await write(csvHead(table));
			for (const row of rowsOf(summary)) await write(csvRow(table, row));
		},
	});
}
