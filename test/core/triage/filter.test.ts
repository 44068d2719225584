/** What `--since`, `--until` and `--where` let through. */
import {describe, expect, it} from 'vitest';
import {parseWallClock} from '../../../src/core/wording/wall-clock.js';
import {createFilter, FilterError, type FilterOptions, WHERE_FIELDS, withoutName} from '../../../src/core/triage/filter.js';
import {NO_FILTER, type SelectedResult} from '../../../src/core/triage/selection.js';
import {matchesPattern} from '../../../src/core/triage/wildcard.js';
import {resultOf} from '../../helpers/triage-results.js';

const dead = resultOf('proxyDead', 'pc-101');
const healthy = resultOf('http', 'pc-401');

function select(options: FilterOptions, result = dead): SelectedResult | null {
	return createFilter(options).select(result);
}

function ids(options: FilterOptions, result = dead): readonly number[] | null {
	return select(options, result)?.scans.map(({id}) => id) ?? null;
}

it('leaves out nothing where nothing is asked for', () => {
	for (const result of [dead, healthy, resultOf('offline', 'pc-1')]) expect(select({}, result)).toEqual(NO_FILTER.select(result));
});

describe('times', () => {
	it.each([
		['2024-03-12', '2024-03-12'],
		['2024-03-12 19:47', '2024-03-12T19:47'],
		['2024-03-12T19:47:21', '2024-03-12T19:47:21'],
		[' 2024-02-29 02:30:00.1234567 ', '2024-02-29T02:30:00.1234567'],
	])('reads %s', (text, time) => {
		expect(parseWallClock(text)).toBe(time);
	});

	it.each([
		'',
		'yesterday',
		'2024-02-30',
		'2024-13-01',
		'12.03.2024',
		'2024-03-12 25:00',
		'2024-03-12T19:47Z',
		'2024-03-12 19',
	])('refuses "%s"', (text) => {
		expect(parseWallClock(text)).toBeNull();
		expect(() => createFilter({since: text})).toThrow(FilterError);
	});

	it('takes a day from its first to its last moment', () => {
		const day = dead.report.scans[0]?.start?.time?.slice(0, 10) ?? '';
		expect(ids({since: day, until: day})).toEqual(ids({}));
		expect(ids({until: '2001-01-01'})).toBeNull();
		expect(ids({since: '2999-01-01'})).toBeNull();
	});

	it('takes a minute with all its seconds', () => {
		const [first] = dead.report.scans;
		const minute = first?.start?.time?.slice(0, 16) ?? '';
		expect(ids({since: minute, until: minute})).toContain(first?.id);
	});

	it('keeps scans whose years are of another calendar, and says which', () => {
		const other: typeof dead = JSON.parse(JSON.stringify(dead).replaceAll(/"20\d\d-/g, '"1443-'));
		const filter = createFilter({since: '2024-03-12'});
		expect(filter.select(other)?.scans.map(({id}) => id)).toEqual(other.report.scans.map(({id}) => id));
		expect(other.report.scans.every(filter.hasOtherCalendar)).toBe(true);
		expect(dead.report.scans.some(filter.hasOtherCalendar)).toBe(false);
		expect(other.report.scans.some(createFilter().hasOtherCalendar)).toBe(false);
	});

	it('leaves out scans without a time, and says which', () => {
		const [scan] = dead.report.scans;
		if (scan === undefined) throw new Error('the sample has no scan');
		const bare = {...scan, start: {line: 1, time: null}, end: null};
		const filter = createFilter({since: '2001-01-01'});
		expect(filter.lacksTime(bare)).toBe(true);
		expect(filter.select({...dead, report: {...dead.report, scans: [bare]}})).toBeNull();
		expect(createFilter({}).lacksTime(bare)).toBe(false);
	});

	it('refuses an end before the beginning', () => {
		expect(() => createFilter({since: '2024-03-12', until: '2024-03-11'})).toThrow('--until 2024-03-11 is before --since 2024-03-12');
		expect(() => createFilter({since: '2024-03-12 10:00', until: '2024-03-12'})).not.toThrow();
	});
});

describe('conditions', () => {
	it('knows the server of scans that name none from the settings of the log', () => {
		const [scan] = dead.report.scans;
		if (scan === undefined) throw new Error('the sample has a scan');
		const {wsus} = dead.report;
		const report = {
			...dead.report,
			wsus: wsus === null ? null : {...wsus, server: 'https://wsus05.contoso.example'},
			scans: [{...scan, server: null}],
		};
		const silent = {...dead, report};
		expect(ids({where: ['server=wsus05']}, silent)).toEqual([scan.id]);
		expect(ids({where: ['server=wsus05:443']}, silent)).toEqual([scan.id]);
		expect(ids({where: ['server=wsus01']}, silent)).toBeNull();
	});

	it('names the fields where one is unknown', () => {
		expect(() => createFilter({where: ['colour=red']})).toThrow(
			`unknown --where field "colour"; fields: ${Object.keys(WHERE_FIELDS).join(', ')}`,
		);
		expect(() => createFilter({where: ['constructor=x']})).toThrow(FilterError);
		expect(() => createFilter({where: ['machine']})).toThrow('--where takes field=value or field!=value, not "machine"');
	});

	it.each([
		['machine=pc-1*', true],
		['machine=PC-101', true],
		['machine!=pc-1*', false],
		['machine=pc-2*', false],
		['version=10.0.19041*', true],
		['version=7.*', false],
		['outcome=failed', true],
		['outcome=cancelled', false],
		['server=wsus01*', true],
		['server=https://wsus01.contoso.example:8531', true],
		['server=wsus02*', false],
		['server=wsus01', true],
		['server=WSUS01', true],
		['server=Wsus01.Contoso.Example', true],
		['server=wsus01:8531', true],
		['server=wsus01.contoso.example:8531', true],
		['server=https://wsus01', true],
		['server=https://wsus01.contoso.example:8531/', true],
		['server=http://wsus01', false],
		['server=wsus01:8530', false],
		['server=wsus0', false],
		['server!=wsus01', true],
		['service=WSUS', true],
		['service=3DA21691*', true],
		['service=Windows Update', false],
		['code=0x80240438', true],
		['code=80240438', true],
		['code=WU_E_PT_ENDPOINT*', true],
		['code=0x80072EE2', false],
		['rule=system-proxy-*', true],
		['rule=wsus-over-http', false],
	])('%s: %s', (where, isThere) => {
		expect(select({where: [where]}) !== null).toBe(isThere);
	});

	it('must all hold', () => {
		expect(ids({where: ['outcome=failed', 'machine=pc-1*']})).toHaveLength(1);
		expect(ids({where: ['outcome=failed', 'machine=pc-2*']})).toBeNull();
	});

	it('leaves only the scans that fit, and findings about them', () => {
		const selection = select({where: ['outcome=succeeded']});
		expect(selection?.scans.every(({outcome}) => outcome === 'succeeded')).toBe(true);
		expect(selection?.findings.map(({rule}) => rule)).not.toContain('system-proxy-failed-no-fallback');
		expect(selection?.level).toBe('good');
		expect(select({})?.level).toBe('error');
	});

	it('takes for a rule the scans that it names', () => {
		const selection = select({where: ['rule=system-proxy-failed-no-fallback']});
		expect(selection?.findings.map(({rule}) => rule)).toEqual(['system-proxy-failed-no-fallback']);
		expect(selection?.scans.map(({id}) => id)).toEqual(selection?.findings[0]?.scans);
	});

	it('keeps findings about the whole log while a scan of it is left', () => {
		expect(select({where: ['outcome=succeeded']}, healthy)?.findings.map(({rule}) => rule)).toContain('wsus-over-http');
		expect(select({where: ['rule!=wsus-*']}, healthy)?.findings).toEqual([]);
		expect(select({where: ['rule=wsus-over-http']}, healthy)?.scans).toEqual(healthy.report.scans);
	});

	it('hides names where the answer is redacted', () => {
		expect(['machine=pc-1*', 'Server!=wsus01', 'outcome=failed', 'last user=Ann'].map(withoutName)).toEqual([
			'machine=(redacted)',
			'Server!=(redacted)',
			'outcome=failed',
			'last user=(redacted)',
		]);
	});
});

describe('patterns', () => {
	it.each([
		['pc-101', 'pc-101', true],
		['pc-101', 'PC-*', true],
		['pc-101', '*101', true],
		['pc-101', 'p*-*1', true],
		['pc-101', '*', true],
		['', '*', true],
		['', '', true],
		['pc-101', 'pc', false],
		['aba', 'ab*ba', false],
		['abc', 'a*b', false],
		['abab', 'ab*ab', true],
		['a.c', 'a?c', false],
		['abc', 'a.c', false],
		['xaxbx', '*a*b*', true],
		['xbxax', '*a*b*', false],
	])('%s like %s: %s', (text, pattern, fits) => {
		expect(matchesPattern(text, pattern)).toBe(fits);
	});
});
