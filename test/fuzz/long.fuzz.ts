/** The long run: all targets in turn, with new seeds, until the time is over. Started by run.mjs. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {fixturesOf, keepFixture} from './fixtures.js';
import {minimise} from './minimise.js';
import {inputsOf} from './mutation.js';
import type {FuzzTarget} from './target.js';
import {TARGETS} from './targets/index.js';

const MINUTES = Number(process.env.WULENS_FUZZ_MINUTES ?? '1');
const FIRST_SEED = Number(process.env.WULENS_FUZZ_SEED ?? '1');
const ONLY = process.env.WULENS_FUZZ_TARGET ?? '';

/** One turn of a target; short, so that each gets its turns in a run of a minute, too. */
const TURN_MS = 3000;
const MAX_RUNS = 100_000;
const SHOWN_BYTES = 400;

async function failureOf(target: FuzzTarget, input: Uint8Array): Promise<string | null> {
	try {
		await target.check(input);
		return null;
	} catch (error) {
		return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	}
}

async function turn(target: FuzzTarget, seed: number): Promise<{readonly runs: number; readonly failing: Uint8Array | null}> {
	const property = fc.asyncProperty(inputsOf(target), async (input) => {
		await target.check(input);
	});
	const {numRuns, counterexample} = await fc.check(property, {
		seed,
		numRuns: MAX_RUNS,
		interruptAfterTimeLimit: TURN_MS,
		markInterruptAsFailure: false,
	});
	return {runs: numRuns, failing: counterexample?.[0] ?? null};
}

it(`${MINUTES} minutes from seed ${FIRST_SEED}`, {timeout: 0}, async () => {
	const targets = TARGETS.filter(({name}) => ONLY === '' || name === ONLY);
	const end = Date.now() + MINUTES * 60_000;
	const runs = new Map<string, number>();
	const failures: string[] = [];
	const failed = new Set<string>();
	for (const target of targets) {
		for (const {name, bytes} of fixturesOf(target.name)) {
			const reason = await failureOf(target, bytes);
			if (reason !== null) failures.push(`${target.name}: fixture ${name}: ${reason}`);
		}
	}
	for (let seed = FIRST_SEED; Date.now() < end; seed++) {
		for (const target of targets) {
			// One failure of a target is enough: the next inputs would most likely show it again.
			if (Date.now() >= end || failed.has(target.name)) continue;
			const {runs: count, failing} = await turn(target, seed);
			runs.set(target.name, (runs.get(target.name) ?? 0) + count);
			if (failing === null) continue;
			failed.add(target.name);
			const small = await minimise(failing, async (input) => (await failureOf(target, input)) !== null);
			const path = keepFixture(target.name, small);
			const text = new TextDecoder('latin1').decode(small.subarray(0, SHOWN_BYTES));
			const failure = [
				`${target.name}, seed ${seed}: ${await failureOf(target, small)}`,
				`  ${small.length} bytes: ${JSON.stringify(text)}`,
				`  written to ${path}`,
			].join('\n');
			failures.push(failure);
			console.log(failure);
		}
		if (failed.size === targets.length) break;
	}
	console.log([...runs].map(([name, count]) => `${name.padEnd(10)} ${count} inputs`).join('\n'));
	expect(failures).toEqual([]);
});
