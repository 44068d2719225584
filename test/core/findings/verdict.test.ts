/** The verdict: one sentence that a person can repeat, never one that the log does not bear out. */
import {describe, expect, it} from 'vitest';
import {failedCall, HEALTHY, scanLog} from '../../../src/core/findings/rules/examples.js';
import {analyzeShort} from '../../helpers/short-logs.js';

describe('the verdict', () => {
	it.each<readonly [string, string, string, string]>([
		['of a healthy log', scanLog({behavior: 1}), 'good', 'The scan succeeded.'],
		[
			'of a failed scan names the cause',
			scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
			'error',
			'The only scan failed: the server did not respond in time (https://wsus.example:8531, 0x80072EE2 ERROR_WINHTTP_TIMEOUT).',
		],
		[
			'of a cause that no rule knows names the code once',
			scanLog({lines: ['DataStore *FAILED* [80248007] Look-up'], exit: '0x80248007'}),
			'error',
			'The only scan failed: the local update database has no such record (0x80248007 WU_E_DS_NODATA).',
		],
		['of a scan that a shutdown ended', scanLog({exit: '0x8024001E'}), 'none', 'The scan was canceled.'],
		[
			'of a scan that was failing when the log ended',
			scanLog({lines: failedCall('80240438'), exit: null}),
			'warning',
			'No scan ends in this log (1 scan was still running, with failures so far), but the PC could not connect to the server ' +
				'(https://wsus.example:8531, 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE; 1 scan without a logged result).',
		],
		[
			'of a part of a scan',
			'WebServices *FAILED* [80244022] Web service call\nProtocolTalker *FAILED* [80244022] Sync of Updates',
			'warning',
			'This log contains only part of a scan: the server returned HTTP 503 ' +
				'(0x80244022 WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL; 1 scan without a logged result).',
		],
		[
			'where all failed',
			[80244022, 80244022].map((code) => scanLog({lines: failedCall(String(code)), exit: `0x${code}`})).join('\n'),
			'error',
			'Both scans failed: the server returned HTTP 503 (https://wsus.example:8531, 0x80244022 WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL).',
		],
		[
			'where what failed outside scans stands within the sentence',
			`${HEALTHY}\nSLS *FAILED* [80072EE7] Method failed [CSLSClient::GetResponse:660]`,
			'warning',
			'The scan succeeded, but service discovery failed (0x80072EE7 ERROR_WINHTTP_NAME_NOT_RESOLVED): ' +
				'DNS lookup failed for the server or the proxy.',
		],
		[
			'of canceled scans alone is not good',
			[scanLog({exit: '0x8024000B'}), scanLog({exit: '0x8024000B'})].join('\n'),
			'none',
			'Both scans were canceled.',
		],
		['of a scan without an end', scanLog({exit: null}), 'none', 'No scan ends in this log (1 scan was still running).'],
		['of a log without scans', 'Agent WSUS server: (null)', 'none', 'This log contains no scans.'],
		[
			'of a file that is no log',
			'!! a note to self',
			'none',
			'No line looks like a Windows Update log. Use the WindowsUpdate.log file itself.',
		],
		[
			'of a result that is not in the log',
			`${scanLog({lines: ['WebServices Web service call failed with hr = 8024401c.'], exit: null})}\nAgent ` +
				'* END * Finding updates CallerId = CcmExec  Id = 2',
			'warning',
			'The scan result is not in this log, but the server did not respond in time (https://wsus.example:8531, 0x8024401C ' +
				'WU_E_PT_HTTP_STATUS_REQUEST_TIMEOUT; 1 scan without a logged result).',
		],
	])('%s', (_name, example, level, text) => {
		expect(analyzeShort(example).verdict).toEqual({level, text});
	});

	it('is not good where a scan ends with a result that cannot be read', () => {
		const unreadable = scanLog({lines: ['WebServices Auto proxy settings for this web service call.'], exit: '0x8O244O22'});
		const good = scanLog({lines: ['WebServices Auto proxy settings for this web service call.']});
		expect([good, `${good}\n${unreadable}`].map((text) => analyzeShort(text).verdict.level)).toEqual(['good', 'none']);
	});

	it('of several causes names that of most scans', () => {
		const [busy, name] = ['80244022', '80072EE7'].map((code) => scanLog({lines: failedCall(code), exit: `0x${code}`}));
		expect(analyzeShort([scanLog({}), busy, name, name].join('\n')).verdict.text).toMatch(
			/^3 of 4 scans failed for 2 reasons, most often: DNS lookup failed/,
		);
		expect(analyzeShort([scanLog({}), name, busy, busy].join('\n')).verdict.text).toMatch(
			/^3 of 4 scans failed for 2 reasons, most often: the server returned HTTP 503 \(https:\/\/wsus\.example:8531, /,
		);
	});

	it('keeps the names of products as they are written', () => {
		expect(analyzeShort(scanLog({service: 'windows-update', lines: failedCall('80240437'), exit: '0x80240437'})).verdict.text).toContain(
			"Microsoft's server was not recognized",
		);
	});
});

describe('findings and settings of the PC', () => {
	const failing = scanLog({behavior: 1, lines: failedCall('80240438'), exit: '0x80240438'});

	it('do not blame a system proxy that is not set', () => {
		expect(analyzeShort(failing).findings[0]?.rule).toBe('system-proxy-failed-no-fallback');
		const report = analyzeShort(`context: {"SetProxyBehaviorForUpdateDetection": 1}\n${failing}`);
		expect(report.context?.proxyPolicy).toBe(1);
		expect(report.findings[0]?.rule).toBe('connection-failed');
	});

	it('say what is missing in the settings that were given', () => {
		expect(analyzeShort(`context: {"WUServer": "https://wsus.example:8531"}\n${failing}`).coverage.at(-1)).toContain(
			'do not include SetProxyBehaviorForUpdateDetection or DoNotEnforce',
		);
	});
});
