/** A whole log through all stages: a sound report on anything, the same in any pieces. */
import {expect} from 'vitest';
import {MESSAGE_PATTERNS} from '../../../src/core/events/patterns/index.js';
import {analyzeBytes, analyzeChunks} from '../../helpers/log-lines.js';
import {checkFileReport} from '../check-report.js';
import {chunkingsOf} from '../chunkings.js';
import {ruleLogs, sampleLogs} from '../seeds.js';
import type {FuzzTarget} from '../target.js';

const OPTIONS = [{}, {maxLineBytes: 120}] as const;

export const LOG: FuzzTarget = {
	name: 'log',
	seeds: () => [...sampleLogs(), ...ruleLogs()],
	words: [
		...MESSAGE_PATTERNS.flatMap(({examples}) => examples.match),
		'*FAILED* [80240438] Web service call',
		'WARNING: ',
		'0x8024B304',
		'CallerId = ',
		'Id = ',
		'(cV = ',
	],
	maxBytes: 5000,
	shortRuns: 60,
	check(input) {
		for (const options of OPTIONS) {
			const whole = analyzeBytes(input, options);
			expect(whole.bytes).toBe(input.length);
			checkFileReport(whole);
			for (const chunks of chunkingsOf(input)) expect(analyzeChunks(chunks, options)).toStrictEqual(whole);
		}
	},
};
