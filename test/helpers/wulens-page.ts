/** The built page in a browser: opens it with files, and listens for whatever it should not do. */
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {type Browser, type BrowserContextOptions, chromium as playwright, type Page} from 'playwright-core';
import {chromium} from './chromium.js';
import {PROJECT} from './run-wulens.js';

export const PAGE_FILE: string = join(PROJECT, 'dist', 'wulens.html');
const PAGE_ADDRESS: string = pathToFileURL(PAGE_FILE).href;

interface PageFile {
	readonly name: string;
	readonly bytes: Uint8Array | string;
}

export interface WulensPage {
	readonly page: Page;
	/** What it wrote to the console, what went wrong in it, and what it asked for. */
	readonly complaints: readonly string[];
	/** Chooses files, all by their paths or all made up, and waits for the answer. */
	read(files: readonly string[] | readonly PageFile[]): Promise<void>;
	/** Drops what lies on disk, as the system hands it over, and waits for the answer. */
	drop(paths: readonly string[]): Promise<void>;
	/** Goes to a place of the page. */
	goTo(hash: string): Promise<void>;
	/** What "Save as file" gives. */
	save(form: string, options?: {readonly scope?: string; readonly isRedacted?: boolean}): Promise<string>;
	close(): Promise<void>;
}

/** @param args more of what the program is started with */
export async function startBrowser(args: readonly string[] = []): Promise<Browser> {
	if (chromium === null) throw new Error('there is no chromium on PATH');
	if (!existsSync(PAGE_FILE)) throw new Error('there is no dist/wulens.html: run npm run build');
	return playwright.launch({executablePath: chromium, args: ['--no-sandbox', '--disable-gpu', ...args]});
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}, address: string = PAGE_ADDRESS): Promise<WulensPage> {
	const context = await browser.newContext({acceptDownloads: true, viewport: {width: 1280, height: 900}, ...options});
	const page = await context.newPage();
	// For machines that have much else to do.
	page.setDefaultTimeout(120_000);
	const complaints: string[] = [];
	page.on('console', (message) => complaints.push(`console: ${message.text()}`));
	page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
	page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
	page.on('popup', (popup) => complaints.push(`window: ${popup.url()}`));
	context.on('request', (request) => {
		if (!/^(?:blob|data):/.test(request.url()) && !request.url().startsWith(address)) complaints.push(`request: ${request.url()}`);
	});
	await page.goto(address);
	await page.waitForSelector('.drop-zone');
	return {
		page,
		complaints,
		async read(files) {
			const paths = files.filter((file) => typeof file === 'string');
			const made = files
				.filter((file) => typeof file !== 'string')
				.map(({name, bytes}) => ({name, mimeType: 'text/plain', buffer: Buffer.from(bytes)}));
			await (made.length === 0 ? page.setInputFiles('#choose-files', paths) : page.setInputFiles('#choose-files', made));
			await page.waitForSelector('.verdict');
		},
		async drop(paths) {
			const session = await context.newCDPSession(page);
			const data = {items: [], files: [...paths], dragOperationsMask: 1};
			for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
				await session.send('Input.dispatchDragEvent', {type, x: 600, y: 400, data});
			await page.waitForSelector('.verdict');
		},
		async goTo(hash) {
			await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
		},
		async save(form, {scope = 'log', isRedacted = false} = {}) {
			await page.keyboard.press('w');
			await page.check(`dialog input[name="scope"] >> nth=${scope === 'log' ? 0 : -1}`);
			await page
				.locator('dialog label.check', {hasText: new RegExp(`^${form}`)})
				.locator('input')
				.check();
			await page.locator('dialog input[type="checkbox"]').setChecked(isRedacted);
			const button = page.getByRole('button', {name: 'Save as file'});
			const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
			await page.waitForSelector('dialog', {state: 'detached'});
			return readFile(await download.path(), 'utf8');
		},
		close: () => context.close(),
	};
}
