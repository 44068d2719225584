/** Rules about proxies: which were tried, which failed, what may be tried instead. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, OFFLINE, scanLog, SWITCH_TO_USER} from './examples.js';
import {
	ALLOW_USER_PROXY, change, check, DISALLOW_USER_PROXY, ERRORS_DOC, FIX_SYSTEM_PROXY, POLICY_CSP, PROXY_DOC, RESET_SYSTEM_PROXY,
	RESOLVE_NAME, SCAN_CHANGES, SCAN_CHANGES_HTTP, SHOW_POLICY, SHOW_SYSTEM_PROXY, TEST_PORT,
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
		title: 'The proxy asked for a sign-in that the client could not give (HTTP 407)',
		when: {facts: {outcome: 'failed', code: ['0x8024401B', '0x8024043C', '0x80190197', '0x80072EEF', '0x803D0016']}},
		explanation:
			'A proxy stood in the way to {server} and demanded authentication. The system account of a PC usually cannot sign in at a proxy. If the server is your own WSUS, internal traffic should not go through the proxy at all.',
		steps: [
			SHOW_SYSTEM_PROXY,
			check('Look whether WSUS is in the bypass list or handled by the PAC file. PAC rules can be case-sensitive: a server name with capitals in the policy may miss the rule.'),
			SHOW_POLICY,
			FIX_SYSTEM_PROXY,
			change('Or let the proxy pass computer accounts, or the update hosts, without authentication.'),
		],
		references: [ERRORS_DOC, PROXY_DOC],
		evidence: ['root-cause', 'proxy', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: failedCall('8024401B'), exit: '0x8024401B'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80244017'), exit: '0x80244017'}), scanLog({lines: failedCall('80244022'), exit: '0x80244022'})],
		},
	},
	{
		id: 'system-proxy-failed-no-fallback',
		severity: 'error',
		role: 'cause',
		title: 'The system proxy failed and no other way is allowed ({server}, {exitCode} {exitName})',
		when: {
			facts: {outcome: 'failed', service: 'WSUS', proxyOutcome: 'failed', failedVia: 'system', rootCategory: ['network', 'proxy', 'other', null]},
			any: [{facts: {behavior: 'system-only'}}, {facts: {'policy.proxy': 0}}],
			not: {facts: {via: 'user'}},
		},
		explanation:
			"The scan tried to reach WSUS with the proxy settings of the system account, and that did not work. Since September 2020 (HTTP) and January 2021 (HTTPS) the client does not try the user's proxy for WSUS unless a policy allows it. A PC whose proxy is set for the user only, or whose system proxy is out of date or does not let WSUS through, fails like this. If no proxy is meant to be used, the server itself could not be reached.",
		steps: [SHOW_SYSTEM_PROXY, TEST_PORT, RESOLVE_NAME, SHOW_POLICY, FIX_SYSTEM_PROXY, RESET_SYSTEM_PROXY, ALLOW_USER_PROXY],
		references: [SCAN_CHANGES, SCAN_CHANGES_HTTP, POLICY_CSP],
		evidence: ['root-cause', 'proxy', 'end'],
		examples: {
			match: [scanLog({behavior: 1, lines: [...NO_MORE], exit: '0x80240438'})],
			noMatch: [HEALTHY, scanLog({behavior: 2, lines: [...BOTH_FAILED], exit: '0x80240438'}), scanLog({service: 'windows-update', behavior: 2, lines: failedCall('80240438'), exit: '0x80240438'}), scanLog({behavior: 1, lines: failedCall('80244022'), exit: '0x80244022'})],
		},
	},
	{
		id: 'all-proxies-failed',
		severity: 'error',
		role: 'cause',
		title: 'Neither the system proxy nor the user proxy led to {server} ({rootCause} {rootCauseName})',
		when: {all: [{facts: {outcome: 'failed', proxyOutcome: 'failed', failedVia: 'system', rootCategory: ['network', 'proxy', 'other', null]}}, {facts: {failedVia: 'user'}}]},
		explanation:
			'The client tried the proxy settings of the system account and then those of the user, and neither worked. Likely the PC is offline, a proxy is set that no longer exists, or a firewall blocks the way. The exit code can name a later failure: the repair that was tried afterwards failed for the same reason.',
		steps: [check('See whether the PC has a connection at all, for example in a browser.'), SHOW_SYSTEM_PROXY, RESOLVE_NAME, TEST_PORT, RESET_SYSTEM_PROXY, FIX_SYSTEM_PROXY],
		references: [PROXY_DOC, ERRORS_DOC],
		evidence: ['root-cause', 'proxy', 'end'],
		examples: {
			match: [scanLog({service: 'windows-update', behavior: 2, lines: [...BOTH_FAILED], exit: '0x80240438'})],
			noMatch: [HEALTHY, scanLog({service: 'windows-update', behavior: 2, lines: [...SWITCH_TO_USER]}), scanLog({behavior: 1, lines: [...NO_MORE], exit: '0x80240438'})],
		},
	},
];

export const PROXY_CONTEXT: readonly Rule[] = [
	{
		id: 'user-proxy-fallback-used',
		severity: 'warning',
		role: 'context',
		title: 'The system proxy failed and the user proxy saved the scan ({count})',
		when: {facts: {proxyOutcome: 'user-fallback', outcome: ['succeeded', 'cancelled', 'unknown']}},
		explanation:
			'The scan got through only with the proxy of a signed-in user, and lost time on the system proxy before. While nobody is signed in such scans fail. The system proxy is likely missing, out of date, or does not let {server} through.',
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
		when: {facts: {service: 'WSUS', online: [true, null]}, any: [{facts: {behavior: 'system-then-user'}}, {facts: {'policy.proxy': 1, hasStart: true}}]},
		explanation: "For WSUS the client tries the user's proxy after the system proxy only where SetProxyBehaviorForUpdateDetection is 1. That helps as a stop gap; it weakens the scan, since a user's proxy can be set by the user.",
		steps: [SHOW_POLICY, SHOW_SYSTEM_PROXY, FIX_SYSTEM_PROXY, DISALLOW_USER_PROXY],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['proxy', 'start'],
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
		when: {facts: {online: [true, null]}, any: [{facts: {firstVia: 'user'}}, {facts: {behavior: 'user-then-system', service: [...ONLINE_SERVICES, 'WSUS']}}]},
		explanation: 'The client began with the proxy of the user. That is what clients before January 2021 do, and scans that a user started by hand.',
		steps: [check('Where the PC is older than January 2021, install the current cumulative update; otherwise nothing is to be done.')],
		references: [SCAN_CHANGES],
		evidence: ['proxy'],
		examples: {
			match: [scanLog({service: 'windows-update', lines: ['WebServices Using user proxy, with impersonation']}), scanLog({service: 'windows-update', behavior: 3})],
			noMatch: [HEALTHY, scanLog({service: 'windows-update', behavior: 2, lines: [...SWITCH_TO_USER]})],
		},
	},
];
