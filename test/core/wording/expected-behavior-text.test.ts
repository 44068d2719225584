/** What a scan is let do, in words: what is not known is left out. */
import {expect, it} from 'vitest';
import {expectedWords} from '../../../src/core/wording/expected-behavior-text.js';
import type {ExpectedBehavior} from '../../../src/core/types.js';

const UNKNOWN: ExpectedBehavior = {proxyOrders: [], fallback: 'unknown', pinning: 'unknown', reasons: []};

it.each([
	[{}, []],
	[
		{proxyOrders: [['system']], fallback: 'not-allowed', pinning: 'enforced'},
		['system proxy only', 'no fallback to another proxy', 'certificate pinning enforced'],
	],
	[
		{proxyOrders: [['system', 'user']], fallback: 'allowed', pinning: 'not-enforced'},
		['system proxy, then user proxy', 'fallback to the other proxy allowed', 'certificate pinning not enforced'],
	],
	[{proxyOrders: [['system'], ['user', 'system'], ['system']], pinning: 'not-applicable'}, []],
	[{proxyOrders: [['system'], ['system', 'user']]}, ['system proxy first']],
	[{proxyOrders: [['system'], ['system']]}, ['system proxy only']],
	[{proxyOrders: [[]]}, []],
] satisfies readonly (readonly [Partial<ExpectedBehavior>, readonly string[]])[])('%j', (parts, words) => {
	expect(expectedWords({...UNKNOWN, ...parts})).toEqual(words);
});
