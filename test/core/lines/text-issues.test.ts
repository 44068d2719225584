/** What a report says about the text of a file: its encoding, and what was odd about its bytes. */
import {describe, expect, it} from 'vitest';
import {createAnalyzer} from '../../../src/core/analyze.js';
import {analyzeBytes, analyzeText, bytesOf, concat, end, etwLine, etwLog, start, utf16} from '../../helpers/log-lines.js';

const LOG = etwLog(start('X', 1), end('X', 1));
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const line = (text: string): string => `${etwLine({time: '2024/03/12 10:00:00.0000000', text})}\r\n`;

describe('the encoding', () => {
	it.each([
		['utf-8', bytesOf(LOG)],
		['utf-8', bytesOf(line('é') + LOG)],
		['utf-8-bom', concat(Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf(LOG))],
		['utf-16le', concat(Uint8Array.of(0xff, 0xfe), utf16(LOG))],
		['utf-16be', concat(Uint8Array.of(0xfe, 0xff), utf16(LOG, 'be'))],
		['utf-16le', utf16(LOG)],
		['windows-1252', latin(line('caf\xe9') + LOG)],
	])('is %s', (encoding, bytes) => {
		expect(analyzeBytes(bytes)).toMatchObject({
			log: {encoding, records: expect.any(Number)},
			issues: [],
			scans: [{start: {line: expect.any(Number)}, outcome: 'succeeded'}],
		});
	});

	it('does not change what is found', () => {
		const texts = [
			bytesOf(LOG),
			concat(Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf(LOG)),
			utf16(LOG),
			concat(Uint8Array.of(0xfe, 0xff), utf16(LOG, 'be')),
		];
		const [first, ...others] = texts.map((bytes) => analyzeBytes(bytes).scans);
		for (const scans of others) expect(scans).toEqual(first);
	});

	it('is decided line by line where a file mixes two', () => {
		const report = analyzeBytes(concat(bytesOf(line('é')), bytesOf(line('ü')), latin(line('caf\xe9')), bytesOf(LOG)));
		expect(report.log?.encoding).toBe('utf-8');
		expect(report.issues).toMatchObject([{kind: 'invalid-text', line: 3, count: 1}]);
	});

	it('is Windows-1252 also where the only such line is the last one', () => {
		const report = analyzeBytes(latin(`${LOG}${line('caf\xe9')}`));
		expect(report).toMatchObject({log: {encoding: 'windows-1252'}, issues: []});
	});
});

describe('issues', () => {
	it('are none in an ordinary log', () => {
		expect(analyzeText(LOG).issues).toEqual([]);
	});

	it('name a file that ends in the middle of a character', () => {
		const bytes = bytesOf(`${LOG}${line('错').trimEnd()}`);
		for (const cut of [1, 2]) {
			expect(analyzeBytes(bytes.subarray(0, bytes.length - cut))).toMatchObject({
				log: {encoding: 'utf-8'},
				issues: [{kind: 'truncated-character', line: 3, count: 1}],
			});
		}
		const wide = utf16(LOG);
		expect(analyzeBytes(wide.subarray(0, wide.length - 1)).issues).toMatchObject([{kind: 'truncated-character', line: 2}]);
	});

	it('name halves of characters', () => {
		expect(analyzeBytes(utf16(line('\ud83d') + LOG)).issues).toMatchObject([{kind: 'invalid-text', line: null, count: 1}]);
	});

	it('name NUL bytes and control characters', () => {
		expect(analyzeText(`${LOG}${line('a\0b\u001b[31m')}`).issues).toMatchObject([
			{kind: 'nul-bytes', line: 3, count: 1},
			{kind: 'control-bytes', line: 3, count: 1},
		]);
	});

	it('name lines that are too long, and how much of them was not read', () => {
		const report = analyzeText(`${LOG}${'x'.repeat(500)}\n`, {maxLineBytes: 200});
		expect(report.issues).toMatchObject([
			{kind: 'line-too-long', line: 3, count: 1, message: expect.stringContaining('200 bytes; 300 bytes')},
		]);
	});

	it('name lines that could not be decoded when the log was made', () => {
		const unknown = 'Unknown( 15): GUID=638e22b1-a858-3f40-8a43-af2c2ff651a4 (No Format Information found).';
		const undecoded = `${etwLine({time: '1601/01/01 01:00:00.0000000', component: '', text: unknown})}\r\n`;
		expect(analyzeText(undecoded.repeat(3))).toMatchObject({
			log: {dialect: 'undecoded'},
			scans: [],
			issues: [{kind: 'undecoded', line: 1, count: 3, message: expect.stringMatching(/^Every line/)}],
		});
		expect(analyzeText(LOG + undecoded)).toMatchObject({
			log: {dialect: 'etw'},
			scans: [{outcome: 'succeeded'}],
			issues: [{kind: 'undecoded', line: 3, count: 1, message: expect.stringMatching(/^Some lines/)}],
		});
	});
});

describe('lines that could not be decoded, and were pasted', () => {
	const line =
		'1600/12/31 19:00:00.0000000 2024 4948 Unknown( 15): GUID=638e22b1-a858-3f40-8a43-af2c2ff651a4 (No Format Information found).\n';

	it.each([
		['with collapsed blanks', line],
		['as a quote', `> ${line}`],
		['from a Thai PC', line.replace('1600/', '2143/')],
	])('are known %s', (_, text) => {
		expect(analyzeText(text.repeat(3))).toMatchObject({
			log: {dialect: 'undecoded', records: 3, firstTime: null},
			findings: [{rule: 'log-undecoded'}],
			issues: [{kind: 'undecoded', line: 1, count: 3}],
		});
	});
});

describe('a log that was wrapped', () => {
	const scan = etwLog(
		start('My very long caller', 1),
		'Misc *FAILED* [80072EE7] Send request',
		end('My very long caller', 1, '0x8024402C'),
	);
	const parts = (text: string): readonly string[] => text.match(/.{1,71}(?: {1,40}|$)/g) ?? [];

	it.each([
		['with the blanks before each break kept', scan.split('\r\n').flatMap(parts).join('\r\n')],
		[
			'with indented parts',
			scan
				.split('\r\n')
				.map((text) => parts(text).join('\r\n     '))
				.join('\r\n'),
		],
	])('is read as before, %s', (_, text) => {
		expect(text.split('\r\n').length).toBeGreaterThan(5);
		expect(analyzeText(text).scans).toMatchObject([
			{caller: 'My very long caller', callId: 1, outcome: 'failed', exitCode: '0x8024402C', failures: [{code: '0x80072EE7'}]},
		]);
	});
});

describe('pushLine', () => {
	it('takes lines without their ends and finds the same', () => {
		const analyzer = createAnalyzer();
		for (const text of LOG.trimEnd().split('\r\n')) analyzer.pushLine(text);
		expect(analyzer.end()).toMatchObject({status: 'analyzed', log: {lines: 2}, scans: analyzeText(LOG).scans});
	});
});
