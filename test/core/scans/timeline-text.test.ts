/** What a timeline says of each event. */
import {describe, expect, it} from 'vitest';
import type {LogEvent} from '../../../src/core/events/event.js';
import {codeWithName, describeEvent} from '../../../src/core/scans/timeline-text.js';

const WSUS = '3DA21691-E39D-4DA6-8A4B-B43877BCB1B7';
const OTHER = '00000000-0000-0000-0000-000000000001';
const URL = 'https://a.example';

const FAILURE = {type: 'failure', code: 0x8024_0438, text: 'Web service call', role: 'web-call', category: 'proxy'} as const;

const EVENTS: readonly (readonly [event: LogEvent, kind: string, severity: string, text: string])[] = [
	[{type: 'scan-flags', online: true, interactive: null}, 'setting', 'info', 'Online: yes, interactive: unknown'],
	[{type: 'scan-flags', online: null, interactive: false}, 'setting', 'info', 'Online: unknown, interactive: no'],
	[{type: 'scan-service', id: WSUS}, 'setting', 'info', 'Service: WSUS'],
	[{type: 'scan-service', id: OTHER}, 'setting', 'info', `Service: ${OTHER}`],
	[{type: 'server-url', service: WSUS, url: URL}, 'endpoint', 'info', `Asks WSUS at ${URL}`],
	[{type: 'server-url', service: OTHER, url: URL}, 'endpoint', 'info', `Asks the service at ${URL}`],
	[{type: 'operation', name: 'Call', state: 'started'}, 'call', 'info', 'Call started'],
	[{type: 'proxy-behavior', raw: '2', url: URL}, 'proxy-behavior', 'info', `Proxy behaviour 2 (system proxy, then user proxy) for ${URL}`],
	[{type: 'proxy-behavior', raw: '9', url: URL}, 'proxy-behavior', 'info', `Proxy behaviour 9 for ${URL}`],
	[{type: 'proxy-used', via: 'direct', impersonation: null}, 'proxy-attempt', 'info', 'Calls without proxy'],
	[{type: 'proxy-used', via: 'user', impersonation: true}, 'proxy-attempt', 'info', 'Calls through the user proxy, as the user'],
	[{type: 'proxy-used', via: 'system', impersonation: false}, 'proxy-attempt', 'info', 'Calls through the system proxy'],
	[{type: 'proxy-auto', again: false}, 'proxy-attempt', 'info', 'Calls with automatic proxy settings'],
	[{type: 'named-proxy', of: 'next-call', proxy: 'px:8080', bypass: '*.a'}, 'proxy-attempt', 'info', 'Proxy list: px:8080, bypass *.a'],
	[{type: 'named-proxy', of: 'last-call', proxy: null, bypass: null}, 'proxy-attempt', 'info', 'Proxy list: none, direct connection'],
	[
		{type: 'proxy-switch', raw: '2', from: 'system', to: 'user'},
		'proxy-switch',
		'warning',
		'The system proxy failed; switches to the user proxy',
	],
	[
		{type: 'proxy-exhausted', raw: '2', last: 'user'},
		'proxy-switch',
		'warning',
		'The user proxy failed; no other proxy is allowed or left',
	],
	[{type: 'proxy-retry'}, 'retry', 'warning', 'Tries again through the next proxy'],
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
		'GetCookie failed with 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE; repairs by RefreshConfig and tries again',
	],
	[{type: 'request-completed', url: URL, code: 0, httpStatus: 200}, 'call', 'info', 'Service discovery answered HTTP 200, 0x00000000 S_OK'],
	[
		{type: 'request-completed', url: URL, code: 0x8024_0438, httpStatus: 0},
		'call',
		'warning',
		'Service discovery answered nothing, 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE',
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
			failedTries: [
				{code: 0x803d_0006, viaSystem: true},
				{code: 0x803d_0010, viaSystem: false},
			],
		},
		'result',
		'info',
		'Summary lists 2 failed tries: 0x803D0006 via system proxy, 0x803D0010 via user proxy',
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
		expect(describeEvent(event, 'the line')).toEqual({kind, severity, text});
	});

	it.each<LogEvent>([
		{type: 'proxy-auto', again: true},
		{type: 'scan-quality', service: null, url: null, failedTries: []},
		{type: 'proxy-tried', last: 'user'},
		{type: 'proxy-bypass', bypass: '*'},
		{type: 'client-version', version: '1'},
	])('is not shown: %o', (event) => {
		expect(describeEvent(event, 'the line')).toBeNull();
	});
});

it('a code without a name stands alone', () => {
	expect([codeWithName(0x8123_4567), codeWithName(0x8024_402c)]).toEqual(['0x81234567', '0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED']);
});
