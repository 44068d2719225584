/** The built program in a real terminal: what people do, what the screen shows, and that the terminal is left as it was. */
import {appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {isTmuxMissing, openTerminal, type Terminal, type TerminalOptions} from '../helpers/tmux.js';

const PINNING = 'samples/wsus-https-certificate-not-in-store.log';
const FALLBACK = 'samples/online-user-proxy-rescue.log';
const WULENS = `'${process.execPath}' bin/wulens.js`;

let terminal: Terminal | null = null;
let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-view-'));
});

afterEach(() => {
	terminal?.close();
	terminal = null;
	rmSync(folder, {recursive: true, force: true});
});

async function open(options: TerminalOptions = {}): Promise<Terminal> {
	terminal = await openTerminal({...options, env: {WULENS_STATE: join(folder, 'state'), ...options.env}});
	await terminal.shows('$');
	return terminal;
}

async function run(at: Terminal, command: string): Promise<void> {
	await at.type(command);
	await at.press('Enter');
}

/** The shell is there again, with its own screen, cursor and way of reading keys. */
async function expectRestored(at: Terminal): Promise<void> {
	await at.isBack();
	await run(at, 'stty -a | grep -o " icanon\\| echo " | tr -d "\\n"; echo " restored"');
	await at.shows(/icanon\s+echo\s+restored/);
	expect(await at.flag('alternate_on')).toBe('0');
	expect(await at.flag('cursor_flag')).toBe('1');
	expect(await at.flag('mouse_any_flag')).toBe('0');
}

describe.skipIf(isTmuxMissing)('wulens in a terminal (needs tmux)', () => {
	it('shows the end of a long log while the rest is read, and then all of it', async () => {
		const log = join(folder, 'long.log');
		const sample = readFileSync(join(PROJECT, 'samples/wsus-http.log'));
		const block = Buffer.concat(Array.from({length: Math.ceil(2 ** 20 / sample.length)}, () => sample));
		for (let written = 0; written < 200 * 2 ** 20; written += block.length) appendFileSync(log, block);
		const at = await open({columns: 100, rows: 30});
		await run(at, `${WULENS} view ${log}`);
		await at.shows(/So far, in the last (?:4|32) MB of 2\d\d MB: /);
		await at.showsNot('So far');
		const whole = await at.showsNot('reading');
		expect(whole).toMatch(/^Scans \d{4}/m);
	});

	for (const [columns, rows] of [
		[80, 24],
		[160, 50],
	] as const) {
		it(`opens a log, its timeline and its lines at ${columns} by ${rows}`, async () => {
			const at = await open({columns, rows});
			await run(at, `${WULENS} view ${PINNING}`);
			await at.shows('The only scan failed');
			expect(await at.flag('alternate_on')).toBe('1');
			await at.press('Enter');
			await at.shows(/Proxy +[S─]*S✗/);
			await at.press('e');
			await at.press('Enter');
			await at.shows('log, scan 1');
			await at.press('/');
			await at.type('cert-pinning');
			await at.press('Enter');
			await at.shows(/line 75 of 108/);
			await at.press('Escape');
			await at.shows(/Proxy +[S─]*S✗/);
			await at.press('?');
			await at.shows('Timeline of a scan');
			await at.press('Escape');
			await at.showsNot('Timeline of a scan');
			await at.press('q');
			await expectRestored(at);
		});
	}

	it('opens what is dropped on it, pasted or typed', async () => {
		const at = await open();
		await run(at, WULENS);
		await at.shows('Drag log files');
		await at.paste(`'${join(PROJECT, PINNING)}'`);
		await at.shows('The only scan failed');
		await at.press('Escape');
		await at.shows('Drag log files');
		await at.paste(`${join(PROJECT, PINNING)} ${join(PROJECT, FALLBACK).replaceAll(' ', '\\ ')}`);
		await at.shows('2 files');
		await at.press('Escape');
		await at.shows('Drag log files');
		await at.type(`/nowhere/at-all.log`);
		await at.press('Enter');
		await at.shows('there is no such file');
		await at.press('C-c');
		await expectRestored(at);
	});

	it('completes a path on Tab, and offers files opened before', async () => {
		const at = await open();
		await run(at, WULENS);
		await at.shows('Drag log files');
		await at.type('samples/wsus-https-c');
		await at.press('Tab');
		await at.shows('samples/wsus-https-certificate-not-in-store.log');
		await at.press('Enter');
		await at.shows('The only scan failed');
		await at.press('q');
		await at.shows('$');
		await run(at, `clear; ${WULENS}`);
		await at.shows('Drag log files');
		await at.shows('wsus-https-certificate-not-in-store.log');
		await at.press('Down', 'Enter');
		await at.shows('The only scan failed');
	});

	it('follows the window, down to where nothing fits, and back', async () => {
		const at = await open();
		await run(at, `${WULENS} view ${FALLBACK}`);
		await at.shows('WARNING Scans connected');
		await at.press('Enter');
		await at.shows('Result');
		await at.resize(160, 50);
		await at.shows(/│ WARNING Scans connected/);
		await at.resize(60, 15);
		await at.shows('Proxy');
		await at.resize(50, 10);
		await at.shows('Window too small');
		await at.resize(80, 24);
		await at.shows('Result');
	});

	it('leaves the terminal as it was after Ctrl+C, a signal and a crash', async () => {
		const at = await open();
		await run(at, `${WULENS} view ${FALLBACK}`);
		await at.shows('WARNING Scans connected');
		await at.press('C-c');
		await at.shows('$');
		await expectRestored(at);

		await run(at, `clear; ${WULENS} view ${FALLBACK} & wulens=$!; fg >/dev/null`);
		await at.shows('WARNING Scans connected');
		const shell = await at.flag('pane_pid');
		await runInShell(`pkill -TERM -P ${shell}`);
		await at.showsNot('WARNING Scans connected');
		await expectRestored(at);

		const crash = 'data:text/javascript,setTimeout(()=>{throw new Error(`boom`)},3000)';
		await run(at, `clear; NODE_OPTIONS='--import="${crash}"' ${WULENS} view ${FALLBACK}`);
		await at.shows('WARNING Scans connected');
		await at.shows('boom');
		await expectRestored(at);
	});

	it('goes back to the shell and comes again', async () => {
		const at = await open();
		await run(at, `${WULENS} view ${FALLBACK}`);
		await at.shows('WARNING Scans connected');
		await at.press('C-z');
		await at.shows(/Stopped/);
		await at.isBack();
		expect(await at.flag('alternate_on')).toBe('0');
		await run(at, 'fg');
		await at.shows('WARNING Scans connected');
		await at.press('Enter');
		await at.shows('Result');
		await at.press('q');
		await at.showsNot('Result');
		await expectRestored(at);
	});

	it('reads a log from a pipe, and keys from the terminal', async () => {
		const at = await open();
		await run(at, `cat ${FALLBACK} | ${WULENS} view -`);
		await at.shows('WARNING Scans connected');
		await at.press('l');
		await at.shows('line 52 of 202');
		await at.press('q');
		await at.showsNot('line 52');
		await expectRestored(at);
	});

	it('shows the lines of packed and UTF-16 logs', async () => {
		const at = await open();
		await run(
			at,
			`gzip -c ${FALLBACK} > ${folder}/x.log.gz; clear; ${WULENS} view ${folder}/x.log.gz samples/utf16-wsus-offline-cancelled.log`,
		);
		await at.shows('2 files');
		await at.press('l');
		await at.shows(/Finding updates/);
		await at.press('Escape');
		await at.shows('2 files');
		await at.type('/Retrieval');
		await at.press('Enter');
		await at.press('l');
		await at.shows(/utf16-wsus-offline-cancelled\.log/);
		await at.shows(/Finding updates/);
	});

	it('follows a log that grows, is cut and grows again', async () => {
		const at = await open({columns: 120, rows: 30});
		const log = join(folder, 'grows.log');
		const lines = readFileSync(join(PROJECT, FALLBACK), 'utf8').split('\n');
		writeFileSync(log, `${lines.slice(0, 60).join('\n')}\n`);
		await run(at, `${WULENS} view ${log}`);
		await at.shows('1 scan was still running');
		await at.press('l');
		await at.shows('line 52 of 60');
		await at.press('G');
		await at.shows('line 60 of 60');
		await at.press('F');
		await at.shows('following');
		appendFileSync(log, `${lines.slice(60, 100).join('\n')}\n`);
		await at.shows('line 100 of 100');
		truncateSync(log, 0);
		appendFileSync(log, `${lines.slice(0, 10).join('\n')}\n`);
		await at.shows(/of 10\b/);
	});

	it('has no colour where none is wanted, and only ASCII where that is', async () => {
		const at = await open({env: {NO_COLOR: '1'}});
		await run(at, `clear; ${WULENS} view --ascii ${PINNING}`);
		await at.shows('The only scan failed');
		const styled = await at.screenWithStyles();
		expect(styled).not.toMatch(/\u001b\[[\d;]*\b(?:3[0-7]|9[0-7]|38)\b[\d;]*m/);
		expect((await at.screen()).replace('│', '')).toMatch(/^[\x20-\x7e\n]*$/);
		await at.press('Enter');
		await at.shows('Proxy');
		expect(await at.screen()).toMatch(/^[\x20-\x7e\n]*$/);
		// Opening lines begins threads, which say nothing of the variable.
		await at.press('Enter');
		await at.shows('log, scan');
		expect(await at.screen()).not.toContain('NO_COLOR');
	});

	it('lets no control sequence of a log through', async () => {
		const at = await open({columns: 200, rows: 30});
		const hostile = '\u001b]0;owned\u0007\u001b]52;c;aGk=\u0007\u001b[2J\u001b[31mred\u001b[0m \u202egnp.exe';
		const log = join(folder, 'hostile.log');
		writeFileSync(log, readFileSync(join(PROJECT, FALLBACK), 'utf8').replaceAll('Windows Defender', `Windows ${hostile} Defender`));
		await run(at, `${WULENS} view ${log}`);
		await at.shows(/Windows red gnp\.exe Defender/);
		await at.press('Enter');
		await at.shows('Result');
		await at.press('Enter');
		await at.shows('log, scan');
		expect(await at.flag('pane_title')).not.toContain('owned');
		expect(await at.screen()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
	});

	it('asks for the mouse while it has the terminal, and for no longer', async () => {
		const at = await open();
		const becomes = async (flag: '0' | '1'): Promise<void> =>
			expect.poll(async () => at.flag('mouse_any_flag'), {timeout: 20_000}).toBe(flag);
		await run(at, `${WULENS} view ${PINNING}`);
		await at.shows('The only scan failed');
		await becomes('1');
		const row = (await at.screen()).split('\n').findIndex((line) => line.startsWith('✗ ERROR')) + 1;
		for (const press of ['M', 'm', 'M', 'm']) await at.type(`\u001b[<0;5;${row}${press}`);
		await at.shows('Check first (changes nothing)');
		await at.press('M');
		await at.shows('Mouse off');
		await becomes('0');
		await at.press('M');
		await becomes('1');
		await at.press('C-z');
		await at.isBack();
		expect(await at.flag('mouse_any_flag')).toBe('0');
		await run(at, 'fg');
		await becomes('1');
		await at.press('q');
		await expectRestored(at);
		expect(await at.flag('mouse_any_flag')).toBe('0');
		await run(at, `${WULENS} view --no-mouse ${PINNING}`);
		await at.shows('The only scan failed');
		expect(await at.flag('mouse_any_flag')).toBe('0');
	});

	it('writes the report beside, and copies', async () => {
		mkdirSync(join(folder, 'work'));
		const at = await open({cwd: join(folder, 'work')});
		await run(at, `'${process.execPath}' ${PROJECT}/bin/wulens.js view ${join(PROJECT, PINNING)}`);
		await at.shows('The only scan failed');
		await at.press('w');
		await at.shows('wulens-report.html');
		expect(readFileSync(join(folder, 'work', 'wulens-report.html'), 'utf8')).toContain('WU_E_TRUST_PROVIDER_UNKNOWN');
		await at.press('y');
		await at.shows('Copied');
		expect(readFileSync(join(folder, 'state', 'clipboard.txt'), 'utf8')).toContain('WU_E_TRUST_PROVIDER_UNKNOWN');
	});
});

describe('without a terminal', () => {
	it('the text report is printed, with one line that says why', async () => {
		const {stdout, stderr, status} = await runWulens(['view', PINNING]);
		expect(stdout).toBe((await runWulens(['analyze', PINNING])).stdout);
		expect(stderr).toBe('wulens: There is no terminal to show this in. Here is the text report.\n');
		expect(status).toBe(0);
	});

	it('a file in the place of a command opens', async () => {
		expect((await runWulens([PINNING])).stdout).toBe((await runWulens(['analyze', PINNING])).stdout);
	});

	it('no file is a mistake', async () => {
		const {stderr, status} = await runWulens(['view']);
		expect(stderr).toContain('wulens analyze FILE');
		expect(status).toBe(2);
	});

	it('the command alone prints the help', async () => {
		const {stdout, status} = await runWulens([]);
		expect(stdout).toContain('wulens view FILE');
		expect(status).toBe(0);
	});
});

async function runInShell(command: string): Promise<void> {
	const {execFile} = await import('node:child_process');
	await new Promise<void>((resolve) => execFile('bash', ['-c', command], () => resolve()));
}
