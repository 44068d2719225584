/** Inventories: CSV of every kind read, names folded, machines compared, nothing lost through one bad line. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {csvRows} from '../../../src/core/triage/inventory/csv-rows.js';
import {withInventory} from '../../../src/core/triage/inventory/inventory-columns.js';
import type {Inventory} from '../../../src/core/triage/inventory/inventory.js';
import {readInventory} from '../../../src/core/triage/inventory/read-inventory.js';
import {redactedInventory} from '../../../src/core/triage/inventory/redact-inventory.js';
import {createAggregator} from '../../../src/core/triage/aggregate.js';
import {createFilter, type FilterOptions} from '../../../src/core/triage/filter.js';
import type {Summary} from '../../../src/core/triage/summary.js';
import {summaryText} from '../../../src/core/triage/text.js';
import {integer, type Table, text} from '../../../src/core/report/tables/table.js';
import {inventoryOf} from '../../helpers/inventory.js';
import {smallFleet} from '../../helpers/triage-results.js';

function notesOf(csv: string): readonly string[] {
	const inventory = readInventory(csv);
	return inventory.type === 'read' ? inventory.notes.map(({line, text: note}) => `${line}: ${note}`) : [inventory.reason];
}

function summaryWith(inventory: Inventory, column: string | null = null, filter: FilterOptions = {}): Summary {
	const aggregator = createAggregator({filter: createFilter(filter, inventory), groupBy: column === null ? null : {column}, inventory});
	for (const result of smallFleet()) aggregator.addResult(result);
	return aggregator.end({version: '0.0.0', generated: null, command: null, sources: {results: 0, replaced: 0, torn: 0, unreadable: 0}});
}

const SITES = `machine,site,owner
PC-101,Berlin,Ann
pc-102.corp.contoso.example,Berlin,Ben
CORP\\PC-201$,Paris,
PC-202,Paris,Carl
PC-900,Paris,Dora
PC-801,Oslo,Emil
PC-901,Rome,
`;

describe('CSV', () => {
	it.each([
		['commas', 'machine,site\r\nPC-1,Berlin\r\n'],
		['semicolons', 'machine;site\nPC-1;Berlin'],
		['tabs', 'machine\tsite\rPC-1\tBerlin\r'],
		['the first line of Excel', 'sep=;\r\nmachine;site\r\nPC-1;Berlin\r\n'],
		['quotes', '"machine","site"\n"PC-1","Berlin"\n'],
		['a comma in a title', '"machine";"site";"a,b,c,d"\nPC-1;Berlin;\n'],
		['empty lines and cells at the end', '\n\nmachine,site\n\nPC-1,Berlin,,\n,,\n'],
	])('is read with %s', (_, csv) => {
		const {machines} = inventoryOf(csv);
		expect(machines).toMatchObject([{name: 'PC-1', domain: null, values: {site: 'Berlin'}}]);
		expect(notesOf(csv)).toEqual([]);
	});

	it('comes back as it was written, whatever is in its cells', () => {
		const cell = fc.string({unit: fc.constantFrom('a', 'B', ' ', ',', ';', '\t', '"', '\n', '\r', 'ü')}).map((value) => `x${value}`);
		const separators = fc.constantFrom(',', ';', '\t');
		fc.assert(
			fc.property(fc.array(fc.array(cell, {minLength: 3, maxLength: 3}), {minLength: 1, maxLength: 8}), separators, (rows, separator) => {
				const csv = [['one', 'two', 'three'], ...rows]
					.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator))
					.join('\r\n');
				expect([...csvRows(csv)].slice(1).map(({cells}) => cells)).toEqual(rows);
			}),
		);
	});

	it('is read to its end, whatever it is', () => {
		const texts = fc.string({unit: fc.constantFrom('a', ',', ';', '"', '\n', '\r', 'machine'), maxLength: 60});
		fc.assert(
			fc.property(texts, (csv) => {
				const lines = csv.split(/\r\n|\r|\n/);
				for (const {line} of csvRows(csv)) expect(lines[line - 1]).toBeDefined();
				readInventory(csv);
			}),
		);
	});
});

describe('a line that is not as it should be', () => {
	const csv = [
		'machine,site',
		'PC-1,"Berlin',
		'PC-2,Paris',
		'PC-3,"Rome" or Oslo',
		'PC-4,Oslo,Norway',
		',Madrid',
		'PC-5,"Kiel\nHarbor"',
		'pc-2,Lisbon',
		'PC-6',
		'',
	].join('\n');

	it('is told with its number, and takes no other with it', () => {
		expect(notesOf(csv)).toEqual([
			'2: a quote is not closed, or text follows a quote; only the name of the machine was taken',
			'4: a quote is not closed, or text follows a quote; only the name of the machine was taken',
			'5: there are 3 cells, but 2 columns; only the name of the machine was taken',
			'6: there is no name of a machine; the line was skipped',
			'9: pc-2 is in line 3, too; that line counts',
		]);
		const {machines, damagedRows} = inventoryOf(csv);
		expect(damagedRows).toBe(4);
		expect(machines.map(({name, values}) => [name, values.site])).toEqual([
			['PC-1', null],
			['PC-2', 'Paris'],
			['PC-3', null],
			['PC-4', null],
			['PC-5', 'Kiel Harbor'],
			['PC-6', null],
		]);
	});

	it.each([
		['', 'it is empty'],
		['PK\u0003\u0004\0\0', 'it is not text'],
		['site,owner\nBerlin,Ann\n', 'no column in line 1 has names of machines; call it machine (columns: "site", "owner")'],
	])('is the end where nothing can be read: %j', (content, reason) => {
		expect(readInventory(content)).toEqual({type: 'unusable', reason});
	});
});

describe('names', () => {
	it.each(['machine', 'Computer Name', 'DNSHostName', 'Device name', 'Netbios_Name0', 'Name'])('are in a column called %s', (title) => {
		expect(inventoryOf(`site,${title}\nBerlin,PC-1\n`)).toMatchObject({
			columns: ['site'],
			machines: [{name: 'PC-1', values: {site: 'Berlin'}}],
		});
	});

	it('are found in any case, with and without a domain', () => {
		const inventory = inventoryOf(SITES);
		for (const name of ['pc-102', 'PC-102', 'PC-102.corp.contoso.example', 'pc-201'])
			expect(inventory.find(name)?.values.site, name).toMatch(/Berlin|Paris/);
		expect(inventory.find('pc-102.other.example.com')).toBeNull();
		expect(inventory.find('pc-10')).toBeNull();
	});

	it('of two domains are two machines', () => {
		const inventory = inventoryOf('machine,site\nPC-1.a.example.com,Berlin\nPC-1.b.example.com,Paris\n');
		expect(inventory.namesInDomains).toEqual(new Set(['pc-1']));
		expect(inventory.find('pc-1.A.example.com')?.values.site).toBe('Berlin');
		expect(inventory.find('pc-1.b.example.com')?.values.site).toBe('Paris');
		expect(inventory.find('pc-1')).toBeNull();
	});
});

describe('columns', () => {
	it('stand behind the machine in every table, under a name that is free', () => {
		const inventory = inventoryOf('machine,Site,scans,constructor\nPC-1,Berlin,seven,x\n');
		const own: Table<{readonly name: string}> = [text('path', () => 'p'), text('machine', ({name}) => name), integer('scans', () => 1)];
		const table = withInventory(own, inventory);
		expect(table.map(({name}) => name)).toEqual(['path', 'machine', 'Site', 'inventory_scans', 'constructor', 'scans']);
		const cells = (name: string): readonly unknown[] => table.map(({of}) => of({name}));
		expect(cells('pc-1')).toEqual(['p', 'pc-1', 'Berlin', 'seven', 'x', 1]);
		expect(cells('pc-2')).toEqual(['p', 'pc-2', null, null, null, 1]);
	});

	it('are told apart', () => {
		expect(inventoryOf('machine,site,Site,,\nPC-1,a,b,c,d\n').columns).toEqual(['site', 'Site 2', 'column 4', 'column 5']);
	});
});

describe('the answer', () => {
	it('names machines without a log, and those that are not listed', () => {
		const {inventory, machines} = summaryWith(inventoryOf(SITES));
		expect(inventory).toMatchObject({columns: ['site', 'owner'], machines: 7, withLog: 4, damagedRows: 0});
		// A file that is empty, or cannot be read, is no log.
		expect(inventory?.withoutLog.map(({name}) => name)).toEqual(['PC-801', 'PC-900', 'PC-901']);
		expect(inventory?.notListed).toHaveLength(machines.length - 4);
		expect(machines.find(({name}) => name === 'pc-102')?.inventory).toEqual({site: 'Berlin', owner: 'Ben'});
		expect(machines.find(({name}) => name === 'pc-103')?.inventory).toBeNull();
	});

	it('says the same about logs whatever is asked for of scans', () => {
		const whole = summaryWith(inventoryOf(SITES));
		const part = summaryWith(inventoryOf(SITES), null, {where: ['outcome=failed']});
		expect(part.machines.length).toBeLessThan(whole.machines.length);
		expect(part.inventory).toEqual(whole.inventory);
	});

	it('is about the machines that are asked for, with or without a log', () => {
		const paris = summaryWith(inventoryOf(SITES), 'site', {where: ['Site=par*']});
		expect(paris.machines.map(({name}) => name)).toEqual(['pc-201', 'pc-202']);
		expect(paris.inventory).toMatchObject({machines: 3, withLog: 2, withoutLog: [{name: 'PC-900'}], notListed: []});
		expect(paris.groups?.rows).toMatchObject([{name: 'Paris', machines: 2, listed: 3}]);
		const others = summaryWith(inventoryOf(SITES), null, {where: ['site!=Paris', 'owner=']});
		expect(others.inventory).toMatchObject({machines: 1, withLog: 0, withoutLog: [{name: 'PC-901'}]});
		expect(others.inventory?.notListed).toContain('pc-103');
		const one = summaryWith(inventoryOf(SITES), null, {where: ['machine=pc-101']});
		expect(one.inventory).toMatchObject({machines: 1, withLog: 1, withoutLog: [], notListed: []});
	});

	it('is asked for by columns of the inventory only', () => {
		const inventory = inventoryOf('machine,Last user,rule\nPC-101,Ann,x\n');
		expect(createFilter({where: ['last USER = ann']}, inventory).selectsMachine('pc-101')).toBe(true);
		expect(createFilter({where: ['last user!=ann']}, inventory).selectsMachine('pc-101')).toBe(false);
		expect(createFilter({where: ['rule=x']}, inventory).selectsMachine('pc-999')).toBe(true);
		expect(() => createFilter({where: ['colour=red']}, inventory)).toThrow(
			/unknown --where field "colour"; fields: machine, .*, Last user, rule$/,
		);
		expect(() => createFilter({where: ['site=x']})).toThrow(/rule \(more with --inventory\)$/);
	});

	it('has a group for each site, also where no log is', () => {
		const {groups, totals} = summaryWith(inventoryOf(SITES), 'site');
		expect(groups).toMatchObject({by: 'inventory', column: 'site'});
		const rows = groups?.rows.map(({name, machines, listed, machinesWithFailedScans}) => [name, machines, listed, machinesWithFailedScans]);
		expect(rows).toEqual([
			['(not in the inventory)', totals.machines - 4, 0, expect.any(Number)],
			['Berlin', 2, 2, 2],
			['Paris', 2, 3, 2],
			['Oslo', 0, 1, 0],
			['Rome', 0, 1, 0],
		]);
		expect(groups?.rows.find(({name}) => name === 'Berlin')?.with[0]).toMatchObject({name: 'system-proxy-failed-no-fallback', machines: 2});
		expect(summaryWith(inventoryOf(SITES), 'owner').groups?.rows.map(({name}) => name)).toContain('(empty)');
	});

	it('is readable', () => {
		const answer = summaryText(summaryWith(inventoryOf(SITES), 'site'), {version: '0.0.0', top: 2, width: 100});
		expect(answer).toContain('4 of 7 machines in the inventory have a log; 11 machines with a log are not in it.');
		expect(answer).toContain('Without a log: PC-801 (Oslo, Emil), PC-900 (Paris, Dora), and 1 more machine');
		expect(answer).toMatch(/By site \(most machines first\)\n.*\n[\s\S]*Berlin: \d+ scans/);
	});
});

it('is redacted by numbers that are the same for the same value', () => {
	const inventory = redactedInventory(inventoryOf(SITES), (name) => `x${name.slice(-3)}`);
	expect(inventory.machines.slice(0, 3).map(({name, values}) => [name, values])).toEqual([
		['x101', {site: 'site-1', owner: 'owner-1'}],
		['x102', {site: 'site-1', owner: 'owner-2'}],
		['x201', {site: 'site-2', owner: null}],
	]);
	expect(inventory.find('x101')?.values.site).toBe('site-1');
});
