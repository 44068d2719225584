/** Rules about files that a scan needs from other hosts than the update service. */
import type {Rule, RuleStep} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {MICROSOFT} from './services.js';
import {change, check, ERRORS_DOC, FIX_SYSTEM_PROXY, HOSTS_DOC, SHOW_SYSTEM_PROXY} from './steps.js';

const CODE = '0x8024402F';

/** The service answers, and the host of the files resets each request. */
function resetBy(code: string): readonly string[] {
	return [
		'WebServices Auto proxy settings for this web service call.',
		'IdleTimer WU operation (CAgentProtocolTalker::SyncUpdates_WithRecover, operation # 4) stopped; does use network',
		`Misc *FAILED* [${code}] Send request`,
		`Misc *FAILED* [${code}] Library download error. Will retry. Retry Counter:0`,
		'ProtocolTalker *FAILED* [8024402F] Sync of Updates',
	];
}

const TEST_CONTENT_HOST: RuleStep = {
	...check('From the PC, test {failedContentHost}, a host that a download in this log failed at.'),
	command: 'powershell Test-NetConnection {contentHost} -Port {contentPort}',
	onOldWindows: {command: `powershell "(New-Object Net.Sockets.TcpClient).Connect('{contentHost}', {contentPort})"`},
	onlyWithCommand: true,
};

export const CONTENT_CAUSES: readonly Rule[] = [
	{
		id: 'external-cab-failed',
		severity: 'error',
		role: 'cause',
		title: 'The server answered, but a file that the scan needs did not arrive ({contentHost}, {rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed', 'outside.kind': null}, any: [{facts: {rootCause: CODE}}, {facts: {exitCode: CODE}}]},
		variants: [
			{
				when: {facts: {rootCause: CODE}},
				title: 'The server answered, but files that the scan needs did not arrive ({server}, {rootCause})',
				explanation:
					'The update service answered and sent the list of updates, but a file that belongs to it could not be ' +
					'downloaded or read. Such files come from content hosts, not from the update service. The log does not show ' +
					'which request failed. Likely causes: a firewall, proxy, or web filter blocks a content host, or replaces the ' +
					'file.',
			},
			{
				when: {facts: {service: 'WSUS'}},
				explanation:
					'WSUS answered and sent the list of updates, but a file that belongs to it could not be downloaded: ' +
					'{rootCauseMeaning} WSUS offers such files itself or refers to a content host of Microsoft. Likely causes: a firewall, ' +
					'proxy, or web filter on the way there, or a content folder on the WSUS server that cannot be read.',
				steps: [
					check('On the WSUS server, check whether IIS serves the virtual directory Content, and whether content is missing.'),
					change('If content is missing on the WSUS server, have it check and download its files again.', 'wsusutil reset'),
				],
			},
		],
		explanation:
			'The update service answered and sent the list of updates, but a file that belongs to it could not be downloaded: ' +
			'{rootCauseMeaning} Such files come from content hosts (usually download.windowsupdate.com and ' +
			'*.dl.delivery.mp.microsoft.com), not from the update service, so that testing the service shows nothing. Likely ' +
			'causes: a firewall, proxy, or web filter blocks or resets these hosts, or checks downloads.',
		steps: [
			TEST_CONTENT_HOST,
			{
				...check(
					'From the PC, test a content host of Microsoft (HTTP, port 80).',
					'powershell Test-NetConnection download.windowsupdate.com -Port 80',
				),
				onOldWindows: {command: `powershell "(New-Object Net.Sockets.TcpClient).Connect('download.windowsupdate.com', 80)"`},
			},
			SHOW_SYSTEM_PROXY,
			check('Look for this PC and these hosts in the logs of the firewall, the proxy, and the web filter at the time of the scan.'),
			change(
				'Allow the content hosts over HTTP and HTTPS, without inspection and with range requests: ' +
					'*.windowsupdate.com and *.delivery.mp.microsoft.com with all names below them.',
			),
			FIX_SYSTEM_PROXY,
		],
		references: [HOSTS_DOC, ERRORS_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [
				scanLog({service: 'windows-update', lines: ['ProtocolTalker *FAILED* [8024402F] Sync of external cabs'], exit: CODE}),
				scanLog({service: 'windows-update', behavior: 2, lines: resetBy('80072EFE'), exit: CODE}),
				scanLog({lines: resetBy('80072EE2'), exit: CODE}),
				scanLog({service: 'windows-update', lines: resetBy('80072F8F'), exit: CODE}),
			],
			noMatch: [
				HEALTHY,
				scanLog({lines: failedCall('80240438'), exit: '0x80240438'}),
				scanLog({service: 'windows-update', lines: failedCall('80072EFE'), exit: '0x80072EFE'}),
			],
		},
	},
	{
		id: 'content-download-failed',
		severity: 'error',
		role: 'cause',
		title: 'A content host did not deliver a file ({contentHost}, {rootCause} {rootCauseName})',
		when: {facts: {rootCause: ['0x80D02002', '0x80D05001', '0x80246008', '0x80244027'], service: [...MICROSOFT, 'WSUS', null]}},
		explanation:
			'{rootCauseMeaning} Files come from content hosts (usually download.windowsupdate.com and ' +
			'*.dl.delivery.mp.microsoft.com), not from the update service. Likely causes: a firewall, proxy, or web filter ' +
			'blocks these hosts or range requests, or downloads through BITS or Delivery Optimization are turned off.',
		steps: [
			TEST_CONTENT_HOST,
			SHOW_SYSTEM_PROXY,
			check('Check whether the services for downloads can run.', 'sc query bits & sc query dosvc'),
			change(
				'Allow the content hosts over HTTP and HTTPS, with range requests: *.windowsupdate.com ' +
					'and *.delivery.mp.microsoft.com with all names below them.',
			),
		],
		references: [HOSTS_DOC, ERRORS_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({service: 'windows-update', lines: ['DownloadManager *FAILED* [80D02002] Download of a file'], exit: '0x80D02002'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'})],
		},
	},
];
