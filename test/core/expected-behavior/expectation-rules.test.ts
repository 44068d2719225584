/** The tables of rules: complete, without overlap, each row with a sentence and a source. */
import {describe, expect, it} from 'vitest';
import {holds, PINNING_RULES, PROXY_RULES} from '../../../src/core/expected-behavior/expectation-rules.js';
import {allCases} from './expectation-cases.js';

describe.each([
	['about proxies', PROXY_RULES],
	['about pinning', PINNING_RULES],
])('the rules %s', (_, rules) => {
	it('answer each case exactly once', () => {
		for (const one of allCases()) {
			expect(
				rules.filter(({when}) => holds(when, one)).map(({id}) => id),
				JSON.stringify(one),
			).toHaveLength(1);
		}
	});

	it.each(rules.map((rule) => [rule.id, rule] as const))('%s holds for some case, not for all, and has a source', (_id, rule) => {
		const held = allCases().filter((one) => holds(rule.when, one));
		expect(held.length).toBeGreaterThan(0);
		expect(held.length).toBeLessThan(allCases().length);
		expect(rule.source).not.toBe('');
	});

	it('have names of their own', () => {
		expect(new Set(rules.map(({id}) => id)).size).toBe(rules.length);
	});

	it('say whole sentences', () => {
		const texts = rules.flatMap((rule) => ('text' in rule ? [rule.text] : [rule.orderText, rule.fallbackText]));
		for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/);
	});
});

it('allow the second proxy only where an order has one', () => {
	for (const {id, order, fallback} of PROXY_RULES) expect(fallback === 'allowed', id).toBe(order?.length === 2);
});
