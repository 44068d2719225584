/** Rules about proxies: which were tried, which failed, what may be tried instead. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, OFFLINE, scanLog, SWITCH_TO_USER} from './examples.js';
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

const ONLINE_SERVICES = ['Windows Update', 'Microsoft Update', 'Microsoft Store', 'DCat Flighting'] as const;

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
		title: 'The proxy asked for a sign-in that the client could not give ({rootCause} {rootCauseName})',
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
				title: 'The proxy refused to pass the request on ({rootCause} {rootCauseName})',
				explanation:
					'A proxy stood in the way to {server} and refused the request: a rule of the proxy hits this PC or the address. If the server is your own WSUS, internal traffic should not go through the proxy at all.',
				steps: [check('Look into the log of the proxy for a rule that hits this PC or the address.')],
			},
			{
				when: {facts: {rootCause: ['0x8024401B', '0x80190197']}},
				title: 'The proxy asked for a sign-in that the client could not give (HTTP 407, {rootCause} {rootCauseName})',
			},
		],
		explanation:
			'A proxy stood in the way to {server} and demanded authentication. The system account of a PC usually cannot sign in at a proxy. If the server is your own WSUS, internal traffic should not go through the proxy at all.',
		steps: [
			SHOW_SYSTEM_PROXY,
			check(
				'Look whether WSUS is in the bypass list or handled by the PAC file. PAC rules can be case-sensitive: a server name with capitals in the policy may miss the rule.',
			),
			SHOW_POLICY,
			FIX_SYSTEM_PROXY,
			change('Or let the proxy pass computer accounts, or the update hosts, without authentication.'),
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
		title:
			"{server} could not be reached with the system's proxy settings, and the user's proxy is not tried ({rootCause} {rootCauseName})",
		when: {
			facts: {
				outcome: 'failed',
				service: 'WSUS',
				proxyOutcome: 'failed',
				failedVia: 'system',
				rootCause: ['0x80240438', '0x803D0010', '0x803D0015'],
			},
			any: [{facts: {behavior: 'system-only'}}, {facts: {'policy.proxy': 0}}],
			not: {any: [{facts: {via: 'user'}}, {facts: {'policy.proxy': 1}}, {facts: {'context.systemProxyDirect': true}}]},
		},
		explanation:
			"The scan tried to reach WSUS with the proxy settings of the system account, and that did not work. Since September 2020 (HTTP) and January 2021 (HTTPS) the client does not try the user's proxy for WSUS unless a policy allows it. If the PC should use no proxy, the server, its port or a firewall is the likely cause: do checks 2 and 3 first. If it needs a proxy, the system account likely has none or a wrong one.",
		steps: [SHOW_SYSTEM_PROXY, TEST_PORT, RESOLVE_NAME, SHOW_POLICY, FIX_SYSTEM_PROXY, RESET_SYSTEM_PROXY, ALLOW_USER_PROXY],
		references: [SCAN_CHANGES, SCAN_CHANGES_HTTP, POLICY_CSP],
		evidence: ['root-cause', 'proxy', 'end'],
		examples: {
			match: [scanLog({behavior: 1, lines: [...NO_MORE], exit: '0x80240438'})],
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
		title: 'Neither the system proxy nor the user proxy led to {server} ({rootCause} {rootCauseName})',
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
			'The client tried the proxy settings of the system account and then those of the user, and neither worked. Likely the PC is offline, a proxy is set that no longer exists, or a firewall blocks the way. The exit code can name a later failure: the repair that was tried afterwards failed for the same reason.',
		steps: [
			check('See whether the PC has a connection at all, for example in a browser.'),
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
		title: 'The system proxy failed and the user proxy saved the scan ({count})',
		when: {facts: {proxyOutcome: 'user-fallback', outcome: ['succeeded', 'cancelled']}},
		explanation:
			'The scan got through only with the proxy of a signed-in user, and lost time on the system proxy before. While nobody is signed in such scans will likely fail. The system proxy is likely missing, out of date, or does not let {server} through.',
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
		title: 'A policy lets scans of WSUS fall back to the user proxy ({count})',
		when: {facts: {service: 'WSUS', online: [true, null], behavior: 'system-then-user'}},
		variants: [
			{
				when: {facts: {'policy.proxy': 0}},
				title: 'Scans of WSUS may fall back to the user proxy, though the policy collected beside the log says no ({count})',
				explanation:
					"The log shows that the user's proxy may be tried for WSUS, while SetProxyBehaviorForUpdateDetection is 0 in the settings given with it: they may be of another time or another PC.",
			},
		],
		explanation:
			"For WSUS the client tries the user's proxy after the system proxy only where SetProxyBehaviorForUpdateDetection is 1. That helps as a stop gap; it weakens the scan, since a user's proxy can be set by the user.",
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
			any: [{facts: {firstVia: 'user'}}, {facts: {behavior: 'user-then-system', service: [...ONLINE_SERVICES, 'WSUS']}}],
		},
		explanation:
			'The client began with the proxy of the user. That is what clients before January 2021 do, and scans that a user started by hand.',
		steps: [check('Where the PC is older than January 2021, install the current cumulative update; otherwise nothing is to be done.')],
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
