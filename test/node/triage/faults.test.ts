/** Inputs that end their thread, change while they are read, or are too much. */
import {truncateSync} from 'node:fs';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {FileReport} from '../../../src/core/index.js';
import {readInput} from '../../../src/node/triage/read-input.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {doneOf, resultsOf, runTriage} from '../../helpers/triage-runs.js';
import {zipOf} from '../../helpers/zip-writer.js';

const LOG = etwLog(start('X', 1), end('X', 1));
const MEGABYTE = 1024 * 1024;
const workerFile = new URL('./dying-worker.mjs', import.meta.url);
let folder = '';
let logs = '';
let out = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-faults-'));
	logs = join(folder, 'logs');
	out = join(folder, 'out');
	await mkdir(logs);
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function statuses(): Promise<readonly string[]> {
	return (await resultsOf(out)).map(
		({machine, report}) => `${machine.name} ${report.status}${report.reason === null ? '' : `: ${report.reason}`}`,
	);
}

describe('a thread', () => {
	it('that dies fails its input only, and is replaced', async () => {
		for (let index = 0; index < 40; index++) await writeFile(join(logs, `pc-${index}.log`), LOG);
		for (const name of ['exit-1', 'throw-1', 'exit-2']) await writeFile(join(logs, `${name}.log`), LOG);
		await runTriage({inputs: [logs], out, jobs: 2, workerFile});
		const all = await statuses();
		expect(all.filter((status) => status.endsWith('analyzed'))).toHaveLength(40);
		expect(all.filter((status) => !status.endsWith('analyzed'))).toEqual([
			'exit-1 failed: wulens failed while reading it: worker exited with code: 7.',
			'exit-2 failed: wulens failed while reading it: worker exited with code: 7.',
			'throw-1 failed: wulens failed while reading it: thrown aside.',
		]);
		expect((await doneOf(out)).filter(({hash}) => hash === null)).toHaveLength(3);
	});

	it('that hangs fails its input when its time is over', async () => {
		for (const name of ['hang-1', 'pc-1', 'pc-2', 'hang-2']) await writeFile(join(logs, `${name}.log`), LOG);
		await runTriage({inputs: [logs], out, jobs: 2, workerFile, timeoutMs: 1000});
		expect(await statuses()).toEqual([
			'hang-1 failed: Reading it took longer than 1 second and was stopped (see --timeout).',
			'hang-2 failed: Reading it took longer than 1 second and was stopped (see --timeout).',
			'pc-1 analyzed',
			'pc-2 analyzed',
		]);
	});

	it('that needs too much memory fails its input', async () => {
		for (const name of ['memory', 'pc-1']) await writeFile(join(logs, `${name}.log`), LOG);
		await runTriage({inputs: [logs], out, jobs: 2, workerFile, memoryMegabytes: 64});
		expect(await statuses()).toEqual(['memory failed: Reading it needed more than 64 MB of memory and was stopped.', 'pc-1 analyzed']);
	});

	it('that cannot begin ends the run', async () => {
		await writeFile(join(logs, 'a.log'), LOG);
		await writeFile(join(folder, 'broken.mjs'), 'throw new Error("no");');
		await expect(runTriage({inputs: [logs], out, jobs: 2, workerFile: new URL(`file://${join(folder, 'broken.mjs')}`)})).rejects.toThrow(
			'cannot start worker threads',
		);
	});
});

describe('an input', () => {
	async function read(
		path: string,
		onBytes: (bytes: number) => void = () => {},
	): Promise<{readonly reports: readonly FileReport[]; readonly hash: string | null}> {
		const reports: FileReport[] = [];
		const reading = readInput({path, raw: null, parts: null}, {onBytes});
		for (;;) {
			const next = await reading.next();
			if (next.done === true) return {reports, hash: next.value.whole};
			reports.push(next.value);
		}
	}

	it('that becomes shorter while it is read is said to', async () => {
		const path = join(logs, 'a.log');
		await writeFile(path, LOG.repeat(Math.ceil((3 * MEGABYTE) / LOG.length)));
		const {
			reports: [report],
		} = await read(path, (bytes) => {
			if (bytes === MEGABYTE) truncateSync(path, MEGABYTE + 1000);
		});
		expect(report?.status).toBe('analyzed');
		expect(report?.issues.map(({message}) => message)).toContainEqual(
			expect.stringMatching(new RegExp(`^It became shorter while it was read: ${MEGABYTE + 1000} of \\d+ bytes were there\\.$`)),
		);
	});

	it('that is no log is not read to its end, nor hashed', async () => {
		const path = join(logs, 'picture.png');
		await writeFile(path, Buffer.concat([Buffer.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), Buffer.alloc(8 * MEGABYTE)]));
		let most = 0;
		const {
			reports: [report],
			hash,
		} = await read(path, (bytes) => {
			most = bytes;
		});
		expect(report).toMatchObject({status: 'skipped', bytes: 8 * MEGABYTE + 8});
		expect(most).toBeLessThan(4 * MEGABYTE);
		expect(hash).toBeNull();
	});

	it('may be an archive with more results than are held in memory', async () => {
		const log = Array.from({length: 300}, (_, at) => etwLog(start('X', at), end('X', at, '0x80240438'))).join('');
		const members = Array.from({length: 30}, (_, at) => ({name: `PC-${at}.log`, data: log}));
		await writeFile(join(logs, 'all.zip'), zipOf(...members));
		await writeFile(join(logs, 'cut.zip'), zipOf(...members).subarray(0, 5000));
		await runTriage({inputs: [logs], out, jobs: 2});
		const results = await resultsOf(out);
		expect(results.map(({report}) => report.scans.length)).toEqual([...members.map(() => 300), 0]);
		expect(results.at(-1)?.report.reason).toBe('It cannot be read: the archive is damaged or cut off.');
		expect(new Set(results.map(({machine}) => machine.name)).size).toBe(31);
		expect((await doneOf(out)).map(({results: count, failed}) => [count, failed])).toEqual([
			[30, 0],
			[1, 1],
		]);
	});
});
