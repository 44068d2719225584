/** Messages about web service calls: which proxy is tried, the result, and what is tried next. */
import {cleanUrl, group, type MessagePattern} from '../pattern.js';
import {TRUST_CODES} from '../trust-mentions.js';

/** Number or name of a proxy behavior; scans/proxy-behavior.ts has their meanings. */
const BEHAVIOR = '([A-Za-z0-9_]{1,64})';

function proxyKind(word: string): 'system' | 'user' {
	return word.toLowerCase() === 'user' ? 'user' : 'system';
}

/** `InvalidParameters: parameters.OtherCachedUpdateIDs` */
function faultText(code: string, message: string): string {
	return [code.trim(), message.trim()].filter((part) => part !== '').join(': ');
}

export const PROXY_PATTERNS: readonly MessagePattern[] = [
	{
		id: 'proxy-behavior',
		meaning: 'which proxies may be tried for this URL, and in which order',
		source: 'builds since January 2021: as a number through Windows 11 22H2, by name since UUS 1215',
		starts: ['Proxy Behavior set to '],
		scope: 'scan',
		match: new RegExp(`^Proxy Behavior set to ${BEHAVIOR} for service url (\\S{1,2048})`),
		event: (groups) => ({type: 'proxy-behavior', raw: group(groups, 1), url: cleanUrl(group(groups, 2))}),
		examples: {
			match: [
				'Proxy Behavior set to 1 for service url https://wsus.example:8531/ClientWebService/client.asmx',
				'Proxy Behavior set to AllowUserProxyAsFallbackToSystemProxy for service url ' +
					'https://fe3cr.delivery.mp.microsoft.com/ClientWebService/client.asmx',
			],
			noMatch: ['Proxy Behavior set to 1'],
		},
	},
	{
		id: 'proxy-switch',
		meaning: 'all proxies of one kind failed; the other kind is tried next',
		source: 'builds since January 2021',
		starts: ['Proxy Behavior: '],
		scope: 'scan',
		match: new RegExp(
			`^Proxy Behavior: ${BEHAVIOR}, (system|user) proxy options exhausted\\.{2,3} {0,2}switch to (system|user) proxy`,
			'i',
		),
		event: (groups) => ({type: 'proxy-switch', raw: group(groups, 1), from: proxyKind(group(groups, 2)), to: proxyKind(group(groups, 3))}),
		examples: {
			match: [
				'Proxy Behavior: 2, system proxy options exhausted.. switch to user proxy',
				'Proxy Behavior: AllowSystemProxyAsFallbackToUserProxy, user proxy options exhausted.. switch to system proxy',
			],
			noMatch: ['Proxy Behavior: 2, user proxy options exhausted..no more options to try'],
		},
	},
	{
		id: 'proxy-exhausted',
		meaning: 'the last allowed kind of proxy failed as well',
		source: 'UUS builds; numbers by analogy',
		starts: ['Proxy Behavior: '],
		scope: 'scan',
		match: new RegExp(`^Proxy Behavior: ${BEHAVIOR}, (system|user) proxy options exhausted\\.{2,3} {0,2}no more options`, 'i'),
		event: (groups) => ({type: 'proxy-exhausted', raw: group(groups, 1), last: proxyKind(group(groups, 2))}),
		examples: {
			match: [
				'Proxy Behavior: 1, system proxy options exhausted..no more options to try',
				'Proxy Behavior: AllowUserProxyAsFallbackToSystemProxy, user proxy options exhausted..no more options to try',
			],
			noMatch: ['Proxy Behavior: 2, system proxy options exhausted.. switch to user proxy'],
		},
	},
	{
		id: 'proxy-used',
		meaning: 'a call starts, through this kind of proxy',
		source: 'UUS builds',
		starts: ['Using system proxy', 'Using user proxy'],
		scope: 'scan',
		match: /^Using (system|user) proxy(?:, (with|without) impersonation)?/,
		event: (groups) => ({
			type: 'proxy-used',
			via: proxyKind(group(groups, 1)),
			impersonation: group(groups, 2) === '' ? null : group(groups, 2) === 'with',
		}),
		examples: {
			match: [
				'Using system proxy, with auto proxy settings',
				'Using user proxy, with impersonation',
				'Using user proxy, without impersonation',
			],
			noMatch: ['Using proxy stubs'],
		},
	},
	{
		id: 'proxy-none',
		meaning: 'a call starts, without a proxy',
		source: 'Windows 8.1; component WS',
		starts: ['No proxy settings for this web service call'],
		scope: 'scan',
		match: /^No proxy settings for this web service call/,
		event: () => ({type: 'proxy-used', via: 'direct', impersonation: null}),
		examples: {match: ['No proxy settings for this web service call.'], noMatch: ['No proxy stubs']},
	},
	{
		id: 'proxy-auto',
		meaning: 'a call starts with automatic proxy settings, which can be system or user',
		source: 'Windows 10 1709 to Windows 11 22H2',
		starts: ['Auto proxy settings for this web service call'],
		scope: 'scan',
		match: /^Auto proxy settings for this web service call/,
		event: () => ({type: 'proxy-auto', again: false}),
		examples: {match: ['Auto proxy settings for this web service call.'], noMatch: ['Auto proxy']},
	},
	{
		id: 'proxy-auto-uus',
		meaning: 'follows the line that names the kind of proxy',
		source: 'UUS builds',
		starts: ['Using auto proxy settings for this web service call'],
		scope: 'scan',
		match: /^Using auto proxy settings for this web service call/,
		event: () => ({type: 'proxy-auto', again: true}),
		examples: {match: ['Using auto proxy settings for this web service call'], noMatch: ['Using auto proxy']},
	},
	{
		id: 'proxy-list',
		meaning: 'the proxy that a web service call will use',
		source: 'Windows 8.1; component WS',
		starts: ["Proxy List: '"],
		scope: 'scan',
		match: /^Proxy List: '([^']{0,1024})'(?:, Bypass List: '([^']{0,1024})')?/,
		event: (groups) => {
			const proxy = group(groups, 1).trim();
			if (proxy === '' || proxy === '(null)') return null;
			const bypass = group(groups, 2).trim();
			return {type: 'named-proxy', of: 'next-call', proxy, bypass: bypass === '' || bypass === '(null)' ? null : bypass};
		},
		examples: {match: ["Proxy List: 'proxy.example:8080', Bypass List: '<local>'."], noMatch: ['Proxy List: none']},
	},
	{
		id: 'soap-fault-detail',
		meaning: 'why the server refused a call, before the line that states the failure',
		source: 'Windows 10 and 11; component WebServices',
		starts: ['WS error: <'],
		scope: 'scan',
		match: /^WS error: .{0,64}?<ErrorCode>([^<]{0,128})<\/ErrorCode>(?:\s{0,8}<Message>([^<]{0,256})<\/Message>)?/s,
		event: (groups) => ({type: 'soap-fault', text: faultText(group(groups, 1), group(groups, 2)), last: false}),
		examples: {
			match: [
				'WS error: <detail><ErrorCode>InvalidParameters</ErrorCode><Message>parameters.OtherCachedUpdateIDs</Message><ID>1</ID></detail>',
			],
			noMatch: ['WS error: <detail>'],
		},
	},
	{
		id: 'soap-fault-legacy',
		meaning: 'why the server refused a call, after the line that states the failure',
		source: 'Windows 7 to 8.1; component PT',
		components: ['ProtocolTalker'],
		starts: ['faultstring:', 'ErrorCode:', 'Message:'],
		scope: 'scan',
		match: /^((?:faultstring|ErrorCode|Message):.{1,256})/s,
		event: (groups) => (/:\s{0,8}\(null\)/.test(group(groups, 1)) ? null : {type: 'soap-fault', text: group(groups, 1).trim(), last: true}),
		examples: {
			match: ['ErrorCode:InvalidParameters(7)', 'Message:parameters.InstalledNonLeafUpdateIDs'],
			noMatch: ['Message:(null)'],
		},
	},
	{
		id: 'web-error',
		meaning: 'error message of the web services library, in the system language',
		source: 'all builds since Windows 8.1; only the URL in it is independent of the language',
		starts: ['WS error: '],
		scope: 'scan',
		match: /^WS error: (.{0,1024})/s,
		event: (groups) => {
			const text = group(groups, 1);
			const url = /'(https?:\/\/[^'\s]{1,2048})'/i.exec(text)?.[1];
			return {type: 'web-error', text, url: url === undefined ? null : cleanUrl(url)};
		},
		examples: {
			match: [
				"WS error: There was an error communicating with the endpoint at 'https://wsus.example:8531/ClientWebService/client.asmx'.",
				'WS error: No es posible el acceso al proxy especificado.',
			],
			noMatch: ['WS Error code: Client'],
		},
	},
	{
		id: 'error-mapped',
		meaning: 'a transport error and the Windows Update error that it is reported as',
		source: 'UUS builds',
		starts: ['MapToSusHResult mapped Nws error 0x'],
		scope: 'scan',
		match: /^MapToSusHResult mapped Nws error 0x([0-9A-Fa-f]{1,8}) to 0x([0-9A-Fa-f]{1,8})/,
		event: (groups) => ({type: 'error-mapped', from: Number.parseInt(group(groups, 1), 16), to: Number.parseInt(group(groups, 2), 16)}),
		examples: {match: ['MapToSusHResult mapped Nws error 0x803d0006 to 0x8024401c'], noMatch: ['MapToSusHResult mapped Nws error']},
	},
	{
		id: 'proxy-retry',
		meaning: 'the call is retried through the next proxy',
		source: 'UUS builds',
		starts: ['WebService call failed during NwsCallWithRetries. Retrying with a new proxy setting'],
		scope: 'scan',
		match: /^WebService call failed during NwsCallWithRetries\. Retrying with a new proxy setting/,
		event: () => ({type: 'proxy-retry'}),
		examples: {
			match: ['WebService call failed during NwsCallWithRetries. Retrying with a new proxy setting. Retry Counter: 3'],
			noMatch: ['WebService call failed'],
		},
	},
	{
		id: 'proxy-tried',
		meaning: 'state after a failed attempt: which kind of proxy it used, and which are exhausted',
		source: 'UUS builds; 1 = user and 2 = system, inferred from the lines around them ("Default" is the system proxy)',
		starts: ['MoveToNextProxySettings: '],
		scope: 'scan',
		match: /^MoveToNextProxySettings: .{0,256}?LastProxyConfigTried=(\d{1,3})/,
		event: (groups) => ({type: 'proxy-tried', last: group(groups, 1) === '1' ? 'user' : group(groups, 1) === '2' ? 'system' : null}),
		examples: {
			match: [
				'MoveToNextProxySettings: ServiceAuthScheme=0, ProxyAuthScheme=0, LastProxyConfigTried=2, ' +
					'DefaultProxyOptionsExhausted=Yes, UserProxyOptionsExhausted=No',
			],
			noMatch: ['MoveToNextProxySettings: none'],
		},
	},
	{
		id: 'call-url',
		meaning: 'URL of a web service call',
		source: 'Windows 8.1; component WS',
		components: ['WebServices'],
		starts: ["Service URL='"],
		scope: 'scan',
		match: /^Service URL='([^']{1,2048})'/,
		event: (groups) => ({type: 'call-url', url: cleanUrl(group(groups, 1))}),
		examples: {match: ["Service URL='https://wsus.example:8531/ClientWebService/client.asmx'."], noMatch: ["Service URL=''."]},
	},
	{
		id: 'soap-fault',
		meaning: 'the server returned a SOAP fault',
		source: 'Windows 10 and 11; component WebServices',
		starts: ['WS Error code: '],
		scope: 'scan',
		match: /^WS Error code: (.{0,256})/s,
		event: (groups) => ({type: 'note', kind: 'failure', text: `The server answered with a fault: ${group(groups, 1)}`}),
		examples: {match: ['WS Error code: Client'], noMatch: ['WS error: Fault occurred']},
	},
	{
		id: 'transient-error',
		meaning: 'the client considers the error transient',
		source: 'UUS builds; component WebServices',
		starts: ['Error 0x'],
		scope: 'scan',
		match: /^Error 0x([0-9A-Fa-f]{1,8}) is considered transient/,
		event: (groups) => {
			const code = Number.parseInt(group(groups, 1), 16);
			if (TRUST_CODES.has(code)) return {type: 'failure', code, text: 'taken for a passing error', role: 'companion', category: 'trust'};
			return {type: 'note', kind: 'retry', text: 'The client takes this error for a passing one'};
		},
		examples: {match: ['Error 0x80240438 is considered transient'], noMatch: ['Error 0x80240438']},
	},
	{
		id: 'transient-retries',
		meaning: 'how often a call was retried',
		source: 'UUS builds; component ProtocolTalker',
		starts: ['Method '],
		scope: 'scan',
		match: /^Method (\w{1,64}) went through (\d{1,6}) transient error retries/,
		event: (groups) => ({type: 'note', kind: 'retry', text: `${group(groups, 1)} was tried again ${group(groups, 2)} times`}),
		examples: {
			match: ['Method SyncUpdates went through 3 transient error retries.'],
			noMatch: ['Method failed [CSLSClient::GetResponse:659]'],
		},
	},
	{
		id: 'recovery-started',
		meaning: 'a call failed permanently; the client attempts a recovery action and retries',
		source: 'UUS builds; component ProtocolTalker',
		starts: ['Attempting recovery for method '],
		scope: 'scan',
		match: /^Attempting recovery for method (\w{1,64}) that had the result=0x([0-9A-Fa-f]{1,8}), with action=(\w{1,64})/,
		event: (groups) => ({
			type: 'recovery-started',
			method: group(groups, 1),
			code: Number.parseInt(group(groups, 2), 16),
			action: group(groups, 3),
		}),
		examples: {
			match: ['Attempting recovery for method SyncUpdates that had the result=0x80240438, with action=RefreshWuRedir'],
			noMatch: ['Attempting recovery'],
		},
	},
	{
		id: 'access-type-legacy',
		meaning: 'WinHTTP proxy at service start; requests may use a different one',
		source: 'Windows 7 to 8.1, only with "Access type: Named proxy"',
		starts: ['Default proxy: '],
		scope: 'scan',
		match: /^Default proxy: (\S{1,256})/,
		event: (groups) => ({type: 'note', kind: 'setting', text: `WinHTTP proxy at service start: ${group(groups, 1)}`}),
		examples: {match: ['Default proxy: proxy.example:80'], noMatch: ['Default proxy:']},
	},
];
