/** Moments in cells: folded, zoomed and moved. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	activeAt,
	activeLength,
	cellFinder,
	cellOf,
	centered,
	isShown,
	makeScale,
	pan,
	type Stretch,
	zoom,
} from '../../../src/tui/widgets/time-scale.js';

const SLEEP: readonly Stretch[] = [
	{fromMs: 0, toMs: 1000, folded: false},
	{fromMs: 1000, toMs: 601_000, folded: true},
	{fromMs: 601_000, toMs: 604_000, folded: false},
];

describe('a scale with a folded gap', () => {
	const scale = makeScale(SLEEP, null, 80, 10);

	it('has all its cells in stretches', () => {
		expect(scale.shown.map(({cells}) => cells).reduce((sum, cells) => sum + cells, 0)).toBe(80);
		expect(scale.shown[1]).toMatchObject({cells: 10, folded: true});
	});

	it('puts moments where they belong', () => {
		const [first, fold, last] = scale.shown;
		expect(cellOf(scale, -1)).toBe(-1);
		expect(cellOf(scale, 0)).toBe(0);
		expect(cellOf(scale, 1000)).toBe((first?.cells ?? 0) - 1);
		expect(cellOf(scale, 300_000)).toBeGreaterThanOrEqual(fold?.cell ?? 80);
		expect(cellOf(scale, 300_000)).toBeLessThan(last?.cell ?? 0);
		expect(cellOf(scale, 601_000)).toBe(last?.cell);
		expect(cellOf(scale, 604_000)).toBe(79);
		expect(cellOf(scale, 604_001)).toBe(80);
	});

	it('does not count what is folded', () => {
		expect(activeLength(SLEEP)).toBe(4000);
		expect(activeAt(SLEEP, 1000)).toBe(1000);
		expect(activeAt(SLEEP, 300_000)).toBe(1000);
		expect(activeAt(SLEEP, 602_000)).toBe(2000);
	});

	it('shows the fold only between its sides', () => {
		expect(makeScale(SLEEP, {from: 0, to: 900}, 80, 10).shown).toHaveLength(1);
		expect(makeScale(SLEEP, {from: 900, to: 1100}, 80, 10).shown).toHaveLength(3);
		expect(makeScale(SLEEP, {from: 1100, to: 2000}, 80, 10).shown).toHaveLength(1);
	});
});

it('single moments stand at the edges and in the middle', () => {
	const moment = (ms: number): Stretch => ({fromMs: ms, toMs: ms, folded: false});
	const fold = (fromMs: number, toMs: number): Stretch => ({fromMs, toMs, folded: true});
	const scale = makeScale([moment(0), fold(0, 100), moment(100), fold(100, 300), moment(300)], null, 60, 10);
	const cells = [0, 100, 300].map((ms) => cellOf(scale, ms));
	expect(cells[0]).toBe(0);
	expect(cells[1]).toBeGreaterThan(20);
	expect(cells[1]).toBeLessThan(40);
	expect(cells[2]).toBe(59);
});

const stretches = fc
	.array(fc.record({active: fc.integer({min: 0, max: 10_000}), gap: fc.integer({min: 1, max: 10_000_000})}), {minLength: 1, maxLength: 6})
	.map((parts) => {
		let ms = 0;
		return parts.flatMap(({active, gap}, index): readonly Stretch[] => {
			const from = ms;
			ms += active;
			const shown: Stretch = {fromMs: from, toMs: ms, folded: false};
			if (index === parts.length - 1) return [shown];
			ms += gap;
			return [shown, {fromMs: ms - gap, toMs: ms, folded: true}];
		});
	});

it('later moments are never further left, and all are in range', () => {
	fc.assert(
		fc.property(
			stretches,
			fc.integer({min: 1, max: 200}),
			fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 20}),
			(parts, cells, shares) => {
				const scale = makeScale(parts, null, cells, 12);
				const last = parts.at(-1)?.toMs ?? 0;
				const places = shares.toSorted((one, other) => one - other).map((share) => cellOf(scale, share * last));
				expect(places).toEqual(places.toSorted((one, other) => one - other));
				for (const place of places) expect(place >= 0 && place < cells).toBe(true);
				const find = cellFinder(scale);
				for (const share of [...shares, -0.1, 1.1]) expect(find(share * last)).toBe(cellOf(scale, share * last));
			},
		),
	);
});

it('whatever is zoomed and moved, the window lies within, and the moment in its middle is shown', () => {
	const step = fc.oneof(
		fc.record({type: fc.constant('zoom' as const), by: fc.constantFrom(3, 1 / 3), at: fc.double({min: 0, max: 1, noNaN: true})}),
		fc.record({type: fc.constant('pan' as const), by: fc.constantFrom(-0.5, -0.125, 0.125, 0.5)}),
		fc.record({type: fc.constant('centre' as const), at: fc.double({min: 0, max: 1, noNaN: true})}),
	);
	fc.assert(
		fc.property(stretches, fc.array(step, {maxLength: 30}), fc.integer({min: 4, max: 200}), (parts, steps, cells) => {
			const length = activeLength(parts);
			const last = parts.at(-1)?.toMs ?? 0;
			let window: ReturnType<typeof zoom> = null;
			for (const one of steps) {
				const ms = one.type === 'pan' ? 0 : one.at * last;
				if (one.type === 'pan') window = pan(window, length, one.by);
				else if (one.type === 'zoom') window = zoom(window, length, activeAt(parts, ms), one.by, 1);
				else window = centered(window, length, activeAt(parts, ms));
				if (window !== null) {
					expect(window.from).toBeGreaterThanOrEqual(0);
					expect(window.to).toBeLessThanOrEqual(length * (1 + 1e-9) + 1e-9);
					expect(window.to - window.from).toBeGreaterThan(0);
				}
				const isActive = parts.some(({fromMs, toMs, folded}) => !folded && ms >= fromMs && ms <= toMs);
				if (one.type === 'centre' && isActive) expect(isShown(makeScale(parts, window, cells, 12), ms)).toBe(true);
			}
		}),
	);
});
