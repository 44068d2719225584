/** Text broken at blanks. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {widthOf} from '../../../src/core/wording/cells.js';
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

const FAMILY = '👨‍👩‍👧';

it.each([
	['CJK is broken where it must be', '日本語の更新プログラム', 8, 0, 0, '日本語の\n更新プロ\nグラム'],
	['a name that fits on a line of its own is moved', 'by 日本語', 8, 0, 2, 'by\n  日本語'],
	['one that does not begins where there is room', 'by 日本語の更新', 9, 0, 2, 'by 日本語\n  の更新'],
	['full-width forms', 'ＡＢＣＤ', 4, 0, 0, 'ＡＢ\nＣＤ'],
	['combining marks', 'e\u0301'.repeat(5), 3, 0, 0, `${'e\u0301'.repeat(3)}\n${'e\u0301'.repeat(2)}`],
	['joined emoji', FAMILY.repeat(3), 4, 0, 0, `${FAMILY.repeat(2)}\n${FAMILY}`],
	['an address stays whole', '日本 http://wsus.example:8530 語', 12, 0, 0, '日本\nhttp://wsus.example:8530\n語'],
	['umlauts do not break a path', 'C:\\Users\\Jürgen\\Müller', 10, 0, 0, 'C:\\Users\\Jürgen\\Müller'],
])('%s', (_, text, width, first, indent, wrapped) => {
	expect(wrapText(text, width, first, indent)).toBe(wrapped);
});

it('no line is wider than asked for, and no character is lost or split', () => {
	const word = fc.oneof(
		fc.string({unit: fc.constantFrom(...'日本語プログラムＡ１각'), maxLength: 30}),
		fc.string({unit: fc.constantFrom('e\u0301', FAMILY, '👍🏽', '❤️', '🇩🇪', 'ำ', 'ก'), maxLength: 20}),
		fc.string({unit: fc.constantFrom(...'abcü…'), maxLength: 12}),
	);
	fc.assert(
		fc.property(fc.array(word, {maxLength: 12}), fc.integer({min: 20, max: 60}), fc.nat(6), (words, width, indent) => {
			const text = words.join(' ');
			const lines = wrapText(text, width, indent, indent).split('\n');
			for (const [index, line] of lines.entries()) expect((index === 0 ? indent : 0) + widthOf(line)).toBeLessThanOrEqual(width);
			// By words: a mark that begins one would be put together with the blank before it.
			const segments = (whole: string): readonly string[] =>
				whole.split(' ').flatMap((part) => [...new Intl.Segmenter().segment(part)].map(({segment}) => segment));
			expect(lines.flatMap(segments)).toEqual(segments(text));
		}),
	);
});
