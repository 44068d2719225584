/** Rows of exact width, tabs, and what must not reach a terminal. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {printableLine} from '../../src/tui/printable-line.js';
import {fitRow, rowWidth, scrollRow, span} from '../../src/tui/rows.js';

describe('rows', () => {
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
