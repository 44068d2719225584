/** Archives that are read in parts: in order, by several threads, and without what one bad member would cost the others. */
import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {analyzePath} from '../../../dist/node/analyze-file.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {doneOf, resultsOf, runTriage, stableBytes} from '../../helpers/triage-runs.js';
import {zipOf} from '../../helpers/zip-writer.js';

const RUN = fileURLToPath(new URL('./dying-run.mjs', import.meta.url));
const workerFile = new URL('./dying-worker.mjs', import.meta.url);
const LOG = etwLog(start('X', 1), end('X', 1));
let folder = '';
let logs = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-parts-'));
	logs = join(folder, 'logs');
	await mkdir(logs);
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function putArchive(name: string, count: number, data: string = LOG): Promise<void> {
	const members = Array.from({length: count}, (_, index) => ({
		name: `pc-${String(index).padStart(3, '0')}/WindowsUpdate.log`,
		data,
		stored: true,
	}));
	await writeFile(join(logs, name), zipOf(...members));
}

async function statuses(out: string): Promise<readonly string[]> {
	return (await resultsOf(out)).map(
		({machine, report}) => `${machine.name} ${report.status}${report.reason === null ? '' : `: ${report.reason}`}`,
	);
}

describe('a large archive', () => {
	it('gives the same in parts as whole, however many threads read it', async () => {
		// What is stored is as large as it is; lines of nobody give no results.
		await putArchive('all.zip', 130, `${LOG}${'x'.repeat(40_000)}\r\n`);
		const [one, three] = [join(folder, 'one'), join(folder, 'three')];
		await runTriage({inputs: [logs], out: one, jobs: 1});
		await runTriage({inputs: [logs], out: three, jobs: 3});
		expect(await stableBytes(three)).toBe(await stableBytes(one));
		const expected: unknown[] = [];
		for await (const report of analyzePath(join(logs, 'all.zip'), {scans: 'packed'})) expected.push(JSON.parse(JSON.stringify(report)));
		expect((await resultsOf(one)).map(({report}) => report)).toEqual(expected);
		const [{hash} = {hash: null}] = await doneOf(one);
		expect(hash).toMatch(/^[0-9a-f]{64}$/);
		expect((await runTriage({inputs: [logs], out: three})).planned).toMatchObject({toRead: 0, kept: 1});
	});
});

describe('a member that nothing can read', () => {
	it('fails without the others', async () => {
		await putArchive('member-3-throws.zip', 6);
		const out = join(folder, 'out');
		await runTriage({inputs: [logs], out, workerFile});
		expect(await statuses(out)).toEqual(
			[0, 1, 2, 3, 4, 5].map(
				(index) => `pc-00${index} ${index === 3 ? 'failed: wulens failed while reading it: thrown at a member.' : 'analyzed'}`,
			),
		);
	});

	it('fails without the others where it ends the program', async () => {
		await putArchive('member-3-aborts.zip', 6);
		const out = join(folder, 'out');
		const run = (): string | null => spawnSync(process.execPath, [RUN, logs, out, '1', 'auto', '?']).signal;
		expect([run(), run()]).toEqual(['SIGKILL', null]);
		const fatal = 'failed: wulens crashed twice while reading this file. It is skipped until it changes; --fresh retries it.';
		expect(await statuses(out)).toEqual([0, 1, 2, 3, 4, 5].map((index) => `pc-00${index} ${index === 3 ? fatal : 'analyzed'}`));
		expect((await runTriage({inputs: [logs], out})).planned).toMatchObject({toRead: 0, kept: 1});
	});
});
