/** Rules about the whole file: what kind of log it is, what the machine is set to. */
import type {Rule} from '../rule.js';
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
	'1601/01/01 01:00:00.0000000 1844  5220                  Unknown( 15): GUID=638e22b1-a858-3f40-8a43-af2c2ff651a4 (No Format Information found).';

export const FILE_RULES: readonly Rule[] = [
	{
		id: 'log-undecoded',
		severity: 'warning',
		role: 'file',
		title: 'The log was made without symbols and says nothing',
		when: {facts: {'log.dialect': 'undecoded'}},
		explanation:
			'Every line reads "No Format Information found": when the traces were turned into text, the descriptions of the messages were missing. Windows 10 before 1709 fetches them from Microsoft\'s symbol server; newer traces need a PC with the same or a newer Windows.',
		steps: [
			check('Make the log again on the PC itself, in an elevated PowerShell, not in a remote session.', 'powershell Get-WindowsUpdateLog'),
			check(
				'Or copy the folder %windir%\\Logs\\WindowsUpdate to a PC with the same or a newer Windows and convert it there.',
				'powershell Get-WindowsUpdateLog -ETLPath <folder> -LogPath <file>',
			),
			check("For Windows 10 before 1709 the PC must reach Microsoft's symbol server (msdl.microsoft.com)."),
		],
		references: [LOGS_DOC],
		evidence: ['first-line'],
		examples: {match: [UNDECODED], noMatch: [HEALTHY]},
	},
	{
		id: 'wrong-kind-of-log',
		severity: 'info',
		role: 'file',
		title: 'This file is not a Windows Update log',
		when: {facts: {status: 'skipped'}},
		explanation: '{reason}',
		steps: [
			check('On Windows 10 and 11 make the log in an elevated PowerShell.', 'powershell Get-WindowsUpdateLog'),
			check('Windows 8.1 and older write C:\\Windows\\WindowsUpdate.log themselves.'),
		],
		references: [LOGS_DOC],
		evidence: ['first-line'],
		examples: {
			match: [
				'<![LOG[Scan failed]LOG]!><time="10:00:00.000+000" date="01-02-2024" component="WUAHandler" context="" type="3" thread="1" file="a.cpp:1">',
			],
			noMatch: [HEALTHY],
		},
	},
	{
		id: 'wsus-over-http',
		severity: 'warning',
		role: 'file',
		title: 'WSUS is set to HTTP, without encryption ({wsus.server})',
		when: {facts: {'wsus.scheme': 'http'}},
		explanation:
			'Whoever can get between the PC and the server can read and change what the server says about updates. Microsoft advises HTTPS for WSUS; certificates can be pinned only there.',
		steps: [
			SHOW_POLICY,
			check('See whether WSUS is set up for TLS already (usual port: 8531).'),
			change(
				'Give the WSUS web site a certificate, require SSL on its virtual directories (wsusutil configuressl), and change WUServer and WUStatusServer in the policy to https://<name of the certificate>:8531.',
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
		title: 'The client was older than the scan changes of January 2021 ({log.clientVersion})',
		when: {facts: {'log.updates': ['before-2020-09', 'before-2021-01'], 'log.dialect': ['etw', 'trace']}},
		explanation:
			'When this log was made (it begins on {log.firstTime}), the PC did not have the cumulative update of January 2021. Such a client still tries the user proxy where newer ones do not, and does not pin certificates. What is true of other PCs need not be true of it.',
		steps: [
			check('See which Windows build the PC has now.', 'winver'),
			change('Install the current cumulative update, if that has not happened since.'),
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
		title: 'The policy names another WSUS server ({context.otherServer}) than the log shows ({wsus.server})',
		when: {not: {facts: {'context.otherServer': null}}, facts: {status: 'analyzed'}},
		explanation:
			'The settings given with the log name another server than the one the client used. Either they were collected at another time or on another PC, or another authority (a domain policy over one of Configuration Manager, for example) had its way.',
		steps: [
			check('See which policies reach the PC, and from where.', 'gpresult /h %TEMP%\\gp.html'),
			SHOW_POLICY,
			change('Take the setting away that should not be there: with Configuration Manager no other Group Policy may set the update server.'),
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
		title: 'The clock of the PC went back within the log',
		when: {facts: {'log.issue': 'clock-went-back'}},
		explanation:
			'The time of the lines goes back by more than five minutes. The clock was set, summer time ended, or the file was put together from several. Lines are kept in the order of the file, and durations across the step are left out.',
		steps: [check('See whether the clock of the PC is right.', 'w32tm /query /status')],
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

/** Asked of scans, since only some of them make the missing detail matter. */
export const VERBOSE_RULES: readonly Rule[] = [
	{
		id: 'log-not-verbose',
		severity: 'info',
		role: 'context',
		title: 'A verbose log would say whether the certificate of WSUS is in the store',
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
			'Pinning plays a part in this log, but the line "Cert in WSUS store: Yes/No" is written by verbose logging only, which was off.',
		variants: [
			{
				when: {facts: {'log.dialect': 'legacy'}},
				title: 'A verbose log would say more about the refused connection',
				explanation:
					'The connection was refused, and the log has only its ordinary lines. Logs of Windows 8.1 and older do not say whether a certificate is pinned; with more flags they say more about the request.',
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
				'legacy\nAgent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]\nMisc WARNING: Send failed with hr = 80072f8f.\nAgent   * WARNING: Exit code = 0x80072F8F\nAgent **  END  **  Agent: Finding updates [CallerId = AutomaticUpdates]',
			],
			noMatch: [HEALTHY, scanLog({lines: ['WebServices WSUS TLS cert-pinning mandatory: Yes', 'Misc Cert in WSUS store: Yes']})],
		},
	},
];
