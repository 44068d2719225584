/** Rules about the network of the PC: where it was not there, nothing else explains a failure. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {check, ERRORS_DOC} from './steps.js';

const NO_NETWORK = 'Shared UpdateNetworkState Ipv4, cNetworkInterfaces = 0.';
const NETWORK = 'Shared UpdateNetworkState Ipv4, cNetworkInterfaces = 1.';

/** Codes of calls that do not get out: no network, no name, no proxy, no connection, no answer. */
const NOT_REACHED = [
	'0x800704CF',
	'0x8024402C',
	'0x80240438',
	'0x8024401C',
	'0x80072EE2',
	'0x80072EE7',
	'0x80072EFD',
	'0x80072EFE',
	'0x80072AF9',
	'0x80072AFC',
	'0x80072751',
	'0x8007274C',
	'0x803D0006',
	'0x803D0010',
	'0x803D0014',
	'0x803D0015',
	'0x80072F78',
] as const;

export const NETWORK_CAUSES: readonly Rule[] = [
	{
		id: 'offline',
		severity: 'error',
		role: 'cause',
		title: 'The PC had no network ({rootCause} {rootCauseName})',
		acrossCodes: true,
		when: {facts: {outcome: 'failed', offline: true, rootCause: [...NOT_REACHED]}},
		explanation:
			'The PC itself says that it had no network when {server} was called. That is the cause; neither the server nor a ' +
			'proxy has to be at fault.',
		steps: [
			check('Check whether the PC has a network connection now (cable, Wi-Fi, VPN, adapter).', 'ipconfig /all'),
			check('When it is connected, scan again and create a new log.'),
		],
		references: [ERRORS_DOC],
		evidence: ['network', 'root-cause', 'end'],
		examples: {
			match: [
				`${NO_NETWORK}\n${scanLog({lines: failedCall('8024402C'), exit: '0x8024402C'})}`,
				`${NO_NETWORK}\n${scanLog({service: 'windows-update', lines: failedCall('80240438'), exit: '0x80240438'})}`,
			],
			noMatch: [
				HEALTHY,
				`${NO_NETWORK}\n${NETWORK}\n${scanLog({lines: failedCall('8024402C'), exit: '0x8024402C'})}`,
				`${NO_NETWORK}\n${scanLog({lines: failedCall('80244022'), exit: '0x80244022'})}`,
			],
		},
	},
	{
		id: 'network-outage',
		severity: 'info',
		role: 'cause',
		title: 'The server could not be reached for a while ({server}, {rootCause})',
		acrossCodes: true,
		when: {facts: {outcome: 'failed', trouble: 'over', outageCodes: {atLeast: 2}}},
		explanation:
			'Calls failed with several codes ({rootCause}) while nothing got through, and then worked again without any change: ' +
			'the network, a proxy, or the server was not available for a while.',
		steps: [check('If this happens again, check what else could not be reached at that time.')],
		references: [ERRORS_DOC],
		evidence: ['root-cause', 'proxy', 'failures', 'end'],
		examples: {
			match: [
				[
					scanLog({service: 'windows-update', lines: failedCall('8024402C'), exit: '0x8024402C'}),
					scanLog({service: 'windows-update', lines: failedCall('80240438'), exit: '0x80240438'}),
					scanLog({service: 'windows-update', lines: ['WebServices Auto proxy settings for this web service call.']}),
				].join('\n'),
			],
			noMatch: [
				HEALTHY,
				[
					scanLog({service: 'windows-update', lines: failedCall('8024402C'), exit: '0x8024402C'}),
					scanLog({service: 'windows-update', lines: failedCall('80240438'), exit: '0x80240438'}),
				].join('\n'),
			],
		},
	},
];
