/** The page of a report as people see it: on a desk and on a phone, light and dark, on paper, without a script, by a screen reader. */
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {type Browser, type BrowserContextOptions, chromium as playwright, type Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {firstStepOf} from '../../src/core/findings/first-step.js';
import {createHtmlReporter} from '../../src/core/report/reporters/html.js';
import type {FileReport} from '../../src/core/types.js';
import {chromium, isChromiumMissing} from '../helpers/chromium.js';
import {printed, sampleReport} from '../helpers/finding-fixtures.js';
import {PROJECT} from '../helpers/run-wulens.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const SCREENS = [
	['a desk', {width: 1280, height: 900}],
	['a phone', {width: 390, height: 844}],
] as const;

describe.skipIf(isChromiumMissing)('the page of a report (needs Chromium on PATH)', () => {
	const samples = readdirSync(join(PROJECT, 'samples')).filter((name) => name.endsWith('.log'));
	const reports = new Map<string, FileReport>(samples.map((name) => [name, sampleReport(name)]));
	let browser: Browser;
	let folder = '';

	beforeAll(async () => {
		browser = await playwright.launch({executablePath: chromium ?? '', args: ['--no-sandbox', '--disable-gpu']});
		folder = mkdtempSync(join(tmpdir(), 'wulens-report-'));
		for (const [name, report] of reports) writeFileSync(join(folder, `${name}.html`), printed(createHtmlReporter, [report]));
		writeFileSync(join(folder, 'all.html'), printed(createHtmlReporter, [...reports.values()]));
	});

	afterAll(async () => {
		await browser.close();
		rmSync(folder, {recursive: true, force: true});
	});

	/** Runs a check on a page, which may neither ask for anything nor complain. */
	async function look<Answer>(name: string, options: BrowserContextOptions, check: (page: Page) => Promise<Answer>): Promise<Answer> {
		const context = await browser.newContext(options);
		const complaints: string[] = [];
		const page = await context.newPage();
		page.on('console', (message) => complaints.push(message.text()));
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('request', (request) => {
			if (!request.url().startsWith('file:')) complaints.push(request.url());
		});
		await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
		const answer = await check(page);
		await context.close();
		expect(complaints).toEqual([]);
		return answer;
	}

	/** Whether all of an element is in sight without scrolling. */
	async function isInSight(page: Page, selector: string): Promise<boolean> {
		const box = await page.locator(selector).first().boundingBox();
		const size = page.viewportSize();
		return box !== null && size !== null && box.y >= 0 && box.y + box.height <= size.height && box.x + box.width <= size.width;
	}

	describe.each(SCREENS)('on %s', (_, viewport) => {
		it.each(samples)('says at first sight what is wrong in %s, and what to do first', async (name) => {
			const report = reports.get(name) ?? expect.fail();
			const first = firstStepOf(report.findings);
			const shown = await look(name, {viewport}, async (page) => ({
				verdict: (await isInSight(page, '.verdict')) ? await page.locator('.verdict').innerText() : '',
				step: first === null ? '' : (await isInSight(page, '.next')) ? await page.locator('.next').innerText() : '',
				title: await page.title(),
			}));
			expect(shown.verdict).toContain(report.verdict.text);
			expect(shown.step).toContain(first?.step.command ?? first?.step.text.slice(0, 20) ?? '');
			expect(shown.title).toContain(name);
			expect(shown.title).toContain(report.verdict.text.slice(0, 80));
		});

		it('has several files begin with the worst, its verdict and first step', async () => {
			const inSight = await look('all', {viewport}, async (page) => [
				await isInSight(page, '#summary h2'),
				await isInSight(page, '.filters'),
				await isInSight(page, '.index li.is-error .step'),
			]);
			expect(inSight).toEqual([true, true, true]);
		});

		it.each(['win11-uus-scanqos.log', 'wsus-system-proxy-fails-no-fallback.log', 'win7-named-proxy-8024402c.log', 'two-scans-at-once.log'])(
			'keeps the labels of timelines apart in %s, and within the page',
			async (name) => {
				const {clashes, width} = await look(name, {viewport}, (page) =>
					page.evaluate(() => {
						for (const details of document.querySelectorAll('details')) details.open = true;
						const found: string[] = [];
						for (const drawing of document.querySelectorAll('svg[role=img]')) {
							const frame = drawing.getBoundingClientRect();
							const texts = [...drawing.querySelectorAll(':scope > text, :scope > g > text')]
								.map((text) => ({text: text.textContent ?? '', box: text.getBoundingClientRect()}))
								.filter(({box}) => box.width > 0);
							for (const [index, one] of texts.entries()) {
								if (one.box.left < frame.left - 1 || one.box.right > frame.right + 1) found.push(`${one.text} is cut off`);
								for (const {text, box} of texts.slice(index + 1))
									if (one.box.left < box.right && box.left < one.box.right && one.box.top < box.bottom - 3 && box.top < one.box.bottom - 3)
										found.push(`${one.text} and ${text}`);
							}
						}
						return {clashes: found, width: document.documentElement.scrollWidth};
					}),
				);
				expect(clashes).toEqual([]);
				expect(width).toBe(viewport.width);
			},
		);

		it.each(['light', 'dark'] as const)('has nothing that a screen reader or weak eyes would miss: %s', async (colorScheme) => {
			for (const name of viewport.width > 1000 ? ['all'] : ['wsus-system-proxy-fails-no-fallback.log', 'win7-named-proxy-8024402c.log']) {
				const violations = await look(name, {viewport, colorScheme}, async (page) => {
					await page.evaluate(() => {
						for (const details of document.querySelectorAll('details')) details.open = true;
					});
					await page.evaluate(AXE);
					return page.evaluate(async () => {
						// biome-ignore lint/suspicious/noExplicitAny: the library puts itself there
						const {violations: found} = await (globalThis as any).axe.run();
						return found.map((each: {id: string; nodes: readonly {html: string}[]}) => `${each.id}: ${each.nodes[0]?.html.slice(0, 200)}`);
					});
				});
				expect(violations).toEqual([]);
			}
		}, 180_000);
	});

	it('draws a hang as long as it was', async () => {
		const shares = await look('wsus-system-proxy-fails-no-fallback.log', {viewport: {width: 1280, height: 900}}, (page) =>
			page.evaluate(() => {
				const drawing = document.querySelector('svg[role=img]');
				const whole = drawing?.getBoundingClientRect().width ?? 0;
				return [...(drawing?.querySelectorAll('rect.try') ?? [])].map((bar) => bar.getBoundingClientRect().width / whole);
			}),
		);
		// Three times 21.0 s of 68.6 s.
		expect(shares.map((share) => Number(share.toFixed(2)))).toEqual([0.31, 0.31, 0.31]);
	});

	it('copies a command', async () => {
		const [before, after, copied] = await look(
			'wsus-system-proxy-fails-no-fallback.log',
			{permissions: ['clipboard-read', 'clipboard-write']},
			async (page) => {
				const button = page.locator('.next .copy');
				const label = await button.innerText();
				await button.click();
				await page.getByText('Copied').waitFor();
				return [label, await button.innerText(), await page.evaluate(() => navigator.clipboard.readText())];
			},
		);
		expect([before, after, copied]).toEqual(['Copy', 'Copied', 'netsh winhttp show proxy']);
	});

	it('shows the files of a status', async () => {
		const counts = await look('all', {}, async (page) => {
			const visible = (): Promise<number[]> =>
				page.evaluate(() =>
					['.index > li', 'section.file'].map((selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).length),
				);
			const all = await visible();
			await page.getByLabel('Warnings').check();
			const warnings = await visible();
			await page.getByLabel('Good').check();
			return [all, warnings, await visible()];
		});
		const count = (level: string): number => [...reports.values()].filter(({verdict}) => verdict.level === level).length;
		expect(counts).toEqual([samples.length, count('warning'), count('good')].map((each) => [each, each]));
	});

	it('leads from the summary into a closed file, and from the first step to its finding', async () => {
		const [file, finding] = await look('all', {}, async (page) => {
			const good = page.locator('.index li.is-good a').first();
			const target = await good.getAttribute('href');
			await good.click();
			const body = page.locator(`${target} > details.body`);
			await page.waitForFunction((selector) => document.querySelector(`${selector} > details`)?.hasAttribute('open'), target);
			await page.locator('.next .more a').first().click();
			return [await body.getAttribute('open'), await page.locator(':target').getAttribute('class')];
		});
		expect([file, finding]).toEqual(['', 'card finding is-error']);
	});

	it('can be read without a script: no button that does nothing', async () => {
		const [buttons, verdict, filtered] = await look('all', {javaScriptEnabled: false}, async (page) => {
			await page.locator('#show-good').check({force: true});
			return [
				await page.locator('button:visible').count(),
				await page.locator('.verdict').first().innerText(),
				await page.locator('section.file.is-error:visible').count(),
			];
		});
		expect(buttons).toBe(0);
		expect(verdict).toMatch(/^Error/);
		expect(filtered).toBe(0);
	});

	it('is all there on paper', async () => {
		const hidden = await look('wsus-system-proxy-fails-no-fallback.log', {}, async (page) => {
			await page.emulateMedia({media: 'print'});
			return page.evaluate(() => ({
				texts: [...document.querySelectorAll('main li, main td, main dd, main pre')].filter((each) => !each.checkVisibility({contentVisibilityAuto: true}))
					.length,
				buttons: [...document.querySelectorAll('button')].filter((each) => each.checkVisibility()).length,
			}));
		});
		expect(hidden).toEqual({texts: 0, buttons: 0});
	});
});
