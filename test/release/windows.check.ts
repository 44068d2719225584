/** The Windows programs of a release, run under Wine: they do what the command does on Linux, whatever lies beside them. */
import {copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {NAMES, version} from '../../packaging/project.mjs';
import {filesOfZip} from '../helpers/release-archives.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {writeShortcut} from '../helpers/shortcut-writer.js';
import {isTmuxMissing, openTerminal, type Terminal} from '../helpers/tmux.js';
import {entriesOf, writeTrace} from '../helpers/trace-writer.js';
import {
	CHECK_FOLDER,
	endWine,
	isWineMissing,
	nameWinePc,
	onDriveC,
	runInWine,
	startWine,
	WINE_NEEDED,
	wineCommand,
} from '../helpers/wine.js';

const SAMPLES = join(PROJECT, 'samples');
const SAMPLE_NAMES = readdirSync(SAMPLES).filter((name) => name.endsWith('.log'));
/** As Explorer hands them over: the whole path. */
const DROPPED = 'Z:\\check\\drops & more\\100 % !done! ^ (äöü).log';

/** Wine starts slowly. */
const PATIENCE_MS = 90_000;

let onLinux = '';
let terminal: Terminal | null = null;

async function unpack(name: string, folder: string): Promise<void> {
	for (const [path, bytes] of await filesOfZip(name)) {
		const file = join(CHECK_FOLDER, folder, path);
		mkdirSync(dirname(file), {recursive: true});
		writeFileSync(file, bytes);
	}
}

/** The same with the separators of Linux. */
const withSlashes = (text: string): string => text.replaceAll(/\bsamples\\{1,2}/g, 'samples/');

async function startInTerminal(program: string): Promise<Terminal> {
	terminal = await openTerminal({columns: 100, rows: 30, patience: PATIENCE_MS});
	await terminal.type(wineCommand(program));
	await terminal.press('Enter');
	return terminal;
}

describe.skipIf(isWineMissing)(`Windows programs (needs ${WINE_NEEDED})`, () => {
	beforeAll(async () => {
		startWine();
		await unpack(NAMES.windows, 'program');
		await unpack(NAMES.portable, 'portable');
		cpSync(SAMPLES, join(CHECK_FOLDER, 'samples'), {recursive: true});
		mkdirSync(join(CHECK_FOLDER, 'drops & more'));
		copyFileSync(join(SAMPLES, 'wsus-http.log'), join(CHECK_FOLDER, 'drops & more', '100 % !done! ^ (äöü).log'));
		onLinux = mkdtempSync(join(tmpdir(), 'wulens-on-linux-'));
		cpSync(SAMPLES, join(onLinux, 'samples'), {recursive: true});
	});
	afterEach(() => {
		terminal?.close();
		terminal = null;
	});
	afterAll(() => {
		endWine();
		rmSync(onLinux, {recursive: true, force: true});
	});

	const program = 'program/wulens.exe';

	describe('wulens.exe', () => {
		it('tells its version', () => {
			expect(runInWine(program, ['--version'])).toMatchObject({status: 0, stdout: `${version}\n`});
		});

		it('gives the same JSON as on Linux for every sample', async () => {
			const args = ['analyze', '--reporter', 'ndjson', '--quiet', ...SAMPLE_NAMES.map((name) => `samples/${name}`)];
			const there = runInWine(program, args);
			const here = await runWulens(args, {cwd: onLinux});
			expect(there.status).toBe(here.status);
			expect(there.stdout.trimEnd().split('\n')).toHaveLength(SAMPLE_NAMES.length);
			expect(there.stdout.split('\n')).toEqual(here.stdout.split('\n'));
		});

		it('makes the same of a fleet with two threads', async () => {
			const args = ['triage', 'samples', '--out', 'result', '--jobs', '2', '--quiet'];
			expect(runInWine(program, args)).toMatchObject({status: 0});
			expect((await runWulens(args, {cwd: onLinux})).status).toBe(0);
			const names = readdirSync(join(onLinux, 'result')).filter((name) => /\.(?:csv|json)$/.test(name));
			expect(names.length).toBeGreaterThan(6);
			for (const name of names) {
				const there = readFileSync(join(CHECK_FOLDER, 'result', name), 'utf8');
				const here = readFileSync(join(onLinux, 'result', name), 'utf8');
				expect({name, text: withSlashes(there)}).toEqual({name, text: withSlashes(here)});
			}
		});

		it('explains, and writes the page', async () => {
			const there = runInWine(program, ['explain', '0x8024402C', '--width', '80']);
			expect(there).toMatchObject({status: 0, stdout: (await runWulens(['explain', '0x8024402C', '--width', '80'])).stdout});
			expect(runInWine(program, ['page', '--out', 'page.html'])).toMatchObject({status: 0});
			expect(readFileSync(join(CHECK_FOLDER, 'page.html'))).toEqual(readFileSync(join(PROJECT, 'dist', 'wulens.html')));
		});

		it('converts a trace', async () => {
			const entries = entriesOf(readFileSync(join(SAMPLES, 'wsus-http.log'), 'utf8'));
			const trace = writeTrace(entries, {start: entries[0]?.time ?? 0n});
			for (const folder of [CHECK_FOLDER, onLinux]) writeFileSync(join(folder, 'WindowsUpdate.etl'), trace);
			const args = ['convert', 'WindowsUpdate.etl', '--quiet'];
			const there = runInWine(program, args);
			expect(there).toEqual(await runWulens(args, {cwd: onLinux}));
			expect(there.stdout.length).toBeGreaterThan(100);
		});

		it('follows a shortcut', () => {
			writeFileSync(join(CHECK_FOLDER, 'log.lnk'), writeShortcut({local: 'Z:\\check\\drops & more\\100 % !done! ^ (äöü).log'}));
			const {status, stdout} = runInWine(program, ['analyze', '--brief', 'log.lnk']);
			expect(status).toBe(0);
			expect(stdout).toContain('WSUS is configured for HTTP');
		});

		it('says what is wrong, with the exit code for it', () => {
			const {status, stdout} = runInWine(program, ['analyze', 'missing.log']);
			expect(status).toBe(2);
			expect(stdout).toContain('missing.log\n  x It cannot be read: there is no such file.\n');
		});

		it('runs nothing that lies beside it or that NODE_OPTIONS names', async () => {
			const evil = 'require("node:fs").writeFileSync("Z:\\\\check\\\\evil.txt", "ran"); throw new Error("ran");';
			const places = [
				'program/loader.cjs',
				'program/index.js',
				'program/node_modules/piscina/index.js',
				'program/node_modules/@napi-rs/nice/index.js',
				'program/wulens.exe.d/start.js',
				'program/wulens.exe.d/main.js',
				'program/wulens.exe.d/worker-entry.js',
				'program/wulens.exe.d/node_modules/piscina/dist/worker.js',
				'program/wulens.exe.d/node_modules/@napi-rs/nice/index.js',
				'node_modules/piscina/index.js',
			];
			for (const place of places) {
				mkdirSync(dirname(join(CHECK_FOLDER, place)), {recursive: true});
				writeFileSync(join(CHECK_FOLDER, place), evil);
			}
			for (const place of ['package.json', 'program/package.json', 'program/wulens.exe.d/package.json'])
				writeFileSync(join(CHECK_FOLDER, place), '{"type": "commonjs", "main": "index.js", "imports": {"#x": "./index.js"}}');
			const env = {NODE_OPTIONS: '--require=Z:/check/program/index.js', NODE_PATH: 'Z:\\check\\program\\node_modules'};
			const args = ['triage', 'samples', '--out', 'beside', '--jobs', '2', '--quiet'];
			expect(runInWine(program, args, env)).toMatchObject({status: 0});
			expect(readdirSync(CHECK_FOLDER)).not.toContain('evil.txt');
			// The same files do run where Node looks for them: the trap is a trap.
			expect(runInWine('portable/node.exe', ['--version'], env).status).toBe(0);
			expect(runInWine('portable/node.exe', ['-e', '0'], env).status).not.toBe(0);
			expect(readdirSync(CHECK_FOLDER)).toContain('evil.txt');
		});
	});

	describe('collecting on a PC with a log, policies in its registry, and no tzutil, tar, or makecab', () => {
		const windows = onDriveC('windows');
		const POLICIES = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';
		const placed = ['WindowsUpdate.log', 'SoftwareDistribution', 'CCM'].map((name) => join(windows, name));

		beforeAll(() => {
			nameWinePc('PC-0142');
			const values = [
				[POLICIES, 'WUServer', 'REG_SZ', 'https://wsus.corp.example:8531'],
				[POLICIES, 'TargetGroup', 'REG_SZ', 'Büro & Lager'],
				[POLICIES, 'SetProxyBehaviorForUpdateDetection', 'REG_DWORD', '1'],
				[`${POLICIES}\\AU`, 'UseWUServer', 'REG_DWORD', '1'],
			] as const;
			for (const [key, name, type, data] of values)
				expect(runInWine('reg', ['add', key, '/v', name, '/t', type, '/d', data, '/f'])).toMatchObject({status: 0});
			// One that does not name its PC.
			cpSync(join(SAMPLES, 'wsus-https-certificate-not-in-store.log'), join(windows, 'WindowsUpdate.log'));
			mkdirSync(join(windows, 'SoftwareDistribution'), {recursive: true});
			writeFileSync(join(windows, 'SoftwareDistribution', 'ReportingEvents.log'), 'no events\r\n');
			mkdirSync(join(windows, 'CCM', 'Logs'), {recursive: true});
			writeFileSync(join(windows, 'CCM', 'Logs', 'WUAHandler.log'), 'no records\r\n');
		});
		afterAll(() => {
			for (const path of placed) rmSync(path, {recursive: true, force: true});
		});

		/** What the build for Linux makes of the collection: one machine with its log and settings. */
		async function expectReadOnLinux(collection: string): Promise<void> {
			const {status, stdout} = await runWulens(['analyze', '--reporter', 'ndjson', '--quiet', collection]);
			expect(status).toBe(0);
			const reports = stdout
				.trimEnd()
				.split('\n')
				.map((line): {status: string; context: object | null} => JSON.parse(line));
			expect(reports.find((report) => report.status === 'analyzed')?.context).toMatchObject({
				wsusServer: 'https://wsus.corp.example:8531',
				proxyPolicy: 1,
			});
			const out = join(onLinux, 'of-collection');
			rmSync(out, {recursive: true, force: true});
			expect(await runWulens(['triage', collection, '--out', out, '--quiet'])).toMatchObject({status: 0});
			const [, ...machines] = readFileSync(join(out, 'machines.csv'), 'utf8').trimEnd().split('\n');
			expect(machines).toEqual([expect.stringMatching(/^"?PC-0142\b/)]);
		}

		it('wulens.exe collect tells what there is and what there is not, in an archive that is read elsewhere', async () => {
			const {status, stdout, stderr} = runInWine(program, ['collect', '--out', 'drops & more\\collected (ä).zip']);
			expect({status, stderr}).toEqual({status: 0, stderr: ''});
			const lines = stdout.trimEnd().split(/\r?\n/);
			expect(lines).toEqual(
				expect.arrayContaining([
					'not taken: update traces: there is no C:\\windows\\Logs\\WindowsUpdate',
					'taken: WindowsUpdate.log (WindowsUpdate.log)',
					'taken: scan logs of Configuration Manager (ccm/WUAHandler.log)',
					'taken: Windows Update policies (policies.txt)',
					'taken: proxy of the user (user-proxy.txt)',
					'taken: version of Windows (windows-version.txt)',
					'not taken: time zone: tzutil.exe cannot be started: there is no such file',
				]),
			);
			expect(lines.at(-1)).toMatch(/^Wrote Z:\\check\\drops & more\\collected \(ä\)\.zip\. Read it with: /);
			await expectReadOnLinux(join(CHECK_FOLDER, 'drops & more', 'collected (ä).zip'));
			expect(readdirSync(join(CHECK_FOLDER, 'drops & more')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
		});

		it('collect.cmd names the folder with the files where it cannot pack them', async () => {
			const {status, stdout} = runInWine('cmd', ['/c', 'program\\collect.cmd']);
			expect(status).toBe(2);
			expect(stdout).toContain('taken: WindowsUpdate.log: WindowsUpdate.log');
			expect(stdout).toContain('taken: Windows Update policies');
			expect(stdout).toContain('not set, or not for this user: time zone');
			const [, folder = ''] = /They are in "C:\\([^"]*)"/.exec(stdout) ?? [];
			expect(folder).toMatch(/\\PC-0142$/);
			const place = onDriveC(...folder.split('\\'));
			placed.push(dirname(place));
			expect(readdirSync(place).toSorted()).toEqual(
				expect.arrayContaining(['ReportingEvents.log', 'WindowsUpdate.log', 'ccm', 'collected.txt', 'policies.txt', 'windows-version.txt']),
			);
			await expectReadOnLinux(place);
		});
	});

	describe.skipIf(isTmuxMissing)('wulens.exe in a terminal (needs tmux)', () => {
		it('opens what is dropped on it in the viewer, whatever signs its path has', async () => {
			const screen = await startInTerminal(`program/wulens.exe "${DROPPED.replaceAll('\\', '\\\\')}"`);
			await screen.shows('WSUS is configured for HTTP');
			await screen.shows('100 % !done! ^ (äöü).log');
			await screen.press('q');
			await screen.isBack();
		});

		it('shows logs with all threads of the viewer', async () => {
			const screen = await startInTerminal('program/wulens.exe view samples/online-user-proxy-rescue.log');
			await screen.shows(/Scans connected only through the user proxy/);
			await screen.press('l');
			await screen.shows(/line \d+ of 202/);
			await screen.press('q');
			await screen.isBack();
		});

		it('asks for logs when it is started alone, and opens one that is dropped on its window', async () => {
			const screen = await startInTerminal('program/wulens.exe');
			await screen.shows('Drag log files');
			await screen.type('Z:\\check\\samples\\wsus-http.log');
			await screen.press('Enter');
			await screen.shows('WSUS is configured for HTTP');
		});
	});

	describe('the portable folder', () => {
		it('starts with its own node.exe', () => {
			expect(runInWine('cmd', ['/c', 'portable\\wulens.cmd', '--version'])).toMatchObject({
				status: 0,
				stdout: expect.stringContaining(version),
			});
		});

		it('analyzes with threads', () => {
			const args = ['portable/wulens.js', 'triage', 'samples', '--out', 'portable-result', '--jobs', '2', '--quiet'];
			expect(runInWine('portable/node.exe', args)).toMatchObject({status: 0});
		});
	});
});
