/** The rows of a query as text. */
import {csvCell} from '../core/report/tables/table.js';
import {createCsvText} from '../core/report/tables/csv-text.js';
import {pad, widthOf} from '../core/wording/cells.js';
import {plainJson, plainText} from '../core/wording/plain-text.js';
import type {QueryRows, QueryValue} from '../node/query/database.js';

type Pieces = (rows: QueryRows) => AsyncGenerator<string>;

const GAP = '  ';

/** Parquet is written by DuckDB. */
export const TEXT_FORMATS: Readonly<Record<'table' | 'csv' | 'json' | 'ndjson', Pieces>> = {
	/** Columns are as wide as the first rows need; longer cells are never cut. */
	async *table({columns, batches}) {
		const names = columns.map(plainText);
		let widths: readonly number[] | null = null;
		let isNumber: readonly boolean[] = [];
		const line = (cells: readonly string[]): string =>
			`${cells.map((cell, index) => align(cell, widths?.[index] ?? 0, isNumber[index] === true)).join(GAP)}`.trimEnd();
		const head = (): string => `${line(names)}\n${(widths ?? []).map((width) => '-'.repeat(width)).join(GAP)}\n`;
		for await (const rows of batches()) {
			const cells = rows.map((row) => row.map((value) => plainText(cellText(value))));
			if (widths === null) {
				widths = names.map((name, index) => Math.max(widthOf(name), ...cells.map((row) => widthOf(row[index] ?? ''))));
				isNumber = names.map((_, index) => rows.every((row) => row[index] === null || typeof row[index] === 'number'));
				yield head();
			}
			yield cells.map((row) => `${line(row)}\n`).join('');
		}
		if (widths !== null) return;
		widths = names.map(widthOf);
		yield head();
	},
	async *csv({columns, batches}) {
		const csv = createCsvText();
		const line = (cells: readonly (string | number | boolean | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`;
		yield csv.add(line(columns));
		for await (const rows of batches()) yield csv.add(rows.map((row) => line(row.map(csvValue))).join(''));
		yield csv.end();
	},
	async *json({columns, batches}) {
		let isFirst = true;
		for await (const rows of batches()) {
			for (const row of rows) {
				yield `${isFirst ? '[' : ','}\n${jsonObject(columns, row)}`;
				isFirst = false;
			}
		}
		yield isFirst ? '[]\n' : '\n]\n';
	},
	async *ndjson({columns, batches}) {
		for await (const rows of batches()) yield rows.map((row) => `${jsonObject(columns, row)}\n`).join('');
	},
};

/** What --reporter takes. */
export const QUERY_FORMATS = {
	table: {help: 'columns for reading'},
	csv: {help: 'for spreadsheets'},
	json: {help: 'one array of objects'},
	ndjson: {help: 'one object per line'},
	parquet: {help: 'for DuckDB and similar tools; requires --out'},
} as const;

function align(text: string, width: number, isNumber: boolean): string {
	return isNumber ? `${' '.repeat(Math.max(0, width - widthOf(text)))}${text}` : pad(text, width);
}

function cellText(value: QueryValue): string {
	return value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function csvValue(value: QueryValue): string | number | boolean | null {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function jsonObject(columns: readonly string[], row: readonly QueryValue[]): string {
	return plainJson(JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]))));
}
