/** What a timeline says of each event. */
import {describe, expect, it} from 'vitest';
import type {LogEvent} from '../../../src/core/events/event.js';
import type {TimelineDetail} from '../../../src/core/types.js';
import {codeWithName, describeEnd, describeEvent, describeStart} from '../../../src/core/scans/timeline-text.js';

const WSUS = '3DA21691-E39D-4DA6-8A4B-B43877BCB1B7';
const OTHER = '00000000-0000-0000-0000-000000000001';
const URL = 'https://a.example';

const FAILURE = {type: 'failure', code: 0x8024_0438, text: 'Web service call', role: 'web-call', category: 'proxy'} as const;

const EVENTS: readonly (readonly [event: LogEvent, kind: string, severity: string, text: string])[] = [
	[{type: 'scan-flags', online: true, interactive: null}, 'setting', 'info', 'Online: yes, interactive: unknown'],
	[{type: 'scan-flags', online: null, interactive: false}, 'setting', 'info', 'Online: unknown, interactive: no'],
	[{type: 'scan-service', id: WSUS}, 'setting', 'info', 'Service: WSUS'],
	[{type: 'scan-service', id: OTHER}, 'setting', 'info', `Service: ${OTHER}`],
	[{type: 'server-url', service: WSUS, url: URL}, 'endpoint', 'info', `Contacting WSUS at ${URL}`],
	[{type: 'server-url', service: OTHER, url: URL}, 'endpoint', 'info', `Contacting the service at ${URL}`],
	[{type: 'operation', name: 'Call', state: 'started'}, 'call', 'info', 'Call started'],
	[{type: 'proxy-behavior', raw: '2', url: URL}, 'proxy-behavior', 'info', `Proxy behavior 2 (system proxy, then user proxy) for ${URL}`],
	[{type: 'proxy-behavior', raw: '9', url: URL}, 'proxy-behavior', 'info', `Proxy behavior 9 for ${URL}`],
	[{type: 'proxy-used', via: 'direct', impersonation: null}, 'proxy-attempt', 'info', 'Calling without a proxy'],
	[{type: 'proxy-used', via: 'user', impersonation: true}, 'proxy-attempt', 'info', 'Calling through the user proxy as the user'],
	[{type: 'proxy-used', via: 'system', impersonation: false}, 'proxy-attempt', 'info', 'Calling through the system proxy'],
	[{type: 'proxy-auto', again: false}, 'proxy-attempt', 'info', 'Calling with automatic proxy settings'],
	[{type: 'named-proxy', of: 'next-call', proxy: 'px:8080', bypass: '*.a'}, 'proxy-attempt', 'info', 'Proxy list: px:8080, bypass *.a'],
	[{type: 'named-proxy', of: 'last-call', proxy: null, bypass: null}, 'proxy-attempt', 'info', 'Proxy list: none, direct connection'],
	[
		{type: 'proxy-switch', raw: '2', from: 'system', to: 'user'},
		'proxy-switch',
		'warning',
		'The system proxy failed; switching to the user proxy',
	],
	[
		{type: 'proxy-exhausted', raw: '2', last: 'user'},
		'proxy-switch',
		'warning',
		'The user proxy failed; no other proxy is allowed or available',
	],
	[{type: 'proxy-retry'}, 'retry', 'warning', 'Retrying through the next proxy'],
	[{type: 'web-error', text: 'No answer.', url: null}, 'failure', 'warning', 'No answer.'],
	[
		{type: 'error-mapped', from: 0x803d_0010, to: 0x8024_0438},
		'failure',
		'info',
		'0x803D0010 WS_E_ENDPOINT_UNREACHABLE is reported as 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE',
	],
	[
		{type: 'recovery-started', method: 'GetCookie', code: 0x8024_0438, action: 'RefreshConfig'},
		'recovery',
		'warning',
		'GetCookie failed with 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE; attempting recovery (RefreshConfig) and retrying',
	],
	[{type: 'request-completed', url: URL, code: 0, httpStatus: 200}, 'call', 'info', 'Service discovery: HTTP 200, 0x00000000 S_OK'],
	[
		{type: 'request-completed', url: URL, code: 0x8024_0438, httpStatus: 0},
		'call',
		'warning',
		'Service discovery: no response, 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE',
	],
	[{type: 'certificate-store-empty'}, 'certificate', 'info', 'The WSUS certificate store is empty'],
	[{type: 'pinning-mandatory', value: true}, 'certificate', 'info', 'Certificate pinning is mandatory'],
	[{type: 'pinning-mandatory', value: false}, 'certificate', 'info', 'Certificate pinning is not mandatory'],
	[{type: 'certificate-in-wsus-store', value: true}, 'certificate', 'info', "The server's certificate is in the WSUS store"],
	[{type: 'certificate-in-wsus-store', value: false}, 'certificate', 'info', "The server's certificate is not in the WSUS store"],
	[{type: 'tls-check', text: 'checked'}, 'certificate', 'info', 'checked'],
	[{type: 'tls-refused', text: 'refused'}, 'certificate', 'error', 'refused'],
	[{type: 'updates-found', count: 1}, 'result', 'info', 'Found 1 update'],
	[{type: 'updates-found', count: 0}, 'result', 'info', 'Found 0 updates'],
	[
		{
			type: 'scan-quality',
			service: WSUS,
			url: null,
			networkLevel: null,
			failedTries: [
				{code: 0x803d_0006, viaSystem: true},
				{code: 0x803d_0010, viaSystem: false},
			],
		},
		'result',
		'info',
		'Scan summary lists 2 failed attempts: 0x803D0006 via system proxy, 0x803D0010 via user proxy',
	],
	[{type: 'scan-exit-code', code: 0}, 'result', 'info', 'Exit code 0x00000000 S_OK'],
	[{type: 'scan-exit-code', code: 0x8024_0438}, 'result', 'warning', 'Exit code 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE'],
	[{type: 'note', kind: 'setting', text: 'A note'}, 'setting', 'info', 'A note'],
	[FAILURE, 'failure', 'warning', '0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE: Web service call'],
	[{...FAILURE, text: ''}, 'failure', 'warning', '0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE: the line'],
	[{...FAILURE, category: 'companion'}, 'failure', 'info', '0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE: Web service call'],
	[{...FAILURE, category: 'file-signature'}, 'failure', 'info', '0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE: Web service call'],
	...(['web-call-retry', 'download-retry', 'download-retry-default-proxy'] as const).map(
		(role) => [{...FAILURE, role}, 'retry', 'warning', 'Web service call (0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE)'] as const,
	),
];

describe('an event in the timeline', () => {
	it.each(EVENTS)('%o', (event, kind, severity, text) => {
		expect(describeEvent(event, 'the line')).toMatchObject({kind, severity, text});
	});

	it.each<readonly [event: LogEvent, detail: TimelineDetail]>([
		[
			{type: 'scan-flags', online: true, interactive: null},
			{type: 'scan-flags', online: true, interactive: null},
		],
		[
			{type: 'scan-service', id: WSUS},
			{type: 'service', id: WSUS, name: 'WSUS'},
		],
		[
			{type: 'scan-service', id: OTHER},
			{type: 'service', id: OTHER, name: null},
		],
		[
			{type: 'endpoint', wsus: true, service: null, role: 'targeting', url: URL},
			{type: 'endpoint', role: 'targeting', url: URL},
		],
		[
			{type: 'server-url', service: WSUS, url: URL},
			{type: 'server', service: 'WSUS', url: URL},
		],
		[
			{type: 'operation', name: 'A::B', state: 'stopped'},
			{type: 'call', call: 'A::B', state: 'stopped'},
		],
		[
			{type: 'proxy-behavior', raw: '2', url: URL},
			{type: 'proxy-behavior', raw: '2', meaning: 'system-then-user', url: URL},
		],
		[
			{type: 'proxy-used', via: 'user', impersonation: true},
			{type: 'proxy-attempt', via: 'user', impersonation: true},
		],
		[
			{type: 'proxy-auto', again: false},
			{type: 'proxy-attempt', via: 'automatic', impersonation: null},
		],
		[
			{type: 'named-proxy', of: 'next-call', proxy: 'px:8080', bypass: null},
			{type: 'proxy-list', proxy: 'px:8080', bypass: null},
		],
		[
			{type: 'proxy-switch', raw: '2', from: 'system', to: 'user'},
			{type: 'proxy-switch', from: 'system', to: 'user'},
		],
		[
			{type: 'proxy-exhausted', raw: '2', last: 'user'},
			{type: 'proxy-switch', from: 'user', to: null},
		],
		[{type: 'proxy-retry'}, {type: 'retry', code: null}],
		[
			{...FAILURE, role: 'web-call-retry'},
			{type: 'retry', code: '0x80240438'},
		],
		[FAILURE, {type: 'failure', code: '0x80240438', category: 'proxy'}],
		[
			{...FAILURE, category: null},
			{type: 'failure', code: '0x80240438', category: 'other'},
		],
		[
			{type: 'web-error', text: 'No answer.', url: null},
			{type: 'web-error', url: null},
		],
		[
			{type: 'error-mapped', from: 0x803d_0010, to: 0x8024_0438},
			{type: 'error-mapped', code: '0x803D0010', reportedAs: '0x80240438'},
		],
		[
			{type: 'recovery-started', method: 'GetCookie', code: 0x8024_0438, action: 'RefreshConfig'},
			{type: 'recovery', call: 'GetCookie', code: '0x80240438', action: 'RefreshConfig'},
		],
		[
			{type: 'request-completed', url: URL, code: 0, httpStatus: 200},
			{type: 'service-discovery', httpStatus: 200, code: '0x00000000'},
		],
		[
			{type: 'request-completed', url: URL, code: 0x8024_0438, httpStatus: 0},
			{type: 'service-discovery', httpStatus: null, code: '0x80240438'},
		],
		[{type: 'certificate-store-empty'}, {type: 'certificate', fact: 'store-empty'}],
		[
			{type: 'pinning-mandatory', value: false},
			{type: 'certificate', fact: 'pinning-not-mandatory'},
		],
		[
			{type: 'certificate-in-wsus-store', value: true},
			{type: 'certificate', fact: 'in-wsus-store'},
		],
		[
			{type: 'tls-refused', text: 'refused'},
			{type: 'certificate', fact: 'tls-refused'},
		],
		[
			{type: 'updates-found', count: 3},
			{type: 'updates-found', count: 3},
		],
		[
			{type: 'scan-quality', service: null, url: null, networkLevel: null, failedTries: [{code: 0x803d_0006, viaSystem: false}]},
			{type: 'failed-tries', tries: [{code: '0x803D0006', via: 'user'}]},
		],
		[
			{type: 'scan-exit-code', code: 0},
			{type: 'exit-code', code: '0x00000000'},
		],
		[{type: 'note', kind: 'setting', text: 'A note'}, {type: 'note'}],
	])('as data: %o', (event, detail) => {
		expect(describeEvent(event, 'the line')?.detail).toStrictEqual(detail);
	});

	it.each<LogEvent>([
		{type: 'proxy-auto', again: true},
		{type: 'scan-quality', service: null, url: null, networkLevel: null, failedTries: []},
		{type: 'proxy-tried', last: 'user'},
		{type: 'proxy-bypass', bypass: '*'},
		{type: 'client-version', version: '1'},
	])('is not shown: %o', (event) => {
		expect(describeEvent(event, 'the line')).toBeNull();
	});
});

it('an event cannot fill the memory', () => {
	const url = `https://${'a'.repeat(5000)}`;
	expect(JSON.stringify(describeEvent({type: 'server-url', service: null, url}, '')).length).toBeLessThan(1200);
});

it('a scan begins and ends with entries of their own', () => {
	expect(describeStart('CcmExec')).toStrictEqual({
		kind: 'start',
		severity: 'info',
		text: 'Scan started by CcmExec',
		detail: {type: 'scan-started', caller: 'CcmExec'},
	});
	expect(describeStart('').text).toBe('Scan started by (unnamed caller)');
	expect(describeEnd('failed', 0x8024_0438)).toStrictEqual({
		kind: 'end',
		severity: 'error',
		text: 'Scan failed: 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE',
		detail: {type: 'scan-ended', outcome: 'failed', code: '0x80240438'},
	});
	expect(describeEnd('unknown', null)).toMatchObject({severity: 'warning', text: 'Scan ended without a result', detail: {code: null}});
	expect(describeEnd('succeeded', 0)).toMatchObject({severity: 'info', text: 'Scan succeeded', detail: {code: '0x00000000'}});
});

it('a code without a name stands alone', () => {
	expect([codeWithName(0x8123_4567), codeWithName(0x8024_402c)]).toEqual(['0x81234567', '0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED']);
});
