/** Collecting on a made-up PC: a tree of files and commands that answer. What comes of it is read by analyze and triage. */
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {machineOf} from '../../../src/core/triage/machine-name.js';
import type {FileReport} from '../../../src/core/index.js';
import {analyzePath} from '../../../src/node/analyze-file.js';
import {collect, type CollectPlatform, type CommandResult, itemText} from '../../../src/node/collect/collect.js';
import {createContextLoader} from '../../../src/node/find-settings.js';
import {etwLog, end, start} from '../../helpers/log-lines.js';
import {runWulens} from '../../helpers/run-wulens.js';
import {GP_KEY} from '../../helpers/settings-files.js';

const LOG = etwLog(start('X', 1), end('X', 1));
const WUA_HANDLER =
	'<![LOG[OnSearchComplete - Failed to end search job. Error = 0x80072ee2.]LOG]!><time="10:00:00.000+000" date="03-12-2024" ' +
	'component="WUAHandler" context="" type="3" thread="1" file="x.cpp:1">\r\n';

/** By the name of the file that a row makes, as the table knows it by its arguments. */
const ANSWERS: readonly (readonly [word: string, output: string])[] = [
	['Policies\\Microsoft', `\r\n${GP_KEY}\r\n    SetProxyBehaviorForUpdateDetection    REG_DWORD    0x1\r\n`],
	['winhttp', '\r\nCurrent WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n'],
	['/c', '\r\nMicrosoft Windows [Version 10.0.19045.3803]\r\n'],
	['/g', 'W. Europe Standard Time'],
];

let folder = '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-collect-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

function put(path: string, text: string): void {
	const place = join(folder, 'Windows', path);
	mkdirSync(dirname(place), {recursive: true});
	writeFileSync(place, text);
}

async function answer(_program: string, args: readonly string[]): Promise<CommandResult> {
	const found = ANSWERS.find(([word]) => args.some((arg) => arg.includes(word)));
	return {status: found === undefined ? 1 : 0, output: Buffer.from(found?.[1] ?? '')};
}

async function collected(platform: Partial<CollectPlatform> = {}): Promise<readonly string[]> {
	const told: string[] = [];
	const pc = {variables: {SystemRoot: join(folder, 'Windows')}, machine: 'PC-0142', run: answer, ...platform};
	await collect(join(folder, 'out.zip'), pc, (item) => told.push(itemText(item).replaceAll(folder, '…')));
	expect(readdirSync(folder).filter((name) => name !== 'Windows')).toEqual(['out.zip']);
	return told;
}

async function reportsOnIt(): Promise<readonly FileReport[]> {
	const reports: FileReport[] = [];
	for await (const report of analyzePath(join(folder, 'out.zip'), {context: createContextLoader([])})) reports.push(report);
	return reports;
}

describe('collecting', () => {
	it('takes what there is and says what there is not', async () => {
		put('WindowsUpdate.log', LOG);
		put('SoftwareDistribution/ReportingEvents.log', 'x');
		put('CCM/Logs/WUAHandler.log', WUA_HANDLER);
		put('CCM/Logs/Other.log', 'x');
		expect(await collected()).toEqual([
			'not taken: update traces: there is no …/Windows/Logs/WindowsUpdate',
			'taken: WindowsUpdate.log (WindowsUpdate.log)',
			"taken: ReportingEvents.log, the client's list of results (ReportingEvents.log)",
			'taken: scan logs of Configuration Manager (ccm/WUAHandler.log)',
			'taken: Windows Update policies (policies.txt)',
			expect.stringMatching(
				/^not taken: Windows Update policies of device management: not set, or not for this user \(reg\.exe query HKLM/,
			),
			'taken: proxy of WinHTTP (winhttp-proxy.txt)',
			expect.stringMatching(/^not taken: proxy of the user: not set/),
			expect.stringMatching(/^not taken: certificates that WSUS connections are pinned to: not set/),
			'taken: version of Windows (windows-version.txt)',
			'taken: time zone (time-zone.txt)',
		]);
	});

	it('makes an archive that is read with the name and the settings of the PC', async () => {
		put('WindowsUpdate.log', LOG);
		put('SoftwareDistribution/ReportingEvents.log', 'x');
		put('CCM/Logs/WUAHandler.log', WUA_HANDLER);
		await collected();
		const reports = await reportsOnIt();
		expect(reports.filter(({status}) => status === 'analyzed').map(({member, context}) => [member, context?.proxyPolicy])).toEqual([
			['PC-0142/WindowsUpdate.log', 1],
		]);
		expect(new Set(reports.map((report) => machineOf(report).name))).toEqual(new Set(['PC-0142']));
		expect(reports.find(({member}) => member === 'PC-0142/ccm/WUAHandler.log')?.neighbor?.failures).toMatchObject([{code: '0x80072EE2'}]);
		expect(reports.filter(({status}) => status === 'failed')).toEqual([]);
	});

	it('is one machine with its settings to wulens triage', async () => {
		put('WindowsUpdate.log', LOG);
		put('CCM/Logs/WUAHandler.log', WUA_HANDLER);
		await collected();
		const out = join(folder, 'result');
		expect((await runWulens(['triage', join(folder, 'out.zip'), '--out', out])).status).toBe(0);
		const machines = readFileSync(join(out, 'machines.csv'), 'utf8');
		expect(machines).toContain('PC-0142');
		expect(machines.trim().split('\n')).toHaveLength(2);
	});

	it('takes traces where there are some, without the note that stands for the log', async () => {
		put('Logs/WindowsUpdate/WindowsUpdate.20240312.083000.123.1.etl', 'x'.repeat(3_000_000));
		put('Logs/WindowsUpdate/readme.txt', 'x');
		put('WindowsUpdate.log', 'Windows Update logs are now generated using ETW.');
		const told = await collected();
		expect(told.slice(0, 2)).toEqual([
			'taken: update traces (WindowsUpdate.20240312.083000.123.1.etl)',
			expect.stringContaining("not taken: ReportingEvents.log, the client's list of results"),
		]);
	});

	it('goes on where a program cannot be started or a folder is none', async () => {
		put('SoftwareDistribution', 'a file');
		const error = Object.assign(new Error('x'), {code: 'ENOENT', syscall: 'spawn'});
		const told = await collected({run: () => Promise.reject(error)});
		expect(told).toContain('not taken: time zone: tzutil.exe cannot be started: there is no such file');
		expect(told).toContain(
			"not taken: ReportingEvents.log, the client's list of results: …/Windows/SoftwareDistribution: a part of the path is not a folder",
		);
	});

	it('leaves nothing where the archive cannot be written', async () => {
		const pc = {variables: {SystemRoot: folder}, machine: 'PC', run: answer};
		await expect(collect(join(folder, 'no', 'out.zip'), pc, () => {})).rejects.toThrow('ENOENT');
		expect(readdirSync(folder)).toEqual([]);
	});
});

describe('wulens collect', () => {
	it('says in one line what it is for where there is no Windows', async () => {
		const {stdout, stderr, status} = await runWulens(['collect']);
		expect([stdout, status]).toEqual(['', 2]);
		expect(stderr).toMatch(/^wulens: collect gathers the update logs and settings of a Windows PC.*\n$/);
	});
});
