/** Where events stand on the line of time: positions, folds, ticks, lanes, groups. */
import {describe, expect, it} from 'vitest';
import {shortDuration} from '../../../src/core/wording/duration.js';
import {wallClockMs} from '../../../src/core/wording/elapsed-times.js';
import {
	groupMarks,
	layoutTimeline,
	shapeOf,
	type TimelineLane,
	type TimelineLayout,
	type TimelineMark,
} from '../../../src/core/timeline/timeline-layout.js';
import type {ProxyAttempt, Scan, TimelineEntry} from '../../../src/core/types.js';
import {bareScan, judged, sampleReport, timelineEntry} from '../../helpers/finding-fixtures.js';

function layoutOf(timeline: readonly TimelineEntry[], parts: Partial<Scan> = {}): TimelineLayout {
	const layout = layoutTimeline(bareScan({...parts, timeline}));
	if (layout === null) throw new Error('no layout');
	return layout;
}

function lane(layout: TimelineLayout, id: TimelineLane['id']): TimelineLane {
	const found = layout.lanes.find((each) => each.id === id);
	if (found === undefined) throw new Error(id);
	return found;
}

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

function mark(x: number, parts: Partial<TimelineMark> = {}): TimelineMark {
	return {atMs: x * 1000, x, kind: 'failure', severity: 'info', text: '', line: 1, time: null, shape: 'dot', letter: null, ...parts};
}

describe('time', () => {
	it('reads the times of reports', () => {
		const at = wallClockMs('2024-04-02T16:09:14.5005934');
		expect(at).not.toBeNull();
		expect((wallClockMs('2024-04-02T16:09:15.0000000') ?? 0) - (at ?? 0)).toBeCloseTo(499.4066, 2);
		expect(wallClockMs('2024-04-03T00:00:00')).toBe(Date.UTC(2024, 3, 3));
		expect(wallClockMs(null)).toBeNull();
		expect(wallClockMs('2024-04-03T10:20:30.25')).toBe(Date.UTC(2024, 3, 3, 10, 20, 30, 250));
		for (const wrong of [
			'noon',
			'2024/04/03T10:20:30',
			'2024-04/03T10:20:30',
			'2024-04-03 10:20:30',
			'2024-04-03T10.20:30',
			'2024-04-03T10:20.30',
			'2024-04-03T10:2x:30',
			'2024-04-03T10:2/:30',
		])
			expect(wallClockMs(wrong)).toBeNull();
	});

	it.each([
		[0, '0'],
		[3.25, '3.3 ms'],
		[250, '250 ms'],
		[1500, '1.5 s'],
		[12_400, '12 s'],
		[80_000, '1 min 20 s'],
		[120_000, '2 min'],
		[7_500_000, '2 h 5 min'],
		[100 * 3_600_000, '4 d 4 h'],
	])('says %d ms as %s', (ms, text) => {
		expect(shortDuration(ms)).toBe(text);
	});
});

describe('positions', () => {
	it('are shares of the span', () => {
		const layout = layoutOf([timelineEntry(1, 0), timelineEntry(2, 5), timelineEntry(3, 20)]);
		expect(layout.spanMs).toBe(20_000);
		expect(layout.segments).toEqual([{fromMs: 0, toMs: 20_000, x0: 0, x1: 1, folded: false}]);
		expect(lane(layout, 'settings').marks.map(({x}) => x)).toEqual([0, 0.25, 1]);
	});

	it('do not exist without a time', () => {
		expect(layoutTimeline(bareScan({timeline: [timelineEntry(1, null), timelineEntry(2, null)]}))).toBeNull();
		expect(layoutTimeline(bareScan())).toBeNull();
	});

	it('are at the left where all happens at once', () => {
		const layout = layoutOf([timelineEntry(1, 3), timelineEntry(2, 3)]);
		expect(layout.spanMs).toBe(0);
		expect(lane(layout, 'settings').marks.map(({x}) => x)).toEqual([0, 0]);
		expect(layout.ticks).toEqual([{atMs: 0, x: 0, label: '0'}]);
	});

	it('take the place of the event before where a time is missing', () => {
		const layout = layoutOf([
			timelineEntry(1, null),
			timelineEntry(2, 0),
			timelineEntry(3, 4),
			timelineEntry(4, null),
			timelineEntry(5, 8),
		]);
		expect(lane(layout, 'settings').marks.map(({line, atMs}) => [line, atMs])).toEqual([
			[2, 0],
			[3, 4000],
			[4, 4000],
			[5, 8000],
		]);
	});

	it('go on when the clock is set back, and bear lines that are a little out of order', () => {
		const layout = layoutOf([timelineEntry(1, 100), timelineEntry(2, 110), timelineEntry(3, 50), timelineEntry(4, 60)]);
		expect(layout.clockWentBack).toBe(true);
		expect(lane(layout, 'settings').marks.map(({atMs}) => atMs)).toEqual([0, 10_000, 10_000, 20_000]);
		const jitter = layoutOf([timelineEntry(1, 0), timelineEntry(2, 1), timelineEntry(3, 0.995), timelineEntry(4, 2)]);
		expect(jitter.clockWentBack).toBe(false);
		expect(lane(jitter, 'settings').marks.map(({atMs}) => atMs)).toEqual([0, 1000, 1000, 2000]);
	});
});

describe('long gaps', () => {
	it('are folded where nothing is in them', () => {
		const layout = layoutOf([timelineEntry(1, 0), timelineEntry(2, 10), timelineEntry(3, 310), timelineEntry(4, 320)]);
		expect(layout.segments.map(({fromMs, toMs, folded}) => [fromMs, toMs, folded])).toEqual([
			[0, 10_000, false],
			[10_000, 310_000, true],
			[310_000, 320_000, false],
		]);
		expect(layout.segments[1]?.x1).toBeCloseTo(0.54, 5);
		expect(layout.segments.at(-1)?.x1).toBe(1);
		expect(lane(layout, 'settings').marks.map(({x}) => Number(x.toFixed(2)))).toEqual([0, 0.46, 0.54, 1]);
	});

	it.each([
		['a minute or less', [0, 60, 61]],
		['a fifth of the span or less', [0, 80, 160, 240, 320, 400]],
	])('are not folded at %s', (_, seconds) => {
		expect(layoutOf(seconds.map((second, index) => timelineEntry(index + 1, second))).segments).toHaveLength(1);
	});

	it('leave room for single moments around them', () => {
		const layout = layoutOf([timelineEntry(1, 0), timelineEntry(2, 600), timelineEntry(3, 1200)]);
		expect(layout.segments.filter(({folded}) => folded)).toHaveLength(2);
		expect(lane(layout, 'settings').marks.map(({x}) => x)).toEqual([0, 0.5, 1]);
	});
});

describe('ticks', () => {
	it('stand at round times, at the edges, and never too close', () => {
		const layout = layoutOf([timelineEntry(1, 0), timelineEntry(2, 30), timelineEntry(3, 60), timelineEntry(4, 100)]);
		expect(layout.ticks.map(({label}) => label)).toEqual(['0', '30 s', '1 min', '1 min 40 s']);
		for (const [index, {x}] of layout.ticks.entries()) if (index > 0) expect(x - (layout.ticks[index - 1]?.x ?? 0)).toBeGreaterThan(0.2);
	});

	it.each([0.004, 0.3, 2, 59, 3000, 1e5, 1e7, 1e9])('are a handful for %d seconds', (seconds) => {
		const {ticks} = layoutOf([timelineEntry(1, 0), timelineEntry(2, seconds)]);
		expect(ticks.length).toBeGreaterThanOrEqual(2);
		expect(ticks.length).toBeLessThanOrEqual(6);
		for (const {x} of ticks) expect(x >= 0 && x <= 1).toBe(true);
	});
});

describe('lanes', () => {
	it('are always the same six', () => {
		expect(layoutOf([timelineEntry(1, 0)]).lanes.map(({name}) => name)).toEqual([
			'Settings & endpoint',
			'Web service calls',
			'Proxy',
			'Certificate',
			'Failures & retries',
			'Result',
		]);
	});

	it.each([
		['start', 'info', 'settings', 'start'],
		['setting', 'info', 'settings', 'dot'],
		['endpoint', 'info', 'settings', 'dot'],
		['proxy-behavior', 'info', 'settings', 'dot'],
		['call', 'info', 'calls', 'dot'],
		['call', 'warning', 'calls', 'cross'],
		['proxy-attempt', 'info', 'proxy', 'dot'],
		['proxy-switch', 'warning', 'proxy', 'stop'],
		['certificate', 'info', 'certificate', 'dot'],
		['certificate', 'warning', 'certificate', 'cross'],
		['failure', 'info', 'failures', 'dot'],
		['failure', 'error', 'failures', 'cross'],
		['retry', 'info', 'failures', 'dot'],
		['retry', 'warning', 'failures', 'retry'],
		['recovery', 'warning', 'failures', 'retry'],
		['result', 'info', 'result', 'dot'],
		['end', 'info', 'result', 'check'],
		['end', 'warning', 'result', 'stop'],
		['end', 'error', 'result', 'cross'],
	] as const)('take %s (%s) in %s, as a %s', (kind, severity, id, shape) => {
		const entry = timelineEntry(1, 0, {kind, severity, text: 'said'});
		expect(shapeOf(entry)).toBe(shape);
		expect(
			layoutOf([entry])
				.lanes.filter(({marks}) => marks.length > 0)
				.map((each) => each.id),
		).toEqual([id]);
	});

	it.each([
		[false, 'warning', 'offline'],
		[true, 'info', 'online'],
	] as const)('show whether the PC has a network among the settings: %s', (connected, severity, shape) => {
		const entry = timelineEntry(1, 0, {kind: 'setting', severity, detail: {type: 'network', connected}});
		expect(lane(layoutOf([entry]), 'settings').marks).toMatchObject([{line: 1, shape}]);
	});

	it('show tries with their proxy and how they ended', () => {
		const attempts = [
			attempt(2),
			attempt(4, {via: 'user', outcome: 'succeeded'}),
			attempt(5, {via: 'direct', outcome: 'unknown'}),
			attempt(6, {via: 'named', proxy: 'p:80'}),
			attempt(9, {via: 'unknown'}),
		];
		const layout = layoutOf(
			[
				timelineEntry(1, 0),
				timelineEntry(2, 1, {kind: 'proxy-attempt', text: 'Calls through the system proxy'}),
				timelineEntry(3, 2, {kind: 'proxy-switch', severity: 'warning', detail: {type: 'proxy-switch', from: 'system', to: 'user'}}),
				timelineEntry(4, 2, {kind: 'proxy-attempt'}),
				timelineEntry(7, 5, {kind: 'proxy-switch', severity: 'warning', detail: {type: 'proxy-switch', from: 'user', to: null}}),
				timelineEntry(8, 10, {kind: 'proxy-attempt', text: 'Proxy list: x'}),
			],
			{proxy: {behaviors: [], attempts, outcome: 'failed'}},
		);
		expect(lane(layout, 'proxy').marks.map(({line, letter, shape, atMs}) => [line, letter, shape, atMs])).toEqual([
			[2, 'S', 'cross', 1000],
			[3, null, 'arrow', 2000],
			[4, 'U', 'circle', 2000],
			[5, 'D', 'ring', 2000],
			[6, 'N', 'cross', 2000],
			[7, null, 'stop', 5000],
			[8, null, 'dot', 10_000],
			[9, '?', 'cross', 10_000],
		]);
		expect(lane(layout, 'proxy').marks[0]?.text).toBe('System proxy: failed');
	});

	it('show calls from start to stop, beside each other where they overlap', () => {
		const call = (line: number, second: number, name: string, state: 'started' | 'stopped'): TimelineEntry =>
			timelineEntry(line, second, {kind: 'call', detail: {type: 'call', call: name, state}});
		const layout = layoutOf([
			call(1, 0, 'B', 'stopped'),
			call(2, 1, 'A', 'started'),
			call(3, 2, 'A', 'started'),
			call(4, 3, 'A', 'stopped'),
			call(5, 4, 'A', 'stopped'),
			call(6, 5, 'C', 'started'),
			timelineEntry(7, 6, {kind: 'call', detail: {type: 'service-discovery', httpStatus: 200, code: '0x00000000'}}),
			call(8, 10, 'Z', 'started'),
		]);
		expect(
			lane(layout, 'calls').bars.map(({name, startLine, endLine, fromMs, toMs, row}) => [name, startLine, endLine, fromMs, toMs, row]),
		).toEqual([
			['B', null, 1, 0, 0, 0],
			['A', 2, 5, 1000, 4000, 0],
			['A', 3, 4, 2000, 3000, 1],
			['C', 6, null, 5000, 10_000, 0],
			['Z', 8, null, 10_000, 10_000, 0],
		]);
		expect(lane(layout, 'calls').marks.map(({line}) => line)).toEqual([7]);
	});

	it('keep every line of a real scan', () => {
		for (const name of [
			'win11-uus-scanqos.log',
			'wsus-system-proxy-fails-no-fallback.log',
			'win7-named-proxy-8024402c.log',
			'two-scans-at-once.log',
		]) {
			for (const scan of judged(sampleReport(name)).scans) {
				const layout = layoutTimeline(scan);
				const shown = new Set(
					layout?.lanes.flatMap(({marks, bars}) => [
						...marks.map(({line}) => line),
						...bars.flatMap(({startLine, endLine}) => [startLine, endLine]),
					]),
				);
				expect(scan.timeline.filter(({line}) => !shown.has(line))).toEqual([]);
				expect(layout?.spanMs).toBeCloseTo(scan.durationMs ?? Number.NaN, -2);
			}
		}
	});
});

describe('groups', () => {
	it('put close marks together and let the gravest speak', () => {
		const groups = groupMarks([mark(0), mark(0.01, {severity: 'warning', shape: 'cross', line: 2}), mark(0.5)], 0.02);
		expect(groups.map(({x, marks, lead}) => [x, marks.length, lead.shape])).toEqual([
			[0, 2, 'cross'],
			[0.5, 1, 'dot'],
		]);
	});

	it('let the beginning and the end speak before a mere remark, and a sign before a dot, but not before a warning', () => {
		const [start, sign, warning] = [
			mark(0.01, {kind: 'start', shape: 'start'}),
			mark(0.01, {shape: 'circle'}),
			mark(0.01, {severity: 'warning'}),
		];
		expect(groupMarks([mark(0), sign, start], 0.02)[0]?.lead).toBe(start);
		expect(groupMarks([start, sign], 0.02)[0]?.lead).toBe(start);
		expect(groupMarks([mark(0), sign], 0.02)[0]?.lead).toBe(sign);
		expect(groupMarks([start, warning], 0.02)[0]?.lead).toBe(warning);
		expect(groupMarks([warning, mark(0.01, {severity: 'error'})], 0.02)[0]?.lead.severity).toBe('error');
	});

	it('move marks aside that must be told apart', () => {
		const tries = [
			mark(0.98, {shape: 'cross', letter: 'S'}),
			mark(0.99, {shape: 'cross', letter: 'S'}),
			mark(0.99, {shape: 'arrow'}),
			mark(1, {shape: 'circle', letter: 'U'}),
		];
		const groups = groupMarks(tries, 0.1, true);
		expect(groups.map(({x, marks, lead}) => [Number(x.toFixed(2)), marks.length, lead.letter])).toEqual([
			[0.8, 2, 'S'],
			[0.9, 1, null],
			[1, 1, 'U'],
		]);
	});

	it('give up where there is no room', () => {
		const many = Array.from({length: 500}, (_, index) => mark(index / 500, {shape: index % 2 === 0 ? 'cross' : 'arrow'}));
		const groups = groupMarks(many, 0.05, true);
		expect(groups.length).toBeLessThanOrEqual(21);
		expect(groups.reduce((sum, {marks}) => sum + marks.length, 0)).toBe(500);
	});
});
