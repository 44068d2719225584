/** What keys do on the overview. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Scan} from '../../../src/core/index.js';
import {OVERVIEW_BINDINGS} from '../../../src/tui/overview/keys.js';
import {type OverviewEffect, type OverviewModel, overviewScreen, withScans} from '../../../src/tui/overview/model.js';
import {updateOverview} from '../../../src/tui/overview/update.js';
import {viewOverview} from '../../../src/tui/overview/view.js';
import type {Size} from '../../../src/tui/rows.js';
import {rowsOf, type ScanRow} from '../../../src/tui/scans/scan-rows.js';
import {scanAt, timeAt} from '../../helpers/made-scans.js';
import {ASCII, checkRows, linesOf, press, selectedCells, UNICODE} from '../../helpers/screens.js';

const SIZE: Size = {columns: 80, rows: 24};
const HOUR = 3_600_000;

function inFile(...scans: readonly Scan[]): readonly ScanRow[] {
	return rowsOf(scans, 3);
}

function typed(
	model: OverviewModel,
	...keys: readonly string[]
): {readonly model: OverviewModel; readonly effects: readonly OverviewEffect[]} {
	return press(model, keys, (at, key) => updateOverview(at, key, SIZE));
}

const SCANS = inFile(
	scanAt(1, 0, 1000, 'succeeded', 'A'),
	scanAt(2, 10, 1000, 'succeeded', 'A'),
	scanAt(3, HOUR, 1000, 'failed', 'B'),
	scanAt(4, 2 * HOUR, 1000, 'succeeded', 'A'),
	scanAt(5, 3 * HOUR, 1000, 'failed', 'A'),
);

const begin: OverviewModel = {...overviewScreen(SCANS), at: 0};

function idAt({data, at}: OverviewModel): number | undefined {
	return data.scans[at]?.scan.id;
}

describe('the cursor', () => {
	it('begins on the first failed scan', () => {
		expect(idAt(overviewScreen(SCANS))).toBe(3);
	});

	it('goes from cell to cell that has scans', () => {
		expect(idAt(typed(begin, 'right').model)).toBe(3);
		expect(idAt(typed(begin, 'right', 'l').model)).toBe(4);
		expect(idAt(typed(begin, 'right', 'l', 'h').model)).toBe(3);
		expect(typed(begin, 'left').effects).toEqual([{type: 'say', text: 'This is the first scan in the row.'}]);
		expect(typed(begin, 'end', 'right').effects).toEqual([{type: 'say', text: 'This is the last scan in the row.'}]);
	});

	it('stays within a lane, and goes to the nearest scan of the next one', () => {
		const inLane = typed(begin, 'down').model;
		expect(idAt(typed(inLane, 'right').model)).toBe(4);
		expect(idAt(typed(inLane, 'down').model)).toBe(3);
		expect(idAt(typed(inLane, 'right', 'down').model)).toBe(3);
		expect(idAt(typed(inLane, 'right', 'down', 'up').model)).toBe(2);
		expect(typed(inLane, 'up').model.isAll).toBe(true);
		expect(idAt(typed(inLane, 'G').model)).toBe(5);
		expect(idAt(typed(inLane, 'G', 'g').model)).toBe(1);
	});

	it('goes to failed scans, and says where there are no more', () => {
		expect(idAt(typed(begin, 'e').model)).toBe(3);
		expect(idAt(typed(begin, 'e', 'e').model)).toBe(5);
		expect(idAt(typed(begin, 'e', 'e', 'E').model)).toBe(3);
		expect(typed(begin, 'e', 'e', 'e').effects).toEqual([{type: 'say', text: 'No failed scan after this one (2 failed scans in total).'}]);
	});

	it('is on one cell of the ruler and of its row', () => {
		const rows = viewOverview(typed(begin, 'down', 'right').model, SIZE, UNICODE);
		const [pointer] = selectedCells(rows[2] ?? []);
		const lane = rows.find((row) => row[0]?.text.startsWith('▸') === true) ?? [];
		expect(pointer).toBeDefined();
		expect(selectedCells(lane)).toContain(pointer);
	});

	it('stays on its scan when more files are read', () => {
		const model = typed(begin, 'e').model;
		expect(idAt(withScans(model, [...inFile(scanAt(9, -HOUR)), ...SCANS], []))).toBe(3);
	});
});

describe('Enter', () => {
	it('opens the scan of the cell', () => {
		expect(typed(begin, 'e', 'enter').effects).toEqual([{type: 'open-scan', file: 3, scan: SCANS[2]?.scan}]);
	});

	it('lists the scans where there are several', () => {
		expect(typed(begin, 'enter').effects).toEqual([{type: 'filter-range', scans: SCANS.slice(0, 2), what: '2024-01-01 00:00:00'}]);
	});

	it('says so where no scan has a time', () => {
		expect(typed(overviewScreen([]), 'enter').effects).toEqual([{type: 'say', text: 'None of these scans has a time.'}]);
	});
});

describe('zoom', () => {
	it('goes in at the cursor, out, and to the whole', () => {
		const {model} = typed(begin, 'e', 'z', 'z');
		expect((model.window?.to ?? 0) - (model.window?.from ?? 0)).toBeCloseTo(begin.data.length / 9, 3);
		expect(typed(model, 'Z').model.window).not.toBeNull();
		expect(typed(model, '-', '-').model.window).toBeNull();
		expect(typed(model, '0').model.window).toBeNull();
		expect(typed(begin, '-').effects).toEqual([{type: 'say', text: 'The whole period is shown.'}]);
	});

	it('takes the scans of a cell apart', () => {
		const near = inFile(scanAt(1, 0), scanAt(2, 4000), scanAt(3, HOUR));
		const model: OverviewModel = {...overviewScreen(near), at: 0};
		expect(typed(model, 'enter').effects[0]?.type).toBe('filter-range');
		expect(typed(model, ...Array.from({length: 9}, () => 'z'), 'enter').effects[0]?.type).toBe('open-scan');
	});

	it('goes along with the cursor', () => {
		const {model} = typed(begin, 'z', 'z', 'z', 'e', 'e');
		expect(linesOf(viewOverview(model, SIZE, UNICODE))[2]).toContain('▼');
	});

	it('can be moved; the cursor goes along', () => {
		const {model} = typed(begin, 'z', 'L', 'L', 'L', 'L', 'L', 'L');
		expect(model.window?.to).toBeCloseTo(begin.data.length, 3);
		expect(idAt(model)).not.toBe(1);
		expect(typed(begin, 'L').effects).toEqual([{type: 'say', text: 'The whole period is shown. Press + to zoom in at the cursor.'}]);
	});
});

it('a clock that was set back does not matter', () => {
	const model = overviewScreen(
		inFile(scanAt(1, 5 * HOUR), scanAt(2, HOUR), {...scanAt(3, 2 * HOUR), end: {line: 3, time: timeAt(0)}, durationMs: null}),
	);
	expect(model.data.scans.map(({scan}) => scan.id)).toEqual([2, 3, 1]);
	checkRows(viewOverview(model, SIZE, UNICODE), SIZE);
});

it('no key stands for two things', () => {
	const keys = OVERVIEW_BINDINGS.flatMap((binding) => binding.keys);
	expect(new Set(keys).size).toBe(keys.length);
});

it('whatever is typed, the cursor is in range and the screen is exact', () => {
	const scan = fc.record({
		wait: fc.oneof(fc.integer({min: 0, max: 5000}), fc.integer({min: -HOUR, max: 90 * HOUR})),
		duration: fc.integer({min: 0, max: 2 * HOUR}),
		outcome: fc.constantFrom('succeeded', 'failed', 'cancelled', 'unknown'),
		caller: fc.constantFrom('A', 'B', 'C 文字', '', 'D'),
	} as const);
	const keys = fc.array(fc.constantFrom(...OVERVIEW_BINDINGS.flatMap((binding) => binding.keys)), {maxLength: 40});
	const size = fc.record({columns: fc.integer({min: 1, max: 200}), rows: fc.integer({min: 1, max: 60})});
	fc.assert(
		fc.property(fc.array(scan, {maxLength: 30}), keys, size, size, (parts, typedKeys, one, other) => {
			let ms = 0;
			const scans = inFile(
				...parts.map(({wait, duration, outcome, caller}, index) => {
					ms += wait;
					return scanAt(index + 1, ms, duration, outcome, caller);
				}),
			);
			let model = overviewScreen(scans);
			for (const [index, key] of typedKeys.entries()) {
				const result = updateOverview(model, key, index % 2 === 0 ? one : other);
				expect(result).not.toBeNull();
				model = result?.[0] ?? model;
				expect(model.at).toBeGreaterThanOrEqual(0);
				expect(model.at).toBeLessThan(Math.max(1, scans.length));
				for (const effect of result?.[1] ?? []) if (effect.type === 'filter-range') expect(effect.scans.length).toBeGreaterThan(1);
			}
			checkRows(viewOverview(model, one, UNICODE), one);
			checkRows(viewOverview(model, other, ASCII), other);
		}),
		{numRuns: 150},
	);
});

it('a hundred thousand scans fit into the screen, and are all counted', () => {
	const scans = inFile(
		...Array.from({length: 100_000}, (_, index) =>
			scanAt(index + 1, index * 97_000, 30_000, index % 50 === 0 ? 'failed' : 'succeeded', `Caller ${index % 17}`),
		),
	);
	let model = overviewScreen(scans);
	expect(linesOf(viewOverview(model, SIZE, UNICODE))[1]).toMatch(/^✗ 2000 failed {2}98000 succeeded/);
	for (let round = 0; round < 8; round++) {
		model = typed(model, 'z').model;
		checkRows(viewOverview(model, SIZE, UNICODE), SIZE);
	}
	expect(model.data.scans[model.at]?.scan.outcome).toBe('failed');
});
