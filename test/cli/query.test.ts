/** `wulens query`, run the way a user does. */
import {copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {execFile} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DuckDBInstance} from '@duckdb/node-api';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type OutputOptions, writeOutputs} from '../../src/node/triage/outputs.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {DEFAULTS, ndjson, temporaryFolder} from '../helpers/triage-outputs.js';
import {HOSTILE_TEXTS} from '../helpers/hostile-texts.js';
import {resultWith, smallFleet} from '../helpers/triage-results.js';

let folder: string;

/** The small fleet, and a machine whose log is hostile. */
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-query-test-'));
	const [first = expect.fail()] = smallFleet();
	const caller = Object.values(HOSTILE_TEXTS).join(' ');
	const hostile = resultWith({...first.report, scans: first.report.scans.map((scan) => ({...scan, caller}))}, 'hostile');
	writeFileSync(join(folder, 'input.ndjson'), ndjson([...smallFleet(), hostile]));
	const options: OutputOptions = {...DEFAULTS, out: join(folder, 'out')};
	await writeOutputs([join(folder, 'input.ndjson')], options);
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

const SQL = "SELECT machine, verdict, failed FROM machines WHERE machine LIKE 'pc-10%' ORDER BY machine LIMIT 2";

it.each([
	['table', 'machine  verdict  failed\n-------  -------  ------\npc-101   error         1\npc-102   error         1\n'],
	['csv', 'machine,verdict,failed\r\npc-101,error,1\r\npc-102,error,1\r\n'],
	['json', '[\n{"machine":"pc-101","verdict":"error","failed":1},\n{"machine":"pc-102","verdict":"error","failed":1}\n]\n'],
	['ndjson', '{"machine":"pc-101","verdict":"error","failed":1}\n{"machine":"pc-102","verdict":"error","failed":1}\n'],
])('prints rows as %s', async (format, text) => {
	const run = await runWulens(['query', '--in', join(folder, 'out'), '-r', format, SQL]);
	expect(run).toEqual({stdout: text, stderr: '', status: 0});
	const out = join(temporaryFolder(), 'rows');
	expect(await runWulens(['query', '-o', out, '-r', format, '-'], {input: SQL, cwd: join(folder, 'out')})).toMatchObject({
		status: 0,
		stdout: '',
	});
	expect(readFileSync(out, 'utf8')).toBe(text);
});

it.each([
	['table', 'machine\n-------\n'],
	['csv', 'machine\r\n'],
	['json', '[]\n'],
	['ndjson', ''],
])('prints no rows as %s', async (format, text) => {
	const run = await runWulens(['query', '--in', join(folder, 'out'), '-r', format, 'SELECT machine FROM scans WHERE false']);
	expect(run).toEqual({stdout: text, stderr: '', status: 0});
});

it('writes Parquet with the types of the columns', async () => {
	const out = join(temporaryFolder(), 'rows.parquet');
	const sql =
		"SELECT machine, max(start) AS last, count(*) AS scans FROM scans WHERE machine <> 'hostile' GROUP BY machine ORDER BY machine;";
	expect(await runWulens(['query', '--in', join(folder, 'out'), '-r', 'parquet', '-o', out, sql])).toMatchObject({status: 0, stderr: ''});
	const connection = await (await DuckDBInstance.create(':memory:')).connect();
	const types = await connection.runAndReadAll(`SELECT typeof(machine), typeof(last), typeof(scans), scans FROM '${out}' LIMIT 1`);
	expect(types.getRowsJson()).toEqual([['VARCHAR', 'TIMESTAMP', 'BIGINT', '2']]);
	connection.closeSync();
});

it('prints what a log says without control sequences', async () => {
	for (const format of ['table', 'csv', 'json']) {
		const {stdout, status} = await runWulens([
			'query',
			'--in',
			join(folder, 'out'),
			'-r',
			format,
			"SELECT caller, chr(27) || '[31m' || chr(8238) AS made FROM scans WHERE machine = 'hostile'",
		]);
		expect(status).toBe(0);
		expect(stdout).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/);
	}
});

it.each([
	[[], 'Missing argument: SQL. Write a query in quotation marks'],
	[['SELECT 1', 'SELECT 2'], 'Unexpected argument'],
	[['-r', 'parquet', 'SELECT 1'], 'Name a file for it with --out'],
	[['SELECT * FROM scan'], 'Did you mean "scans"?'],
	[["SELECT * FROM read_text('/etc/hostname')"], 'Permission Error'],
	[['--inventory', 'no.csv', 'SELECT 1'], 'no.csv'],
])('query %j could not run: %s', async (args, message) => {
	const run = await runWulens(['query', '--in', join(folder, 'out'), ...args]);
	expect(run).toMatchObject({status: 2, stdout: ''});
	expect(run.stderr).toContain(message);
});

it('does not overwrite a table, nor take a folder without results', async () => {
	const table = join(folder, 'out', 'scans.parquet');
	expect(await runWulens(['query', '--in', join(folder, 'out'), '-o', table, 'SELECT 1'])).toMatchObject({status: 2});
	expect(await runWulens(['query', '--in', temporaryFolder(), 'SELECT 1'])).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('contains neither results.ndjson nor Parquet files'),
	});
});

it('says how to get DuckDB where it is not installed', async () => {
	const program = temporaryFolder();
	mkdirSync(join(program, 'bin'));
	copyFileSync(join(PROJECT, 'bin', 'wulens.js'), join(program, 'bin', 'wulens.js'));
	copyFileSync(join(PROJECT, 'package.json'), join(program, 'package.json'));
	cpSync(join(PROJECT, 'dist', 'program'), join(program, 'dist', 'program'), {recursive: true});
	const told = await new Promise<string>((done) => {
		execFile(process.execPath, [join(program, 'bin', 'wulens.js'), 'query', '--in', join(folder, 'out'), 'SELECT 1'], (_, __, stderr) =>
			done(stderr),
		);
	});
	expect(told).toBe(
		`wulens: wulens query needs DuckDB, which is not installed with it. Install it: npm install --prefix "${program}" @duckdb/node-api\n`,
	);
});
