/** Which scans a report shows first, and which it takes for the same kind. */
import {describe, expect, it} from 'vitest';
import {byInterest, interestOf, isNotable, needsFallback, scanKinds} from '../../../src/core/scans/scan-kinds.js';
import type {ProxyOutcome, Scan} from '../../../src/core/types.js';
import {madeScan} from '../../helpers/made-scans.js';

function scan(id: number, parts: Partial<Scan> = {}, outcome: ProxyOutcome = 'system'): Scan {
	return madeScan({
		id,
		outcome: 'succeeded',
		online: true,
		retries: 0,
		deviations: [],
		proxy: {behaviors: [], attempts: [], outcome},
		...parts,
	});
}

const FAILED = scan(1, {outcome: 'failed'});
const RESCUED = scan(2, {}, 'user-fallback');
const RESCUED_TOO = scan(3, {}, 'system-fallback');
const DEVIATED = scan(4, {deviations: [{about: 'order', text: 'x', lines: [1]}]});
const CANCELLED = scan(5, {outcome: 'cancelled'});
const RETRIED = scan(6, {retries: 1});
const ONLINE = scan(7);
const OFFLINE = scan(8, {online: false}, 'not-used');

it('puts scans with the most to tell first, and leaves the others in their order', () => {
	const all = [OFFLINE, ONLINE, RETRIED, CANCELLED, DEVIATED, RESCUED_TOO, RESCUED, FAILED];
	expect(byInterest(all, interestOf).map(({id}) => id)).toEqual([1, 3, 2, 4, 6, 5, 7, 8]);
});

it('takes a scan for telling that failed, or that only another proxy saved', () => {
	expect([FAILED, RESCUED, RESCUED_TOO, DEVIATED, CANCELLED].map(isNotable)).toEqual([true, true, true, false, false]);
	expect([FAILED, RESCUED, RESCUED_TOO].map(needsFallback)).toEqual([false, true, true]);
});

describe('scans of one kind', () => {
	it('differ in nothing but time and place', () => {
		const again = {...ONLINE, id: 9, start: null};
		expect(scanKinds([ONLINE, OFFLINE, again])).toEqual([
			{first: ONLINE, last: again, count: 2},
			{first: OFFLINE, last: OFFLINE, count: 1},
		]);
	});

	it.each([
		['caller', {caller: 'another'}],
		['service', {service: {id: null, name: 'Microsoft Update'}}],
		['number of the service', {service: {id: 'A', name: ONLINE.service.name}}],
		['being online', {online: null}],
		['outcome', {outcome: 'unknown'}],
		['exit code', {exitCode: '0x00240001'}],
		['proxy', {proxy: {behaviors: [], attempts: [], outcome: 'user'}}],
	] satisfies readonly (readonly [string, Partial<Scan>])[])('have the same %s', (_, parts) => {
		expect(scanKinds([ONLINE, {...ONLINE, ...parts}])).toHaveLength(2);
	});
});
