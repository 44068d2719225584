/** Which inputs go into which jobs, and which sites they are of. */
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {FoundInput} from '../../../src/node/inputs/found-input.js';
import {commonRoot, planJobs} from '../../../src/node/queue/job-plan.js';
import type {PlannedInput} from '../../../src/node/triage/plan.js';

const SETTINGS = '0123456789abcdef';

function plannedOf(path: string, changes: Partial<FoundInput> = {}): PlannedInput {
	const input = {path, raw: null, parts: null, bytes: 1000, modified: 5, namesFrom: 0, problem: null, ...changes};
	return {input, known: null, attempts: 0};
}

describe('jobs', () => {
	it('name files below the root, by site', () => {
		const paths = ['/srv/berlin/pc-1/a.log', '/srv/paris/pc-2/a.log', '/srv/berlin/pc-3/a.log', '/srv/top.log'];
		const {jobs, outside, sites} = planJobs(
			'/srv',
			SETTINGS,
			paths.map((path) => plannedOf(path)),
		);
		expect(jobs.map(({site, job}) => [site, job.inputs.map(({below}) => below)])).toEqual([
			['berlin', ['berlin/pc-1/a.log', 'berlin/pc-3/a.log']],
			['paris', ['paris/pc-2/a.log']],
			[null, ['top.log']],
		]);
		expect(jobs[0]?.job.inputs[0]?.path).toBe('/srv/berlin/pc-1/a.log');
		expect(outside).toEqual([]);
		expect(sites).toEqual(['berlin', 'paris', null]);
	});

	it('have no sites where the root holds very many folders', () => {
		const inputs = Array.from({length: 257}, (_, index) => plannedOf(`/srv/pc-${index}/a.log`));
		const {jobs, sites} = planJobs('/srv', SETTINGS, inputs);
		expect(sites).toEqual([null]);
		expect(jobs.flatMap(({inputs: all}) => all)).toHaveLength(257);
		expect(jobs.length).toBeLessThan(20);
	});

	it('hold what was suspected one by one', () => {
		const {jobs} = planJobs(
			'/srv',
			SETTINGS,
			[plannedOf('/srv/a.log'), plannedOf('/srv/b.log')],
			[plannedOf('/srv/c.log'), plannedOf('/srv/d.log')],
		);
		expect(jobs.map(({job}) => [job.isAlone, job.inputs.length])).toEqual([
			[false, 2],
			[true, 1],
			[true, 1],
		]);
	});

	it('leave out what is not below the root', () => {
		const {jobs, outside} = planJobs('/srv/logs', SETTINGS, [
			plannedOf('/srv/other/a.log'),
			plannedOf('/srv/logs-2/a.log'),
			plannedOf('/srv/logs/a.log'),
			plannedOf('/srv/logs/\\xFF.log', {raw: Buffer.from('/srv/logs/\xff.log', 'latin1')}),
			plannedOf('/srv/\\xFF.log', {raw: Buffer.from('/srv/\xff.log', 'latin1')}),
		]);
		expect(jobs.flatMap(({job}) => job.inputs.map(({below, isBytes}) => [below, isBytes]))).toEqual([
			['a.log', false],
			[Buffer.from('\xff.log', 'latin1').toString('base64'), true],
		]);
		expect(outside.map(({input}) => input.path)).toEqual(['/srv/other/a.log', '/srv/logs-2/a.log', '/srv/\\xFF.log']);
	});

	it('name the folder of a set of traces, and its files', () => {
		const part = {path: '/srv/berlin/1.etl', raw: null, bytes: 1, modified: 1};
		const {jobs} = planJobs('/srv', SETTINGS, [plannedOf('/srv/berlin/WindowsUpdate.*.etl', {parts: [part]})]);
		expect(jobs[0]).toMatchObject({
			site: 'berlin',
			job: {
				inputs: [{path: '/srv/berlin/WindowsUpdate.*.etl', below: 'berlin', parts: [{path: '/srv/berlin/1.etl', below: 'berlin/1.etl'}]}],
			},
		});
	});
});

describe('the root', () => {
	it('is the deepest folder with everything that was named', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'wulens-root-'));
		try {
			await mkdir(join(folder, 'a', 'b'), {recursive: true});
			await mkdir(join(folder, 'a-2'));
			await writeFile(join(folder, 'a', 'b', 'x.log'), '');
			expect(await commonRoot([join(folder, 'a')])).toBe(join(folder, 'a'));
			expect(await commonRoot([join(folder, 'a', 'b', 'x.log')])).toBe(join(folder, 'a', 'b'));
			expect(await commonRoot([join(folder, 'a', 'b', 'x.log'), join(folder, 'a')])).toBe(join(folder, 'a'));
			expect(await commonRoot([join(folder, 'a'), join(folder, 'a-2')])).toBe(folder);
			expect(await commonRoot([join(folder, 'a', '*', '*.log')])).toBe(join(folder, 'a'));
			expect(await commonRoot([])).toBe(process.cwd());
		} finally {
			await rm(folder, {recursive: true});
		}
	});
});
