/** Failure lines with the code in running text: Windows 10 before 1709, and legacy logs. */
import {cleanUrl, group, type MessagePattern, valueOrNull} from '../pattern.js';

const HEX = '(?:0[xX])?([0-9A-Fa-f]{8})';

function code(text: string): number {
	return Number.parseInt(text, 16);
}

/** Win32 codes as HRESULTs. */
function hresultOf(value: number): number {
	return value > 0 && value <= 0xffff ? (0x80070000 | value) >>> 0 : value;
}

export const FAILURE_PATTERNS: readonly MessagePattern[] = [
	{
		id: 'web-call-failed-e1',
		meaning: 'a web service call returned an error',
		source: 'Windows 10 1507 to 1703',
		starts: ['Web service call failed with hr'],
		scope: 'scan',
		match: new RegExp(`^Web service call failed with hr ?= ?${HEX}`),
		event: (groups) => ({type: 'failure', code: code(group(groups, 1)), text: 'Web service call failed', role: 'web-call', category: null}),
		examples: {match: ['Web service call failed with hr = 8024401c.'], noMatch: ['Web service call failed']},
	},
	{
		id: 'send-request-failed-e1',
		meaning: 'a WinHTTP request failed',
		source: 'Windows 10 1507 to 1703',
		starts: ['Send request failed'],
		scope: 'scan',
		match: new RegExp(`^Send request failed, hr: ?${HEX}`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1)),
			text: 'Send request failed',
			role: 'request',
			category: null,
			step: 1,
		}),
		examples: {match: ['Send request failed, hr:0x80072f8f'], noMatch: ['Send request failed']},
	},
	{
		id: 'send-failed-legacy',
		meaning: 'a WinHTTP request failed',
		source: 'Windows 7 to 8.1, component Misc',
		starts: ['Send failed with hr = '],
		scope: 'scan',
		match: new RegExp(`^Send failed with hr = ${HEX}`),
		event: (groups) => ({type: 'failure', code: code(group(groups, 1)), text: 'Send failed', role: 'request', category: null, step: 1}),
		examples: {match: ['Send failed with hr = 80072ee7.'], noMatch: ['Send failed']},
	},
	{
		id: 'send-request-failed-legacy',
		meaning: 'a WinHTTP request failed, with its list of proxies',
		source: 'Windows 7 to 8.1, component Misc; <(null)> is a direct connection',
		starts: ['SendRequest failed with hr = '],
		scope: 'scan',
		match: new RegExp(
			`^SendRequest failed with hr = ${HEX}\\.(?: Proxy List used ?: <([^<>]{0,1024})>)?(?: Bypass List ` +
				'used ?: <(.{0,1024}?)>(?= Auth |\\s{0,8}$))?',
		),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1)),
			text: 'SendRequest failed',
			role: 'request',
			category: null,
			step: 2,
			proxy: valueOrNull(group(groups, 2)),
			bypass: valueOrNull(group(groups, 3)),
		}),
		examples: {
			match: [
				'SendRequest failed with hr = 80072eef. Proxy List used: <proxy.example:80 > Bypass List used : ' +
					'<(null)> Auth Schemes used : <NTLM;>',
				'SendRequest failed with hr = 80072ee2. Proxy List used: <proxy.example:80> Bypass List used : ' +
					'<*.example;<local>> Auth Schemes used : <>',
			],
			noMatch: ['SendRequest failed'],
		},
	},
	{
		id: 'send-request-using-proxy-legacy',
		meaning: 'URL of the failed request; also logged for direct connections',
		source: 'Windows 7 to 8.1, component Misc',
		starts: ['WinHttp: SendRequestUsingProxy failed for '],
		scope: 'scan',
		match: new RegExp(`^WinHttp: SendRequestUsingProxy failed for {1,4}<([^>]{1,2048})>\\. error ${HEX}`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 2)),
			text: 'Request failed',
			role: 'request',
			category: null,
			step: 3,
			url: cleanUrl(group(groups, 1)),
		}),
		examples: {
			match: ['WinHttp: SendRequestUsingProxy failed for <http://wsus.example/selfupdate/wuident.cab>. error 0x8024402c'],
			noMatch: ['WinHttp: SendRequestUsingProxy failed'],
		},
	},
	{
		id: 'retry-with-default-proxy-e1',
		meaning: 'a request failed with the automatic proxy settings; the default proxy is next',
		source: 'Windows 10 1507 to 1703',
		starts: ['WinHttp: SendRequestToServerForFileInformation failed with '],
		scope: 'scan',
		match: new RegExp(`^WinHttp: SendRequestToServerForFileInformation failed with ${HEX}; retrying with default proxy`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1)),
			text: 'Request failed; retrying with default proxy',
			role: 'download-retry-default-proxy',
			category: null,
		}),
		examples: {
			match: ['WinHttp: SendRequestToServerForFileInformation failed with 0x80072f8f; retrying with default proxy.'],
			noMatch: ['WinHttp: SendRequestToServerForFileInformation failed with 0x80072ee2'],
		},
	},
	{
		id: 'file-information-legacy',
		meaning: 'a download failed; repeats the code of the request, or reports the HTTP status of the response',
		source: 'Windows 7 to 8.1, component Misc',
		starts: ['WinHttp: SendRequestToServerForFileInformation ', 'WinHttp: ShouldFileBeDownloaded ', 'DownloadFileInternal failed for '],
		scope: 'scan',
		match: new RegExp(
			'^(?:WinHttp: (?:SendRequestToServerForFileInformation (?:MakeRequest )?|ShouldFileBeDownloaded ' +
				`)failed(?: with|\\. error)|DownloadFileInternal failed for (\\S{1,2048}): error) ${HEX}(?!;)`,
		),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 2)),
			text: 'Download failed',
			role: 'request',
			category: null,
			step: 4,
			url: group(groups, 1) === '' ? null : cleanUrl(group(groups, 1)),
		}),
		examples: {
			match: [
				'WinHttp: SendRequestToServerForFileInformation MakeRequest failed. error 0x80072ee2',
				'WinHttp: ShouldFileBeDownloaded failed with 0x80190194',
				'DownloadFileInternal failed for http://wsus.example:8530/selfupdate/wuident.cab: error 0x80190194',
			],
			noMatch: ['WinHttp: SendRequestToServerForFileInformation failed with 0x80072f8f; retrying with default proxy.'],
		},
	},
	{
		id: 'soap-request-legacy',
		meaning: 'a web service call could not be sent; says the request that failed just before once more',
		source: 'Windows 7 to 8.1, component Misc',
		starts: ['SOAP/WinHttp - SendRequest: SendRequestUsingProxy failed'],
		scope: 'scan',
		match: new RegExp(`^SOAP/WinHttp - SendRequest: SendRequestUsingProxy failed\\. error ${HEX}`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1)),
			text: 'Web service request failed',
			role: 'web-send',
			category: null,
		}),
		examples: {
			match: ['SOAP/WinHttp - SendRequest: SendRequestUsingProxy failed. error 0x80072ee2'],
			noMatch: ['SOAP/WinHttp - SendRequest: SendRequestUsingProxy failed'],
		},
	},
	{
		id: 'download-job-failed',
		meaning: 'a download of an update failed, with the address of the file',
		source: 'Windows 10 and 11 (DO job), Windows 7 to 8.1 (BITS job); component DownloadManager',
		components: ['DownloadManager'],
		starts: ['DO job ', 'BITS job '],
		scope: 'scan',
		match: new RegExp(`^(?:DO|BITS) job \\S{1,64} failed, [^\r\n]{0,256}?hr ?= ?${HEX}(?:[^\r\n]{0,64}?File URL ?= ?(\\S{1,2048}))?`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1)),
			text: 'Download job failed',
			role: 'companion',
			category: 'companion',
			url: group(groups, 2) === '' ? null : cleanUrl(group(groups, 2).replace(/,$/, '')),
		}),
		examples: {
			match: [
				'DO job {66666666-7777-8888-9999-000000000000} failed, updateId = 1.1, hr = 0x80D02002. File URL ' +
					'= http://content.example/files/abc',
				'BITS job {66666666-7777-8888-9999-000000000000} failed, updateId = 1.1, hr = 0x80072EFE. File ' +
					'URL = http://content.example/a.cab, local path = C:\\a.cab',
			],
			noMatch: ['DO job {1} completed'],
		},
	},
	{
		id: 'download-job-completed',
		meaning: 'a file of an update was fetched',
		source: 'Windows 10 and 11 (DO job), Windows 7 to 8.1 (BITS job); component DownloadManager',
		components: ['DownloadManager'],
		starts: ['DO job ', 'BITS job '],
		scope: 'file',
		match: /^(?:DO|BITS) job \S{1,64} completed successfully/,
		event: () => ({type: 'download-completed'}),
		examples: {
			match: ['DO job {66666666-7777-8888-9999-000000000000} completed successfully, updateId = 1.1'],
			noMatch: ['DO job {66666666-7777-8888-9999-000000000000} completed'],
		},
	},
	{
		id: 'last-proxy-send-legacy',
		meaning: 'a web service call failed through the last proxy in the list',
		source: 'Windows 7 to 8.1, component PT',
		starts: ['Last proxy send request failed with hr = '],
		scope: 'scan',
		match: new RegExp(`^Last proxy send request failed with hr = ${HEX}`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1)),
			text: 'Last proxy send request failed',
			role: 'web-send',
			category: null,
		}),
		examples: {match: ['Last proxy send request failed with hr = 0x80072EE2, HTTP status code = 0'], noMatch: ['Last proxy']},
	},
	{
		id: 'proxy-list-legacy',
		meaning: 'the proxy list of the failed web service call',
		source: 'Windows 7 to 8.1, component PT; shows the list, not which entry answered',
		starts: ['Proxy list used = '],
		scope: 'scan',
		match: /^Proxy list used = {0,4}(\S.{0,1023})/s,
		event: (groups) => ({type: 'named-proxy', of: 'last-call', proxy: valueOrNull(group(groups, 1)), bypass: null}),
		examples: {
			match: ['Proxy list used = proxy.example:80', 'Proxy list used = one.example:80 two.example:80', 'Proxy list used = <NULL>'],
			noMatch: ['Proxy list used ='],
		},
	},
	{
		id: 'bypass-list-legacy',
		meaning: 'the bypass list of the failed web service call',
		source: 'Windows 7 to 8.1, component PT',
		starts: ['Bypass list used = '],
		scope: 'scan',
		match: /^Bypass list used = {0,4}(\S.{0,1023})/s,
		event: (groups) => {
			const bypass = valueOrNull(group(groups, 1));
			return bypass === null ? null : {type: 'proxy-bypass', bypass};
		},
		examples: {match: ['Bypass list used = *.example;<local>'], noMatch: ['Bypass list used =']},
	},
	{
		id: 'soap-failure-legacy',
		meaning: 'a web service call failed',
		source: 'Windows 7 to 8.1, component PT: SyncUpdates, GetConfig, GetCookie and others',
		starts: [
			'SyncUpdates failure',
			'GetConfig failure',
			'GetCookie failure',
			'GetExtendedUpdateInfo failure',
			'RegisterComputer failure',
			'GetAuthorizationCookie failure',
			'RefreshCache failure',
			'StartCategoryScan failure',
			'GetFileLocations failure',
		],
		scope: 'scan',
		match: new RegExp(`^(\\w{1,64}) failure, error = ${HEX}`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 2)),
			text: `${group(groups, 1)} failed`,
			role: 'web-call',
			category: null,
		}),
		examples: {
			match: ['SyncUpdates failure, error = 0x8024401B, soap client error = 10, soap error code = 0, HTTP status code = 407'],
			noMatch: ['SyncUpdates failure'],
		},
	},
	{
		id: 'command-line-install-failed',
		meaning: 'an installer that is run by its command line failed',
		source: 'all builds, component Handler; the code may be one of Win32, and is 0 after a success',
		components: ['Handler'],
		starts: ['Command line install completed. Return code = ', '* END *   Command Line Install ', '* END * Command Line Install '],
		scope: 'scan',
		match: new RegExp(
			`^(?:Command line install completed\\. Return code = 0[xX]([0-9A-Fa-f]{1,8}), Result = Failed|` +
				`\\* END \\* {1,3}Command Line Install 0[xX]([0-9A-Fa-f]{8})(?![0-9A-Fa-f]))`,
		),
		event: (groups) => ({
			type: 'failure',
			code: hresultOf(code(group(groups, 1) === '' ? group(groups, 2) : group(groups, 1))),
			text: 'Command line install failed',
			role: 'other',
			category: null,
		}),
		examples: {
			match: [
				'Command line install completed. Return code = 0x00000643, Result = Failed, Reboot required = false',
				'* END *   Command Line Install 0x80070643',
			],
			noMatch: [
				'Command line install completed. Return code = 0x00000000, Result = Succeeded, Reboot required = false',
				'* END *   Command Line Install 0x0',
			],
		},
	},
	{
		id: 'download-call-failed',
		meaning: 'a download could not be started',
		source: 'Windows 10 and later, component DownloadManager',
		components: ['DownloadManager'],
		starts: ['* END * Begin Downloading Updates '],
		scope: 'scan',
		match: new RegExp(`^\\* END \\* Begin Downloading Updates .{0,1024}\\[hr = ${HEX}\\]`, 's'),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1)),
			text: 'Begin Downloading Updates failed',
			role: 'other',
			category: null,
		}),
		examples: {
			match: ['* END * Begin Downloading Updates [CallerId = CcmExec] [Call ID = {0}] [hr = 0x80240022]'],
			noMatch: ['* START * Begin Downloading Updates [CallerId = CcmExec] [Call ID = {0}]'],
		},
	},
	{
		id: 'error-before-5.8',
		meaning: 'a call of the client failed, or no updates could be obtained',
		source: 'Windows Update Agent 5.4 (XP, Server 2003), which logs no component',
		starts: ['Error: 0x', 'Failed to obtain '],
		scope: 'scan',
		match: new RegExp(`^(?:Error: ${HEX}\\. \\w{1,32}!|Failed to obtain \\d{1,9} updates, error ${HEX}(?![0-9A-Fa-f]))`),
		event: (groups) => ({
			type: 'failure',
			code: code(group(groups, 1) === '' ? group(groups, 2) : group(groups, 1)),
			text: 'Call failed',
			role: 'other',
			category: null,
		}),
		examples: {
			match: ['Error: 0x80072EE7. wuaueng!DetectForUpdates', 'Failed to obtain 2 updates, error 0x80072EE7'],
			noMatch: ['Error: 0x800b0109 when verifying trust for C:\\a\\b.cab'],
		},
	},
	{
		id: 'tls-refused',
		meaning: "the issuer of a Microsoft endpoint's certificate was refused",
		source: 'texts of the decompiled client, level 1, component WebServices; printed without a code',
		starts: ['Certificate failed SSL intermediate CA check', 'Certificate used for SSL failed chain policy check'],
		scope: 'scan',
		match: /^(Certificate (?:failed SSL intermediate CA check|used for SSL failed chain policy check))/,
		event: (groups) => ({type: 'tls-refused', text: group(groups, 1)}),
		examples: {match: ['Certificate failed SSL intermediate CA check.'], noMatch: ['Certificate is valid']},
	},
];
