/** Rules about proxies: which were tried, which failed, and which fallback is allowed. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, OFFLINE, scanLog, SWITCH_TO_USER} from './examples.js';
import {MICROSOFT} from './services.js';
import {
	ALLOW_USER_PROXY,
	change,
	check,
	DISALLOW_USER_PROXY,
	ERRORS_DOC,
	FIX_SYSTEM_PROXY,
	POLICY_CSP,
	PROXY_DOC,
	RESET_SYSTEM_PROXY,
	RESOLVE_NAME,
	SCAN_CHANGES,
	SCAN_CHANGES_HTTP,
	SHOW_POLICY,
	SHOW_SYSTEM_PROXY,
	TEST_PORT,
} from './steps.js';

const NO_MORE = [
	'WebServices Auto proxy settings for this web service call.',
	'WebServices WS error: The given proxy cannot be reached.',
	'WebServices Proxy Behavior: 1, system proxy options exhausted..no more options to try',
	'WebServices *FAILED* [80240438] Web service call',
] as const;

const BOTH_FAILED = [
	'WebServices Using system proxy, with auto proxy settings',
	'WebServices WS error: The given proxy cannot be reached.',
	'WebServices Proxy Behavior: 2, system proxy options exhausted.. switch to user proxy',
	'WebServices Using user proxy, with impersonation',
	'WebServices WS error: The given proxy cannot be reached.',
	'WebServices Proxy Behavior: 2, user proxy options exhausted..no more options to try',
	'WebServices *FAILED* [80240438] Web service call',
] as const;

export const PROXY_CAUSES: readonly Rule[] = [
	{
		id: 'proxy-authentication-required',
		severity: 'error',
		role: 'cause',
		title: 'The proxy requires authentication that the client could not provide ({rootCause} {rootCauseName})',
		when: {
			facts: {
				outcome: 'failed',
				rootCause: [
					'0x8024401B',
					'0x8024043C',
					'0x80190197',
					'0x80072EEF',
					'0x803D0016',
					'0x803D0018',
					'0x803D0019',
					'0x803D001A',
					'0x803D001B',
				],
			},
		},
		variants: [
			{
				when: {facts: {rootCause: '0x803D0016'}},
				title: 'The proxy refused to forward the request ({rootCause} {rootCauseName})',
				explanation:
					'A proxy on the path to {server} refused the request because one of its rules blocks this PC or ' +
					'the URL. If this is your own WSUS server, internal traffic should not go through the proxy at all.',
				steps: [check('Check the proxy log for a rule that blocks this PC or the URL.')],
			},
			{
				when: {facts: {rootCause: ['0x8024401B', '0x80190197']}},
				title: 'The proxy requires authentication that the client could not provide (HTTP 407, {rootCause} {rootCauseName})',
			},
		],
		explanation:
			'A proxy on the path to {server} requires authentication. The system account of a PC usually ' +
			'cannot authenticate to a proxy. If this is your own WSUS server, internal traffic should not go ' +
			'through the proxy at all.',
		steps: [
			SHOW_SYSTEM_PROXY,
			check(
				'Check whether WSUS is in the bypass list or covered by the PAC file. PAC rules can be ' +
					'case-sensitive, so a server name with capital letters in the policy may not match the rule.',
			),
			SHOW_POLICY,
			FIX_SYSTEM_PROXY,
			change('Or configure the proxy to allow computer accounts, or the update hosts, without authentication.'),
		],
		references: [ERRORS_DOC, PROXY_DOC],
		evidence: ['root-cause', 'proxy', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: failedCall('8024401B'), exit: '0x8024401B'})],
			noMatch: [
				HEALTHY,
				scanLog({lines: failedCall('80244017'), exit: '0x80244017'}),
				scanLog({lines: ['Misc *FAILED* [8024401B] Send request', ...failedCall('80244022')], exit: '0x80244022'}),
			],
		},
	},
	{
		id: 'system-proxy-failed-no-fallback',
		severity: 'error',
		role: 'cause',
		title: 'The system proxy did not reach the server, and no fallback is allowed ({server}, {rootCause} {rootCauseName})',
		when: {
			facts: {
				outcome: 'failed',
				service: 'WSUS',
				proxyOutcome: 'failed',
				failedVia: 'system',
				rootCause: ['0x80240438', '0x803D0010', '0x803D0015'],
			},
			any: [{facts: {behavior: 'system-only'}}, {facts: {'policy.proxy': 0}}],
			not: {any: [{facts: {via: 'user'}}, {facts: {'policy.proxy': 1}}]},
		},
		explanation:
			'The scan tried to reach WSUS with the proxy settings of the system account, and failed. Since ' +
			"September 2020 (HTTP) and January 2021 (HTTPS), the client does not try the user's proxy for " +
			'WSUS unless a policy allows it. If the PC should not use a proxy, the server, its port, or a ' +
			'firewall is the likely cause: test the port and the name first. If it needs a proxy, the system account ' +
			'likely has none or a wrong one.',
		variants: [
			{
				when: {facts: {'context.systemProxyDirect': true}},
				title: 'No system proxy is set, and fallback to the user proxy is not allowed ({server}, {rootCause} {rootCauseName})',
				explanation:
					'According to the settings provided, WinHTTP connects directly: the system account has no proxy. This is how a PC ' +
					'looks whose proxy is set only for users, and that is the likely cause: since September 2020 (HTTP) and January ' +
					"2021 (HTTPS), the client does not try the user's proxy for WSUS unless a policy allows it. If users have no proxy " +
					'either, the server, its port, or a firewall is the likely cause.',
				steps: [
					check(
						'As the signed-in user, check whether a proxy or a configuration script is set for the user (ProxyEnable, ProxyServer, ' +
							'AutoConfigURL).',
						'reg query "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings"',
					),
					change(
						"If so, as administrator, copy the user's proxy settings to the system account, and add the WSUS server to the bypass " +
							'list if it is on your own network.',
						'netsh winhttp import proxy source=ie',
					),
				],
			},
		],
		steps: [SHOW_SYSTEM_PROXY, TEST_PORT, RESOLVE_NAME, SHOW_POLICY, FIX_SYSTEM_PROXY, RESET_SYSTEM_PROXY, ALLOW_USER_PROXY],
		references: [SCAN_CHANGES, SCAN_CHANGES_HTTP, POLICY_CSP],
		evidence: ['root-cause', 'proxy', 'end'],
		examples: {
			match: [
				scanLog({behavior: 1, lines: [...NO_MORE], exit: '0x80240438'}),
				`context: {"systemProxy": "direct"}\n${scanLog({behavior: 1, lines: [...NO_MORE], exit: '0x80240438'})}`,
			],
			noMatch: [
				HEALTHY,
				scanLog({behavior: 2, lines: [...BOTH_FAILED], exit: '0x80240438'}),
				scanLog({service: 'windows-update', behavior: 2, lines: failedCall('80240438'), exit: '0x80240438'}),
				scanLog({behavior: 1, lines: failedCall('80244022'), exit: '0x80244022'}),
				...['8024402C', '80072EE2', '80072EFD', '80070005', '80072F05'].map((code) =>
					scanLog({behavior: 1, lines: failedCall(code), exit: `0x${code}`}),
				),
			],
		},
	},
	{
		id: 'all-proxies-failed',
		severity: 'error',
		role: 'cause',
		title: 'The server could not be reached through either proxy ({server}, {rootCause} {rootCauseName})',
		when: {
			facts: {
				outcome: 'failed',
				proxyOutcome: 'failed',
				workedVia: null,
				rootCause: ['0x80240438', '0x803D0010', '0x803D0015', '0x80072EFD', '0x80072EFE', '0x80072EE2', '0x8024401C', '0x803D0006'],
			},
			all: [{facts: {failedVia: 'system'}}, {facts: {failedVia: 'user'}}],
		},
		explanation:
			'The client tried the proxy settings of the system account and then those of the user, and ' +
			'neither worked. Likely causes: the PC is offline, a configured proxy no longer exists, or a ' +
			'firewall blocks the connection. The exit code may refer to a later failure: the repair attempted ' +
			'afterward failed for the same reason.',
		steps: [
			check('Check whether the PC has a network connection at all, for example in a browser.'),
			SHOW_SYSTEM_PROXY,
			RESOLVE_NAME,
			TEST_PORT,
			RESET_SYSTEM_PROXY,
			FIX_SYSTEM_PROXY,
		],
		references: [PROXY_DOC, ERRORS_DOC],
		evidence: ['root-cause', 'proxy', 'end'],
		examples: {
			match: [scanLog({service: 'windows-update', behavior: 2, lines: [...BOTH_FAILED], exit: '0x80240438'})],
			noMatch: [
				HEALTHY,
				scanLog({service: 'windows-update', behavior: 2, lines: [...SWITCH_TO_USER]}),
				scanLog({behavior: 1, lines: [...NO_MORE], exit: '0x80240438'}),
			],
		},
	},
];

export const PROXY_CONTEXT: readonly Rule[] = [
	{
		id: 'user-proxy-fallback-used',
		severity: 'warning',
		role: 'context',
		title: 'Scans connected only through the user proxy; the system proxy failed ({count})',
		when: {facts: {proxyOutcome: 'user-fallback', outcome: ['succeeded', 'cancelled']}},
		explanation:
			'The scan connected only through the proxy of a signed-in user, after losing time on the system ' +
			'proxy. While no one is signed in, such scans will likely fail. The system proxy is likely ' +
			'missing, outdated, or not allowing access to {server}.',
		steps: [SHOW_SYSTEM_PROXY, TEST_PORT, FIX_SYSTEM_PROXY, RESET_SYSTEM_PROXY],
		references: [SCAN_CHANGES, PROXY_DOC],
		evidence: ['proxy'],
		examples: {
			match: [scanLog({service: 'windows-update', behavior: 2, lines: [...SWITCH_TO_USER]})],
			noMatch: [HEALTHY, OFFLINE, scanLog({service: 'windows-update', behavior: 2, lines: [...BOTH_FAILED], exit: '0x80240438'})],
		},
	},
	{
		id: 'user-proxy-fallback-allowed',
		severity: 'info',
		role: 'context',
		title: 'A policy allows WSUS scans to fall back to the user proxy ({count})',
		when: {facts: {service: 'WSUS', online: [true, null], behavior: 'system-then-user'}},
		variants: [
			{
				when: {facts: {'policy.proxy': 0}},
				title: 'WSUS scans can fall back to the user proxy, but the policy forbids it ({count})',
				explanation:
					"The log shows that WSUS scans can fall back to the user's proxy, but " +
					'SetProxyBehaviorForUpdateDetection is 0 in the settings provided with it. They may be from ' +
					'another time or another PC.',
			},
		],
		explanation:
			"For WSUS, the client falls back to the user's proxy only if SetProxyBehaviorForUpdateDetection " +
			'is 1. This helps as a temporary workaround, but it makes scans less secure because users can ' +
			'change their own proxy.',
		steps: [SHOW_POLICY, SHOW_SYSTEM_PROXY, FIX_SYSTEM_PROXY, DISALLOW_USER_PROXY],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['proxy'],
		examples: {
			match: [scanLog({behavior: 2, lines: [...SWITCH_TO_USER]}), scanLog({behavior: 2})],
			noMatch: [HEALTHY, scanLog({service: 'windows-update', behavior: 2})],
		},
	},
	{
		id: 'user-proxy-first',
		severity: 'info',
		role: 'context',
		title: 'Scans tried the user proxy first ({count})',
		when: {
			facts: {online: [true, null]},
			any: [{facts: {firstVia: 'user'}}, {facts: {behavior: 'user-then-system', service: [...MICROSOFT, 'WSUS']}}],
		},
		explanation:
			"The client tried the user's proxy first. Clients from before January 2021 do this, and so do scans that a user starts " +
			'manually. If the PC has the January 2021 update, no action is needed; otherwise, install the latest cumulative update.',
		steps: [],
		references: [SCAN_CHANGES],
		evidence: ['proxy'],
		examples: {
			match: [
				scanLog({service: 'windows-update', lines: ['WebServices Using user proxy, with impersonation']}),
				scanLog({service: 'windows-update', behavior: 3}),
			],
			noMatch: [HEALTHY, scanLog({service: 'windows-update', behavior: 2, lines: [...SWITCH_TO_USER]})],
		},
	},
];
