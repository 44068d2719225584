/** CSV: a row a scan, cells that a spreadsheet reads as what they are. */
import {describe, expect, it} from 'vitest';
import {createCsvReporter} from '../../../src/core/report/reporters/csv.js';
import {createCsvText} from '../../../src/core/report/tables/csv-text.js';
import {csvCell, csvRow, time} from '../../../src/core/report/tables/table.js';
import type {FileReport} from '../../../src/core/types.js';
import {printed, sampleReport} from '../../helpers/finding-fixtures.js';

function print(...reports: readonly FileReport[]): string {
	return printed(createCsvReporter, reports);
}

function rows(name: string, member: string | null = null): readonly Readonly<Record<string, string>>[] {
	const text = print({...sampleReport(name), path: 'logs/a.log', member});
	const [head = '', ...lines] = text.trimEnd().split('\r\n');
	return lines.map((line) => Object.fromEntries(head.split(',').map((column, index) => [column, line.split(',')[index] ?? ''])));
}

describe('a row', () => {
	it('says all of a scan', () => {
		const [row] = rows('wsus-system-proxy-fails-no-fallback.log');
		expect(row).toMatchObject({
			file: 'logs/a.log',
			scan: '1',
			service: 'WSUS',
			server_scheme: 'https',
			online: 'true',
			outcome: 'failed',
			proxy_outcome: 'failed',
		});
		expect(row?.proxy_attempts).toMatch(/^system failed/);
		expect(row?.root_cause).toMatch(/^0x[0-9A-F]{8}$/);
	});

	it('is there for a file without scans and failures, with the lines that were not read', () => {
		const unread = {kind: 'unparsed-lines' as const, line: 3, count: 12, message: 'Lines of an unknown layout.'};
		const text = print({...sampleReport('wsus-http.log'), path: 'a.log', scans: [], outsideFailures: [], issues: [unread]});
		const [head = '', row = '', rest] = text.split('\r\n').map((line) => line.split(','));
		const cell = (name: string): string | undefined => row[head.indexOf(name)];
		expect([cell('file'), cell('row_type'), cell('unread_lines'), cell('first_unread_line')]).toEqual(['a.log', 'file', '12', '3']);
		expect(rest).toEqual(['']);
	});

	it('names the entry of an archive as a path', () => {
		expect(rows('wsus-http.log', 'in/b.log')[0]?.file).toBe('logs/a.log/in/b.log');
	});

	it('has times that a spreadsheet reads as times', () => {
		const [row] = rows('wsus-http.log');
		expect(row?.start).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
		expect(sampleReport('wsus-http.log').scans[0]?.start?.time).toMatch(/T\d\d:\d\d:\d\d\.\d{7}$/);
	});
});

describe('the byte order mark', () => {
	const report = sampleReport('wsus-http.log');

	it('is there where a path has letters beyond ASCII, in any row', () => {
		const accented = {...report, path: 'Müller/WindowsUpdate.log'};
		expect(print(accented)).toMatch(/^\ufefffile,/);
		expect(print(report, accented)).toMatch(/^\ufefffile,/);
		expect(print(report, accented).match(/\ufeff/g)).toHaveLength(1);
	});

	it('is not there in plain ASCII', () => {
		expect(print(report)).toMatch(/^file,/);
	});

	it('begins a table that is too long to be held back', () => {
		const csv = createCsvText();
		const text = csv.add('a'.repeat(2_000_000)) + csv.add('é') + csv.end();
		expect(text).toBe(`\ufeff${'a'.repeat(2_000_000)}é`);
		expect([csv.add('b'), csv.end(), csv.end()]).toEqual(['', 'b', '']);
	});
});

it.each([
	['2024-03-12T10:00:08.1239999', '2024-03-12 10:00:08.123'],
	['2024-03-12T10:00:08.5', '2024-03-12 10:00:08.5'],
	['2024-03-12T10:00:08', '2024-03-12 10:00:08'],
	['noon', 'noon'],
	[null, ''],
])('the time %s is the cell %s', (value, cell) => {
	expect(csvRow([time<null>('at', () => value)], null)).toBe(`${cell}\r\n`);
});

it.each([
	[null, ''],
	[7, '7'],
	[-7, '-7'],
	[true, 'true'],
	['plain', 'plain'],
	['a,b', '"a,b"'],
	['say "x"', '"say ""x"""'],
	[' a', '" a"'],
	['a ', '"a "'],
	['=1+1', "'=1+1"],
	['  @x', "'  @x"],
	['-x', "'-x"],
	['＝x', "'＝x"],
	['a=b', 'a=b'],
	['a;b', 'a;b'],
	['a;=1+1', "a;'=1+1"],
	['a; "=1+1"', `"a;' ""=1+1"""`],
	['a;-x;@y', "a;'-x;'@y"],
	['a\t=1', 'a =1'],
])('the cell of %j is %s', (value, cell) => {
	expect(csvCell(value)).toBe(cell);
});
