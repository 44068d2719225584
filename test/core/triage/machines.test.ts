/** What is told of one machine, from several logs of it. */
import {describe, expect, it} from 'vitest';
import {pinningOf} from '../../../src/core/triage/aggregate/pinning.js';
import {createFilter} from '../../../src/core/triage/filter.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import type {MachineSummary} from '../../../src/core/triage/summary.js';
import type {FileReport, Finding, Scan} from '../../../src/core/types.js';
import {bareScan, PROXY_FINDING} from '../../helpers/finding-fixtures.js';
import {resultOf, resultWith, summarize} from '../../helpers/triage-results.js';

const {report} = resultOf('noWsus', 'pc-1');

function at(hour: string): Scan['start'] {
	return {line: 1, time: `2024-03-12T${hour}:00:00.0000000`};
}

function logOf(parts: Partial<FileReport>, facts: Partial<NonNullable<FileReport['log']>> = {}): TriageResult {
	if (report.log === null) throw new Error('the sample is a log');
	return resultWith(
		{...report, scans: [], findings: [], ...parts, log: {...report.log, firstTime: null, lastTime: null, ...facts}},
		'pc-1',
	);
}

function machineOf(...results: readonly TriageResult[]): MachineSummary {
	const [machine, ...others] = summarize(results).machines;
	if (machine === undefined || others.length > 0) throw new Error('not one machine');
	return machine;
}

describe('a machine', () => {
	it('has the sum of its scans', () => {
		const scans = [bareScan({id: 1, online: true}), bareScan({id: 2, online: false}), bareScan({id: 3, online: null, outcome: 'failed'})];
		expect(machineOf(logOf({scans}), logOf({scans}))).toMatchObject({logs: 2, scans: 6, online: 2, failed: 2});
	});

	it('has the time of its logs and scans, and of the last good one', () => {
		const scans = [
			bareScan({id: 1, start: at('05'), end: at('06')}),
			bareScan({id: 2, start: at('07'), end: at('08'), outcome: 'failed'}),
			bareScan({id: 3, start: null, end: null}),
		];
		expect(machineOf(logOf({scans}))).toMatchObject({firstTime: at('05')?.time, lastTime: at('08')?.time, lastSuccess: at('06')?.time});
		expect(machineOf(logOf({scans}, {firstTime: '2024-03-11T00:00:00', lastTime: '2024-03-13T00:00:00'}), logOf({}))).toMatchObject({
			firstTime: '2024-03-11T00:00:00',
			lastTime: '2024-03-13T00:00:00',
		});
	});

	it('has the versions of its newest log; of two from the same time the higher ones', () => {
		const log = (lastTime: string, version: string | null): TriageResult =>
			logOf({}, {lastTime, clientVersions: version === null ? [] : ['1', version], windowsBuilds: version === null ? [] : [version]});
		const [old, newer, same, silent] = [log('2024-03-10', '3'), log('2024-03-12', '2'), log('2024-03-12', '4'), log('2024-03-13', null)];
		for (const logs of [
			[old, newer, silent],
			[newer, old, silent],
			[silent, newer, old],
		])
			expect(machineOf(...logs)).toMatchObject({clientVersion: '2', windowsBuild: '2'});
		for (const logs of [
			[newer, same],
			[same, newer],
		])
			expect(machineOf(...logs)).toMatchObject({clientVersion: '4', windowsBuild: '4'});
		expect(machineOf(silent)).toMatchObject({clientVersion: null, windowsBuild: null});
	});

	it('has each server and code once, and a few of very many', () => {
		const failed = (id: number): Scan =>
			bareScan({
				id,
				outcome: 'failed',
				exitCode: `0x8024${String(4000 + (id % 150))}`,
				rootCause: {code: `0x8024${String(4000 + (id % 150))}`, name: null, line: 1},
				server: {url: `https://w${id % 150}`, scheme: 'https', host: `w${id % 150}`, port: null},
			});
		const {codes, servers} = machineOf(logOf({scans: Array.from({length: 400}, (_, index) => failed(index + 1))}));
		expect([new Set(codes).size, new Set(servers).size]).toEqual([codes.length, servers.length]);
		expect([codes.length, servers.length].every((length) => length === 64)).toBe(true);
		expect(machineOf(logOf({scans: [failed(1), failed(1), failed(151)]}))).toMatchObject({codes: ['0x80244001'], servers: ['https://w1']});
	});
});

describe('pinning of a machine that says nothing of certificates', () => {
	const scan = (scheme: 'http' | 'https', service: Scan['service']): Scan =>
		bareScan({service, server: {url: `${scheme}://a`, scheme, host: 'a', port: null}});
	const [wsusHttp, wsusHttps, storeHttp, storeHttps] = [
		scan('http', {id: null, name: 'WSUS'}),
		scan('https', {id: null, name: 'WSUS'}),
		scan('http', {id: null, name: 'Microsoft Store'}),
		scan('https', {id: null, name: 'Microsoft Store'}),
	] as const;
	const nowhere = bareScan({service: {id: null, name: 'WSUS'}, server: null});

	it.each<[string, readonly Scan[], string | null, string]>([
		['asks WSUS over HTTP', [wsusHttp], null, 'not-applicable'],
		['asks WSUS over HTTP, and others', [wsusHttp, storeHttps, nowhere], null, 'not-applicable'],
		['is set to HTTP', [], 'http://a', 'not-applicable'],
		['asks WSUS over both', [wsusHttp, wsusHttps], null, 'unknown'],
		['is set to HTTPS now', [wsusHttp], 'https://a', 'unknown'],
		['asks others over HTTP', [storeHttp], null, 'unknown'],
		['asks nobody', [nowhere], null, 'unknown'],
	])('%s', (_, scans, server, state) => {
		const wsus =
			server === null
				? null
				: {
						server,
						statusServer: null,
						alternateDownloadServer: null,
						targetGroup: null,
						scheme: null,
						certificateStoreEmpty: null,
						pinningMandatory: null,
						certificateLines: {storeEmpty: 0, pinningMandatory: 0, inWsusStoreYes: 0, inWsusStoreNo: 0},
						changes: [],
					};
		expect(pinningOf({...report, context: null, wsus, scans}, scans).state).toBe(state);
	});
});

describe('a filter on scans', () => {
	const about = (rule: string, scans: readonly number[]): Finding => ({...PROXY_FINDING, rule, scans});
	const result = logOf({
		scans: [bareScan({id: 1, caller: 'A'}), bareScan({id: 2, caller: 'B'})],
		findings: [about('both', [1, 2]), about('first', [1]), about('second', [2]), about('whole', [])],
	});

	it('leaves of findings what they say of the scans that are left', () => {
		const found = createFilter({where: ['caller=A']}).select(result)?.findings;
		expect(found?.map(({rule, scans}) => [rule, scans])).toEqual([
			['both', [1]],
			['first', [1]],
			['whole', []],
		]);
		expect(found?.[1]).toBe(result.report.findings[1]);
	});

	it('leaves nothing where no scan is left', () => {
		expect(createFilter({where: ['caller=C']}).select(result)).toBeNull();
	});

	it('does not ask about scans where it is about rules', () => {
		expect(
			createFilter({where: ['rule!=whole']})
				.select({...result, report: {...result.report, scans: [], findings: [about('whole', []), about('other', [])]}})
				?.findings.map(({rule}) => rule),
		).toEqual(['other']);
	});
});
