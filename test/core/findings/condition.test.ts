/** Conditions of rules: how facts are compared and combined. */
import {describe, expect, it} from 'vitest';
import {fulfils} from '../../../src/core/findings/condition.js';
import type {Facts} from '../../../src/core/findings/facts/index.js';
import type {Condition} from '../../../src/core/findings/rule.js';

const FACTS: Readonly<Record<string, ReturnType<Facts>>> = {
	outcome: 'failed',
	retries: 3,
	online: true,
	code: ['0x80240438', '0x8024402C'],
	caller: 'Update;ScanForUpdates',
	server: null,
	via: [],
};
const facts: Facts = (name) => FACTS[name] ?? null;

describe('a condition', () => {
	it.each<readonly [string, Condition, boolean]>([
		['a value', {facts: {outcome: 'failed'}}, true],
		['another value', {facts: {outcome: 'succeeded'}}, false],
		['any of several values', {facts: {outcome: ['succeeded', 'failed']}}, true],
		['a fact with several values, one of which fits', {facts: {code: '0x8024402C'}}, true],
		['a fact with several values, none of which fits', {facts: {code: '0x80072EE2'}}, false],
		['all facts named', {facts: {outcome: 'failed', online: false}}, false],
		['no value', {facts: {server: null}}, true],
		['no value where a fact was not read', {facts: {host: null}}, true],
		['an empty list is no value', {facts: {via: null}}, true],
		['an empty list holds nothing', {facts: {via: 'user'}}, false],
		['a number at least', {facts: {retries: {atLeast: 3}}}, true],
		['a number at least, which it is not', {facts: {retries: {atLeast: 4}}}, false],
		['a number at most', {facts: {retries: {atMost: 3}}}, true],
		['a number at most, which it is not', {facts: {retries: {atMost: 2}}}, false],
		['a range of something that is no number', {facts: {caller: {atLeast: 1}}}, false],
		['a part of a text, whatever its case', {facts: {caller: {contains: 'scanforupdates'}}}, true],
		['all', {all: [{facts: {outcome: 'failed'}}, {facts: {online: true}}]}, true],
		['any', {any: [{facts: {outcome: 'succeeded'}}, {facts: {online: true}}]}, true],
		['any of none', {any: []}, false],
		['not', {not: {facts: {outcome: 'failed'}}}, false],
		['nothing at all', {}, true],
	])('%s', (_name, condition, expected) => {
		expect(fulfils(facts, condition)).toBe(expected);
	});
});
