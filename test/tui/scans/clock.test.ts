/** Times are written as a Date writes them, whatever came before. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {createClock} from '../../../src/tui/scans/clock.js';

it('writes what a Date writes, but for the letters', () => {
	const times = fc.array(fc.date({min: new Date('1601-01-01T00:00:00Z'), max: new Date('2199-12-31T23:59:59Z'), noInvalidDate: true}));
	fc.assert(
		fc.property(times, (dates) => {
			const clock = createClock();
			for (const date of dates) expect(clock(date.getTime())).toBe(date.toISOString().slice(0, 23).replace('T', ' '));
		}),
	);
});

it('cuts parts of a millisecond off, and has no words for no time', () => {
	const clock = createClock();
	expect(clock(Date.UTC(2024, 2, 12, 19, 47, 21, 123) + 0.75)).toBe('2024-03-12 19:47:21.123');
	expect(clock(Number.NaN)).toBe('');
});
