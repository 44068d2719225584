/** The page of a fleet: sound HTML, nothing fetched, nothing run but its own script, hostile texts are texts. */
import {describe, expect, it} from 'vitest';
import {compareWithBaseline} from '../../../src/core/triage/baseline.js';
import {createPageData, safeJson} from '../../../src/core/triage/html/data.js';
import {fleetPage} from '../../../src/core/triage/html/page.js';
import {timePlot} from '../../../src/core/triage/html/plots.js';
import {PAGE_SCRIPT} from '../../../src/core/triage/html/page-script.generated.js';
import {binDays} from '../../../src/core/triage/html/time-bins.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import type {DaySummary, Summary} from '../../../src/core/triage/summary.js';
import {checkHarmless, checkHeadings, checkHtml, type Page} from '../../helpers/check-html.js';
import {hostileReport} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {resultOf, resultWith, smallFleet, summarize, unreadable} from '../../helpers/triage-results.js';
import {visibleText} from '../../helpers/visible-text.js';

const fleet = smallFleet();

function page(results: readonly TriageResult[], change: (summary: Summary) => Summary = (summary) => summary): string {
	const data = createPageData();
	for (const result of results) data.addResult(result);
	const summary = change(summarize(results, {groupBy: 'server'}));
	return [...fleetPage(summary, {version: '0.0.0', script: 'SCRIPT', scriptHash: 'HASH', data: data.end(summary)})].join('');
}

/** The page without its two script elements, which are looked at by themselves. */
function checked(html: string): Page {
	expect(html.match(/<script/g)).toHaveLength(2);
	return checkHtml(html.replace(/<script type="application\/json" id="data">[^<]*<\/script>\n<script>SCRIPT<\/script>/, ''));
}

function dataIn(html: string): Readonly<Record<string, readonly (readonly unknown[])[]>> {
	return JSON.parse(/id="data">([^<]*)</.exec(html)?.[1] ?? '');
}

describe('the page', () => {
	const html = page(fleet, (summary) => ({
		...summary,
		command: 'wulens triage logs',
		generated: '2024-05-01',
		baseline: compareWithBaseline(summary, summarize(fleet.slice(4))),
	}));

	it('is sound', () => {
		const read = checked(html);
		checkHeadings(read);
		const ids = read.elements.flatMap(({attributes}) => attributes.get('id') ?? []);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('lets nothing run but its own script, and loads nothing', () => {
		expect(html).toContain(
			`content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-HASH'; base-uri 'none'; form-action 'none'"`,
		);
		checkHarmless(checked(html.replace(/<(\/?)b>/g, '<$1strong>')), [], 0);
	});

	it('says the answer without a script', () => {
		for (const text of [
			'7 of 15 machines have errors; 5 more have warnings.',
			'netsh winhttp show proxy',
			'https://wsus01.contoso.example:8531',
			'What to repair',
			'Changes since the earlier run',
			'Problems over time',
			'pc-802/WindowsUpdate.log',
			'wulens triage logs',
		])
			expect(html).toContain(text);
	});

	it('says what it said', async () => {
		await expect(visibleText(html)).toMatchFileSnapshot('page.txt');
	});

	it('has in its data what it had', async () => {
		await expect(`${JSON.stringify(dataIn(html), null, '\t')}\n`).toMatchFileSnapshot('page-data.json');
	});

	it('names the command and the time only where they are given', () => {
		expect(page(fleet)).not.toMatch(/Command:|on null/);
	});

	it('has every machine and every file in its data', () => {
		const data = dataIn(html);
		expect(data.machines).toHaveLength(15);
		expect(data.files).toHaveLength(fleet.length);
		expect(html).toContain('["wsus-over-http","WSUS is configured for HTTP, without encryption"]');
	});

	it('is whole without a single result', () => {
		const empty = page([]);
		checkHeadings(checked(empty));
		expect(dataIn(empty)).toMatchObject({machines: [], files: []});
	});
});

describe('its script', () => {
	it('can stand in its element', () => {
		expect(PAGE_SCRIPT).not.toMatch(/<\/script|<!--/i);
		expect(PAGE_SCRIPT).not.toMatch(
			/innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|fetch\(|XMLHttp|import\(|localStorage/,
		);
		// The syntax is right: what it does is tested in a browser.
		expect(() => new Function(PAGE_SCRIPT)).not.toThrow();
	});
});

describe.each(Object.entries(HOSTILE_TEXTS))('%s', (_, text) => {
	it('stays text', () => {
		const result = resultWith(hostileReport(text), text, {path: text, member: text});
		const html = page([result, unreadable(text, `${text}2`)], (summary) => ({
			...summary,
			command: text,
			generated: text,
			baseline: compareWithBaseline(summary, summarize([])),
		}));
		const plain = page(
			[resultWith(hostileReport('plain'), 'plain', {path: 'plain', member: 'plain'}), unreadable('plain', 'plain2')],
			(summary) => ({...summary, command: 'plain', generated: 'plain', baseline: compareWithBaseline(summary, summarize([]))}),
		);
		const kinds = (one: string): readonly string[] => [...new Set(checked(one).elements.map(({name}) => name))];
		const known = new Set([...kinds(page(fleet)), ...kinds(plain)]);
		expect(kinds(html).filter((name) => !known.has(name))).toEqual([]);
		checkHarmless(checked(html.replace(/<(\/?)b>/g, '<$1strong>')), [], 0);
		expect(dataIn(html).machines?.length).toBeGreaterThan(0);
	});
});

it('says JSON that no element ends', () => {
	const text = '</script><!-- & \u2028 \u0000';
	expect(safeJson([text])).not.toMatch(/[<>&\u2028]/);
	expect(JSON.parse(safeJson([text]))).toEqual([text]);
});

describe('time', () => {
	const day = (text: string): DaySummary => ({day: text, scans: 2, failed: 1, problems: {a: 1}});

	it('has days without a scan, too', () => {
		expect(binDays([day('2024-02-27'), day('2024-03-02')]).bins.map(({start, scans}) => [start, scans])).toEqual([
			['2024-02-27', 2],
			['2024-02-28', 0],
			['2024-02-29', 0],
			['2024-03-01', 0],
			['2024-03-02', 2],
		]);
	});

	it.each([
		['2024-01-01', '2024-04-10', 'day'],
		['2024-01-01', '2024-12-31', 'week'],
		['2020-01-01', '2024-12-31', 'month'],
		['1990-05-01', '2024-12-31', 'year'],
		['1601-01-01', '2024-12-31', 'year'],
	])('from %s to %s goes by %s', (from, to, unit) => {
		const binned = binDays([day(from), day(to)]);
		expect(binned.unit).toBe(unit);
		expect(binned.bins.length).toBeLessThanOrEqual(110);
		expect(binned.bins.at(-1)?.scans).toBe(2);
		expect(binned.bins.map(({start}) => start)).toEqual(binned.bins.map(({start}) => start).toSorted());
	});

	it('begins its weeks on Monday', () => {
		for (const {start} of binDays([day('2024-01-01'), day('2024-12-31')]).bins) expect(new Date(start).getUTCDay()).toBe(1);
	});

	it('is drawn as columns beside each other, as high as their numbers, in the colours of the most frequent rules', () => {
		const days = [
			{day: '2024-03-01', scans: 4, failed: 3, problems: {rare: 1, often: 3}},
			{day: '2024-03-02', scans: 2, failed: 1, problems: {often: 2}},
		];
		const plot = timePlot({...summarize([]), days});
		const rects = [...plot.matchAll(/<rect class="(\w+)" x="([\d.]+)%" y="([\d.]+)" width="([\d.]+)%" height="([\d.]+)"\/>/g)].map(
			([, name = '', ...numbers]) => ({name, numbers: numbers.map(Number)}),
		);
		expect(rects).toEqual([
			{name: 'hit', numbers: [0, 12, 8.33, 200]},
			{name: 's0', numbers: [1.17, 62, 6, 150]},
			{name: 's1', numbers: [1.17, 12, 6, 50]},
			{name: 'hit', numbers: [8.33, 12, 8.33, 200]},
			{name: 's0', numbers: [9.5, 112, 6, 100]},
		]);
		expect(plot.match(/<title>[^<]*/g)).toEqual([
			'<title>2024-03-01: 4 scans, 3 failed; often 3, rare 1',
			'<title>2024-03-02: 2 scans, 1 failed; often 2',
		]);
		expect(plot.match(/text-anchor="end">[^<]*/g)).toEqual(['text-anchor="end">0', 'text-anchor="end">2', 'text-anchor="end">4']);
		expect(plot).not.toContain('others');
	});

	it('has a few labels, of which a phone shows at most three', () => {
		for (const count of [1, 5, 12, 30, 100]) {
			const days = Array.from({length: count}, (_, index) => day(new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)));
			const plot = timePlot({...summarize([]), days});
			const labels = [...plot.matchAll(/<text( class="wide")? x="[\d.]+%"/g)];
			expect(labels.length).toBeLessThanOrEqual(8);
			expect(labels.filter(([, wide]) => wide === undefined).length).toBeLessThanOrEqual(3);
			expect(labels.length).toBeGreaterThan(0);
		}
	});

	it('has the titles of problems in its legend', () => {
		const plot = timePlot(summarize(fleet));
		expect(plot).toMatch(
			/<a href="#problems=wsus-certificate-not-in-store">The certificate presented by WSUS is likely not pinned on this PC<\/a>/,
		);
	});

	it('puts rules past the sixth together', () => {
		const problems = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((rule, index) => [rule, 9 - index]));
		const plot = timePlot({...summarize([]), days: [{day: '2024-03-01', scans: 50, failed: 44, problems}]});
		expect([...plot.matchAll(/href="#problems=(\w)"/g)].map(([, rule]) => rule)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
		expect(plot).toContain('<span class="swatch s6"></span>others');
		expect(plot).toContain('rect class="s6"');
	});

	it('has no plot where nothing is wrong', () => {
		expect(timePlot(summarize([resultOf('pinned', 'a')]))).toBe('');
		expect(binDays([])).toEqual({unit: 'day', bins: []});
	});
});
