/** The word finder agrees with a plain search for each of its words. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createWordFinder} from '../../../src/core/events/word-finder.js';
import {TRUST_WORDS} from '../../../src/core/events/trust-mentions.js';
import {bytesOf} from '../../helpers/log-lines.js';

const SEED = 20240313;

function finds(words: readonly string[], text: string): boolean {
	const bytes = bytesOf(text);
	return createWordFinder(words)(bytes, 0, bytes.length);
}

describe('createWordFinder', () => {
	it('finds words in any case', () => {
		expect(finds(['8024b304'], 'hr = 0x8024B304.')).toBe(true);
		expect(finds(['WU_E_X'], 'wu_e_x')).toBe(true);
		expect(finds(['8024b304'], 'hr = 0x8024B305')).toBe(false);
	});

	it('falls back to what a failed word has in common with another', () => {
		expect(finds(['abcd', 'bcx'], 'abcx')).toBe(true);
		expect(finds(['aab'], 'aaab')).toBe(true);
		expect(finds(['abcde', 'c'], 'abcd')).toBe(true);
	});

	it('looks at nothing outside of its range', () => {
		const find = createWordFinder(['abc']);
		const bytes = bytesOf('abcabc');
		expect(find(bytes, 0, 6)).toBe(true);
		expect(find(bytes, 1, 5)).toBe(false);
		expect(find(bytes, 4, 4)).toBe(false);
	});

	it('does not take high bytes for letters', () => {
		const find = createWordFinder(['abc']);
		expect(find(Uint8Array.of(0xe1, 0xe2, 0xe3), 0, 3)).toBe(false);
		expect(find(Uint8Array.of(0x61, 0xe2, 0x62, 0x63), 0, 4)).toBe(false);
	});

	it('agrees with includes() for words and texts of few letters', () => {
		const letters = (min: number, max: number): fc.Arbitrary<string> =>
			fc.string({unit: fc.constantFrom('a', 'b', 'B', 'c', '_', 'é'), minLength: min, maxLength: max});
		const word = fc.string({unit: fc.constantFrom('a', 'b', 'c', '_'), minLength: 1, maxLength: 5});
		fc.assert(
			fc.property(fc.array(word, {minLength: 1, maxLength: 6}), letters(0, 30), (words, text) => {
				expect(finds(words, text)).toBe(words.some((word) => text.toLowerCase().includes(word)));
			}),
			{seed: SEED, numRuns: 1500},
		);
	});

	it('agrees with includes() for the words that are used', () => {
		const find = createWordFinder(TRUST_WORDS);
		const part = fc.oneof(
			fc.constantFrom(...TRUST_WORDS),
			fc.constantFrom(...TRUST_WORDS).chain((word) => fc.nat(word.length).map((length) => word.slice(length).toUpperCase())),
			fc.string({maxLength: 4}),
		);
		fc.assert(
			fc.property(fc.array(part, {maxLength: 4}), (parts) => {
				const text = parts.join('');
				const bytes = bytesOf(text);
				expect(find(bytes, 0, bytes.length)).toBe(TRUST_WORDS.some((word) => text.toLowerCase().includes(word.toLowerCase())));
			}),
			{seed: SEED, numRuns: 1500},
		);
	});
});
