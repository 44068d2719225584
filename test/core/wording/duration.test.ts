/** Lengths of time, at the edges of their units most of all. */
import {expect, it} from 'vitest';
import {durationText, shortDuration} from '../../../src/core/wording/duration.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
	[0, '0 ms', '0'],
	[9.96, '10 ms', '10 ms'],
	[850.4, '850 ms', '850 ms'],
	[999.4, '999 ms', '999 ms'],
	[999.5, '1.0 s', '1 s'],
	[4400, '4.4 s', '4.4 s'],
	[9999, '10.0 s', '10 s'],
	[12_400, '12.4 s', '12 s'],
	[59_499, '59.5 s', '59 s'],
	[59_940, '59.9 s', '1 min'],
	[59_950, '1 minute', '1 min'],
	[MINUTE, '1 minute', '1 min'],
	[2 * MINUTE + 44 * SECOND, '2 minutes 44 seconds', '2 min 44 s'],
	[HOUR - 1, '1 hour', '1 h'],
	[HOUR + MINUTE + 30 * SECOND, '1 hour 1 minute', '1 h 2 min'],
	[DAY - 1, '1 day', '1 d'],
	[DAY + 3 * HOUR, '1 day 3 hours', '1 d 3 h'],
	[3 * DAY + 4 * HOUR + 10 * MINUTE, '3 days 4 hours', '3 d 4 h'],
])('%d ms are %s, or %s', (ms, long, short) => {
	expect(durationText(ms).replaceAll('\u00a0', ' ')).toBe(long);
	expect(shortDuration(ms)).toBe(short);
});

it('keeps number and unit on one line', () => {
	expect(durationText(164 * SECOND)).toBe('2\u00a0minutes 44\u00a0seconds');
});
