/** A triage killed again and again, at any moment, writes the bytes of one that nothing disturbs: the small form of bench/kills.mjs. */
import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {makeFleet} from '../helpers/fleet.js';
import {killAtRandom, outputsOf, randomOf} from '../helpers/random-kills.js';
import {runWulens} from '../helpers/run-wulens.js';

const DEATHS = 8;
let base = '';

beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'wulens-kills-'));
});

afterAll(async () => {
	await rm(base, {recursive: true, force: true});
});

it('loses nothing to random kills, counts nothing twice, and blames no file', {timeout: 300_000}, async () => {
	const {folder: logs} = await makeFleet({folder: join(base, 'fleet'), machines: 60, days: 3, seed: 5});
	const [undisturbed, out] = [join(base, 'undisturbed'), join(base, 'out')];
	expect(await runWulens(['triage', logs, '--out', undisturbed, '-q', '--jobs', '2'])).toMatchObject({status: 3});
	const {size: bytes} = await stat(join(undisturbed, 'results.ndjson'));
	await killAtRandom({logs, out, deaths: DEATHS, bytes, random: randomOf(7)});
	expect(await outputsOf(out)).toEqual(await outputsOf(undisturbed));
});
