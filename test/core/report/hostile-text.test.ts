/** Log text is hostile: no reporter lets a control sequence, a formula or a turned-around line through. */
import {describe, expect, it} from 'vitest';
import {createAnalyzer, type FileReport} from '../../../src/core/index.js';
import {plainJson, plainText} from '../../../src/core/wording/plain-text.js';
import {createReport} from '../../../src/core/report/report.js';
import {csvCell} from '../../../src/core/report/tables/table.js';
import {REPORTERS, type ReporterName} from '../../../src/core/report/reporters/index.js';

const HOSTILE = {
	'clears the screen': '\u001b[2J\u001b[H',
	'sets the title': '\u001b]0;owned\u0007',
	'writes the clipboard': '\u001b]52;c;cm0gLXJm\u001b\\',
	'has 8-bit control sequences': '\u009b31m\u009d0;x\u009c',
	'turns the line around': '\u202e\u2066',
	'rings and deletes': '\u0007\u0008\u007f',
	'ends the line': '\r\n\u2028',
	'hides characters': '\u200b\ufeff',
};

/** Everything a terminal or an editor would act on, but the line ends of the report itself. */
const DANGEROUS = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

function reportWith(text: string): FileReport {
	const analyzer = createAnalyzer({path: `bad${text}.log`});
	const at = '2024/03/12 19:47:21.0000000 1000  2000  ';
	for (const line of [
		`Agent           WSUS server: https://wsus${text}.example:8531`,
		`Agent           * START * Finding updates CallerId = caller${text}  Id = 2 (cV = a${text}.1)`,
		'Agent           ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
		`WebServices     Proxy Behavior set to 1 for service url https://wsus.example/${text}`,
		`WebServices     WS error: ${text}`,
		`WebServices     *FAILED* [80240438] Web service call ${text}`,
		`Agent           * END * Finding updates CallerId = caller${text}, Id = 2, Exit code = 0x80240438`,
	]) {
		for (const part of line.split('\n')) analyzer.pushLine(part.startsWith('Agent') || part.startsWith('Web') ? at + part : part);
	}
	return analyzer.end();
}

function print(name: ReporterName, file: FileReport): string {
	const reporter = REPORTERS[name].create({version: '0.0.0'});
	return reporter.begin() + [...reporter.file(file)].join('') + reporter.end(createReport([file], '0.0.0').totals);
}

describe.each(Object.entries(HOSTILE))('text that %s', (_, text) => {
	const file = reportWith(text);

	it('is still a scan', () => {
		expect(file.scans).toHaveLength(1);
		expect(file.scans[0]?.exitCode).toBe('0x80240438');
	});

	it.each(Object.keys(REPORTERS) as ReporterName[])('does not get through the %s reporter', (name) => {
		expect(print(name, file)).not.toMatch(DANGEROUS);
	});
});

it('JSON keeps the values as they are', () => {
	const file = reportWith('\u009b31m\u202e\u001b[2J');
	expect(JSON.parse(print('ndjson', file))).toEqual(JSON.parse(JSON.stringify(file)));
	expect(JSON.parse(plainJson(JSON.stringify('\u007f\u2028')))).toBe('\u007f\u2028');
});

it('plain text keeps everything that can be seen', () => {
	expect(plainText('fe2cr.update.microsoft.com/v6\tSchlüssel 更新 ✓')).toBe('fe2cr.update.microsoft.com/v6 Schlüssel 更新 ✓');
	expect(plainText('before\u001b[31mred\u001b[0mafter')).toBe('beforeredafter');
	expect(plainText('a\u001b')).toBe('a');
});

describe('CSV cells', () => {
	it.each([
		['=HYPERLINK("http://a")', '"\'=HYPERLINK(""http://a"")"'],
		['+1', "'+1"],
		['-1+1', "'-1+1"],
		['@SUM(A1)', "'@SUM(A1)"],
		['  =1', "'  =1"],
		['\t=1', "' =1"],
		['＝1', "'＝1"],
	])('%j is no formula', (text, cell) => {
		expect(csvCell(text)).toBe(cell);
	});

	it('quotes what needs quotes and leaves the rest', () => {
		expect(csvCell('a,b')).toBe('"a,b"');
		expect(csvCell('say "no"')).toBe('"say ""no"""');
		expect(csvCell('two\nlines')).toBe('two lines');
		expect(csvCell(' lead')).toBe('" lead"');
		expect(csvCell(null)).toBe('');
		expect(csvCell(-5)).toBe('-5');
		expect(csvCell(false)).toBe('false');
	});
});
