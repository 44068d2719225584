/** The short run: every input that once broke something, and some new ones from a fixed seed. `npm run fuzz` runs long. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fixtureFolders, fixturesOf} from './fixtures.js';
import {inputsOf} from './mutation.js';
import {TARGETS} from './targets/index.js';

const SEED = 20240321;

/** Many seeds are examples that have tests of their own; a part of them tells whether the check is right. */
const MAX_SEEDS = 24;

describe.each(TARGETS)('$name', (target) => {
	it('generated inputs', async () => {
		await fc.assert(
			fc.asyncProperty(inputsOf(target), async (input) => {
				await target.check(input);
			}),
			{seed: SEED, numRuns: target.shortRuns},
		);
	});

	it('seeds as they are', async () => {
		const seeds = target.seeds();
		const step = Math.ceil(seeds.length / MAX_SEEDS);
		for (const [index, seed] of seeds.entries()) if (index % step === 0) await target.check(seed.subarray(0, target.maxBytes));
	});

	for (const {name, bytes} of fixturesOf(target.name)) it(`fixture ${name}`, () => target.check(bytes));
});

it('every folder of fixtures belongs to a target', () => {
	const names = TARGETS.map(({name}) => name);
	expect(fixtureFolders().filter((name) => !names.includes(name))).toEqual([]);
});
