/** `wulens triage` and `wulens report` as a user runs them: interrupted, killed, on full disks. */
import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process';
import {cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Fleet, makeFleet} from '../helpers/fleet.js';
import {isMissing} from '../helpers/needs.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {asTruth, resultsOf, stableBytes, truthOf} from '../helpers/triage-runs.js';

const BIN = fileURLToPath(new URL('../../bin/wulens.js', import.meta.url));
let base = '';
let fleet: Fleet;
let expected = '';
let count = 0;

beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'wulens-triage-cli-'));
	// Its results take 4.8 MB: more than the limits below, and than a run has written when it is stopped.
	fleet = await makeFleet({folder: join(base, 'fleet'), machines: 100, days: 3, seed: 11});
	const {status} = await runWulens(['triage', fleet.folder, '--out', join(base, 'expected'), '-q', '--jobs', '2']);
	expect(status).toBe(3);
	expected = await stableBytes(join(base, 'expected'));
});

afterAll(async () => {
	await rm(base, {recursive: true, force: true});
});

function newOut(): string {
	return join(base, `out-${count++}`);
}

/** Starts a triage and waits until so many bytes of results are there. */
async function startUntil(
	out: string,
	bytes: number,
): Promise<{readonly child: ChildProcess; readonly ended: Promise<{readonly code: number | null; readonly stderr: string}>}> {
	const child = spawn(process.execPath, [BIN, 'triage', fleet.folder, '--out', out, '--jobs', '2', '-r', 'summary'], {
		cwd: PROJECT,
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let stderr = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr += text;
	});
	const ended = new Promise<{code: number | null; stderr: string}>((resolve) => child.on('close', (code) => resolve({code, stderr})));
	const partial = join(out, '.wulens/results.ndjson.partial');
	for (;;) {
		if (child.exitCode !== null) throw new Error(`it ended too early: ${stderr}`);
		if (
			await stat(partial).then(
				({size}) => size >= bytes,
				() => false,
			)
		)
			return {child, ended};
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

describe('wulens triage', () => {
	it('answers on the terminal, and leaves nothing behind without --out', async () => {
		const temporary = join(base, 'temporary');
		await mkdir(temporary);
		const {stdout, stderr, status} = await runWulens(['triage', fleet.folder], {env: {TMPDIR: temporary}});
		expect(status).toBe(3);
		expect(stdout).toContain('100 machines');
		expect(stderr).toContain('It cannot be read: the archive is damaged or cut off.');
		expect(await readdir(temporary)).toEqual([]);
	});

	it('counts as the truth does', async () => {
		const found = (await resultsOf(join(base, 'expected'))).map((result) => asTruth(result, fleet.folder));
		const key = ({path, member}: {path: string; member: string | null}): string => `${path}\0${member}`;
		const sorted = <T extends {path: string; member: string | null}>(rows: readonly T[]): readonly T[] =>
			[...rows].sort((one, other) => (key(one) < key(other) ? -1 : 1));
		expect(sorted(found)).toEqual(sorted(truthOf(fleet)));
		const summary = JSON.parse(await readFile(join(base, 'expected/summary.json'), 'utf8'));
		const scans = fleet.machines.reduce(
			(sum, machine) => sum + machine.scans.succeeded + machine.scans.failed + machine.scans.cancelled + machine.scans.unknown,
			0,
		);
		expect(summary.totals).toMatchObject({
			machines: fleet.machines.length,
			scans,
			failed: fleet.machines.reduce((sum, machine) => sum + machine.scans.failed, 0),
		});
		expect(summary.ledger).toMatchObject({inputs: fleet.logs.length, failed: fleet.logs.filter(({status}) => status === 'failed').length});
	});

	it('writes all outputs, and nothing else', async () => {
		const out = newOut();
		const {stdout, stderr, status} = await runWulens(['triage', join(fleet.folder, 'flat'), '--out', out]);
		expect(status).toBe(0);
		expect(stderr).toContain(`wulens: The report is ${join(out, 'report.html')}. Also in that folder: results.ndjson, machines.csv, `);
		expect(stdout).toContain('machines');
		expect((await readdir(out)).filter((name) => !name.startsWith('.'))).toEqual(
			expect.arrayContaining([
				'findings.csv',
				'ledger.csv',
				'machines.csv',
				'report.html',
				'results.ndjson',
				'scans.csv',
				'scans.parquet',
				'summary.json',
				'timesketch.csv',
			]),
		);
		expect((await readdir(join(out, '.wulens'))).sort()).toEqual(['finished.json', 'run.json']);
	});

	it('keeps a history, which wulens query reads', async () => {
		const history = newOut();
		const args = ['triage', join(fleet.folder, 'flat'), '--history', history];
		const first = await runWulens([...args, '--run-time', '2024-03-04']);
		expect(first).toMatchObject({status: 0, stdout: expect.stringContaining('History: 1 run since 2024-03-04 00:00')});
		const second = await runWulens([...args, '--run-time', '2024-03-11 08:30', '--changes-since', '2024-03-05']);
		expect(second.stdout).toContain('Since 2024-03-05 00:00:\n  No machine has a new problem, and none is fixed.');
		const rows = await runWulens(['query', '--in', history, '-r', 'ndjson', 'SELECT run, errors > 0 AS has_errors FROM runs ORDER BY run']);
		expect(rows.stdout).toBe('{"run":"2024-03-04 00:00:00","has_errors":true}\n{"run":"2024-03-11 08:30:00","has_errors":true}\n');
		const again = await runWulens([...args, '--run-time', '2024-03-11 08:30']);
		expect(again).toMatchObject({status: 2, stderr: expect.stringContaining('has a run of 2024-03-11T08:30:00, which is not before')});
	});

	it('takes lists of paths, patterns and names for machines', async () => {
		const list = `${join(fleet.folder, 'flat')}\r\n${join(fleet.folder, 'site-*/PC-*/WindowsUpdate.log')}\r\n`;
		const out = newOut();
		const {status} = await runWulens(['triage', '--files-from', '-', '--out', out, '-r', 'machines', '--machine-from', '(flat|site-\\d)'], {
			input: list,
		});
		expect(status).toBe(0);
		const names = (await resultsOf(out)).filter(({machine}) => machine.source === 'pattern').map(({machine}) => machine.name);
		expect([...new Set(names)].sort()).toEqual(['flat', 'site-1', 'site-2', 'site-3', 'site-4', 'site-5']);
	});

	it.each([
		[['triage'], 'Missing argument: PATH. Name folders'],
		[['triage', '-'], '--files-from -'],
		[['triage', 'x', '--jobs', '0'], 'Invalid value "0" for --jobs. Use a whole number from 1 to 256.'],
		[['triage', 'x', '--timeout', '-1'], 'Missing value for --timeout. If "-1" is the value, write --timeout=-1.'],
		[['triage', 'x', '--timeout=-1'], 'Invalid value "-1" for --timeout. Use a number from'],
		[['triage', 'x', '--machine-from', '('], '--machine-from is not a valid regular expression'],
		[['triage', 'x', '--machine-from', 'a'], 'needs a group'],
		[['triage', 'x', '--where', 'colour=red'], '--where'],
		[['triage', 'x', '--group-by', 'moon'], 'Invalid value "moon" for --group-by.'],
		[['triage', 'x', '-r', 'nothing'], 'Invalid value "nothing" for --reporter.'],
		[['triage', 'x', '-r', 'scans', '-r', 'machines'], '--out'],
		[['triage', 'x', '-r', 'scans-parquet'], '--out'],
		[['triage', 'x', '--resume'], '--resume needs'],
		[['triage', 'x', '--baseline', '/nowhere'], 'Cannot read /nowhere'],
		[['triage', 'x', '--history', 'h', '--since', '2024-03-12'], '--history keeps whole runs'],
		[['triage', 'x', '--history', 'h', '--where', 'machine=pc'], '--history keeps whole runs'],
		[['report', 'x', '--history', 'h', '--redact'], '--history contains names'],
		[['triage', 'x', '--changes-since', '2024-03-12'], '--changes-since needs the folder of the history'],
		[['triage', 'x', '--history', 'h', '--run-time', 'now'], 'Invalid value "now" for --run-time.'],
		[['triage', 'x', '--history', 'h', '--changes-since', '2024-13-01'], 'Invalid value "2024-13-01" for --changes-since.'],
		[['report'], 'Missing argument: RESULTS.'],
		[['report', '/nowhere'], 'Cannot read /nowhere'],
	])('refuses %j', async (args, message) => {
		const {status, stderr, stdout} = await runWulens(args);
		expect(stderr).toContain(message);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
		expect([status, stdout]).toEqual([2, '']);
	});

	it('never ends without a word', async () => {
		const empty = join(base, 'nothing');
		await mkdir(empty);
		expect(await runWulens(['triage', empty])).toMatchObject({status: 2, stderr: 'wulens: there is no file to read\n'});
		const missing = await runWulens(['triage', join(base, 'missing')]);
		expect(missing.status).toBe(2);
		expect(missing.stderr).toContain('there is no such file or folder');
	});

	it('has names taken out of everything it leaves', async () => {
		const out = newOut();
		await runWulens([
			'triage',
			join(fleet.folder, 'flat'),
			join(fleet.folder, 'uploads'),
			'--out',
			out,
			'--redact',
			'-r',
			'results,machines,ledger,summary',
		]);
		for (const name of await readdir(out, {recursive: true, withFileTypes: true})) {
			if (name.isFile()) expect(await readFile(join(name.parentPath, name.name), 'utf8')).not.toMatch(/pc-0\d{4}|site\d\.example/i);
		}
		expect((await stat(join(out, 'results.ndjson'))).size).toBeGreaterThan(10_000);
	});

	it('fails on findings where it is asked to', async () => {
		const flat = join(fleet.folder, 'flat');
		expect((await runWulens(['triage', flat, '--fail-on', 'error'])).status).toBe(1);
		expect((await runWulens(['triage', flat, '--fail-on', 'error', '--where', 'machine=nobody'])).status).toBe(0);
	});
});

describe('wulens report', () => {
	it('makes the outputs again, the same as before', async () => {
		const [first, again] = [join(base, 'expected'), newOut()];
		const {status} = await runWulens(['report', first, '--out', again]);
		expect(status).toBe(3);
		for (const name of (await readdir(first)).filter((file) => !file.startsWith('.') && file !== 'results.ndjson'))
			expect(await readFile(join(again, name)), name).toEqual(await readFile(join(first, name)));
	});

	it('puts several together', async () => {
		const parts = await Promise.all(
			['flat', 'packed'].map(async (part) => {
				const out = newOut();
				await runWulens(['triage', join(fleet.folder, part), '--out', out, '-q', '-r', 'results']);
				return out;
			}),
		);
		const {stdout} = await runWulens(['report', ...parts.map((part) => join(part, 'results.ndjson')), '-r', 'summary']);
		const both = fleet.logs.filter(({path}) => /^(?:flat|packed)\//.test(path));
		expect(JSON.parse(stdout).ledger.inputs).toBe(both.length);
	});
});

describe('a triage that is stopped', () => {
	it('by kill -9 goes on from there: nothing lost, nothing twice', async () => {
		const out = newOut();
		for (const bytes of [100_000, 2_000_000]) {
			const {child, ended} = await startUntil(out, bytes);
			child.kill('SIGKILL');
			await ended;
		}
		const {stderr, status} = await runWulens(['triage', fleet.folder, '--out', out, '--resume', '-r', 'summary']);
		expect(status).toBe(3);
		expect(stderr).toMatch(/\d+ unchanged/);
		expect(await stableBytes(out)).toBe(expected);
	});

	it.runIf(process.platform !== 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
		'by %s ends in order and says how to go on',
		async (signal) => {
			const out = newOut();
			const {child, ended} = await startUntil(out, 500_000);
			child.kill(signal);
			const {code, stderr} = await ended;
			expect(code).toBe(130);
			expect(stderr).toMatch(/Interrupted after \d+ of \d+ inputs\. Finished results are kept; run the same command again to continue\./);
			expect(await readdir(join(out, '.wulens'))).toEqual(['results.ndjson.partial', 'run.json']);
			await runWulens(['triage', fleet.folder, '--out', out, '-r', 'summary']);
			expect(await stableBytes(out)).toBe(expected);
		},
	);
});

describe('results that cannot be written', () => {
	/** A limit on the size of files, as a stand-in for a full disk that needs no rights. */
	it.runIf(process.platform === 'linux')('because they grow too large end the run; what is there stays', async () => {
		const out = newOut();
		const command = `trap '' XFSZ; ulimit -f 1024; exec "$0" "$@"`;
		const {status, stderr} = spawnSync(
			'bash',
			['-c', command, process.execPath, BIN, 'triage', fleet.folder, '--out', out, '-q', '--jobs', '2', '-r', 'summary'],
			{encoding: 'utf8'},
		);
		expect(stderr).toMatch(/wulens: cannot write to .*results\.ndjson\.partial: it would be too large/);
		expect(status).toBe(2);
		const again = await runWulens(['triage', fleet.folder, '--out', out, '--resume', '-r', 'summary']);
		expect(again.stderr).toMatch(/\d+ unchanged/);
		expect(await stableBytes(out)).toBe(expected);
	});

	it('because the disk is full end the run; what is there stays', async (context) => {
		const disk = newOut();
		await mkdir(disk);
		const isMounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status === 0;
		if (!isMounted) {
			return context.skip(isMissing('the right to mount a small disk', false), 'needs the right to mount a small disk');
		}
		try {
			const out = join(disk, 'out');
			const {stderr, status} = await runWulens(['triage', fleet.folder, '--out', out, '-q', '-r', 'summary']);
			expect(stderr).toMatch(/wulens: cannot write to .*: there is no space left/);
			expect(status).toBe(2);
			const larger = newOut();
			await cp(out, larger, {recursive: true});
			await runWulens(['triage', fleet.folder, '--out', larger, '--resume', '-r', 'summary']);
			expect(await stableBytes(larger)).toBe(expected);
		} finally {
			execFileSync('umount', [disk]);
		}
	});

	it('because the folder is none is said', async () => {
		const file = join(base, 'a-file');
		await writeFile(file, '');
		expect(await runWulens(['triage', fleet.folder, '--out', file])).toMatchObject({
			status: 2,
			stderr: expect.stringMatching(/^wulens: cannot write to .*a-file: /),
		});
	});
});
