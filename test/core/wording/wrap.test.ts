/** Text broken at blanks. */
import {expect, it} from 'vitest';
import {wrapText} from '../../../src/core/wording/wrap.js';

it.each([
	['one two three', 7, 0, 0, 'one two\nthree'],
	['one two three', 8, 0, 2, 'one two\n  three'],
	['one two', 7, 1, 0, 'one\ntwo'],
	['one two', 7, 0, 0, 'one two'],
	['one  two   three', 20, 0, 0, 'one two three'],
	['a https://a-long-address.example b', 10, 0, 1, 'a\n https://a-long-address.example\n b'],
	['a-word-that-is-too-long at once', 8, 4, 0, 'a-word-that-is-too-long\nat once'],
	['certutil\u00a0-error is kept', 12, 0, 0, 'certutil -error\nis kept'],
	['', 10, 0, 0, ''],
])('%j in %d columns, from %d on, indented by %d', (text, width, first, indent, wrapped) => {
	expect(wrapText(text, width, first, indent)).toBe(wrapped);
});
