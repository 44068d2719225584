/** Inputs that end the whole program, and how the next runs get by them. */
import {spawnSync} from 'node:child_process';
import {appendFile, mkdir, mkdtemp, readFile, rm, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {doneOf, resultsOf, runTriage, stableBytes} from '../../helpers/triage-runs.js';

const LOG = etwLog(start('X', 1), end('X', 1));
const RUN = fileURLToPath(new URL('./dying-run.mjs', import.meta.url));
const workerFile = new URL('./dying-worker.mjs', import.meta.url);
const FATAL = 'wulens crashed twice while reading this file. It is skipped until it changes; --fresh retries it.';
let folder = '';
let logs = '';
let out = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-sudden-'));
	logs = join(folder, 'logs');
	out = join(folder, 'out');
	await mkdir(logs);
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

interface Run {
	readonly hasDied: boolean;
	readonly planned: {readonly toRead: number; readonly alone: number; readonly kept: number};
}

/** In a process of its own, which is killed while it reads a file whose name contains `killedAt`. */
function run(jobs: number, mode: 'auto' | 'resume' | 'fresh' = 'auto', killedAt = '?'): Run {
	const {signal, status, stdout, stderr} = spawnSync(process.execPath, [RUN, logs, out, String(jobs), mode, killedAt], {encoding: 'utf8'});
	expect(stderr).toBe('');
	expect([0, null]).toContain(status);
	return {hasDied: signal !== null, planned: JSON.parse(stdout)};
}

async function putLogs(count: number, ...others: readonly string[]): Promise<void> {
	for (let index = 0; index < count; index++) await writeFile(join(logs, `pc-${String(index).padStart(2, '0')}.log`), LOG);
	for (const name of others) await writeFile(join(logs, name), LOG);
}

async function statuses(): Promise<readonly string[]> {
	return (await resultsOf(out)).map(
		({machine, report}) => `${machine.name} ${report.status}${report.reason === null ? '' : `: ${report.reason}`}`,
	);
}

describe('an input that ends the program', () => {
	it.each([1, 2])('is read by a process of its own in the next run, which goes on when that dies, with %i at once', async (jobs) => {
		await putLogs(40, 'abort.log');
		const first = run(jobs);
		expect(first).toMatchObject({hasDied: true, planned: {toRead: 41, alone: 0, kept: 0}});
		const second = run(jobs, 'resume');
		expect(second.hasDied).toBe(false);
		expect(second.planned.alone).toBeGreaterThan(0);
		expect(second.planned.kept + second.planned.toRead).toBe(41);
		expect(await statuses()).toEqual([
			`abort failed: ${FATAL}`,
			...Array.from({length: 40}, (_, index) => `pc-${String(index).padStart(2, '0')} analyzed`),
		]);

		// It stays left out, until somebody asks again.
		const before = await readFile(join(out, 'results.ndjson'), 'utf8');
		expect(run(jobs)).toMatchObject({hasDied: false, planned: {toRead: 0, kept: 41}});
		expect(await readFile(join(out, 'results.ndjson'), 'utf8')).toBe(before);
		expect(run(jobs, 'fresh').hasDied).toBe(true);
	});

	it('is tried again when it has changed', async () => {
		await putLogs(3, 'abort.log');
		expect([run(1), run(1)].map(({hasDied}) => hasDied)).toEqual([true, false]);
		await appendFile(join(logs, 'abort.log'), LOG);
		expect(run(1)).toMatchObject({hasDied: true, planned: {toRead: 1, alone: 0, kept: 3}});
		await appendFile(join(logs, 'abort.log'), LOG);
		expect(run(1)).toMatchObject({hasDied: true, planned: {toRead: 1, alone: 0, kept: 3}});
	});

	it('may be one of several', async () => {
		await putLogs(20, 'abort-1.log', 'abort-2.log', 'abort-3.log');
		let deaths = 0;
		while (run(2).hasDied) expect(++deaths).toBeLessThan(4);
		expect((await statuses()).filter((status) => status.includes('failed'))).toEqual([
			`abort-1 failed: ${FATAL}`,
			`abort-2 failed: ${FATAL}`,
			`abort-3 failed: ${FATAL}`,
		]);
		expect((await doneOf(out)).filter(({isFatal}) => isFatal)).toHaveLength(3);
		expect((await statuses()).filter((status) => status.endsWith('analyzed'))).toHaveLength(20);
	});

	it('is not blamed on those whose content was only compared', async () => {
		await putLogs(3);
		await runTriage({inputs: [logs], out, workerFile});
		await utimes(join(logs, 'pc-01.log'), 1000, 1000);
		await writeFile(join(logs, 'zz-abort.log'), LOG);
		expect([run(1), run(1)].map(({hasDied}) => hasDied)).toEqual([true, false]);
		expect((await statuses()).filter((status) => status.includes('failed'))).toEqual([`zz-abort failed: ${FATAL}`]);
	});
});

describe('an input that was being read', () => {
	it('when the run was interrupted in order, is read like the others by the next one', async () => {
		await putLogs(4, 'hang.log');
		for (let time = 0; time < 3; time++) {
			const interruption = new AbortController();
			const {planned, outcome} = await runTriage({
				inputs: [logs],
				out,
				workerFile,
				signal: interruption.signal,
				listener: ({type}) => {
					if (type === 'started') setTimeout(() => interruption.abort(), 200);
				},
			});
			expect(outcome.type).toBe('interrupted');
			expect(planned.alone).toBe(0);
		}
	});

	it('whenever the program was killed, is never given up', async () => {
		await putLogs(3, 'zz-hang.log');
		// The first run reads all of them at once, the second one by one.
		for (const alone of [0, 4, 1, 1, 1]) expect(run(1, 'auto', 'hang')).toMatchObject({hasDied: true, planned: {alone}});
		// The real worker reads it well.
		expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({alone: 1, kept: 3});
		expect((await statuses()).filter((status) => status.endsWith('analyzed'))).toHaveLength(4);
	});

	it('when the program was killed, has the same result as without', async () => {
		await putLogs(40, 'abort.log');
		expect(run(2).hasDied).toBe(true);
		// The real worker reads it well.
		expect((await runTriage({inputs: [logs], out})).planned.alone).toBeGreaterThan(0);
		const undisturbed = join(folder, 'undisturbed');
		await runTriage({inputs: [logs], out: undisturbed});
		expect(await stableBytes(out)).toBe(await stableBytes(undisturbed));
	});
});
