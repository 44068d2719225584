/** Rules about connections that failed, by what the code tells. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {
	change,
	check,
	ERRORS_DOC,
	FIX_SYSTEM_PROXY,
	RESET_SYSTEM_PROXY,
	RESOLVE_NAME,
	SCAN_DOC,
	SHOW_POLICY,
	SHOW_SYSTEM_PROXY,
	TEST_PORT,
} from './steps.js';

const MICROSOFT = ['Windows Update', 'Microsoft Update', 'Microsoft Store', 'DCat Flighting'] as const;

export const CONNECTION_CAUSES: readonly Rule[] = [
	{
		id: 'service-stopped',
		severity: 'info',
		role: 'context',
		title: 'The scan ended because the update service or the PC was stopping ({exitCode} {exitName})',
		when: {facts: {outcome: 'cancelled', exitCode: ['0x8024001E', '0x8007045B']}},
		explanation:
			'The update service was stopped, or Windows was shut down or restarted, while the scan ran. That is no fault of the scan; the next one usually succeeds.',
		steps: [
			check('See whether a later scan of the same caller succeeded.'),
			check('If it happens again and again, look into the event log (System) for what stops the service.'),
		],
		references: [ERRORS_DOC],
		evidence: ['end', 'root-cause'],
		examples: {match: [scanLog({exit: '0x8024001E'})], noMatch: [HEALTHY, scanLog({exit: '0x80072EE2'})]},
	},
	{
		id: 'name-not-resolved',
		severity: 'error',
		role: 'cause',
		title: 'A name could not be resolved: that of the server or that of the proxy ({server})',
		when: {facts: {outcome: 'failed', rootCause: ['0x8024402C', '0x80072EE7', '0x80072AF9', '0x80072AFC']}},
		explanation:
			'The PC asked for the address of a computer and got none. That can be the update server or a proxy ({proxyName}). Likely the PC is not in the company network, the DNS server does not know the name, or policy or proxy settings hold a name that is wrong or gone.',
		steps: [
			RESOLVE_NAME,
			SHOW_SYSTEM_PROXY,
			SHOW_POLICY,
			RESET_SYSTEM_PROXY,
			FIX_SYSTEM_PROXY,
			change('Correct the name in the WUServer policy or in DNS.'),
		],
		references: [ERRORS_DOC, SCAN_DOC],
		evidence: ['root-cause', 'proxy', 'failures', 'end'],
		examples: {
			match: [
				scanLog({service: 'windows-update', lines: failedCall('8024402C'), exit: '0x8024402C'}),
				'legacy\nAgent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]\nMisc WARNING: Send failed with hr = 80072ee7.\nAgent   * WARNING: Exit code = 0x8024402C\nAgent **  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]',
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80072EFD'), exit: '0x80072EFD'})],
		},
	},
	{
		id: 'connection-timeout',
		severity: 'error',
		role: 'cause',
		title: 'No answer in time from {server} ({rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', rootCause: ['0x80072EE2', '0x8024401C', '0x803D0006', '0x8007274C', '0x80190198']}},
		explanation:
			'The call was sent and no answer came in time. Likely a firewall drops the connection, a proxy does not pass it on, or the server is overloaded. On WSUS, an application pool that is short of memory is a frequent cause.',
		steps: [
			TEST_PORT,
			SHOW_SYSTEM_PROXY,
			check(
				'On the WSUS server see whether the WsusPool application pool is near its private memory limit, and when the WSUS clean-up last ran.',
			),
			change(
				'Raise the private memory limit of WsusPool, decline superseded updates and run the WSUS clean-up, or open the port in the firewall.',
			),
			FIX_SYSTEM_PROXY,
		],
		references: [ERRORS_DOC, SCAN_DOC],
		evidence: ['root-cause', 'proxy', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: failedCall('8024401C'), exit: '0x8024401C'}), scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80244022'), exit: '0x80244022'})],
		},
	},
	{
		id: 'connection-failed',
		severity: 'error',
		role: 'cause',
		title: 'No connection to {server} ({rootCause} {rootCauseName})',
		when: {
			facts: {
				outcome: 'failed',
				rootCause: [
					'0x80072EFD',
					'0x80072EFE',
					'0x80240438',
					'0x803D0010',
					'0x8007274D',
					'0x80072746',
					'0x80072751',
					'0x803D0014',
					'0x803D0015',
					'0x80240030',
					'0x80072F78',
					'0x80072F7C',
					'0x80072F85',
					'0x80072F86',
					'0x80072F87',
				],
			},
		},
		explanation:
			'The server, or a proxy on the way, could not be reached, or broke the connection. Likely causes are a firewall, a wrong port in the policy, a server or proxy that is down, and, where the connection breaks off at once, a TLS version or cipher that one side does not know.',
		steps: [
			TEST_PORT,
			SHOW_SYSTEM_PROXY,
			SHOW_POLICY,
			RESET_SYSTEM_PROXY,
			FIX_SYSTEM_PROXY,
			change(
				'Open the port of the server in the firewall, or correct server and port in the policy (8530 for HTTP and 8531 for HTTPS are the usual ports of WSUS).',
			),
		],
		references: [ERRORS_DOC, SCAN_DOC],
		evidence: ['root-cause', 'proxy', 'failures', 'end'],
		examples: {
			match: [
				scanLog({lines: failedCall('80072EFD'), exit: '0x80072EFD'}),
				scanLog({service: 'windows-update', lines: failedCall('80240438'), exit: '0x80240438'}),
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('8024402C'), exit: '0x8024402C'})],
		},
	},
	{
		id: 'server-http-status',
		severity: 'error',
		role: 'cause',
		title: '{server} answered with HTTP {httpStatus} ({rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', httpStatus: {atLeast: 400, atMost: 599}}},
		explanation: 'A server answered, but refused the request or could not serve it. The answer can come from a proxy on the way as well.',
		variants: [
			{
				when: {facts: {service: [...MICROSOFT]}},
				title: '{server} (or a proxy on the way) answered with HTTP {httpStatus} ({rootCause} {rootCauseName})',
				explanation: "The answer came from Microsoft's service or, more likely where it lasts, from a proxy or firewall on the way.",
				steps: [SHOW_SYSTEM_PROXY, check('Scan again later; if it lasts, look into the log of the proxy for this PC.')],
			},
			{
				when: {facts: {httpStatus: 401}},
				explanation:
					'The web site asks for a sign-in (HTTP 401). Update clients come anonymously: on the WSUS server anonymous access to its virtual directories is likely switched off.',
				steps: [change('In IIS on the WSUS server enable Anonymous Authentication for the WSUS virtual directories.')],
			},
			{
				when: {facts: {httpStatus: 403}},
				explanation:
					'Access was denied (HTTP 403), by the server or by a proxy. On WSUS, SSL may be required on a virtual directory that clients reach over HTTP, or addresses are restricted; a proxy may block the address.',
				steps: [
					check('Open the address of the failing line in a browser on the PC and see who answers: IIS, or the page of a proxy.'),
					change('Correct the SSL or address restrictions in IIS, or the rule of the proxy.'),
				],
			},
			{
				when: {facts: {httpStatus: 404}},
				explanation:
					'The address does not exist on the server that answered (HTTP 404): likely a wrong port or server in the policy, or a WSUS web site that is not set up whole.',
				steps: [
					SHOW_POLICY,
					check('Open http(s)://<WSUS server>:<port>/SelfUpdate/wuident.cab and /ClientWebService/wusserverversion.xml in a browser.'),
					change('Correct server and port in the policy, or repair the WSUS web site (wsusutil checkhealth, wsusutil postinstall).'),
				],
			},
			{
				when: {facts: {httpStatus: 500}},
				explanation: 'The server had an internal error (HTTP 500).',
				steps: [check('Look at the event log and the IIS log of the server at the time of the scan.')],
			},
			{
				when: {facts: {httpStatus: [502, 504]}},
				explanation: 'A proxy or gateway answered that it could not reach the server (HTTP {httpStatus}).',
				steps: [SHOW_SYSTEM_PROXY, check('Ask whether the proxy can reach the server.'), FIX_SYSTEM_PROXY],
			},
			{
				when: {facts: {httpStatus: 503}},
				explanation:
					'The service is not available (HTTP 503). With WSUS the application pool WsusPool has most likely stopped, often because it ran into its memory limit.',
				steps: [
					check('On the WSUS server see whether the application pool WsusPool runs.'),
					change('Start WsusPool and raise its private memory limit; decline superseded updates and run the WSUS clean-up.'),
				],
			},
		],
		steps: [
			check('Open the address of the failing line in a browser on the PC and see who answers: the server, or a proxy.'),
			check('Look into the log of the web server (IIS) at the time of the scan.'),
		],
		references: [ERRORS_DOC, SCAN_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: ['80244016', '80244017', '80244018', '80244019', '8024401F', '80244021', '80244022', '80244023'].map((status) =>
				scanLog({lines: failedCall(status), exit: `0x${status}`}),
			),
			noMatch: [
				HEALTHY,
				scanLog({lines: failedCall('8024401B'), exit: '0x8024401B'}),
				scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
			],
		},
	},
	{
		id: 'too-many-round-trips',
		severity: 'error',
		role: 'cause',
		title: '{server} offers more updates than the client may fetch in one scan (0x80244010)',
		when: {facts: {outcome: 'failed'}, any: [{facts: {rootCause: '0x80244010'}}, {facts: {exitCode: '0x80244010'}}]},
		explanation:
			'The client may talk to the server a limited number of times in one scan. A WSUS catalogue that was not cleaned up for long needs more. Often the next scans go on where this one ended and succeed after a few tries.',
		steps: [
			check('Scan again, up to about ten times, and see whether it comes further.'),
			change('Decline superseded updates, untick products and classifications that are not needed, and run the WSUS clean-up.'),
		],
		references: [SCAN_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: failedCall('80244010'), exit: '0x80244010'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80244007'), exit: '0x80244007'})],
		},
	},
	{
		id: 'soap-fault',
		severity: 'error',
		role: 'cause',
		title: '{server} was reached and reported an error of its own ({rootCause} {rootCauseName})',
		variants: [
			{
				when: {facts: {rootCause: '0x80240439'}},
				title: 'Something else than an update server answered for {server} ({rootCause} {rootCauseName})',
				explanation:
					'The answer was no answer of an update server: likely the sign-in page of a network, a page of a proxy, or a web server that is not set up as WSUS.',
				steps: [check('Open the address of the failing line in a browser on the PC and see who answers.'), SHOW_SYSTEM_PROXY],
			},
			{
				when: {facts: {service: [...MICROSOFT]}},
				explanation:
					"The way to Microsoft's service is fine: it answered with a fault. Usually that passes; if it lasts, the state of the client on this PC is likely damaged.",
				steps: [check('Scan again later.')],
			},
		],
		when: {
			facts: {
				outcome: 'failed',
				rootCause: [
					'0x80244007',
					'0x803D0013',
					'0x8024400D',
					'0x8024400E',
					'0x8024400A',
					'0x8024400B',
					'0x8024400C',
					'0x80240439',
					'0x80244008',
				],
			},
		},
		explanation:
			'The way to the server is fine: it answered with a fault. With WSUS likely causes are a damaged client registration, a server that was just restored, or an update whose data is damaged.',
		steps: [
			check('Look at the log of WSUS (SoftwareDistribution.log) and its event log at the time of the scan.'),
			check('See whether other PCs have the same fault; if only this one, the cause is on the PC.'),
			change('On one PC only: renew its registration.', 'wuauclt /resetauthorization /detectnow'),
		],
		references: [SCAN_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: failedCall('80244007'), exit: '0x80244007'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80244022'), exit: '0x80244022'})],
		},
	},
	{
		id: 'external-cab-failed',
		severity: 'error',
		role: 'cause',
		title: 'The scan reached {server}, but a part of the data did not come (0x8024402F)',
		when: {facts: {outcome: 'failed'}, any: [{facts: {rootCause: '0x8024402F'}}, {facts: {exitCode: '0x8024402F'}}]},
		explanation:
			'The list of updates came, but a file that belongs to it could not be fetched or read. The first failing call in the scan says which one.',
		steps: [check('Look at the failures of the scan: the first one names the address.'), TEST_PORT, SHOW_SYSTEM_PROXY],
		references: [ERRORS_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [
				scanLog({service: 'windows-update', lines: ['ProtocolTalker *FAILED* [8024402F] Sync of external cabs'], exit: '0x8024402F'}),
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80240438'), exit: '0x80240438'})],
		},
	},
	{
		id: 'scan-failed',
		severity: 'error',
		role: 'cause',
		title: 'The scan failed with {rootCause} {rootCauseName}',
		inVerdict: '{rootCause} {rootCauseName}',
		when: {facts: {outcome: 'failed'}},
		explanation: '{rootCauseMeaning} The scan ended with {exitCode} {exitName}.',
		steps: [check('{rootCauseCheck}'), check('Read the lines of the scan from its first failure on.')],
		references: [ERRORS_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: ['DataStore *FAILED* [80248007] Store look-up'], exit: '0x80248007'})],
			noMatch: [HEALTHY, scanLog({exit: '0x8024000B'}), scanLog({exit: '0x00240010'})],
		},
	},
];
