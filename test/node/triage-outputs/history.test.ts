/** `--history`: runs are kept as Parquet, which the next run and queries read. */
import {mkdirSync, readdirSync, truncateSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {openDatabase} from '../../../src/node/query/database.js';
import {findTables} from '../../../src/node/query/tables.js';
import {ndjson, temporaryFolder, write} from '../../helpers/triage-outputs.js';
import {resultOf} from '../../helpers/triage-results.js';

const FIRST = '2024-03-04T12:00:00';
const SECOND = '2024-03-11T12:00:00';

const before = [resultOf('proxyDead', 'pc-1'), resultOf('proxyDead', 'pc-2'), resultOf('pinned', 'pc-3')];
/** A week later pc-1 is repaired, pc-2 is not, pc-3 has a new problem, and pc-4 is new. */
const after = [
	resultOf('storeEmpty', 'pc-1', {days: 3000}),
	resultOf('proxyDead', 'pc-2', {days: 7}),
	resultOf('notInStore', 'pc-3', {days: 3000}),
	resultOf('http', 'pc-4'),
];

async function run(folder: string, results: typeof before, time: string, since: string | null = null): Promise<string> {
	return (await write([ndjson(results)], {out: null, history: {folder, run: time, since}})).terminal;
}

async function rowsOf(folder: string, sql: string): Promise<readonly (readonly unknown[])[]> {
	const temporary = temporaryFolder();
	const tables = await findTables(folder, {temporary, version: '0.0.0', tell: expect.fail});
	const database = await openDatabase({tables, allowed: [], temporary, signal: new AbortController().signal});
	try {
		const rows: (readonly unknown[])[] = [];
		for await (const batch of (await database.select(sql)).batches()) rows.push(...batch);
		return rows;
	} finally {
		database.close();
	}
}

it('tells what changed since the run before', async () => {
	const folder = join(temporaryFolder(), 'history');
	expect(await run(folder, before, FIRST)).toContain('Later runs are compared with this one.');
	const text = await run(folder, after, SECOND);
	expect(text).toContain('History: 2 runs since 2024-03-04 12:00');
	expect(text).toMatch(/1 {2}system-proxy-failed-no-fallback, 0x80240438,\s+https:\S+\n\s+2 before; 0 new, 1 fixed, 0 worse;/);
	expect(text).toMatch(/1 {2}wsus-certificate-not-in-store, 0x803D000A,\s+https:\S+\n\s+0 before; 1 new, 0 fixed, 0 worse;/);
	expect(readdirSync(folder)).toEqual(['2024-03-04T12-00-00', '2024-03-11T12-00-00']);
});

it('is on the page', async () => {
	const folder = temporaryFolder();
	await run(folder, before, FIRST);
	const {text, terminal} = await write([ndjson(after)], {
		history: {folder, run: SECOND, since: '2024-03-04T00:00:00'},
		reporters: ['html'],
	});
	expect(text('report.html')).toContain('<section id="history">');
	expect(text('report.html')).toContain('<title>2024-03-11 12:00: 4 machines, 2 with errors');
	expect(terminal).toContain('Since 2024-03-04 00:00:');
});

it('is read by queries', async () => {
	const folder = temporaryFolder();
	await run(folder, before, FIRST);
	await run(folder, after, SECOND);
	expect(await rowsOf(folder, "SELECT strftime(run, '%Y-%m-%d'), machines, errors FROM runs ORDER BY run")).toEqual([
		['2024-03-04', 3, 2],
		['2024-03-11', 4, 2],
	]);
	const fixed = "SELECT machine FROM problems WHERE rule = 'system-proxy-failed-no-fallback' AND fixed >= '2024-03-05'";
	expect(await rowsOf(folder, fixed)).toEqual([['pc-1']]);
	const machines = await rowsOf(folder, 'SELECT machine FROM machines WHERE first_run = last_run ORDER BY machine');
	expect(machines).toEqual([['pc-4']]);
});

it('takes no run that is not later than all others', async () => {
	const folder = temporaryFolder();
	await run(folder, before, SECOND);
	for (const time of [FIRST, SECOND]) await expect(run(folder, after, time)).rejects.toThrow(`has a run of ${SECOND}`);
	expect(readdirSync(folder)).toEqual(['2024-03-11T12-00-00']);
});

it('says which file is damaged, and leaves other folders alone', async () => {
	const folder = temporaryFolder();
	mkdirSync(join(folder, 'notes'));
	await run(folder, before, FIRST);
	truncateSync(join(folder, '2024-03-04T12-00-00', 'problems.parquet'), 20);
	await expect(run(folder, after, SECOND)).rejects.toThrow(/cannot read .*problems\.parquet: /);
	expect(readdirSync(folder)).toEqual(['2024-03-04T12-00-00', 'notes']);
});
