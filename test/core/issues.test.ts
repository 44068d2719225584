/** Issues and their texts. */
import {describe, expect, it} from 'vitest';
import {issues, LOG_ISSUES, TRACE_ISSUES} from '../../src/core/issues.js';

describe('an issue', () => {
	it('has the kind and the text of its row', () => {
		expect(issues(LOG_ISSUES.longLines, 2, 7, 100, 55)).toEqual([
			{kind: 'line-too-long', line: 7, count: 2, message: 'Lines longer than 100 bytes; 55 bytes beyond that were not read.'},
		]);
	});

	it('is none where nothing was counted', () => {
		expect(issues(LOG_ISSUES.nulBytes, 0, 0)).toEqual([]);
		expect(issues(TRACE_ISSUES.cut, 0, null)).toEqual([]);
	});
});

it('no two rows say the same', () => {
	const rows = [...Object.values(LOG_ISSUES), ...Object.values(TRACE_ISSUES)];
	const texts = rows.map((row) => String(row.text));
	expect(new Set(texts).size).toBe(rows.length);
});
