/**
 * Endless things of every kind: what is kept is bounded, and Issues say what was not. A moderate size here;
 * WULENS_LIMITS=10000000 gives the full one, which takes some minutes.
 */
import {describe, expect, it} from 'vitest';
import {createAnalyzer, type AnalyzeOptions} from '../../src/core/analyze.js';
import {MAX_FAILURES_PER_SCAN, MAX_TIMELINE_PER_SCAN} from '../../src/core/scans/scan-builder.js';
import type {FileReport} from '../../src/core/types.js';
import {end, etwLine, etwLog, issueOf, ONLINE, PID, start, TID} from '../helpers/log-lines.js';

const COUNT = Number(process.env.WULENS_LIMITS ?? '20000');
const LONG_RUN = {timeout: 0};
const PIECE = 1024 * 1024;

/** Limits of their own for tests of this size; the real ones are the same in kind. */
const MAX_SCANS = 2000;
const MAX_REPORT_BYTES = 40 * 1024 * 1024;

/** A line of `Component text`. */
function lineOf(text: string, tid = TID, pid = PID): string {
	const blank = text.indexOf(' ');
	return `${etwLine({pid, tid, component: text.slice(0, blank), text: text.slice(blank + 1)})}\n`;
}

function analyze(lines: (index: number) => string, options: AnalyzeOptions = {}, before = '', after = ''): FileReport {
	const analyzer = createAnalyzer({maxScans: MAX_SCANS, ...options});
	const encoder = new TextEncoder();
	let piece = before;
	for (let index = 0; index < COUNT; index++) {
		piece += lines(index);
		if (piece.length < PIECE) continue;
		analyzer.push(encoder.encode(piece));
		piece = '';
	}
	analyzer.push(encoder.encode(piece + after));
	const report = analyzer.end();
	expect(JSON.stringify(report).length).toBeLessThan(MAX_REPORT_BYTES);
	return report;
}

const BEFORE = etwLog(start('CcmExec', 2), ONLINE);
const AFTER = lineOf(end('CcmExec', 2, '0x80240438'));

describe(`${COUNT} of each`, LONG_RUN, () => {
	it('scans', () => {
		const report = analyze((index) => lineOf(start('CcmExec', index)) + lineOf(end('CcmExec', index)));
		expect(report.scans).toHaveLength(MAX_SCANS);
		expect(report.scans.every(({outcome}) => outcome === 'succeeded')).toBe(true);
		expect(issueOf(report, 'facts-dropped')).toMatchObject({line: 2 * MAX_SCANS + 1, count: COUNT - MAX_SCANS});
	});

	it('scans without an end', () => {
		const report = analyze((index) => lineOf(start('CcmExec', index)));
		expect(report.scans).toHaveLength(MAX_SCANS);
		expect(issueOf(report, 'facts-dropped')?.count).toBe(COUNT - MAX_SCANS);
	});

	it('scans on threads of their own', () => {
		const report = analyze((index) => lineOf(start('CcmExec', index), index + 1));
		expect(report.scans).toHaveLength(MAX_SCANS);
		expect(report.issues.filter(({kind}) => kind === 'facts-dropped').map(({count}) => count)).toEqual([COUNT - MAX_SCANS, COUNT - 4096]);
	});

	it('ends without a start', () => {
		const report = analyze((index) => lineOf(end('CcmExec', index)));
		expect(report.scans).toHaveLength(MAX_SCANS);
	});

	it('callers', () => {
		const report = analyze((index) => lineOf(start(`caller-${index}`, index)) + lineOf(end(`caller-${index}`, index, '0x80240438')));
		expect(new Set(report.scans.map(({caller}) => caller)).size).toBe(MAX_SCANS);
		for (const finding of report.findings) expect(finding.title.length + finding.explanation.length).toBeLessThan(4000);
	});

	it('threads that run no scan that is known', () => {
		const report = analyze((index) => lineOf('WebServices *FAILED* [80240438] Web service call', index + 1));
		expect(report.scans).toEqual([]);
	});

	it('processes', () => {
		const report = analyze((index) => lineOf('WebServices *FAILED* [80240438] Web service call', TID, index + 1));
		expect(report.scans).toEqual([]);
	});

	it('failures of one scan, each with a code of its own', () => {
		const report = analyze(
			(index) => lineOf(`WebServices *FAILED* [${(0x80240000 + index).toString(16).toUpperCase()}] Web service call ${index}`),
			{},
			BEFORE,
			AFTER,
		);
		const [scan] = report.scans;
		expect(scan?.failures).toHaveLength(MAX_FAILURES_PER_SCAN);
		expect(scan?.timeline.length).toBeLessThanOrEqual(MAX_TIMELINE_PER_SCAN + 2);
		expect(scan?.exitCode).toBe('0x80240438');
		expect(issueOf(report, 'facts-dropped')?.count).toBeGreaterThan(COUNT - MAX_FAILURES_PER_SCAN);
	});

	it('proxy tries of one scan', () => {
		const report = analyze(
			() => lineOf('WebServices Using system proxy, with auto proxy settings') + lineOf('WebServices *FAILED* [80240438] Web service call'),
			{},
			BEFORE,
			AFTER,
		);
		expect(report.scans[0]?.proxy.attempts.length).toBeLessThanOrEqual(MAX_FAILURES_PER_SCAN);
		expect(issueOf(report, 'facts-dropped')?.count).toBeGreaterThan(0);
	});

	it('certificate lines', () => {
		const report = analyze(() => lineOf('WebServices Cert in WSUS store: No'), {}, BEFORE, AFTER);
		expect(report.wsus?.certificateLines.inWsusStoreNo).toBe(COUNT);
		expect(report.scans[0]?.certificate.lines.length).toBeLessThanOrEqual(1000);
	});

	it('versions of the client', () => {
		const report = analyze((index) => lineOf(`Agent WU client version 10.0.19041.${index}`));
		expect(report.log?.clientVersions.length).toBeLessThanOrEqual(256);
	});

	it('servers', () => {
		const report = analyze((index) =>
			lineOf(`ProtocolTalker Got WSUS Client/Server URL: https://wsus${index}.example:8531/ClientWebService/client.asmx""`),
		);
		expect(report.wsus?.changes.length).toBeLessThanOrEqual(1000);
	});

	it('components', () => {
		const report = analyze((index) => lineOf(`Name${index} text`));
		expect(report.log?.records).toBe(COUNT);
	});

	it('lines that go on', () => {
		const report = analyze(() => 'this belongs to the line before, and so does the next one\n', {}, etwLog(start('CcmExec', 2)), AFTER);
		expect(report.log?.continuationLines).toBe(COUNT);
		if (COUNT * 58 > 1024 * 1024) expect(issueOf(report, 'record-too-long')?.count).toBe(1);
	});

	it('lines that are cut', () => {
		const report = analyze((index) => lineOf(`Agent ${'x'.repeat(60)}${index}`), {maxLineBytes: 80});
		expect(issueOf(report, 'line-too-long')?.count).toBe(COUNT);
	});

	it('one line without an end', () => {
		const report = analyze(() => 'x'.repeat(120), {}, etwLine({text: ''}));
		expect(report.log?.lines).toBe(1);
		expect(issueOf(report, 'line-too-long')?.count).toBe(1);
	});

	it('bytes that are no text', () => {
		const report = analyze(() => `\0\u0001${'é'}`, {}, `${etwLine({text: ''})}\n`);
		expect(report.issues.length).toBeLessThan(10);
	});

	it('times that go back', () => {
		const report = analyze((index) => `${etwLine({time: `2024/03/12 ${index % 2 === 0 ? '19' : '04'}:47:21.6369835`, text: 'text'})}\n`);
		expect(issueOf(report, 'clock-went-back')?.count).toBe(COUNT / 2);
	});
});
