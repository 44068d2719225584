/** The page in a real browser: it is understood as written, says its verdict, draws the scans, and asks nobody for anything. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createHtmlReporter} from '../../src/core/report/reporters/html.js';
import {checkHtml} from '../helpers/check-html.js';
import {type Browser, isChromiumMissing, startChromium} from '../helpers/chromium.js';
import {hostileReport, judged, printed, proxyStory, sampleReport} from '../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../helpers/hostile-texts.js';

describe.skipIf(isChromiumMissing)('the page in a browser (needs Chromium on PATH)', () => {
	let browser: Browser;
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(request.url ?? '');
		response.end();
	});
	let folder = '';
	let address = '';

	beforeAll(async () => {
		browser = await startChromium();
		folder = mkdtempSync(join(tmpdir(), 'wulens-page-'));
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});

	afterAll(async () => {
		await browser.close();
		await new Promise((resolve) => {
			server.close(resolve);
		});
		rmSync(folder, {recursive: true, force: true});
	});

	/** @returns its address */
	function write(name: string, html: string): string {
		const file = join(folder, name);
		writeFileSync(file, html);
		return pathToFileURL(file).href;
	}

	/** Tags of the tree that the browser made; a text or an attribute may look like one. */
	function elementsOf(dom: string): readonly string[] {
		return Array.from(dom.matchAll(/<([a-z][a-z0-9]*)(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*>/g), ([, name = '']) => name);
	}

	it('shows the verdict and a picture of each scan, without an error', async () => {
		const html = printed(createHtmlReporter, [proxyStory(), judged(sampleReport('win11-uus-scanqos.log'))]);
		const {dom, console, requests: asked} = await browser.open(write('report.html', html));
		expect([console, asked]).toEqual([[], []]);
		expect(dom).toContain('1 of 3 scans failed: the system proxy cannot be reached');
		expect(dom).toContain('<html lang="en" class="scripted">');
		expect(dom.match(/<svg class="tl" role="img"/g)).toHaveLength(5);
		// The browser had nothing to mend: its tree is what was written.
		expect(elementsOf(dom)).toEqual(checkHtml(html).elements.map(({name}) => name));
	});

	it('makes text of everything hostile, and asks nobody', async () => {
		const fetching = [
			'<img src="ADDRESS/img">',
			'"><script src="ADDRESS/script"></script>',
			'<link rel="stylesheet" href="ADDRESS/css">',
			'</style><style>@import url(ADDRESS/import);</style>',
			'<meta http-equiv="refresh" content="0;url=ADDRESS/refresh">',
			"' style='background:url(ADDRESS/background)",
			'<base href="ADDRESS/">',
		].map((text) => text.replaceAll('ADDRESS', address));
		const html = printed(createHtmlReporter, [...fetching, ...Object.values(HOSTILE_TEXTS)].map(hostileReport));
		const {dom, console, requests: asked} = await browser.open(write('hostile.html', html));
		expect([console, asked]).toEqual([[], []]);
		expect(requests).toEqual([]);
		expect(elementsOf(dom)).toEqual(checkHtml(html).elements.map(({name}) => name));
	});

	it('would be stopped by its own policy if text became markup', async () => {
		const html = printed(createHtmlReporter, [proxyStory()]).replace(
			'</main>',
			`<img src="${address}/policy" alt=""><script>document.title = 'ran';</script></main>`,
		);
		const {dom, console} = await browser.open(write('broken.html', html));
		expect(console.filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(2);
		expect(dom).toContain('<title>wsus-system-proxy-fails-no-fallback.log – Error: ');
		expect(requests).toEqual([]);
	});

	it('is no wider than a phone', async () => {
		const html = printed(createHtmlReporter, [
			proxyStory(),
			judged(sampleReport('win11-uus-scanqos.log')),
			hostileReport(HOSTILE_TEXTS['a very long word'] ?? ''),
		]);
		write(
			'narrow.html',
			html
				.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
				.replace(
					'</body>',
					'<script>for (const details of document.querySelectorAll("details")) details.open = true; ' +
						'document.title = document.documentElement.scrollWidth + " of " + innerWidth; ' +
						'parent.postMessage(document.title, "*");</script></body>',
				),
		);
		const frame = write(
			'frame.html',
			'<!DOCTYPE html><title>waiting</title><script>onmessage = (event) => { document.title = ' +
				'event.data; };</script><iframe src="narrow.html" ' +
				'style="width:390px;height:800px;border:0"></iframe>',
		);
		const {dom} = await browser.open(frame);
		expect(dom).toContain('<title>390 of 390</title>');
	});
});
