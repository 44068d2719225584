/** CSV: a row a scan, cells that a spreadsheet reads as what they are. */
import {describe, expect, it} from 'vitest';
import {createCsvReporter} from '../../../src/core/report/reporters/csv.js';
import {csvCell} from '../../../src/core/report/tables/table.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';

const reporter = createCsvReporter({version: '0.0.0'});

function rows(name: string, member: string | null = null): readonly Readonly<Record<string, string>>[] {
	const text = [reporter.begin(), ...reporter.file({...sampleReport(name), path: 'logs/a.log', member})].join('');
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

	it('names the entry of an archive as a path', () => {
		expect(rows('wsus-http.log', 'in/b.log')[0]?.file).toBe('logs/a.log/in/b.log');
	});
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
