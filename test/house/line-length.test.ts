/** No line of code is longer than the formatter wants; it breaks code, but neither texts nor comments. */
import {describe, expect, it} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';
import {codeFiles, longLines, MAX_COLUMNS} from './line-length.mjs';

describe(`lines of at most ${MAX_COLUMNS} columns`, () => {
	it('are all of the code', () => {
		expect(codeFiles(PROJECT).length).toBeGreaterThan(500);
		expect(longLines(PROJECT)).toEqual([]);
	});
});
