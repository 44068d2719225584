/** The page of a fleet in a real browser: its tables are filled, filtered and sorted, and it asks nobody for anything. */
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium as playwright} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {TriageResult} from '../../src/core/triage/result.js';
import {writeOutputs} from '../../src/node/triage/outputs.js';
import {type Browser, chromium, isChromiumMissing, type Opened, startChromium} from '../helpers/chromium.js';
import {hostileReport} from '../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../helpers/hostile-texts.js';
import {DEFAULTS, ndjson} from '../helpers/triage-outputs.js';
import {pageOf} from '../helpers/triage-page.js';
import {resultOf, resultWith, smallFleet} from '../helpers/triage-results.js';

describe.skipIf(isChromiumMissing)('the page of a fleet in a browser (needs Chromium on PATH)', () => {
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
		folder = mkdtempSync(join(tmpdir(), 'wulens-fleet-page-'));
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		await write('small', smallFleet());
	});

	afterAll(async () => {
		await browser.close();
		await new Promise((resolve) => {
			server.close(resolve);
		});
		rmSync(folder, {recursive: true, force: true});
	});

	async function write(name: string, results: readonly TriageResult[]): Promise<void> {
		const input = join(folder, `${name}.ndjson`);
		writeFileSync(input, ndjson(results));
		await writeOutputs([input], {...DEFAULTS, out: join(folder, name), reporters: ['html']});
	}

	function open(name: string, hash = ''): Promise<Opened> {
		return browser.open(`${pathToFileURL(join(folder, name, 'report.html')).href}#${hash}`);
	}

	/** Texts of the cells of the table, row by row. */
	function rows({dom}: Opened): readonly (readonly string[])[] {
		const body = /<div id="tables">.*?<tbody>(.*?)<\/tbody>/s.exec(dom)?.[1] ?? '';
		return Array.from(body.matchAll(/<tr>(.*?)<\/tr>/gs), ([, row = '']) =>
			Array.from(row.matchAll(/<td[^>]*>(.*?)<\/td>/gs), ([, cell = '']) => cell.replaceAll(/<[^>]+>/g, '')),
		);
	}

	function found({dom}: Opened): string {
		return /class="found">([^<]*)</.exec(dom)?.[1] ?? '';
	}

	it('fills the table with the worst machines first', async () => {
		const opened = await open('small');
		expect(opened.console).toEqual([]);
		expect(found(opened)).toBe('15 machines');
		expect(rows(opened)).toHaveLength(15);
		expect(rows(opened)[0]?.slice(0, 5)).toEqual([
			'old-1',
			'Error',
			'DNS lookup failed for the server or the proxyWSUS is configured for HTTP, without encryption',
			'2',
			'1',
		]);
		expect(rows(opened).map(([, verdict]) => verdict)).toEqual([
			...Array(7).fill('Error'),
			...Array(5).fill('Warning'),
			...Array(3).fill('Good'),
		]);
	});

	it.each([
		['problems=system-proxy-failed-no-fallback', ['pc-101', 'pc-102', 'pc-103', 'pc-104'], '4 of 15 machines'],
		['problems=system-proxy-failed-no-fallback&q=104', ['pc-104'], '1 of 15 machines'],
		['server=https%3A%2F%2Fwsus01.contoso.example%3A8531&verdict=good', ['pc-301', 'pc-302'], '2 of 15 machines'],
		['pinning=not-in-store', ['pc-201', 'pc-202'], '2 of 15 machines'],
		['code=0x80240438&sort=-machine', ['pc-104', 'pc-103', 'pc-102', 'pc-101'], '4 of 15 machines'],
		['version=7.6.7600.320', ['old-1'], '1 of 15 machines'],
		['q=%3Cnothing%3E', ['No rows match the filter.'], '0 of 15 machines'],
	])('understands #%s', async (hash, names, count) => {
		const opened = await open('small', hash);
		expect(opened.console).toEqual([]);
		expect(rows(opened).map(([name]) => name)).toEqual(names);
		expect(found(opened)).toBe(count);
	});

	it.each([
		[
			'problems',
			11,
			'11 problems',
			'The system proxy did not reach the server, and no fallback is allowed ' +
				'(https://wsus01.contoso.example:8531, 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE)',
		],
		['servers', 2, '2 servers', 'https://wsus01.contoso.example:8531'],
		['versions', 9, '9 versions', '10.0.17763.2061'],
		['codes', 5, '5 codes', '0x80240438'],
		['files', 19, '19 files', 'logs.zip › old-1/WindowsUpdate.log'],
	])('has a table of %s', async (table, count, words, first) => {
		const opened = await open('small', `table=${table}`);
		expect(opened.console).toEqual([]);
		expect(rows(opened)).toHaveLength(count);
		expect(found(opened)).toBe(words);
		expect(rows(opened)[0]?.[0]).toBe(first);
	});

	it('shows what became of the files', async () => {
		expect(rows(await open('small', 'status=failed'))).toEqual([
			['pc-802/WindowsUpdate.log', 'pc-802', 'failed', 'Reading it is not permitted.', '0', '0'],
		]);
	});

	it('takes an address that makes no sense for none', async () => {
		for (const hash of ['table=constructor', 'page=-3', 'sort=__proto__', 'problems=', '%E0%A4%A', 'verdict']) {
			const opened = await open('small', hash);
			expect(opened.console).toEqual([]);
			expect(rows(opened)).toHaveLength(15);
		}
	});

	it('makes text of everything hostile, and asks nobody', async () => {
		const fetching = [
			'<img src="ADDRESS/img">',
			'</script><script src="ADDRESS/script"></script>',
			'<link rel="stylesheet" href="ADDRESS/css">',
			'"><meta http-equiv="refresh" content="0;url=ADDRESS/refresh">',
			'<base href="ADDRESS/">',
		].map((text) => text.replaceAll('ADDRESS', address));
		await write(
			'hostile',
			[...fetching, ...Object.values(HOSTILE_TEXTS)].map((text, index) =>
				resultWith(hostileReport(text), text === '' ? 'empty' : text, {path: `${index}${text}`}),
			),
		);
		for (const table of ['machines', 'problems', 'servers', 'versions', 'codes', 'files']) {
			const opened = await open('hostile', `table=${table}&q=e`);
			expect(opened.console).toEqual([]);
			expect(rows(opened).length).toBeGreaterThan(0);
			expect(opened.dom).not.toMatch(/<(?:img|iframe|base|link)\b/);
			expect(opened.requests).toEqual([]);
		}
		expect(requests).toEqual([]);
	});

	it('would be stopped by its own policy if text became a script', async () => {
		await write('broken', smallFleet());
		const file = join(folder, 'broken', 'report.html');
		writeFileSync(
			file,
			readFileSync(file, 'utf8').replace('</main>', `<img src="${address}/policy" alt=""><script>document.title = 'ran';</script></main>`),
		);
		const {dom, console} = await open('broken');
		expect(console.filter((line) => line.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(2);
		expect(dom).toContain('<title>Windows Update fleet report</title>');
		expect(requests).toEqual([]);
	});

	it('is usable with twenty thousand machines', async () => {
		const base = [resultOf('proxyDead', ''), resultOf('http', ''), resultOf('pinned', '')];
		const bare = base.map((result) => ({
			...result,
			report: {...result.report, scans: result.report.scans.map((scan) => ({...scan, timeline: [], failures: []}))},
		}));
		const results = Array.from({length: 20_000}, (_, index) => {
			const name = `pc-${String(index).padStart(5, '0')}`;
			const result = bare[index % bare.length] ?? expect.fail();
			return {
				...result,
				machine: {name, domain: null, source: 'folder' as const},
				report: {...result.report, path: `${name}/WindowsUpdate.log`},
			};
		});
		mkdirSync(join(folder, 'large'));
		writeFileSync(join(folder, 'large', 'report.html'), pageOf(results));
		const opened = await open('large', 'problems=wsus-over-http&q=pc-1999&page=1');
		expect(opened.console).toEqual([]);
		expect(found(opened)).toBe('4 of 20,000 machines');
		const all = await open('large', 'table=machines&page=400');
		expect(found(all)).toBe('20,000 machines');
		expect(rows(all)).toHaveLength(50);
		expect(all.dom).toContain('Page 400 of 400');
	}, 120_000);

	it('has a button to copy each command and list of machines, in the card of its problem', async () => {
		const program = await playwright.launch({executablePath: chromium ?? '', args: ['--no-sandbox']});
		try {
			const page = await program.newPage({viewport: {width: 1280, height: 900}});
			await page.goto(pathToFileURL(join(folder, 'small', 'report.html')).href);
			const buttons = page.locator('.problems .copy-place button:visible');
			expect(await buttons.count()).toBeGreaterThan(3);
			for (const button of await buttons.all()) {
				const [place, card] = [await button.boundingBox(), await button.locator('xpath=ancestor::details[1]').boundingBox()];
				if (place === null || card === null) throw new Error('a button stands nowhere');
				expect(place.y).toBeGreaterThan(card.y);
				expect(place.y + place.height).toBeLessThan(card.y + card.height);
			}
		} finally {
			await program.close();
		}
	});

	it('is no wider than a phone', async () => {
		await write('narrow', [...smallFleet(), resultWith(hostileReport(HOSTILE_TEXTS['a very long word'] ?? ''), 'x'.repeat(200))]);
		const file = join(folder, 'narrow', 'report.html');
		writeFileSync(
			file,
			readFileSync(file, 'utf8')
				.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
				.replace(
					'</body>',
					'<script>for (const details of document.querySelectorAll("details")) details.open = true; ' +
						'parent.postMessage(document.documentElement.scrollWidth + " of " + innerWidth, ' +
						'"*");</script></body>',
				),
		);
		const frame = join(folder, 'frame.html');
		writeFileSync(
			frame,
			'<!DOCTYPE html><title>waiting</title><script>onmessage = (event) => { document.title = ' +
				'event.data; };</script><iframe src="narrow/report.html" ' +
				'style="width:390px;height:800px;border:0"></iframe>',
		);
		expect((await browser.open(pathToFileURL(frame).href)).dom).toContain('<title>390 of 390</title>');
	});
});
