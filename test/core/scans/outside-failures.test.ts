/** Failures that belong to no scan: their kinds, their servers, what is over and what is noise; and the state of the network. */
import {describe, expect, it} from 'vitest';
import {createAnalyzer, type FileReport} from '../../../src/core/index.js';
import {fileReportErrors} from '../../helpers/report-schema.js';

function report(...lines: readonly string[]): FileReport {
	const analyzer = createAnalyzer({path: 'WindowsUpdate.log'});
	for (const line of lines) analyzer.pushLine(line);
	const read = analyzer.end();
	expect(fileReportErrors(read)).toEqual([]);
	return read;
}

let second = 0;

function etw(component: string, text: string, tid = 7100): string {
	second = (second + 1) % 60;
	return `2024/09/18 21:40:${String(second).padStart(2, '0')}.7654321 2204  ${tid}  ${component.padEnd(15)} ${text}`;
}

function legacy(component: string, text: string): string {
	second = (second + 1) % 60;
	return `2014-11-20\t21:40:${String(second).padStart(2, '0')}:500\t 912\tb3c\t${component}\t${text}`;
}

const SLS_URL = 'HTTPS://slscr.update.microsoft.com/SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0.22631.1/0?CH=7';

const slsFails: readonly string[] = [
	etw('SLS', `Making request with URL ${SLS_URL} and send SLS events.`),
	etw('Misc', '*FAILED* [80072EFD] Send request'),
	etw('SLS', `Complete the request URL ${SLS_URL} with [80072EFD] and http status code[0] and send SLS events.`),
	etw('SLS', '*FAILED* [80072EFD] GetDownloadedOnWeakSSLCert'),
];
const slsWorks: string = etw(
	'SLS',
	`Complete the request URL ${SLS_URL} with [00000000] and http status code[200] and send SLS events.`,
	7300,
);

const FAILING_SCAN: readonly string[] = [
	etw('Agent', '* START * Finding updates CallerId = CcmExec  Id = 4', 7400),
	etw('WebServices', '*FAILED* [80240438] Web service call', 7400),
	etw('Agent', '* END * Finding updates CallerId = CcmExec, Id = 4, Exit code = 0x80240438', 7400),
];

describe('a failure outside scans', () => {
	it('of service discovery is one row with its server, however many lines tell it', () => {
		expect(report(...slsFails).outsideFailures).toMatchObject([
			{
				kind: 'service-discovery',
				code: '0x80072EFD',
				server: {host: 'slscr.update.microsoft.com'},
				count: 3,
				first: {line: 2},
				last: {line: 4},
				threads: [{pid: 2204, tid: 7100}],
				recovered: null,
				noise: false,
			},
		]);
	});

	it('is over when a later one of the same kind and server works, and not when it fails again', () => {
		expect(report(...slsFails, slsWorks).outsideFailures).toMatchObject([{recovered: {line: 5}}]);
		expect(report(...slsFails, slsWorks, ...slsFails).outsideFailures).toMatchObject([{count: 6, recovered: null}]);
		expect(report(slsWorks, ...slsFails).outsideFailures).toMatchObject([{recovered: null}]);
	});

	it('of a web service tells the proxies that were tried', () => {
		const url = 'https://fe3cr.delivery.mp.microsoft.com/ClientWebService/client.asmx/secured';
		const lines = [
			etw('WebServices', `Proxy Behavior set to 3 for service url ${url}`),
			etw('WebServices', 'Using user proxy, with impersonation'),
			etw('WebServices', 'Proxy Behavior: 3, user proxy options exhausted.. switch to system proxy'),
			etw('WebServices', '*FAILED* [80240438] Web service call'),
		];
		expect(report(...lines).outsideFailures).toMatchObject([
			{
				kind: 'web-service',
				code: '0x80240438',
				server: {host: 'fe3cr.delivery.mp.microsoft.com'},
				proxySteps: ['user', 'system'],
				noise: false,
			},
		]);
	});

	it('is over when a scan gets through to its server', () => {
		const url = 'https://wsus01.contoso.example:8531/ClientWebService/client.asmx';
		const lines = [
			etw('WebServices', `Proxy Behavior set to 1 for service url ${url}`),
			etw('WebServices', '*FAILED* [80240438] Web service call'),
			etw('Agent', '* START * Finding updates CallerId = CcmExec  Id = 5', 7400),
			etw('ProtocolTalker', `ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = ${url}`, 7400),
			etw('Agent', '* END * Finding updates CallerId = CcmExec, Id = 5, Exit code = 0x00000000', 7400),
		];
		expect(report(...lines).outsideFailures).toMatchObject([{kind: 'web-service', recovered: {line: 5}}]);
	});

	it('of a download has the host of the file', () => {
		const lines = [
			etw('DownloadManager', '*FAILED* [80D02002] All available CDNs for the update 1.1 are tried but the download job 2 still failed.'),
			etw('DownloadManager', 'DO job {2} failed, updateId = 1.1, hr = 0x80D02002. File URL = http://cdn.content.example/files/9'),
		];
		expect(report(...lines).outsideFailures).toMatchObject([
			{kind: 'download', code: '0x80D02002', server: {host: 'cdn.content.example'}, count: 2, noise: false},
		]);
	});

	it.each([
		['self-update', legacy('Setup', 'FATAL: SelfUpdate check unavailable, err = 0x80072EE2'), '0x80072EE2'],
		['reporting', legacy('Report', 'WARNING: Reporter failed to upload events with hr = 8024402c.'), '0x8024402C'],
		['registration', etw('Agent', '*FAILED* [80072EE2] Add of a service failed in RegisterService'), '0x80072EE2'],
		['access', etw('Agent', '*FAILED* [8024002E] Call refused'), '0x8024002E'],
		['install', etw('UDP', '*FAILED* [800F0922] Deployment job Id 1 : Installing for Top level update id 2'), '0x800F0922'],
		['other', etw('ComApi', 'Exit code = 0x00000000, Result code = 0x8024402C'), '0x8024402C'],
	])('can be about %s', (kind, line, code) => {
		expect(report(line).outsideFailures).toMatchObject([{kind, code, count: 1, noise: false}]);
	});

	it.each([
		'ComApi *FAILED* [80246007] ISusInternal:: IsCommitRequired',
		'Misc *FAILED* [800B0109] CertVerifyCertificateChainPolicy failed, Flags = 0.',
		'EEHandler *FAILED* [80041010] EvaluateManifestBasedRule failed for update 1.1, idExpr=5',
		'DownloadManager *FAILED* [80D03805] DO job 1 hit a transient error, updateId = 1.1',
	])('is counted as noise where healthy PCs have it: %s', (text) => {
		const [component = '', ...rest] = text.split(' ');
		const line = etw(component, rest.join(' '));
		expect(report(line, line).outsideFailures).toMatchObject([{count: 2, noise: true, recovered: null}]);
	});

	it('is not one of a scan, nor what a program is told of it afterwards', () => {
		expect(report(...FAILING_SCAN, etw('ComApi', 'Exit code = 0x00000000, Result code = 0x80240438', 7800)).outsideFailures).toEqual([]);
	});

	it('is not what a scan has said that began before the file', () => {
		expect(report(...FAILING_SCAN.slice(1)).outsideFailures).toEqual([]);
	});

	it('is kept in a bounded number of rows, and the others are counted', () => {
		const codes = Array.from({length: 700}, (_, index) => (0x80070000 + index).toString(16).toUpperCase());
		const {outsideFailures, issues} = report(...codes.map((code) => etw('Handler', `*FAILED* [${code}] Something`)));
		expect(outsideFailures.length).toBeLessThanOrEqual(500);
		const kept = outsideFailures.reduce((sum, {count}) => sum + count, 0);
		expect(issues).toMatchObject([{kind: 'facts-dropped', count: 700 - kept}]);
	});
});

describe('the state of the network', () => {
	it('is told at each change once', () => {
		const {network} = report(
			etw('Shared', 'UpdateNetworkState Ipv4, cNetworkInterfaces = 0.'),
			etw('Shared', 'Network state: Disconnected'),
			etw('IdleTimer', 'IdleTimer::NetworkStateChanged. Network connected? No'),
			etw('Shared', 'Network state: Connected'),
			etw('Misc', '*FAILED* [800704CF] Send request'),
		);
		expect(network.map(({line, connected}) => [line, connected])).toEqual([
			[1, false],
			[4, true],
			[5, false],
		]);
		expect(network[0]?.text).toBe('UpdateNetworkState Ipv4, cNetworkInterfaces = 0.');
	});

	it('is not lost where only IPv6 has no interface', () => {
		const {network} = report(
			etw('Shared', 'UpdateNetworkState Ipv6, cNetworkInterfaces = 0.'),
			etw('Shared', 'UpdateNetworkState Ipv4, cNetworkInterfaces = 1.'),
			etw('Shared', 'UpdateNetworkState Ipv6, cNetworkInterfaces = 0.'),
		);
		expect(network.map(({connected}) => connected)).toEqual([true]);
	});

	it('is in the timeline of scans that begin without it, or lose it', () => {
		const {scans} = report(
			etw('Shared', 'Network state: Disconnected'),
			etw('Agent', '* START * Finding updates CallerId = CcmExec  Id = 4', 7400),
			etw('Shared', 'Network state: Connected'),
			etw('Agent', '* END * Finding updates CallerId = CcmExec, Id = 4, Exit code = 0x8024402C', 7400),
		);
		expect(scans[0]?.timeline.map(({detail}) => detail).slice(1, 3)).toEqual([
			{type: 'network', connected: false},
			{type: 'network', connected: true},
		]);
		expect(scans[0]?.timeline.map(({line, kind, severity}) => [line, kind, severity])).toEqual([
			[2, 'start', 'info'],
			[2, 'setting', 'warning'],
			[3, 'setting', 'info'],
			[4, 'end', 'error'],
		]);
	});
});
