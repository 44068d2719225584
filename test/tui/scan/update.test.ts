/** What keys do on the timeline of a scan. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Size} from '../../../src/tui/rows.js';
import {SCAN_BINDINGS} from '../../../src/tui/scan/keys.js';
import {layoutScan} from '../../../src/tui/scan/layout.js';
import {type ScanEffect, type ScanModel, scanScreen} from '../../../src/tui/scan/model.js';
import {momentsOf} from '../../../src/tui/scan/moments.js';
import {updateScan} from '../../../src/tui/scan/update.js';
import {scaleOf, viewScan} from '../../../src/tui/scan/view.js';
import {LIST_BINDINGS} from '../../../src/tui/widgets/list.js';
import {isShown} from '../../../src/tui/widgets/time-scale.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';
import {entryAt, scanWith} from '../../helpers/made-scans.js';
import {ASCII, checkRows, press, selectedCells, UNICODE} from '../../helpers/screens.js';

const SIZE: Size = {columns: 80, rows: 24};
const report = sampleReport('win11-uus-scanqos.log');
const start = scanScreen(report.scans[1] ?? scanWith([]), report.findings);

function typed(model: ScanModel, ...keys: readonly string[]): ReturnType<typeof press<ScanModel, ScanEffect>> {
	return press<ScanModel, ScanEffect>(model, keys, (at, key) => updateScan(at, key, SIZE));
}

function width({window}: ScanModel): number {
	return window === null ? Number.POSITIVE_INFINITY : window.to - window.from;
}

describe('the moment under the cursor', () => {
	it('is the same in the ruler, the lanes and the list', () => {
		for (const keys of [[], ['e'], ['G'], ['e', 'e', 'z', 'z', 'z'], ['G', 'z', 'z', 'k', 'k', 'k']]) {
			const {model} = typed(start, ...keys);
			const rows = viewScan(model, SIZE, UNICODE);
			const [pointer] = selectedCells(rows[2] ?? []);
			expect(pointer).toBeDefined();
			for (const lane of rows.slice(4, 9)) expect(selectedCells(lane)).toContain(pointer);
			const entry = model.scan.timeline[model.entries.cursor];
			const selected = rows.slice(10).find((row) => selectedCells(row).length === SIZE.columns);
			expect(selected?.map(({text}) => text).join('')).toContain(` ${entry?.line} `);
		}
	});

	it('stays in sight when the list moves it', () => {
		let {model} = typed(start, 'z', 'z', 'z', 'z');
		for (let index = 1; index < start.scan.timeline.length; index++) {
			model = typed(model, 'j').model;
			const moments = momentsOf(model.scan);
			const ms = moments.elapsed[model.entries.cursor];
			expect(isShown(scaleOf(model, moments, layoutScan(model, SIZE).laneCells), ms ?? Number.NaN)).toBe(true);
		}
	});

	it('is pointed to where nothing of it is in sight', () => {
		const empty = scanWith([entryAt(1, 0), entryAt(2, 50_000)]);
		const {model} = typed(scanScreen(empty, []), 'z', 'z', 'L');
		const [ruler] = viewScan(model, SIZE, ASCII).slice(2, 3);
		expect(ruler?.map(({text}) => text).join('')).toMatch(/ <-/);
	});
});

describe('zoom', () => {
	it('goes in at the cursor and out again', () => {
		const inside = typed(start, 'e', 'z', '+', '=').model;
		expect(width(inside)).toBeCloseTo(momentsOf(start.scan).length / 27, 3);
		expect(typed(inside, '-', 'Z').model.window).not.toBeNull();
		expect(typed(inside, '-', 'Z', '_').model.window).toBeNull();
		expect(typed(inside, '0').model.window).toBeNull();
	});

	it('ends where there is nothing more to tell apart', () => {
		const {model} = typed(start, ...Array.from({length: 40}, () => 'z'));
		expect(width(model)).toBeCloseTo(1, 6);
	});

	it('says so where there is nothing to zoom into', () => {
		expect(typed(scanScreen(scanWith([entryAt(1, 5)]), []), 'z').effects).toEqual([
			{type: 'say', text: 'All of its events have the same time.'},
		]);
		expect(typed(start, '-').effects).toEqual([{type: 'say', text: 'The whole scan is shown.'}]);
		expect(typed(start, 'right').effects).toEqual([{type: 'say', text: 'The whole scan is shown. Press + to zoom in at the cursor.'}]);
	});

	it('can be moved, to the ends and not past them; the cursor goes along', () => {
		const right = typed(start, 'z', ...Array.from({length: 40}, () => 'L')).model;
		expect(right.window?.to).toBeCloseTo(momentsOf(start.scan).length, 6);
		expect(right.entries.cursor).toBeGreaterThan(0);
		const left = typed(right, ...Array.from({length: 80}, () => 'h')).model;
		expect(left.window?.from).toBe(0);
		expect(left.entries.cursor).toBeLessThan(right.entries.cursor);
	});
});

describe('what keys ask for', () => {
	it.each([
		['enter', {type: 'open-line', line: 105}],
		['c', {type: 'copy-line', line: 105}],
		['Y', {type: 'copy-place', line: 105}],
		['y', {type: 'copy-scan', scan: start.scan}],
		['}', {type: 'next-scan'}],
		['{', {type: 'previous-scan'}],
	])('%s', (key, effect) => {
		expect(typed(start, key).effects).toEqual([effect]);
	});

	it('a line of the evidence is opened; elsewhere the next one that is quoted', () => {
		const {model, effects} = typed(start, 'tab', 'enter');
		const [first] = start.findings[0]?.evidence ?? [];
		expect(model.pane).toBe('findings');
		expect(effects).toEqual([{type: 'open-line', line: first?.line}]);
	});

	it('c copies what stands next in the findings: lines that are quoted, then commands', () => {
		const [first] = start.findings;
		const commands = first?.steps.flatMap(({command}) => command ?? []) ?? [];
		expect(commands).not.toEqual([]);
		expect(typed(start, 'tab', 'c').effects).toEqual([{type: 'copy-line', line: first?.evidence[0]?.line}]);
		const copied = [...Array(60).keys()].flatMap((rows) => typed(start, 'tab', ...Array.from({length: rows}, () => 'j'), 'c').effects);
		expect(copied.flatMap((effect) => (effect.type === 'copy-text' ? [effect.text] : []))).toEqual(expect.arrayContaining([...commands]));
	});

	it('e and E go through what failed, and say where there is no more', () => {
		const first = typed(start, 'e').model;
		expect(first.scan.timeline[first.entries.cursor]).toMatchObject({kind: 'failure', severity: 'warning', line: 158});
		expect(typed(first, 'e').model.entries.cursor).toBe(first.entries.cursor + 1);
		expect(typed(first, 'e', 'E').model.entries.cursor).toBe(first.entries.cursor);
		expect(typed(first, 'E').effects).toEqual([{type: 'say', text: 'No failure above this line.'}]);
		expect(typed(scanScreen(scanWith([entryAt(1, 0)]), []), 'e').effects).toEqual([{type: 'say', text: 'Nothing in this scan failed.'}]);
	});

	it('other keys mean nothing', () => {
		expect(updateScan(start, 'f12', SIZE)).toBeNull();
		expect(updateScan(start, 'escape', SIZE)).toBeNull();
	});
});

it('no key stands for two things', () => {
	const keys = [...SCAN_BINDINGS, ...LIST_BINDINGS].flatMap((binding) => binding.keys);
	expect(new Set(keys).size).toBe(keys.length);
});

const keys = fc.array(fc.constantFrom(...[...SCAN_BINDINGS, ...LIST_BINDINGS].flatMap((binding) => binding.keys)), {maxLength: 40});
const size = fc.record({columns: fc.integer({min: 1, max: 200}), rows: fc.integer({min: 1, max: 60})});
const entry = fc.record({
	wait: fc.oneof(fc.constant(0), fc.integer({min: -5000, max: 4_000_000})),
	isTimed: fc.boolean(),
	kind: fc.constantFrom('start', 'setting', 'call', 'proxy-attempt', 'proxy-switch', 'certificate', 'failure', 'retry', 'end'),
	severity: fc.constantFrom('info', 'warning', 'error'),
} as const);

it('whatever is typed, the cursor is in range and the screen is exact', () => {
	fc.assert(
		fc.property(fc.array(entry, {maxLength: 30}), keys, size, size, (entries, typedKeys, one, other) => {
			let ms = 10_000;
			const timeline = entries.map(({wait, isTimed, kind, severity}, index) => {
				ms += wait;
				return entryAt(index + 1, isTimed ? Math.max(0, ms) : null, {
					kind,
					severity,
					text: 'text 文字 text',
					detail: kind === 'call' ? {type: 'call', call: 'C::Sync', state: index % 2 === 0 ? 'started' : 'stopped'} : {type: 'note'},
				});
			});
			let model = scanScreen(scanWith(timeline), report.findings);
			for (const [index, key] of typedKeys.entries()) {
				const now = index % 2 === 0 ? one : other;
				model = updateScan(model, key, now)?.[0] ?? model;
				expect(model.entries.cursor).toBeGreaterThanOrEqual(0);
				expect(model.entries.cursor).toBeLessThanOrEqual(Math.max(0, timeline.length - 1));
				if (model.window !== null) {
					expect(model.window.from).toBeGreaterThanOrEqual(0);
					expect(model.window.to).toBeLessThanOrEqual(momentsOf(model.scan).length + 1e-6);
					expect(model.window.to).toBeGreaterThan(model.window.from);
				}
			}
			checkRows(viewScan(model, one, UNICODE), one);
			checkRows(viewScan(model, other, ASCII), other);
		}),
		{numRuns: 150},
	);
});

it('ten thousand entries fit into the screen', () => {
	const timeline = Array.from({length: 10_000}, (_, index) =>
		entryAt(index + 1, index * 37, {kind: index % 3 === 0 ? 'failure' : 'proxy-attempt', severity: index % 5 === 0 ? 'warning' : 'info'}),
	);
	const model = scanScreen(scanWith(timeline), []);
	viewScan(model, SIZE, UNICODE);
	for (let count = 1; count <= 5; count++) {
		const next = typed(model, ...Array.from({length: count}, () => 'z'), 'G').model;
		checkRows(viewScan(next, SIZE, UNICODE), SIZE);
		expect(next.entries.cursor).toBe(timeline.length - 1);
	}
});
