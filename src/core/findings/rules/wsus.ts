/** Rules about a WSUS server that answers, but not as it should, and about its URL in the policy. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {change, check, ERRORS_DOC, SCAN_DOC, SHOW_POLICY, TEST_PORT, WSUS_DOC} from './steps.js';

const LEGACY_TIMEOUT = [
	'legacy',
	'Agent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]',
	'Agent   * ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
	'Setup Checking for agent SelfUpdate',
	'Setup SelfUpdate check completed.  SelfUpdate is NOT required.',
	'PT +++++++++++  PT: Synchronizing server updates  +++++++++++',
	'PT   + ServiceId = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = http://wsus.example:8530/ClientWebService/client.asmx',
	'Misc WARNING: Send failed with hr = 80072ee2.',
	'PT WARNING: SyncUpdates failure, error = 0x80072EE2, soap client error = 5, soap error code = 0, HTTP status code = 200',
	'Agent   * WARNING: Exit code = 0x80072EE2',
	'Agent **  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]',
];

const TIMEOUTS = ['0x80072EE2', '0x8024401C', '0x803D0006', '0x80190198', '0x80244023', '0x801901F8'] as const;

const WEB_CONFIG = check(
	'On the WSUS server, open web.config of the client web service and look for the limits.',
	'notepad "%ProgramFiles%\\Update Services\\WebServices\\ClientWebService\\web.config"',
);

/** The server refuses a call because of one of its parameters. */
function fault(parameter: string): readonly string[] {
	return [
		'WebServices Auto proxy settings for this web service call.',
		`WebServices WS error: <detail><ErrorCode>InvalidParameters</ErrorCode><Message>parameters.${parameter}</Message></detail>`,
		'WebServices *FAILED* [80244007] Web service call',
	];
}

export const WSUS_CAUSES: readonly Rule[] = [
	{
		id: 'wsus-times-out-after-self-update',
		severity: 'error',
		role: 'cause',
		title: 'WSUS answers, but its web service takes too long ({server}, {rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', service: 'WSUS', rootCause: [...TIMEOUTS], selfUpdateWorked: true}},
		explanation:
			'The check for a newer client worked, so name, port, and path to the server are right. Only the web service did not ' +
			'answer in time. The most likely cause is the application pool of WSUS (WsusPool): it is short of memory, busy, or ' +
			'restarts while it answers. A database without maintenance makes it worse.',
		steps: [
			check('On the WSUS server, check in IIS whether WsusPool is running, how much memory it uses, and whether it was recycled.'),
			check('On the WSUS server, check when the cleanup and the index maintenance of the database (SUSDB) last ran.'),
			change(
				'In the advanced settings of WsusPool, set Private Memory Limit (KB) to 0 (no limit) or at least 8000000, Queue Length ' +
					'to 2000, and turn off the ping; then recycle the pool.',
			),
			change('Decline superseded updates, run the WSUS cleanup, and rebuild the indexes of SUSDB.'),
			TEST_PORT,
		],
		references: [WSUS_DOC, SCAN_DOC],
		evidence: ['root-cause', 'failures', 'endpoint', 'end'],
		examples: {
			match: [LEGACY_TIMEOUT.join('\n')],
			noMatch: [
				HEALTHY,
				LEGACY_TIMEOUT.filter((line) => !line.includes('completed')).join('\n'),
				scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
			],
		},
	},
	{
		id: 'wsus-at-port-80',
		severity: 'error',
		role: 'cause',
		title: 'The server does not answer like WSUS: the port is likely wrong ({server}, {rootCause} {rootCauseName})',
		when: {
			facts: {
				outcome: 'failed',
				service: 'WSUS',
				port: 80,
				rootCause: ['0x80244008', '0x8024401F', '0x80244019', '0x80190194', '0x801901F4'],
			},
		},
		explanation:
			'The scan asked WSUS at port 80, the port of a URL that names none. Since Windows Server 2012, WSUS uses port 8530 (8531 ' +
			'with TLS), so that another website of the server, or a proxy, likely answered with an error page. If WSUS was set ' +
			'up at port 80, another website or its .NET settings interfere with it.',
		steps: [
			SHOW_POLICY,
			check('On the WSUS server, check in IIS at which ports the website WSUS Administration answers.'),
			check('On the PC, open /ClientWebService/client.asmx on {server} in a browser and see what answers.'),
			change('Add the port to WUServer and WUStatusServer in the policy, for example http://, the name of the server, and :8530.'),
			change(
				'If WSUS has to stay at port 80, move the other website, and repair the WSUS website: wsusutil usecustomwebsite false ' +
					'(or true for 8530), then wsusutil checkhealth.',
			),
		],
		references: [SCAN_DOC, ERRORS_DOC],
		evidence: ['root-cause', 'endpoint', 'failures', 'end'],
		examples: {
			match: [
				scanLog({server: 'http://wsus.example', lines: failedCall('80244008'), exit: '0x80244008'}),
				scanLog({server: 'http://wsus.example:80', lines: failedCall('8024401F'), exit: '0x8024401F'}),
			],
			noMatch: [
				HEALTHY,
				scanLog({server: 'http://wsus.example:8530', lines: failedCall('8024401F'), exit: '0x8024401F'}),
				scanLog({server: 'http://wsus.example', lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
			],
		},
	},
	{
		id: 'wsus-limit-exceeded',
		severity: 'error',
		role: 'cause',
		title: 'WSUS refuses the scan: the PC reports too many installed updates ({server}, {rootCause} {rootCauseName})',
		when: {
			facts: {outcome: 'failed'},
			any: [{facts: {message: {contains: 'InstalledNonLeafUpdateIDs'}}}, {facts: {message: {contains: 'OtherCachedUpdateIDs'}}}],
		},
		explanation:
			'In each scan, the client sends the ids of the updates that are installed and that others depend on ' +
			'(InstalledNonLeafUpdateIDs). Their number is above the limit of the WSUS server, which is 400 unless it was changed, ' +
			'so the server answers with the fault InvalidParameters. The registration of the PC is not the cause.',
		variants: [
			{
				when: {facts: {message: {contains: 'OtherCachedUpdateIDs'}}},
				title: 'WSUS refuses the scan: the PC reports too many known updates ({server}, {rootCause} {rootCauseName})',
				explanation:
					'In each scan, the client sends the ids of the updates that it knows (OtherCachedUpdateIDs). Their number is above ' +
					'the limit of the WSUS server (maxCachedUpdates, 22000 unless it was changed), so the server answers with the fault ' +
					'InvalidParameters. The registration of the PC is not the cause.',
				steps: [change('On the WSUS server, raise maxCachedUpdates in that file, for example from 22000 to 44000, and restart WsusPool.')],
			},
		],
		steps: [
			WEB_CONFIG,
			change('On the WSUS server, raise maxInstalledPrerequisites in that file, for example from 400 to 800, and restart WsusPool.'),
			change('Decline superseded and expired updates, and clear products that no PC needs.'),
		],
		references: [WSUS_DOC, SCAN_DOC],
		evidence: ['failures', 'root-cause', 'end'],
		examples: {
			match: [
				scanLog({lines: fault('InstalledNonLeafUpdateIDs'), exit: '0x80244007'}),
				scanLog({lines: fault('OtherCachedUpdateIDs'), exit: '0x80244007'}),
			],
			noMatch: [HEALTHY, scanLog({lines: fault('cookie'), exit: '0x80244007'})],
		},
	},
];

const REMOVE_SLASH = change('Remove the slash at the end of WUServer and WUStatusServer in the policy.');

export const WSUS_CONTEXT: readonly Rule[] = [
	{
		id: 'wsus-url-ends-in-slash',
		severity: 'info',
		role: 'context',
		title: 'The WSUS URL in the policy ends in a slash: requests have two slashes ({count})',
		when: {facts: {doubleSlash: true}},
		variants: [
			{
				when: {facts: {outcome: ['failed', 'unknown']}},
				severity: 'warning',
				explanation:
					'The client appends the path of a web service or a file to the URL of the policy. That URL ends in a slash, so that ' +
					'two follow the name of the server (as in //selfupdate). IIS often accepts this, but proxies, load balancers, and ' +
					'firewalls may not, and the request then fails or gets no answer. These scans did not succeed.',
			},
		],
		explanation:
			'The client appends the path of a web service or a file to the URL of the policy. That URL ends in a slash, so that two ' +
			'follow the name of the server (as in //selfupdate). IIS often accepts this, but proxies, load balancers, and firewalls ' +
			'may not.',
		steps: [SHOW_POLICY, REMOVE_SLASH],
		references: [SCAN_DOC],
		evidence: ['endpoint', 'failures', 'start'],
		examples: {
			match: [
				scanLog({server: 'http://wsus.example:8530/', lines: failedCall('80072EE2'), exit: '0x80072EE2'}),
				scanLog({server: 'http://wsus.example:8530/'}),
				'legacy\nAgent   * Online = Yes; Ignore download priority = No\nAgent   * ServiceID = {3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} ' +
					'Managed\nMisc WARNING: Send failed with hr = 80072ee2.\nMisc WARNING: WinHttp: SendRequestUsingProxy failed for ' +
					'<http://wsus.example//selfupdate/wuident.cab>. error 0x80072ee2',
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'})],
		},
	},
];

export const WSUS_FILE_RULES: readonly Rule[] = [
	{
		id: 'wsus-policy-ends-in-slash',
		severity: 'info',
		role: 'file',
		title: 'The WSUS URL in the policy ends in a slash ({wsus.urlInSlash})',
		when: {facts: {'wsus.endsInSlash': true}},
		explanation:
			'The client appends paths that begin with a slash, so that its requests contain two (as in //selfupdate). IIS often ' +
			'accepts this, but proxies, load balancers, and firewalls may not.',
		steps: [SHOW_POLICY, REMOVE_SLASH],
		references: [SCAN_DOC],
		evidence: ['settings'],
		examples: {
			match: [
				'Agent WSUS server: http://wsus.example:8530/',
				'context: {"WUServer": "https://wsus.example:8531/"}\nAgent WSUS server: https://wsus.example:8531',
			],
			noMatch: [HEALTHY, 'Agent WSUS server: http://wsus.example:8530'],
		},
	},
];
