/** A query reads the tables of a triage and nothing else. */
import {copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Inventory} from '../../../src/core/triage/inventory/inventory.js';
import {openDatabase} from '../../../src/node/query/database.js';
import {howToInstall} from '../../../src/node/query/duckdb.js';
import {findTables, type TableFiles} from '../../../src/node/query/tables.js';
import {inventoryOf} from '../../helpers/inventory.js';
import {ndjson, temporaryFolder, write} from '../../helpers/triage-outputs.js';
import {smallFleet} from '../../helpers/triage-results.js';

async function tablesOf(path: string, told: string[] = [], inventory: Inventory | null = null): Promise<TableFiles> {
	return findTables(path, {temporary: temporaryFolder(), version: '0.0.0', inventory, tell: (message) => told.push(message)});
}

async function select(tables: TableFiles, sql: string, parts: {readonly allowed?: readonly string[]} = {}) {
	const {allowed = []} = parts;
	const signal = new AbortController().signal;
	const database = await openDatabase({tables, allowed, temporary: temporaryFolder(), signal});
	try {
		const {batches} = await database.select(sql);
		const rows: (readonly unknown[])[] = [];
		for await (const batch of batches()) rows.push(...batch);
		return rows;
	} finally {
		database.close();
	}
}

const COUNT = 'SELECT count(*) FROM scans';

describe('tables', () => {
	it('are the Parquet files of the folder', async () => {
		const {folder} = await write([ndjson(smallFleet())]);
		const tables = await tablesOf(folder);
		expect([...tables.keys()]).toEqual(['machines', 'scans', 'attempts', 'findings', 'failures', 'files']);
		expect([...tables.values()].flat().every((file) => file.startsWith(folder))).toBe(true);
	});

	it('are made of the results where files are missing or older', async () => {
		const {folder} = await write([ndjson(smallFleet())]);
		const whole = await select(await tablesOf(folder), COUNT);
		const told: string[] = [];
		rmSync(join(folder, 'attempts.parquet'));
		expect(await select(await tablesOf(folder, told), COUNT)).toEqual(whole);
		expect(told).toEqual([expect.stringContaining('are missing or outdated')]);
		expect(await select(await tablesOf(join(folder, 'results.ndjson')), COUNT)).toEqual(whole);

		const outdated = await write([ndjson(smallFleet())]);
		const later = new Date(Date.now() + 60_000);
		utimesSync(join(outdated.folder, 'results.ndjson'), later, later);
		const tables = await tablesOf(outdated.folder, told);
		expect(told).toHaveLength(2);
		expect([...tables.values()].flat().some((file) => file.startsWith(outdated.folder))).toBe(false);
	});

	it('are those there are where the results are gone', async () => {
		const {folder} = await write([ndjson(smallFleet())], {reporters: ['scans-parquet']});
		expect([...(await tablesOf(folder)).keys()]).toEqual(['scans']);
	});

	it('have an inventory where the triage had one, or one is given', async () => {
		const inventory = inventoryOf('Device name;Site\nPC-101.corp.contoso.example;Berlin\nPC-900;Oslo\n');
		const {folder} = await write([ndjson(smallFleet())], {inventory});
		const listed = "SELECT machine, Site, log, verdict, scans FROM inventory WHERE log <> 'not-listed' ORDER BY lower(machine)";
		expect(await select(await tablesOf(folder), listed)).toEqual([
			['pc-101', 'Berlin', 'read', 'error', 9],
			['PC-900', 'Oslo', 'none', null, null],
		]);
		expect(await select(await tablesOf(folder), "SELECT DISTINCT site FROM scans WHERE machine = 'pc-101'")).toEqual([['Berlin']]);
		const other = inventoryOf('machine,Site,machine name\nPC-101,Paris,x\n');
		expect(await select(await tablesOf(folder, [], other), 'SELECT * FROM inventory')).toEqual([['PC-101', 'Paris', 'x']]);

		const told: string[] = [];
		const later = new Date(Date.now() + 60_000);
		utimesSync(join(folder, 'results.ndjson'), later, later);
		expect([...(await tablesOf(folder, told)).keys()]).not.toContain('inventory');
		expect(told).toEqual([expect.stringContaining('without a filter or an inventory')]);
	});

	it('must be somewhere', async () => {
		const folder = temporaryFolder();
		await expect(tablesOf(folder)).rejects.toThrow('contains neither results.ndjson nor Parquet files');
		await expect(tablesOf(join(folder, 'no'))).rejects.toThrow('cannot read');
	});

	it('lie in folders of any name', async () => {
		const {folder} = await write([ndjson(smallFleet())]);
		const odd = join(temporaryFolder(), "it's [a] *pattern?");
		mkdirSync(odd);
		for (const name of readdirSync(folder).filter((file) => file.endsWith('.parquet'))) copyFileSync(join(folder, name), join(odd, name));
		const tables = await tablesOf(odd);
		expect(await select(tables, COUNT)).toEqual(await select(await tablesOf(folder), COUNT));
		await expect(select(tables, "SELECT * FROM read_text('/etc/hostname')")).rejects.toThrow('Permission Error');
	});
});

describe('queries', () => {
	it.each([
		["SELECT * FROM read_text('FOLDER/secret.txt')", 'Permission Error'],
		["SELECT * FROM read_csv('https://wsus.contoso.example/x.csv')", /Permission Error|disabled|httpfs/],
		["SELECT * FROM glob('FOLDER/*')", 'Permission Error'],
		["COPY scans TO 'FOLDER/out.csv'", 'Permission Error'],
		["ATTACH 'FOLDER/other.db'", 'Queries read only'],
		["SET allowed_directories = ['/']", /Queries read only|locked/],
		['SET enable_external_access = true', /Queries read only|locked/],
		['CREATE TABLE more AS SELECT 1', 'Queries read only'],
		['DROP VIEW scans', 'Queries read only'],
		['INSTALL httpfs', /Queries read only|Permission/],
		['SELECT 1; DROP VIEW scans', 'Only one query at a time'],
		['', 'The query is empty'],
		['SELECT ?', /parameters/],
		['SELECT colour FROM scans', 'Candidate bindings'],
	])('%s is refused', async (sql, message) => {
		const {folder} = await write([ndjson(smallFleet())]);
		writeFileSync(join(folder, 'secret.txt'), 'secret');
		await expect(select(await tablesOf(folder), sql.replaceAll('FOLDER', folder))).rejects.toThrow(message);
		expect(existsSync(join(folder, 'out.csv'))).toBe(false);
		expect(existsSync(join(folder, 'other.db'))).toBe(false);
	});

	it('read what is allowed, and write nothing there', async () => {
		const {folder} = await write([ndjson(smallFleet())]);
		const allowed = temporaryFolder();
		writeFileSync(join(allowed, 'sites.csv'), 'machine,site\npc-101,Berlin\n');
		const tables = await tablesOf(folder);
		const sql = `SELECT site FROM machines JOIN read_csv('${join(allowed, 'sites.csv')}') USING (machine)`;
		expect(await select(tables, sql, {allowed: [allowed]})).toEqual([['Berlin']]);
		await expect(select(tables, `COPY scans TO '${join(allowed, 'x.csv')}'`, {allowed: [allowed]})).rejects.toThrow('Queries read only');
		expect(readdirSync(allowed)).toEqual(['sites.csv']);
	});

	it('have whole numbers as numbers, however large, and other values as JSON has them', async () => {
		const rows = await select(
			new Map(),
			"SELECT 7::BIGINT, 12345678901234567890::HUGEINT, TIMESTAMP '2024-03-12 19:47:21', [1, 2], NULL, 0.5::DOUBLE",
		);
		expect(rows).toEqual([[7, '12345678901234567890', '2024-03-12 19:47:21', [1, 2], null, 0.5]]);
	});
});

it.each([
	['/usr/lib/node_modules/wulens/dist/program/query.js', 'npm install @duckdb/node-api, with --global'],
	['C:\\Users\\a\\node_modules\\wulens\\dist\\program\\query.js', 'npm install @duckdb/node-api, with --global'],
	['/opt/wulens/program/query.js', 'npm install --prefix "/opt/wulens" @duckdb/node-api'],
	['/home/a/wulens/dist/program/query.js', 'npm install --prefix "/home/a/wulens" @duckdb/node-api'],
	['C:\\Tools\\wulens.exe.d\\query.js', 'npm install --global wulens @duckdb/node-api'],
])('of %s it is said how to get DuckDB', (program, command) => {
	expect(howToInstall(program)).toContain(command);
});
