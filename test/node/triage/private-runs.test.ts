/** Runs for redacted outputs leave no name behind, however they end. */
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
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

it('given up while outputs are made', async () => {
	const outcome = await triage({inputs: [join(folder, 'planted-logs')], out, version: '0', isPrivate: true});
	if (outcome.type !== 'done') throw new Error('it was not done');
	expect(await leftovers()).toContain('planted-wsus');
	await outcome.close(false);
	expect(await leftovers()).not.toContain('planted');
	// The folder can be used again, and begins anew.
	expect((await runTriage({inputs: [join(folder, 'planted-logs')], out, isPrivate: true})).planned).toMatchObject({toRead: 20, kept: 0});
});
