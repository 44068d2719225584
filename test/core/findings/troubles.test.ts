/** What became of failures: they last, come again and again, or are over; the level is that of now. */
import {describe, expect, it} from 'vitest';
import {failedCall, scanLog} from '../../../src/core/findings/rules/examples.js';
import type {FileReport} from '../../../src/core/types.js';
import {analyzeShort} from '../../helpers/short-logs.js';

const CALL = ['WebServices Auto proxy settings for this web service call.'];

function works(caller = 'UpdateOrchestrator', service: 'windows-update' | 'wsus' | 'store' = 'windows-update'): string {
	return scanLog({caller, service, lines: CALL});
}

function fails(code: string, caller = 'UpdateOrchestrator', service: 'windows-update' | 'wsus' | 'store' = 'windows-update'): string {
	return scanLog({caller, service, lines: failedCall(code), exit: `0x${code}`});
}

function read(...scans: readonly string[]): FileReport {
	return analyzeShort(scans.join('\n'));
}

function told({findings}: FileReport): readonly string[] {
	return findings.map(({severity, rule, scans}) => `${severity} ${rule} ${scans.join(',')}`);
}

describe('a failure', () => {
	it('is over where every later scan of the same caller and service worked', () => {
		const {verdict, findings} = read(works(), fails('80072EFD'), works(), works());
		expect(verdict).toEqual({
			level: 'info',
			text:
				'1 of 4 scans failed at 2024-03-12 10:00, every later scan worked: could not connect to the server ' +
				'(https://fe2cr.update.microsoft.com, 0x80072EFD ERROR_WINHTTP_CANNOT_CONNECT). Nothing to do.',
		});
		expect(findings.map(({severity, rule, steps, nextSteps}) => [severity, rule, steps, nextSteps])).toEqual([
			['info', 'connection-failed', [], []],
		]);
		expect(findings[0]?.explanation).toMatch(
			/^Nothing to do: 1 scan failed at .*, and since .* all 2 later scans of the same kind worked\./,
		);
	});

	it.each([
		['another caller', works('MoUpdateOrchestrator')],
		['another service', works('UpdateOrchestrator', 'store')],
		['no network', scanLog({caller: 'UpdateOrchestrator', service: 'windows-update', online: false})],
		[
			'another server',
			scanLog({caller: 'UpdateOrchestrator', service: 'windows-update', server: 'https://fe9.update.microsoft.com', lines: CALL}),
		],
		[
			'another way',
			scanLog({
				caller: 'UpdateOrchestrator',
				service: 'windows-update',
				behavior: 3,
				lines: ['WebServices Using user proxy, with impersonation'],
			}),
		],
	])('lasts where what worked later was a scan of %s', (_what, later) => {
		const first = scanLog({
			caller: 'UpdateOrchestrator',
			service: 'windows-update',
			behavior: 2,
			lines: ['WebServices Using system proxy, with auto proxy settings', 'WebServices *FAILED* [80072EFD] Web service call'],
			exit: '0x80072EFD',
		});
		const report = read(first, later);
		expect(report.verdict.level).toBe('error');
		expect(told(report)[0]).toBe('error connection-failed 1');
	});

	it('lasts where it came again, or is coming again as the log ends', () => {
		expect(told(read(fails('80072EFD'), works(), fails('80072EFD')))).toEqual(['error connection-failed 1,3']);
		const open = scanLog({caller: 'UpdateOrchestrator', service: 'windows-update', lines: failedCall('80072EFD'), exit: null});
		expect(told(read(fails('80072EFD'), works(), open))).toEqual(['error connection-failed 1,3', 'info scan-cut-off 3']);
	});

	it('that comes again and again is a warning with both counts, although the last scan worked', () => {
		const {verdict, findings} = read(fails('80072EE2'), works(), fails('80072EE2'), works(), works(), fails('80072EE2'), works());
		expect(verdict.level).toBe('warning');
		expect(verdict.text).toContain('3 of 7 scans failed again and again (3 failures, 3 successes in between), and worked last');
		expect(findings.map(({severity, rule, scans}) => [severity, rule, scans])).toEqual([['warning', 'connection-timeout', [1, 3, 6]]]);
		expect(findings[0]?.steps.length).toBeGreaterThan(0);
	});

	it('of another code than one that is over is told for itself', () => {
		expect(told(read(fails('80244022'), works(), fails('80244019')))).toEqual(['error server-http-status 3', 'info server-http-status 1']);
	});
});

describe('an outage', () => {
	it('is one, whatever its codes and whoever called', () => {
		const report = read(
			works(),
			fails('8024402C'),
			fails('80240438'),
			fails('80240438', 'Update;ScanForUpdates', 'store'),
			works(),
			works('Update;ScanForUpdates', 'store'),
		);
		expect(told(report)).toEqual(['info network-outage 2,3,4']);
		expect(report.verdict).toMatchObject({level: 'info', text: expect.stringContaining('every later scan worked')});
	});

	it('is two where something got through in between', () => {
		const report = read(
			fails('80240438'),
			works(),
			fails('80240438', 'Update;ScanForUpdates', 'store'),
			works('Update;ScanForUpdates', 'store'),
		);
		expect(told(report)).toEqual(['info connection-failed 1', 'info connection-failed 3']);
	});

	it('has the network of the PC as its cause, where the PC says that it had none', () => {
		const report = read(
			'Shared UpdateNetworkState Ipv4, cNetworkInterfaces = 0.',
			fails('8024402C'),
			fails('80240438'),
			'Shared UpdateNetworkState Ipv4, cNetworkInterfaces = 1.',
			works(),
		);
		expect(told(report)).toEqual(['info offline 1,2']);
		expect(report.verdict.text).toContain('the PC had no network');
		expect(report.scans[0]?.timeline.some(({text}) => text.includes('no network'))).toBe(true);
	});

	it('has not, where a scan got through since the PC said so', () => {
		const report = read('Shared UpdateNetworkState Ipv4, cNetworkInterfaces = 0.', works(), fails('80240438'));
		expect(told(report)).toEqual(['error connection-failed 2']);
	});
});

describe('findings', () => {
	it('are one for each code, each with its meaning and its lines', () => {
		const legacy = (code: string): string =>
			`Agent ** START **  Agent: Finding updates [CallerId = Inventory]\nAgent   * WARNING: Exit code = 0x${code}\n` +
			'Agent **  END  **  Agent: Finding updates [CallerId = Inventory]';
		const {findings} = analyzeShort(`legacy\n${legacy('80248014')}\n${legacy('8024800A')}`);
		expect(findings.map(({title, explanation, evidence}) => [title, explanation.split('.')[0], evidence[0]?.text])).toEqual([
			[
				'The scan failed (0x80248014 WU_E_DS_UNKNOWNSERVICE)',
				'The local update database does not contain the requested update service',
				expect.stringContaining('Exit code = 0x80248014'),
			],
			[
				'The scan failed (0x8024800A WU_E_DS_UNKNOWNHANDLER)',
				'The update database names a type of update that this client cannot handle',
				expect.stringContaining('Exit code = 0x8024800A'),
			],
		]);
	});

	it('that last come first, and of those the ones of most scans', () => {
		expect(told(read(fails('80244019'), fails('80244022'), fails('80244022')))).toEqual([
			'error server-http-status 2,3',
			'error server-http-status 1',
		]);
	});

	it('say which service fails where the others are of another one', () => {
		const {verdict} = read(works('a', 'store'), works(), fails('80072EE2'), fails('80072EE2'));
		expect(verdict.text).toMatch(/^2 of 3 scans of Windows Update failed \(the other one is of another service\): /);
	});
});

describe('an outage that lasts', () => {
	const open = (code: string): string =>
		scanLog({caller: 'UpdateOrchestrator', service: 'windows-update', lines: failedCall(code), exit: null});

	it('is one finding with its period, whatever its codes', () => {
		const report = read(works(), fails('8024402C'), fails('80240438'), fails('80072EE2'));
		expect(told(report)).toEqual(['error connection-outage 2,3,4']);
		expect(report.findings[0]?.explanation).toMatch(
			/^Scans failed at 2024-03-12 10:00 with several codes \(0x8024402C, 0x80240438, 0x80072EE2\)/,
		);
		expect(report.verdict.text).toMatch(/^3 of 4 scans failed: no server could be reached \(/);
	});

	it('is one for all callers of a server, and for all servers that were reached before', () => {
		expect(told(read(fails('8024402C'), fails('80240438', 'MoUpdateOrchestrator')))).toEqual(['error connection-outage 1,2']);
		const all = read(
			works(),
			works('Update;ScanForUpdates', 'store'),
			fails('8024402C'),
			fails('80240438', 'Update;ScanForUpdates', 'store'),
		);
		expect(told(all)).toEqual(['error connection-outage 3,4']);
	});

	it('is not one where servers that were never reached fail with a code each', () => {
		expect(told(read(fails('8024402C'), fails('80240438', 'Update;ScanForUpdates', 'store')))).toEqual([
			'error name-not-resolved 1',
			'error connection-failed 2',
		]);
	});

	it('takes in a scan whose result is not in the log', () => {
		expect(told(read(fails('8024402C'), open('80240438')))[0]).toBe('error connection-outage 1,2');
		expect(told(read(open('8024402C'), open('80240438')))[0]).toBe('warning connection-outage 1,2');
	});

	it('is one that comes again and again, too', () => {
		const report = read(fails('8024402C'), works(), fails('80240438'), works());
		expect(told(report)).toEqual(['warning connection-outage 1,3']);
		expect(report.verdict.text).toContain('failed again and again');
	});

	it('keeps the more exact cause where all codes mean the same', () => {
		expect(told(read(fails('80072EE2'), fails('8024401C')))).toEqual(['error connection-timeout 1,2']);
	});

	it('leaves codes of servers that answer to themselves', () => {
		expect(told(read(fails('8024402C'), fails('80244022')))).toEqual(['error name-not-resolved 1', 'error server-http-status 2']);
	});
});

describe('what comes later in the file', () => {
	const at = (hour: string, text: string): string => text.replaceAll(/^(?=\w)/gm, `2024/03/12 ${hour}:00:00.0000000 1000  2000  `);

	it('overcomes nothing if it is earlier by the clock, as where logs of two PCs are pasted together', () => {
		expect(told(read(at('10', fails('80244022')), at('08', works())))[0]).toBe('error server-http-status 1');
		expect(told(read(at('10', fails('80244022')), at('11', works())))[0]).toBe('info server-http-status 1');
	});

	it('does not either where what failed is outside scans', () => {
		const discovery = 'SLS             *FAILED* [80072EE2] GetResponse: https://slscr.update.microsoft.com/SLS/x';
		expect(read(at('11', discovery), at('09', works())).verdict.level).toBe('error');
		expect(read(at('08', discovery), at('09', works())).verdict.level).toBe('good');
	});

	it('does not make a download good that failed', () => {
		const download =
			'DownloadManager *FAILED* [80240034] All available CDNs for the update 11111111-2222-4333-8444-555555555555.1 are tried ' +
			'but the download job 66666666-7777-4888-9999-000000000000 still failed.';
		expect(read(at('08', download), at('09', works())).verdict).toEqual({
			level: 'info',
			text: 'The scan succeeded, but a download failed (0x80240034 WU_E_DOWNLOAD_FAILED): the update could not be downloaded.',
		});
	});
});
