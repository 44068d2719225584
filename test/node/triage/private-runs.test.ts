/** Runs for redacted outputs leave no name behind, however they end. */
import {readdirSync, readFileSync} from 'node:fs';
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {indexResults} from '../../../dist/node/triage/results-file.js';
import {triage} from '../../../dist/node/triage/triage.js';
import {end, etwLog, start} from '../../helpers/log-lines.js';
import {runTriage} from '../../helpers/triage-runs.js';

const LOG = etwLog(start('X', 1), 'Agent WSUS server: https://planted-wsus.example:8531', end('X', 1));
let folder = '';
let out = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-private-'));
	out = join(folder, 'out');
	await mkdir(join(folder, 'planted-logs'));
	for (let index = 0; index < 20; index++) await writeFile(join(folder, `planted-logs/planted-pc${index}.log`), LOG);
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

/** Whatever the run left, names of files included. */
async function leftovers(): Promise<string> {
	const entries = await readdir(out, {recursive: true, withFileTypes: true});
	const texts = await Promise.all(
		entries.map(async (entry) => (entry.isFile() ? readFile(join(entry.parentPath, entry.name), 'utf8') : '')),
	);
	return [...entries.map(({name}) => name), ...texts].join('\n');
}

function leftNow(): string {
	const files = readdirSync(out, {recursive: true, withFileTypes: true});
	return files.map((file) => `${file.name}\n${file.isFile() ? readFileSync(join(file.parentPath, file.name), 'utf8') : ''}`).join('\n');
}

it('interrupted while logs are read', async () => {
	const interruption = new AbortController();
	let finished = 0;
	const {outcome} = await runTriage({
		inputs: [join(folder, 'planted-logs')],
		out,
		jobs: 1,
		isPrivate: true,
		signal: interruption.signal,
		listener: ({type}) => {
			if (type === 'finished' && ++finished === 5) interruption.abort();
		},
	});
	expect(outcome.type).toBe('interrupted');
	expect(finished).toBeGreaterThanOrEqual(5);
	expect(await leftovers()).not.toContain('planted');
});

it('killed at any time', async () => {
	const left: string[] = [];
	await runTriage({
		inputs: [join(folder, 'planted-logs')],
		out,
		jobs: 1,
		isPrivate: true,
		listener: ({type}) => {
			// What is on the disk now is what a killed program leaves.
			if (type === 'finished' || type === 'ordering') left.push(leftNow());
		},
	});
	expect(left).toHaveLength(21);
	expect(left.join('\n')).toContain('results.ndjson.partial');
	expect(left.join('\n')).not.toContain('planted');
});

it('killed, and what it left is not taken for results by the next run', async () => {
	await mkdir(join(out, '.wulens'), {recursive: true});
	await writeFile(join(out, '.wulens/run.json'), JSON.stringify({schema: 'wulens-run/1', settings: null, ownsResults: false}));
	await writeFile(join(out, '.wulens/results.ndjson.partial'), new Uint8Array([1, 10, 2, 10, 3]));
	await writeFile(join(out, '.wulens/results.ndjson'), 'planted by an earlier version');
	expect((await runTriage({inputs: [join(folder, 'planted-logs')], out})).planned).toMatchObject({toRead: 20, kept: 0});
	expect(leftNow()).not.toContain('by an earlier version');
});

it('given up while outputs are made', async () => {
	const outcome = await triage({inputs: [join(folder, 'planted-logs')], out, version: '0', isPrivate: true});
	if (outcome.type !== 'done') throw new Error('it was not done');
	expect(await leftovers()).not.toContain('planted');
	const index = await indexResults([outcome.results], undefined, outcome.key);
	const read: unknown[] = [];
	for await (const line of index.lines()) read.push(line);
	await index.close();
	expect(JSON.stringify(read)).toContain('planted-wsus');
	await outcome.close(false);
	expect(await leftovers()).not.toContain('planted');
	// The folder can be used again, and begins anew.
	expect((await runTriage({inputs: [join(folder, 'planted-logs')], out, isPrivate: true})).planned).toMatchObject({toRead: 20, kept: 0});
});
