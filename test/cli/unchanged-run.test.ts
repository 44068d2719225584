/** `wulens triage` run again: where nothing has changed it repeats its answer, and wherever something has, it writes all outputs. */
import {appendFile, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {PROJECT, runWulens, type Run} from '../helpers/run-wulens.js';

const FINISHED = '.wulens/finished.json';
let base = '';
let logs = '';
let out = '';
let inventory = '';
let count = 0;

beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'wulens-unchanged-'));
});

afterAll(async () => {
	await rm(base, {recursive: true, force: true});
});

beforeEach(async () => {
	const place = join(base, String(count++));
	logs = join(place, 'logs');
	out = join(place, 'out');
	inventory = join(place, 'inventory.csv');
	for (const [machine, sample] of [
		['PC-101', 'wsus-system-proxy-fails-no-fallback.log'],
		['PC-102', 'wsus-http.log'],
	] as const) {
		await mkdir(join(logs, machine), {recursive: true});
		await copyFile(join(PROJECT, 'samples', sample), join(logs, machine, 'WindowsUpdate.log'));
	}
	await writeFile(inventory, 'Computer;Site\nPC-101;Berlin\n');
});

function triage(...more: readonly string[]): Promise<Run> {
	return runWulens(['triage', logs, '--out', out, '--inventory', inventory, '--fail-on', 'error', ...more]);
}

/** Of each output, what changes when it is written. */
async function written(): Promise<Readonly<Record<string, string>>> {
	const names = (await readdir(out)).filter((name) => name !== '.wulens').sort();
	return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await stateOf(join(out, name))] as const)));
}

async function stateOf(file: string): Promise<string> {
	const {ino, mtimeNs, ctimeNs} = await stat(file, {bigint: true});
	return `${ino} ${mtimeNs} ${ctimeNs}`;
}

async function contents(): Promise<Readonly<Record<string, string>>> {
	const names = (await readdir(out)).filter((name) => name !== '.wulens').sort();
	return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'latin1')] as const)));
}

describe('a run where nothing has changed', () => {
	it('leaves the outputs alone and says what a whole run says', async () => {
		await triage();
		// Without what the first run kept, the second is a whole one.
		await rm(join(out, FINISHED));
		const before = await written();
		const whole = await triage();
		const after = await written();
		const bytes = await contents();
		expect(after['report.html']).not.toBe(before['report.html']);
		expect(whole.status).toBe(1);
		expect(whole.stderr).toMatch(/2 inputs: 2 unchanged\nwulens: The report is /);
		for (const more of [[], ['--resume'], ['--jobs', '1']]) {
			expect(await triage(...more)).toEqual(whole);
			expect(await written()).toEqual(after);
		}
		expect(await contents()).toEqual(bytes);
	});

	it('is whole where all is read again, and stands after that', async () => {
		await triage();
		const before = await written();
		await triage('--fresh');
		const after = await written();
		expect(after['machines.csv']).not.toBe(before['machines.csv']);
		await triage();
		expect(await written()).toEqual(after);
	});

	it('adds a run to a history as ever', async () => {
		const history = join(base, `history-${count}`);
		await triage('--history', history, '--run-time', '2024-03-12');
		const before = await written();
		await triage('--history', history, '--run-time', '2024-03-13');
		expect(await readdir(history)).toHaveLength(2);
		expect((await written())['report.html']).not.toBe(before['report.html']);
	});
});

describe('a run writes all outputs again', () => {
	it.each<[string, () => Promise<unknown>, readonly string[]]>([
		['a log has grown', () => appendFile(join(logs, 'PC-101/WindowsUpdate.log'), '\r\n'), []],
		['a log is new', () => cp(join(logs, 'PC-101'), join(logs, 'PC-103'), {recursive: true}), []],
		['a log is gone', () => rm(join(logs, 'PC-102'), {recursive: true}), []],
		['a log has another time', () => utimes(join(logs, 'PC-101/WindowsUpdate.log'), 1, 1), []],
		['the inventory is another', () => appendFile(inventory, 'PC-102;Paris\n'), []],
		['the answer is grouped', async () => {}, ['--group-by', 'server']],
		['the answer is filtered', async () => {}, ['--where', 'machine=PC-101']],
		['the answer is printed in other columns', async () => {}, ['--width', '60']],
		['other outputs are asked for', async () => {}, ['-r', 'html', '-r', 'machines']],
		['machines have other names', async () => {}, ['--machine-from', '/([^/]+)/WindowsUpdate']],
		['there is a baseline', async () => {}, ['--baseline', 'BASELINE']],
		['an output is deleted', () => rm(join(out, 'scans.csv')), []],
		['an output is cut off', () => truncate(join(out, 'scans.csv'), 10), []],
		['an output was edited', () => appendFile(join(out, 'report.html'), '\n'), []],
		[
			'an output was edited and has its old size and time again',
			async () => {
				const file = join(out, 'machines.csv');
				const {atime, mtime} = await stat(file);
				await writeFile(file, (await readFile(file, 'utf8')).replace('PC-101', 'PC-999'));
				await utimes(file, atime, mtime);
			},
			[],
		],
		['what was kept is damaged', () => truncate(join(out, FINISHED), 20), []],
		['what was kept is of another kind', () => writeFile(join(out, FINISHED), '{"schema":"wulens-finished/0"}'), []],
		[
			'the run before was of another version',
			async () => {
				const file = join(out, '.wulens/run.json');
				const state = JSON.parse(await readFile(file, 'utf8'));
				await writeFile(file, JSON.stringify({...state, settings: {...state.settings, 'version of wulens': '0.0.1'}}));
			},
			[],
		],
		['another run wrote outputs and was killed', () => rm(join(out, FINISHED)), []],
	])('where %s', async (_, change, more) => {
		await triage();
		const baseline = join(base, `baseline-${count}.json`);
		await copyFile(join(out, 'summary.json'), baseline);
		await change();
		const before = await written();
		const options = more.map((word) => (word === 'BASELINE' ? baseline : word));
		const again = await triage(...options);
		const after = await written();
		expect(after['report.html']).not.toBe(before['report.html']);
		const bytes = await contents();
		out = `${out}-new`;
		const undisturbed = await triage(...options);
		expect(again.stdout).toBe(undisturbed.stdout);
		expect(again.status).toBe(undisturbed.status);
		const names = options.includes('-r') ? ['report.html', 'machines.csv'] : Object.keys(after);
		for (const name of names.filter((one) => one.endsWith('.csv') || one.endsWith('.html')))
			expect(bytes[name], name).toBe((await contents())[name]);
	});

	it('where names must not stay, and keeps nothing that has them', async () => {
		await triage();
		expect(await readFile(join(out, FINISHED), 'utf8')).toContain('PC-101');
		await triage('--redact');
		expect(await readdir(join(out, '.wulens'))).not.toContain('finished.json');
	});
});
