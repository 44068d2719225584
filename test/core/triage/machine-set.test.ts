/** Sets of machines count as sets do, however many are in them. */
import {describe, expect, it} from 'vitest';
import {createMachineSet} from '../../../src/core/triage/aggregate/machine-set.js';

describe('a set of machines', () => {
	it.each([0, 1, 255, 256, 257, 5000])('counts each of %i once, in any order', (count) => {
		const set = createMachineSet();
		for (let round = 0; round < 2; round++) for (let index = 0; index < count; index++) set.add(((index * 7919) % Math.max(1, count)) * 3);
		expect(set.size).toBe(new Set(Array.from({length: count}, (_, index) => ((index * 7919) % Math.max(1, count)) * 3)).size);
	});

	it('knows those that came before there were many', () => {
		const set = createMachineSet();
		for (let machine = 1000; machine >= 0; machine--) set.add(machine);
		for (const machine of [0, 31, 32, 63, 64, 1000]) set.add(machine);
		expect(set.size).toBe(1001);
		set.add(100_000);
		expect(set.size).toBe(1002);
	});
});
