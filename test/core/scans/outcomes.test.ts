/** How a scan ended: what its END says, what lines before and after it say, and whose END it is. */
import {describe, expect, it} from 'vitest';
import {createAnalyzer, type FileReport, type Scan} from '../../../src/core/index.js';

function report(...lines: readonly string[]): FileReport {
	const analyzer = createAnalyzer({path: 'WindowsUpdate.log'});
	for (const line of lines) analyzer.pushLine(line);
	return analyzer.end();
}

/** A line of a legacy log, some seconds after eight. */
function legacy(second: number, component: string, text: string, {pid = 940, tid = '7c4'} = {}): string {
	const time = `08:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}:250`;
	return `2015-06-02\t${time}\t ${pid}\t${tid}\t${component}\t${text}`;
}

function etw(second: number, component: string, text: string, {pid = 3344, tid = 5566} = {}): string {
	return `2023/10/05 07:15:${String(second).padStart(2, '0')}.1234567 ${pid}  ${tid}  ${component.padEnd(15)} ${text}`;
}

const LEGACY_START = '** START **  Agent: Finding updates [CallerId = AutomaticUpdates]';
const LEGACY_END = '**  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]';

function outcomes(...lines: readonly string[]): readonly (readonly [Scan['outcome'], string | null])[] {
	return report(...lines).scans.map(({outcome, exitCode}) => [outcome, exitCode]);
}

describe('an END without a code', () => {
	it('is no success where nothing of the scan was kept', () => {
		expect(outcomes(legacy(0, 'Agent', LEGACY_START), legacy(9, 'Agent', LEGACY_END))).toEqual([['unknown', null]]);
	});

	it.each([
		['updates that it found', '  * Found 4 updates and 61 categories in search; evaluated appl. rules of 500 out of 900 deployed entities'],
	])('is a success by %s', (_, text) => {
		expect(outcomes(legacy(0, 'Agent', LEGACY_START), legacy(4, 'Agent', text), legacy(9, 'Agent', LEGACY_END))).toEqual([
			['succeeded', null],
		]);
	});

	it.each([
		['  * WARNING: Failed to synchronize, error = 0x8024402C', 'failed', '0x8024402C'],
		['  * WARNING: Skipping scan, self-update check returned 0x80244019', 'failed', '0x80244019'],
		['  * WARNING: Failed to filter search results, error = 0x8024000B', 'cancelled', '0x8024000B'],
	] as const)('is what the line before says: %s', (text, outcome, code) => {
		expect(outcomes(legacy(0, 'Agent', LEGACY_START), legacy(4, 'Agent', text), legacy(9, 'Agent', LEGACY_END))).toEqual([[outcome, code]]);
	});

	it.each([
		['the agent', legacy(10, 'Agent', 'WARNING: WU client failed Searching for update with error 0x80072efd')],
		['Automatic Updates', legacy(10, 'AU', '  # WARNING: Search callback failed, result = 0x80072EFD', {tid: 'e18'})],
		['Automatic Updates, in short', legacy(10, 'AU', '  # WARNING: Failed to find updates with error code 80072EFD', {tid: 'e18'})],
	])('is what %s tells after it', (_, line) => {
		expect(outcomes(legacy(0, 'Agent', LEGACY_START), legacy(9, 'Agent', LEGACY_END), line)).toEqual([['failed', '0x80072EFD']]);
	});

	it('is what the program that searched tells after it, in a process of its own', () => {
		const caller = '[CallerId = Inventory Tool]';
		expect(
			outcomes(
				legacy(0, 'Agent', `** START **  Agent: Finding updates ${caller}`),
				legacy(9, 'Agent', `**  END  **  Agent: Finding updates ${caller}`),
				legacy(10, 'COMAPI', '  - WARNING: Exit code = 0x00000000, Result code = 0x80072EE2', {pid: 4120, tid: '11a'}),
			),
		).toEqual([['failed', '0x80072EE2']]);
	});

	it('is not that of another scan long before', () => {
		expect(
			outcomes(
				legacy(0, 'Agent', LEGACY_START),
				legacy(9, 'Agent', LEGACY_END),
				legacy(300, 'AU', '  # WARNING: Search callback failed, result = 0x80072EFD', {tid: 'e18'}),
			),
		).toEqual([['unknown', null]]);
	});
});

it.each([
	['0x8024000C', 'succeeded'],
	['0x8024001E', 'cancelled'],
	['0x8007045B', 'cancelled'],
	['0x00240010', 'succeeded'],
	['0x80248007', 'failed'],
] as const)('the exit code %s is %s', (code, outcome) => {
	expect(
		outcomes(
			etw(0, 'Agent', '* START * Finding updates CallerId = CcmExec  Id = 3'),
			etw(1, 'Agent', `* END * Finding updates CallerId = CcmExec, Id = 3, Exit code = ${code}`),
		),
	).toEqual([[outcome, code]]);
});

describe('an END closes the scan of its caller and Id only', () => {
	const start = etw(0, 'Agent', '* START * Finding updates CallerId = CcmExec  Id = 3 (cV = kQ7.0.1)');
	const failure = etw(1, 'WebServices', '*FAILED* [80240438] Web service call');

	it.each([
		['of another caller, on another thread', 'CallerId = Windows Defender, Id = 3, Exit code = 0x00000000', 5588],
		['of another caller, on its thread', 'CallerId = Windows Defender, Id = 3, Exit code = 0x00000000', 5566],
		['of another Id', 'CallerId = CcmExec, Id = 4, Exit code = 0x00000000', 5566],
		['of another vector', 'CallerId = CcmExec, Id = 3, Exit code = 0x00000000 (cV = Zz9.0.4)', 5588],
	])('not one %s', (_, rest, tid) => {
		const {scans} = report(start, failure, etw(2, 'Agent', `* END * Finding updates ${rest}`, {tid}));
		expect(scans).toMatchObject([
			{caller: 'CcmExec', outcome: 'unknown', end: null, failures: [{code: '0x80240438'}]},
			{outcome: 'succeeded', start: null, failures: []},
		]);
	});

	it('that runs on when the end of another one stands between its lines', () => {
		const {scans} = report(
			start,
			etw(2, 'Agent', '* END * Finding updates CallerId = Windows Defender, Id = 9, Exit code = 0x00000000'),
			failure,
			etw(3, 'Agent', '* END * Finding updates CallerId = CcmExec, Id = 3, Exit code = 0x80240438 (cV = kQ7.0.1)'),
		);
		expect(scans).toMatchObject([
			{caller: 'CcmExec', outcome: 'failed', failures: [{}]},
			{caller: 'Windows Defender', start: null},
		]);
	});

	it.each([
		'tool, Id = 8, Exit code = 0x00000000',
		'a (cV = q.1) b',
		'Exit code = 0x00000000',
		'x, Id = 3',
		'Id = 4 (cV = q.1), Id = 7',
	])('whatever the name of the caller holds: %s', (caller) => {
		const {scans} = report(
			etw(0, 'Agent', `* START * Finding updates CallerId = ${caller}  Id = 12 (cV = kQ7.0.1)`),
			etw(2, 'Agent', `* END * Finding updates CallerId = ${caller}, Id = 12, Exit code = 0x80240438 (cV = kQ7.0.1)`),
		);
		expect(scans).toMatchObject([{caller, callId: 12, cv: 'kQ7.0.1', outcome: 'failed', exitCode: '0x80240438'}]);
	});

	it('and is unknown where the code of the real end was cut off', () => {
		const caller = 'tool, Id = 8, Exit code = 0x00000000';
		const {scans} = report(
			etw(0, 'Agent', `* START * Finding updates CallerId = ${caller}  Id = 12`),
			etw(2, 'Agent', `* END * Finding updates CallerId = ${caller}, Id = 12, Exit code = 0x8024`),
		);
		expect(scans).toMatchObject([{caller, outcome: 'unknown', exitCode: null}]);
	});
});

describe('scans whose first or last line is missing', () => {
	it('are told by the first lines that are left', () => {
		const {scans} = report(
			legacy(0, 'Agent', '  * Online = Yes; Ignore download priority = No'),
			legacy(0, 'Agent', '  * ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed'),
			legacy(
				20,
				'Misc',
				'WARNING: SendRequest failed with hr = 80072ee2. Proxy List used: <(null)> Bypass List used : <(null)> Auth Schemes used : <>',
			),
		);
		expect(scans).toMatchObject([
			{start: null, end: null, outcome: 'unknown', online: true, service: {name: 'WSUS'}, failures: [{code: '0x80072EE2'}]},
		]);
	});

	it('have the result that a line of their own tells', () => {
		const {scans} = report(
			legacy(0, 'Misc', 'WARNING: DownloadFileInternal failed for http://updates.corp.example/selfupdate/wuident.cab: error 0x80190194'),
			legacy(0, 'Agent', '  * WARNING: Skipping scan, self-update check returned 0x80244019'),
			legacy(1, 'Agent', '  * WARNING: Exit code = 0x80244019'),
		);
		expect(scans).toMatchObject([{start: null, end: null, outcome: 'failed', exitCode: '0x80244019', rootCause: {line: 1}}]);
	});

	it('end with an END that names no caller', () => {
		const {scans} = report(
			legacy(0, 'PT', 'WARNING: Sync of Updates: 0x80244010'),
			legacy(1, 'Agent', '  * WARNING: Exit code = 0x80244010'),
			legacy(1, 'Agent', '** END ** Agent: Finding updates'),
		);
		expect(scans).toMatchObject([{start: null, end: {line: 3}, caller: '', outcome: 'failed', exitCode: '0x80244010'}]);
	});

	it('are two where the first lines come twice', () => {
		const {scans} = report(
			legacy(0, 'Agent', '  * Online = Yes; Ignore download priority = No'),
			legacy(3, 'Agent', '  * WARNING: Exit code = 0x80072EE2'),
			legacy(60, 'Agent', '  * Online = Yes; Ignore download priority = No'),
			legacy(63, 'Agent', '  * WARNING: Exit code = 0x80072EFD'),
		);
		expect(scans.map(({exitCode}) => exitCode)).toEqual(['0x80072EE2', '0x80072EFD']);
	});

	it('are not installations that end with a code', () => {
		const {scans, outsideFailures} = report(
			legacy(0, 'Agent', '** START **  Agent: Installing updates [CallerId = AutomaticUpdates]'),
			legacy(3, 'Agent', '  * WARNING: Exit code = 0x80240020'),
		);
		expect(scans).toEqual([]);
		expect(outsideFailures).toMatchObject([{kind: 'install', code: '0x80240020'}]);
	});
});

it('policy that forbids the use of Windows Update is why a scan ended with 0x8024002E', () => {
	const {scans} = report(
		legacy(0, 'Agent', '  * Windows Update access disabled: Yes', {tid: '7d0'}),
		legacy(5, 'Agent', LEGACY_START),
		legacy(6, 'Agent', '  * WARNING: Exit code = 0x8024002E'),
		legacy(6, 'Agent', LEGACY_END),
	);
	expect(scans).toMatchObject([{outcome: 'failed', rootCause: {code: '0x8024002E', line: 1}, failures: [{line: 1}]}]);
	expect(scans[0]?.failures[0]?.message).toContain('Windows Update access disabled: Yes');
});

describe('what a scan asked', () => {
	it('is WSUS where a mapping says so, at the address of its targeting service; one request is one try', () => {
		const {scans} = report(
			legacy(0, 'Agent', '** START **  Agent: Finding updates [CallerId = Inventory Tool]'),
			legacy(0, 'Agent', '  * ServiceID = {10101010-2020-4303-8404-505050505050} Third party service'),
			legacy(1, 'Agent', 'GetTargetedServiceMapping: 10101010-2020-4303-8404-505050505050 -> 3DA21691-E39D-4DA6-8A4B-B43877BCB1B7'),
			legacy(2, 'PT', '  Server URL = http://updates.corp.example:8530/SimpleAuthWebService/SimpleAuth.asmx'),
			legacy(9, 'Misc', 'WARNING: Send failed with hr = 80072efd.'),
			legacy(
				9,
				'Misc',
				'WARNING: SendRequest failed with hr = 80072efd. Proxy List used: <(null)> Bypass List used : <(null)> Auth Schemes used : <>',
			),
			legacy(9, 'Misc', 'FATAL: SOAP/WinHttp - SendRequest: SendRequestUsingProxy failed. error 0x80072efd'),
			legacy(9, 'PT', '  + Last proxy send request failed with hr = 0x80072EFD, HTTP status code = 0'),
			legacy(
				9,
				'PT',
				'WARNING: GetAuthorizationCookie failure, error = 0x80072EFD, soap client error = 5, soap error code = 0, HTTP status code = 200',
			),
			legacy(9, 'Agent', '  * WARNING: Exit code = 0x80072EFD'),
			legacy(9, 'Agent', '**  END  **  Agent: Finding updates [CallerId = Inventory Tool]'),
		);
		expect(scans).toMatchObject([{service: {name: 'WSUS'}, server: {host: 'updates.corp.example', port: 8530}, retries: 0}]);
		expect(scans[0]?.proxy.attempts).toMatchObject([{via: 'direct', outcome: 'failed', code: '0x80072EFD'}]);
	});

	it('is told with the words of the server that refused it', () => {
		const {scans} = report(
			etw(0, 'Agent', '* START * Finding updates CallerId = CcmExec  Id = 3'),
			etw(
				1,
				'WebServices',
				'WS error: <detail><ErrorCode>InvalidParameters</ErrorCode><Message>parameters.OtherCachedUpdateIDs</Message></detail>',
			),
			etw(1, 'WebServices', '*FAILED* [80244007] Web service call'),
			etw(2, 'Agent', '* END * Finding updates CallerId = CcmExec, Id = 3, Exit code = 0x80244007'),
		);
		expect(scans[0]).toMatchObject({rootCause: {code: '0x80244007', line: 2}, failures: [{line: 2, code: '0x80244007'}, {line: 3}]});
		expect(scans[0]?.failures[0]?.message).toContain('parameters.OtherCachedUpdateIDs');
	});

	it('is told with the words of a legacy server, which come after the failure', () => {
		const {scans} = report(
			legacy(0, 'Agent', LEGACY_START),
			legacy(
				1,
				'PT',
				'WARNING: SyncUpdates failure, error = 0x80244007, soap client error = 7, soap error code = 300, HTTP status code = 200',
			),
			legacy(1, 'PT', 'WARNING:     ErrorCode:InvalidParameters(7)'),
			legacy(1, 'PT', 'WARNING:     Message:parameters.InstalledNonLeafUpdateIDs'),
			legacy(2, 'Agent', '  * WARNING: Exit code = 0x80244007'),
			legacy(2, 'Agent', LEGACY_END),
		);
		expect(scans[0]?.failures[0]?.message).toMatch(/InvalidParameters\(7\); Message:parameters\.InstalledNonLeafUpdateIDs$/);
	});

	it('was answered, where only a file of another host did not come', () => {
		const {scans} = report(
			etw(0, 'Agent', '* START * Finding updates CallerId = CcmExec  Id = 3'),
			etw(1, 'WebServices', 'Auto proxy settings for this web service call.'),
			etw(2, 'Misc', '*FAILED* [80072EFE] Send request'),
			etw(2, 'Agent', '*FAILED* [8024402F] file = a\\externalcab\\b.cpp, line = 12'),
			etw(3, 'Agent', '* END * Finding updates CallerId = CcmExec, Id = 3, Exit code = 0x8024402F'),
		);
		expect(scans[0]).toMatchObject({exitCode: '0x8024402F', rootCause: {code: '0x80072EFE', line: 3}});
	});
});
