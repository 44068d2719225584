/** Rules about the whole file: what kind of log it is, and how the PC is configured. */
import type {Rule, RuleStep} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {
	change,
	check,
	LOGS_DOC,
	POLICY_CSP,
	SCAN_CHANGES,
	SCAN_CHANGES_HTTP,
	SHOW_POLICY,
	VERBOSE_LOGGING,
	VERBOSE_LOGGING_LEGACY,
} from './steps.js';

const UNDECODED =
	'1601/01/01 01:00:00.0000000 1844  5220                  Unknown( 15): ' +
	'GUID=638e22b1-a858-3f40-8a43-af2c2ff651a4 (No Format Information found).';

const CREATE_WHOLE_LOG: RuleStep = {
	...check('Create the log again, and give it as it is, without opening or changing it.', 'powershell Get-WindowsUpdateLog'),
	onOldWindows: {text: 'Copy C:\\Windows\\WindowsUpdate.log again, and give it as it is, without opening or changing it.', command: null},
};

export const FILE_RULES: readonly Rule[] = [
	{
		id: 'log-undecoded',
		severity: 'warning',
		role: 'file',
		title: 'The log was not decoded (no symbols), so it has no content',
		when: {facts: {'log.dialect': 'undecoded'}},
		explanation:
			'Every line reads "No Format Information found": the message definitions were missing when the ' +
			"traces were converted to text. Windows 10 before version 1709 downloads them from Microsoft's " +
			'symbol server. Newer traces must be converted on a PC with the same or a newer version of Windows.',
		steps: [
			check(
				'Create the log again on the PC itself. Run PowerShell as administrator, not in a remote session.',
				'powershell Get-WindowsUpdateLog',
			),
			check(
				'Or copy the %windir%\\Logs\\WindowsUpdate folder to C:\\Temp\\WindowsUpdate on a PC with the same or a newer version of ' +
					'Windows and convert it there.',
				'powershell Get-WindowsUpdateLog -ETLPath C:\\Temp\\WindowsUpdate -LogPath C:\\Temp\\WindowsUpdate.log',
			),
			check("For Windows 10 before version 1709, the PC must be able to reach Microsoft's symbol server (msdl.microsoft.com)."),
		],
		references: [LOGS_DOC],
		evidence: ['first-line'],
		examples: {match: [UNDECODED], noMatch: [HEALTHY]},
	},
	{
		id: 'log-partly-unread',
		severity: 'warning',
		role: 'file',
		title: 'Parts of this log could not be read',
		when: {not: {any: [{facts: {'log.unread': null}}, {facts: {'log.dialect': 'undecoded'}}]}},
		explanation: 'What could not be read may contain failures: {log.unread} The rest of the log was read.',
		steps: [CREATE_WHOLE_LOG],
		references: [LOGS_DOC],
		evidence: ['issues'],
		examples: {
			match: [`${HEALTHY}\n${UNDECODED}`],
			noMatch: [HEALTHY, UNDECODED],
		},
	},
	{
		id: 'wrong-kind-of-log',
		severity: 'info',
		role: 'file',
		title: 'This file is not a Windows Update log',
		when: {facts: {status: 'skipped'}},
		explanation: '{reason}',
		variants: [
			{
				when: {facts: {'neighbor.failing': true, 'neighbor.check': null}},
				severity: 'warning',
				title: 'Windows Update failed on this PC, as {neighbor.what} shows ({neighbor.codes})',
				explanation: 'The lines below are the failures in it, each with the meaning of its code where one is known.',
			},
			{
				when: {facts: {'neighbor.failing': true}},
				severity: 'warning',
				title: 'Windows Update failed on this PC, as {neighbor.what} shows ({neighbor.codes})',
				explanation: 'The lines below are the failures in it, each with the meaning of its code.',
				steps: [check('{neighbor.check}')],
			},
		],
		steps: [
			check('On Windows 10 and 11, create the log in PowerShell (as administrator).', 'powershell Get-WindowsUpdateLog'),
			check('Windows 8.1 and earlier write C:\\Windows\\WindowsUpdate.log directly.'),
		],
		references: [LOGS_DOC],
		evidence: ['first-line'],
		examples: {
			match: [
				'<![LOG[Scan failed]LOG]!><time="10:00:00.000+000" date="01-02-2024" component="WUAHandler" ' +
					'context="" type="3" thread="1" file="a.cpp:1">',
			],
			noMatch: [HEALTHY],
		},
	},
	{
		id: 'wsus-over-http',
		severity: 'warning',
		role: 'file',
		title: 'WSUS is configured for HTTP, without encryption ({wsus.server})',
		when: {facts: {'wsus.scheme': 'http'}},
		explanation:
			'Anyone who can intercept traffic between the PC and the server can read and change the update ' +
			'information. Microsoft recommends HTTPS for WSUS. Certificate pinning requires it.',
		steps: [
			SHOW_POLICY,
			check('Check whether WSUS is already set up for TLS (default port: 8531).'),
			change(
				'Assign a certificate to the WSUS website, require SSL on its virtual directories (wsusutil ' +
					'configuressl), and change WUServer and WUStatusServer in the policy to https://, the ' +
					'name in the certificate, and port 8531.',
			),
		],
		references: [SCAN_CHANGES_HTTP, SCAN_CHANGES],
		evidence: ['settings'],
		examples: {
			match: ['Agent WSUS server: http://wsus.example:8530', scanLog({server: 'http://wsus.example:8530', behavior: 1})],
			noMatch: [HEALTHY, 'Agent WSUS server: (null)'],
		},
	},
	{
		id: 'client-older-than-2021',
		severity: 'warning',
		role: 'file',
		title: 'The client predates the scan changes of January 2021 ({log.clientVersion})',
		when: {facts: {'log.updates': ['before-2020-09', 'before-2021-01'], 'log.dialect': ['etw', 'trace']}},
		explanation:
			'When this log was created (it starts on {log.firstTime}), the PC did not have the January 2021 ' +
			'cumulative update. Such a client still tries the user proxy where newer ones do not, and does ' +
			'not pin certificates. Other PCs may behave differently.',
		steps: [
			check('Check which Windows build the PC is running now.', 'winver'),
			change('Install the latest cumulative update if this has not been done since.'),
		],
		references: [SCAN_CHANGES, SCAN_CHANGES_HTTP],
		evidence: ['versions', 'start', 'end'],
		examples: {
			match: [`Agent WU client version 10.0.19041.450\n${HEALTHY.replace(/\n.*Proxy Behavior.*/, '')}`],
			noMatch: [HEALTHY, `Agent WU client version 10.0.19041.1682\n${HEALTHY}`],
		},
	},
	{
		id: 'policy-names-another-server',
		severity: 'warning',
		role: 'file',
		title: 'The policy names another WSUS server than the log ({context.otherServer}, not {wsus.server})',
		when: {not: {facts: {'context.otherServer': null}}, facts: {status: 'analyzed'}},
		explanation:
			'The settings provided with the log name a different server than the one the client used. Either ' +
			'they were collected at another time or on another PC, or another policy took precedence (for ' +
			'example, a domain policy over one from Configuration Manager).',
		steps: [
			check('See which policies apply to the PC and where they come from.', 'gpresult /h %TEMP%\\gp.html'),
			SHOW_POLICY,
			change('Remove the setting that should not be there. With Configuration Manager, no other Group Policy may set the update server.'),
		],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['settings'],
		examples: {
			match: ['context: {"WUServer": "https://other.example:8531"}\nAgent WSUS server: https://wsus.example:8531'],
			noMatch: [HEALTHY, 'context: {"WUServer": "https://wsus.example:8531/"}\nAgent WSUS server: https://WSUS.example:8531'],
		},
	},
	{
		id: 'clock-jumped',
		severity: 'info',
		role: 'file',
		title: 'The clock goes backward in the log',
		when: {facts: {'log.issue': 'clock-went-back'}},
		explanation:
			'The time stamps go back by more than five minutes. The clock was set, daylight saving time ' +
			'ended, or the file was combined from several logs. Lines stay in file order, and durations ' +
			'across the jump are omitted.',
		steps: [check('Check whether the PC clock is correct.', 'w32tm /query /status')],
		references: [],
		evidence: ['issues'],
		examples: {
			match: ['2024/03/12 10:00:00.0000000 1000  2000  Agent           one\n2024/03/12 08:00:00.0000000 1000  2000  Agent           two'],
			noMatch: [
				HEALTHY,
				'2024/03/12 10:00:59.9900000 1000  2000  Agent           one\n2024/03/12 10:00:00.0000000 1000  2000  Agent           two',
			],
		},
	},
];

/** Evaluated per scan, because the missing detail matters only for some scans. */
export const VERBOSE_RULES: readonly Rule[] = [
	{
		id: 'log-not-verbose',
		severity: 'info',
		role: 'context',
		title: 'A verbose log would show whether the WSUS certificate is in the store',
		when: {
			facts: {online: [true, null], 'log.verbose': false},
			any: [
				{
					facts: {service: 'WSUS', scheme: 'https', inWsusStore: null, 'log.dialect': ['etw', 'trace']},
					any: [
						{facts: {outcome: 'failed', rootCause: ['0x803D000A', '0x80240437', '0x8024B304', '0x800B0001']}},
						{facts: {pinningMandatory: true}},
					],
					not: {any: [{facts: {storeEmpty: true}}, {facts: {pinningMandatory: false}}]},
				},
				{facts: {outcome: 'failed', rootCategory: 'trust', 'log.dialect': 'legacy'}},
			],
		},
		explanation:
			'Certificate pinning plays a role in this log, but only verbose logging writes the line "Cert in ' +
			'WSUS store: Yes/No", and it was off.',
		variants: [
			{
				when: {facts: {'log.dialect': 'legacy'}},
				title: 'A verbose log would show more about the refused connection',
				explanation:
					'The connection was refused, and the log has only standard detail. Logs from Windows 8.1 and ' +
					'earlier do not show whether a certificate is pinned, but with more flags they show more about ' +
					'the request.',
				steps: [...VERBOSE_LOGGING_LEGACY],
			},
			{when: {facts: {'log.dialect': ['etw', 'trace']}}, steps: [...VERBOSE_LOGGING]},
		],
		steps: [],
		references: [LOGS_DOC, POLICY_CSP],
		evidence: ['certificate', 'root-cause', 'end'],
		examples: {
			match: [
				scanLog({lines: ['WebServices WSUS TLS cert-pinning mandatory: Yes', ...failedCall('80240437')], exit: '0x80240437'}),
				'legacy\nAgent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]\nMisc WARNING: ' +
					'Send failed with hr = 80072f8f.\nAgent   * WARNING: Exit code = 0x80072F8F\nAgent **  END  **  ' +
					'Agent: Finding updates [CallerId = AutomaticUpdates]',
			],
			noMatch: [HEALTHY, scanLog({lines: ['WebServices WSUS TLS cert-pinning mandatory: Yes', 'Misc Cert in WSUS store: Yes']})],
		},
	},
];
