/** The earliest failure that led to the exit code, and which failures never do. */
import {describe, expect, it} from 'vitest';
import {end, etwLog, ONLINE, onlyScan, start} from '../../helpers/log-lines.js';

function failedScan(exitCode: string, ...lines: readonly string[]): ReturnType<typeof onlyScan> {
	return onlyScan(etwLog(start('X', 1), ONLINE, ...lines, end('X', 1, exitCode)));
}

describe('the root cause', () => {
	it('is the first line with the exit code', () => {
		expect(
			failedScan('0x80240438', 'WebServices *FAILED* [80240438] Web service call', 'ProtocolTalker *FAILED* [80240438] Sync of Updates')
				.rootCause,
		).toEqual({
			code: '0x80240438',
			name: 'WU_E_PT_ENDPOINT_UNREACHABLE',
			line: 3,
		});
	});

	it('is the end where no line says more', () => {
		expect(failedScan('0x80070005').rootCause).toEqual({code: '0x80070005', name: 'E_ACCESSDENIED', line: 3});
	});

	it('is the transport error that the exit code stands for', () => {
		expect(
			failedScan('0x8024402C', 'Misc *FAILED* [80072EE7] Send request', 'Agent *FAILED* [8024402C] Synchronize').rootCause,
		).toMatchObject({code: '0x80072EE7', line: 3});
	});

	it('is not that of the repair, which gave the exit code, but of the call that was repaired', () => {
		const scan = failedScan(
			'0x8024402C',
			'WebServices *FAILED* [80240438] Web service call',
			'ProtocolTalker Attempting recovery for method SyncUpdates that had the result=0x80240438, with action=RefreshWuRedir',
			'Misc *FAILED* [8024402C] WinHttp: SendRequestWithAuthRetry using proxy failed for <HTTPS://sls.example/a>',
			'ProtocolTalker *FAILED* [8024402C] Recovery attempt failed.',
		);
		expect(scan.rootCause).toEqual({code: '0x80240438', name: 'WU_E_PT_ENDPOINT_UNREACHABLE', line: 3});
	});

	it('is not another failure before the call that was repaired', () => {
		const scan = failedScan(
			'0x8024402C',
			'Misc *FAILED* [80072EE2] Send request',
			'WebServices *FAILED* [80240438] Web service call',
			'ProtocolTalker Attempting recovery for method SyncUpdates that had the result=0x80240438, with action=RefreshWuRedir',
		);
		expect(scan.rootCause).toMatchObject({code: '0x80240438', line: 4});
	});

	it('is the line of the repair where that of the call is missing', () => {
		expect(
			failedScan(
				'0x8024402C',
				'ProtocolTalker Attempting recovery for method SyncUpdates that had the result=0x80240438, with action=RefreshWuRedir',
			).rootCause,
		).toMatchObject({code: '0x80240438', line: 3});
	});

	it('is not a failed try that a later one made up for', () => {
		const scan = failedScan(
			'0x80244022',
			'WebServices Auto proxy settings for this web service call.',
			'WebServices *FAILED* [80240438] Web service call',
			'WebServices Auto proxy settings for this web service call.',
			'WebServices *FAILED* [80244022] Web service call',
		);
		expect(scan.rootCause).toMatchObject({code: '0x80244022', line: 6});
	});

	it('is the refused certificate where the exit code is what became of it', () => {
		const scan = failedScan(
			'0x80240437',
			'WebServices *FAILED* [803D000A] Method failed [NativeWebServiceBase::CheckSSLCertificateTrust:412]',
			'WebServices *FAILED* [80240437] Web service call',
		);
		expect(scan.rootCause).toEqual({code: '0x803D000A', name: 'WS_E_SECURITY_VERIFICATION_FAILURE', line: 3});
		expect(scan.failures.map(({category}) => category)).toEqual(['trust', 'trust']);
	});

	it('is the refused certificate, too, where the exit code only says the same in other words', () => {
		const scan = failedScan(
			'0x8024B304',
			'WebServices *FAILED* [803D000A] Method failed [NativeWebServiceBase::CheckSSLCertificateTrust:412]',
			'WebServices *FAILED* [80240437] Web service call',
			'Agent *FAILED* [8024B304] Synchronize',
		);
		expect(scan).toMatchObject({exitName: 'WU_E_TRUST_PROVIDER_UNKNOWN', rootCause: {code: '0x803D000A', line: 3}});
	});

	it('is the refused certificate, and not what failed for another reason before', () => {
		const scan = failedScan(
			'0x80240437',
			'WebServices *FAILED* [80244022] Web service call',
			'WebServices *FAILED* [803D000A] Method failed [NativeWebServiceBase::CheckSSLCertificateTrust:412]',
			'WebServices *FAILED* [80240437] Web service call',
		);
		expect(scan.rootCause).toMatchObject({code: '0x803D000A', line: 4});
	});

	it('is never a file signature or a companion, unless nothing else has the exit code', () => {
		const scan = failedScan(
			'0x80244022',
			'Misc *FAILED* [800B0109] CertVerifyCertificateChainPolicy failed, Flags = 0.',
			'Agent *FAILED* [80070103] wuauengcore.dll, C:\\__w\\1\\s\\src\\ProxyRetryContext.cpp @268',
			'Metadata *FAILED* [80247167] No timestamp tokens in cache',
		);
		expect(scan.rootCause).toMatchObject({code: '0x80244022', line: 6});
		expect(scan.failures.map(({category}) => category)).toEqual(['file-signature', 'companion', 'file-signature']);
	});

	it('is the first failure that is about something, where none has the exit code', () => {
		const scan = failedScan(
			'0x8024FFFF',
			'Agent *FAILED* [80246007] ISusInternal:: IsCommitRequired',
			'WebServices *FAILED* [80244022] Web service call',
		);
		expect(scan.rootCause).toMatchObject({code: '0x80244022', line: 4});
	});

	it('is told of failed scans only', () => {
		expect(failedScan('0x00000000', 'WebServices *FAILED* [80240438] Web service call').rootCause).toBeNull();
		expect(failedScan('0x8024000B', 'WebServices *FAILED* [80240438] Web service call').rootCause).toBeNull();
	});
});

describe('failures', () => {
	it('are listed with line, time, component and words', () => {
		expect(failedScan('0x80240438', 'WebServices *FAILED* [80240438] Web service call').failures).toEqual([
			{
				line: 3,
				time: '2024-03-12T10:00:02.0000000',
				component: 'WebServices',
				code: '0x80240438',
				name: 'WU_E_PT_ENDPOINT_UNREACHABLE',
				message: '*FAILED* [80240438] Web service call',
				category: 'network',
			},
		]);
	});

	it('of downloaded files are kept apart from those of connections', () => {
		const scan = failedScan(
			'0x00000000',
			'Misc *FAILED* [800B0109] CertVerifyCertificateChainPolicy failed, Flags = 0.',
			'Misc  Microsoft signed: Yes',
			'Agent Ignoring: Cert is not within its validity period when verifying against the current system clock',
		);
		expect(scan).toMatchObject({
			outcome: 'succeeded',
			failures: [{category: 'file-signature'}],
			certificate: {inWsusStore: null, lines: []},
		});
	});

	it('with the code of a success are none', () => {
		expect(failedScan('0x00000000', 'Agent *FAILED* [00240010] Something').failures).toEqual([]);
	});
});
