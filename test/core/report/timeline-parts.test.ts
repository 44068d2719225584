/** Parts of a timeline: tries of proxies with their durations, and labels that have room. */
import {describe, expect, it} from 'vitest';
import {attemptRows} from '../../../src/core/report/html/attempt-rows.js';
import {placeLabels, placeText} from '../../../src/core/report/html/axis-labels.js';
import {timelineFigure} from '../../../src/core/report/html/timeline-svg.js';
import {layoutTimeline, type TimelineLayout} from '../../../src/core/timeline/timeline-layout.js';
import type {ProxyAttempt, Scan, TimelineEntry} from '../../../src/core/types.js';
import {bareScan, timelineEntry} from '../../helpers/finding-fixtures.js';

function attempt(line: number, parts: Partial<ProxyAttempt> = {}): ProxyAttempt {
	return {
		line,
		time: null,
		via: 'system',
		proxy: null,
		bypass: null,
		url: null,
		impersonation: null,
		outcome: 'failed',
		code: null,
		...parts,
	};
}

function layoutOf(timeline: readonly TimelineEntry[], attempts: readonly ProxyAttempt[]): {readonly scan: Scan; readonly layout: TimelineLayout} {
	const scan = bareScan({timeline, proxy: {behaviors: [], attempts, outcome: 'failed'}});
	return {scan, layout: layoutTimeline(scan) ?? expect.fail()};
}

function begins(line: number, seconds: number): TimelineEntry {
	return timelineEntry(line, seconds, {kind: 'proxy-attempt'});
}

function fails(line: number, seconds: number): TimelineEntry {
	return timelineEntry(line, seconds, {kind: 'failure', severity: 'warning'});
}

describe('tries of proxies', () => {
	it('last from the line that announces them to the one that shows their result', () => {
		const {layout} = layoutOf(
			[timelineEntry(1, 0), begins(2, 1), timelineEntry(3, 2), fails(4, 22), fails(5, 23), begins(6, 24), timelineEntry(7, 40, {kind: 'end'})],
			[attempt(2), attempt(6, {via: 'user', outcome: 'succeeded'})],
		);
		expect(layout.attempts.map(({fromMs, toMs, isStartLogged, isEndLogged}) => [fromMs, toMs, isStartLogged, isEndLogged])).toEqual([
			[1000, 22_000, true, true],
			[24_000, 40_000, true, true],
		]);
		expect(layout.attempts.map(({x0, x1}) => [x0, x1])).toEqual([
			[0.025, 0.55],
			[0.6, 1],
		]);
	});

	it('last at most since the line before where only their result is logged', () => {
		const {layout} = layoutOf([timelineEntry(1, 0), fails(2, 21), fails(3, 42)], [attempt(2), attempt(3)]);
		expect(layout.attempts.map(({fromMs, toMs, isStartLogged}) => [fromMs, toMs, isStartLogged])).toEqual([
			[0, 21_000, false],
			[21_000, 42_000, false],
		]);
		expect(attemptRows(layout.attempts).map(({label}) => label)).toEqual(['System proxy: failed 2 times, up to 21 s']);
	});

	it('last until the next try, or the end of the scan, where no result is logged', () => {
		const {layout} = layoutOf(
			[begins(1, 0), begins(2, 5), timelineEntry(3, 9)],
			[attempt(1, {outcome: 'unknown'}), attempt(2, {outcome: 'unknown'})],
		);
		expect(layout.attempts.map(({fromMs, toMs, isEndLogged}) => [fromMs, toMs, isEndLogged])).toEqual([
			[0, 5000, false],
			[5000, 9000, false],
		]);
		expect(attemptRows(layout.attempts).map(({label}) => label)).toEqual(['System proxy: result not logged 2 times']);
	});

	it('are never folded, however long they wait', () => {
		const events = [timelineEntry(1, 0), begins(2, 1), fails(3, 601), timelineEntry(4, 602)];
		expect(layoutOf(events, [attempt(2)]).layout.segments).toHaveLength(1);
		expect(layoutOf(events, []).layout.segments).toHaveLength(3);
	});

	it.each([
		[[attempt(1)], 'System proxy: failed after 21 s'],
		[[attempt(1, {via: 'user', impersonation: true, outcome: 'succeeded'})], 'User proxy as the user: worked, 21 s'],
		[[attempt(1, {via: 'direct'})], 'No proxy: failed after 21 s'],
		[[attempt(1, {via: 'named', proxy: 'proxy.contoso.example:8080'})], 'proxy.contoso.example: failed after 21 s'],
		[[attempt(1, {via: 'named', proxy: 'a-very-long-name-of-a-proxy.example:80'})], 'a-very-long-name-of-a…: failed after 21 s'],
	])('have a label: %#', (attempts, label) => {
		const {layout} = layoutOf([begins(1, 0), fails(2, 21)], attempts);
		expect(attemptRows(layout.attempts).map((row) => row.label)).toEqual([label]);
	});

	it('have a row for each proxy and result', () => {
		const {scan, layout} = layoutOf(
			[begins(1, 0), fails(2, 21), begins(3, 22), fails(4, 43), begins(5, 44), timelineEntry(6, 45, {kind: 'end'})],
			[attempt(1), attempt(3), attempt(5, {via: 'user', outcome: 'succeeded'})],
		);
		const svg = timelineFigure(scan, layout);
		expect(Array.from(svg.matchAll(/<text class="try"[^>]*>([^<]*)</g), ([, label]) => label)).toEqual([
			'System proxy: failed 2 times, 21 s each',
			'User proxy: worked, 1 s',
		]);
		expect(svg.match(/<rect class="try wrong"/g)).toHaveLength(2);
		expect(svg.match(/<rect class="try worked"/g)).toHaveLength(1);
	});
});

describe('the legend', () => {
	it('explains the marks that are there, and no others', () => {
		const {scan, layout} = layoutOf(
			[
				timelineEntry(1, 0, {kind: 'start'}),
				begins(2, 1),
				timelineEntry(3, 5, {kind: 'proxy-switch', severity: 'warning', detail: {type: 'proxy-switch', from: 'system', to: null}}),
				timelineEntry(4, 9, {kind: 'end', severity: 'warning'}),
			],
			[attempt(2)],
		);
		const legend = /<ul class="legend"[^]*?<\/ul>/.exec(timelineFigure(scan, layout))?.[0] ?? '';
		expect(Array.from(legend.matchAll(/<\/svg> ([^<]*)</g), ([, words]) => words)).toEqual([
			'scan starts',
			'no other proxy left',
			'scan was canceled',
		]);
	});
});

describe('labels of an axis', () => {
	it('are left out where they would collide, first those in the middle', () => {
		const labels = [0, 0.22, 0.5, 0.8, 1].map((x) => ({x, text: x === 0 ? '0' : '1 min 20 s'}));
		expect(placeLabels(labels).map(({x, anchor, isForWide}) => [x, anchor, isForWide])).toEqual([
			[0, 'start', false],
			[0.22, 'middle', false],
			[0.5, 'middle', true],
			[1, 'end', false],
		]);
	});

	it('are as many as there are where all have room', () => {
		const labels = [0, 0.5, 1].map((x) => ({x, text: '5 s'}));
		expect(placeLabels(labels).map(({isForWide}) => isForWide)).toEqual([false, false, false]);
	});
});

it.each([
	['short', 0.1, 0.2, {x: 0.1, anchor: 'start'}],
	['short', 0.95, 1, {x: 1, anchor: 'end'}],
	['a text of medium length', 0.6, 0.8, {x: 0.8, anchor: 'end'}],
	['a text of medium length, and a bit', 0.3, 0.5, {x: 1, anchor: 'end'}],
	['a text that is longer than a phone is wide, by quite a bit', 0.3, 0.5, {x: 0, anchor: 'start'}],
] as const)('"%s" over bars from %d to %d has room', (text, from, to, place) => {
	expect(placeText(text, from, to)).toEqual(place);
});
