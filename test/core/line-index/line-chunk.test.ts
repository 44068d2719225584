/** Times as a column of 32 bits holds them. */
import {describe, expect, it} from 'vitest';
import {lowestStored, secondsOfStored, storedSeconds} from '../../../src/core/line-index/line-chunk.js';

const seconds = (time: string): number => Date.parse(time) / 1000;
const FIRST = seconds('1995-01-01T00:00:00Z');
const LAST = FIRST + 2 ** 32 - 2;

describe('the time of a line', () => {
	it.each([FIRST, FIRST + 1, seconds('2024-03-12T19:47:21Z'), LAST])('%i comes back', (time) => {
		expect(storedSeconds(time)).toBe(time - FIRST + 1);
		expect(secondsOfStored(storedSeconds(time))).toBe(time);
	});

	it.each([null, 0, FIRST - 1, LAST + 1])('%s is none', (time) => {
		expect(storedSeconds(time)).toBe(0);
		expect(secondsOfStored(storedSeconds(time))).toBeNull();
	});
});

describe('the least that a column must hold for a time', () => {
	it('is what it holds for the time itself', () => {
		expect(lowestStored(FIRST + 100)).toBe(storedSeconds(FIRST + 100));
		expect(lowestStored(LAST)).toBe(2 ** 32 - 1);
	});

	it('is that of the next second for parts of one', () => {
		expect(lowestStored(FIRST + 99.25)).toBe(storedSeconds(FIRST + 100));
	});

	it('is that of any time for one before all, and there is none for one after all', () => {
		expect(lowestStored(0)).toBe(1);
		expect(lowestStored(LAST + 1)).toBeNull();
	});
});
