/** Rules about the update client and Windows itself: its database, its service, and Setup. */
import type {Rule, RuleStep} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {change, check, ERRORS_DOC, ESENT_DOC, RENEW_DATABASE} from './steps.js';

/** Code that a scan failed with, in whichever place it shows. */
function failedWith(codes: readonly string[]): Rule['when'] {
	return {facts: {outcome: 'failed'}, any: [{facts: {rootCause: codes}}, {facts: {exitCode: codes}}]};
}

function databaseFails(code: string): string {
	return scanLog({lines: [`DataStore *FAILED* [${code}] Open data store`], exit: `0x${code}`});
}

const CHECK_DISK: RuleStep = {
	...check('As administrator, check the disk for errors. This repairs nothing yet.', 'chkdsk C: /scan'),
	onOldWindows: {command: 'chkdsk C:'},
};
const DISK_EVENTS = check('Look for errors of disk, Ntfs, and ESENT at the time of the scan in the System and Application event logs.');

export const CLIENT_CAUSES: readonly Rule[] = [
	{
		id: 'update-database-failed',
		severity: 'error',
		role: 'cause',
		title: 'The update database could not be used ({rootCause} {rootCauseName})',
		when: {facts: {outcome: 'failed'}, not: {facts: {databaseProblem: null}}},
		explanation:
			'Codes that begin with 0xC800 come from the database engine of Windows (ESE), which keeps the ' +
			'update database in C:\\Windows\\SoftwareDistribution; the last four digits are the number of its error (here: ' +
			'{databaseError}). The network is not the cause.',
		variants: [
			{
				when: {facts: {databaseProblem: 'disk-full'}},
				title: 'The disk is full, so the update database could not be written ({rootCause} {rootCauseName})',
				explanation:
					'{rootCauseMeaning} The update client writes to its database in C:\\Windows\\SoftwareDistribution during each scan ' +
					'and cannot go on without space (database error {databaseError}). The network is not the cause.',
				steps: [
					check('Check the free space on drive C. Updates need several gigabytes.', 'fsutil volume diskfree C:'),
					check('If there is space, check for a disk quota, a write filter, and disk errors in the System event log.'),
					change('Free space on drive C, and then scan again.', 'cleanmgr'),
				],
			},
			{
				when: {facts: {databaseProblem: 'disk-error'}},
				title: 'The disk failed while the update database was in use ({rootCause} {rootCauseName})',
				explanation: '{rootCauseMeaning} The disk, its driver, or a filter driver is the likely cause (database error {databaseError}).',
				steps: [CHECK_DISK, DISK_EVENTS, change('Save the data and replace a disk that reports errors.'), ...RENEW_DATABASE],
			},
			{
				when: {facts: {databaseProblem: 'damaged'}},
				title: 'The update database is damaged ({rootCause} {rootCauseName})',
				explanation:
					'{rootCauseMeaning} The update database in C:\\Windows\\SoftwareDistribution does not repair itself from this (database ' +
					'error {databaseError}). Windows creates a new one if the folder is renamed. Likely causes: a power loss, a disk ' +
					'error, or a PC that was restored or cloned.',
				steps: [CHECK_DISK, DISK_EVENTS, ...RENEW_DATABASE],
			},
			{
				when: {facts: {databaseProblem: 'locked'}},
				title: 'The update database is locked or may not be opened ({rootCause} {rootCauseName})',
				explanation:
					'{rootCauseMeaning} Another program, often antivirus or backup software, holds a file in ' +
					'C:\\Windows\\SoftwareDistribution, or the system account lacks rights to it (database error {databaseError}).',
				steps: [
					check('Check whether antivirus, backup, or indexing software scanned the folder at the time of the scan.'),
					check('Check that SYSTEM has full access to the folder.', 'icacls C:\\Windows\\SoftwareDistribution\\DataStore'),
					change('Exclude C:\\Windows\\SoftwareDistribution from these programs, restart the PC, and scan again.'),
				],
			},
			{
				when: {facts: {databaseProblem: 'memory'}},
				title: 'There was not enough memory for the update database ({rootCause} {rootCauseName})',
				explanation:
					'{rootCauseMeaning} Memory was short on the PC, or the scan handled too many updates at once (database error ' +
					'{databaseError}).',
				steps: [
					check('Check how much memory is free during a scan, and what uses it.', 'tasklist /fi "memusage gt 500000"'),
					change('Restart the PC and scan again.'),
					change('With WSUS, decline superseded updates and run the WSUS cleanup, so that scans handle fewer updates.'),
				],
			},
			{
				when: {facts: {databaseProblem: 'other'}},
				steps: [DISK_EVENTS, CHECK_DISK, ...RENEW_DATABASE],
			},
		],
		steps: [],
		references: [ESENT_DOC, ERRORS_DOC],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [
				...['C8000710', 'C80001FE', 'C8000222', 'C80003F3', 'C80003FA', 'C80003FE', 'C8000408', 'C80004B6', '80070070', 'C8000999'].map(
					databaseFails,
				),
				'legacy\nAgent ** START **  Agent: Finding updates [CallerId = AutomaticUpdates]\nDtaStor FATAL: Failed to initialize ' +
					'datastore, error = 0xC8000211\nAgent   * WARNING: Exit code = 0xC8000211\nAgent **  END  **  ' +
					'Agent: Finding updates [CallerId = AutomaticUpdates]',
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'}), databaseFails('80248007')],
		},
	},
	{
		id: 'setup-in-progress',
		severity: 'error',
		role: 'cause',
		title: 'Windows Setup was running, so the scan was not allowed (0x8024004A)',
		when: failedWith(['0x8024004A']),
		explanation:
			'While Windows Setup runs, for a new PC or a feature update, the client ends scans at once. This is not a fault: ' +
			'scans work again after Setup has finished and the PC was restarted.',
		steps: [
			check(
				'If no Setup should be running, check whether Windows believes that one is. Both values are 0 on a PC that is set up.',
				'reg query HKLM\\SYSTEM\\Setup',
			),
			change('Finish Setup or the feature update, restart the PC, and scan again.'),
		],
		references: ['Windows SDK: wuerror.h'],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: ['Agent *FAILED* [8024004A] OS setup in progress. Failing scan'], exit: '0x8024004A'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80240438'), exit: '0x80240438'})],
		},
	},
	{
		id: 'service-exited-unexpectedly',
		severity: 'error',
		role: 'cause',
		title: 'The update service ended unexpectedly (0x80240069)',
		when: failedWith(['0x80240069']),
		explanation:
			'The process of the Windows Update service ended in the middle of its work. With WSUS or Configuration Manager on ' +
			'Windows 11, two known issues of 2025 do this: after the update of April 2025 (KB5055528), PCs with 22H2 or 23H2 could ' +
			'not download the feature update to 24H2; and the update of August 2025 (KB5063878) for 24H2 could not be installed. ' +
			'Microsoft has fixed both.',
		variants: [
			{
				when: {facts: {service: [...(['Windows Update', 'Microsoft Update', 'Microsoft Store'] as const)]}},
				explanation:
					'The process of the Windows Update service ended in the middle of its work. The known issues of April and August ' +
					'2025 with this code are about updates from WSUS; this scan asked Microsoft, so something else on the PC is the ' +
					'likely cause.',
			},
		],
		steps: [
			check('Check which Windows build the PC is running.', 'winver'),
			check(
				'Look in the Application event log for a crash of svchost.exe_wuauserv at the time of the scan, and in the System log for 7031.',
			),
			change('Install the latest cumulative update, which contains the fixes, from the Microsoft Update Catalog if WSUS cannot.'),
			change(
				'On WSUS, synchronize again and refresh the approval of the update of August 2025, which was published again. For the ' +
					'issue of April 2025, Microsoft also offers a Known Issue Rollback as a Group Policy.',
			),
		],
		references: [
			'Microsoft Learn: Windows 11, version 24H2 known issues and notifications (WSUS, 0x80240069)',
			'Microsoft Learn: Windows 11, version 23H2 resolved issues (KB5055528)',
		],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [
				scanLog({lines: ['Agent *FAILED* [80240069] Method failed'], exit: '0x80240069'}),
				scanLog({service: 'windows-update', exit: '0x80240069'}),
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80240438'), exit: '0x80240438'})],
		},
	},
	{
		id: 'feature-update-not-decrypted',
		severity: 'error',
		role: 'cause',
		title: 'WSUS delivers a feature update that Setup cannot decrypt (0xC1800118)',
		when: failedWith(['0xC1800118']),
		explanation:
			'WSUS synchronized the feature update before the server could handle encrypted updates, so PCs get it without its ' +
			'key. The fault is on the server and affects all its PCs.',
		steps: [
			check('On the WSUS server (2012 or 2012 R2), check whether KB3159706 and its manual steps are done. Newer servers contain it.'),
			check(
				'On the WSUS server, check whether the MIME type of .esd files (application/octet-stream) is set in IIS.',
				'%windir%\\system32\\inetsrv\\appcmd list config /section:staticContent',
			),
			change(
				'Install KB3159706 and do its manual steps; then remove the upgrade from WSUS (decline it, turn off the ' +
					'classification Upgrades, delete its files) and synchronize it again.',
			),
			change(
				'On PCs that already downloaded it, renew the download folder.',
				'net stop wuauserv & rd /s /q C:\\Windows\\SoftwareDistribution\\Download',
			),
		],
		references: [
			'Microsoft Support: KB3194588, 0xC1800118 when a PC gets Windows 10 version 1607 from WSUS',
			'Microsoft Support: KB3159706',
		],
		evidence: ['root-cause', 'failures', 'end'],
		examples: {
			match: [scanLog({lines: ['Handler *FAILED* [C1800118] Setup of the upgrade'], exit: '0xC1800118'})],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80240438'), exit: '0x80240438'})],
		},
	},
];
