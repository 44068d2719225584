/** Text measured in cells: wide characters, combining marks, emoji; cut, cutMiddle, padded, and never split within a character. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {cut, cutMiddle, fill, fillLeft, isNarrow, pad, sliceCells, widthOf} from '../../../src/core/wording/cells.js';

const FAMILY = '👨‍👩‍👧';

describe('cells', () => {
	it.each([
		['', 0],
		['abc', 3],
		['日本', 4],
		['é', 1],
		['e\u0301', 1],
		[FAMILY, 2],
		['👍🏽', 2],
		['❤️', 2],
		['🇩🇪', 2],
		['ａ１', 4],
		['ｱﾞ', 2],
		['각', 2],
		['\u1100\u1161\u11a8', 2],
		['ที่', 1],
	])('of %j are %i', (text, cells) => {
		expect(widthOf(text)).toBe(cells);
	});

	it('are those of the package, also where it is not asked', () => {
		// Ideographs and syllables are alike; some of them will do.
		for (let code = 0x20; code < 0xffff; code += code >= 0x3400 && code < 0xd700 ? 37 : 1) {
			const character = String.fromCharCode(code);
			if ((code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000)) continue;
			// Beside others, since a character may join with the one before it.
			for (const text of [character, `a${character}`, `日${character}`])
				if (widthOf(text) !== stringWidth(text)) expect({code, text, width: widthOf(text)}).toEqual({code, text, width: stringWidth(text)});
			if (isNarrow(character)) expect(stringWidth(character)).toBe(1);
		}
	});

	it('keep their columns where a wide character is cut in half', () => {
		expect(sliceCells('a日b', 0, 2)).toBe('a ');
		expect(sliceCells('a日b', 2, 4)).toBe(' b');
		expect(cut('日本語', 4)).toBe('日 …');
		expect(cut('abc', 0)).toBe('');
	});

	it('keep the end of what is cut in the middle', () => {
		expect(cutMiddle('wsus-https-store-empty.log', 12)).toBe('wsus-…ty.log');
		expect(cutMiddle('short', 12)).toBe('short');
		expect(cutMiddle('日本語日本語', 7)).toBe('日 … 語');
		expect(cutMiddle('abcdef', 2)).toBe('a…');
	});

	it('are filled before and after', () => {
		expect(fill('日', 4)).toBe('日  ');
		expect(fillLeft('42', 4)).toBe('  42');
		expect(pad('日本', 6)).toBe('日本  ');
		expect(pad('longer', 3)).toBe('longer');
	});

	it('never split a character', () => {
		expect(cut(`ab${FAMILY}cd`, 4)).toBe('ab …');
		expect(cut('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…');
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', maxLength: 30}), fc.nat(40), (text, width) => {
				expect(widthOf(fill(text, width))).toBe(width);
				const kept = [...new Intl.Segmenter().segment(cut(text, width, ''))].map(({segment}) => segment);
				const all = [...new Intl.Segmenter().segment(text)].map(({segment}) => segment);
				expect(kept.filter((segment) => segment !== ' ')).toEqual(
					all.filter((segment) => segment !== ' ').slice(0, kept.filter((segment) => segment !== ' ').length),
				);
			}),
		);
	});
});
