/** Rules about scans that were cut, cancelled, or did something else than expected. */
import type {Rule} from '../rule.js';
import {HEALTHY, scanLog, SWITCH_TO_USER} from './examples.js';
import {check, POLICY_CSP, SCAN_CHANGES, SHOW_POLICY} from './steps.js';

export const SCAN_CONTEXT: readonly Rule[] = [
	{
		id: 'unexpected-behavior',
		severity: 'warning',
		role: 'context',
		title: 'Scans did not do what the rules of 2020 and 2021 let expect ({count})',
		when: {facts: {deviation: ['order', 'fallback', 'pinning']}},
		explanation:
			'{deviationText} Likely the settings given are of another time or PC, a policy is set that is not known here, or the client is older than it looks.',
		steps: [SHOW_POLICY, check('Ask for the expectation alone, with what you know of the PC.', 'wulens expect --help')],
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
		title: 'Scans were cancelled ({count}: {caller})',
		when: {facts: {outcome: 'cancelled'}, not: {facts: {exitCode: ['0x8024001E', '0x8007045B']}}},
		explanation:
			'Somebody or something stopped the scan before its end: the user, the program that asked, a more urgent scan, or a shutdown. That is not a fault; usually the scan is run again.',
		steps: [
			check(
				'See whether a scan of the same caller succeeded soon after. If scans are cancelled again and again, look at what the caller does.',
			),
		],
		references: [],
		evidence: ['end', 'start'],
		examples: {match: [scanLog({exit: '0x8024000B'})], noMatch: [HEALTHY, scanLog({exit: '0x80072EE2'})]},
	},
	{
		id: 'scan-cut-off',
		severity: 'info',
		role: 'context',
		title: 'The log begins or ends within a scan ({count})',
		when: {any: [{facts: {hasStart: false}}, {facts: {hasEnd: false}}]},
		explanation:
			'Only a part of the scan is in this file, so its begin or its result is not known. Usually the log was made while a scan ran, or older lines were already gone; the service may also have stopped in between.',
		steps: [check('For the whole scan make the log again, some minutes after the scan.', 'powershell Get-WindowsUpdateLog')],
		references: [],
		evidence: ['start', 'end'],
		examples: {
			match: [scanLog({exit: null}), 'Agent * END * Finding updates CallerId = CcmExec, Id = 2, Exit code = 0x00000000'],
			noMatch: [HEALTHY],
		},
	},
];
