/** Pictures of the page, for people to look at: node bench/page-pictures.mjs [FOLDER]. Needs Chromium and a build. */
import {mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const ROOT = new URL('../', import.meta.url);
const PAGE = new URL('dist/wulens.html', ROOT).href;
const SAMPLES = fileURLToPath(new URL('samples/', ROOT));
const out = process.argv[2] ?? fileURLToPath(new URL('dist/pictures/', ROOT));
mkdirSync(out, {recursive: true});

const sample = (name) => join(SAMPLES, name);
const ONE = sample('wsus-system-proxy-fails-no-fallback.log');
const ALL = readdirSync(SAMPLES)
	.filter((name) => name.endsWith('.log'))
	.map(sample);

const DESKTOP = {width: 1280, height: 900};
const PHONE = {width: 390, height: 844};

/** Name, size, theme, files, and what to do before the picture. */
const PICTURES = [
	['start', DESKTOP, 'light', [], null],
	['start-dark', DESKTOP, 'dark', [], null],
	['start-phone', PHONE, 'light', [], null],
	['answer', DESKTOP, 'light', [ONE], null],
	['answer-whole', DESKTOP, 'light', [ONE], 'whole'],
	['answer-dark', DESKTOP, 'dark', [sample('win11-uus-scanqos.log')], null],
	['answer-phone', PHONE, 'light', [ONE], null],
	['scans', DESKTOP, 'light', [ONE], '#scans'],
	['scans-phone', PHONE, 'light', [ONE], '#scans'],
	['scan', DESKTOP, 'light', [ONE], '#scan=1'],
	['scan-dark', DESKTOP, 'dark', [sample('online-user-proxy-rescue.log')], '#scan=1'],
	['scan-phone', PHONE, 'light', [ONE], '#scan=1'],
	['log', DESKTOP, 'light', [ONE], '#line=60'],
	['log-dark', DESKTOP, 'dark', [ONE], '#line=60'],
	['log-phone', PHONE, 'light', [ONE], '#line=60'],
	['triage', DESKTOP, 'light', ALL, null],
	['triage-whole', DESKTOP, 'light', ALL, 'whole'],
	['triage-phone', PHONE, 'dark', ALL, null],
	['problem', DESKTOP, 'light', ALL, 'first-problem'],
	['explain', DESKTOP, 'light', [], '#explain=0x8024402C'],
	['save', DESKTOP, 'light', [ONE], 'save'],
	['keys', DESKTOP, 'dark', [], 'keys'],
];

const only = process.argv[3];
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
try {
	for (const [name, viewport, colorScheme, files, act] of PICTURES) {
		if (only !== undefined && !name.startsWith(only)) continue;
		const context = await browser.newContext({viewport, colorScheme, deviceScaleFactor: 1});
		const page = await context.newPage();
		page.on('console', (message) => console.log(`${name}: ${message.text()}`));
		page.on('pageerror', (error) => console.log(`${name}: ${error.stack}`));
		await page.goto(act?.startsWith('#explain') ? PAGE + act : PAGE);
		if (files.length > 0) {
			await page.setInputFiles('#choose-files', files);
			await page.waitForSelector('.verdict');
		}
		if (act?.startsWith('#') && files.length > 0) {
			await page.evaluate((hash) => {
				location.hash = hash;
			}, act);
			if (act.startsWith('#line')) await page.waitForSelector('.about-line');
			await page.waitForTimeout(300);
			if (act.startsWith('#scan=')) {
				await page.focus('.mark[tabindex="0"]');
				for (let count = 0; count < 5; count++) await page.keyboard.press('ArrowRight');
				await page.waitForSelector('.moment code');
			}
		}
		if (act === 'first-problem') await page.click('#problems ~ .table-box a');
		if (act === 'save') {
			await page.keyboard.press('w');
			await page.waitForSelector('.save-look .preview');
		}
		if (act === 'keys') await page.keyboard.press('?');
		await page.waitForTimeout(500);
		await page.screenshot({path: join(out, `${name}.png`), fullPage: act === 'whole'});
		await context.close();
	}
} finally {
	await browser.close();
}
