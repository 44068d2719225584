/** Failures outside scans in every reporter: what is said of each, what is left out, and nothing where there are none. */
import {describe, expect, it} from 'vitest';
import {createCsvReporter} from '../../../src/core/report/reporters/csv.js';
import {createHtmlReporter} from '../../../src/core/report/reporters/html.js';
import {createMarkdownReporter} from '../../../src/core/report/reporters/markdown.js';
import {createNdjsonReporter} from '../../../src/core/report/reporters/ndjson.js';
import {createTextReporter} from '../../../src/core/report/reporters/text.js';
import type {FileReport, OutsideFailure} from '../../../src/core/types.js';
import {printed, sampleReport} from '../../helpers/finding-fixtures.js';
import {visibleText} from '../../helpers/visible-text.js';

const REPORT = sampleReport('failures-outside-scans.log');
const WITHOUT: FileReport = {...REPORT, outsideFailures: REPORT.outsideFailures.filter(({noise}) => noise)};
const [FAILURE] = REPORT.outsideFailures;
if (FAILURE === undefined) throw new Error('the sample has failures');

function withFailures(...outsideFailures: readonly OutsideFailure[]): FileReport {
	return {...REPORT, outsideFailures};
}

function oneLine(text: string): string {
	return text.replaceAll(/\s+/g, ' ');
}

describe('a log with failures outside scans', () => {
	it('has them in the text, each with server, code, period and what became of it', () => {
		const text = oneLine(printed(createTextReporter, [REPORT]));
		expect(text).toContain(
			'Failures outside scans: ! Service discovery at https://slscr.update.microsoft.com failed: 0x80072EE7 ' +
				'ERROR_WINHTTP_NAME_NOT_RESOLVED, 3 times, 2024-11-05 08:14:02 (lines 7–9); worked again at 09:02:47 (line 28)',
		);
		expect(text).toContain('08:30:33 to 08:45:33 (lines 23–26), via system proxy');
		expect(text).not.toContain('0x80246007');
	});

	it('is told without symbols, too', () => {
		const reporter = createTextReporter({version: '0.0.0', unicode: false});
		const text = [...reporter.file(REPORT)].join('');
		expect(text).toContain('lines 7-9');
		expect(text).not.toMatch(/[^\x00-\x7f]/);
	});

	it('names the first of them in a brief report that has nothing else', () => {
		const brief = (report: FileReport): string => {
			const reporter = createTextReporter({version: '0.0.0', isBrief: true});
			return [...reporter.file(report)].join('');
		};
		expect(brief(REPORT)).not.toContain('5 failures');
		expect(oneLine(brief({...REPORT, findings: []}))).toContain('5 failures outside scans. Service discovery at');
		expect(brief({...sampleReport('wsus-http.log'), outsideFailures: REPORT.outsideFailures})).not.toContain('outside');
	});

	it('has a table of them in Markdown and HTML', () => {
		const markdown = printed(createMarkdownReporter, [REPORT]);
		expect(markdown).toContain('### Failures outside scans');
		expect(markdown).toContain(
			'| Download | `http://7.content.contoso.example` | 0x80072EFE `ERROR_WINHTTP_CONNECTION_ERROR` | 2 times | ' +
				'2024-11-05 08:21:18 | lines 18–19 |  |  |',
		);
		const html = printed(createHtmlReporter, [REPORT]);
		expect(html).toContain('<h3>Failures outside scans</h3>');
		expect(html).toContain('<tr id="file-1-failure-1">');
		expect(html).toContain('<li><span class="line">line 18</span><code>*FAILED* [80072EFE] All available CDNs');
	});

	it('links findings in HTML to the failures they are about', () => {
		const [finding] = sampleReport('wsus-http.log').findings;
		if (finding === undefined) throw new Error('the sample has a finding');
		const html = printed(createHtmlReporter, [{...REPORT, findings: [{...finding, scans: [], failures: [0, 3]}]}]);
		for (const [, id = ''] of html.matchAll(/<a href="#(file-1-failure-\d+)">/g)) expect(html).toContain(`<tr id="${id}">`);
		expect(html.match(/href="#file-1-failure-/g)).toHaveLength(2);
	});

	it('names the first lines of the failures that a finding is about', () => {
		const finding = sampleReport('wsus-http.log').findings.find(({severity}) => severity !== 'info');
		if (finding === undefined) throw new Error('the sample has a finding');
		const text = (failures: readonly number[]): string =>
			oneLine(printed(createTextReporter, [{...REPORT, findings: [{...finding, scans: [], failures}]}]));
		expect(text([0, 3])).toContain('Failures outside scans, from line 7, 18 ');
		expect(text(Array.from({length: 15}, () => 0))).toContain('7, 7 and 3 more ');
		expect(text([])).not.toContain('outside scans, from');
	});

	it('has rows of them in the one table of the CSV', () => {
		const scans = sampleReport('wsus-http.log');
		const [head = '', ...lines] = printed(createCsvReporter, [{...scans, outsideFailures: [FAILURE]}])
			.trimEnd()
			.split('\r\n');
		const names = head.split(',');
		expect(new Set(names).size).toBe(names.length);
		const rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])));
		expect(rows).toMatchObject([
			{scan: '1', outcome: 'succeeded', row_type: 'scan', failure_kind: '', failure_code: ''},
			{
				scan: '',
				outcome: '',
				row_type: 'failure-outside-scans',
				failure_kind: 'service-discovery',
				failure_code: '0x80072EE7',
				failure_count: '3',
				server_host: 'slscr.update.microsoft.com',
				start: '2024-11-05 08:14:02.346',
				start_line: '7',
				end_line: '9',
				recovered_line: '28',
				pid: '4312',
			},
		]);
	});

	it('has them in its line of NDJSON, with those that are harmless', () => {
		expect(JSON.parse(printed(createNdjsonReporter, [REPORT]))).toMatchObject({outsideFailures: REPORT.outsideFailures});
		expect(REPORT.outsideFailures.some(({noise}) => noise)).toBe(true);
	});

	it('counts those that are too many', () => {
		const many = Array.from({length: 600}, (_, index) => ({
			...FAILURE,
			first: {line: index + 1, time: null},
			last: {line: index + 1, time: null},
		}));
		expect(oneLine(printed(createTextReporter, [withFailures(...many)]))).toContain('and 588 more failures');
		expect(printed(createMarkdownReporter, [withFailures(...many)])).toContain('and 550 more.');
		expect(printed(createHtmlReporter, [withFailures(...many)])).toContain('and 100 more.');
	});

	it('says what can be said without times, server and proxies', () => {
		const bare = {...FAILURE, server: null, name: null, count: 1, first: {line: 7, time: null}, last: {line: 7, time: null}};
		const text = (failure: OutsideFailure): string => oneLine(printed(createTextReporter, [withFailures(failure)]));
		expect(text({...bare, recovered: {line: 9, time: null}})).toContain(
			'Service discovery failed: 0x80072EE7, once (line 7); worked again in line 9',
		);
		expect(text({...bare, recovered: null})).toContain('✗ Service discovery failed: 0x80072EE7, once (line 7) ');
	});
});

describe('the network of the PC', () => {
	it('is told where it was gone', () => {
		const words = 'Network of the PC: none from 2024-11-05 08:14:02 (line 4), back 2024-11-05 08:14:55 (line 10)';
		expect(oneLine(printed(createTextReporter, [REPORT]))).toContain(`${words}.`);
		expect(printed(createMarkdownReporter, [REPORT]).replaceAll('`', '')).toContain(`- ${words}\n`);
		expect(visibleText(printed(createHtmlReporter, [REPORT]))).toContain('Network of the PC\n: none from 2024-11-05 08:14:02 (line 4)');
	});

	it('is not where it was there, and its changes are counted where they are many', () => {
		const [off] = REPORT.network;
		if (off === undefined) throw new Error('the sample has a network');
		const textOf = (...network: FileReport['network']): string => oneLine(printed(createTextReporter, [{...REPORT, network}]));
		expect(textOf({...off, connected: true})).not.toContain('Network of');
		const flapping = Array.from({length: 9}, (_, index) => ({...off, time: null, line: index + 1, connected: index % 2 === 1}));
		expect(textOf(...flapping)).toContain(
			'none from line 1, back line 2, none from line 3, back line 4, none from line 5, back line 6, and 3 more changes.',
		);
	});
});

describe('a log without', () => {
	it.each([
		['text', createTextReporter],
		['markdown', createMarkdownReporter],
		['html', createHtmlReporter],
		['csv', createCsvReporter],
	] as const)('says nothing of them: %s', (_, create) => {
		const text = printed(create, [WITHOUT]);
		expect(text).not.toContain('ailures outside scans');
		expect(text).not.toContain('failure-outside-scans\r');
		expect(WITHOUT.outsideFailures.length).toBeGreaterThan(0);
	});
});
