/** Codes in lines and from people: within 32 bits, where they stand, and an explanation that is safe to print. */
import {expect} from 'vitest';
import {findCodesInText, formatHresult, nameOf, parseCode} from '../../../src/core/codes/index.js';
import {explain} from '../../../src/core/explain/explain.js';
import {explanationText} from '../../../src/core/explain/explain-text.js';
import {RULES} from '../../../src/core/findings/rules/index.js';
import {UNPRINTABLE} from '../../helpers/hostile-texts.js';
import {bytesOf} from '../../helpers/log-lines.js';
import type {FuzzTarget} from '../target.js';

const MAX_CODE = 0xffffffff;

export const CODES: FuzzTarget = {
	name: 'codes',
	seeds: () =>
		[
			'0x8024402C',
			'*FAILED* [80072EE2] Send request',
			'-2145107924 and 2149859372',
			'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED',
			'name not resolved',
			'failed with hr = 80072eef, error code 12007, HTTP status 407',
			'0xFFFFFFFF80244019',
			'{3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} flags: 0x80000010',
			'SetProxyBehaviorForUpdateDetection',
			'AllowUserProxyAsFallbackToSystemProxy',
		].map(bytesOf),
	words: [
		'0x',
		'0X8024',
		'80240438',
		'-',
		'-2145107924',
		'4294967296',
		'hr = ',
		'error',
		'HTTP 407',
		'WU_E_',
		'[',
		']',
		'{',
		'}',
		'.',
		'٣',
	],
	maxBytes: 400,
	shortRuns: 250,
	check(input) {
		const text = new TextDecoder().decode(input);
		const found = findCodesInText(text);
		const first = parseCode(text);
		let last = 0;
		for (const {start, end} of found) {
			expect(start).toBeGreaterThanOrEqual(last);
			expect(end).toBeGreaterThan(start);
			last = end;
		}
		expect(last).toBeLessThanOrEqual(text.length);
		for (const {code, start, end} of first === null ? found : [...found, first]) {
			expect(Number.isInteger(code) && code >= 0 && code <= MAX_CODE).toBe(true);
			expect(formatHresult(code)).toMatch(/^0x[0-9A-F]{8}$/);
			expect(nameOf(code) === null || typeof nameOf(code) === 'string').toBe(true);
			expect(parseCode(text.slice(start, end))).not.toBeNull();
		}
		const explanation = explain(text, RULES);
		expect(UNPRINTABLE.exec(JSON.stringify(explanation))).toBeNull();
		if (explanation.type !== 'nothing') expect(UNPRINTABLE.exec(explanationText(explanation))).toBeNull();
	},
};
