/** A triage of a fleet against its truth, again and again, whatever happens in between. */
import {appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type Fleet, makeFleet} from '../../helpers/fleet.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {asTruth, doneOf, linesOf, resultsOf, runTriage, stableBytes, truthOf} from '../../helpers/triage-runs.js';

const LOG = etwLog(start('X', 1), end('X', 1));
let base = '';
let fleet: Fleet;
/** What an undisturbed run leaves. */
let expected = '';

beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'wulens-fleet-'));
	fleet = await makeFleet({folder: join(base, 'fleet'), machines: 240, seed: 7});
	await runTriage({inputs: [fleet.folder], out: join(base, 'expected')});
	expected = await stableBytes(join(base, 'expected'));
});

afterAll(async () => {
	await rm(base, {recursive: true, force: true});
});

let folder = '';
let out = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-triage-'));
	out = join(folder, 'out');
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function put(...names: readonly string[]): Promise<string> {
	const logs = join(folder, 'logs');
	for (const name of names) {
		await mkdir(join(logs, name, '..'), {recursive: true});
		await writeFile(join(logs, name), LOG);
	}
	return logs;
}

describe('a triage', () => {
	it('says what is in a fleet, to the last count', async () => {
		const results = await resultsOf(join(base, 'expected'));
		const found = results.map((result) => asTruth(result, fleet.folder));
		const byPlace = (one: {path: string; member: string | null}, other: {path: string; member: string | null}): number =>
			`${one.path}\0${one.member}` < `${other.path}\0${other.member}` ? -1 : 1;
		expect([...found].sort(byPlace)).toEqual([...truthOf(fleet)].sort(byPlace));
		expect(new Set(found.filter(({status}) => status === 'analyzed').map(({machine}) => machine))).toEqual(
			new Set(fleet.machines.map(({name}) => name)),
		);
		const done = await doneOf(join(base, 'expected'));
		expect(done).toHaveLength(fleet.files);
		expect(done.reduce((sum, {results: count}) => sum + count, 0)).toBe(fleet.logs.length);
	});

	it.each([1, 2, 3])('gives the same bytes with %i at once', async (jobs) => {
		await runTriage({inputs: [fleet.folder], out, jobs});
		expect(await stableBytes(out)).toBe(expected);
		expect(await readdir(join(out, '.wulens'))).toEqual(['run.json']);
	});

	it('refuses to end without an input', async () => {
		await mkdir(join(folder, 'empty'));
		await expect(runTriage({inputs: [join(folder, 'empty')], out})).rejects.toThrow('there is no file to read');
	});

	it('has the hash of each file', async () => {
		const logs = await put('a.log');
		await runTriage({inputs: [logs], out});
		const {createHash} = await import('node:crypto');
		expect((await doneOf(out))[0]?.hash).toBe(createHash('sha256').update(LOG).digest('hex'));
	});
});

describe('a second run', () => {
	it('reads only what is new or changed, and drops what is gone', async () => {
		const logs = await put('a.log', 'b.log', 'c.log', 'd.log', 'e.log');
		await runTriage({inputs: [logs], out});
		const before = await stableBytes(out);
		expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({toRead: 0, kept: 5});
		expect(await stableBytes(out)).toBe(before);

		await put('b2.log');
		await appendFile(join(logs, 'c.log'), LOG);
		await rm(join(logs, 'd.log'));
		await utimes(join(logs, 'e.log'), 1000, 1000);
		const second = await runTriage({inputs: [logs], out});
		expect(second.planned).toMatchObject({
			inputs: 5,
			toRead: 3,
			kept: 2,
			counts: {fresh: 1, changed: 2, again: 0},
			vanished: [join(logs, 'd.log')],
		});
		expect(second.events).toContainEqual({type: 'finished', path: join(logs, 'e.log'), bytes: LOG.length, isSame: true, failed: 0});
		const again = join(folder, 'again');
		await runTriage({inputs: [logs], out: again});
		expect(await stableBytes(out)).toBe(await stableBytes(again));
		expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({toRead: 0, kept: 5});
	});

	it('tries again what could not be read', async () => {
		const logs = await put('a.log');
		const missing = join(logs, 'late.log');
		await runTriage({inputs: [logs, missing], out});
		expect((await resultsOf(out)).map(({report}) => report.status)).toEqual(['analyzed', 'failed']);
		await put('late.log');
		await runTriage({inputs: [logs, missing], out});
		expect((await resultsOf(out)).map(({report}) => report.status)).toEqual(['analyzed', 'analyzed']);
	});

	it('reads everything where the settings are others, unless it was to resume', async () => {
		const logs = await put('site-7/a.log');
		await runTriage({inputs: [logs], out});
		const other = {inputs: [logs], out, machinePattern: /site-(\d)/};
		await expect(runTriage({...other, mode: 'resume'})).rejects.toThrow('different settings (--machine-from)');
		expect((await runTriage(other)).planned).toMatchObject({
			toRead: 1,
			note: 'its results were made with different settings (--machine-from)',
		});
		expect((await resultsOf(out))[0]?.machine).toEqual({name: '7', domain: null, source: 'pattern'});
		expect((await runTriage({...other, mode: 'fresh'})).planned).toMatchObject({toRead: 1, kept: 0});
	});

	it('reads a log again whose settings beside it are others', async () => {
		const logs = await put('PC-1/WindowsUpdate.log', 'PC-2/WindowsUpdate.log');
		await runTriage({inputs: [logs], out});
		await writeFile(
			join(logs, 'PC-1/policy.reg'),
			'Windows Registry Editor Version 5.00\r\n\r\n' +
				'[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate]\r\n' +
				'"SetProxyBehaviorForUpdateDetection"=dword:00000001\r\n',
		);
		expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({toRead: 2, kept: 1});
		expect((await resultsOf(out)).filter(({report}) => report.context?.proxyPolicy === 1).map(({report}) => report.path)).toEqual([
			join(logs, 'PC-1/WindowsUpdate.log'),
		]);
	});

	it('writes over no file that is not its own', async () => {
		const logs = await put('a.log');
		await mkdir(out);
		await writeFile(join(out, 'results.ndjson'), '{"my":"data"}\n');
		for (const mode of ['auto', 'fresh'] as const)
			await expect(runTriage({inputs: [logs], out, mode})).rejects.toThrow('is not a results file of wulens triage');
		await runTriage({inputs: [logs], out: join(folder, 'other')});
		await rename(join(folder, 'other/results.ndjson'), join(out, 'results.ndjson'));
		await expect(runTriage({inputs: [logs], out})).rejects.toThrow('was not written by a triage in this folder');
		await expect(runTriage({inputs: [logs], out: join(folder, 'new'), mode: 'resume'})).rejects.toThrow('there is nothing to resume');
		await runTriage({inputs: [logs], out, mode: 'fresh'});
	});

	it('leaves no names where the results are private', async () => {
		const logs = await put('a.log');
		await runTriage({inputs: [logs], out, isPrivate: true});
		expect(await readdir(out, {recursive: true})).toEqual(['.wulens', join('.wulens', 'run.json')]);
		expect((await runTriage({inputs: [logs], out, isPrivate: true})).planned.toRead).toBe(1);
	});
});

describe('a run that was interrupted', () => {
	it.each([1, 2])('is gone on from, with %i at once', async (jobs) => {
		const interruption = new AbortController();
		let finished = 0;
		const first = await runTriage({
			inputs: [fleet.folder],
			out,
			jobs,
			signal: interruption.signal,
			listener: ({type}) => {
				if (type === 'finished' && ++finished === 60) interruption.abort();
			},
		});
		expect(first.outcome).toMatchObject({type: 'interrupted', inputs: fleet.files});
		const done = first.outcome.type === 'interrupted' ? first.outcome.done : 0;
		expect(done).toBeGreaterThanOrEqual(60);
		expect(done).toBeLessThan(fleet.files);
		const second = await runTriage({inputs: [fleet.folder], out, jobs, mode: 'resume'});
		expect(second.planned.kept).toBeGreaterThan(50);
		expect(await stableBytes(out)).toBe(expected);
	});

	it('is gone on from where its last line is torn, or a line is missing', async () => {
		const partial = join(out, '.wulens/results.ndjson.partial');
		const stop = new AbortController();
		let finished = 0;
		await runTriage({
			inputs: [fleet.folder],
			out,
			signal: stop.signal,
			listener: ({type}) => {
				if (type === 'finished' && ++finished === 40) stop.abort();
			},
		});
		const {length} = await readFile(partial);
		for (const cut of [1, 2, 60, 500, 3000, Math.floor(length / 3)]) {
			const copy = join(folder, `cut-${cut}`);
			const {cp} = await import('node:fs/promises');
			await cp(out, copy, {recursive: true});
			await truncate(join(copy, '.wulens/results.ndjson.partial'), length - cut);
			expect((await runTriage({inputs: [fleet.folder], out: copy})).planned.kept).toBeLessThan(fleet.files);
			expect(await stableBytes(copy)).toBe(expected);
		}
		const lines = (await readFile(partial, 'utf8')).split('\n');
		await writeFile(partial, lines.filter((_, at) => at !== 4).join('\n'));
		await runTriage({inputs: [fleet.folder], out});
		expect(await stableBytes(out)).toBe(expected);
	});
});

describe('a folder in use', () => {
	it('is refused, until its user has ended', async () => {
		const logs = await put('a.log');
		await runTriage({inputs: [logs], out, listener: () => {}});
		const lock = join(out, '.wulens/lock');
		const {hostname} = await import('node:os');
		await writeFile(lock, JSON.stringify({pid: process.pid, host: hostname()}));
		await expect(runTriage({inputs: [logs], out})).rejects.toThrow(`another run (process ${process.pid} on `);
		await writeFile(lock, JSON.stringify({pid: 1, host: 'another-host'}));
		await expect(runTriage({inputs: [logs], out})).rejects.toThrow('on another-host');
		await writeFile(lock, '');
		await expect(runTriage({inputs: [logs], out})).rejects.toThrow('another run is writing');
		await utimes(lock, 1000, 1000);
		expect((await runTriage({inputs: [logs], out})).planned.kept).toBe(1);
		// No process has this number.
		await writeFile(lock, JSON.stringify({pid: 0x3ffffffe, host: hostname()}));
		expect((await runTriage({inputs: [logs], out})).planned.kept).toBe(1);
	});

	it('is refused to one of two that begin at once', async () => {
		const runs = await Promise.allSettled([runTriage({inputs: [fleet.folder], out}), runTriage({inputs: [fleet.folder], out})]);
		expect(runs.map(({status}) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await linesOf(out)).toHaveLength(fleet.files + fleet.logs.length);
	});
});
