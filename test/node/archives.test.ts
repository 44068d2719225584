/** Logs in archives: what is read, what is refused, and what is said about it. Nothing is ever unpacked to disk. */
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {FileReport} from '../../src/core/index.js';
import {analyzePath, type AnalyzeFileOptions, analyzeStream} from '../../src/node/analyze-file.js';
import {ARCHIVE_LIMITS} from '../../src/core/inputs/limits.js';
import {createContextLoader} from '../../src/node/find-settings.js';
import {GP_KEY, regFile} from '../helpers/settings-files.js';
import {end, etwLog, start} from '../helpers/log-lines.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {zipOf} from '../helpers/zip-writer.js';

const LOG = etwLog(start('X', 1), end('X', 1));
const REG = regFile(`[${GP_KEY}]`, '"SetProxyBehaviorForUpdateDetection"=dword:00000001');
let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-archives-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function collect(reports: AsyncIterable<FileReport>): Promise<readonly FileReport[]> {
	const all: FileReport[] = [];
	for await (const report of reports) all.push(report);
	return all;
}

async function analyze(bytes: Uint8Array | string, options: AnalyzeFileOptions = {}): Promise<readonly FileReport[]> {
	const path = join(folder, 'input');
	await writeFile(path, bytes);
	const reports = await collect(analyzePath(path, options));
	expect(reports.every((report) => report.path === path)).toBe(true);
	expect(await readdir(folder)).toEqual(['input']);
	return reports;
}

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

function summary(reports: readonly FileReport[]): readonly (readonly [string | null, string, number])[] {
	return reports.map(({member, status, scans}) => [member, status, scans.length]);
}

describe('gzip', () => {
	it('is read as if it were not there', async () => {
		const [plain] = await analyze(LOG);
		expect(await analyze(gzipSync(LOG))).toEqual([plain]);
	});

	it('may be several put together', async () => {
		const [report] = await analyze(Buffer.concat([gzipSync(LOG.slice(0, 100)), gzipSync(LOG.slice(100))]));
		expect(report?.scans).toHaveLength(1);
	});

	it('that is cut off gives what was read', async () => {
		const packed = gzipSync(LOG.repeat(50), {level: 0});
		const [report] = await analyze(packed.subarray(0, packed.length - 20));
		expect(report).toMatchObject({status: 'failed', reason: 'It could not be read to its end: the compressed data ends in the middle.'});
		expect(report?.scans.length).toBeGreaterThan(40);
	});

	it('that is damaged is said to be', async () => {
		const packed = gzipSync(LOG);
		packed.fill(0xff, 20, 40);
		expect(await analyze(packed)).toMatchObject([{status: 'failed', reason: expect.stringContaining('the compressed data is damaged')}]);
	});

	it('that unpacks to too much is read until then', async () => {
		const limits = {...ARCHIVE_LIMITS, ratio: 10, freeBytes: 1024 * 1024};
		const [report] = await analyze(gzipSync(Buffer.alloc(4 * 1024 * 1024, LOG)), {limits});
		expect(report).toMatchObject({status: 'failed', reason: expect.stringContaining('more than 10 times the size of the archive')});
		expect(report?.scans.length).toBeGreaterThan(0);
	});

	it('in gzip is named', async () => {
		expect(await analyze(gzipSync(gzipSync(LOG)))).toMatchObject([{status: 'skipped', reason: expect.stringContaining('gzip')}]);
	});
});

describe('zip', () => {
	it('gives a report for each file, by name', async () => {
		const reports = await analyze(
			zipOf(
				{name: 'b/WindowsUpdate.log', data: LOG},
				{name: 'b/', data: ''},
				{name: 'a.txt', data: 'hello', stored: true},
				{name: 'c.log.gz', data: gzipSync(LOG)},
			),
		);
		expect(summary(reports)).toEqual([
			['a.txt', 'skipped', 0],
			['b/WindowsUpdate.log', 'analyzed', 1],
			['c.log.gz', 'analyzed', 1],
		]);
	});

	it('within another is opened, but none within that', async () => {
		const inner = zipOf({name: 'WindowsUpdate.log', data: LOG}, {name: 'deep.zip', data: zipOf({name: 'x.log', data: LOG})});
		const reports = await analyze(zipOf({name: 'PC-1.zip', data: inner}, {name: 'PC-2.log', data: LOG}));
		expect(summary(reports)).toEqual([
			['PC-1.zip/WindowsUpdate.log', 'analyzed', 1],
			['PC-1.zip/deep.zip', 'skipped', 0],
			['PC-2.log', 'analyzed', 1],
		]);
		expect(reports[1]?.reason).toContain('zip archive');
	});

	it('is read from a stream in memory', async () => {
		const zip = zipOf({name: 'WindowsUpdate.log', data: LOG});
		for (const bytes of [zip, gzipSync(zip)]) {
			for (const size of [1, 3, 1000])
				expect(summary(await collect(analyzeStream(chunked(bytes, size), 'x')))).toEqual([['WindowsUpdate.log', 'analyzed', 1]]);
		}
		const limits = {...ARCHIVE_LIMITS, nestedBytes: 50};
		expect(await collect(analyzeStream(chunked(zip, 20), 'x', {limits}))).toMatchObject([
			{member: null, status: 'failed', reason: expect.stringContaining('give it as a file')},
		]);
	});

	it('may name its entries after places outside', async () => {
		const names = ['../../etc/passwd', '/etc/x.log', 'C:\\Windows\\x.log', 'a/../../b.log'];
		const reports = await analyze(zipOf(...names.map((name) => ({name, data: LOG}))));
		expect(reports).toHaveLength(names.length);
		for (const report of reports) expect(report).toMatchObject({status: 'analyzed', issues: [{kind: 'archive-entry'}]});
	});

	it('reads names that are not UTF-8', async () => {
		expect(summary(await analyze(zipOf({name: '', rawName: Uint8Array.of(0x84, 0x2e, 0x6c, 0x6f, 0x67), data: LOG})))).toEqual([
			['ä.log', 'analyzed', 1],
		]);
	});

	it('says of each entry why it cannot be unpacked, and reads the others', async () => {
		const reports = await analyze(
			zipOf(
				{name: 'a', data: LOG, encrypted: true},
				{name: 'b', data: LOG, method: 9},
				{name: 'c', data: LOG, size: 10},
				{name: 'd', data: LOG},
			),
		);
		expect(reports.map(({status, reason}) => [status, reason])).toEqual([
			['failed', 'It cannot be read: it is encrypted; unpack it with its password.'],
			['failed', expect.stringContaining('Deflate64')],
			['failed', expect.stringContaining('its compressed data is damaged or cut off')],
			['analyzed', null],
		]);
	});

	it('that is cut off is said to be', async () => {
		const zip = zipOf({name: 'WindowsUpdate.log', data: LOG});
		expect(await analyze(zip.subarray(0, zip.length - 30))).toMatchObject([
			{member: null, status: 'failed', reason: 'It cannot be read: the archive is damaged or cut off.'},
		]);
	});

	it('without files is said to be', async () => {
		expect(await analyze(zipOf())).toMatchObject([{member: null, status: 'skipped', reason: 'This is an archive without files.'}]);
	});

	it('does no harm by unpacking to too much, alone or together', async () => {
		const limits = {...ARCHIVE_LIMITS, ratio: 10, freeBytes: 100_000};
		const bomb = Buffer.alloc(300_000, LOG);
		const half = Buffer.alloc(60_000, LOG);
		const inner = zipOf({name: 'half', data: half});
		const reports = await analyze(
			zipOf({name: 'a-bomb', data: bomb}, {name: 'b', data: half}, {name: 'c.zip', data: inner}, {name: 'd', data: LOG}),
			{limits},
		);
		expect(summary(reports).map(([member, status]) => [member, status])).toEqual([
			['a-bomb', 'failed'],
			['b', 'analyzed'],
			['c.zip/half', 'failed'],
			['d', 'analyzed'],
		]);
		expect(reports[0]?.reason).toContain('more than 10 times the size of the archive');
	});

	it('with too many entries is read up to the limit', async () => {
		const entries = Array.from({length: 12}, (_, at) => ({name: `${String(at).padStart(2, '0')}.log`, data: LOG}));
		const reports = await analyze(zipOf(...entries), {limits: {...ARCHIVE_LIMITS, entries: 10}});
		expect(reports).toHaveLength(11);
		expect(reports[10]).toMatchObject({member: null, status: 'failed', reason: 'It holds more than 10 files; the others were not read.'});
	});

	it('is never the end of the program, whatever its bytes', async () => {
		const whole = zipOf({name: 'a.log', data: LOG}, {name: 'b.log', data: LOG, stored: true});
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {maxLength: 8}),
				fc.nat(whole.length),
				async (flips, length) => {
					const bytes = Buffer.from(whole);
					for (const [at, byte] of flips) bytes[at] = byte;
					const reports = await collect(analyzeStream(chunked(bytes.subarray(0, length), 200), 'x'));
					expect(reports.length).toBeGreaterThan(0);
				},
			),
			{numRuns: 300},
		);
	});
});

describe('settings in the archive of a log', () => {
	async function settings(...names: readonly string[]): Promise<readonly (readonly [string | null, boolean])[]> {
		const entries = names.map((name) => ({name, data: name.endsWith('.reg') ? REG : LOG}));
		const reports = await analyze(zipOf(...entries), {context: createContextLoader([])});
		return reports.filter(({status}) => status === 'analyzed').map(({member, context}) => [member, context?.proxyPolicy === 1]);
	}

	it('count beside the log', async () => {
		expect(await settings('WindowsUpdate.log', 'policy.reg')).toEqual([['WindowsUpdate.log', true]]);
	});

	it('count anywhere if there is no other log', async () => {
		expect(await settings('PC/Logs/WindowsUpdate.log', 'PC/Registry/policy.reg')).toEqual([['PC/Logs/WindowsUpdate.log', true]]);
	});

	it('count for the folder of their PC if there are several', async () => {
		expect(await settings('PC-1/WindowsUpdate.log', 'PC-1/policy.reg', 'PC-2/WindowsUpdate.log')).toEqual([
			['PC-1/WindowsUpdate.log', true],
			['PC-2/WindowsUpdate.log', false],
		]);
		expect(await settings('PC-1.log', 'PC-1.reg', 'PC-2.log')).toEqual([
			['PC-1.log', true],
			['PC-2.log', false],
		]);
		expect(await settings('PC-1/WindowsUpdate.log', 'PC-2/WindowsUpdate.log', 'policy.reg')).toEqual([
			['PC-1/WindowsUpdate.log', false],
			['PC-2/WindowsUpdate.log', false],
		]);
	});

	it('count within an archive of archives', async () => {
		const pc = zipOf({name: 'WindowsUpdate.log', data: LOG}, {name: 'policy.reg', data: REG});
		const reports = await analyze(zipOf({name: 'PC-1.zip', data: pc}, {name: 'PC-2.log', data: LOG}), {context: createContextLoader([])});
		expect(reports.map(({member, context}) => [member, context === null])).toEqual([
			['PC-1.zip/WindowsUpdate.log', false],
			['PC-1.zip/policy.reg', true],
			['PC-2.log', true],
		]);
		expect(reports[0]?.context?.files.map(({path}) => path)).toEqual([`${join(folder, 'input')} › PC-1.zip › policy.reg`]);
	});
});

describe('wulens analyze', () => {
	it('reads the archives of a folder and of standard input', async () => {
		const sample = await readFile(join(PROJECT, 'samples/wsus-https-pinned-verbose-ok.log'));
		await mkdir(join(folder, 'logs'));
		const zip = zipOf({name: 'PC-1/WindowsUpdate.log', data: sample});
		await writeFile(join(folder, 'logs/PC-1.zip'), zip);
		await writeFile(join(folder, 'logs/PC-2.log.gz'), gzipSync(sample));
		const {stdout, status} = await runWulens(['analyze', join(folder, 'logs'), '-r', 'ndjson']);
		expect(status).toBe(0);
		const files = stdout
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as FileReport);
		expect(files.map(({path, member, status: how}) => [path, member, how])).toEqual([
			[join(folder, 'logs/PC-1.zip'), 'PC-1/WindowsUpdate.log', 'analyzed'],
			[join(folder, 'logs/PC-2.log.gz'), null, 'analyzed'],
		]);
		const piped = await runWulens(['analyze', '-'], {input: zip});
		expect(piped.stdout).toContain('(standard input) › PC-1/WindowsUpdate.log');
		expect(piped.status).toBe(0);
	});
});
