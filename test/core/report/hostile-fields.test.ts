/**
 * Every text of hostile-texts.ts in every field of a report that comes from a log, through every reporter and screen.
 * Fields are found in the report itself, so that a new one is tested without being named. What each format must do besides
 * is in the tests of that reporter.
 */
import {describe, expect, it} from 'vitest';
import {createReport, type FileReport, REPORTERS, type ReporterName} from '../../../src/core/index.js';
import {REPORT_SCRIPT} from '../../../src/core/report/html/page-script.generated.js';
import {findingScreen, viewFinding} from '../../../src/tui/finding/screen.js';
import {overviewScreen} from '../../../src/tui/overview/model.js';
import {viewOverview} from '../../../src/tui/overview/view.js';
import {scanScreen} from '../../../src/tui/scan/model.js';
import {viewScan} from '../../../src/tui/scan/view.js';
import {scansScreen} from '../../../src/tui/scans/model.js';
import {rowsOf} from '../../../src/tui/scans/scan-rows.js';
import {viewScans} from '../../../src/tui/scans/view.js';
import {checkHarmless, checkHtml} from '../../helpers/check-html.js';
import {hostileReport, sampleReport} from '../../helpers/finding-fixtures.js';
import {textFields, withText} from '../../helpers/hostile-fields.js';
import {HOSTILE_TEXTS, UNPRINTABLE} from '../../helpers/hostile-texts.js';
import {checkRows, SIZES, UNICODE} from '../../helpers/screens.js';

/** One with all that a report can hold: a story made by hand, and what real lines give. */
const REPORTS: readonly FileReport[] = [
	hostileReport('x'),
	{...sampleReport('wsus-https-certificate-not-in-store.log'), member: 'x', context: hostileReport('x').context},
	sampleReport('win7-named-proxy-8024402c.log'),
];
const FIELDS = [...new Set(REPORTS.flatMap(textFields))].toSorted();

/** All at once, where each alone would take too long. */
const EVERYTHING = Object.entries(HOSTILE_TEXTS)
	.filter(([name]) => !['a very long word', 'nothing', 'blanks'].includes(name))
	.map(([, text]) => text)
	.join(' ');

const TEXTS: readonly (readonly [string, string])[] = [
	...Object.entries(HOSTILE_TEXTS),
	['a formula', '=HYPERLINK("https://evil.example";"x")'],
	['a formula behind a blank', " @SUM(1+1)*cmd|' /C calc'!A0"],
	['the clipboard', '\u001b]52;c;cm0gLXJmIH4=\u0007\u001b]52;c;x\u001b\\'],
	['a title in 8 bits', '\u009d0;owned\u009c\u009b2J'],
	['the cursor', '\u001b[2J\u001b[1;1H\u001b[?25l\u001b[6n'],
	['a device', '\\\\.\\COM1 ..\\..\\x /dev/tcp/evil.example/80'],
	['everything', EVERYTHING],
];

/** What is printed, without the script of the page: it is always the same, and the page admits it by its hash. */
function print(name: ReporterName, file: FileReport): string {
	const reporter = REPORTERS[name].create({version: '0.0.0'});
	const output = reporter.begin() + [...reporter.file(file)].join('') + reporter.end(createReport([file], '0.0.0').totals);
	return output.replace(`<script>${REPORT_SCRIPT}</script>`, '');
}

/** Cells of CSV (RFC 4180); a quoted one may hold commas and line ends. */
function cellsOf(csv: string): readonly (readonly string[])[] {
	const rows: string[][] = [[]];
	for (const match of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
		if (match[0] === '') break;
		rows.at(-1)?.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'));
		if (match[3] !== ',') rows.push([]);
	}
	return rows.filter((row) => row.length > 0);
}

/** What is left of a report when its texts are harmless, to compare shapes with. */
const CHECKS: Readonly<Record<ReporterName, (text: string, file: FileReport) => void>> = {
	text: () => {},
	// Within blocks of code markup is text.
	markdown: (text) => expect(text.replace(/^( *)(`{3,})\n[\s\S]*?^\1\2$/gm, '')).not.toMatch(/^\s{0,9}<(?:script|img|iframe|!--)/im),
	html: (text) => {
		const page = checkHtml(text);
		checkHarmless(
			page,
			page.elements
				.flatMap(({name, attributes}) => (name === 'a' ? [attributes.get('href') ?? ''] : []))
				.filter((address) => address.startsWith('https://')),
			0,
		);
	},
	json: (text, file) => expect(JSON.parse(text).files).toEqual([JSON.parse(JSON.stringify(file))]),
	ndjson: (text, file) => {
		expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(file)));
		expect(text.trimEnd()).not.toContain('\n');
	},
	csv: (text, file) => {
		const rows = cellsOf(text);
		expect(rows).toHaveLength(1 + file.scans.length);
		expect(new Set(rows.map((row) => row.length)).size).toBe(1);
		for (const cell of rows.flat()) if (!/^-?\d+$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
	},
};

function checkScreens(file: FileReport): void {
	for (const size of SIZES) {
		const scans = scansScreen([file]);
		checkRows(viewScans(scans, size, UNICODE), size);
		for (const row of scans.findings) checkRows(viewFinding(findingScreen(row), [file], size, UNICODE), size);
		for (const scan of file.scans) checkRows(viewScan(scanScreen(scan, file.findings), size, UNICODE), size);
		checkRows(viewOverview(overviewScreen(rowsOf(file.scans, 0)), size, UNICODE), size);
	}
}

it('finds the fields', () => {
	expect(FIELDS).toEqual(
		expect.arrayContaining([
			'path',
			'member',
			'reason',
			'scans.*.caller',
			'scans.*.server.host',
			'scans.*.proxy.attempts.*.proxy',
			'scans.*.failures.*.message',
			'findings.*.evidence.*.text',
			'wsus.targetGroup',
			'log.clientVersions.*',
			'context.systemProxy.proxy',
			'issues.*.message',
		]),
	);
	expect(FIELDS.length).toBeGreaterThanOrEqual(40);
});

describe.each(Object.keys(REPORTERS) as ReporterName[])('the %s reporter', (name) => {
	it.each(TEXTS)('keeps %s in its place, in all fields at once', (_, text) => {
		for (const report of REPORTS) {
			const file = withText(report, FIELDS, text);
			const output = print(name, file);
			expect(UNPRINTABLE.exec(output)).toBeNull();
			CHECKS[name](output, file);
		}
	});

	it.each(FIELDS)('keeps everything in its place in %s', (field) => {
		for (const report of REPORTS) {
			const file = withText(report, [field], EVERYTHING);
			const output = print(name, file);
			expect(UNPRINTABLE.exec(output)).toBeNull();
			CHECKS[name](output, file);
		}
	});
});

describe('the screens', () => {
	it.each(TEXTS)('keep %s in its place, in all fields at once', (_, text) => {
		for (const report of REPORTS) checkScreens(withText(report, FIELDS, text));
	});

	it.each(FIELDS)('keep everything in its place in %s', (field) => {
		for (const report of REPORTS) checkScreens(withText(report, [field], EVERYTHING));
	});
});
