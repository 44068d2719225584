/** The page in a browser: the reports of the command line, byte for byte; what people do with it; and nothing that it should not. */
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Browser} from 'playwright-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {allEntries} from '../../src/core/codes/hresult-lookup.js';
import {formatHresult} from '../../src/core/codes/index.js';
import {LONG_BYTES} from '../../src/core/log-files/log-end.js';
import {cabOf} from '../helpers/cab-writer.js';
import {isChromiumMissing} from '../helpers/chromium.js';
import {corpusFolder, corpusNames, isCorpusMissing} from '../helpers/corpus.js';
import {fieldFolder, isFieldMissing} from '../helpers/field.js';
import {HOSTILE_TEXTS} from '../helpers/hostile-texts.js';
import {end, etwLog, start} from '../helpers/log-lines.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {tarOf} from '../helpers/tar-writer.js';
import {openPage, PAGE_FILE, startBrowser, type WulensPage} from '../helpers/wulens-page.js';
import {zipOf} from '../helpers/zip-writer.js';

const SAMPLES = join(PROJECT, 'samples');
const NAMES = readdirSync(SAMPLES)
	.filter((name) => name.endsWith('.log'))
	.toSorted();
const PROXY_LOG = 'wsus-system-proxy-fails-no-fallback.log';

/** As the dialog names them, and as the command line does. */
const FORMS = [
	['Markdown', 'markdown'],
	['Text', 'text'],
	['HTML report', 'html'],
	['JSON', 'json'],
	['CSV', 'csv'],
	['NDJSON', 'ndjson'],
] as const;

/** Codes of the table, as they are written. */
function allCodes(): readonly {readonly code: string; readonly name: string}[] {
	return [...allEntries().values()].map(({code, name}) => ({code: formatHresult(code), name}));
}

describe.skipIf(isChromiumMissing)('the page (needs Chromium on PATH)', {timeout: 300_000}, () => {
	let browser: Browser;
	let opened: WulensPage;
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(request.url ?? '');
		response.end();
	});
	let address = '';
	let folder = '';

	/** @returns its path */
	function write(name: string, text: string): string {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	}

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'wulens-page-'));
		browser = await startBrowser();
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', resolve);
		});
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});

	afterAll(async () => {
		rmSync(folder, {recursive: true});
		await browser.close();
		await new Promise((resolve) => {
			server.close(resolve);
		});
	});

	afterEach(async () => {
		const {complaints} = opened;
		await opened.close();
		expect([complaints, requests]).toEqual([[], []]);
	});

	describe('writes what the command line writes', () => {
		it('about all samples, in every form', async () => {
			opened = await openPage(browser);
			await opened.read(NAMES.map((name) => join(SAMPLES, name)));
			for (const [form, reporter] of FORMS) {
				const {stdout} = await runWulens(['analyze', '--no-context', '--reporter', reporter, ...NAMES], {cwd: SAMPLES});
				expect([form, await opened.save(form, {scope: 'all'})]).toEqual([form, stdout]);
			}
		});

		it('about one log, with names replaced', async () => {
			opened = await openPage(browser);
			await opened.read([join(SAMPLES, PROXY_LOG)]);
			for (const [form, reporter] of FORMS) {
				const {stdout} = await runWulens(['analyze', '--redact', '--reporter', reporter, PROXY_LOG], {cwd: SAMPLES});
				expect([form, await opened.save(form, {isRedacted: true})]).toEqual([form, stdout]);
			}
		});

		it('about archives, and files with settings beside a log', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'wulens-page-'));
			try {
				const log = readFileSync(join(SAMPLES, PROXY_LOG));
				const files = {
					'a.zip': zipOf({name: 'PC-1/WindowsUpdate.log', data: log}, {name: 'inner.zip', data: zipOf({name: 'PC-2.log', data: log})}),
					'PC-3.log.gz': gzipSync(log),
					'PC-4.cab': cabOf({name: 'WindowsUpdate.log', data: log}),
					'PC-5.tar': tarOf({name: 'logs/WindowsUpdate.log', data: log}),
					'PC-6.tar.gz': gzipSync(tarOf({name: 'WindowsUpdate.log', data: log})),
					'PC-3-proxy.txt': 'Current WinHTTP proxy settings:\r\n\r\n    Direct access (no proxy server).\r\n',
				};
				for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
				const names = Object.keys(files).toSorted();
				opened = await openPage(browser);
				await opened.read(names.map((name) => join(folder, name)));
				const {stdout} = await runWulens(['analyze', '--reporter', 'json', ...names], {cwd: folder});
				expect(await opened.save('JSON', {scope: 'all'})).toBe(stdout);
				expect(stdout).toContain('PC-3-proxy.txt');
			} finally {
				rmSync(folder, {recursive: true});
			}
		});

		it('about the whole of many logs', async () => {
			opened = await openPage(browser);
			await opened.read(NAMES.map((name) => join(SAMPLES, name)));
			const folder = mkdtempSync(join(tmpdir(), 'wulens-page-'));
			try {
				await runWulens(['triage', '--no-context', '--out', folder, ...NAMES], {cwd: SAMPLES});
				await opened.page.keyboard.press('w');
				await opened.page.locator('dialog label.check', {hasText: 'comparison'}).locator('input').check();
				await opened.page.locator('dialog input[type="checkbox"]').setChecked(false);
				await opened.page.locator('dialog label.check', {hasText: 'Machines as CSV'}).locator('input').check();
				const [download] = await Promise.all([
					opened.page.waitForEvent('download'),
					opened.page.getByRole('button', {name: 'Save as file'}).click(),
				]);
				expect(readFileSync(await download.path(), 'utf8')).toBe(readFileSync(join(folder, 'machines.csv'), 'utf8'));
			} finally {
				rmSync(folder, {recursive: true});
			}
		});
	});

	describe.skipIf(isCorpusMissing)('writes what the command line writes about real logs (needs the corpus)', () => {
		it('all of them at once', async () => {
			opened = await openPage(browser);
			const names = corpusNames();
			await opened.read(names.map((name) => join(corpusFolder, name)));
			const {stdout} = await runWulens(['analyze', '--no-context', '--reporter', 'json', ...names], {cwd: corpusFolder});
			expect(await opened.save('JSON', {scope: 'all'})).toBe(stdout);
		});
	});

	describe.skipIf(isFieldMissing)('writes what the command line writes about what people send (needs the folder of small logs)', () => {
		it('all of it at once', async () => {
			opened = await openPage(browser);
			const {stdout} = await runWulens(['analyze', '--reporter', 'json', 'field'], {cwd: join(fieldFolder, '..')});
			await opened.drop([fieldFolder]);
			expect(await opened.save('JSON', {scope: 'all'})).toBe(stdout);
		});
	});

	describe('reads a long log', () => {
		it('from its end, so that what happened last is known before the rest', async () => {
			opened = await openPage(browser);
			const {page} = opened;
			const scan = etwLog(start('X', 1), end('X', 1));
			const last = etwLog(start('CcmExec', 2), end('CcmExec', 2, '0x8024402c'));
			const count = Math.ceil(LONG_BYTES / scan.length);
			const path = write('long.log', `${scan.repeat(count)}${last}`);
			await page.evaluate(`window.seen = []; new MutationObserver(() => {
				const text = document.querySelector('.verdict h2')?.textContent;
				if (text !== undefined && !window.seen.includes(text)) window.seen.push(text);
			}).observe(document.body, {childList: true, subtree: true})`);
			await page.setInputFiles('#choose-files', path);
			await page.waitForSelector('.verdict h1');
			const seen = await page.evaluate('window.seen');
			expect(seen).toEqual([
				expect.stringMatching(/^So far, in the last 4 MB of \d+ MB: .*CcmExec, failed/),
				expect.stringMatching(/^So far, in the last 32 MB of \d+ MB: .*CcmExec, failed/),
			]);
			expect(await page.textContent('.verdict h1')).not.toContain('So far');
		});

		it.each([
			['while its end is shown', '.reading.is-beside', 0],
			['before anything is known of its end', '.reading', 200],
		])('until somebody stops it %s, and shows what was read', async (_, shown, afterMs) => {
			opened = await openPage(browser);
			const {page} = opened;
			const scan = etwLog(start('X', 1), end('X', 1));
			const path = write('long.log', scan.repeat(Math.ceil(LONG_BYTES / scan.length)));
			await page.evaluate(`new MutationObserver((_, observer) => {
				if (document.querySelector('${shown}') === null) return;
				observer.disconnect();
				setTimeout(() => document.querySelector('.reading button').click(), ${afterMs});
			}).observe(document.body, {childList: true, subtree: true})`);
			await page.setInputFiles('#choose-files', path);
			await page.waitForSelector('.verdict h1');
			expect(await page.textContent('main')).toContain('Reading was stopped.');
			expect(await page.textContent('.verdict h1')).toContain('interrupted');
		});
	});

	describe('is for people', () => {
		it('who see the verdict and the first step at once, on a desk and on a phone', async () => {
			for (const viewport of [
				{width: 1280, height: 900},
				{width: 390, height: 844},
			]) {
				if (viewport.width < 1000) await opened.close();
				opened = await openPage(browser, {viewport});
				await opened.read([join(SAMPLES, PROXY_LOG)]);
				const {page} = opened;
				for (const part of ['.verdict h1', '.first-step .command', '.verdict .button.primary']) {
					const box = await page.locator(part).first().boundingBox();
					expect([part, box !== null && box.y + box.height <= viewport.height && box.x + box.width <= viewport.width]).toEqual([
						part,
						true,
					]);
				}
				expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
			}
		});

		it('who go from evidence to its line, and back', async () => {
			opened = await openPage(browser);
			await opened.read([join(SAMPLES, PROXY_LOG)]);
			const {page} = opened;
			await page.click('.evidence a >> nth=0');
			await page.waitForSelector('.row.is-current');
			expect(new URL(page.url()).hash).toBe('#line=31');
			expect(await page.textContent('.row.is-current')).toContain('Proxy Behavior set to 1');
			await page.click('.about-line a:has-text("scan 1")');
			await page.waitForSelector('.mark');
			expect(new URL(page.url()).hash).toBe('#scan=1');
			await page.goBack();
			await page.waitForSelector('.row.is-current');
			await page.goBack();
			await page.waitForSelector('.verdict');
			await page.goForward();
			await page.waitForSelector('.row.is-current');
		});

		it('who move over a timeline with keys', async () => {
			opened = await openPage(browser);
			await opened.read([join(SAMPLES, PROXY_LOG)]);
			await opened.goTo('#scan=1');
			const {page} = opened;
			await page.focus('.mark[tabindex="0"]');
			await page.keyboard.press('End');
			const last = await page.textContent('.moment');
			expect(last).toContain('line 64');
			await page.keyboard.press('+');
			await page.keyboard.press('+');
			expect(await page.getByRole('button', {name: 'Show all'}).isEnabled()).toBe(true);
			await page.keyboard.press('0');
			expect(await page.getByRole('button', {name: 'Show all'}).isEnabled()).toBe(false);
			await page.keyboard.press('E');
			expect(await page.textContent('.moment')).not.toBe(last);
			await page.keyboard.press('Enter');
			await page.waitForSelector('.row.is-current');
		});

		it('who filter and sort scans', async () => {
			opened = await openPage(browser);
			await opened.read([join(SAMPLES, PROXY_LOG)]);
			const {page} = opened;
			await page.keyboard.press('s');
			await page.waitForSelector('table.scans');
			expect(await page.locator('table.scans tbody tr').count()).toBe(3);
			await page.keyboard.press('f');
			await page.waitForSelector('table.scans tbody tr >> nth=1', {state: 'detached'});
			expect(await page.textContent('.toolbar .count')).toBe('1 of 3 scans');
			await page.keyboard.press('x');
			await page.fill('input[type="search"]', 'store');
			await page.waitForSelector('.toolbar .count:text-is("2 of 3 scans")');
			expect(new URL(page.url()).hash).toBe('#scans=store');
		});

		it('who search and filter the lines', async () => {
			opened = await openPage(browser);
			await opened.read([join(SAMPLES, PROXY_LOG)]);
			const {page} = opened;
			await page.keyboard.press('l');
			await page.waitForSelector('.row .line-text');
			await page.keyboard.press('/');
			await page.keyboard.type('*FAILED*');
			await page.waitForSelector('.hits:has-text("7 hits")');
			await page.keyboard.press('Enter');
			await page.waitForSelector('.row.is-current mark');
			await page.keyboard.press('Escape');
			await page.keyboard.press('f');
			await page.keyboard.type('/exhausted\\.\\./');
			await page.waitForSelector('.toolbar .count:text-is("1 of 111 lines")');
			await page.keyboard.press('Escape');
			await page.keyboard.press('x');
			await page.waitForSelector('.toolbar .count:text-is("111 lines")');
			await page.keyboard.press('f');
			await page.keyboard.type('/(/');
			await page.waitForSelector('.notice.error');
			expect(await page.textContent('.notice.error')).toContain('regular expression');
		});

		it('who type an expression that never ends, and then another', async () => {
			opened = await openPage(browser);
			const {page} = opened;
			await opened.read([{name: 'a.log', bytes: `${etwLog(start('X', 1), end('X', 1))}${'a'.repeat(60)}!\n`}]);
			await page.keyboard.press('l');
			await page.waitForSelector('.row .line-text');
			await page.keyboard.press('f');
			await page.keyboard.type('/(a+)+$/');
			await page.waitForSelector('.toolbar .count:text-is("Filtering …")');
			await page.waitForTimeout(500);
			await page.keyboard.press('Control+A');
			await page.keyboard.type('START');
			await page.waitForSelector('.toolbar .count:text-is("1 of 3 lines")');
			expect(await page.textContent('.row')).toContain('START');
		});

		it('who paste lines of a ticket', async () => {
			opened = await openPage(browser);
			const {page} = opened;
			const lines = readFileSync(join(SAMPLES, 'pasted-from-a-ticket.log'), 'utf8');
			await page.evaluate(
				`{const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(lines)});
				document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}));}`,
			);
			await page.waitForSelector('.verdict');
			expect(await page.textContent('.verdict h1')).toContain('HTTP 503');
		});

		it('who drop files anywhere', async () => {
			opened = await openPage(browser);
			const {page} = opened;
			const text = readFileSync(join(SAMPLES, PROXY_LOG), 'utf8');
			await page.evaluate(
				`{const data = new DataTransfer(); data.items.add(new File([${JSON.stringify(text)}], 'dropped.log'));
				document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));}`,
			);
			await page.waitForSelector('.verdict');
			expect(await page.textContent('.file-name')).toBe('dropped.log');
		});

		it('who copy the answer for a ticket, without names unless they want them', async () => {
			opened = await openPage(browser, {permissions: ['clipboard-read', 'clipboard-write']});
			await opened.read([join(SAMPLES, PROXY_LOG)]);
			const {page} = opened;
			await page.click('.verdict .button.primary');
			await page.waitForSelector('.toast');
			const {stdout} = await runWulens(['analyze', '--redact', '--reporter', 'markdown', PROXY_LOG], {cwd: SAMPLES});
			expect(await page.evaluate('navigator.clipboard.readText()')).toBe(stdout);
			expect(stdout).not.toContain('contoso');
			await page.click('.toast button');
			await page.waitForSelector('.replaced');
			expect(await page.textContent('.replaced')).toContain('wsus01.contoso.example');
		});

		it('who compare many PCs, and go down to a line of one', async () => {
			opened = await openPage(browser);
			await opened.read(NAMES.map((name) => join(SAMPLES, name)));
			const {page} = opened;
			expect(await page.textContent('.verdict h1')).toMatch(/^\d+ of \d+ machines have errors/);
			await page.click('a:has-text("did not respond in time")');
			await page.click('td a:has-text("win10-1607-exit-code-line")');
			await page.click('.log-link');
			await page.waitForSelector('.first-step');
			await page.click('.evidence a >> nth=0');
			await page.waitForSelector('.row.is-current');
			expect(new URL(page.url()).hash).toMatch(/^#log=\d+&line=\d+$/);
		});

		it('who ask about a code', async () => {
			opened = await openPage(browser);
			const {page} = opened;
			await page.keyboard.press('c');
			await page.waitForSelector('.explain');
			await page.keyboard.type('0x8024402C');
			await page.waitForSelector('.code-name');
			expect(await page.textContent('.explain .card')).toContain('DNS lookup failed');
			// The page has the table of codes in a shorter form.
			for (const {code, name} of allCodes().filter((_, index) => index % 97 === 0)) {
				await page.fill('.explain input', code);
				await page.waitForSelector(`.code-name:has-text("${code}")`);
				expect(await page.textContent('.code-name')).toBe(`${code} ${name}`);
			}
		});
	});

	describe('shows millions of lines', () => {
		it('to their end, and finds one', async () => {
			opened = await openPage(browser);
			const {page} = opened;
			const line = '2024/03/12 08:00:00.0000000 100   200   Agent           A line like many others.\n';
			const count = 420_000;
			const bytes = `${line.repeat(count - 1)}${line.replace('A line', 'The needle')}`;
			await opened.read([write('many.log', bytes)]);
			await page.keyboard.press('l');
			await page.waitForSelector('.toolbar .count:text-is("420,000 lines")');
			await page.focus('.scroller');
			// The end moves as long as lines are added to those that are shown.
			await expect
				.poll(
					async () => {
						await page.keyboard.press('End');
						return page.locator('.row.is-current').textContent();
					},
					{timeout: 30_000, interval: 500},
				)
				.toContain(String(count));
			expect(await page.textContent('.row.is-current')).toContain('The needle');
			// Also from where somebody has scrolled to since.
			await page.mouse.move(600, 400);
			await page.mouse.wheel(0, -100_000);
			await page.waitForSelector('.row.is-current', {state: 'detached'});
			await page.keyboard.press('End');
			await page.waitForSelector('.row.is-current:has-text("The needle")');
			await page.keyboard.press(':');
			await page.keyboard.type('50%\n');
			await page.waitForSelector('.row.is-current:has-text("210000")');
			await page.keyboard.press('f');
			await page.keyboard.type('needle');
			await page.waitForSelector('.toolbar .count:text-is("1 of 420,000 lines")');
		});
	});

	describe('runs nothing of what it reads', () => {
		it('on any screen, whatever a log and its name say', async () => {
			opened = await openPage(browser);
			const {page} = opened;
			const fetching = [
				'<img src="ADDRESS/img">',
				'"><script src="ADDRESS/script"></script>',
				'</script><script>fetch("ADDRESS/fetch")</script>',
				'<svg onload="fetch(\'ADDRESS/svg\')">',
				'javascript:fetch("ADDRESS/link")',
				"' style='background:url(ADDRESS/background)",
			].map((text) => text.replaceAll('ADDRESS', address));
			const log = etwLog(
				...[...fetching, ...Object.values(HOSTILE_TEXTS)].flatMap((text) => [
					start(text.replaceAll(/[\r\n]/g, ' '), 1),
					end(text.replaceAll(/[\r\n]/g, ' '), 1),
				]),
			);
			await opened.read([
				{name: 'a<img src=x onerror=alert(1)>.log', bytes: log},
				{name: 'b\'"><script>alert(2)<\u2215script>.log', bytes: log},
			]);
			for (const hash of [
				'#log=1',
				'#log=1&scans',
				'#log=1&scan=1',
				'#log=1&line=2',
				'#log=2&line=1',
				'#fleet',
				'#machine=%3Cscript%3E',
				'#explain=%3Cimg%20src%3Dx%3E',
			]) {
				await opened.goTo(hash);
				await page.waitForTimeout(150);
				expect(await page.locator('#root script, #root img, #root iframe, #root [onload], #root [onerror]').count()).toBe(0);
				expect(await page.locator('#root a[href^="javascript:"]').count()).toBe(0);
			}
		});

		it('of the fixtures that fuzzing has left', async () => {
			opened = await openPage(browser);
			const folder = join(PROJECT, 'test', 'fixtures', 'fuzz');
			const files = readdirSync(folder, {recursive: true, withFileTypes: true})
				.filter((entry) => entry.isFile())
				.map((entry) => join(entry.parentPath, entry.name));
			await opened.read(files);
			expect(await opened.page.textContent('.verdict h1')).not.toBe('');
		});
	});

	it('has a policy that refuses every connection', async () => {
		opened = await openPage(browser);
		const {page} = opened;
		const ways = [
			`fetch('${address}/fetch')`,
			'new Promise((resolve, reject) => { const image = new Image(); image.onload = resolve; image.onerror = reject; ' +
				`image.src = '${address}/image'; })`,
			`new Promise((resolve, reject) => { const socket = new WebSocket('${address.replace('http', 'ws')}'); ` +
				'socket.onopen = resolve; socket.onerror = reject; })',
		];
		// A script of its own is what text would become if it became markup.
		await page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = \"ran\"'}))");
		expect(await page.title()).not.toBe('ran');
		for (const way of ways) expect([way, await page.evaluate(`(${way}).then(() => 'done', () => 'refused')`)]).toEqual([way, 'refused']);
		const html = readFileSync(PAGE_FILE, 'utf8');
		expect(html).toContain("default-src 'none'; script-src 'sha256-");
		expect(html).not.toContain("'unsafe-eval'");
		expect(await page.evaluate('new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module')).toBe(
			true,
		);
		// The browser says so, which is as it should be.
		(opened.complaints as string[]).length = 0;
	});
});
