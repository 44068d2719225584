/** Rules about failures that belong to no scan, where no cause of failed scans fits them. */
import type {Rule, RuleStep} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {change, check, ERRORS_DOC} from './steps.js';

/** ERROR_SXS_*, CBS_E_SOURCE_MISSING, CBS_E_STORE_CORRUPTION: the component store lacks something. */
const STORE_CODES = ['0x80073701', '0x80073712', '0x800F081F', '0x800F0831', '0x800F0900', '0x80070490'] as const;

/** Windows 7 and Server 2008 R2 have no such repair of their own. */
const STORE_STEPS: readonly RuleStep[] = [
	{
		...check('As administrator, check the component store. This repairs nothing yet.', 'DISM /Online /Cleanup-Image /ScanHealth'),
		onOldWindows: {
			text: 'As administrator, check the protected system files. This repairs nothing yet.',
			command: 'sfc /verifyonly',
		},
	},
	{
		...change(
			'As administrator, repair the component store. Where the PC cannot reach Windows Update, add /Source with the files of the ' +
				'same Windows version.',
			'DISM /Online /Cleanup-Image /RestoreHealth',
		),
		onOldWindows: {
			text:
				'Install the System Update Readiness Tool (KB947821), which repairs the component store, and read CheckSUR.log in ' +
				'C:\\Windows\\Logs\\CBS.',
			command: null,
		},
	},
	change('As administrator, repair the protected system files, and install the update again.', 'sfc /scannow'),
];

export const OUTSIDE_CAUSES: readonly Rule[] = [
	{
		id: 'failure-outside-scans',
		severity: 'error',
		role: 'outside',
		title: 'Something outside scans failed ({outside.what}, {rootCause} {rootCauseName})',
		when: {not: {facts: {'outside.kind': null}}},
		explanation: 'The failure belongs to no scan that this log shows. {rootCauseMeaning} Nothing of the same kind worked after it.',
		variants: [
			{
				when: {facts: {'outside.kind': 'install', rootCause: [...STORE_CODES]}},
				severity: 'warning',
				steps: STORE_STEPS,
			},
			// Updates are still found, and are tried again.
			{when: {facts: {'outside.kind': ['download', 'install']}}, severity: 'warning'},
			{when: {facts: {'outside.kind': 'reporting'}}, severity: 'info'},
		],
		steps: [check('{rootCauseCheck}'), check('Read the lines around the failure. The first one often says more than the last.')],
		references: [ERRORS_DOC],
		evidence: ['failures'],
		examples: {
			match: [
				'DownloadManager *FAILED* [80240034] All available CDNs for the update 11111111-2222-4333-8444-555555555555.1 are tried ' +
					'but the download job 66666666-7777-4888-9999-000000000000 still failed.',
				'DownloadManager DO job {66666666-7777-4888-9999-000000000000} failed, updateId = ' +
					'11111111-2222-4333-8444-555555555555.1, hr = 0x80240034. File URL = http://content.contoso.example/files/1',
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'})],
		},
	},
];
