/** The page's side of the walk over inputs: the same reports as those of the command line, of everything that can be packed. */
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {FileReport} from '../../src/core/index.js';
import {ARCHIVE_LIMITS, type ArchiveLimits} from '../../src/core/inputs/limits.js';
import {analyzeSource} from '../../src/core/log-files/analyze-source.js';
import {createLoader} from '../../src/core/log-files/find-settings.js';
import {analyzePath} from '../../src/node/analyze-file.js';
import {createContextLoader} from '../../src/node/find-settings.js';
import {expandInputs} from '../../src/node/inputs/expand-inputs.js';
import {foldersOf, inputsOf, placeOf, sourceOf} from '../../src/web/inputs/page-inputs.js';
import {readErrorReason, walkOptions} from '../../src/web/inputs/platform.js';
import {end, etwLog, start} from '../helpers/log-lines.js';
import {GP_KEY, regFile} from '../helpers/settings-files.js';
import {cabOf, cabOfFolders} from '../helpers/cab-writer.js';
import {zipOf} from '../helpers/zip-writer.js';

type Files = Readonly<Record<string, Uint8Array | string>>;

const LOG = etwLog(start('X', 1), end('X', 1));
const REG = regFile(`[${GP_KEY}]`, '"SetProxyBehaviorForUpdateDetection"=dword:00000001');
let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-web-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

/** As the page reads files that came in one folder. */
async function inPage(files: Files, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<readonly FileReport[]> {
	const pageFiles = Object.entries(files).map(([path, bytes]) => ({path, blob: new Blob([bytes as Uint8Array<ArrayBuffer>])}));
	const folders = foldersOf(pageFiles);
	const context = createLoader({reasonOf: readErrorReason});
	const reports: FileReport[] = [];
	for (const input of inputsOf(pageFiles))
		for await (const report of analyzeSource(sourceOf(input), placeOf(input, folders), walkOptions(limits), {context}))
			reports.push(report);
	return reports;
}

/** As the command line reads the same files, named by their paths. */
async function onDisk(files: Files, limits: ArchiveLimits = ARCHIVE_LIMITS): Promise<readonly FileReport[]> {
	for (const [path, bytes] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), {recursive: true});
		await writeFile(join(folder, path), bytes);
	}
	const context = createContextLoader([]);
	const reports: FileReport[] = [];
	const paths = Object.keys(files)
		.toSorted()
		.map((path) => join(folder, path));
	for await (const input of expandInputs(paths)) {
		if (input.kind === 'stdin') continue;
		for await (const report of analyzePath(input, {context, limits})) reports.push(report);
	}
	return JSON.parse(JSON.stringify(reports).replaceAll(`${folder}/`, ''));
}

async function expectSame(files: Files, limits?: ArchiveLimits): Promise<readonly FileReport[]> {
	const reports = await inPage(files, limits);
	expect(JSON.parse(JSON.stringify(reports))).toEqual(await onDisk(files, limits));
	return reports;
}

function cutAt(bytes: Uint8Array, length: number): Uint8Array {
	return bytes.subarray(0, length);
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
	return bytes.map((byte, index) => (index === at ? byte ^ 0xff : byte));
}

describe('what is packed by gzip', () => {
	it('is read as if it were not', async () => {
		const [report] = await expectSame({'a.log.gz': gzipSync(LOG)});
		expect(report?.scans).toHaveLength(1);
	});

	it('may be several files one behind the other, cut anywhere', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer({min: 0, max: LOG.length}), {maxLength: 4}), async (places) => {
				const cuts = [0, ...places.toSorted((one, other) => one - other), LOG.length];
				const parts = cuts.slice(1).map((to, index) => gzipSync(LOG.slice(cuts[index], to)));
				const [report] = await inPage({'a.log.gz': Buffer.concat(parts)});
				expect(report?.scans).toHaveLength(1);
				expect(report?.bytes).toBe(LOG.length);
			}),
			{numRuns: 30},
		);
	});

	it('may have the bytes of a head in it', async () => {
		const inner = gzipSync(LOG);
		const [report] = await expectSame({'a.log.gz': gzipSync(Buffer.concat([Buffer.from(LOG), inner, Buffer.from(LOG)]), {level: 0})});
		expect(report?.scans.length).toBeGreaterThan(1);
	});

	it('may be followed by zeros that fill up its blocks, but by nothing else', async () => {
		const packed = gzipSync(LOG);
		const large = gzipSync(LOG.repeat(1000));
		for (const bytes of [packed, large, Buffer.concat([packed, large]), gzipSync('')]) {
			for (const zeros of [1, 3, 8, 9, 10_240, 100_000]) await expectSame({'a.log.gz': Buffer.concat([bytes, Buffer.alloc(zeros)])});
		}
		for (const rest of ['junk', '\x1f', '\x1f\x8b', `\x1f\x8b\x08${'\0'.repeat(20)}`]) {
			const bytes = Buffer.concat([large, Buffer.from(rest, 'latin1')]);
			const [inBrowser] = await inPage({'a.log.gz': bytes});
			const [onLine] = await onDisk({'a.log.gz': bytes});
			expect([rest, inBrowser?.status, inBrowser?.scans.length]).toEqual([rest, onLine?.status, 1000]);
		}
	});

	it('gives what was read where it is cut off', async () => {
		const packed = gzipSync(LOG.repeat(50), {level: 0});
		const [report] = await inPage({'a.log.gz': cutAt(packed, packed.length - 20)});
		expect(report?.scans.length).toBeGreaterThan(40);
		expect(report?.reason).toBe('It could not be read to its end: the compressed data ends in the middle.');
	});

	it('is said to be damaged', async () => {
		const packed = gzipSync(LOG);
		const [report] = await inPage({'a.log.gz': flipped(packed, packed.length - 6)});
		expect(report?.reason).toMatch(/compressed data is damaged/);
	});

	it('is given up where it unpacks to too much', async () => {
		const limits = {...ARCHIVE_LIMITS, ratio: 2, freeBytes: 1000};
		const [report] = await expectSame({'a.log.gz': gzipSync(LOG.repeat(1000))}, limits);
		expect(report?.reason).toContain('more than 2 times the size');
	});
});

describe('zip archives', () => {
	it('give their logs, also those in archives in them', async () => {
		const reports = await expectSame({
			'a.zip': zipOf(
				{name: 'PC-2/WindowsUpdate.log', data: LOG},
				{name: 'PC-1/WindowsUpdate.log.gz', data: gzipSync(LOG)},
				{name: 'inner.zip', data: zipOf({name: 'b/PC-3.log', data: LOG, stored: true})},
				{name: '../out.log', data: LOG},
				{name: 'readme.txt', data: 'hello'},
			),
		});
		expect(reports.map(({member}) => member)).toEqual([
			'../out.log',
			'PC-1/WindowsUpdate.log.gz',
			'PC-2/WindowsUpdate.log',
			'inner.zip/b/PC-3.log',
			'readme.txt',
		]);
	});

	it('may be empty, cut, encrypted, wrong about sizes, or packed in other ways', async () => {
		const whole = zipOf({name: 'a.log', data: LOG}, {name: 'b.log', data: LOG});
		for (const bytes of [
			zipOf(),
			cutAt(whole, whole.length - 1),
			cutAt(whole, 60),
			zipOf({name: 'a.log', data: LOG, encrypted: true}, {name: 'b.log', data: LOG}),
			zipOf({name: 'a.log', data: LOG, method: 9}, {name: 'b.log', data: LOG, method: 77}),
			zipOf({name: 'a.log', data: LOG, size: 10}, {name: 'b.log', data: LOG, size: 100_000}),
		])
			expect((await expectSame({'a.zip': bytes})).length).toBeGreaterThan(0);
	});

	it('have names in old code pages, too', async () => {
		const rawName = Uint8Array.from([0x50, 0x43, 0x2d, 0x9a, 0x81, 0x2e, 0x6c, 0x6f, 0x67]);
		const [report] = await expectSame({'a.zip': zipOf({name: 'x', rawName, data: LOG})});
		expect(report?.member).toBe('PC-Üü.log');
	});

	it('are held to the limits', async () => {
		const bytes = zipOf(...Array.from({length: 5}, (_, index) => ({name: `${index}.log`, data: LOG})));
		expect((await expectSame({'a.zip': bytes}, {...ARCHIVE_LIMITS, entries: 3})).at(-1)?.reason).toContain('more than 3 files');
		await expectSame({'a.zip': zipOf({name: 'a.log', data: LOG.repeat(1000)})}, {...ARCHIVE_LIMITS, ratio: 2, freeBytes: 1000});
	});

	it('are told apart from damage in the same words, wherever a byte is changed', async () => {
		const whole = zipOf({name: 'a.log', data: LOG}, {name: 'b.log', data: LOG, stored: true});
		const words = (reports: readonly FileReport[]): unknown => reports.map(({member, status}) => [member, status]);
		for (let at = whole.length - 160; at < whole.length; at += 7) {
			const files = {'a.zip': flipped(whole, at)};
			expect([at, words(await inPage(files))]).toEqual([at, words(await onDisk(files))]);
		}
	});
});

describe('cabinets', () => {
	it('give their logs as on the command line, with settings, also in other archives', async () => {
		const files = [
			{name: 'PC-1\\WindowsUpdate.log', data: LOG},
			{name: 'PC-1\\policy.reg', data: REG},
			{name: 'readme.txt', data: 'hello'},
		];
		const reports = await expectSame({
			'a.cab': cabOf(...files),
			'b.cab': cabOfFolders([{method: {lzx: true}, files}]),
			'c.zip': zipOf({name: 'inner.cab', data: cabOf(...files)}),
		});
		expect(
			reports.filter(({status}) => status === 'analyzed').map(({path, member, context}) => [path, member, context?.proxyPolicy]),
		).toEqual([
			['a.cab', 'PC-1/WindowsUpdate.log', 1],
			['b.cab', 'PC-1/WindowsUpdate.log', 1],
			['c.zip', 'inner.cab/PC-1/WindowsUpdate.log', 1],
		]);
	});

	it('may be cut, and are held to the limits', async () => {
		const whole = cabOf({name: 'a.log', data: LOG}, {name: 'b.log', data: LOG});
		for (const length of [10, 50, whole.length - 1]) expect((await expectSame({'a.cab': cutAt(whole, length)})).length).toBeGreaterThan(0);
		const [bomb] = await expectSame(
			{'a.cab': cabOf({name: 'a.log', data: LOG.repeat(1000)})},
			{...ARCHIVE_LIMITS, ratio: 2, freeBytes: 1000},
		);
		expect(bomb?.reason).toContain('more than 2 times the size');
	});
});

describe('files that came together', () => {
	it('give a log its settings', async () => {
		const [report] = await expectSame({'PC-1/WindowsUpdate.log': LOG, 'PC-1/policy.reg': REG});
		expect(report?.context).toMatchObject({proxyPolicy: 1, files: [{path: 'PC-1/policy.reg'}]});
	});

	it('keep those of another folder to themselves', async () => {
		const reports = await expectSame({'PC-1/WindowsUpdate.log': LOG, 'PC-2/WindowsUpdate.log': LOG, 'PC-2/policy.reg': REG});
		expect(reports.map(({path, context}) => [path, context?.proxyPolicy ?? null])).toEqual([
			['PC-1/WindowsUpdate.log', null],
			['PC-2/WindowsUpdate.log', 1],
			['PC-2/policy.reg', null],
		]);
	});

	it('are one log where they are traces of a set', () => {
		const files = ['x/WindowsUpdate.2.etl', 'x/WindowsUpdate.10.etl', 'y/WindowsUpdate.1.etl'].map((path) => ({
			path,
			blob: new Blob(['x']),
		}));
		expect(inputsOf(files).map(({kind, path, files: parts}) => [kind, path, parts.map((part) => part.path)])).toEqual([
			['trace-set', 'x/WindowsUpdate.*.etl', ['x/WindowsUpdate.2.etl', 'x/WindowsUpdate.10.etl']],
			['file', 'y/WindowsUpdate.1.etl', ['y/WindowsUpdate.1.etl']],
		]);
	});
});
