/** Rules about failures that belong to no scan, where no cause of failed scans fits them. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {check, ERRORS_DOC} from './steps.js';

export const OUTSIDE_CAUSES: readonly Rule[] = [
	{
		id: 'failure-outside-scans',
		severity: 'error',
		role: 'outside',
		title: 'Something outside scans failed ({outside.what}, {rootCause} {rootCauseName})',
		when: {not: {facts: {'outside.kind': null}}},
		explanation: 'The failure belongs to no scan that this log shows. {rootCauseMeaning} Nothing of the same kind worked after it.',
		variants: [
			// Updates are still found, and are tried again.
			{when: {facts: {'outside.kind': ['download', 'install']}}, severity: 'warning'},
			{when: {facts: {'outside.kind': 'reporting'}}, severity: 'info'},
		],
		steps: [check('Read the lines around the failure. The first one often says more than the last.'), check('{rootCauseCheck}')],
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
