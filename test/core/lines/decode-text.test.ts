/** The bytes of a line become a string, whatever code page they are in. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {decodeText, isUtf8} from '../../../src/core/lines/decode-text.js';
import {bytesOf} from '../../helpers/log-lines.js';

function decode(...bytes: readonly number[]): string {
	return decodeText(Uint8Array.from(bytes), 0, bytes.length, true);
}

describe('decodeText', () => {
	it('reads plain ASCII, short and long', () => {
		for (const text of ['', 'Agent', 'x'.repeat(48), 'x'.repeat(49)]) {
			expect(decodeText(bytesOf(text), 0, text.length, false)).toBe(text);
		}
	});

	it('reads only what it is asked to', () => {
		expect(decodeText(bytesOf('Agent text'), 6, 10, false)).toBe('text');
		expect(decodeText(bytesOf('é|ü'), 3, 5, true)).toBe('ü');
	});

	it('reads UTF-8 where it is valid, and keeps a mark in the middle of a file', () => {
		expect(decodeText(bytesOf('comunicación 错误 \u{1F642}'), 0, 25, true)).toBe('comunicación 错误 \u{1F642}');
		expect(decode(0xef, 0xbb, 0xbf, 0x41)).toBe('\ufeffA');
	});

	it('reads the rest as Windows-1252, which has a character for every byte', () => {
		expect(decode(0x63, 0x61, 0x66, 0xe9)).toBe('café');
		expect(decode(0x80, 0x93, 0x94)).toBe('€“”');
		expect(decode(...Array.from({length: 256}, (_, byte) => byte))).toHaveLength(256);
	});

	it('leaves mojibake as it is', () => {
		expect(decodeText(bytesOf('comunicaciÃ³n'), 0, 15, true)).toBe('comunicaciÃ³n');
	});
});

describe('isUtf8', () => {
	it.each([
		['overlong slash', [0xc0, 0xaf]],
		['overlong three bytes', [0xe0, 0x80, 0xaf]],
		['overlong four bytes', [0xf0, 0x80, 0x80, 0xaf]],
		['surrogate', [0xed, 0xa0, 0x80]],
		['past the last character', [0xf4, 0x90, 0x80, 0x80]],
		['lone continuation', [0x80]],
		['cut character', [0x61, 0xe2, 0x82]],
		['bytes that never occur', [0xff]],
	])('rejects: %s', (_, bytes) => {
		expect(isUtf8(Uint8Array.from(bytes), 0, bytes.length)).toBe(false);
	});

	it('does not look past the end', () => {
		const bytes = bytesOf('é');
		expect(isUtf8(bytes, 0, 1)).toBe(false);
		expect(isUtf8(bytes, 0, 2)).toBe(true);
	});

	it('agrees with the decoder of the platform', () => {
		const strict = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
		// Bytes near the borders of the encoding, which random bytes would seldom hit in a row.
		const border = fc.constantFrom(
			0x00,
			0x41,
			0x7f,
			0x80,
			0x8f,
			0x90,
			0x9f,
			0xa0,
			0xbf,
			0xc0,
			0xc1,
			0xc2,
			0xdf,
			0xe0,
			0xe1,
			0xed,
			0xee,
			0xef,
			0xf0,
			0xf1,
			0xf4,
			0xf5,
			0xff,
		);
		fc.assert(
			fc.property(fc.array(border, {maxLength: 6}), (list) => {
				const bytes = Uint8Array.from(list);
				let valid = true;
				try {
					strict.decode(bytes);
				} catch {
					valid = false;
				}
				expect(isUtf8(bytes, 0, bytes.length)).toBe(valid);
			}),
			{seed: 20240312, numRuns: 2000},
		);
	});
});
