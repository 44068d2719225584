/** Every screen of the page as axe-core judges it, in both themes; and what people need who see or move in other ways. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {LONG_BYTES} from '../../src/core/log-files/log-end.js';
import {isChromiumMissing} from '../helpers/chromium.js';
import {end, etwLog, start} from '../helpers/log-lines.js';
import {PROJECT} from '../helpers/run-wulens.js';
import {openPage, startBrowser, type WulensPage} from '../helpers/wulens-page.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SAMPLES = join(PROJECT, 'samples');
const ONE = [join(SAMPLES, 'wsus-system-proxy-fails-no-fallback.log')];
const MANY = ['wsus-http.log', 'win11-uus-scanqos.log', 'win10-1607-undecoded.log', 'README.md'].map((name) => join(SAMPLES, name));

/** Each with the files that are open, where it is, what is pressed there, and what then shows. */
const SCREENS: readonly (readonly [name: string, files: readonly string[], hash: string, keys: readonly string[], shows: string])[] = [
	['the start', [], '', [], '.drop-zone'],
	['the answer', ONE, '', [], '.finding[open]'],
	['the scans', ONE, '#scans', [], 'table.scans'],
	['a scan', ONE, '#scan=1', [], '.mark'],
	['the log', ONE, '#line=31', [], '.about-line'],
	['many logs', MANY, '', [], '#machines'],
	['a problem', MANY, '#problem=all-proxies-failed', [], '.steps'],
	['a machine', MANY, '#machine=win11-uus-scanqos', [], '.log-list'],
	['an explained code', [], '#explain=0x80240438', [], '.code-name'],
	['an explained rule', [], '#explain=all-proxies-failed', [], '.steps'],
	['an explained setting', [], '#explain=SetProxyBehaviorForUpdateDetection', [], '.facts'],
	['several matches', [], '#explain=name_not', [], '.links'],
	['copying', ONE, '', ['w'], '.preview'],
	['the keys', ONE, '', ['?'], '.keys'],
];

describe.skipIf(isChromiumMissing)('accessibility (needs Chromium on PATH)', () => {
	let browser: Browser;
	let opened: WulensPage;

	beforeAll(async () => {
		browser = await startBrowser();
	});

	afterAll(() => browser.close());

	afterEach(async () => {
		const {complaints} = opened;
		await opened.close();
		expect(complaints).toEqual([]);
	});

	async function violations(page: Page): Promise<readonly string[]> {
		await page.evaluate(AXE);
		const result: unknown = await page.evaluate('axe.run(document, {resultTypes: ["violations"]})');
		const {violations: found} = result as {
			readonly violations: readonly {
				readonly id: string;
				readonly nodes: readonly {readonly html: string; readonly failureSummary: string}[];
			}[];
		};
		return found.map(
			({id, nodes}) => `${id}: ${nodes.map(({html, failureSummary}) => `${html.slice(0, 200)} ${failureSummary}`).join('\n')}`,
		);
	}

	it.each(SCREENS)('of %s', async (_, files, hash, keys, shows) => {
		opened = await openPage(browser, {reducedMotion: 'reduce'});
		const {page} = opened;
		if (files.length > 0) await opened.read(files);
		if (hash !== '') await opened.goTo(hash);
		for (const key of keys) await page.keyboard.press(key);
		await page.waitForSelector(shows);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({colorScheme});
			expect([colorScheme, await violations(page)]).toEqual([colorScheme, []]);
		}
	});

	it('of what the end of a long log says while the whole is read', {timeout: 300_000}, async () => {
		opened = await openPage(browser, {reducedMotion: 'reduce'});
		const {page} = opened;
		const folder = mkdtempSync(join(tmpdir(), 'wulens-page-'));
		try {
			const scan = etwLog(start('X', 1), end('X', 1, '0x8024402c'));
			writeFileSync(join(folder, 'long.log'), scan.repeat(Math.ceil(LONG_BYTES / scan.length)));
			// Nothing more comes from the worker, so that the screen stays.
			await page.evaluate(`Object.defineProperty(Worker.prototype, 'onmessage', {set(listener) {
				let isHeld = false;
				this.addEventListener('message', (event) => {
					if (isHeld) return;
					isHeld = event.data.type === 'so-far';
					listener?.(event);
				});
			}})`);
			await page.setInputFiles('#choose-files', join(folder, 'long.log'));
			await page.waitForSelector('.reading.is-beside');
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({colorScheme});
				expect([colorScheme, await violations(page)]).toEqual([colorScheme, []]);
			}
		} finally {
			rmSync(folder, {recursive: true});
		}
	});

	it('on a phone', async () => {
		opened = await openPage(browser, {viewport: {width: 390, height: 844}, hasTouch: true});
		const {page} = opened;
		await opened.read(MANY);
		expect(await violations(page)).toEqual([]);
		await opened.goTo('#log=4&scans');
		await page.waitForSelector('table.scans');
		expect(await violations(page)).toEqual([]);
	});

	it('of dialogs about the page', async () => {
		opened = await openPage(browser);
		const {page} = opened;
		for (const name of ['How can I be sure?', 'Where do I find the log?', 'Paste lines', 'About']) {
			await page.getByRole('button', {name}).click();
			await page.waitForSelector('dialog[open]');
			expect([name, await violations(page)]).toEqual([name, []]);
			await page.keyboard.press('Escape');
			await page.waitForSelector('dialog', {state: 'detached'});
		}
	});

	it('for those who enlarge the page to twice its size', async () => {
		opened = await openPage(browser, {viewport: {width: 640, height: 450}, deviceScaleFactor: 2});
		const {page} = opened;
		await opened.read(ONE);
		for (const hash of ['#log=1', '#scans', '#scan=1', '#line=31']) {
			await opened.goTo(hash);
			await page.waitForTimeout(200);
			expect([hash, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([hash, true]);
		}
	});

	it('for those who choose a theme, which is remembered with nothing else', async () => {
		opened = await openPage(browser, {colorScheme: 'light'});
		const {page} = opened;
		const background = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
		const light = await background();
		await page.getByRole('button', {name: 'Theme: as the system'}).click();
		await page.getByRole('button', {name: 'Theme: light'}).click();
		await expect.poll(background).not.toBe(light);
		await opened.read(ONE);
		await page.reload();
		await page.waitForSelector('.drop-zone');
		await expect.poll(background).not.toBe(light);
		expect(await page.evaluate('JSON.stringify(Object.entries(localStorage))')).toBe(
			'[["wulens","{\\"theme\\":\\"dark\\",\\"isRedacted\\":true}"]]',
		);
	});
});
