/** Rules about failed connections, by error code. */
import {CONNECTION_CODES, NAME_CODES, TIMEOUT_CODES} from '../../codes/unreached.js';
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {MICROSOFT} from './services.js';
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
	WSUS_DOC,
} from './steps.js';

/** Where to find more if nothing else is known. */
const READ_SCAN = check('Read the lines of the scan, starting at the first failure.');

const UNREACHED = [...NAME_CODES, ...TIMEOUT_CODES, ...CONNECTION_CODES];

export const CONNECTION_CAUSES: readonly Rule[] = [
	{
		id: 'connection-outage',
		severity: 'error',
		role: 'cause',
		title: 'No server could be reached ({server}, {rootCause})',
		acrossCodes: true,
		when: {facts: {outcome: 'failed', trouble: ['lasting', 'recurring'], outageWays: {atLeast: 2}, rootCause: [...UNREACHED]}},
		explanation:
			'Scans failed {outagePeriod} with several codes ({rootCause}), and no call got through in between. That is most likely one ' +
			'outage, whose calls fail at different points: the network or VPN of the PC, its DNS server, a proxy, a firewall, or the ' +
			'server itself.',
		steps: [
			check('Check whether the PC has a network connection now (cable, Wi-Fi, VPN, adapter).', 'ipconfig /all'),
			RESOLVE_NAME,
			TEST_PORT,
			SHOW_SYSTEM_PROXY,
			SHOW_POLICY,
			RESET_SYSTEM_PROXY,
			FIX_SYSTEM_PROXY,
		],
		references: [ERRORS_DOC, SCAN_DOC],
		evidence: ['root-cause', 'proxy', 'failures', 'end'],
		examples: {
			match: [
				[
					scanLog({service: 'windows-update', lines: failedCall('8024402C'), exit: '0x8024402C'}),
					scanLog({service: 'windows-update', lines: failedCall('80240438'), exit: '0x80240438'}),
				].join('\n'),
			],
			noMatch: [
				HEALTHY,
				[
					scanLog({service: 'windows-update', lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
					scanLog({service: 'windows-update', lines: failedCall('8024401C'), exit: '0x8024401C'}),
				].join('\n'),
				[
					scanLog({service: 'windows-update', lines: failedCall('8024402C'), exit: '0x8024402C'}),
					scanLog({service: 'windows-update', lines: failedCall('80240438'), exit: '0x80240438'}),
					scanLog({service: 'windows-update', lines: ['WebServices Auto proxy settings for this web service call.']}),
				].join('\n'),
			],
		},
	},
	{
		id: 'name-not-resolved',
		severity: 'error',
		role: 'cause',
		title: 'DNS lookup failed for the server or the proxy ({server}, {rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', rootCause: [...NAME_CODES]}},
		explanation:
			'The PC could not resolve the name of the update server or of a proxy ({proxyName}). Likely ' +
			'causes: the PC is not on the company network, the DNS server does not know the name, or the ' +
			'policy or proxy settings contain a name that is wrong or no longer exists.',
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
				'legacy\nAgent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]\nMisc WARNING: ' +
					'Send failed with hr = 80072ee7.\nAgent   * WARNING: Exit code = 0x8024402C\nAgent **  END  **  ' +
					'Agent: Finding updates [CallerId = AutomaticUpdates]',
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80072EFD'), exit: '0x80072EFD'})],
		},
	},
	{
		id: 'connection-timeout',
		severity: 'error',
		role: 'cause',
		title: 'The server did not respond in time ({server}, {rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', rootCause: [...TIMEOUT_CODES]}},
		explanation:
			'The request was sent, but no response arrived in time. Likely causes: a firewall drops the ' +
			'connection, a proxy does not forward it, or the server is overloaded. On WSUS, an application ' +
			'pool that is low on memory is a common cause.',
		steps: [
			TEST_PORT,
			SHOW_SYSTEM_PROXY,
			check(
				'On the WSUS server, check whether the WsusPool application pool is close to its private memory ' +
					'limit, and when the WSUS cleanup last ran.',
			),
			change(
				'Raise the private memory limit of WsusPool, decline superseded updates and run the WSUS cleanup, ' +
					'or open the port in the firewall.',
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
		title: 'Could not connect to the server ({server}, {rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', rootCause: [...CONNECTION_CODES]}},
		explanation:
			'The server, or a proxy in between, could not be reached or closed the connection. Likely causes: ' +
			'a firewall, a wrong port in the policy, a server or proxy that is down, or, if the connection ' +
			'drops immediately, a TLS version or cipher that one side does not support.',
		steps: [
			TEST_PORT,
			SHOW_SYSTEM_PROXY,
			SHOW_POLICY,
			RESET_SYSTEM_PROXY,
			FIX_SYSTEM_PROXY,
			change(
				'Open the server port in the firewall, or correct the server and port in the policy (WSUS ' +
					'normally uses 8530 for HTTP and 8531 for HTTPS).',
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
		title: 'The server returned HTTP {httpStatus} ({server}, {rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', httpStatus: {atLeast: 400, atMost: 599}}},
		explanation: 'A server answered, but rejected the request or could not process it. The answer may also come from a proxy in between.',
		variants: [
			{
				when: {facts: {service: [...MICROSOFT]}},
				title: 'The server, or a proxy in between, returned HTTP {httpStatus} ({server}, {rootCause} {rootCauseName})',
				explanation:
					"The answer came from Microsoft's service or, more likely if the problem persists, from a proxy or firewall in between.",
				steps: [SHOW_SYSTEM_PROXY, check('Scan again later. If the problem persists, check the proxy log for this PC.')],
			},
			{
				when: {facts: {'outside.kind': 'download'}},
				explanation:
					'A file of an update could not be downloaded: the server answered with HTTP {httpStatus}. On WSUS, the file may be ' +
					'missing from its content folder, or IIS may not be allowed to read it. A proxy or web filter may block the file.',
				steps: [
					check('On the WSUS server, check whether IIS serves the virtual directory Content, and whether content is missing.'),
					change('If content is missing on the WSUS server, have it check and download its files again.', 'wsusutil reset'),
				],
			},
			{
				when: {facts: {httpStatus: 401}},
				explanation:
					'The website requires authentication (HTTP 401). Update clients connect anonymously, so anonymous ' +
					'access to the virtual directories is likely disabled on the WSUS server.',
				steps: [change('In IIS on the WSUS server, enable Anonymous Authentication for the WSUS virtual directories.')],
			},
			{
				when: {facts: {httpStatus: 403}},
				explanation:
					'The server or a proxy denied access (HTTP 403). On WSUS, SSL may be required on a virtual ' +
					'directory that clients access over HTTP, or IP addresses may be restricted. A proxy may block the URL.',
				steps: [change('Correct the SSL or IP address restrictions in IIS, or the proxy rule.')],
			},
			{
				when: {facts: {httpStatus: 404}},
				explanation:
					'The URL does not exist on the server that answered (HTTP 404). Likely causes: a wrong port or ' +
					'server in the policy, or a WSUS website that is not completely set up.',
				steps: [
					SHOW_POLICY,
					check('In a browser, open /selfupdate/wuident.cab and /ClientWebService/wusserverversion.xml on {server}.'),
					change('Correct the server and port in the policy, or repair the WSUS website (wsusutil checkhealth, wsusutil postinstall).'),
				],
			},
			{
				when: {facts: {httpStatus: 500}},
				explanation: 'The server had an internal error (HTTP 500).',
				steps: [check('Check the event log and the IIS log on the server for the time of the scan.')],
			},
			{
				when: {facts: {httpStatus: [502, 504]}},
				explanation: 'A proxy or gateway reported that it could not reach the server (HTTP {httpStatus}).',
				steps: [SHOW_SYSTEM_PROXY, check('Check whether the proxy can reach the server.'), FIX_SYSTEM_PROXY],
			},
			{
				when: {facts: {httpStatus: 503}},
				explanation:
					'The service is unavailable (HTTP 503). On WSUS, the WsusPool application pool has most likely ' +
					'stopped, often because it reached its memory limit.',
				steps: [
					check('On the WSUS server, check whether the WsusPool application pool is running.'),
					change('Start WsusPool and raise its private memory limit. Decline superseded updates and run the WSUS cleanup.'),
				],
			},
		],
		steps: [
			check('On the PC, open the URL of the server (here: {server}) in a browser and see what answers: the server or a proxy.'),
			check('If it is a server of your own, check its web server (IIS) log for the time of the failure.'),
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
		title: 'The server offers more updates than one scan can retrieve ({server}, 0x80244010)',
		when: {facts: {outcome: 'failed'}, any: [{facts: {rootCause: '0x80244010'}}, {facts: {exitCode: '0x80244010'}}]},
		explanation:
			'The client is limited to a certain number of round trips to the server per scan. A WSUS catalog ' +
			'that has not been cleaned up for a long time needs more. Often, later scans continue where this ' +
			'one ended and succeed after a few attempts.',
		steps: [
			check('Scan again, up to about ten times, and see whether the scan gets further.'),
			change('Decline superseded updates, clear the products and classifications that you do not need, and run the WSUS cleanup.'),
			change(
				'If PCs still do not get through, raise the size of the answers in the WSUS database: set MaxXMLPerRequest in the table ' +
					'tbConfigurationC of SUSDB to a higher value (5242880 bytes unless it was changed) or to 0 (no limit), and restart ' +
					'WsusPool. This puts more load on the server.',
			),
		],
		references: [SCAN_DOC, WSUS_DOC],
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
		title: 'The server was reached but reported an error ({server}, {rootCause} {rootCauseName})',
		variants: [
			{
				when: {facts: {rootCause: '0x80240439'}},
				title: 'Something other than an update server answered ({server}, {rootCause} {rootCauseName})',
				explanation:
					'The answer did not come from an update server. It is likely a network sign-in page, a proxy ' +
					'page, or a web server that is not set up for WSUS.',
				steps: [check('On the PC, open the URL from the failing line in a browser and see what answers.'), SHOW_SYSTEM_PROXY],
			},
			{
				when: {facts: {service: [...MICROSOFT]}},
				explanation:
					"The connection to Microsoft's service works, but the service returned a fault. This is usually " +
					'temporary. If it persists, the client state on this PC is likely corrupted.',
				steps: [check('Scan again later.')],
			},
			{
				when: {facts: {service: ['WSUS', null]}},
				steps: [
					check('Check the WSUS log (SoftwareDistribution.log) and the event log on the server for the time of the scan.'),
					change('If only one PC is affected, renew its registration.', 'wuauclt /resetauthorization /detectnow'),
				],
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
			'The connection to the server works, but the server returned a fault. With WSUS, likely causes ' +
			'are a corrupted client registration, a server that was just restored, or corrupted update metadata.',
		steps: [check('Check whether other PCs get the same fault. If only this one does, the cause is on the PC.')],
		references: [SCAN_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: failedCall('80244007'), exit: '0x80244007'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80244022'), exit: '0x80244022'})],
		},
	},
	{
		id: 'scan-failed',
		severity: 'error',
		role: 'cause',
		title: 'The scan failed ({rootCause} {rootCauseName})',
		inVerdict: '{rootCauseReason} ({rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', 'outside.kind': null}, not: {facts: {soFar: true}}},
		explanation: '{rootCauseMeaning} The scan ended with {exitCode} {exitName}.',
		steps: [check('{rootCauseCheck}'), READ_SCAN],
		references: [ERRORS_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: ['DataStore *FAILED* [80248007] Store look-up'], exit: '0x80248007'})],
			noMatch: [HEALTHY, scanLog({exit: '0x8024000B'}), scanLog({exit: '0x00240010'})],
		},
	},
];
