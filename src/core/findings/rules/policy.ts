/** Rules about policies that forbid scans or send them to another service. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {MICROSOFT} from './services.js';
import {change, check, POLICY_CSP, SCAN_SOURCE_DOC, SHOW_POLICY} from './steps.js';

const WHERE_FROM = check('See which policies apply to the PC and where they come from.', 'gpresult /h %TEMP%\\gp.html');

export const POLICY_CAUSES: readonly Rule[] = [
	{
		id: 'access-disabled',
		severity: 'error',
		role: 'cause',
		title: 'A policy does not allow this PC to use Windows Update (0x8024002E)',
		when: {facts: {outcome: 'failed'}, any: [{facts: {rootCause: '0x8024002E'}}, {facts: {exitCode: '0x8024002E'}}]},
		explanation:
			'{policy.updateSources} The client ended the scan itself, before any connection: access to Windows Update is turned ' +
			'off, and the scan did not ask a WSUS server.',
		variants: [
			{
				when: {facts: {message: {contains: 'access disabled: Yes'}}},
				title: 'Access to Windows Update is turned off by a policy (0x8024002E)',
				explanation:
					'The log says "Windows Update access disabled: Yes", and the client ended the scan itself, before any connection. ' +
					'{policy.updateSources}',
			},
		],
		steps: [
			SHOW_POLICY,
			check(
				'See whether access is turned off for the signed-in user.',
				'reg query HKCU\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\WindowsUpdate',
			),
			WHERE_FROM,
			change(
				'If the PC should use Windows Update, remove "Turn off access to all Windows Update features" ' +
					'(DisableWindowsUpdateAccess), "Remove access to use all Windows Update features" (SetDisableUXWUAccess), and ' +
					'"Do not connect to any Windows Update Internet locations" (DoNotConnectToWindowsUpdateInternetLocations).',
			),
			change('If it should use WSUS, set WUServer, WUStatusServer, and UseWUServer = 1, so that scans ask it.'),
		],
		references: [POLICY_CSP, 'Windows SDK: wuerror.h'],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [
				scanLog({service: 'windows-update', exit: '0x8024002E'}),
				scanLog({service: 'windows-update', lines: ['Agent *FAILED* [8024002E] Access check'], exit: '0x8024002E'}),
				`Agent Windows Update access disabled: Yes\n${scanLog({service: 'windows-update', exit: '0x8024002E'})}`,
			],
			noMatch: [
				HEALTHY,
				`Agent Windows Update access disabled: No\n${HEALTHY}`,
				scanLog({lines: failedCall('80240438'), exit: '0x80240438'}),
			],
		},
	},
	{
		id: 'user-scans-blocked',
		severity: 'error',
		role: 'cause',
		title: 'Scans that a user starts are blocked on this PC (0x80240045)',
		when: {facts: {outcome: 'failed'}, any: [{facts: {rootCause: '0x80240045'}}, {facts: {exitCode: '0x80240045'}}]},
		explanation:
			'The client ended the scan itself: likely, a policy blocks scans by users, or a service that updates the PC has ' +
			'reserved scans for itself. Scans by that service are not affected.',
		steps: [
			SHOW_POLICY,
			check('Check whether scans by other callers in this log succeed.'),
			change('Scan from the program that manages updates, or remove the policy that blocks users (SetDisableUXWUAccess).'),
		],
		references: [POLICY_CSP, 'Windows SDK: wuerror.h'],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [
				scanLog({lines: ['Agent *FAILED* [80240045] Blocking current user search for localsystem. Failing scan.'], exit: '0x80240045'}),
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80240438'), exit: '0x80240438'})],
		},
	},
];

/** The programs that scan for Windows updates by schedule. Source: real logs. */
const AUTOMATIC = ['UpdateOrchestrator', 'MoUpdateOrchestrator', 'AutomaticUpdates', 'AutomaticUpdatesWuApp'] as const;

const DUAL_SCAN = 'context: {"WUServer": "https://wsus.example:8531", "UseWUServer": 1, "DeferQualityUpdates": 1, "DisableDualScan": 0}';

export const POLICY_CONTEXT: readonly Rule[] = [
	{
		id: 'scans-moved-from-wsus',
		severity: 'info',
		role: 'context',
		title: 'A WSUS server is set, but scans ask {service} ({count}: {caller})',
		when: {
			facts: {'wsus.isSet': true, service: [...MICROSOFT], caller: [...AUTOMATIC], online: [true, null], 'policy.movesScans': true},
		},
		explanation:
			'A WSUS server is set ({wsus.server}), yet these automatic scans asked Microsoft. This is what the policies of the PC ' +
			'say: {policy.updateSources} If that is intended, no action is needed.',
		steps: [
			SHOW_POLICY,
			WHERE_FROM,
			change(
				'If all updates should come from WSUS: on Windows 10 2004 and later, set "Specify source service for specific classes ' +
					'of Windows Updates" to WSUS for all classes (SetPolicyDrivenUpdateSourceFor… = 1, UseUpdateClassPolicySource = 1). On ' +
					'earlier versions, remove the deferral policies or set "Do not allow update deferral policies to cause scans against ' +
					'Windows Update" (DisableDualScan = 1).',
			),
		],
		references: [SCAN_SOURCE_DOC, POLICY_CSP],
		evidence: ['start', 'endpoint', 'proxy'],
		examples: {
			match: [
				`${DUAL_SCAN}\n${scanLog({caller: 'UpdateOrchestrator', service: 'windows-update', behavior: 2})}`,
				'context: {"WUServer": "https://wsus.example:8531", "SetPolicyDrivenUpdateSourceForQualityUpdates": 0}\n' +
					scanLog({caller: 'UpdateOrchestrator', service: 'windows-update', behavior: 2}),
			],
			noMatch: [
				HEALTHY,
				`${DUAL_SCAN}\n${scanLog({caller: 'UpdateOrchestrator'})}`,
				`${DUAL_SCAN}\n${scanLog({caller: 'Windows Defender Antivirus', service: 'windows-update'})}`,
				'context: {"WUServer": "https://wsus.example:8531", "DeferQualityUpdates": 1, "DisableDualScan": 1}\n' +
					scanLog({caller: 'UpdateOrchestrator', service: 'windows-update', behavior: 2}),
			],
		},
	},
];
