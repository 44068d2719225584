/** Defines tables with typed columns, which produce both CSV and Parquet files. */
import {plainText} from '../../wording/plain-text.js';

export type CellType = 'text' | 'integer' | 'boolean' | 'time';

export type Cell = string | number | boolean | null;

export interface Column<Row> {
	readonly name: string;
	/** `time`: a wall-clock time of a report, such as `2024-03-12T19:47:21.1234567`. */
	readonly type: CellType;
	readonly of: (row: Row) => Cell;
}

export type Table<Row> = readonly Column<Row>[];

export function text<Row>(name: string, of: (row: Row) => string | null): Column<Row> {
	return {name, type: 'text', of};
}

export function integer<Row>(name: string, of: (row: Row) => number | null): Column<Row> {
	return {name, type: 'integer', of};
}

export function flag<Row>(name: string, of: (row: Row) => boolean | null): Column<Row> {
	return {name, type: 'boolean', of};
}

export function time<Row>(name: string, of: (row: Row) => string | null): Column<Row> {
	return {name, type: 'time', of};
}

interface Part<Row, One extends Row> {
	readonly table: Table<One>;
	readonly is: (row: Row) => row is One;
}

/** One table for rows of two kinds: the columns of the first, then those that only the second has. Columns of one name are one. */
export function joinedTable<A, B>(first: Part<A | B, A>, second: Part<A | B, B>): Table<A | B> {
	const names = new Set(first.table.map(({name}) => name));
	const columns = [...first.table, ...second.table.filter(({name}) => !names.has(name))];
	return columns.map(({name, type}) => {
		const ofFirst = first.table.find((column) => column.name === name);
		const ofSecond = second.table.find((column) => column.name === name);
		return {
			name,
			type,
			of: (row) => (first.is(row) ? (ofFirst?.of(row) ?? null) : second.is(row) ? (ofSecond?.of(row) ?? null) : null),
		};
	});
}

/**
 * A spreadsheet runs a cell that begins with one of these as a formula, after blanks too; an apostrophe before it makes
 * it text (OWASP, "CSV Injection"). Where the list separator of Windows is a semicolon, as in most of Europe, Excel also
 * splits a line there, within quotes that do not begin its cell too; tabs are removed from text.
 */
const FORMULA = /(?<=^|;)(?=[\s"']{0,64}[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

export function csvCell(value: Cell): string {
	if (value === null) return '';
	if (typeof value !== 'string') return String(value);
	const safe = plainText(value).replace(FORMULA, "'");
	return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Names of the columns as a line of RFC 4180. */
export function csvHead<Row>(table: Table<Row>): string {
	return `${table.map(({name}) => csvCell(name)).join(',')}\r\n`;
}

export function csvRow<Row>(table: Table<Row>, row: Row): string {
	return `${table.map(({type, of}) => csvCell(type === 'time' ? spreadsheetTime(of(row)) : of(row))).join(',')}\r\n`;
}

const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?$/;

/** `2024-03-12 10:00:08.123`: Excel takes a time with a T, or with more than three decimals, for text. */
function spreadsheetTime(value: Cell): Cell {
	const [, seconds, fraction] = TIME.exec(String(value)) ?? [];
	return seconds === undefined ? value : `${seconds.replace('T', ' ')}${fraction === undefined ? '' : `.${fraction.slice(0, 3)}`}`;
}

/** Microseconds since 1970 of a wall-clock time, counted as if it were UTC; `null` where it is none. */
export function microseconds(value: string): bigint | null {
	const [, seconds, fraction = ''] = TIME.exec(value) ?? [];
	const milliseconds = seconds === undefined ? Number.NaN : Date.parse(`${seconds}Z`);
	return Number.isNaN(milliseconds) ? null : BigInt(milliseconds) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

/** A cell as a column of a data file holds it: typed, and text without control sequences. */
export function dataCell({type}: {readonly type: CellType}, value: Cell): string | bigint | boolean | null {
	if (value === null) return null;
	switch (type) {
		case 'text':
			return plainText(String(value));
		case 'time':
			return microseconds(String(value));
		case 'boolean':
			return value === true;
		case 'integer':
			return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null;
	}
}
