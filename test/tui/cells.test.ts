/** Text measured in cells: wide characters, combining marks, tabs, and what must not reach a terminal. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cut, fill, fillLeft, printableLine, sliceCells, widthOf} from '../../src/tui/cells.js';
import {fitRow, rowWidth, scrollRow, span} from '../../src/tui/rows.js';

describe('cells', () => {
	it('are counted as terminals do', () => {
		expect(['', 'abc', '日本', 'é', 'e\u0301', '👨‍👩‍👧', 'ａ'].map(widthOf)).toEqual([0, 3, 4, 1, 1, 2, 2]);
	});

	it('keep their columns where a wide character is cut in half', () => {
		expect(sliceCells('a日b', 0, 2)).toBe('a ');
		expect(sliceCells('a日b', 2, 4)).toBe(' b');
		expect(cut('日本語', 4)).toBe('日 …');
		expect(fill('日', 4)).toBe('日  ');
		expect(fillLeft('42', 4)).toBe('  42');
		expect(cut('abc', 0)).toBe('');
	});

	it('make exact rows of anything', () => {
		const text = fc.oneof(fc.string({unit: 'grapheme'}), fc.string({unit: 'binary'})).map(printableLine);
		fc.assert(
			fc.property(fc.array(text, {maxLength: 5}), fc.nat(40), fc.nat(40), (parts, width, from) => {
				const row = parts.map((part) => span(part));
				expect(rowWidth(fitRow(row, width))).toBe(width);
				expect(rowWidth(scrollRow(row, from))).toBe(Math.max(0, rowWidth(row) - from));
			}),
		);
	});

	it('show tabs as blanks up to the next stop', () => {
		expect(printableLine('2015-03-10\t08:08\tx')).toBe('2015-03-10      08:08   x');
		expect(printableLine('\ta')).toBe('        a');
	});

	it('hold no control sequence, whatever a line holds', () => {
		expect(printableLine('a\u001b]52;c;aGk=\u0007b\u001b[2Jc\u009b31md\u202ee')).toBe('abcde');
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 200}), (text) => {
				expect(printableLine(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
			}),
		);
	});
});
