/** Tables for spreadsheets (RFC 4180), written row by row. */
import type {SelectedResult} from '../../../core/triage/selection.js';
import type {TriageResult} from '../../../core/triage/result.js';
import type {Summary} from '../../../core/triage/summary.js';
import {withInventory} from '../../../core/triage/inventory/inventory-columns.js';
import {createCsvText} from '../../../core/report/tables/csv-text.js';
import {csvHead, csvRow, type Table} from '../../../core/report/tables/table.js';
import type {CreateOutput, ResultOrigin} from './output.js';

/** The rows of a table for one result. */
export type RowsOf<Row> = (result: TriageResult, selection: SelectedResult | null, origin: ResultOrigin) => readonly Row[];

export function csvOfInputs<Row>(table: Table<Row>, rowsOf: RowsOf<Row>): CreateOutput {
	return (write, {inventory}) => {
		const columns = withInventory(table, inventory);
		const csv = createCsvText();
		// Written with what follows; empty where it is held back.
		let head = csv.add(csvHead(columns));
		const withHead = (text: string): string => {
			const whole = head + text;
			head = '';
			return whole;
		};
		return {
			addResult(result, selection, origin) {
				const text = csv.add(
					rowsOf(result, selection, origin)
						.map((row) => csvRow(columns, row))
						.join(''),
				);
				return text === '' ? undefined : write(withHead(text));
			},
			async end() {
				await write(withHead(csv.end()));
			},
		};
	};
}

export function csvOfSummary<Row>(table: Table<Row>, rowsOf: (summary: Summary) => readonly Row[]): CreateOutput {
	return (write, {inventory}) => ({
		async end(summary) {
			const columns = withInventory(table, inventory);
			const csv = createCsvText();
			await write(csv.add(csvHead(columns)));
			for (const row of rowsOf(summary)) await write(csv.add(csvRow(columns, row)));
			await write(csv.end());
		},
	});
}
