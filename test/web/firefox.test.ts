/** The page in Firefox: the same answers and reports as everywhere, and nothing in its console. */
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Firefox, isFirefoxMissing, startFirefox} from '../helpers/firefox.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';
import {zipOf} from '../helpers/zip-writer.js';

const PAGE = pathToFileURL(join(PROJECT, 'dist', 'wulens.html')).href;
const SAMPLES = join(PROJECT, 'samples');
const NAMES = readdirSync(SAMPLES)
	.filter((name) => name.endsWith('.log'))
	.toSorted();

/** The JSON of all logs, as the dialog would save it. */
const SAVED = `(async () => {
	const until = async (find) => { while (!find()) await new Promise((resolve) => setTimeout(resolve, 50)); return find(); };
	const choice = (text) => [...document.querySelectorAll('dialog label.check')].find((label) => label.textContent.startsWith(text));
	let saved = null;
	const create = URL.createObjectURL;
	URL.createObjectURL = (blob) => { saved = blob; return create.call(URL, blob); };
	document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'w', bubbles: true}));
	(await until(() => document.querySelectorAll('dialog input[name="scope"]')[1])).click();
	(await until(() => choice('JSON'))).querySelector('input').click();
	const redact = document.querySelector('dialog input[type="checkbox"]');
	if (redact.checked) redact.click();
	await new Promise((resolve) => setTimeout(resolve, 200));
	const button = [...document.querySelectorAll('dialog button')].find(({textContent}) => textContent === 'Save as file');
	await until(() => !button.disabled);
	HTMLAnchorElement.prototype.click = () => {};
	button.click();
	URL.createObjectURL = create;
	return saved.text();
})()`;

describe.skipIf(isFirefoxMissing)('the page in Firefox (needs Firefox on PATH)', () => {
	let firefox: Firefox;

	beforeAll(async () => {
		firefox = await startFirefox();
	});

	afterAll(() => firefox.close());

	it('writes what the command line writes about all samples', async () => {
		const page = await firefox.open(PAGE);
		await page.chooseFiles(
			'#choose-files',
			NAMES.map((name) => join(SAMPLES, name)),
		);
		await page.until("document.querySelector('.verdict h1')");
		const {stdout} = await runWulens(['analyze', '--no-context', '--reporter', 'json', ...NAMES], {cwd: SAMPLES});
		expect(await page.evaluate(SAVED)).toBe(stdout);
		expect(page.complaints).toEqual([]);
	});

	it('reads what is packed', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'wulens-firefox-'));
		try {
			const log = readFileSync(join(SAMPLES, 'wsus-http.log'));
			const half = log.length >> 1;
			const files = {
				'a.zip': zipOf({name: 'inner.zip', data: zipOf({name: 'PC-1.log', data: log})}),
				'b.log.gz': Buffer.concat([gzipSync(log.subarray(0, half)), gzipSync(log.subarray(half))]),
				'cut.log.gz': gzipSync(log).subarray(0, 1500),
			};
			for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
			const page = await firefox.open(PAGE);
			await page.chooseFiles(
				'#choose-files',
				Object.keys(files).map((name) => join(folder, name)),
			);
			await page.until("document.querySelector('.verdict h1')");
			const {files: reports} = JSON.parse(String(await page.evaluate(SAVED)));
			const found = reports.map(({member, status, reason, bytes}: Readonly<Record<string, unknown>>) => [member, status, reason, bytes]);
			expect(found.slice(0, 2)).toEqual([
				['inner.zip/PC-1.log', 'analyzed', null, log.length],
				[null, 'analyzed', null, log.length],
			]);
			expect(found[2]?.[2]).toContain('the compressed data ends in the middle');
			expect(page.complaints).toEqual([]);
		} finally {
			rmSync(folder, {recursive: true});
		}
	});

	it('shows a line, a timeline, and millions of lines to their end', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'wulens-firefox-'));
		try {
			const line = '2024/03/12 08:00:00.0000000 100   200   Agent           A line like many others.\n';
			writeFileSync(join(folder, 'many.log'), readFileSync(join(SAMPLES, 'wsus-http.log'), 'utf8') + line.repeat(1_000_000));
			const page = await firefox.open(PAGE);
			await page.chooseFiles('#choose-files', [join(folder, 'many.log')]);
			await page.until("document.querySelector('.verdict h1')");
			await page.evaluate("location.hash = '#scan=1'");
			await page.until("document.querySelector('.mark')");
			await page.evaluate("location.hash = '#line=900000'");
			await page.until("document.querySelector('.row.is-current')?.textContent.startsWith('900000')");
			expect(page.complaints).toEqual([]);
		} finally {
			rmSync(folder, {recursive: true});
		}
	});
});
