/** The built `wulens analyze` where inputs and outputs are unusual: outputs that are inputs, full disks, FIFOs, Ctrl-C. */
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {
	chmodSync,
	linkSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {evtxOf} from '../helpers/evtx-writer.js';
import {PROJECT, type Run, runWulens} from '../helpers/run-wulens.js';

const SAMPLE = readFileSync(join(PROJECT, 'samples/wsus-system-proxy-fails-no-fallback.log'));
const BIN = join(PROJECT, 'bin/wulens.js');
const isPosix = process.platform !== 'win32';
const PROMPT_MS = 10_000;
let folder = '';
let log = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-io-'));
	mkdirSync(join(folder, 'logs'));
	log = join(folder, 'logs', 'a.log');
	writeFileSync(log, SAMPLE);
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

/**
 * Interrupts after a while, and kills what has not ended soon after, which then has no exit code.
 *
 * @param input is written to standard input, which stays open
 */
async function interrupted(args: readonly string[], input: Uint8Array | null, list = ''): Promise<Run> {
	const child = spawn(process.execPath, [BIN, 'analyze', ...args], {cwd: PROJECT});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	child.stdin.on('error', () => {});
	child.stdin.write(input ?? list);
	await new Promise((resolve) => setTimeout(resolve, 1500));
	child.kill('SIGINT');
	const giveUp = setTimeout(() => child.kill('SIGKILL'), PROMPT_MS);
	const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
	clearTimeout(giveUp);
	return {stdout, stderr, status};
}

describe('--out', () => {
	async function refuses(out: string, args: readonly string[], input?: Uint8Array): Promise<void> {
		const before = readdirSync(folder, {recursive: true}).sort();
		const {stderr, status} = await runWulens(['analyze', '-o', out, ...args], input === undefined ? {} : {input});
		expect(stderr).toBe(`wulens: --out ${out} is one of the inputs.\n`);
		expect(status).toBe(2);
		expect(readFileSync(log)).toEqual(SAMPLE);
		expect(readdirSync(folder, {recursive: true}).sort()).toEqual(before);
	}

	it('refuses a log that a folder or a list gives', async () => {
		await refuses(log, [join(folder, 'logs')]);
		const list = join(folder, 'list.txt');
		writeFileSync(list, `${log}\n`);
		await refuses(log, ['--files-from', list]);
		await refuses(log, ['--files-from', '-'], Buffer.from(log));
		await refuses(list, ['--files-from', list]);
	});

	it.runIf(isPosix)('refuses a log under another name', async () => {
		const link = join(folder, 'link.txt');
		symlinkSync(log, link);
		await refuses(link, [log]);
		await refuses(log, [link]);
		const hard = join(folder, 'hard.txt');
		linkSync(log, hard);
		await refuses(hard, [log]);
	});

	it.runIf(isPosix)('refuses the log that is standard input', () => {
		const run = spawnSync(process.execPath, [BIN, 'analyze', '-', '-o', log], {
			stdio: [openSync(log, 'r'), 'pipe', 'pipe'],
			encoding: 'utf8',
		});
		expect(run.status).toBe(2);
		expect(run.stderr).toContain('is one of the inputs');
		expect(readFileSync(log)).toEqual(SAMPLE);
	});

	it('refuses a file of settings', async () => {
		const policy = join(folder, 'policy.reg');
		writeFileSync(policy, 'Windows Registry Editor Version 5.00\r\n');
		await refuses(policy, ['--policy', policy, log]);
	});

	it('may be in the folder that is read, and is not read itself', async () => {
		const out = join(folder, 'logs', 'report.json');
		expect((await runWulens(['analyze', '-r', 'json', '-o', out, join(folder, 'logs')])).status).toBe(0);
		expect(JSON.parse(readFileSync(out, 'utf8')).files.map((file: {path: string}) => file.path)).toEqual([log]);
		expect(readdirSync(join(folder, 'logs'))).toEqual(['a.log', 'report.json']);
	});

	it('leaves an older report alone where the run fails', async () => {
		const out = join(folder, 'report.txt');
		writeFileSync(out, 'older');
		expect((await runWulens(['analyze', log, '-o', out, '--files-from', join(folder, 'no-list')])).status).toBe(2);
		expect(readFileSync(out, 'utf8')).toBe('older');
		expect(readdirSync(folder).sort()).toEqual(['logs', 'report.txt']);
	});

	it.runIf(isPosix)('keeps links and permissions', async () => {
		const real = join(folder, 'real.txt');
		const link = join(folder, 'link.txt');
		const dangling = join(folder, 'dangling.txt');
		writeFileSync(real, 'older');
		chmodSync(real, 0o640);
		symlinkSync('real.txt', link);
		symlinkSync('new.txt', dangling);
		for (const out of [link, dangling]) {
			expect((await runWulens(['analyze', log, '-o', out])).status).toBe(0);
			expect(lstatSync(out).isSymbolicLink()).toBe(true);
			expect(readFileSync(out, 'utf8')).toContain('a.log');
		}
		expect(statSync(real).mode & 0o777).toBe(0o640);
		expect(readdirSync(folder).sort()).toEqual(['dangling.txt', 'link.txt', 'logs', 'new.txt', 'real.txt']);
	});
});

describe.runIf(process.platform === 'linux')('a full disk', () => {
	it.each([
		[['analyze', '-r', 'json', 'samples/wsus-http.log']],
		[['analyze', '--help']],
		[['explain', '0x80072ee2']],
	])('is told in one line: %j', (args) => {
		const run = spawnSync(process.execPath, [BIN, ...args], {
			cwd: PROJECT,
			stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
			encoding: 'utf8',
		});
		expect(run.stderr).toBe('wulens: Cannot write to standard output: there is no space left.\n');
		expect(run.status).toBe(2);
	});

	it('is told of --out, too', async () => {
		const {stderr, status} = await runWulens(['analyze', log, '-o', '/dev/full']);
		expect(stderr).toBe('wulens: Cannot write /dev/full: there is no space left.\n');
		expect(status).toBe(2);
	});
});

describe('lists', () => {
	it.each([
		['UTF-16LE with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
		['UTF-16LE without one', (text: string) => Buffer.from(text, 'utf16le')],
		['UTF-16BE with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
		['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
	])('are read in %s', async (_name, encode) => {
		const other = join(folder, 'Prüfung 😀.log');
		writeFileSync(other, SAMPLE);
		const list = join(folder, 'list.txt');
		writeFileSync(list, encode(`${log}\r\n${other}\r\n`));
		const {stdout, stderr, status} = await runWulens(['analyze', '-r', 'json', '--files-from', list]);
		expect(stderr).toBe('');
		expect(status).toBe(0);
		expect(JSON.parse(stdout).files.map((file: {path: string}) => file.path)).toEqual([log, other]);
	});

	it('may name what is no path', async () => {
		const {stderr, status} = await runWulens(['analyze', log, '--files-from', '-'], {input: 'logs/of\0pc/a.log\n'});
		expect(status).toBe(3);
		expect(stderr).toContain('It cannot be read: the path is not valid.');
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	it('are refused in one line where they are none', async () => {
		const {stderr, status} = await runWulens(['analyze', '--files-from', '-'], {input: 'x'.repeat(70_000)});
		expect(stderr).toBe('wulens: Cannot read the list (standard input): a line is too long.\n');
		expect(status).toBe(2);
	});

	it('are refused where they are folders', async () => {
		const {stderr, status} = await runWulens(['analyze', '--files-from', folder]);
		expect(stderr).toBe(`wulens: Cannot read the list ${folder}: it is a folder.\n`);
		expect(status).toBe(2);
	});
});

describe.runIf(isPosix)('FIFOs', () => {
	it('in a folder are told and not read', async () => {
		execFileSync('mkfifo', [join(folder, 'logs', 'fifo')]);
		symlinkSync('fifo', join(folder, 'logs', 'link-to-fifo'));
		symlinkSync('../logs/a.log', join(folder, 'logs', 'link-to-log'));
		const {stdout, status} = await runWulens(['analyze', '-r', 'ndjson', join(folder, 'logs')]);
		expect(status).toBe(0);
		expect(
			stdout
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line))
				.map(({path, status}) => `${status} ${path}`),
		).toEqual([
			`analyzed ${log}`,
			`skipped ${join(folder, 'logs', 'fifo')}`,
			`skipped ${join(folder, 'logs', 'link-to-fifo')}`,
			`skipped ${join(folder, 'logs', 'link-to-log')}`,
		]);
	});

	it('that somebody names are read', async () => {
		const fifo = join(folder, 'fifo');
		execFileSync('mkfifo', [fifo]);
		const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', log, fifo]);
		const {stdout, status} = await runWulens(['analyze', '-r', 'json', fifo]);
		writer.kill();
		expect(status).toBe(0);
		expect(JSON.parse(stdout).totals).toMatchObject({analyzed: 1, scans: 3});
	});
});

describe.runIf(isPosix)('Ctrl-C', () => {
	it('ends the wait for standard input and keeps what came', async () => {
		const {stdout, status} = await interrupted(['-', '-r', 'json'], SAMPLE);
		expect(status).toBe(130);
		const [file] = JSON.parse(stdout).files;
		expect(file).toMatchObject({status: 'failed', reason: 'It was not read to its end because the program was interrupted.'});
		expect(file.scans).toHaveLength(3);
	});

	it('keeps the report in --out', async () => {
		const out = join(folder, 'report.json');
		const {status} = await interrupted(['-', '-r', 'json', '-o', out], SAMPLE);
		expect(status).toBe(130);
		expect(JSON.parse(readFileSync(out, 'utf8')).files).toHaveLength(1);
		expect(readdirSync(folder).sort()).toEqual(['logs', 'report.json']);
	});

	it('ends the wait for a FIFO, whether somebody writes or not', async () => {
		const fifo = join(folder, 'fifo');
		execFileSync('mkfifo', [fifo]);
		expect((await interrupted([fifo], null)).status).toBe(130);
		const writer = spawn('sh', ['-c', 'exec 3> "$0"; exec sleep 60', fifo]);
		expect((await interrupted([fifo], null)).status).toBe(130);
		writer.kill();
	});

	it('ends the wait for a list', async () => {
		const {stdout, status} = await interrupted(['-r', 'json', '--files-from', '-'], null, `${log}\n`);
		expect(status).toBe(130);
		expect(JSON.parse(stdout).files).toHaveLength(1);
	});
});

describe('a run in which nothing is read', () => {
	/** None of these is a log: the first is not opened, the second has no event of Windows Update, the third is no archive. */
	function folderWithoutLogs(): string {
		const inside = mkdtempSync(join(folder, 'nothing-'));
		writeFileSync(join(inside, 'logs.7z'), Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4, ...Buffer.alloc(64, 7)]));
		writeFileSync(join(inside, 'Application.evtx'), evtxOf([{provider: 'Example', id: 1, time: '2024-03-14T10:00:00Z'}]));
		writeFileSync(join(inside, 'notes.docx'), 'hello\nworld\n');
		return inside;
	}

	it('ends with exit code 2 and a sentence, and names the file', async () => {
		const other = join(folder, 'notes.txt');
		writeFileSync(other, 'hello\nworld\n');
		const {stdout, stderr, status} = await runWulens(['analyze', other]);
		expect(status).toBe(2);
		expect(stderr).toMatch(/^wulens: Nothing was read: the file is not a log that wulens can read\. .*notes\.txt: /);
		expect(stdout).toContain('notes.txt');
		expect((await runWulens(['analyze', '--help'])).stdout).toContain('2    Could not run: invalid usage, nothing could be read');
	});

	it.each([
		['analyze', []],
		['analyze', ['-r', 'json']],
		['triage', []],
	] as const)('says in wulens %s %j what was skipped and what to do', async (command, options) => {
		const {stderr, status} = await runWulens([command, ...options, folderWithoutLogs()]);
		expect(status).toBe(2);
		expect(stderr).toMatch(
			/wulens: Nothing was read: none of the 3 files is a log that wulens can read\. For example, \S+: .+\. See "wulens help formats"\.\n$/,
		);
	});

	it('is told again by wulens report', async () => {
		const out = mkdtempSync(join(folder, 'out-'));
		expect((await runWulens(['triage', '--out', out, folderWithoutLogs()])).status).toBe(2);
		const {stderr, status} = await runWulens(['report', out]);
		expect([status, stderr]).toEqual([2, expect.stringContaining('Nothing was read: none of the 3 files')]);
	});

	it('is none where another log tells of failures, such as an event log', async () => {
		const inside = folderWithoutLogs();
		const data = {errorCode: {type: 'hex32', value: 0x8024402c}} as const;
		writeFileSync(join(inside, 'System.evtx'), evtxOf([{id: 25, time: '2024-03-14T10:00:00Z', data}]));
		for (const command of ['analyze', 'triage']) {
			const {stdout, stderr, status} = await runWulens([command, inside, '--width', '1000']);
			expect([status, stderr]).toEqual([0, expect.not.stringContaining('Nothing was read')]);
			expect(stdout).toContain('its last scan failed');
		}
	});
});
