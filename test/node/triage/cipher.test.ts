/** Encrypted files are read and written at any position, and tell nothing without the key. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {createCipher, createKey, NO_CIPHER} from '../../../src/node/triage/cipher.js';

const TEXT = new TextEncoder().encode('The machine is planted-pc7. '.repeat(20));

it('gives back what was encrypted, whatever the pieces', () => {
	const key = createKey();
	fc.assert(
		fc.property(fc.integer({min: 0, max: TEXT.length}), fc.integer({min: 0, max: TEXT.length}), fc.nat(2 ** 40), (a, b, start) => {
			const [from, to] = [Math.min(a, b), Math.max(a, b)];
			const encrypted = createCipher(key, 'results.ndjson')(TEXT, start);
			const piece = createCipher(key, 'results.ndjson')(encrypted.subarray(from, to), start + from);
			expect(Buffer.from(piece)).toEqual(Buffer.from(TEXT.subarray(from, to)));
		}),
	);
});

it('differs for each file and each key', () => {
	const [one, other] = [createKey(), createKey()];
	const texts = [createCipher(one, 'a'), createCipher(one, 'b'), createCipher(other, 'a')].map((cipher) =>
		Buffer.from(cipher(TEXT, 0)).toString('latin1'),
	);
	expect(new Set(texts).size).toBe(3);
	expect(texts.join('')).not.toContain('planted');
});

it('leaves files without a key as they are', () => {
	expect(createCipher(null, 'a')).toBe(NO_CIPHER);
	expect(NO_CIPHER(TEXT, 5)).toBe(TEXT);
});
