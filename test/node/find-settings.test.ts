/** Which files beside a log are taken for settings of its device, and what becomes of those that cannot be read. */
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createContextLoader, findContextFiles} from '../../src/node/find-settings.js';
import type {FolderPlace} from '../../src/core/log-files/settings-places.js';
import {type DiskPlace, folderOnDisk} from '../../src/node/settings-places.js';
import {GP_KEY, lines, regFile} from '../helpers/settings-files.js';
import {etwLog, start} from '../helpers/log-lines.js';

const LOG = etwLog(start('X', 1));
const REG = regFile(`[${GP_KEY}]`, '"UseWUServer"=dword:00000001');
const PROXY = lines('Current WinHTTP proxy settings:', '', '    Direct access (no proxy server).');

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'wulens-context-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

function logAt(path: string): DiskPlace {
	return {kind: 'disk', path, isSet: false};
}

function placeAt(path: string): FolderPlace {
	return folderOnDisk(logAt(path));
}

async function found(log: string): Promise<readonly string[]> {
	return (await findContextFiles(logAt(join(folder, log)))).map((path) => relative(folder, path));
}

describe('findContextFiles', () => {
	it('takes every file with settings where the log is the only one', async () => {
		await write({
			'WindowsUpdate.log': LOG,
			'policy.reg': REG,
			'netsh.txt': PROXY,
			values: REG,
			'a.json': '{"UseWUServer":1}',
			'certutil.log': lines('WindowsServerUpdateServices', 'CertUtil: -store command completed successfully.'),
			'readme.txt': 'hello',
			'x.csv': 'a,b',
			'policy.bak': REG,
		});
		expect(await found('WindowsUpdate.log')).toEqual(['a.json', 'certutil.log', 'netsh.txt', 'policy.reg', 'values']);
	});

	it('takes nothing where there is another log', async () => {
		await write({'PC-1.log': LOG, 'PC-2.log': LOG, 'policy.reg': REG});
		expect(await found('PC-1.log')).toEqual([]);
		await rm(join(folder, 'PC-2.log'));
		expect(await found('PC-1.log')).toEqual(['policy.reg']);
		await write({'trace.etl': 'x'});
		expect(await found('PC-1.log')).toEqual([]);
	});

	it('takes nothing where there may be another log of the same extension', async () => {
		await write({'PC-1.txt': LOG, 'PC-2.txt': LOG, 'policy.reg': REG, 'netsh.txt': PROXY});
		expect(await found('PC-1.txt')).toEqual([]);
		await rm(join(folder, 'PC-2.txt'));
		expect(await found('PC-1.txt')).toEqual(['netsh.txt', 'policy.reg']);
	});

	it('does not count the logs that each PC has once', async () => {
		await write({'WindowsUpdate.log': LOG, 'CBS.log': 'x', 'ReportingEvents.log': 'x', 'policy.reg': REG});
		expect(await found('WindowsUpdate.log')).toEqual(['policy.reg']);
	});

	it("takes the files of the log's own name from a folder of many", async () => {
		await write({
			'PC-1.log': LOG,
			'PC-10.log': LOG,
			'PC-1-B.log': LOG,
			'PC-1.reg': REG,
			'pc-1_netsh.txt': PROXY,
			'PC-1-certutil.log': lines('WindowsServerUpdateServices', 'CertUtil: -store command completed successfully.'),
			'PC-10.reg': REG,
			'PC-1-B.reg': REG,
			'PC-1-B.txt': PROXY,
			'other.reg': REG,
		});
		expect(await found('PC-1.log')).toEqual(['PC-1-certutil.log', 'PC-1.reg', 'pc-1_netsh.txt']);
		expect(await found('PC-10.log')).toEqual(['PC-10.reg']);
		expect(await found('PC-1-B.log')).toEqual(['PC-1-B.reg', 'PC-1-B.txt']);
	});

	it('takes the name of the device from before "WindowsUpdate"', async () => {
		await write({'PC-1_WindowsUpdate.log': LOG, 'PC-2_WindowsUpdate.log': LOG, 'PC-1_policy.reg': REG, 'PC-2.WindowsUpdate.reg': REG});
		expect(await found('PC-1_WindowsUpdate.log')).toEqual(['PC-1_policy.reg']);
		expect(await found('PC-2_WindowsUpdate.log')).toEqual(['PC-2.WindowsUpdate.reg']);
	});

	it('takes only the files of the own name where there are such', async () => {
		await write({'PC-1.log': LOG, 'PC-1.reg': REG, 'PC-2.reg': REG});
		expect(await found('PC-1.log')).toEqual(['PC-1.reg']);
	});

	it('does not follow links, enter folders, or read large files', async () => {
		await write({'a.log': LOG, 'large.reg': REG + ' '.repeat(1024 * 1024)});
		await mkdir(join(folder, 'sub.reg'));
		await writeFile(join(folder, 'sub.reg', 'policy.reg'), REG);
		await symlink(join(folder, 'sub.reg', 'policy.reg'), join(folder, 'link.reg'));
		expect(await found('a.log')).toEqual([]);
	});

	it('opens 200 files at most', async () => {
		const fillers = Array.from({length: 200}, (_, at) => [`file-${String(at).padStart(3, '0')}.txt`, 'text'] as const);
		await write({'a.log': LOG, 'before.reg': REG, ...Object.fromEntries(fillers), 'late.reg': REG});
		expect(await found('a.log')).toEqual(['before.reg']);
	});

	it('finds nothing in a folder that is not there', async () => {
		expect(await findContextFiles(logAt(join(folder, 'no', 'a.log')))).toEqual([]);
		expect(await found('missing.log')).toEqual([]);
	});
});

describe('createContextLoader, of one log', () => {
	it('is nothing without files', async () => {
		await write({'a.log': LOG});
		expect(await createContextLoader([]).load(placeAt(join(folder, 'a.log')))).toEqual({context: null, issues: []});
		expect(await createContextLoader([]).load(null)).toEqual({context: null, issues: []});
	});

	it('puts files named before files found', async () => {
		await write({'a.log': LOG, 'a.reg': REG, 'other.json': '{"WUServer":"http://wsus"}'});
		const other = join(folder, 'other.json');
		expect(await createContextLoader([other]).load(placeAt(join(folder, 'a.log')))).toMatchObject({
			context: {
				files: [
					{path: other, kind: 'json'},
					{path: join(folder, 'a.reg'), kind: 'registry-export'},
				],
				wsusServer: 'http://wsus',
				useWsusServer: true,
			},
			issues: [],
		});
	});

	it('reads a file once, named twice or also found', async () => {
		await write({'a.log': LOG, 'a.reg': REG});
		const path = join(folder, 'a.reg');
		expect((await createContextLoader([path, join(folder, '.', 'a.reg')]).load(placeAt(join(folder, 'a.log')))).context?.files).toEqual([
			{path, kind: 'registry-export'},
		]);
	});

	it('says which of the files named cannot be read, and goes on', async () => {
		await write({'a.log': LOG, 'a.reg': REG, 'empty.txt': ''});
		const [missing, empty, log] = [join(folder, 'missing.reg'), join(folder, 'empty.txt'), join(folder, 'a.log')];
		const {context, issues} = await createContextLoader([missing, folder, empty, log]).load(placeAt(log));
		expect(context).toMatchObject({useWsusServer: true, files: [{}]});
		expect(issues).toEqual(
			[
				`${missing}: It cannot be read: there is no such file.`,
				`${folder}: It cannot be read: it is a folder.`,
				`${empty}: It is empty.`,
				expect.stringMatching(/a\.log: It is a log, not/),
			].map((message) => ({kind: 'context-unreadable', line: null, count: 1, message})),
		);
	});

	it('says which files found are damaged, and passes over what does not concern scans', async () => {
		await write({'a.log': LOG, 'cut.json': '{"UseWUServer":1,', 'other.reg': regFile('[HKEY_CURRENT_USER\\X]', '"a"="b"')});
		const {context, issues} = await createContextLoader([]).load(placeAt(join(folder, 'a.log')));
		expect(context).toBeNull();
		expect(issues).toMatchObject([
			{kind: 'context-unreadable', message: `${join(folder, 'cut.json')}: It is JSON that cannot be parsed: it is damaged or truncated.`},
		]);
	});

	it('says where files disagree', async () => {
		await write({'a.log': LOG, 'a.reg': REG, 'b.reg': REG.replace('00000001', '00000000')});
		const {context, issues} = await createContextLoader([join(folder, 'b.reg')]).load(placeAt(join(folder, 'a.log')));
		expect(context?.useWsusServer).toBe(false);
		expect(issues).toMatchObject([
			{
				message:
					`${join(folder, 'a.reg')}: Its value for UseWUServer is 1, but ${join(folder, 'b.reg')}, which was ` +
					'read first, has 0. The first one is used.',
			},
		]);
	});

	it('does not read on in what is too large', async () => {
		await write({'large.reg': `${REG}${' '.repeat(5 * 1024 * 1024)}`});
		expect((await createContextLoader([join(folder, 'large.reg')]).load(null)).issues).toMatchObject([
			{message: expect.stringMatching(/larger than 4 MiB/)},
		]);
	});
});

describe('createContextLoader, for many logs', () => {
	it('serves many logs', async () => {
		await write({'PC-1.log': LOG, 'PC-2.log': LOG, 'PC-1.reg': REG, 'PC-2.txt': PROXY, 'all.json': '{"WUServer":"http://wsus"}'});
		const loader = createContextLoader([join(folder, 'all.json')]);
		const contexts = await Promise.all(['PC-1.log', 'PC-2.log'].map((log) => loader.load(placeAt(join(folder, log)))));
		expect(contexts).toMatchObject([
			{context: {wsusServer: 'http://wsus', useWsusServer: true, systemProxy: null}},
			{context: {wsusServer: 'http://wsus', useWsusServer: null, systemProxy: {direct: true}}},
		]);
		expect(await loader.load(null)).toMatchObject({context: {wsusServer: 'http://wsus', useWsusServer: null}, issues: []});
	});
});
