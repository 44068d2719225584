/** The tables of the page, made from the data that a triage writes into it. */
import {describe, expect, it} from 'vitest';
import {createPageData} from '../../../src/core/triage/html/data.js';
import type {Cell} from '../../../src/page/triage/cells.js';
import {readFleetData} from '../../../src/page/triage/fleet-data.js';
import {parseQuery, TABLE_NAMES, type TableName} from '../../../src/page/triage/query.js';
import {createTables, filterValueText} from '../../../src/page/triage/tables.js';
import {resultWith, smallFleet, summarize} from '../../helpers/triage-results.js';

const fleet = smallFleet();
const written = createPageData();
for (const result of fleet) written.addResult(result);
const data = readFleetData(JSON.parse([...written.end(summarize(fleet))].join('')));
const tables = createTables(data);

function rows(hash: string): readonly (readonly Cell[])[] {
	const query = parseQuery(hash);
	const found = tables[query.table].select(query);
	return found.cells(0, found.size);
}

function textOf(cell: Cell): string {
	switch (cell.kind) {
		case 'text':
			return cell.text;
		case 'day':
			return cell.time ?? '';
		case 'level':
			return cell.level;
		case 'links':
			return cell.links.map(({text}) => text).join(', ');
		default:
			return cell satisfies never;
	}
}

function texts(hash: string): readonly (readonly string[])[] {
	return rows(hash).map((row) => row.map(textOf));
}

describe('the data', () => {
	it('has every machine with its names', () => {
		const old = data.machines.find(({name}) => name === 'old-1');
		expect(old?.problems.map(({problem, scans}) => [problem.rule, problem.level, scans])).toEqual([
			['name-not-resolved', 'error', 1],
			['wsus-over-http', 'warning', 0],
		]);
		expect(old?.findings).toEqual(old?.problems);
		expect(old?.problems[0]?.problem).toMatchObject({
			number: 3,
			code: '0x80072EE7',
			server: 'http://wsus02.contoso.example:8530',
			machines: 1,
			command: 'nslookup wsus02.contoso.example',
		});
		expect(old).toMatchObject({
			name: 'old-1',
			verdict: 'error',
			scans: 2,
			failed: 1,
			outsideFailures: 0,
			worstOutsideCode: null,
			lastSuccess: '2015-03-10T08:08:45',
			lastTime: '2015-03-10T08:22:17',
			version: '7.6.7600.320',
			servers: ['http://wsus02.contoso.example:8530'],
			pinning: {state: 'not-applicable', label: 'WSUS over HTTP'},
			codes: ['0x80072EE7'],
		});
	});

	it('keeps notes apart from problems', () => {
		const cut = data.machines.find(({findings, problems}) => findings.length > problems.length);
		expect(cut?.findings).toEqual(expect.arrayContaining([...(cut?.problems ?? [])]));
		expect(data.problems.filter(({level}) => level === 'info').length).toBeGreaterThan(0);
	});

	it('of nothing is empty', () => {
		const nothing = readFleetData(JSON.parse([...createPageData().end(summarize([]))].join('')));
		for (const name of TABLE_NAMES) expect(nothing[name]).toEqual([]);
	});
});

describe('a filter', () => {
	it.each([
		['problem', '3', 'DNS lookup failed for the server or the proxy'],
		['problem', '99', '99'],
		['problems', 'wsus-over-http', 'WSUS is configured for HTTP, without encryption'],
		['problems', 'no-such-rule', 'no-such-rule'],
		['pinning', 'not-in-store', 'not in the store'],
		['verdict', 'error', 'Error'],
		['verdict', 'constructor', 'constructor'],
		['code', '0x80240438', '0x80240438'],
	] as const)('%s=%s is shown as words', (name, value, text) => {
		expect(filterValueText(data, name, value)).toMatch(new RegExp(`^${text}(?: \\(|$)`));
	});
});

describe('the files', () => {
	it('have the verdict of their log, and its telling scans', () => {
		const [file] = data.files.filter(({machine, path}) => machine === 'pc-102' && path.startsWith('pc-102/'));
		expect(file?.verdict).toMatchObject({level: 'error', text: expect.stringMatching(/^1 of 3 scans failed/)});
		expect(file?.telling).toHaveLength(3);
		expect(file?.telling.find(({outcome}) => outcome === 'failed')).toMatchObject({
			service: 'WSUS',
			server: 'https://wsus01.contoso.example:8531',
			code: '0x80240438',
		});
	});

	it('have no verdict where they are no logs', () => {
		expect(data.files.filter(({status}) => status !== 'analyzed').map(({verdict, telling}) => [verdict, telling])).toEqual(
			Array(3).fill([null, []]),
		);
	});

	it('have the last scans and those that failed where there are many', () => {
		const {report} = fleet[0] ?? expect.fail();
		const [scan] = report.scans;
		if (scan === undefined) throw new Error('the sample has scans');
		const scans = Array.from({length: 40}, (_, index) => ({
			...scan,
			id: index + 1,
			outcome: index === 3 ? ('failed' as const) : ('succeeded' as const),
		}));
		const many = createPageData();
		const result = resultWith({...report, scans}, 'pc-1');
		many.addResult(result);
		const [file] = readFleetData(JSON.parse([...many.end(summarize([result]))].join(''))).files;
		expect(file?.telling.map(({id}) => id)).toEqual([4, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40]);
	});
});

describe('a table', () => {
	it.each<readonly [TableName, number]>([
		['machines', 15],
		['problems', 11],
		['servers', 2],
		['versions', 9],
		['codes', 5],
		['files', 19],
	])('of %s has a row for each, and a cell for each column', (name, size) => {
		const {columns, select} = tables[name];
		const found = select(parseQuery(`#table=${name}`));
		expect([tables[name].size, found.size]).toEqual([size, size]);
		for (const row of found.cells(0, size)) expect(row).toHaveLength(columns.length);
		expect(new Set(columns.map((column) => column.name)).size).toBe(columns.length);
		expect(found.names()).toHaveLength(size);
	});

	it('of machines has the worst first', () => {
		expect(texts('')[0]?.slice(0, 5)).toEqual([
			'old-1',
			'error',
			'DNS lookup failed for the server or the proxy, WSUS is configured for HTTP, without encryption',
			'2',
			'1',
		]);
	});

	it('gives the rows of one page', () => {
		const found = tables.machines.select(parseQuery(''));
		expect(found.cells(10, 12)).toEqual(found.cells(0, 15).slice(10, 12));
	});

	it.each([
		['#problems=system-proxy-failed-no-fallback', ['pc-101', 'pc-102', 'pc-103', 'pc-104']],
		['#problems=wsus-certificate-store-empty&verdict=good', ['pc-302']],
		['#server=https%3A%2F%2Fwsus01.contoso.example%3A8531&verdict=good', ['pc-301', 'pc-302']],
		['#pinning=not-in-store', ['pc-201', 'pc-202']],
		['#code=0x80240438&sort=-machine', ['pc-104', 'pc-103', 'pc-102', 'pc-101']],
		['#version=7.6.7600.320', ['old-1']],
		['#q=0x80072EE7', ['old-1']],
		['#machine=pc-701', ['pc-701']],
		['#machine=PC-701', ['pc-701']],
		['#problem=1', ['pc-101', 'pc-102', 'pc-103', 'pc-104']],
		['#problem=2&q=202', ['pc-202']],
		['#problem=99', []],
	])('of machines finds %s', (hash, names) => {
		expect(texts(hash).map(([name]) => name)).toEqual(names);
	});

	it('of files finds those of a machine and of a status', () => {
		expect(texts('#status=failed')).toEqual([['pc-802/WindowsUpdate.log', 'pc-802', 'failed', 'Reading it is not permitted.', '0', '0']]);
		expect(texts('#table=files&machine=old-1').map(([file]) => file)).toEqual(['logs.zip › old-1/WindowsUpdate.log']);
	});

	it('leads from its names to the machines that have them', () => {
		const [cell] = rows('#table=codes')[0] ?? [];
		expect(cell).toEqual({
			kind: 'links',
			links: [{text: '0x80240438', href: '#table=machines&code=0x80240438'}],
			isStacked: false,
		});
	});

	it('of machines keeps its filters where a name is followed', () => {
		const servers = rows('#verdict=good')[0]?.find(
			(cell) => cell.kind === 'links' && cell.links.some(({text}) => text.startsWith('https')),
		);
		expect(servers).toMatchObject({links: [{href: expect.stringMatching(/^#table=machines&verdict=good&server=https/)}]});
	});

	it('says no for a server that is not encrypted', () => {
		expect(texts('#table=servers').map(([, encrypted]) => encrypted)).toEqual(['yes', 'no']);
	});
});
