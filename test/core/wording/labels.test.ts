/** The words that all reporters share. */
import {describe, expect, it} from 'vitest';
import * as words from '../../../src/core/wording/labels.js';
import type {DeviceSettings, ProxyAttempt} from '../../../src/core/types.js';
import {madeScan} from '../../helpers/made-scans.js';

const SILENT: DeviceSettings = {
	files: [],
	proxyPolicy: null,
	pinningPolicy: null,
	wsusServer: null,
	useWsusServer: null,
	systemProxy: null,
	userProxy: null,
	certificateStore: null,
	sourcePolicies: null,
};
const CERTIFICATE = {subject: null, issuer: null, thumbprint: null, notAfter: null};

describe('a scan', () => {
	it('has a caller, also where the log does not name it', () => {
		expect(words.callerName(madeScan({caller: 'UpdateOrchestrator'}))).toBe('UpdateOrchestrator');
		expect(words.callerName(madeScan({caller: ''}))).toBe('(unnamed caller)');
	});

	it.each([
		[{id: 'A', name: 'Windows Update'}, 'Windows Update'],
		[{id: '5F4A91A1', name: null}, 'service 5F4A91A1'],
		[{id: null, name: null}, 'unknown service'],
	] as const)('asks a service: %j', (service, text) => {
		expect(words.serviceText(madeScan({service}))).toBe(text);
	});

	it('is told with its code, except where that only repeats the success', () => {
		expect(words.resultWords(madeScan({outcome: 'succeeded', exitCode: '0x00000000', exitName: 'S_OK'}))).toBe('succeeded');
		expect(words.resultWords(madeScan({outcome: 'succeeded', exitCode: '0x00240001', exitName: 'WU_S_SERVICE_STOP'}))).toBe(
			'succeeded: 0x00240001 WU_S_SERVICE_STOP',
		);
		expect(words.resultWords(madeScan({outcome: 'failed', exitCode: '0x8024FFF1', exitName: null}))).toBe('failed: 0x8024FFF1');
		expect(words.resultWords(madeScan({outcome: 'unknown', exitCode: null, exitName: null}))).toBe('has no end in this log');
	});

	it('was when it began, or ended where the file begins inside it', () => {
		const [start, end] = [
			{line: 21, time: '2024-03-12T19:47:21.1234567'},
			{line: 64, time: '2024-03-12T19:48:00.0000000'},
		];
		const place = (parts: Parameters<typeof madeScan>[0]) => [words.scanTimeText(madeScan(parts)), words.scanLinesText(madeScan(parts))];
		expect(place({start, end})).toEqual(['2024-03-12 19:47:21', 'lines 21–64']);
		expect(place({start, end: null})).toEqual(['2024-03-12 19:47:21', 'from line 21']);
		expect(place({start: null, end})).toEqual(['2024-03-12 19:48:00', 'up to line 64, started before this log']);
		expect(place({start: null, end: null})).toEqual(['time unknown', 'lines unknown']);
	});
});

it.each([
	[{}, 'system proxy: failed 0x80072EE2'],
	[{via: 'named', proxy: 'proxy:8080', code: null}, 'named proxy proxy:8080: failed'],
	[{via: 'user', impersonation: true, outcome: 'succeeded', code: null}, 'user proxy (as the user): succeeded'],
	[{via: 'direct', impersonation: false, outcome: 'unknown', code: null}, 'no proxy: result not logged'],
] satisfies readonly (readonly [Partial<ProxyAttempt>, string])[])('an attempt is told with what is known of it: %j', (parts, text) => {
	const attempt: ProxyAttempt = {
		line: 1,
		time: null,
		via: 'system',
		proxy: null,
		bypass: null,
		url: null,
		impersonation: null,
		outcome: 'failed',
		code: '0x80072EE2',
	};
	expect(words.attemptWords({...attempt, ...parts})).toBe(text);
});

it('a server is scheme, host and the port that the log names', () => {
	expect(words.originText({scheme: 'https', host: 'wsus.example', port: 8531, url: ''})).toBe('https://wsus.example:8531');
	expect(words.originText({scheme: 'http', host: 'wsus.example', port: null, url: ''})).toBe('http://wsus.example');
});

it('versions are those of the client and of Windows, as far as they are known', () => {
	const log = {clientVersions: [], windowsBuilds: []} as unknown as Parameters<typeof words.versionsText>[0];
	expect(words.versionsText(log)).toBe('');
	expect(words.versionsText({...log, clientVersions: ['7.9']})).toBe('client 7.9');
	expect(words.versionsText({...log, windowsBuilds: ['10.0.19041', '10.0.19045']})).toBe('Windows 10.0.19041, 10.0.19045');
	expect(words.versionsText({...log, clientVersions: ['10.0'], windowsBuilds: ['10.0.19041']})).toBe('client 10.0, Windows 10.0.19041');
});

it('codes have a name where there is one', () => {
	expect([
		words.codeWords(null, null),
		words.codeWords('0x8024FFF1', null),
		words.codeWords('0x80072EE2', 'ERROR_WINHTTP_TIMEOUT'),
	]).toEqual(['', '0x8024FFF1', '0x80072EE2 ERROR_WINHTTP_TIMEOUT']);
});

it('a certificate is told in the facts that the log has', () => {
	expect(words.certificateText({storeEmpty: null, pinningMandatory: null})).toBe('');
	expect(words.certificateText({storeEmpty: false, pinningMandatory: true, inWsusStore: 'yes'})).toBe(
		"server's certificate is in the WSUS store, WSUS certificate store contains certificates, pinning is mandatory",
	);
	expect(words.certificateText({storeEmpty: true, pinningMandatory: false, inWsusStore: 'no'})).toBe(
		"server's certificate is not in the WSUS store, WSUS certificate store is empty, pinning is not mandatory",
	);
});

describe('the context of the device', () => {
	const told = (parts: Partial<DeviceSettings>) => words.contextWords({...SILENT, ...parts}).map(({name, text}) => `${name}: ${text}`);

	it('says nothing of what no file says', () => {
		expect(words.contextWords(null)).toEqual([]);
		expect(words.contextWords(SILENT)).toEqual([]);
	});

	it.each([
		[{wsusServer: 'http://wsus'}, 'Policy WUServer: http://wsus'],
		[{useWsusServer: true}, 'Policy UseWUServer: 1 (WSUS is used)'],
		[{useWsusServer: false}, 'Policy UseWUServer: 0 (WSUS is not used)'],
		[{proxyPolicy: 1}, 'Policy SetProxyBehaviorForUpdateDetection: 1 (user proxy allowed as fallback)'],
		[{proxyPolicy: 0}, 'Policy SetProxyBehaviorForUpdateDetection: 0 (system proxy only)'],
		[{pinningPolicy: 1}, 'Policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection: 1 (certificate pinning is not enforced)'],
		[{pinningPolicy: 0}, 'Policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection: 0 (enforced once a certificate is in the store)'],
		[{systemProxy: {direct: true, proxy: null, bypass: null}}, 'System proxy: none (direct access)'],
		[{systemProxy: {direct: false, proxy: 'proxy:8080', bypass: '<local>'}}, 'System proxy: proxy:8080, bypass <local>'],
		[{systemProxy: {direct: false, proxy: null, bypass: null}}, 'System proxy: not stated'],
		[{certificateStore: []}, 'WSUS certificate store: is empty'],
		[{certificateStore: [CERTIFICATE]}, 'WSUS certificate store: contains 1 certificate'],
		[{certificateStore: [CERTIFICATE, CERTIFICATE]}, 'WSUS certificate store: contains 2 certificates'],
		[
			{
				files: [
					{path: 'a.reg', kind: 'registry-export'},
					{path: 'b.json', kind: 'json'},
				],
			},
			'Settings read from: a.reg, b.json',
		],
	] satisfies readonly (readonly [Partial<DeviceSettings>, string])[])('%j', (parts, text) => {
		expect(told(parts)).toEqual([text]);
	});
});
