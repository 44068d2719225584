/** The address after the #: what it asks for, and that a query survives being written into it. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {changed, FILTER_NAMES, hashOf, isQuery, machinesWith, parseQuery, type Query, TABLE_NAMES} from '../../../src/page/triage/query.js';

const START: Query = {table: 'machines', filters: {}, text: '', sort: '', page: 1};

describe('a hash', () => {
	it('without = is the name of a section', () => {
		expect([isQuery('#servers'), isQuery('#table=servers')]).toEqual([false, true]);
		expect(parseQuery('#servers')).toEqual(START);
	});

	it.each<readonly [string, Partial<Query>]>([
		['#table=codes', {table: 'codes'}],
		['#verdict=error&q=pc-1&sort=-failed&page=3', {filters: {verdict: 'error'}, text: 'pc-1', sort: '-failed', page: 3}],
		['#server=https%3A%2F%2Fwsus%3A8531', {filters: {server: 'https://wsus:8531'}}],
		// Only files have a status.
		['#status=failed', {table: 'files', filters: {status: 'failed'}}],
		['#table=machines&status=failed', {filters: {status: 'failed'}}],
	])('%s is understood', (hash, query) => {
		expect(parseQuery(hash)).toEqual({...START, ...query});
	});

	it.each([
		'#table=constructor',
		'#table=',
		'#problems=',
		'#page=-3',
		'#page=x',
		'#page=0.5',
		'#%E0%A4%A',
		'#__proto__=x',
		'',
	])('%s makes no sense and is ignored', (hash) => {
		expect(parseQuery(hash)).toEqual(START);
	});

	it('brings any query back as it was', () => {
		const value = fc.string({minLength: 1, unit: 'grapheme'});
		const query = fc.record<Query>({
			table: fc.constantFrom(...TABLE_NAMES),
			filters: fc.dictionary(fc.constantFrom(...FILTER_NAMES), value, {noNullPrototype: true}),
			text: fc.oneof(fc.constant(''), value),
			sort: fc.constantFrom('', 'failed', '-failed'),
			page: fc.integer({min: 1, max: 1000}),
		});
		fc.assert(
			fc.property(query, (one) => {
				expect(parseQuery(hashOf(one))).toEqual(one);
			}),
		);
	});
});

describe('a change', () => {
	const query: Query = {table: 'machines', filters: {verdict: 'error'}, text: 'pc', sort: '-failed', page: 4};

	it('goes to the first page, unless it names one', () => {
		expect(changed(query, {sort: 'failed'})).toEqual({...query, sort: 'failed', page: 1});
		expect(changed(query, {page: 5})).toEqual({...query, page: 5});
	});

	it('to the machines with something keeps the filters of machines only', () => {
		expect(machinesWith(query, 'code', '0x1')).toEqual({...START, filters: {verdict: 'error', code: '0x1'}});
		expect(machinesWith({...query, table: 'servers'}, 'code', '0x1')).toEqual({...START, filters: {code: '0x1'}});
	});
});
