/** What is new, gone and unchanged since an earlier run. */
import {describe, expect, it} from 'vitest';
import {compareWithBaseline} from '../../../src/core/triage/baseline.js';
import {resultOf, smallFleet, summarize} from '../../helpers/triage-results.js';

const before = summarize([
	resultOf('proxyDead', 'pc-1'),
	resultOf('notInStore', 'pc-2'),
	resultOf('http', 'pc-3'),
	resultOf('http', 'pc-4'),
]);
const now = summarize([resultOf('proxyDead', 'pc-1'), resultOf('pinned', 'pc-2'), resultOf('proxyDead', 'pc-3'), resultOf('http', 'pc-5')]);
const changes = compareWithBaseline(now, before);

describe('changes', () => {
	it('are told machine by machine', () => {
		expect(changes.new).toEqual([{machine: 'pc-3', rule: 'system-proxy-failed-no-fallback', severity: 'error'}]);
		expect(changes.gone).toEqual([
			{machine: 'pc-2', rule: 'wsus-certificate-not-in-store', severity: 'error'},
			{machine: 'pc-3', rule: 'wsus-over-http', severity: 'warning'},
		]);
		expect(changes.unchanged).toBe(1);
	});

	it('do not take a machine that came or went for a repair', () => {
		expect(changes).toMatchObject({machines: 3, newMachines: ['pc-5'], goneMachines: ['pc-4']});
		expect(changes.rules.find(({rule}) => rule === 'wsus-over-http')).toEqual({
			rule: 'wsus-over-http',
			new: 0,
			gone: 1,
			unchanged: 0,
			onNewMachines: 1,
			onGoneMachines: 1,
		});
	});

	it('turn round when the runs change places', () => {
		const back = compareWithBaseline(before, now);
		expect(back.new).toEqual(changes.gone);
		expect(back.gone).toEqual(changes.new);
		expect(back.newMachines).toEqual(changes.goneMachines);
		expect(back.unchanged).toBe(changes.unchanged);
	});

	it('are none between a run and itself', () => {
		const summary = summarize(smallFleet());
		const none = compareWithBaseline(summary, summary);
		expect(none).toMatchObject({new: [], gone: [], newMachines: [], goneMachines: [], sameFilter: true});
		expect(none.unchanged).toBe(summary.machines.flatMap(({problems}) => problems.filter(({severity}) => severity !== 'info')).length);
	});

	it('say that the filters differ', () => {
		expect(compareWithBaseline(summarize(smallFleet(), {where: ['outcome=failed']}), before).sameFilter).toBe(false);
		expect(
			compareWithBaseline(summarize([], {where: ['outcome=failed', 'machine=a']}), summarize([], {where: ['machine=a', 'outcome=failed']}))
				.sameFilter,
		).toBe(true);
	});
});
