/** Parts of the page with more or less in them than samples have: cards of findings, facts, lists, pictures. */
import {describe, expect, it} from 'vitest';
import {type Anchors, findingCard} from '../../../src/core/report/html/finding-card.js';
import {timelineFigure} from '../../../src/core/report/html/timeline-svg.js';
import {createHtmlReporter} from '../../../src/core/report/reporters/html.js';
import {layoutTimeline, type TimelineBar, type TimelineLayout, type TimelineMark} from '../../../src/core/timeline/timeline-layout.js';
import type {FileReport, ProxyAttempt, WsusFacts} from '../../../src/core/types.js';
import {bareScan, judged, printed, PROXY_FINDING, proxyStory, timelineEntry} from '../../helpers/finding-fixtures.js';

const CHECK = {text: 'Look.', command: null, changes: false};
const CHANGE = {text: 'Do.', command: null, changes: true};

const NO_ANCHORS: Anchors = {scanAnchor: () => null, failureAnchors: new Map()};

function countOf(text: string, part: string): number {
	return text.split(part).length - 1;
}

describe('the card of a finding', () => {
	it('links the scans that are shown in full, and counts what is too many', () => {
		const card = findingCard({...PROXY_FINDING, scans: Array.from({length: 30}, (_, index) => index + 1)}, 'f', {
			...NO_ANCHORS,
			scanAnchor: (scan) => (scan % 2 === 0 ? `scan-${scan}` : null),
		});
		expect(card).toContain('Seen in scans 1, <a href="#scan-2">2</a>, 3, ');
		expect(card).toContain('<a href="#scan-24">24</a> and 6 more.');
		expect(card).not.toContain('25');
	});

	it('links the failures outside scans that are shown', () => {
		const anchors = {...NO_ANCHORS, failureAnchors: new Map([[3, {id: 'row-4', line: 71}]])};
		expect(findingCard({...PROXY_FINDING, scans: [], failures: [2, 3]}, 'f', anchors)).toContain(
			'Seen outside scans: <a href="#row-4">from line 71</a>.',
		);
	});

	it('says nothing of scans where it has none', () => {
		expect(findingCard({...PROXY_FINDING, scans: []}, 'f', NO_ANCHORS)).not.toContain('Seen in');
	});

	it.each([
		[[CHECK], 1, 0],
		[[CHANGE], 0, 1],
		[[CHECK, CHANGE, CHECK], 2, 1],
	])('has checks and changes apart: %j', (steps, checks, changes) => {
		const card = findingCard({...PROXY_FINDING, steps}, 'f', NO_ANCHORS);
		expect([
			countOf(card, '<li>Look.'),
			countOf(card, '<li>Do.'),
			countOf(card, 'What to check'),
			countOf(card, 'These steps change the PC'),
		]).toEqual([checks, changes, Math.min(checks, 1), changes]);
		if (changes > 0) expect(card).toContain(`start="${checks + 1}"`);
	});
});

describe('facts about WSUS', () => {
	const {wsus} = proxyStory();
	const change = (wsus?.changes ?? [])[0] ?? {line: 0, time: null, server: null};

	function shown(facts: Partial<WsusFacts> | null): string {
		const file: FileReport = {...proxyStory(), wsus: facts === null || wsus === null ? null : {...wsus, changes: [], ...facts}};
		return /<dt>WSUS server<\/dt><dd>(.*?)<\/dd>/.exec(printed(createHtmlReporter, [file]))?.[1] ?? '';
	}

	function changesAt(count: number): WsusFacts['changes'] {
		return Array.from({length: count}, (_, index) => ({...change, line: 10 + index}));
	}

	it('are none where the log names none', () => {
		expect(shown(null)).toBe('not mentioned in this log');
		expect(shown({server: null, statusServer: null, targetGroup: null})).toBe('not mentioned in this log');
	});

	it('are those of a device without WSUS, if it says anything of it', () => {
		expect(shown({server: null, statusServer: null, targetGroup: 'a'})).toBe('none configured');
		expect(shown({server: null, statusServer: 'http://a', targetGroup: null})).toBe('none configured');
		expect(shown({server: null, statusServer: null, targetGroup: null, changes: changesAt(1)})).toBe(
			'none configured; changed once in this log (line 10)',
		);
	});

	it('name the lines of changes, as long as they are few', () => {
		expect(shown({server: 'http://a', scheme: 'http', changes: changesAt(2)})).toBe(
			'http://a (HTTP, not encrypted); changed 2 times in this log (lines 10, 11)',
		);
		expect(shown({server: 'https://a', scheme: 'https', changes: changesAt(8)})).toBe(
			'https://a (HTTPS); changed 8 times in this log (lines 10, 11, 12, 13, 14, 15, 16, 17)',
		);
		expect(shown({server: 'https://a', scheme: 'https', changes: changesAt(9)})).toMatch(/ 16, 17 …\)$/);
	});
});

describe('the list of scans', () => {
	function listOf(succeeded: number, failed: number): string {
		const scans = Array.from({length: succeeded + failed}, (_, index) =>
			bareScan({id: index + 1, outcome: index < failed ? 'failed' : 'succeeded', caller: 'Contoso;Update_UPDATE_CLIENT'}),
		);
		return printed(createHtmlReporter, [judged({...proxyStory(), scans})]);
	}

	it('is closed where all is well', () => {
		expect(listOf(12, 0)).toContain('<details class="others"><summary>12 scans, all succeeded</summary>');
		expect(listOf(1, 0)).toContain('<details class="others"><summary>1 scan, which succeeded</summary>');
		expect(listOf(2, 1)).toContain('<details class="others"><summary>2 other scans, all succeeded</summary>');
		expect(listOf(0, 1)).not.toContain('<details class="others"');
	});

	it('is no table where a single scan failed', () => {
		expect(listOf(0, 1)).not.toContain('<table class="stack">');
		expect(listOf(0, 2)).toContain('<caption>Scans that failed or needed a second proxy</caption>');
	});

	it('breaks long names at their joints', () => {
		expect(listOf(1, 0)).toContain('Contoso;<wbr>Update_UPDATE_<wbr>CLIENT');
	});
});

describe('a picture', () => {
	function attempt(line: number): ProxyAttempt {
		return {line, time: null, via: 'system', proxy: null, bypass: null, url: null, impersonation: null, outcome: 'failed', code: null};
	}

	function figureOf(layout: Partial<TimelineLayout>, attempts: readonly ProxyAttempt[] = []): string {
		const scan = bareScan({timeline: [timelineEntry(1, 0), timelineEntry(2, 10)], proxy: {behaviors: [], attempts, outcome: 'not-used'}});
		const made = layoutTimeline(scan);
		if (made === null) throw new Error('no layout');
		return timelineFigure(scan, {...made, ...layout});
	}

	function bar(index: number, parts: Partial<TimelineBar> = {}): TimelineBar {
		return {name: `call-${index}`, fromMs: 0, toMs: 100 + index, x0: 0, x1: 0.5, startLine: 1, endLine: 2, row: 0, ...parts};
	}

	function lanesOf(bars: readonly TimelineBar[], marks: readonly TimelineMark[] = []): Pick<TimelineLayout, 'lanes'> {
		return {lanes: [{id: 'calls', name: 'Calls', bars, marks}]};
	}

	it('says in words what it shows', () => {
		expect(figureOf({})).toContain('no proxy attempts;');
		expect(figureOf({}, [attempt(1)])).toMatch(/1 proxy attempt, the last one: /);
		expect(figureOf({}, [attempt(1), attempt(2)])).toMatch(/2 proxy attempts, the last one: /);
	});

	it('has the longest bars where there are too many', () => {
		const bars = Array.from({length: 201}, (_, index) => bar(index, {fromMs: index * 1000, toMs: index * 1000 + ((index * 7) % 201) + 1}));
		const all = figureOf(lanesOf(bars.slice(0, 200)));
		expect(countOf(all, '<rect class="bar')).toBe(200);
		const most = figureOf(lanesOf(bars));
		expect(countOf(most, '<rect class="bar')).toBe(200);
		expect(most).not.toContain('>call-0,');
		expect(most).toContain('>call-1,');
	});

	it('gives each row of bars its height, up to four', () => {
		const heightOf = (rows: number): number =>
			Number(/height="(\d+)"/.exec(figureOf(lanesOf(Array.from({length: rows}, (_, row) => bar(row, {row})))))?.[1]);
		expect([1, 2, 3, 4, 5, 6].map((rows) => heightOf(rows) - heightOf(1))).toEqual([0, 16, 32, 48, 48, 48]);
		expect(figureOf(lanesOf(Array.from({length: 6}, (_, row) => bar(row, {row}))))).toMatch(/y="67"[^>]*>[^<]*<title>call-5,/);
	});

	it('marks what was cut off, and shows short calls', () => {
		const svg = figureOf(
			lanesOf([bar(0, {startLine: null}), bar(1, {endLine: null}), bar(2, {startLine: null, endLine: null}), bar(3, {x0: 0.999, x1: 1})]),
		);
		expect(countOf(svg, 'class="bar open"')).toBe(3);
		expect(svg).toContain('up to line 2, start not in this scan');
		expect(svg).toContain('from line 1, end not in this scan');
		expect(svg).toContain('x="99.6%"');
		expect(svg).toContain('width="3"');
	});

	it('folds a gap with a zigzag from top to bottom', () => {
		const svg = timelineFigure(
			bareScan(),
			layoutTimeline(bareScan({timeline: [timelineEntry(1, 0), timelineEntry(2, 1), timelineEntry(3, 900)]})),
		);
		const path = /class="zigzag" d="(M-4 0[^M]*)(M4 0[^"]*)"/.exec(svg);
		expect(path?.[1]).toMatch(/^M-4 0L-1 6L-7 12L-1 18L-7 24/);
		expect(path?.[2]).toMatch(/^M4 0L7 6L1 12L7 18L1 24/);
	});
});
