/** DuckDB reads the Parquet files: the same rows as in the CSV files, with types. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DuckDBInstance} from '@duckdb/node-api';
import {describe, expect, it} from 'vitest';
import {createFilter} from '../../../src/core/triage/filter.js';
import {ATTEMPTS} from '../../../src/core/triage/tables/attempts.js';
import {OUTSIDE_FAILURES} from '../../../src/core/triage/tables/failures.js';
import {LEDGER} from '../../../src/core/triage/tables/ledger.js';
import {MACHINES} from '../../../src/core/triage/tables/machines.js';
import {SCANS} from '../../../src/core/triage/tables/scans.js';
import {FINDINGS} from '../../../src/core/triage/tables/findings.js';
import {parquetOfInputs} from '../../../src/node/triage/outputs/parquet.js';
import {scanRows} from '../../../src/node/triage/outputs/rows.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {ndjson, temporaryFolder, write} from '../../helpers/triage-outputs.js';
import {resultWith, smallFleet} from '../../helpers/triage-results.js';

async function query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	try {
		return (await connection.runAndReadAll(sql)).getRowObjectsJson();
	} finally {
		connection.closeSync();
	}
}

const DUCK_TYPES = {text: 'VARCHAR', integer: 'BIGINT', boolean: 'BOOLEAN', time: 'TIMESTAMP'} as const;

describe.each([
	['scans', SCANS],
	['findings', FINDINGS],
	['attempts', ATTEMPTS],
	['failures', OUTSIDE_FAILURES],
	['ledger', LEDGER],
	['machines', MACHINES],
] as const)('%s.parquet', (name, table) => {
	it('has the columns with their types', async () => {
		const {folder} = await write([ndjson(smallFleet())]);
		const columns = await query(`describe select * from '${join(folder, `${name}.parquet`)}'`);
		expect(columns.map(({column_name, column_type, null: nullable}) => [column_name, column_type, nullable])).toEqual(
			table.map((column) => [column.name, DUCK_TYPES[column.type], 'YES']),
		);
	});

	it('has the rows of the CSV', async () => {
		const {folder} = await write([ndjson(smallFleet())]);
		const parquet = `'${join(folder, `${name}.parquet`)}'`;
		const csv = `read_csv('${join(folder, `${name}.csv`)}', header = true, all_varchar = true, nullstr = '')`;
		// The CSV writes milliseconds, as spreadsheets read them; an empty text is no text in a CSV.
		const cells = table.map((column) =>
			column.type === 'time' ? `strftime("${column.name}", '%Y-%m-%d %H:%M:%S.%g')` : `nullif("${column.name}"::varchar, '')`,
		);
		const texts = table.map((column) => (column.type === 'time' ? `rpad("${column.name}", 23, '.000')` : `"${column.name}"`));
		const [counts] = await query(`select (select count(*) from ${parquet}) as one, (select count(*) from ${csv}) as other`);
		expect(counts?.one).toBe(counts?.other);
		expect(await query(`(select ${cells.join(', ')} from ${parquet}) except all (select ${texts.join(', ')} from ${csv})`)).toEqual([]);
	});

	it('is there where there are no rows', async () => {
		const {folder} = await write(['']);
		expect(await query(`select count(*) as rows from '${join(folder, `${name}.parquet`)}'`)).toEqual([{rows: '0'}]);
	});
});

it('answers questions', async () => {
	const {folder, summary} = await write([ndjson(smallFleet())]);
	expect(summary.totals.firstTime).toContain('2015-03-10T08:02');
	const failed = await query(
		`select count(*) filter (outcome = 'failed') as failed, count(distinct machine) as machines, ` +
			`min(start) as first from '${join(folder, 'scans.parquet')}'`,
	);
	expect(failed).toEqual([{failed: String(summary.totals.failed), machines: '14', first: '2015-03-10 08:08:45.941'}]);
});

it('writes groups of rows as they come', async () => {
	const chunks: Uint8Array[] = [];
	const sizes: number[] = [];
	const output = parquetOfInputs(SCANS, scanRows)(
		(data) => {
			chunks.push(Buffer.from(data));
			sizes.push(data.length);
			return undefined;
		},
		{version: '0.0.0', inventory: null},
	);
	const [result] = smallFleet();
	if (result === undefined) throw new Error('no result');
	const many = {
		...result,
		report: {
			...result.report,
			scans: Array.from({length: 4000}, (_, index) => ({...(result.report.scans[0] ?? expect.fail()), id: index + 1})),
		},
	};
	for (let round = 0; round < 3; round++) await output.addResult?.(many, createFilter().select(many), {whole: many, overlap: null});
	// What one log has comes at once; the next log waits until the group is full.
	expect(sizes).toHaveLength(2);
	await output.end({} as never, null);
	const file = join(temporaryFolder(), 'scans.parquet');
	writeFileSync(file, Buffer.concat(chunks));
	expect(await query(`select count(*) as rows, max(scan) as last from '${file}'`)).toEqual([{rows: '12000', last: '4000'}]);
	expect(await query(`select count(distinct row_group_id) as groups from parquet_metadata('${file}')`)).toEqual([{groups: '3'}]);
});

it('holds hostile texts and numbers as data', async () => {
	const [first] = smallFleet();
	const report = first === undefined ? expect.fail('no results') : first.report;
	const results = Object.values(HOSTILE_TEXTS).map((text, index) =>
		resultWith(
			{...report, scans: report.scans.map((scan) => ({...scan, caller: text, pid: 4_294_967_295, tid: 9, durationMs: 1e300}))},
			`m${index}`,
			{path: text},
		),
	);
	const {folder} = await write([ndjson(results)]);
	const callers = await query(`select distinct pid, duration_ms as duration from '${join(folder, 'scans.parquet')}'`);
	expect(callers).toEqual([{pid: '4294967295', duration: null}]);
});
