/** Failures that belong to no scan are judged as those of scans are, unless something worked later. */
import {describe, expect, it} from 'vitest';
import {failedCall, HEALTHY, scanLog} from '../../../src/core/findings/rules/examples.js';
import type {FileReport} from '../../../src/core/types.js';
import {analyzeShort} from '../../helpers/short-logs.js';

const DISCOVERY = 'https://slscr.update.microsoft.com/SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0.26100.1/0';

function discoveryFails(code: string): string {
	return [
		`@2100 SLS Making request with URL ${DISCOVERY}`,
		`@2100 Misc *FAILED* [${code}] WinHttp: SendRequestWithAuthRetry using proxy failed for <${DISCOVERY}>`,
		`@2100 SLS *FAILED* [${code}] Method failed [CSLSClient::GetResponse:660]`,
	].join('\n');
}

const DISCOVERY_WORKS = [
	`@2100 SLS Making request with URL ${DISCOVERY}`,
	`@2100 SLS Complete the request URL ${DISCOVERY} with [00000000] and http status code[200] and send SLS events.`,
].join('\n');

const REPORTING = 'https://wsus.contoso.example:8531/ReportingWebService/ReportingWebService.asmx';
const REPORTING_FAILS = [
	`@2200 WebServices Proxy Behavior set to 3 for service url ${REPORTING}`,
	'@2200 WebServices *FAILED* [80072EE2] Web service call',
	'@2200 Reporter *FAILED* [80072EE2] ReportingWebService call to report events',
].join('\n');

function told({findings, verdict}: FileReport): readonly string[] {
	return [`${verdict.level}: ${verdict.text}`, ...findings.map(({severity, rule, failures}) => `${severity} ${rule} ${failures.length}`)];
}

describe('a log without scans', () => {
	it.each([
		['8024402C', 'name-not-resolved', 'DNS lookup failed for the server or the proxy'],
		['80072EE2', 'connection-timeout', 'the server did not respond in time'],
		['80072F8F', 'tls-verification-failed', 'the secure connection failed: clock'],
		['80244019', 'server-http-status', 'the server, or a proxy in between, returned HTTP 404'],
		['8024401B', 'proxy-authentication-required', 'the proxy requires authentication that the client could not provide'],
	])('is told by what failed, at which host, with which code: %s', (code, rule, text) => {
		const {verdict, findings} = analyzeShort(discoveryFails(code));
		expect(verdict.level).toBe('error');
		expect(verdict.text).toMatch(new RegExp(`^Service discovery at slscr\\.update\\.microsoft\\.com failed \\(0x${code} \\w+\\): `));
		expect(verdict.text.toLowerCase()).toContain(text.toLowerCase());
		expect(verdict.text).toContain('This log contains no scans.');
		expect(findings.map((finding) => [finding.rule, finding.scans, finding.failures.length])).toEqual([[rule, [], 1]]);
		expect(findings[0]?.evidence.map(({line}) => line)).toEqual([2]);
	});

	it('says that the PC had no network, where the PC says so', () => {
		const report = analyzeShort(`Shared UpdateNetworkState Ipv4, cNetworkInterfaces = 0.\n${discoveryFails('8024402C')}`);
		expect(report.verdict.text).toContain(
			'slscr.update.microsoft.com failed (0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED): the PC had no network',
		);
		expect(report.findings.map(({rule}) => rule)).toEqual(['offline']);
		expect(report.findings[0]?.evidence.map(({line}) => line)).toEqual([1, 3]);
	});

	it('is not good where only reports do not get through, and no error either', () => {
		expect(told(analyzeShort(REPORTING_FAILS))).toEqual([
			expect.stringMatching(/^info: Reporting to the server at wsus\.contoso\.example failed \(0x80072EE2 /),
			'info connection-timeout 1',
		]);
	});

	it.each([
		['the database', 'DtaStor FATAL: DS: First-time init failed, error = 0xC8000247', 'error: A call outside scans failed (0xC8000247)'],
		['the oldest agents', 'Misc Error: 0x80072EE7. wuaueng!DetectForUpdates', 'error: A call outside scans failed (0x80072EE7'],
		['an installer', 'Handler * END *   Command Line Install 0x80070643', 'warning: The installation of an update failed (0x80070643'],
		[
			'a code of Win32',
			'Handler Command line install completed. Return code = 0x643, Result = Failed',
			'warning: The installation of an update',
		],
		['a download', 'DownloadManager *FAILED* [80240034] Update download failed', 'warning: A download failed (0x80240034'],
		[
			'whatever else is all there is',
			'Agent *FAILED* [80242006] Something that nobody knows',
			'info: A call outside scans failed (0x80242006',
		],
	])('is not silent about %s', (_, line, text) => {
		expect(told(analyzeShort(line))[0]).toContain(text);
	});

	it('is silent about what PCs log that are well', () => {
		expect(told(analyzeShort('Agent *FAILED* [80246007] ISusInternal:: IsCommitRequired'))).toEqual(['none: This log contains no scans.']);
	});

	it('is told with what worked later: nothing', () => {
		expect(told(analyzeShort(`${discoveryFails('8024402C')}\n${DISCOVERY_WORKS}`))).toEqual(['none: This log contains no scans.']);
	});

	it('has a finding for each code and host, and not one for all', () => {
		const {findings} = analyzeShort(`${discoveryFails('8024402C')}\n${discoveryFails('80072EE2')}`);
		expect(findings.map(({rule}) => rule)).toEqual(['name-not-resolved', 'connection-timeout']);
	});
});

describe('a log with scans', () => {
	it('is not good where something failed after the last scan that worked', () => {
		expect(told(analyzeShort(`${HEALTHY}\n${discoveryFails('80072EE2')}`))).toEqual([
			expect.stringMatching(/^warning: The scan succeeded, but service discovery at slscr\.update\.microsoft\.com failed \(0x80072EE2/i),
			'warning connection-timeout 1',
		]);
	});

	it('says in its verdict that reports fail since the last scan', () => {
		expect(told(analyzeShort(`${HEALTHY}\n${REPORTING_FAILS}`))[0]).toMatch(/^info: The scan succeeded, but reporting to the server/i);
	});

	it('is good where scans worked after it; what else failed is a note', () => {
		expect(told(analyzeShort(`${discoveryFails('80072EE2')}\n${HEALTHY}`))).toEqual([
			'good: The scan succeeded.',
			'info connection-timeout 1',
		]);
	});

	it('tells a failure of the same code and host with the scans that failed of it', () => {
		const scan = scanLog({lines: failedCall('80244022'), exit: '0x80244022'});
		const outside =
			'@2100 WebServices Proxy Behavior set to 1 for service url https://wsus.example:8531/ClientWebService/client.asmx\n' +
			'@2100 WebServices *FAILED* [80244022] Web service call';
		const {findings} = analyzeShort(`${scan}\n${outside}`);
		expect(findings.map(({rule, scans, failures}) => [rule, scans, failures])).toEqual([['server-http-status', [1], [0]]]);
	});

	it('keeps silent about noise', () => {
		const noise = 'DataStore *FAILED* [80248007] Look-up\n@2300 Handler *FAILED* [80240007] Method failed';
		expect(told(analyzeShort(`${HEALTHY}\n${noise}`))).toEqual(['good: The scan succeeded.']);
	});
});

describe('what fails after a scan that worked', () => {
	it.each([
		['a scan of which one line is left', '@3100 Agent *FAILED* [80244022] Synchronize', 'server-http-status'],
		['a call that no line names', '@3100 Misc *FAILED* [80072EE2] Something that nobody knows', 'connection-timeout'],
		['the disk', '@3100 Misc *FAILED* [80070070] Something that nobody knows', 'update-database-failed'],
		['the signer of an update', '@3100 DownloadManager *FAILED* [800B0109] Update download failed', 'third-party-signature-not-trusted'],
	])('is told: %s', (_, line, rule) => {
		const {verdict, findings} = analyzeShort(`${HEALTHY}\n${line}`);
		expect(verdict.level).toBe('warning');
		expect(findings.map((finding) => finding.rule)).toContain(rule);
	});
});

describe('an installation that fails', () => {
	it('of a damaged component store is told with its repair', () => {
		const {verdict, findings} = analyzeShort(`${HEALTHY}\n@3100 Handler * END *   Command Line Install 0x80073712`);
		expect(verdict.text).toContain('ERROR_SXS_COMPONENT_STORE_CORRUPT): the Windows component store is corrupted');
		expect(findings[0]?.steps.map(({command}) => command)).toEqual([
			'DISM /Online /Cleanup-Image /ScanHealth',
			null,
			null,
			'DISM /Online /Cleanup-Image /RestoreHealth',
			'sfc /scannow',
		]);
	});
});
