// npm run screens: counts what the first screens of all samples tell: text and viewer at several sizes, and the HTML report in
// a browser where there is one; and rows that the viewer cuts while there is room, on each sample, on all of them, and on logs
// of the same name. Prints a table for docs/TESTING.md; with --cut also each row that is cut so. Needs a build.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {createAnalyzer, createReport} from '../../dist/core/index.js';
import {firstStepOf} from '../../dist/core/findings/first-step.js';
import {createHtmlReporter} from '../../dist/core/report/reporters/html.js';
import {createTextReporter} from '../../dist/core/report/reporters/text.js';
import {startModel} from '../../dist/tui/state/model.js';
import {update} from '../../dist/tui/state/update.js';
import {UNICODE_SYMBOLS} from '../../dist/tui/theme.js';
import {viewRoot} from '../../dist/tui/view.js';
import {cutRows} from './cut-rows.mjs';

const HERE = fileURLToPath(new URL('../..', import.meta.url));
const CHROMIUM = process.env.WULENS_CHROMIUM ?? '/usr/bin/chromium';
const TERMINALS = [
	{columns: 80, rows: 24},
	{columns: 100, rows: 30},
	{columns: 160, rows: 50},
];
const WINDOWS = [
	{width: 1280, height: 900},
	{width: 390, height: 844},
];

const files = readdirSync(join(HERE, 'samples'))
	.filter((name) => name.endsWith('.log'))
	.map((name) => {
		const analyzer = createAnalyzer({path: `samples/${name}`});
		analyzer.push(readFileSync(join(HERE, 'samples', name)));
		return analyzer.end();
	});
const withStep = files.flatMap((file) => {
	const first = firstStepOf(file.findings);
	return first === null ? [] : [{file, text: first.step.text}];
});

/** The beginning of a text, without regard to where its lines are broken and how its sentence ends. */
const holds = (screen, text) => screen.replaceAll(/\s+/g, ' ').includes(text.slice(0, 40).replace(/[.:].*$/s, ''));

function textScreen(file) {
	const reporter = createTextReporter({version: '0.0.0', width: 80});
	return [...reporter.file(file)].join('').split('\n').slice(0, 24).join('\n');
}

/** The rows that the viewer shows of these files after these keys. */
function viewerRows(reports, size, keys = []) {
	const system = {platform: 'linux', isWsl: false, home: '/home/user'};
	const start = startModel({size, theme: {symbols: UNICODE_SYMBOLS, hasColor: true}, isUnicode: true, system, mouse: 'on'});
	const messages = [
		{type: 'open', paths: reports.map(({path}) => path)},
		{type: 'reports', reports},
		{type: 'analyzed'},
		...keys.map((key) => ({type: 'key', key})),
	];
	const model = messages.reduce((at, message) => update(at, message)[0], start);
	return viewRoot(model).map((row) => row.map(({text}) => text).join(''));
}

/** Logs as a helpdesk gets them: one folder for each PC, and the same name in all of them. */
const sameNamed = files.map((file, index) => ({...file, path: `drop/PC-ACCOUNTING-${index + 1}/WindowsUpdate.log`}));
const SETS = [...files.map((file) => [file]), files, sameNamed];
const WAYS = [[], ['tab'], ['tab', 'enter'], ['enter'], ['enter', 'tab'], ['i'], ['o'], ['?']];

const cut = TERMINALS.flatMap((size) =>
	SETS.flatMap((reports) =>
		WAYS.flatMap((keys) =>
			cutRows(viewerRows(reports, size, keys)).map((row) => ({
				size,
				keys,
				row,
				names: reports.length === 1 ? reports[0].path : `${reports.length} files`,
			})),
		),
	),
);
if (process.argv.includes('--cut'))
	for (const {size, keys, row, names} of cut)
		console.log(`${size.columns} by ${size.rows}, ${names}, after ${keys.join(' ') || 'nothing'}: ${row.trim()}`);

/** @returns for each window how many pages show the step without scrolling; `null` where there is no browser */
async function pagesWithStep() {
	if (!existsSync(CHROMIUM)) return null;
	const {chromium} = await import('playwright-core');
	const browser = await chromium.launch({executablePath: CHROMIUM, args: ['--no-sandbox']});
	try {
		const counts = [];
		for (const viewport of WINDOWS) {
			const page = await browser.newPage({viewport});
			let count = 0;
			for (const {file, text} of withStep) {
				const reporter = createHtmlReporter({version: '0.0.0'});
				const {totals} = createReport([file], '0.0.0');
				await page.setContent(reporter.begin() + [...reporter.file(file)].join('') + reporter.end(totals));
				const place = await page.getByText(text.slice(0, 40).replace(/\..*$/s, '')).first().boundingBox();
				if (place !== null && place.y + Math.min(place.height, 24) <= viewport.height) count++;
			}
			counts.push(count);
			await page.close();
		}
		return counts;
	} finally {
		await browser.close();
	}
}

const start = spawnSync('npm', ['start'], {cwd: HERE, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 2 ** 26});
const pages = await pagesWithStep();
const share = (count) => `${count} of ${withStep.length}`;
const rows = [
	['lines that npm start prints', String((start.stdout + start.stderr).trimEnd().split('\n').length)],
	[
		'first screens of the text report at 80 by 24 that hold the first step',
		share(withStep.filter(({file, text}) => holds(textScreen(file), text)).length),
	],
	...TERMINALS.map((size) => [
		`first screens of the viewer at ${size.columns} by ${size.rows} that hold the first step`,
		share(withStep.filter(({file, text}) => holds(viewerRows([file], size).join('\n'), text)).length),
	]),
	['rows of the viewer that are cut while there is room', String(cut.length)],
	...WINDOWS.map(({width, height}, index) => [
		`first screens of the HTML report at ${width} by ${height} that hold the first step`,
		pages === null ? 'no browser' : share(pages[index]),
	]),
];
for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
