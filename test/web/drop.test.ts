/** Folders dropped on the page, from wherever it was opened: the reports of the command line, and nothing is lost on the way. */
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {isChromiumMissing} from '../helpers/chromium.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {openPage, PAGE_FILE, startBrowser} from '../helpers/wulens-page.js';
import {zipOf} from '../helpers/zip-writer.js';

const LOG = readFileSync(join(PROJECT, 'samples', 'wsus-system-proxy-fails-no-fallback.log'));

/** What people have in such folders. */
const FILES: Readonly<Record<string, Uint8Array | string>> = {
	'PC-1/WindowsUpdate.log': LOG,
	'PC-1/proxy.txt': 'Current WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n',
	'PC-2/deeper/WindowsUpdate.log': LOG,
	'PC-2/empty.log': '',
	'PC-3/logs.zip': zipOf({name: 'WindowsUpdate.log', data: LOG}),
	'PC-3/bomb.zip': zipOf({name: 'bomb.log', data: new Uint8Array(150 * 1024 * 1024)}),
	'PC-4/letter.docx': zipOf({name: 'word/document.xml', data: '<w/>'}),
	'PC-4/picture.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
	"PC-5/it's & so on.log.gz": gzipSync(LOG),
	'PC-6/C\u00f4t\u00e9 \u{1f5a5}.log': LOG,
};

describe.skipIf(isChromiumMissing)('a folder dropped on the page (needs Chromium on PATH)', {timeout: 300_000}, () => {
	let browser: Browser;
	let folder = '';
	let stdout = '';
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(`${request.method} ${request.url}`);
		response.setHeader('Content-Type', 'text/html').end(readFileSync(PAGE_FILE));
	});
	let port = 0;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'wulens-drop-'));
		for (const [path, bytes] of Object.entries(FILES)) {
			mkdirSync(join(folder, 'logs', path, '..'), {recursive: true});
			writeFileSync(join(folder, 'logs', path), bytes);
		}
		({stdout} = await runWulens(['analyze', '--reporter', 'json', 'logs'], {cwd: folder}));
		// A name that is no address of this machine is not trusted without encryption.
		browser = await startBrowser(['--host-resolver-rules=MAP wulens.test 127.0.0.1']);
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
		({port} = server.address() as AddressInfo);
	}, 300_000);

	afterAll(async () => {
		await browser.close();
		await new Promise((resolve) => {
			server.close(resolve);
		});
		rmSync(folder, {recursive: true});
	});

	it.each([
		['a disk', () => undefined, true],
		['this machine', () => `http://127.0.0.1:${port}/`, true],
		['a host without encryption', () => `http://wulens.test:${port}/`, false],
	])('is read with all that is in it, where the page came from %s', async (_, address, isSecure) => {
		const opened = await openPage(browser, {}, address());
		expect(await opened.page.evaluate('isSecureContext')).toBe(isSecure);
		await opened.drop([join(folder, 'logs')]);
		expect(await opened.save('JSON', {scope: 'all'})).toBe(stdout);
		expect([opened.complaints, requests.filter((request) => request !== 'GET /')]).toEqual([[], []]);
		await opened.close();
	});

	it('tells of what the browser does not open, and reads the rest', async () => {
		const locked = join(folder, 'locked', 'inner');
		mkdirSync(locked, {recursive: true});
		writeFileSync(join(folder, 'locked', 'a.log'), LOG);
		chmodSync(locked, 0);
		const opened = await openPage(browser);
		await opened.page.evaluate(`FileSystemDirectoryHandle.prototype.values = new Proxy(FileSystemDirectoryHandle.prototype.values, {
			apply: (values, folder) => { if (folder.name === 'inner') throw new Error('locked'); return Reflect.apply(values, folder, []); }})`);
		await opened.drop([join(folder, 'locked')]);
		const {files} = JSON.parse(await opened.save('JSON', {scope: 'all'}));
		expect(files.map(({path, status}: Readonly<Record<string, unknown>>) => [path, status])).toEqual([
			['locked/a.log', 'analyzed'],
			['locked/inner', 'failed'],
		]);
		await opened.close();
	});

	it('takes the place of what is read when it comes', async () => {
		const opened = await openPage(browser);
		const large = join(folder, 'large.log');
		writeFileSync(large, Buffer.concat(Array.from({length: 4000}, () => LOG)));
		await opened.page.setInputFiles('#choose-files', large);
		await opened.page.waitForSelector('.reading, .verdict');
		await opened.drop([join(folder, 'logs', 'PC-1')]);
		await opened.page.waitForSelector('.file-name:text-is("PC-1/WindowsUpdate.log")');
		expect(await opened.page.textContent('.tabs')).toContain('111');
		await opened.close();
	});
});
