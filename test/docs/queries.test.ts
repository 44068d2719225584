/** The queries of docs/QUERIES.md answer what their headings ask: each is run as it stands there. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import type {Inventory} from '../../src/core/triage/inventory/inventory.js';
import type {Scan} from '../../src/core/types.js';
import {openDatabase} from '../../src/node/query/database.js';
import {findTables} from '../../src/node/query/tables.js';
import {inventoryOf} from '../helpers/inventory.js';
import {PROJECT} from '../helpers/run-wulens.js';
import {ndjson, temporaryFolder, write} from '../helpers/triage-outputs.js';
import {resultOf, smallFleet, summarize} from '../helpers/triage-results.js';

const QUERIES = new Map(
	Array.from(
		readFileSync(join(PROJECT, 'docs', 'QUERIES.md'), 'utf8').matchAll(/^### (.+)\n(?:(?!### )[\s\S])*?```sql\n([\s\S]*?)```/gm),
		([, heading = '', sql = '']) => [heading, sql] as const,
	),
);

const INVENTORY = 'machine,site\nPC-101,Berlin\nPC-102,Berlin\nPC-201,Paris\nPC-302,Paris\nPC-802,Paris\nPC-999,Oslo\n';

const summary = summarize(smallFleet());
const scans = smallFleet().flatMap(({machine, report}) => report.scans.map((scan) => ({machine: machine.name, scan})));

function machinesWith(is: (scan: Scan) => boolean): readonly string[] {
	return [...new Set(scans.filter(({scan}) => is(scan)).map(({machine}) => machine))].sort();
}

/** `machines` of the summary, by name. */
function verdictOf(name: string): string | undefined {
	return summary.machines.find((machine) => machine.name === name)?.verdict;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What the samples, told by the machines of the small fleet, give as answers. */
const CHECKS: Readonly<Record<string, (rows: Rows) => void>> = {
	'Which machines fail now, and since when?'(rows) {
		const lastOf = (name: string) => scans.filter(({machine}) => machine === name).map(({scan}) => scan);
		const failing = [...new Set(scans.map(({machine}) => machine))].filter(
			(name) => lastOf(name).toSorted((a, b) => ((a.start?.time ?? '') < (b.start?.time ?? '') ? 1 : -1))[0]?.outcome === 'failed',
		);
		expect(rows.map(({machine}) => machine).toSorted()).toEqual(failing.toSorted());
		expect(rows.length).toBeGreaterThan(1);
		expect(rows.find(({machine}) => machine === 'pc-201')).toMatchObject({failed_scans: 1, code: expect.stringMatching(/^0x/)});
	},
	'What repairs the most machines?'(rows) {
		const rules = new Set(summary.problems.filter(({severity}) => severity === 'error').map(({rule}) => rule));
		expect(new Set(rows.map(({rule}) => rule))).toEqual(rules);
		expect(rows[0]).toMatchObject({rule: 'system-proxy-failed-no-fallback', machines: 4, fix: expect.stringContaining('proxy')});
	},
	'At which sites are they?'(rows) {
		expect(verdictOf('pc-101')).toBe('error');
		expect(verdictOf('pc-302')).not.toBe('error');
		expect(rows).toEqual([
			{site: 'Berlin', machines: 2, with_errors: 2, percent: 100},
			{site: 'Paris', machines: 2, with_errors: 1, percent: 50},
		]);
	},
	'Which machines of the inventory have no log?'(rows) {
		expect(rows).toEqual([
			{machine: 'PC-999', site: 'Oslo'},
			{machine: 'PC-802', site: 'Paris'},
		]);
	},
	'Which servers fail, and how often?'(rows) {
		const named = scans.filter(({scan}) => scan.server !== null);
		expect(rows.reduce((sum, {scans: count}) => sum + Number(count), 0)).toBe(named.length);
		expect(rows[0]).toMatchObject({address: 'https://wsus01.contoso.example:8531', failed: 6, machines: 9});
	},
	'Which proxies fail?'(rows) {
		const attempts = scans.flatMap(({scan}) => scan.proxy.attempts);
		expect(rows.reduce((sum, {attempts: count}) => sum + Number(count), 0)).toBe(attempts.length);
		const system = attempts.filter(({via, proxy}) => via === 'system' && proxy === null);
		expect(rows.find(({via}) => via === 'system')).toMatchObject({
			attempts: system.length,
			failed: system.filter(({outcome}) => outcome === 'failed').length,
		});
		expect(rows.filter(({via}) => via === 'named').every(({proxy}) => typeof proxy === 'string')).toBe(true);
	},
	"Where did the user's proxy rescue a scan?"(rows) {
		expect(rows.map(({machine}) => machine).toSorted()).toEqual(machinesWith(({proxy}) => proxy.outcome === 'user-fallback'));
		expect(rows).toMatchObject([{machine: 'pc-501', scans: 1}]);
	},
	'How did the share of failures change from day to day?'(rows) {
		expect(rows.map(({day, scans: count}) => [day, count])).toEqual(summary.days.map(({day, scans: count}) => [day, count]));
		const worst = summary.days.map(({scans: count, failed}) => Math.round((1000 * failed) / count) / 10);
		expect(rows.map(({percent_failed: percent}) => percent)).toEqual(worst);
	},
	'Which Windows builds fail more than others?'(rows) {
		expect(rows.reduce((sum, {failed_scans: failed}) => sum + Number(failed), 0)).toBe(summary.totals.failed);
		expect(rows.reduce((sum, {machines}) => sum + Number(machines), 0)).toBe(summary.machines.length);
	},
	'Which files could not be read, and why?'(rows) {
		const unread = summary.ledger.skipped + summary.ledger.failed;
		expect(rows.reduce((sum, {files}) => sum + Number(files), 0)).toBe(unread);
		expect(rows).toContainEqual({reason: 'Reading it is not permitted.', files: 1, example: 'pc-802/WindowsUpdate.log'});
	},
};

/** Over two runs: pc-1 is repaired, pc-2 is not, and pc-3 is missing in the second. */
const HISTORY_CHECKS: Readonly<Record<string, (rows: Rows) => void>> = {
	'What was fixed since the policy was changed?'(rows) {
		expect(rows).toEqual([{rule: 'system-proxy-failed-no-fallback', machines: 1}]);
	},
	'Which machines have had an error for longest?'(rows) {
		expect(rows).toMatchObject([
			{machine: 'pc-2', rule: 'system-proxy-failed-no-fallback', since: '2024-03-04 12:00:00'},
			{machine: 'pc-3', rule: 'wsus-certificate-not-in-store', since: '2024-03-04 12:00:00'},
		]);
	},
	'Which machines sent no log in the last run?'(rows) {
		expect(rows).toEqual([{machine: 'pc-3', last_run: '2024-03-04 12:00:00', verdict: 'error'}]);
	},
};

async function answers(folder: string, inventory: Inventory | null, checks: typeof CHECKS): Promise<void> {
	const temporary = temporaryFolder();
	const tables = await findTables(folder, {temporary, version: '0.0.0', inventory, tell: expect.fail});
	const database = await openDatabase({tables, allowed: [], temporary, signal: new AbortController().signal});
	try {
		for (const [heading, check] of Object.entries(checks)) {
			const {columns, batches} = await database.select(QUERIES.get(heading) ?? expect.fail(heading));
			const rows: Record<string, unknown>[] = [];
			for await (const batch of batches())
				for (const row of batch) rows.push(Object.fromEntries(columns.map((name, index) => [name, row[index]])));
			check(rows);
		}
	} finally {
		database.close();
	}
}

it('every query of the page has a check, and ten are about one run', () => {
	expect([...QUERIES.keys()]).toEqual([...Object.keys(CHECKS), ...Object.keys(HISTORY_CHECKS)]);
	expect(Object.keys(CHECKS)).toHaveLength(10);
});

it('each query answers its question', async () => {
	const {folder} = await write([ndjson(smallFleet())]);
	await answers(folder, inventoryOf(INVENTORY), CHECKS);
	const other = await write([ndjson(smallFleet())], {inventory: inventoryOf(INVENTORY)});
	await answers(other.folder, null, CHECKS);
});

it('each query over several runs answers its question', async () => {
	const folder = temporaryFolder();
	const first = [resultOf('proxyDead', 'pc-1'), resultOf('proxyDead', 'pc-2'), resultOf('notInStore', 'pc-3')];
	const second = [resultOf('storeEmpty', 'pc-1', {days: 3000}), resultOf('proxyDead', 'pc-2', {days: 7})];
	await write([ndjson(first)], {out: null, history: {folder, run: '2024-03-04T12:00:00', since: null}});
	await write([ndjson(second)], {out: null, history: {folder, run: '2024-03-11T12:00:00', since: null}});
	await answers(folder, null, HISTORY_CHECKS);
});
