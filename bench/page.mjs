/**
 * The page beside the command line: its size, and how long it takes to read a log of 100 MB, many small ones, and one of 1 GB.
 *
 *     node bench/page.mjs [--quick] [--runs N]      needs Chromium and a build; --quick leaves out the log of 1 GB
 *
 * Both are asked in turns, so that a slow time of the machine slows both. The command line is timed as a whole process; the page
 * from the choice of the files to the answer, with its workers running. Of a long log, its end is answered first. Tasks of the
 * page that keep it from hearing of keys for more than 50 ms are those that the browser tells of (Long Tasks API).
 */
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {gzipSync} from 'node:zlib';
import {chromium} from 'playwright-core';
import {makeLog} from './make-log.mjs';
import {measure, warm} from './measure.mjs';

const ROOT = new URL('../', import.meta.url);
const PAGE = new URL('dist/wulens.html', ROOT);
const BIN = fileURLToPath(new URL('bin/wulens.js', ROOT));
const KILOBYTE = 1000;

const {values} = parseArgs({options: {quick: {type: 'boolean', default: false}, runs: {type: 'string', default: '3'}}});
const runs = Number(values.runs);
const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];

/** Notes in the page when the end of a long log is told, and what keeps it from hearing of keys. */
const WATCH = `window.tasks = [];
	new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({duration}) => duration))).observe({type: 'longtask'});
	new MutationObserver((_, observer) => {
		if (document.querySelector('.verdict') === null) return;
		window.told = performance.now();
		observer.disconnect();
	}).observe(document.body, {childList: true, subtree: true});`;

/** @returns seconds from the choice of the files to the answer, and to the first that is told; milliseconds of long tasks */
async function readInPage(browser, files) {
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		await page.goto(PAGE.href);
		await page.waitForTimeout(1000);
		await page.evaluate(WATCH);
		const begin = await page.evaluate('performance.now()');
		await page.setInputFiles('#choose-files', files);
		await page.waitForSelector('.verdict h1', {timeout: 600_000});
		const seconds = ((await page.evaluate('performance.now()')) - begin) / 1000;
		for (const key of ['s', 'l', 'a']) {
			await page.keyboard.press(key);
			await page.waitForTimeout(300);
		}
		const {told, tasks} = await page.evaluate('({told: window.told, tasks: window.tasks})');
		return {seconds, first: (told - begin) / 1000, tasks};
	} finally {
		await context.close();
	}
}

/** The most memory of any process of the browser, in MB. */
function peakOfRenderers() {
	let peak = 0;
	for (const name of readdirSync('/proc')) {
		try {
			if (!/^\d+$/.test(name) || !readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('--type=renderer')) continue;
			peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0) / 1024);
		} catch {
			// It has ended.
		}
	}
	return peak;
}

async function compare(browser, what, files) {
	for (const file of files) warm(file);
	const inPage = [];
	const first = [];
	const tasks = [];
	const onLine = [];
	let peak = 0;
	for (let run = 0; run < runs; run++) {
		const [node] = await measure([{name: what, command: [process.execPath, BIN, 'analyze', '--quiet', ...files], accepts: [0, 3]}], 1);
		onLine.push(node.seconds);
		const watching = setInterval(() => (peak = Math.max(peak, peakOfRenderers())), 100);
		const read = await readInPage(browser, files);
		inPage.push(read.seconds);
		first.push(read.first);
		tasks.push(...read.tasks);
		clearInterval(watching);
	}
	const [page, line] = [median(inPage), median(onLine)];
	console.log(
		`${what.padEnd(24)} page ${page.toFixed(2)} s, command line ${line.toFixed(2)} s, ratio ${(page / line).toFixed(2)}, ` +
			`renderer's peak ${peak.toFixed(0)} MB,\n${''.padEnd(24)} first findings ${median(first).toFixed(2)} s, ` +
			`${tasks.length} tasks of more than 50 ms in ${runs} runs, the longest ${Math.max(0, ...tasks).toFixed(0)} ms`,
	);
}

const page = readFileSync(PAGE);
console.log(
	`size                     ${(page.length / KILOBYTE).toFixed(0)} KB, ` +
		`${(gzipSync(page, {level: 9}).length / KILOBYTE).toFixed(0)} KB with gzip ` +
		'(at most 900 and 300)',
);

const folder = mkdtempSync(join(tmpdir(), 'wulens-bench-page-'));
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox']});
try {
	const log = (name, megabytes, seed = 1) => {
		makeLog(join(folder, name), megabytes, {seed});
		return join(folder, name);
	};
	await compare(browser, 'a log of 100 MB', [log('100.log', 100)]);
	mkdirSync(join(folder, 'many'));
	await compare(
		browser,
		'300 logs of 1 MB',
		Array.from({length: 300}, (_, index) => log(`many/PC-${index}.log`, 1, index + 1)),
	);
	if (!values.quick) await compare(browser, 'a log of 1 GB', [log('1000.log', 1024)]);
} finally {
	await browser.close();
	rmSync(folder, {recursive: true, force: true});
}
