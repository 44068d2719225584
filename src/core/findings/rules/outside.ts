/** Rules about failures that belong to no scan, where no cause of failed scans fits them. */
import type {Rule} from '../rule.js';
import {failedCall, HEALTHY, scanLog} from './examples.js';
import {check, ERRORS_DOC} from './steps.js';

const DISCOVERY = 'https://slscr.update.microsoft.com/SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0.26100.1/0';

export const OUTSIDE_CAUSES: readonly Rule[] = [
	{
		id: 'failure-outside-scans',
		severity: 'error',
		role: 'outside',
		title: '{outside.what} failed ({rootCause} {rootCauseName})',
		when: {not: {facts: {'outside.kind': null}}},
		explanation:
			'{rootCauseMeaning} The failure belongs to no scan that this log shows, and nothing of the same kind worked after it.',
		steps: [check('{rootCauseCheck}'), check('Read the lines around the failure. The first one often says more than the last.')],
		references: [ERRORS_DOC],
		evidence: ['failures'],
		examples: {
			match: [
				`SLS Making request with URL ${DISCOVERY}\nSLS Complete the request URL ${DISCOVERY} with [80240437] and http status code[0] and send SLS events.\n` +
					'Agent * WARNING: Exit code = 0x80248014',
			],
			noMatch: [HEALTHY, scanLog({lines: failedCall('80072EE2'), exit: '0x80072EE2'})],
		},
	},
];
