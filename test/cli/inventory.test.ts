/** `--inventory` as a user runs it: answers by site, bad lines told with their number, mistakes told before logs are read. */
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, it} from 'vitest';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

const folder = mkdtempSync(join(tmpdir(), 'wulens-inventory-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const LOGS = join(folder, 'logs');
for (const [machine, sample] of [
	['PC-101', 'wsus-system-proxy-fails-no-fallback.log'],
	['any', 'wsus-http.log'],
] as const) {
	mkdirSync(join(LOGS, machine), {recursive: true});
	copyFileSync(join(PROJECT, 'samples', sample), join(LOGS, machine, 'WindowsUpdate.log'));
}

function inventory(name: string, content: string): string {
	const file = join(folder, name);
	writeFileSync(file, content);
	return file;
}

const GOOD = inventory('good.csv', 'Computer;Site\npc-101.corp.contoso.example;Berlin\nSRV-0031;Paris\nPC-103;Paris\n');

it('answers which sites fail, and which machines no log came from', async () => {
	const out = join(folder, 'out');
	const {status, stdout, stderr} = await runWulens(['triage', LOGS, '--inventory', GOOD, '--group-by', 'site', '--out', out]);
	expect(status).toBe(0);
	expect(stdout).toMatch(/By Site[\s\S]*Berlin: 3 scans, 1 failed \(33%\)\n +failures on 1 machine\n/);
	expect(stdout).toMatch(/Paris: .*\n +no log of 1 of 2 machines in the inventory\n/);
	expect(stdout).toContain('2 of 3 machines in the inventory have a log.');
	expect(stdout).toContain('Without a log: PC-103 (Paris)');
	expect(stderr).toContain('inventory.csv');
	expect(readFileSync(join(out, 'machines.csv'), 'utf8')).toMatch(/^machine,Site,machine_source,.*\r\nPC-101,Berlin,/);
});

it('answers for one site', async () => {
	const {status, stdout} = await runWulens(['triage', LOGS, '--inventory', GOOD, '--where', 'site=paris', '-q']);
	expect(status).toBe(0);
	expect(stdout).toContain('1 of 2 machines in the inventory have a log.');
	expect(stdout).toContain('Without a log: PC-103 (Paris)');
	expect(stdout).not.toContain('PC-101');
});

it('is a table for queries', async () => {
	const out = join(folder, 'queried');
	await runWulens(['triage', LOGS, '--inventory', GOOD, '--out', out, '-q']);
	const sql = 'SELECT machine, Site FROM inventory ORDER BY lower(machine)';
	const rows = 'machine,Site\r\npc-101,Berlin\r\nPC-103,Paris\r\nSRV-0031,Paris\r\n';
	const own = await runWulens(['query', '--in', out, '-r', 'csv', sql]);
	expect(own).toMatchObject({status: 0, stderr: '', stdout: rows.replace('pc-101', 'PC-101').replace('SRV', 'srv')});
	expect(await runWulens(['query', '--in', out, '-r', 'csv', '--inventory', GOOD, sql])).toMatchObject({
		status: 0,
		stderr: '',
		stdout: rows,
	});
	const bad = inventory('bad-for-query.csv', 'machine,site\nPC-101,Berlin,Germany\n');
	const told = await runWulens(['query', '--in', out, '-r', 'csv', '--inventory', bad, 'SELECT * FROM inventory']);
	expect(told).toMatchObject({
		status: 3,
		stdout: 'machine,site\r\nPC-101,\r\n',
		stderr: expect.stringContaining(`${bad}:2: there are 3 cells`),
	});
});

it('tells a bad line with file and line, does the rest, and says so by its exit code', async () => {
	const file = inventory('bad.csv', 'machine,site\nPC-101,Berlin,Germany\nsrv-0031.contoso.example,Paris\n');
	const {status, stdout, stderr} = await runWulens(['triage', LOGS, '--inventory', file, '--group-by', 'site', '-q']);
	expect(status).toBe(3);
	expect(stderr).toBe(`wulens: ${file}:2: there are 3 cells, but 2 columns; only the name of the machine was taken\n`);
	expect(stdout).toMatch(/Paris: \d+ scan/);
	expect(stdout).toContain('1 line of it could not be read as it should.');
});

it.each([
	[['--inventory', 'none.csv'], /cannot read none\.csv: /],
	[['--inventory', inventory('empty.csv', '')], /as an inventory: it is empty/],
	[['--inventory', GOOD, '--group-by', 'sit'], /Invalid value "sit" for --group-by\. Did you mean "Site"\? Choose rule, .*or Site\./],
	[['--inventory', GOOD, '--where', 'sight=Berlin'], /unknown --where field "sight"; fields: machine, .*, Site/],
	[['--group-by', 'site'], /Choose rule, .*or code\. Columns of an inventory need --inventory\./],
	[['--reporter', 'inventory'], /inventory\.csv needs an inventory\. Name it with --inventory\./],
])('refuses %j before it reads logs', async (options, message) => {
	const {status, stdout, stderr} = await runWulens(['triage', LOGS, ...options]);
	expect([status, stdout]).toEqual([2, '']);
	expect(stderr).toMatch(message);
});
