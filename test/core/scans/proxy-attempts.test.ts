/** Which proxies a scan tried, in which order, and how each try ended. */
import {describe, expect, it} from 'vitest';
import {
	analyzeText,
	attemptsOf,
	end,
	etwLog,
	legacyLog,
	OFFLINE,
	ONLINE,
	onlyScan,
	onThread,
	start,
	WSUS_URL,
} from '../../helpers/log-lines.js';

const OPERATION = 'CAgentProtocolTalker::SyncUpdates_WithRecover';
const CALL = `IdleTimer WU operation (${OPERATION}) started; operation # 12; does use network; is at background priority`;
const RETURN = `IdleTimer WU operation (${OPERATION}, operation # 12) stopped; does use network; is at background priority`;
const AUTO = 'WebServices Auto proxy settings for this web service call.';
const AUTO_AGAIN = 'WebServices Using auto proxy settings for this web service call';
const ERROR = `WebServices WS error: There was an error communicating with the endpoint at '${WSUS_URL}'.`;
const FAILED = 'WebServices *FAILED* [80240438] Web service call';
const SWITCH = 'WebServices Proxy Behavior: 2, system proxy options exhausted.. switch to user proxy';
const SYSTEM = 'WebServices Using system proxy, with auto proxy settings';
const USER = 'WebServices Using user proxy, with impersonation';
const TRANSIENT =
	'WebServices *FAILED* [8024401C] WebService call failed during NwsCallWithRetries with a ' +
	'transient error. Retrying after waiting 2000 msecs. Retry Counter: 0';
const MAPPED = 'WebServices MapToSusHResult mapped Nws error 0x803d0010 to 0x80240438';

function behavior(raw: string, url = WSUS_URL): string {
	return `WebServices Proxy Behavior set to ${raw} for service url ${url}`;
}

/** An online scan that ends well, or with the code given. */
function scanOf(lines: readonly string[], exitCode?: string): ReturnType<typeof onlyScan> {
	return onlyScan(etwLog(start('X', 1), ONLINE, ...lines, end('X', 1, exitCode)));
}

describe('the proxy behaviour', () => {
	it.each([
		['1', 'system-only'],
		['2', 'system-then-user'],
		['3', 'user-then-system'],
		['AllowUserProxyAsFallbackToSystemProxy', 'system-then-user'],
		['AllowSystemProxyAsFallbackToUserProxy', 'user-then-system'],
		['4', null],
		['SomethingNew', null],
	])('%s means %s', (raw, meaning) => {
		expect(scanOf([behavior(raw)]).proxy.behaviors).toEqual([{line: 3, url: WSUS_URL, raw, meaning}]);
	});

	it.each([
		['1', 'system'],
		['2', 'system'],
		['3', 'user'],
		['4', 'unknown'],
	])('%s says that a call goes through the %s proxy first', (raw, via) => {
		expect(scanOf([behavior(raw), CALL, AUTO, RETURN])).toMatchObject({
			proxy: {attempts: [{line: 5, via, outcome: 'succeeded', code: null, url: WSUS_URL}], outcome: via},
			retries: 0,
		});
	});

	it('that is not printed leaves the kind of proxy unknown', () => {
		expect(scanOf([CALL, AUTO, RETURN]).proxy).toMatchObject({
			behaviors: [],
			attempts: [{via: 'unknown', outcome: 'succeeded'}],
			outcome: 'unknown',
		});
	});
});

describe('web calls of Windows 10', () => {
	it('switch from the system proxy to that of the user, which works', () => {
		const scan = scanOf([
			behavior('2'),
			CALL,
			AUTO,
			ERROR,
			'WebServices WS error: The given proxy cannot be reached.',
			SWITCH,
			AUTO,
			RETURN,
		]);
		expect(attemptsOf(scan)).toEqual(['system failed', 'user succeeded']);
		expect(scan).toMatchObject({
			proxy: {outcome: 'user-fallback', attempts: [{line: 5, url: WSUS_URL}, {line: 9}]},
			retries: 1,
			failures: [],
		});
	});

	it('switch from the proxy of the user to that of the system', () => {
		const scan = scanOf([
			behavior('3'),
			CALL,
			AUTO,
			ERROR,
			'WebServices Proxy Behavior: 3, user proxy options exhausted.. switch to system proxy',
			AUTO,
			RETURN,
		]);
		expect(attemptsOf(scan)).toEqual(['user failed', 'system succeeded']);
		expect(scan.proxy.outcome).toBe('system-fallback');
	});

	it('fail where no other proxy is allowed, each try on its own', () => {
		const round = [AUTO, ERROR, FAILED, 'WebServices Current service auth scheme=0.', 'WebServices Current Proxy auth scheme=0.'];
		const scan = scanOf(
			[
				behavior('1'),
				CALL,
				AUTO,
				ERROR,
				'WebServices Proxy Behavior: 1, system proxy options exhausted..no more options to try',
				FAILED,
				...round,
				RETURN,
			],
			'0x80240438',
		);
		expect(attemptsOf(scan)).toEqual(['system failed 0x80240438', 'system failed 0x80240438']);
		expect(scan).toMatchObject({proxy: {outcome: 'failed'}, retries: 1, outcome: 'failed', rootCause: {code: '0x80240438'}});
	});

	it('that fail without any beginning are tries as well: they reused a connection', () => {
		expect(attemptsOf(scanOf([behavior('1'), CALL, AUTO, RETURN, CALL, ERROR, FAILED, RETURN], '0x80240438'))).toEqual([
			'system succeeded',
			'system failed 0x80240438',
		]);
	});

	it('print error texts in any language, which decide nothing', () => {
		const spanish = [
			`WebServices WS error: Error en la comunicaci??n con el extremo en '${WSUS_URL}'.`,
			'WebServices WS error: No es posible el acceso al proxy especificado.',
		];
		expect(attemptsOf(scanOf([behavior('2'), CALL, AUTO, ...spanish, SWITCH, AUTO, RETURN]))).toEqual(['system failed', 'user succeeded']);
	});

	it('of 1507 to 1703 say their code in words', () => {
		expect(
			attemptsOf(
				scanOf(
					[
						CALL,
						AUTO,
						ERROR,
						'WebServices Web service call failed with hr = 8024401c.',
						"WebServices Proxy List: '(null)', Bypass List: '(null)'.",
						RETURN,
					],
					'0x8024401C',
				),
			),
		).toEqual(['unknown failed 0x8024401C']);
	});

	it('of targeting have the address of targeting', () => {
		const targeting = 'https://wsus.example:8531/SimpleAuthWebService/SimpleAuth.asmx';
		const operation = (state: string): string =>
			`IdleTimer WU operation (CSimpleTargeting::GetCookie SimpleTargeting${state === 'started' ? ')' : ', operation # 13)'} ` +
			`${state}${state === 'started' ? '; operation # 13' : ''}; does use network; x`;
		const scan = scanOf([behavior('1', targeting), behavior('1'), operation('started'), AUTO, operation('stopped'), CALL, AUTO, RETURN]);
		expect(scan.proxy.attempts.map(({url}) => url)).toEqual([targeting, WSUS_URL]);
	});
});

describe('what happens around tries', () => {
	it('a switch ends a try, also where nothing else says that it failed', () => {
		const scan = scanOf([behavior('2'), CALL, AUTO, SWITCH, RETURN]);
		expect(attemptsOf(scan)).toEqual(['system failed']);
		expect(attemptsOf(scanOf([behavior('2'), CALL, AUTO, SWITCH, AUTO, RETURN]))).toEqual(['system failed', 'user succeeded']);
	});

	it('a switch tells which proxy a try went through where nothing else does', () => {
		expect(attemptsOf(scanOf([CALL, AUTO, SWITCH, AUTO, RETURN]))).toEqual(['system failed', 'user succeeded']);
	});

	it('a scan that is cancelled after a failed try did not get through', () => {
		expect(scanOf([behavior('1'), CALL, AUTO, ERROR, FAILED], '0x8024000B')).toMatchObject({
			outcome: 'cancelled',
			proxy: {outcome: 'failed'},
		});
		expect(scanOf([behavior('1'), CALL, AUTO, RETURN], '0x8024000B')).toMatchObject({outcome: 'cancelled', proxy: {outcome: 'system'}});
	});

	it('an error that is followed by a good return leaves the result open, and the scan decides', () => {
		expect(attemptsOf(scanOf([behavior('1'), CALL, AUTO, ERROR, RETURN], '0x80240438'))).toEqual(['system unknown']);
		expect(attemptsOf(scanOf([behavior('1'), CALL, AUTO, ERROR]))).toEqual(['system failed']);
		expect(attemptsOf(scanOf([behavior('1'), CALL, AUTO, ERROR], '0x80240438'))).toEqual(['system failed']);
		expect(attemptsOf(scanOf([behavior('1'), CALL, AUTO], '0x80240438'))).toEqual(['system unknown']);
	});

	it('the failure of the last call is the cause, not that of a call before it', () => {
		const scan = scanOf([behavior('1'), CALL, AUTO, ERROR, FAILED, RETURN, CALL, AUTO, ERROR, FAILED, RETURN], '0x80240438');
		expect(scan.failures.map(({line}) => line)).toEqual([7, 12]);
		expect(scan.rootCause).toMatchObject({code: '0x80240438', line: 12});
	});

	it('calls of other services have the behaviour that was printed for them', () => {
		const other = 'https://sp.example/SimpleAuthWebService/SimpleAuth.asmx';
		const targeting = CALL.replace(OPERATION, 'CSimpleTargeting::GetCookie');
		const scan = scanOf([behavior('3'), behavior('1', other), CALL, AUTO, RETURN, targeting, AUTO, RETURN]);
		expect(scan.proxy.attempts.map(({via, url}) => [via, url])).toEqual([
			['user', WSUS_URL],
			['system', other],
		]);
	});
});

describe('web calls of UUS builds', () => {
	it('name the proxy of each try', () => {
		const scan = scanOf([behavior('AllowUserProxyAsFallbackToSystemProxy'), CALL, SYSTEM, AUTO_AGAIN, RETURN]);
		expect(attemptsOf(scan)).toEqual(['system succeeded']);
		expect(scan.proxy).toMatchObject({outcome: 'system', attempts: [{impersonation: null}]});
	});

	it('are tried again after a transient error, through the same proxy', () => {
		const scan = scanOf([CALL, SYSTEM, AUTO_AGAIN, ERROR, TRANSIENT, SYSTEM, AUTO_AGAIN, ERROR, TRANSIENT, SYSTEM, AUTO_AGAIN, RETURN]);
		expect(attemptsOf(scan)).toEqual(['system failed 0x8024401C', 'system failed 0x8024401C', 'system succeeded']);
		expect(scan).toMatchObject({retries: 2, proxy: {outcome: 'system'}});
	});

	it('have the code that the transport error is reported as', () => {
		const scan = scanOf([
			CALL,
			SYSTEM,
			AUTO_AGAIN,
			ERROR,
			MAPPED,
			SWITCH,
			'WebServices WebService call failed during NwsCallWithRetries. Retrying with a new proxy setting. Retry Counter: 1',
			USER,
			AUTO_AGAIN,
			RETURN,
		]);
		expect(attemptsOf(scan)).toEqual(['system failed 0x80240438', 'user succeeded']);
		expect(scan.proxy).toMatchObject({outcome: 'user-fallback', attempts: [{impersonation: null}, {impersonation: true}]});
	});

	it('fail when both kinds are used up', () => {
		const scan = scanOf(
			[
				CALL,
				SYSTEM,
				AUTO_AGAIN,
				ERROR,
				SWITCH,
				USER,
				AUTO_AGAIN,
				ERROR,
				'WebServices Proxy Behavior: AllowUserProxyAsFallbackToSystemProxy, user proxy options exhausted..no more options to try',
				`${FAILED}. Current service auth scheme=0. Current Proxy auth scheme=0.`,
				RETURN,
			],
			'0x80240438',
		);
		expect(attemptsOf(scan)).toEqual(['system failed', 'user failed 0x80240438']);
		expect(scan.proxy.outcome).toBe('failed');
	});

	it('without impersonation are told from those with', () => {
		expect(scanOf([CALL, 'WebServices Using user proxy, without impersonation', RETURN]).proxy).toMatchObject({
			outcome: 'user',
			attempts: [{impersonation: false}],
		});
	});
});

describe('the summary of UUS builds', () => {
	const tries = (...list: readonly (readonly [code: number, isSystem: boolean])[]): string =>
		`Agent ScanQOS. ServerId = 855E8A7C-ECB4-4CA3-B045-1DFA50104289, ServiceURL = ${WSUS_URL}, ` +
		'RetryInformation = ' +
		'[{"WebServiceMethodId":4,"Attempts":[{"ErrorCode":-2145123272,"RecoveryAction":5,"RetryAttempts":[' +
		list.map(([code, isSystem]) => `{"StatusCode":${code},"NetworkLevel":3,"IsSystemProxy":${isSystem}}`).join(',') +
		']}]}], ' +
		'NetworkLevel = InternetAccess';

	it('fills in the codes that no line said', () => {
		const scan = scanOf(
			[CALL, SYSTEM, AUTO_AGAIN, ERROR, SWITCH, USER, AUTO_AGAIN, ERROR, FAILED, RETURN, tries([-2143485946, true], [-2143485936, false])],
			'0x80240438',
		);
		expect(attemptsOf(scan)).toEqual(['system failed 0x803D0006', 'user failed 0x80240438']);
	});

	it('says which proxy was tried where no line did', () => {
		expect(attemptsOf(scanOf([CALL, AUTO, ERROR, FAILED, RETURN, tries([-2143485936, false])], '0x80240438'))).toEqual([
			'user failed 0x80240438',
		]);
	});

	it('adds the tries that no line showed', () => {
		const scan = scanOf([tries([-2143485946, true], [-2143485936, false])], '0x80240438');
		expect(attemptsOf(scan)).toEqual(['system failed 0x803D0006', 'user failed 0x803D0010']);
		expect(scan).toMatchObject({service: {name: 'Microsoft Store'}, server: {url: WSUS_URL}, proxy: {outcome: 'failed'}});
	});

	it('is left aside where it does not agree with the lines', () => {
		expect(
			attemptsOf(scanOf([CALL, SYSTEM, ERROR, SWITCH, USER, ERROR, FAILED, RETURN, tries([-2143485946, false])], '0x80240438')),
		).toEqual(['system failed', 'user failed 0x80240438']);
	});

	it('without failed tries adds nothing', () => {
		const none =
			'Agent ScanQOS. ServerId = 855E8A7C-ECB4-4CA3-B045-1DFA50104289, ScanResult = 147, ServiceURL = ' +
			'(null), RetryInformation = , NetworkLevel = InternetAccess';
		expect(scanOf([none])).toMatchObject({server: null, proxy: {attempts: [], outcome: 'not-used'}});
	});
});

describe('downloads of service discovery', () => {
	const request = (code: string): string =>
		`Misc *FAILED* [${code}] WinHttp: SendRequestWithAuthRetry using proxy failed for <HTTPS://sls.example/a>`;
	const retry = (counter: number): string => `Misc *FAILED* [8024402C] Library download error. Will retry. Retry Counter: ${counter}`;
	const done = (code: string, status: number): string =>
		`SLS Complete the request URL HTTPS://sls.example/a with [${code}] and http status code[${status}] and send SLS events.`;

	it('are one try for each request, however many lines it writes', () => {
		const scan = scanOf(
			['Misc *FAILED* [80072EE7] Send request', request('8024402C'), retry(0), request('80072EE2'), retry(1), done('8024402C', 0)],
			'0x8024402C',
		);
		expect(attemptsOf(scan)).toEqual(['unknown failed 0x80072EE7', 'unknown failed 0x80072EE2']);
		expect(scan).toMatchObject({
			retries: 1,
			proxy: {outcome: 'failed', attempts: [{url: 'HTTPS://sls.example/a'}, {url: 'HTTPS://sls.example/a'}]},
		});
	});

	it('are tried again through the default proxy, which works', () => {
		const scan = scanOf([
			'Misc *FAILED* [80072EE7] Send request',
			'Misc *FAILED* [8024402C] WinHttp: SendRequestToServerForFileInformation (retrying with default proxy)',
			done('00000000', 200),
		]);
		expect(attemptsOf(scan)).toEqual(['unknown failed 0x80072EE7', 'system succeeded']);
	});

	it('do not change what the web calls say', () => {
		expect(scanOf([request('8024402C'), done('8024402C', 0), CALL, SYSTEM, AUTO_AGAIN, RETURN]).proxy.outcome).toBe('system');
	});
});

describe('Windows 7 to 8.1', () => {
	const legacyScan = (lines: readonly string[], exit = '0x8024402C'): ReturnType<typeof onlyScan> =>
		onlyScan(
			legacyLog(
				'Agent ** START **  Agent: Finding updates [CallerId = X]',
				'Agent   * Online = Yes; Ignore download priority = No',
				...lines,
				`Agent   * WARNING: Exit code = ${exit}`,
				'Agent **  END  **  Agent: Finding updates [CallerId = X]',
			),
		);
	const url = 'http://wsus.example:8530/selfupdate/wuident.cab';
	const request = (proxy: string, bypass: string): readonly string[] => [
		'Misc WARNING: Send failed with hr = 80072ee7.',
		`Misc WARNING: SendRequest failed with hr = 80072ee7. Proxy List used: <${proxy}> Bypass List ` +
			`used : <${bypass}> Auth Schemes used : <NTLM;Negotiate (NTLM or Kerberos);>`,
		`Misc WARNING: WinHttp: SendRequestUsingProxy failed for <${url}>. error 0x8024402c`,
		'Misc WARNING: WinHttp: SendRequestToServerForFileInformation MakeRequest failed. error 0x8024402c',
		'Misc WARNING: WinHttp: SendRequestToServerForFileInformation failed with 0x8024402c',
		'Misc WARNING: WinHttp: ShouldFileBeDownloaded failed with 0x8024402c',
	];

	it('names the proxy of a request, and what goes past it', () => {
		const scan = legacyScan([
			...request('proxy.example:8080 ', '*.example;<local>'),
			...request('proxy.example:8080 ', '*.example;<local>'),
		]);
		expect(scan.proxy.attempts).toMatchObject([
			{line: 3, via: 'named', proxy: 'proxy.example:8080', bypass: '*.example;<local>', url, outcome: 'failed', code: '0x80072EE7'},
			{line: 9, via: 'named'},
		]);
		expect(scan).toMatchObject({retries: 1, proxy: {outcome: 'failed'}, rootCause: {code: '0x80072EE7', line: 3}});
	});

	it('names no proxy for a direct connection', () => {
		expect(legacyScan(request('(null)', '(null)')).proxy.attempts).toMatchObject([{via: 'direct', proxy: null, bypass: null}]);
	});

	it('names the list that the web service call was given', () => {
		const scan = legacyScan(
			[
				'PT +++++++++++  PT: Synchronizing server updates  +++++++++++',
				'PT   + Last proxy send request failed with hr = 0x80072EE2, HTTP status code = 0',
				'PT   + Caller provided proxy = No',
				'PT   + Proxy list used = proxy.example:8080',
				'PT   + Bypass list used = <NULL>',
				'PT   + Caller provided credentials = No',
				'PT WARNING: SyncUpdates failure, error = 0x80072EE2, soap client error = 5, soap error code = 0, HTTP status code = 200',
			],
			'0x80072EE2',
		);
		expect(attemptsOf(scan)).toEqual(['named failed 0x80072EE2']);
		expect(scan.proxy).toMatchObject({outcome: 'failed', attempts: [{proxy: 'proxy.example:8080'}]});
	});

	it('names the addresses that would have gone without the proxy', () => {
		const call = (proxy: string): readonly string[] => [
			'PT WARNING: SyncUpdates failure, error = 0x80072EE2, soap client error = 5, soap error code = 0, HTTP status code = 200',
			`PT   + Proxy list used = ${proxy}`,
			'PT   + Bypass list used = *.example;<local>',
		];
		expect(legacyScan(call('proxy.example:8080'), '0x80072EE2').proxy.attempts).toMatchObject([
			{via: 'named', proxy: 'proxy.example:8080', bypass: '*.example;<local>'},
		]);
		// Without a proxy there is nothing to pass by.
		expect(legacyScan(call('<NULL>'), '0x80072EE2').proxy.attempts).toMatchObject([{via: 'direct', proxy: null, bypass: null}]);
	});

	it('reads a proxy that wants a sign-in', () => {
		const scan = legacyScan(
			['PT WARNING: SyncUpdates failure, error = 0x8024401B, soap client error = 10, soap error code = 0, HTTP status code = 407'],
			'0x8024401B',
		);
		expect(attemptsOf(scan)).toEqual(['unknown failed 0x8024401B']);
		expect(scan.failures).toMatchObject([{category: 'proxy', name: 'WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ'}]);
	});

	it('says in 8.1 that a call goes without proxy, or through which one', () => {
		const lines = [
			'WS No proxy settings for this web service call.',
			"WS Proxy List: 'proxy.example:8080', Bypass List: '<local>'.",
			'WS Auto proxy settings for this web service call.',
		];
		const scan = onlyScan(
			legacyLog(
				'Agent ** START **  Agent: Finding updates [CallerId = X]',
				...lines,
				'Agent **  END  **  Agent: Finding updates [CallerId = X]',
			),
		);
		expect(scan.proxy.attempts).toMatchObject([
			{via: 'direct', outcome: 'succeeded'},
			{via: 'named', proxy: 'proxy.example:8080', bypass: '<local>', outcome: 'succeeded'},
		]);
	});
});

describe('no attempt at all', () => {
	it('is made by an offline scan, whatever its lines say', () => {
		const scan = onlyScan(etwLog(start('X', 1), OFFLINE, behavior('2'), AUTO, ERROR, SWITCH, FAILED, end('X', 1)));
		expect(scan).toMatchObject({online: false, retries: 0, proxy: {attempts: [], outcome: 'not-used', behaviors: [{raw: '2'}]}});
	});

	it.each([
		'Agent Registering proxy/stubs.',
		'Agent UusId:wu.proxystubs.wups',
		'Agent *FAILED* [80246007] SLSClientProxy.h failed',
		'DownloadManager Priority = 3, Interactive = 1, Owner is system = 1, Proxy session id = -1, ' +
			'ServiceId = 9482F4B4-E343-43B6-B170-9A65BC822C77',
		'Misc *FAILED* [800703F0] Failed to get proxy settings token, not impersonating user',
		'Agent *FAILED* [80070103] wuauengcore.dll, C:\\__w\\1\\s\\src\\Client\\ProxyRetryContext.cpp @268',
		'DownloadManager *FAILED* [80072EFD] Background download of UpdateId = G.1, failed due to proxy or proxy authentication error',
		'WebServices MoveToNextProxySettings: ServiceAuthScheme=0, ProxyAuthScheme=0, ' +
			'LastProxyConfigTried=2, DefaultProxyOptionsExhausted=Yes, UserProxyOptionsExhausted=No',
	])('is seen in %j', (line) => {
		expect(scanOf([line]).proxy).toEqual({behaviors: [], attempts: [], outcome: 'not-used'});
	});

	it('comes from other threads, where no scan runs', () => {
		const elsewhere = [behavior('2'), AUTO, ERROR, SWITCH, FAILED, 'Misc *FAILED* [80072EE7] Send request'].map((line) =>
			onThread(99, line),
		);
		const report = analyzeText(etwLog(start('X', 1), ONLINE, ...elsewhere, CALL, SYSTEM, RETURN, end('X', 1)));
		expect(report.scans).toMatchObject([
			{failures: [], retries: 0, proxy: {behaviors: [], attempts: [{via: 'system'}], outcome: 'system'}},
		]);
	});

	it('of many is kept past a bound', () => {
		const scan = scanOf(Array.from({length: 600}, () => [AUTO, ERROR, FAILED]).flat(), '0x80240438');
		expect(scan.proxy.attempts).toHaveLength(512);
	});
});
