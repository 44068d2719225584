/** Tables for DuckDB and similar tools: Parquet, written one group of rows at a time, so that memory holds one group. */
import {ByteWriter, ParquetWriter, type SchemaElement, type Writer} from 'hyparquet-writer';
import {withInventory} from '../../../core/triage/inventory/inventory-columns.js';
import {type CellType, dataCell, type Table} from '../../../core/report/tables/table.js';
import type {Summary} from '../../../core/triage/summary.js';
import type {RowsOf} from './csv.js';
import type {CreateOutput, Write} from './output.js';

const GROUP_ROWS = 5000;

/** Every column may be null. Times are wall-clock times: the logs do not say in which time zone. */
const TYPES: Readonly<Record<CellType, Omit<SchemaElement, 'name'>>> = {
	text: {type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: {type: 'STRING'}, repetition_type: 'OPTIONAL'},
	integer: {type: 'INT64', repetition_type: 'OPTIONAL'},
	boolean: {type: 'BOOLEAN', repetition_type: 'OPTIONAL'},
	time: {type: 'INT64', logical_type: {type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS'}, repetition_type: 'OPTIONAL'},
};

type Value = ReturnType<typeof dataCell>;

export function parquetOfInputs<Row>(table: Table<Row>, rowsOf: RowsOf<Row>): CreateOutput {
	return (write, {version, inventory}) => {
		const rows = createParquetRows(withInventory(table, inventory), write, version);
		return {
			addResult: (result, selection, origin) => rows.add(rowsOf(result, selection, origin)),
			end: rows.end,
		};
	};
}

export function parquetOfSummary<Row>(table: Table<Row>, rowsOf: (summary: Summary) => readonly Row[]): CreateOutput {
	return (write, {version, inventory}) => ({
		async end(summary) {
			const rows = createParquetRows(withInventory(table, inventory), write, version);
			await rows.add(rowsOf(summary));
			await rows.end();
		},
	});
}

interface ParquetRows<Row> {
	/** Waits only where a group of rows is written. */
	add(rows: readonly Row[]): Promise<void> | undefined;
	/** Writes the rest. */
	end(): Promise<void>;
}

export function createParquetRows<Row>(table: Table<Row>, write: Write, version: string): ParquetRows<Row> {
	const schema: SchemaElement[] = [{name: 'root', num_children: table.length}, ...table.map(({name, type}) => ({name, ...TYPES[type]}))];
	const parquet = new ParquetWriter({writer: writerTo(write), schema, createdBy: `wulens version ${version}`});
	let columns = emptyColumns();
	let rows = 0;

	function emptyColumns(): Value[][] {
		return table.map(() => []);
	}

	async function writeGroup(): Promise<void> {
		const columnData = table.map(({name}, index) => ({name, data: columns[index] ?? []}));
		await parquet.write({columnData, rowGroupSize: GROUP_ROWS});
		columns = emptyColumns();
		rows = 0;
	}

	return {
		add(added) {
			if (added.length === 0) return undefined;
			for (const row of added) for (const [index, column] of table.entries()) columns[index]?.push(dataCell(column, column.of(row)));
			rows += added.length;
			return rows < GROUP_ROWS ? undefined : writeGroup();
		},
		async end() {
			if (rows > 0) await writeGroup();
			await parquet.finish();
		},
	};
}

/** Passes the bytes on after each group, and reuses the writer's memory. */
function writerTo(write: Write): Writer {
	const bytes = new ByteWriter();
	const flush = async (): Promise<void> => {
		const chunk = bytes.getBytes().slice();
		bytes.index = 0;
		await write(chunk);
	};
	return Object.assign(bytes, {flush, finish: flush});
}
