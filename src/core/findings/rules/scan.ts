/** Rules about scans that were cut off, canceled, or behaved unexpectedly. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog, SWITCH_TO_USER} from './examples.js';
import {change, check, CREATE_LOG_AGAIN, ERRORS_DOC, POLICY_CSP, SCAN_CHANGES, SHOW_POLICY} from './steps.js';

/** WU_E_SERVICE_STOP and ERROR_SHUTDOWN_IN_PROGRESS. */
const SERVICE_STOPS = ['0x8024001E', '0x8007045B'] as const;

/** The log has the start of the scan and an hour or more after it. */
const NEVER_ENDS = {hasEnd: false, hasStart: true, online: true, hoursOpen: {atLeast: 1}} as const;

export const SCAN_CONTEXT: readonly Rule[] = [
	{
		id: 'unexpected-behavior',
		severity: 'warning',
		role: 'context',
		title: 'Scans behaved differently from the 2020/2021 rules ({count})',
		when: {facts: {deviation: ['order', 'fallback', 'pinning']}},
		explanation:
			'{deviationText} Likely causes: the settings provided are from another time or PC, an unknown ' +
			'policy is set, or the client is older than it appears.',
		steps: [SHOW_POLICY, check('See what to expect for this PC, given what you know about it.', 'wulens expect --help')],
		references: [SCAN_CHANGES, POLICY_CSP],
		evidence: ['proxy', 'certificate', 'start'],
		examples: {
			match: [scanLog({behavior: 1, lines: ['WebServices Using user proxy, with impersonation']})],
			noMatch: [HEALTHY, scanLog({service: 'windows-update', behavior: 2, lines: [...SWITCH_TO_USER]})],
		},
	},
	{
		id: 'scan-cancelled',
		severity: 'info',
		role: 'context',
		title: 'Scans were canceled ({count}: {caller})',
		when: {facts: {outcome: 'cancelled'}, not: {facts: {exitCode: [...SERVICE_STOPS]}}},
		explanation:
			'Something stopped the scan before it finished: the user, the calling program, a more urgent ' +
			'scan, or a shutdown. This is not an error, and no action is needed: the scan usually runs again. If ' +
			'scans are canceled repeatedly, look at what the caller does.',
		steps: [],
		references: [],
		evidence: ['end', 'start'],
		examples: {match: [scanLog({exit: '0x8024000B'})], noMatch: [HEALTHY, scanLog({exit: '0x80072EE2'})]},
	},
	{
		id: 'service-stopped',
		severity: 'info',
		role: 'context',
		title: 'The update service or the PC was shutting down during a scan ({count}: {exitCode} {exitName})',
		when: {facts: {outcome: 'cancelled', exitCode: [...SERVICE_STOPS]}},
		explanation:
			'The update service was stopped, or Windows was shut down or restarted, during the scan. This is ' +
			'not a scan error, and no action is needed: the next scan usually succeeds. If this happens repeatedly, ' +
			'check the System event log for what stops the service.',
		steps: [],
		references: [ERRORS_DOC],
		evidence: ['end', 'start'],
		examples: {
			match: [scanLog({exit: '0x8024001E'}), scanLog({exit: '0x8007045B'})],
			noMatch: [HEALTHY, scanLog({exit: '0x80072EE2'}), scanLog({exit: '0x8024000B'})],
		},
	},
	{
		id: 'failing-without-end',
		severity: 'warning',
		role: 'context',
		title: 'Scans without a logged end were failing ({count}: {openCodes})',
		when: {facts: {failsWithoutEnd: true}},
		explanation:
			'The log does not contain the end of the scan, so its result is unknown. What it contains went ' +
			'wrong: {openCodes}. {openMeanings} Usually, the log was created while the scan was running, or the last lines ' +
			'were not written to it yet.',
		steps: [CREATE_LOG_AGAIN],
		references: [],
		evidence: ['failures', 'proxy', 'start', 'endpoint'],
		examples: {
			match: [
				scanLog({service: 'windows-update', behavior: 2, lines: SWITCH_TO_USER, exit: null}),
				scanLog({
					lines: ["WebServices WS error: There was an error communicating with the endpoint at 'https://wsus.example:8531/'."],
					exit: null,
				}),
			],
			noMatch: [
				HEALTHY,
				scanLog({exit: null}),
				scanLog({lines: failedCall('80240438'), exit: null}),
				scanLog({lines: failedCall('80240438'), exit: '0x80240438'}),
			],
		},
	},
	{
		id: 'scan-never-ends',
		severity: 'info',
		role: 'context',
		title: 'Scans never end, although the log goes on for hours ({count}: {caller})',
		when: {facts: NEVER_ENDS},
		explanation:
			'The log contains the start of the scan and more than an hour after it, but no end. Either the scan hangs (a server ' +
			'that accepts calls but does not answer, or very many superseded updates to evaluate), or the update service was ' +
			'stopped or restarted in between, or the lines were lost.',
		steps: [
			check('Check whether the service is running and uses the CPU all the time.', 'sc query wuauserv'),
			check('Look in the System event log for restarts of the PC or of the service after the start of the scan.'),
			CREATE_LOG_AGAIN,
			change('With WSUS, decline superseded updates and run the WSUS cleanup, so that scans have less to evaluate.'),
		],
		references: [],
		evidence: ['start'],
		examples: {
			match: [`${scanLog({exit: null})}\n2024/03/12 14:00:00.0000000 1000  2300  Misc            Still here`],
			noMatch: [HEALTHY, scanLog({exit: null})],
		},
	},
	{
		id: 'scan-cut-off',
		severity: 'info',
		role: 'context',
		title: 'The log is cut off mid-scan ({count})',
		when: {any: [{facts: {hasStart: false}}, {facts: {hasEnd: false}}], not: {facts: NEVER_ENDS}},
		explanation:
			'Only part of the scan is in this file, so its start or result is unknown. Usually, the log was ' +
			'created while a scan was running, or older lines were already gone. The service may also have ' +
			'stopped in between.',
		steps: [CREATE_LOG_AGAIN],
		references: [],
		evidence: ['start', 'end'],
		examples: {
			match: [scanLog({exit: null}), 'Agent * END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x00000000'],
			noMatch: [HEALTHY, `${scanLog({exit: null})}\n2024/03/12 14:00:00.0000000 1000  2300  Misc            Still here`],
		},
	},
];
