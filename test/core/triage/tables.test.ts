/** Tables: one row each, safe for spreadsheets, times as data. */
import {describe, expect, it} from 'vitest';
import {createCsvReporter} from '../../../src/core/report/reporters/csv.js';
import type {Finding} from '../../../src/core/types.js';
import {createFilter} from '../../../src/core/triage/filter.js';
import {FINDINGS} from '../../../src/core/triage/tables/findings.js';
import {LEDGER, ledgerRows} from '../../../src/core/triage/tables/ledger.js';
import {MACHINES} from '../../../src/core/triage/tables/machines.js';
import {SCAN_COLUMNS} from '../../../src/core/report/tables/scan-columns.js';
import {SCANS} from '../../../src/core/triage/tables/scans.js';
import {csvHead, csvRow, dataCell, microseconds} from '../../../src/core/report/tables/table.js';
import {eventsOf, TIMESKETCH} from '../../../src/core/triage/tables/timesketch.js';
import {hostileReport, printed} from '../../helpers/finding-fixtures.js';
import {HOSTILE_TEXTS} from '../../helpers/hostile-texts.js';
import {resultOf, resultWith, smallFleet, summarize} from '../../helpers/triage-results.js';

describe('times', () => {
	it('become microseconds of a wall clock', () => {
		expect(microseconds('1970-01-01T00:00:01.0000019')).toBe(1_000_001n);
		expect(microseconds('2022-02-23T06:30:54.1146121')).toBe(BigInt(Date.UTC(2022, 1, 23, 6, 30, 54)) * 1000n + 114_612n);
		expect(microseconds('1960-01-01T00:00:00')).toBe(BigInt(Date.UTC(1960, 0, 1)) * 1000n);
	});

	it.each(['', '2024-13-01T00:00:00', '2024-01-01', 'now'])('are none: %s', (text) => {
		expect(microseconds(text)).toBeNull();
	});
});

it('keeps types', () => {
	expect([
		dataCell({type: 'integer'}, 4_294_967_295),
		dataCell({type: 'integer'}, 0.5),
		dataCell({type: 'boolean'}, false),
		dataCell({type: 'text'}, '\u001b[31mx'),
		dataCell({type: 'text'}, null),
	]).toEqual([4_294_967_295n, null, false, 'x', null]);
});

it('has the names of columns once', () => {
	for (const table of [SCANS, FINDINGS, LEDGER, MACHINES, TIMESKETCH] as const) {
		const names = table.map(({name}) => name);
		expect(new Set(names).size).toBe(names.length);
	}
});

describe('events', () => {
	const {report} = resultOf('proxyDead', 'pc-1');
	const [scan] = report.scans;
	const events = scan === undefined ? [] : eventsOf('pc-1', report, scan);

	it('are all that happened, in the order of the lines', () => {
		expect(events.map(({line}) => line)).toEqual(events.map(({line}) => line).toSorted((a, b) => a - b));
		expect(events[0]?.kind).toBe('scan-start');
		expect(events.at(-1)?.kind).toBe('scan-end');
		expect(events.filter(({kind}) => kind === 'failure')).toHaveLength(scan?.failures.length ?? -1);
		expect(events.filter(({kind}) => kind === 'proxy-attempt')).toHaveLength(scan?.proxy.attempts.length ?? -1);
		expect(events.some(({kind}) => kind === 'certificate')).toBe(true);
	});

	it('are certificate lines only where a line is about a certificate', () => {
		const {report: other} = resultOf('pinned', 'pc-2');
		const checked = other.scans.flatMap((one) => eventsOf('pc-2', other, one)).filter(({kind}) => kind === 'certificate');
		const said = other.scans.flatMap(({timeline}) => timeline).filter(({kind}) => kind === 'certificate');
		expect(checked.map(({line, message}) => [line, message])).toEqual(said.map(({line, text}) => [line, `Certificate: ${text}`]));
		expect(checked.length).toBeGreaterThan(0);
	});

	it('have the three columns that Timesketch asks for', () => {
		expect(csvHead(TIMESKETCH)).toMatch(/^message,datetime,timestamp_desc,/);
		const [start] = events;
		expect(start === undefined ? '' : csvRow(TIMESKETCH, start)).toMatch(
			/^Scan starts: [^,]+ asks WSUS \([^,]+\),\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6},Scan Started,pc-1,scan-start,/,
		);
	});

	it('carry the zone where the log states it', () => {
		const old = resultOf('win7', 'old-1');
		const rows = old.report.scans.flatMap((one) => eventsOf('old-1', old.report, one));
		expect(csvRow(TIMESKETCH, rows[0] ?? events[0] ?? expect.fail())).toMatch(/T\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d,/);
	});
});

describe('a spreadsheet', () => {
	const hostile = [...Object.values(HOSTILE_TEXTS), '=1+1', '+cmd|x', '-2', '@SUM(A1)', ' =1', '\t=1', '＝1'];

	it.each(hostile)('runs nothing of %j', (text) => {
		const result = resultWith(hostileReport(text), text, {path: text});
		const selection = createFilter().select(result);
		const rows = [
			...ledgerRows(result).map((row) => csvRow(LEDGER, row)),
			...(selection?.scans ?? []).map((scan) => csvRow(SCANS, {machine: text, report: result.report, scan})),
			...(selection?.findings ?? []).map((finding) =>
				csvRow(FINDINGS, {machine: text, report: result.report, finding, scans: selection?.scans ?? []}),
			),
			...(selection?.scans ?? []).flatMap((scan) => eventsOf(text, result.report, scan)).map((event) => csvRow(TIMESKETCH, event)),
			...summarize([result]).machines.map((machine) => csvRow(MACHINES, machine)),
		];
		for (const row of rows) {
			expect(row.endsWith('\r\n')).toBe(true);
			expect(row.slice(0, -2)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u2028\u202e]/);
			for (const cell of cellsOf(row.slice(0, -2))) expect(cell).not.toMatch(/^\s*[=+\-@＝]/u);
		}
	});
});

it('has rows as they were', async () => {
	const result = resultOf('proxyDead', 'pc-1', {path: 'logs.zip', member: 'pc-1/WindowsUpdate.log'});
	const {report} = result;
	const [scan = expect.fail(), ...others] = report.scans;
	const whole: Finding = {...(report.findings[0] ?? expect.fail()), scans: [], evidence: [], steps: []};
	const set = {
		...result,
		report: {
			...report,
			member: 'pc-1/WindowsUpdate.*.etl',
			traces: [{file: 'WindowsUpdate.1.etl', status: 'failed', reason: 'it is damaged', bytes: 9, lines: 0}] as const,
		},
	};
	const parts = [
		csvHead(SCANS),
		csvRow(SCANS, {machine: 'pc-1', report, scan}),
		csvHead(FINDINGS),
		...[...report.findings, whole].map((finding) => csvRow(FINDINGS, {machine: 'pc-1', report, finding, scans: [scan, ...others]})),
		csvHead(MACHINES),
		...summarize([result]).machines.map((machine) => csvRow(MACHINES, machine)),
		csvHead(LEDGER),
		...[result, {...set, report: {...set.report, member: null, path: 'C:\\logs\\WindowsUpdate.*.etl'}}, set]
			.flatMap(ledgerRows)
			.map((row) => csvRow(LEDGER, row)),
		csvHead(TIMESKETCH),
		...eventsOf('pc-1', report, scan).map((event) => csvRow(TIMESKETCH, event)),
	];
	await expect(parts.join('').replaceAll('\r\n', '\n')).toMatchFileSnapshot('rows.txt');
});

it('says of a scan what `wulens analyze -r csv` says', () => {
	const {report} = resultOf('proxyDead', 'pc-1');
	const scan = report.scans[0] ?? expect.fail();
	/** What other rows of that table have comes after what scans have. */
	const aboutOne = (line: string, columns: number): readonly string[] =>
		cellsOf(line.trimEnd()).slice(columns, columns + SCAN_COLUMNS.length);
	const [head = '', row = ''] = printed(createCsvReporter, [{...report, scans: [scan]}]).split('\r\n');
	expect(aboutOne(head, 1)).toEqual(aboutOne(csvHead(SCANS), 3));
	expect(aboutOne(row, 1)).toEqual(aboutOne(csvRow(SCANS, {machine: 'pc-1', report, scan}), 3));
});

it('has a row for each machine, input, scan and finding', () => {
	const fleet = smallFleet();
	const width = csvHead(LEDGER).split(',').length;
	expect(fleet.flatMap(ledgerRows).map((row) => cellsOf(csvRow(LEDGER, row).trimEnd()).length)).toEqual(fleet.map(() => width));
});

/** The cells of a line of RFC 4180. */
function cellsOf(row: string): readonly string[] {
	return Array.from(`${row},`.matchAll(/("(?:[^"]|"")*"|[^",]*),/g), ([, cell = '']) =>
		cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
	);
}
