/** Who may work: several at once, or one alone. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {createTurns} from '../../../src/node/queue/turns.js';

it('several work together, one alone, and everybody comes to his turn', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.record({isAlone: fc.boolean(), steps: fc.nat(3)}), {maxLength: 20}), async (workers) => {
			const turns = createTurns();
			let together = 0;
			let alone = 0;
			let done = 0;
			await Promise.all(
				workers.map(async ({isAlone, steps}) => {
					const end = await (isAlone ? turns.alone() : turns.together());
					if (isAlone) alone++;
					else together++;
					for (let step = 0; step <= steps; step++) {
						expect(alone === 0 || (alone === 1 && together === 0)).toBe(true);
						await Promise.resolve();
					}
					if (isAlone) alone--;
					else together--;
					end();
					end();
					done++;
				}),
			);
			expect(done).toBe(workers.length);
		}),
	);
});

it('those that may work together do', async () => {
	const turns = createTurns();
	const ends = await Promise.all([turns.together(), turns.together()]);
	let isAlone = false;
	const waiting = turns.alone().then((end) => {
		isAlone = true;
		return end;
	});
	ends[0]();
	await Promise.resolve();
	expect(isAlone).toBe(false);
	ends[1]();
	(await waiting)();
	expect(isAlone).toBe(true);
});
