/** The CSV that tracerpt makes of a trace gives the report of the trace, with its times in UTC. */
import {describe, expect, it} from 'vitest';
import {analyzeBytes, analyzeChunks, bytesOf, concat, end, etwLog, start, utf16} from '../../../helpers/log-lines.js';
import {chunksOf} from '../../../helpers/read-trace.js';
import {fileReportErrors} from '../../../helpers/report-schema.js';
import {entriesOf, START, type TraceEntry, writeTrace} from '../../../helpers/trace-writer.js';
import {csvOf, csvRow} from '../../../helpers/tracerpt-writer.js';
import {createTracerptLog} from '../../../../src/core/etl/tracerpt/tracerpt-log.js';

const LOG = etwLog(start('X, "Y"', 1), 'Agent commas, and more, commas', end('X, "Y"', 1));
const ENTRIES = entriesOf(LOG);
const CSV = csvOf(ENTRIES);

function linesOf(csv: string): readonly string[] {
	const parts: Uint8Array[] = [];
	const log = createTracerptLog('csv', (lines) => parts.push(lines.slice()));
	log.push(bytesOf(csv));
	log.end();
	return Buffer.concat(parts).toString().split('\n').slice(0, -1);
}

function entry(message: string, more: Partial<TraceEntry> = {}): TraceEntry {
	return {time: START, pid: 1788, tid: 10_920, component: 'Agent', message, ...more};
}

describe('the CSV of a trace', () => {
	const report = analyzeBytes(bytesOf(CSV));

	it('has the scans of the trace', () => {
		expect(fileReportErrors(report)).toEqual([]);
		expect(report).toMatchObject({
			status: 'analyzed',
			issues: [],
			log: {dialect: 'trace', lines: 3, records: 3, utcOffset: '+00:00', windowsBuilds: ['10.0.22631']},
			scans: [{caller: 'X, "Y"', outcome: 'succeeded'}],
		});
		expect(report.scans).toEqual(analyzeBytes(writeTrace(ENTRIES)).scans);
	});

	it('in any pieces, and in UTF-16', () => {
		const cuts = Array.from({length: 40}, (_, index) => index * 61);
		expect(analyzeChunks(chunksOf(bytesOf(CSV), cuts))).toEqual(report);
		expect(analyzeBytes(concat(Uint8Array.of(0xff, 0xfe), utf16(CSV))).scans).toEqual(report.scans);
	});

	it('whose first line is in another language', () => {
		expect(analyzeBytes(bytesOf(CSV.replace(/^.*\r\n/, 'Ereignisname, Typ, Ereignis-ID\r\n\r\n'))).scans).toEqual(report.scans);
	});

	it('says what was lost', () => {
		expect(analyzeBytes(bytesOf(csvOf(ENTRIES, {eventsLost: 41}))).issues).toMatchObject([{kind: 'events-lost', count: 41}]);
	});
});

describe('a row', () => {
	it.each<[string, string]>([
		['plain', 'plain'],
		['  blanks on both sides ', '  blanks on both sides '],
		['a "name" in quotes', 'a "name" in quotes'],
		['a ""name"" in doubled quotes', 'a "name" in doubled quotes'],
		['ends with "quotes"', 'ends with "quotes"'],
		['two\r\nlines, three', 'two\nlines, three'],
		['', ''],
	])('with %j', (message, shown) => {
		expect(linesOf(csvOf([entry(message), entry('next', {component: 'Misc', pid: 0x1_0000})]))).toEqual([
			...`2024/03/12 17:47:21.0000000 1788  10920 Agent           ${shown}`.split('\n'),
			'2024/03/12 17:47:21.0000000 65536 10920 Misc            next',
		]);
	});

	it('in a code page', () => {
		const bytes = Buffer.from(csvOf([entry('größer')]), 'latin1');
		expect(analyzeBytes(new Uint8Array(bytes)).log?.lines).toBe(1);
	});

	it('with the raw time of a clock has none', () => {
		expect(linesOf(csvOf([entry('x', {time: 5_813_931_447_582n})]))).toEqual(['1601/01/01 00:00:00.0000000 1788  10920 Agent           x']);
	});

	it('of others is no line: of another channel, with a GUID or a provider for its name, or unknown before any that is known', () => {
		const csv = [
			csvOf([entry('not known yet', {component: 'Newcomer'}), entry('one')]).trimEnd(),
			csvRow(entry('x', {component: 'Agent'}), 0),
			csvRow(entry('x', {component: '{30336ed4-e327-447c-9de0-51b652c86108}'})),
			csvRow(entry('x', {component: 'Microsoft-Windows-Kernel-Process'})),
			csvRow(entry('two', {component: 'Newcomer'})),
		].join('\r\n');
		expect(linesOf(csv).map((line) => line.slice(56))).toEqual(['one', 'two']);
		expect(analyzeBytes(bytesOf(csv)).issues).toMatchObject([{kind: 'events-skipped', count: 4}]);
	});

	it('named by its provider has no component', () => {
		expect(linesOf(csvOf([entry('x', {component: 'WUTraceLogging'})]))).toEqual([
			'2024/03/12 17:47:21.0000000 1788  10920                 x',
		]);
	});
});

describe('the CSV of others', () => {
	it('is named', () => {
		expect(analyzeBytes(bytesOf(csvOf([entry('x', {component: 'Contoso'})])))).toMatchObject({
			status: 'skipped',
			reason: expect.stringMatching(/^This is a trace in CSV form \(tracerpt\) without Windows Update events\. Use the trace/) as string,
		});
		expect(analyzeBytes(bytesOf(`${csvOf([]).split('\r\n')[0]}\r\n`)).reason).toMatch(/^This is a trace in CSV form/);
	});

	it('that is any table is not taken for it', () => {
		expect(analyzeBytes(bytesOf('Name, Type, Value\r\na, b, c\r\n')).reason).toMatch(/^No line looks like/);
	});
});

describe('damage', () => {
	it('at any place throws nothing and loses rows near it only', () => {
		const csv = csvOf(Array.from({length: 6}, (_, index) => entry(`message ${index}`)));
		for (let length = 0; length <= csv.length; length += 3) {
			const cut = linesOf(csv.slice(0, length));
			expect(cut.length).toBeLessThanOrEqual(6);
			expect(linesOf(csv.slice(0, length) + csv.slice(length + 5)).length).toBeGreaterThanOrEqual(5);
		}
	});

	it('without an end is bounded', () => {
		const {issues} = analyzeBytes(bytesOf(`${csvOf([entry('x')])}${'no row\r\n'.repeat(100_000)}`));
		expect(issues).toMatchObject([{kind: 'trace-damaged', count: 1}]);
	});
});
