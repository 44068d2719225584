/** An inventory in all outputs: its columns in each table and on the page, its own table, no names where they are redacted. */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Inventory} from '../../../src/core/triage/inventory/inventory.js';
import {InputError} from '../../../src/node/input-error.js';
import {readInventoryFile} from '../../../src/node/triage/inventory-file.js';
import type {PageJson} from '../../../src/core/triage/html/page-json.js';
import {OUTPUTS, type OutputName} from '../../../src/node/triage/outputs.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import {summaryErrors} from '../../helpers/summary-schema.js';
import {ndjson, temporaryFolder, write} from '../../helpers/triage-outputs.js';
import {resultOf, smallFleet} from '../../helpers/triage-results.js';

const SITES = 'Computer;Site;Zuständig\r\nPC-101.corp.contoso.example;Köln;"Ann ""A"" Ott"\r\nPC-201;Paris;=cmd()\r\nPC-900;Oslo;Dora\r\n';

async function inventoryOf(content: string | Uint8Array, told: string[] = []): Promise<Inventory> {
	const file = join(temporaryFolder(), 'inventory.csv');
	writeFileSync(file, content);
	return readInventoryFile(file, (message) => told.push(message.slice(message.indexOf('inventory.csv'))));
}

function tableOf(csv: string): readonly (readonly string[])[] {
	return csv
		.replace(/^\ufeff/, '')
		.split('\r\n')
		.map((line) => line.split(','));
}

describe('the file', () => {
	it.each([
		['UTF-8', Buffer.from(SITES)],
		['UTF-8 with a mark', Buffer.from(`\ufeff${SITES}`)],
		['UTF-16', Buffer.from(`\ufeff${SITES}`, 'utf16le')],
		['the code page of Western Europe', Buffer.from(SITES, 'latin1')],
	])('is read in %s', async (_, bytes) => {
		const {columns, machines} = await inventoryOf(bytes);
		expect(columns).toEqual(['Site', 'Zuständig']);
		expect(machines[0]).toEqual({name: 'PC-101', domain: 'corp.contoso.example', values: {Site: 'Köln', Zuständig: 'Ann "A" Ott'}});
	});

	it('names bad lines, but not all of very many', async () => {
		const told: string[] = [];
		await inventoryOf(`machine,site\n${'PC-1,Berlin,too many\n'.repeat(12)}`, told);
		expect(told[0]).toBe('inventory.csv:2: there are 3 cells, but 2 columns; only the name of the machine was taken');
		expect(told).toHaveLength(21);
		expect(told.at(-1)).toBe('inventory.csv: 3 more such lines');
	});

	it('must be there, and be one', async () => {
		await expect(readInventoryFile(join(temporaryFolder(), 'none.csv'), () => {})).rejects.toThrow(InputError);
		await expect(inventoryOf('')).rejects.toThrow(/cannot use .*inventory\.csv as an inventory: it is empty/);
	});
});

describe('outputs', () => {
	it('have its columns behind each machine', async () => {
		const {text, folder} = await write([ndjson(smallFleet())], {inventory: await inventoryOf(SITES)});
		expect(readdirSync(folder).sort()).toEqual(
			Object.values(OUTPUTS)
				.filter(({isForOthers}) => isForOthers !== true)
				.map(({file}) => file)
				.sort(),
		);
		const tables = Object.values(OUTPUTS).filter(({file}) => file.endsWith('.csv'));
		for (const {file} of tables) {
			const [head = [], ...rows] = tableOf(text(file));
			const at = head.indexOf('machine');
			expect(head.slice(at + 1, at + 3), file).toEqual(['Site', 'Zuständig']);
			if (file === 'failures.csv' || file === 'timesketch.csv') continue;
			const row = rows.find((cells) => cells[at]?.toLowerCase() === 'pc-201');
			expect(row?.slice(at + 1, at + 3), file).toEqual(['Paris', "'=cmd()"]);
		}
		expect(text('inventory.csv')).toMatch(/^pc-101,Köln,"Ann ""A"" Ott",read,error,9,/m);
		expect(text('inventory.csv')).toMatch(/^PC-900,Oslo,Dora,none,,,,,\r$/m);
		expect(text('inventory.csv')).toMatch(/^pc-301,,,not-listed,/m);
	});

	it('have it in the summary, as its schema says', async () => {
		const {text} = await write([ndjson(smallFleet())], {inventory: await inventoryOf(SITES), groupBy: {column: 'Site'}});
		expect(summaryErrors(JSON.parse(text('summary.json')))).toEqual([]);
	});

	it('have it on the page', async () => {
		const hostile = SITES.replace('Oslo', '<script>alert(1)</script>');
		const {text} = await write([ndjson(smallFleet())], {
			inventory: await inventoryOf(hostile),
			reporters: ['html'],
			groupBy: {column: 'Site'},
		});
		const page = text('report.html');
		expect(page).toContain('<h3>By Site</h3>');
		expect(page).toContain('2 of 3 machines in the inventory have a log; 13 machines with a log are not in it.');
		expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(page).not.toContain('<script>alert(1)');
		const json: PageJson = JSON.parse(/<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '');
		expect(json.inventory).toEqual(['Site', 'Zuständig']);
		const values = json.machines.find(([name]) => name === 'pc-101')?.at(-1);
		expect(Array.isArray(values) && values.map((index) => json.names.inventory[Number(index)])).toEqual(['Köln', 'Ann "A" Ott']);
	});

	it('have no names of it where they are redacted', async () => {
		const reporters: readonly OutputName[] = ['machines', 'inventory', 'summary', 'html'];
		const inventory = await inventoryOf(SITES);
		const {folder, text} = await write([ndjson(smallFleet())], {inventory, reporters, redact: true, groupBy: {column: 'Site'}});
		for (const file of readdirSync(folder))
			expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(/Köln|Paris|Oslo|\bAnn\b|Dora|pc-101|pc-900/i);
		const {groups, inventory: told} = JSON.parse(text('summary.json'));
		expect(groups.rows.map(({name}: {readonly name: string}) => name).sort()).toEqual([
			'(not in the inventory)',
			'Site-1',
			'Site-2',
			'Site-3',
		]);
		expect(told).toMatchObject({machines: 3, withLog: 2});
	});

	it('are about machines and servers by their names, also where those are redacted', async () => {
		const inventory = await inventoryOf(SITES);
		const {summary} = await write([ndjson(smallFleet())], {
			inventory,
			redact: true,
			filter: {where: ['site!=Oslo', 'machine=pc-1*', 'server=wsus01']},
		});
		const named = await write([ndjson(smallFleet())], {inventory, filter: {where: ['site!=Oslo', 'machine=pc-1*', 'server=wsus01']}});
		expect(summary.machines.length).toBeGreaterThan(1);
		expect(summary.totals).toEqual(named.summary.totals);
		expect(summary.inventory).toMatchObject({machines: 1, withLog: 1, withoutLog: []});
		expect(summary.inventory?.notListed).toHaveLength(named.summary.inventory?.notListed.length ?? 0);
		expect(JSON.stringify(summary)).not.toMatch(/Oslo|pc-1|wsus01/i);
	});

	it('tell machines of two domains apart as the inventory does', async () => {
		const inDomain = (name: string, domain: string): TriageResult => {
			const result = resultOf('http', name, {path: `${domain}/${name}.log`});
			return {...result, machine: {...result.machine, domain}};
		};
		const inventory = await inventoryOf('machine,site\nPC-1.a.example.com,Berlin\nPC-1.b.example.com,Paris\n');
		const {summary} = await write([ndjson([inDomain('PC-1', 'b.example.com')])], {inventory});
		expect(summary.machines.map(({name, inventory: values}) => [name, values?.site])).toEqual([['PC-1.b.example.com', 'Paris']]);
		expect(summary.inventory?.withoutLog.map(({name}) => name)).toEqual(['PC-1.a.example.com']);
	});
});
