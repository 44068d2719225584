/** Two rules for the tests of explanations. */
import type {Rule} from '../../../src/core/findings/rule.js';

const examples = {match: [], noMatch: []} as const;

export const NAME_RULE: Rule = {
	id: 'name-without-address',
	severity: 'error',
	role: 'cause',
	title: 'The name of {server} has no address ({exitCode} {exitName})',
	when: {any: [{facts: {rootCause: ['0x8024402C', '0x80072EE7']}}], not: {facts: {code: '0x8024B304'}}},
	explanation: 'DNS has no address for {server}.',
	steps: [
		{text: 'Look up {host}.', command: 'nslookup <name>', changes: false},
		{text: 'Correct the policy.', command: null, changes: true},
	],
	variants: [
		{
			when: {facts: {code: '0x80072AF9'}},
			title: 'DNS says that {server} does not exist',
			steps: [{text: 'Ask who retired it.', command: null, changes: false}],
		},
	],
	references: ['A page about names'],
	evidence: ['root-cause'],
	examples: {match: ['Agent *FAILED* [80240030] not about this code'], noMatch: []},
};

export const PROXY_RULE: Rule = {
	id: 'proxy-sign-in',
	severity: 'warning',
	role: 'context',
	title: 'The proxy wants a sign-in: {exitCode}',
	when: {facts: {httpStatus: 407}},
	explanation: 'Not to be taken for 0x80240030, a list of proxies that cannot be read.',
	steps: [{text: 'Trace it.', command: 'logman start wu 0xffffffff 0xff', changes: true}],
	references: [],
	evidence: ['proxy'],
	examples,
};

/** The same id for the harmless case, as rules may have it. */
export const PROXY_NOTE: Rule = {
	...PROXY_RULE,
	severity: 'info',
	role: 'file',
	title: 'The proxy asks for no sign-in',
	when: {},
	explanation: 'Nothing is wrong.',
};

export const RULES: readonly Rule[] = [NAME_RULE, PROXY_RULE, PROXY_NOTE];
