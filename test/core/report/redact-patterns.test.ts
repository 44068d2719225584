/** The table of places where names stand: each example is a test. */
import {describe, expect, it} from 'vitest';
import {NAME_PATTERNS} from '../../../src/core/report/redact/name-patterns.js';
import {createRedactor} from '../../../src/core/report/redact.js';

describe.each(NAME_PATTERNS)('$id', ({examples, pattern}) => {
	it.each(examples)('%j', (text, expected) => {
		expect(createRedactor().text(text)).toBe(expected);
	});

	it('is global and tells places', () => {
		expect(pattern.flags).toMatch(/^dgi?u$/);
	});
});

it('every id is unique', () => {
	expect(new Set(NAME_PATTERNS.map(({id}) => id)).size).toBe(NAME_PATTERNS.length);
});
