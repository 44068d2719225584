/** The table of places where names stand: each example is a test. */
import {describe, expect, it} from 'vitest';
import {NAME_PATTERNS} from '../../../src/core/redact/name-patterns.js';
import {createRedactor} from '../../../src/core/redact/redact.js';

describe.each(NAME_PATTERNS)('$id', ({examples, pattern, needs}) => {
	it.each(examples)('%j', (text, expected) => {
		expect(createRedactor().text(text)).toBe(expected);
	});

	it('fits no text without the signs that it needs', () => {
		const texts = NAME_PATTERNS.flatMap(({examples: others}) => others.map(([text]) => text));
		for (const text of texts.filter((one) => !needs.some((sign) => one.includes(sign))))
			expect(text).not.toMatch(new RegExp(pattern.source, pattern.flags));
		const fitting = texts.filter((text) => new RegExp(pattern.source, pattern.flags).test(text));
		expect(fitting.length).toBeGreaterThan(0);
		for (const text of fitting) {
			const without = needs.reduce((rest, sign) => (sign === '' ? rest : rest.replaceAll(sign, '')), text);
			if (!needs.includes('')) expect(without).not.toMatch(new RegExp(pattern.source, pattern.flags));
		}
	});

	it('is global and tells places', () => {
		expect(pattern.flags).toMatch(/^dgi?u$/);
	});
});

it('every id is unique', () => {
	expect(new Set(NAME_PATTERNS.map(({id}) => id)).size).toBe(NAME_PATTERNS.length);
});
