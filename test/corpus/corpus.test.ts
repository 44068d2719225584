/** Whole real logs against what a correct reading of them is. Needs a folder that is not part of the project. */
import {describe, expect, it} from 'vitest';
import {createReport} from '../../src/core/report/report.js';
import type {FileReport, Scan} from '../../src/core/types.js';
import {bothWays} from '../helpers/both-ways.js';
import {corpusBytes, corpusNames, corpusReport, isCorpusMissing} from '../helpers/corpus.js';
import {cut} from '../helpers/generated-logs.js';
import {analyzeChunks} from '../helpers/log-lines.js';
import {fileReportErrors, reportErrors} from '../helpers/report-schema.js';
import {
	CUTS,
	EXPECTED,
	type ExpectedFile,
	type ExpectedLog,
	type ExpectedScan,
	type ExpectedScans,
	type ExpectedWsus,
	type Network,
	type ScanGroup,
	SCANS,
} from './expected.js';

it.skipIf(isCorpusMissing)('real logs are there (needs a folder of them; WULENS_CORPUS can name one)', () => {
	expect(corpusNames()).toEqual(Object.keys(EXPECTED).sort());
});

if (!isCorpusMissing) {
	describe('the whole corpus', () => checkAll(corpusNames()));
	describe.each(Object.entries(EXPECTED))('%s', checkFile);
	describe('the same with and without the lines that mean nothing', () => {
		it.each(corpusNames())('%s', checkBothWays);
	});
	describe('single scans', () => {
		it.each(Object.entries(SCANS))('%s', (_name, expected) => checkScan(expected));
	});
	describe('excerpts say what the whole file says', () => {
		it.each(CUTS)('%s', checkCut);
	});
}

function checkBothWays(name: string): void {
	const bytes = new Uint8Array(corpusBytes(name));
	for (const size of [bytes.length, 100_003]) {
		const {skipping, reading} = bothWays(cut(bytes, [size]));
		expect(skipping).toEqual(reading);
	}
}

function checkAll(names: readonly string[]): void {
	it('makes one report', () => {
		const report = createReport(names.map(corpusReport), '1.2.3');
		expect(reportErrors(report)).toEqual([]);
		const {findings, ...totals} = report.totals;
		expect(totals).toEqual({
			files: 31,
			analyzed: 26,
			skipped: 5,
			failed: 0,
			scans: 631,
			online: 151,
			succeeded: 623,
			failedScans: 4,
			cancelled: 2,
			unknown: 2,
		});
	});

	it('has no scan that some other line made up: callers are those of the table, and nobody queues', () => {
		const callers = new Set(
			Object.values(EXPECTED).flatMap((file) => ('skipped' in file ? [] : (file.scans?.groups ?? []).map(([, caller]) => caller))),
		);
		for (const {scans} of names.map(corpusReport)) for (const {caller} of scans) expect(callers).toContain(caller);
	});
}

function checkFile(name: string, expected: ExpectedFile): void {
	it.each([64 * 1024, 997])('reads the same in pieces of %i bytes', (size) => {
		expect(analyzeChunks(piecesOf(corpusBytes(name), size), {path: name})).toEqual(corpusReport(name));
	});

	it('makes a report as the schema says', () => {
		expect(fileReportErrors(corpusReport(name))).toEqual([]);
	});

	if ('skipped' in expected) {
		it('is no such log, and says which it is', () => {
			const {status, reason, log, scans, bytes} = corpusReport(name);
			expect({status, log, scans, bytes}).toEqual({status: 'skipped', log: null, scans: [], bytes: corpusBytes(name).length});
			expect(reason).toMatch(expected.skipped);
		});
		return;
	}

	it('is read wholly, without complaint', () => {
		const {status, reason, bytes, log, issues} = corpusReport(name);
		expect({status, reason, bytes}).toEqual({status: 'analyzed', reason: null, bytes: corpusBytes(name).length});
		expect(log).toEqual(logFactsOf(expected.log));
		expect(issues.map(({kind}) => kind)).toEqual(expected.log.issues ?? []);
	});

	it('knows its WSUS', () => {
		checkWsus(corpusReport(name).wsus, expected.wsus);
	});

	it('has its scans', () => {
		checkScans(corpusReport(name).scans, expected.scans);
	});

	it('has scans that are sound in themselves', () => {
		const {scans} = corpusReport(name);
		expect(scans.map(({id}) => id)).toEqual(scans.map((_scan, index) => index + 1));
		for (const scan of scans) checkSoundness(scan);
	});
}

function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Names of PCs are not quoted here; what counts is whether the log tells one. */
const MACHINE_NAME = expect.stringMatching(/^[a-z0-9-]+\.[a-z.]+$/) as unknown as string;

function logFactsOf({
	machineNamed,
	dialect,
	encoding,
	lines,
	times,
	utcOffset,
	clientVersions,
	windowsBuilds,
}: ExpectedLog): FileReport['log'] {
	const [records, continuationLines, unparsedLines] = lines;
	const [firstTime, lastTime] = times;
	return {
		dialect,
		encoding,
		lines: records + continuationLines + unparsedLines,
		records,
		continuationLines,
		unparsedLines,
		firstTime,
		lastTime,
		utcOffset: utcOffset ?? null,
		machineName: machineNamed === true ? MACHINE_NAME : null,
		clientVersions: clientVersions ?? [],
		windowsBuilds: windowsBuilds ?? [],
		// None of these machines logged verbosely.
		verbose: false,
	};
}

function checkWsus(wsus: FileReport['wsus'], expected: ExpectedWsus | null): void {
	if (wsus === null || expected === null) {
		expect(wsus).toEqual(expected);
		return;
	}
	const {server, targetGroup, alternateDownloadServer, storeEmpty, pinning, storeEmptyLines, pinningLines} = expected;
	expect(wsus).toMatchObject({
		targetGroup,
		alternateDownloadServer: alternateDownloadServer ?? null,
		scheme: server?.scheme ?? null,
		certificateStoreEmpty: storeEmpty,
		pinningMandatory: pinning,
		certificateLines: {storeEmpty: storeEmptyLines, pinningMandatory: pinningLines, inWsusStoreYes: 0, inWsusStoreNo: 0},
		changes: [],
	});
	expect(addressOf(wsus.server)).toEqual(server);
}

/** Scheme and port, so that the table needs no host of other people. */
function addressOf(url: string | null): {readonly scheme: string; readonly port: number} | null {
	if (url === null) return null;
	const {protocol, port} = new URL(url);
	return {scheme: protocol.slice(0, -1), port: Number(port)};
}

function checkScans(scans: readonly Scan[], expected: ExpectedScans | null): void {
	const {starts, ends, exitCodes, groups, sums} = expected ?? {starts: 0, ends: 0, exitCodes: {}, groups: [], sums: undefined};
	expect(scans.filter(({start}) => start !== null)).toHaveLength(starts);
	expect(scans.filter(({end}) => end !== null)).toHaveLength(ends);
	expect(countBy(scans, ({exitCode}) => exitCode ?? 'none')).toEqual(exitCodes);
	expect(groupsOf(scans)).toEqual([...groups].sort(byText));
	if (sums === undefined) return;
	expect({
		failures: sum(scans, ({failures}) => failures.length),
		updates: sum(scans, ({updatesFound}) => updatesFound ?? 0),
		behaviors: sum(scans, ({proxy}) => proxy.behaviors.length),
		attempts: sum(scans, ({proxy}) => proxy.attempts.length),
		certificateLines: sum(scans, ({certificate}) => certificate.lines.length),
	}).toEqual(sums);
}

function countBy(scans: readonly Scan[], key: (scan: Scan) => string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const scan of scans) counts[key(scan)] = (counts[key(scan)] ?? 0) + 1;
	return counts;
}

function sum(scans: readonly Scan[], part: (scan: Scan) => number): number {
	return scans.reduce((total, scan) => total + part(scan), 0);
}

function networkOf({online}: Scan): Network {
	if (online === null) return 'not known';
	return online ? 'online' : 'offline';
}

function groupsOf(scans: readonly Scan[]): readonly ScanGroup[] {
	const groups = new Map<string, ScanGroup>();
	for (const scan of scans) {
		const alike = [scan.caller, scan.service.name, networkOf(scan), scan.outcome, scan.proxy.outcome] as const;
		const key = JSON.stringify(alike);
		groups.set(key, [(groups.get(key)?.[0] ?? 0) + 1, ...alike]);
	}
	return [...groups.values()].sort(byText);
}

function byText(a: ScanGroup, b: ScanGroup): number {
	return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

/** What holds for every scan of these logs, whatever its result. */
function checkSoundness(scan: Scan): void {
	const where = `scan ${scan.id}`;
	const first = scan.start?.line ?? 1;
	const last = scan.end?.line ?? Number.POSITIVE_INFINITY;
	const lines = [...scan.failures, ...scan.proxy.attempts, ...scan.proxy.behaviors].map(({line}) => line);
	for (const line of [...lines, ...scan.certificate.lines]) {
		expect(line, where).toBeGreaterThanOrEqual(first);
		expect(line, where).toBeLessThanOrEqual(last);
	}
	for (const list of [scan.failures, scan.timeline, scan.proxy.behaviors, scan.proxy.attempts]) {
		expect(
			list.map(({line}) => line),
			where,
		).toEqual(list.map(({line}) => line).sort((a, b) => a - b));
	}
	if (scan.online !== true && scan.start !== null) expect(scan.proxy.attempts, where).toEqual([]);
	// None of these machines was refused for a certificate, none was asked for a proxy password.
	expect(
		scan.failures.filter(({category}) => category === 'trust' || category === 'proxy'),
		where,
	).toEqual([]);
	if (scan.outcome === 'succeeded')
		expect(
			scan.failures.filter(({category}) => category === 'network' || category === 'server'),
			where,
		).toEqual([]);
	// Only WSUS over https speaks of its certificate store.
	if (scan.service.name !== 'WSUS')
		expect(scan.certificate, where).toEqual({inWsusStore: null, storeEmpty: null, pinningMandatory: null, lines: []});
	for (const behavior of scan.proxy.behaviors) {
		expect(behavior.meaning, where).toBe(scan.service.name === 'WSUS' ? 'system-only' : 'system-then-user');
	}
}

function checkScan(expected: ExpectedScan): void {
	const {file, start, end} = expected;
	const scan = corpusReport(file).scans.find((one) => (one.start?.line ?? null) === start && (one.end?.line ?? null) === end);
	if (scan === undefined) throw new Error(`no scan from line ${start} to ${end} in ${file}`);
	expect({
		file,
		callId: scan.callId,
		start,
		end,
		caller: scan.caller,
		pid: scan.pid,
		tid: scan.tid,
		interactive: scan.interactive,
		service: scan.service.id,
		server: scan.server === null ? null : {scheme: scan.server.scheme, port: scan.server.port},
		durationMs: scan.durationMs,
		exitCode: scan.exitCode,
		...(expected.rootCause === undefined ? {} : {rootCause: [scan.rootCause?.code, scan.rootCause?.line]}),
		updatesFound: scan.updatesFound,
		retries: scan.retries,
		behaviors: scan.proxy.behaviors.map(({raw}) => raw),
		tries: scan.proxy.attempts.map(({line, via, outcome, code}) => [line, via, outcome, code]),
		...(expected.certificate === undefined ? {} : {certificate: scan.certificate}),
		...(expected.failures === undefined ? {} : {failures: linesByCategory(scan)}),
	}).toEqual(expected);
}

function linesByCategory({failures}: Scan): Record<string, readonly number[]> {
	const lines: Record<string, number[]> = {};
	for (const {category, line} of failures) {
		if (category === 'companion') continue;
		lines[category] ??= [];
		lines[category].push(line);
	}
	return lines;
}

/** Scans that lie wholly within the excerpt, line numbers apart, are those of the whole file. */
function checkCut(cut: string, whole: string, firstLine: number): void {
	const offset = firstLine - 1;
	const complete = corpusReport(cut).scans.filter(({start, end}) => start !== null && end !== null);
	expect(complete.length).toBeGreaterThan(0);
	for (const scan of complete) {
		const original = corpusReport(whole).scans.find(({start}) => start?.line === (scan.start?.line ?? 0) + offset);
		expect({...moved(scan, offset), id: 0}).toEqual({...original, id: 0});
	}
}

/** The same with every `line` and every list of `lines` later in the file. */
function moved<T>(value: T, by: number): T {
	return JSON.parse(JSON.stringify(value), (key, part: unknown) => {
		if (key === 'line') return Number(part) + by;
		return key === 'lines' ? (part as number[]).map((line) => line + by) : part;
	});
}
