/** Lines that mean nothing, left out or read: the same report, whatever damage is among them. */
import {expect} from 'vitest';
import {MESSAGE_PATTERNS} from '../../../src/core/events/patterns/index.js';
import {behindMeaningless, bothWays, MEANINGLESS} from '../../helpers/both-ways.js';
import {bytesOf} from '../../helpers/log-lines.js';
import {cut} from '../../helpers/generated-logs.js';
import {ruleLogs, sampleLogs} from '../seeds.js';
import type {FuzzTarget} from '../target.js';

export const SKIPPED_LINES: FuzzTarget = {
	name: 'skipped-lines',
	seeds: () => [bytesOf(MEANINGLESS), ...sampleLogs(), ...ruleLogs()],
	words: [
		...MESSAGE_PATTERNS.flatMap(({starts}) => starts),
		'*FAILED* [80240438] Web service call',
		'WARNING: ',
		'  *contd (2)* ',
		'2024/03/12 08:00:07.6369835 1788  10920 Agent           ',
		'2024/03/11 23:59:59.0000000 ',
		'2024-03-12\t08:00:09:112\t1788\te9c\tAU\t  * ',
		'80240437',
		'-2145123273',
		'</p>',
		'=\n',
		'\r',
	],
	maxBytes: 5000,
	shortRuns: 60,
	check(input) {
		const log = behindMeaningless(input);
		for (const chunks of [[log], cut(log, [8192]), cut(log, [9001, 8500])]) {
			const {skipping, reading} = bothWays(chunks);
			expect(skipping).toStrictEqual(reading);
		}
	},
};
