/** The answer counts every machine, scan and finding once, whatever the order of the results. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {failedCall, scanLog} from '../../../src/core/findings/rules/examples.js';
import {worstMachines} from '../../../src/core/triage/aggregate.js';
import {isSameProblem} from '../../../src/core/triage/labels.js';
import {machinesOfProblems} from '../../../src/core/triage/problem-names.js';
import {compareWithBaseline} from '../../../src/core/triage/baseline.js';
import {newestPinning, pinningOf} from '../../../src/core/triage/aggregate/pinning.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import type {Summary} from '../../../src/core/triage/summary.js';
import {createTally, OTHERS} from '../../../src/core/triage/tally.js';
import type {DeviceSettings, FileReport} from '../../../src/core/types.js';
import {analyzeShort} from '../../helpers/short-logs.js';
import {summaryErrors} from '../../helpers/summary-schema.js';
import {noLog, resultOf, resultWith, smallFleet, summarize} from '../../helpers/triage-results.js';

const fleet = smallFleet();
const summary = summarize(fleet);

/** A log with one scan of WSUS, which failed. */
function failedWith(code: string, machine: string): TriageResult {
	return resultWith(analyzeShort(scanLog({lines: failedCall(code), exit: `0x${code}`})), machine);
}

describe('names of machines', () => {
	const pcs = [
		resultOf('http', 'pc-7', {path: 'a/WindowsUpdate.log'}),
		resultOf('proxyDead', 'PC-7', {path: 'b/WindowsUpdate.log', source: 'log'}),
	];

	it('keep their case and are compared without it', () => {
		for (const order of [pcs, pcs.toReversed()]) {
			const both = summarize(order, {groupBy: 'machine'});
			expect(both.machines.map(({name, logs}) => [name, logs])).toEqual([['PC-7', 2]]);
			expect(both.groups?.rows.map(({name, machines}) => [name, machines])).toEqual([['PC-7', 1]]);
			expect(both.totals).toMatchObject({machines: 1, machinesWithoutLog: 0});
		}
	});

	it('are the same in an earlier run that had them in lower case', () => {
		const [old, now] = [summarize([resultOf('http', 'pc-7')]), summarize([resultOf('http', 'PC-7')])];
		expect(compareWithBaseline(now, old)).toMatchObject({machines: 1, newMachines: [], goneMachines: [], new: [], gone: []});
	});

	it('are sorted without their case', () => {
		const names = summarize(['b-1', 'A-1', 'a-2', 'B-2'].map((name) => resultOf('http', name))).machines.map(({name}) => name);
		expect(names).toEqual(['A-1', 'a-2', 'b-1', 'B-2']);
	});
});

function problem(rule: string, from: Summary = summary): Summary['problems'][number] {
	const found = from.problems.find((one) => one.rule === rule);
	if (found === undefined) throw new Error(`no ${rule}`);
	return found;
}

describe('totals', () => {
	it('count machines by their worst verdict', () => {
		expect(summary.totals.machines).toBe(15);
		expect(summary.totals.verdicts).toEqual({error: 7, warning: 5, info: 0, good: 3, none: 0});
		expect(Object.values(summary.totals.verdicts).reduce((sum, count) => sum + count)).toBe(summary.totals.machines);
	});

	it('tell machines without a readable log, and take no stray file for one', () => {
		expect(summary.totals.machinesWithoutLog).toBe(2);
		expect(summary.machines.map(({name}) => name)).not.toContain('readme');
	});

	it('have every scan once', () => {
		const {scans, succeeded, failed, cancelled, unknown} = summary.totals;
		expect(scans).toBe(fleet.flatMap(({report}) => report.scans).length);
		expect(succeeded + failed + cancelled + unknown).toBe(scans);
		expect(summary.machines.reduce((sum, machine) => sum + machine.scans, 0)).toBe(scans);
		expect(summary.days.reduce((sum, day) => sum + day.scans, 0)).toBe(scans);
		expect(summary.clientVersions.reduce((sum, {machines}) => sum + machines, 0)).toBe(
			summary.machines.filter(({clientVersion}) => clientVersion !== null).length,
		);
	});

	it('have every input once in the ledger', () => {
		expect(summary.ledger).toMatchObject({inputs: fleet.length, analyzed: fleet.length - 3, skipped: 2, failed: 1});
		expect(summary.ledger.reasons.map(({status, inputs}) => [status, inputs])).toEqual([
			['failed', 1],
			['skipped', 1],
			['skipped', 1],
		]);
	});

	it('put several logs of a machine together', () => {
		const machine = summary.machines.find(({name}) => name === 'pc-101');
		expect(machine).toMatchObject({logs: 2, scans: 9, verdict: 'error'});
		expect(machine?.problems.map(({rule}) => rule)).toEqual(expect.arrayContaining(['system-proxy-failed-no-fallback', 'scan-cancelled']));
	});
});

describe('problems', () => {
	it('are ranked by severity, then by machines', () => {
		const ranks = summary.problems.map(({severity, machines}) => [['error', 'warning', 'info'].indexOf(severity), -machines] as const);
		expect(ranks).toEqual(ranks.toSorted(([a, m], [b, n]) => a - b || m - n));
		expect(new Set(ranks.map(([severity]) => severity)).size).toBe(3);
		expect(problem('system-proxy-failed-no-fallback')).toMatchObject({machines: 4, scans: 4, severity: 'error'});
		expect(problem('wsus-over-http')).toMatchObject({machines: 4, severity: 'warning'});
	});

	it('are those of machines, each with its code and server', () => {
		for (const {name, problems} of summary.machines)
			for (const one of problems) {
				const named = summary.problems.filter((candidate) => isSameProblem(candidate, one));
				expect(named, `${name}: ${one.rule}`).toHaveLength(1);
			}
		const names = machinesOfProblems(summary);
		expect(names.map((list) => list.length)).toEqual(summary.problems.map(({machines}) => machines));
		expect(names[0]).toEqual(['pc-101', 'pc-102', 'pc-103', 'pc-104']);
	});

	it('say when they were seen, and where last', () => {
		const [first, , , last] = fleet;
		const dead = problem('system-proxy-failed-no-fallback');
		expect(dead.firstSeen?.slice(0, 10)).toBe(first?.report.log?.firstTime?.slice(0, 10));
		expect(dead.lastSeen?.slice(0, 10)).toBe(last?.report.log?.firstTime?.slice(0, 10));
		expect(dead.example).toMatchObject({machine: 'pc-104', path: 'pc-104/WindowsUpdate.log'});
	});

	it('carry the fix, checks first', () => {
		const {steps} = problem('system-proxy-failed-no-fallback');
		expect(steps.map(({changes}) => changes)).toEqual(steps.map(({changes}) => changes).toSorted((a, b) => Number(a) - Number(b)));
		expect(steps.some(({changes}) => changes)).toBe(true);
	});

	it('are one for each server, and name it', () => {
		expect(problem('wsus-certificate-not-in-store').title).toContain('https://wsus01.contoso.example:8531');
		const other = resultOf('notInStore', 'pc-203');
		const renamed = JSON.parse(JSON.stringify(other).replaceAll('wsus01', 'wsus77')) as TriageResult;
		const {problems} = summarize([...fleet, renamed]);
		const same = problems.filter(({rule}) => rule === 'wsus-certificate-not-in-store');
		expect(same.map(({server}) => server).sort()).toEqual(['https://wsus01.contoso.example:8531', 'https://wsus77.contoso.example:8531']);
		for (const {title, steps, server} of same) {
			expect(title).toContain(server);
			expect(JSON.stringify(steps)).not.toMatch(/[{]\w+[}]/);
		}
	});

	it('are one for each HTTP status, each with its own cure', () => {
		const {problems} = summarize([
			...['pc-1', 'pc-2', 'pc-3', 'pc-4', 'pc-5'].map((name) => failedWith('80244022', name)),
			failedWith('80244019', 'pc-6'),
		]);
		const errors = problems.filter(({severity}) => severity === 'error');
		expect(errors.map(({title, machines, code, server}) => ({title, machines, code, server}))).toEqual([
			{
				title: 'The server returned HTTP 503 (https://wsus.example:8531, 0x80244022 WU_E_PT_HTTP_STATUS_SERVICE_UNAVAIL)',
				machines: 5,
				code: '0x80244022',
				server: 'https://wsus.example:8531',
			},
			{
				title: 'The server returned HTTP 404 (https://wsus.example:8531, 0x80244019 WU_E_PT_HTTP_STATUS_NOT_FOUND)',
				machines: 1,
				code: '0x80244019',
				server: 'https://wsus.example:8531',
			},
		]);
		const [unavailable, notFound] = errors.map(({steps}) => JSON.stringify(steps));
		expect(unavailable).toContain('WsusPool');
		expect(notFound).toContain('wuident.cab');
		expect(notFound).not.toContain('WsusPool');
	});

	it('count the scans of each code of one log', () => {
		const log = ['80244022', '80244022', '80244019'].map((code) => scanLog({lines: failedCall(code), exit: `0x${code}`})).join('\n');
		const {problems} = summarize([resultWith(analyzeShort(log), 'pc-1')]);
		expect(problems.filter(({severity}) => severity === 'error').map(({code, scans}) => [code, scans])).toEqual([
			['0x80244022', 2],
			['0x80244019', 1],
		]);
	});

	it('are there for failures outside scans too, with code and server', () => {
		const log =
			'SLS Making request with URL https://slscr.update.microsoft.com/SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0.26100.1/0\n' +
			'SLS *FAILED* [80072F8F] Method failed [CSLSClient::GetResponse:660]';
		const {problems} = summarize([resultWith(analyzeShort(log), 'pc-1')]);
		expect(problems).toMatchObject([
			{rule: 'tls-verification-failed', code: '0x80072F8F', server: 'https://slscr.update.microsoft.com', machines: 1, scans: 0},
		]);
	});
});

describe('what the fleet looks like', () => {
	it('has the WSUS servers with scheme, machines, scans and codes', () => {
		expect(summary.servers.map(({server, scheme, machines, failed}) => ({server, scheme, machines, failed}))).toEqual([
			{server: 'https://wsus01.contoso.example:8531', scheme: 'https', machines: 9, failed: 6},
			{server: 'http://wsus02.contoso.example:8530', scheme: 'http', machines: 4, failed: 0},
		]);
		expect(summary.servers[0]?.codes[0]).toEqual({code: '0x80240438', name: 'WU_E_PT_ENDPOINT_UNREACHABLE', scans: 4});
	});

	it('has proxies by outcome, by try and by name', () => {
		expect(summary.proxies.outcomes.find(({outcome}) => outcome === 'user-fallback')).toMatchObject({machines: 1});
		expect(summary.proxies.named).toMatchObject([{proxy: 'proxy.contoso.example:8080', machines: 1}]);
		expect(summary.proxies.tries.reduce((sum, {tries}) => sum + tries, 0)).toBe(
			fleet.flatMap(({report}) => report.scans.flatMap(({proxy}) => proxy.attempts)).length,
		);
	});

	it('has every machine in one state of pinning', () => {
		expect(Object.values(summary.pinning).reduce((sum, count) => sum + count)).toBe(summary.totals.machines);
		expect(summary.pinning).toMatchObject({pinned: 1, 'not-in-store': 2, 'not-applicable': 4});
	});

	it('has codes of failed scans once a scan', () => {
		expect(summary.codes.find(({code}) => code === '0x80240438')).toMatchObject({machines: 4, scans: 4, asCause: 4, asExit: 4});
	});

	it('has the worst machines first', () => {
		const worst = worstMachines(summary, 100);
		expect(worst).toHaveLength(12);
		expect(worst.slice(0, 7).every(({verdict}) => verdict === 'error')).toBe(true);
	});

	it('is as the schema says', () => {
		expect(summaryErrors(summary)).toEqual([]);
		expect(summaryErrors(summarize([]))).toEqual([]);
		for (const groupBy of ['rule', 'server', 'version', 'machine', 'code'] as const)
			expect(summaryErrors(summarize(fleet, {groupBy}))).toEqual([]);
	});
});

describe('filters', () => {
	it('say what they left out', () => {
		const filtered = summarize(fleet, {where: ['outcome=failed']});
		expect(filtered.totals.scans).toBe(summary.totals.failed);
		expect(filtered.filter.leftOut).toEqual({
			machines: summary.totals.machines - filtered.totals.machines,
			scans: summary.totals.scans - filtered.totals.scans,
			scansWithoutTime: 0,
		});
		expect(filtered.ledger).toEqual(summary.ledger);
	});
});

describe('groups', () => {
	it('by server have every scan that names one', () => {
		const {groups} = summarize(fleet, {groupBy: 'server'});
		expect(groups?.rows.reduce((sum, {scans}) => sum + scans, 0)).toBe(
			fleet.flatMap(({report}) => report.scans).filter(({server}) => server !== null).length,
		);
		expect(groups?.rows[0]).toMatchObject({
			name: 'https://wsus01.contoso.example:8531',
			with: [
				{name: 'system-proxy-failed-no-fallback', machines: 4},
				{name: 'wsus-certificate-not-in-store', machines: 2},
				{name: 'user-proxy-fallback-used', machines: 1},
			],
		});
	});

	it('by machine and by version have every machine', () => {
		expect(summarize(fleet, {groupBy: 'machine'}).groups?.rows).toHaveLength(summary.totals.machines);
		expect(summarize(fleet, {groupBy: 'version'}).groups?.rows.length).toBe(summary.clientVersions.length);
	});

	it('by code have the failed scans', () => {
		expect(summarize(fleet, {groupBy: 'code'}).groups?.rows.reduce((sum, {failed}) => sum + failed, 0)).toBe(summary.totals.failed);
	});

	it('by rule have the servers', () => {
		const rows = summarize(fleet, {groupBy: 'rule'}).groups?.rows ?? [];
		expect(rows.find(({name}) => name === 'system-proxy-failed-no-fallback')).toMatchObject({
			machines: 4,
			failed: 4,
			with: [{name: 'https://wsus01.contoso.example:8531', machines: 4}],
		});
		expect(rows.find(({name}) => name === 'wsus-over-http')).toMatchObject({machines: 4});
	});
});

describe('pinning', () => {
	const context: DeviceSettings = {
		files: [],
		proxyPolicy: null,
		pinningPolicy: null,
		wsusServer: null,
		useWsusServer: null,
		systemProxy: null,
		userProxy: null,
		certificateStore: null,
		sourcePolicies: null,
	};
	const {report} = resultOf('noWsus', 'a');
	const stateOf = (parts: Partial<FileReport>): string => pinningOf({...report, ...parts}, parts.scans ?? report.scans).state;

	it('is told by the policy before anything else', () => {
		expect(stateOf({...resultOf('pinned', 'a').report, context: {...context, pinningPolicy: 1}})).toBe('policy-off');
		expect(stateOf({context: {...context, certificateStore: []}})).toBe('store-empty');
		expect(stateOf({})).toBe('unknown');
	});

	it('keeps what an older log says where a newer one says nothing', () => {
		const [old, silent] = [
			{state: 'pinned', time: '2020'},
			{state: 'unknown', time: '2024'},
		] as const;
		expect(newestPinning(old, silent)).toBe(old);
		expect(newestPinning(silent, old)).toBe(old);
		expect(newestPinning(old, {state: 'store-empty', time: '2024'}).state).toBe('store-empty');
	});

	it.each([
		['the newer of two that say as much', {state: 'pinned', time: '2020'}, {state: 'store-empty', time: '2024'}],
		[
			'of two from the same time the one that is first in the table',
			{state: 'store-empty', time: '2024'},
			{state: 'not-in-store', time: '2024'},
		],
		['the one that says more', {state: 'unknown', time: '2024'}, {state: 'not-applicable', time: '2020'}],
	] as const)('is told by %s, in whatever order they come', (_, other, told) => {
		expect(newestPinning(other, told)).toBe(told);
		expect(newestPinning(told, other)).toBe(told);
	});
});

it('does not depend on the order of the results', () => {
	for (const groupBy of ['rule', 'server', 'machine'] as const) {
		const expected = summarize(fleet, {groupBy});
		fc.assert(
			fc.property(fc.shuffledSubarray([...fleet], {minLength: fleet.length, maxLength: fleet.length}), (shuffled) => {
				expect(summarize(shuffled, {groupBy})).toEqual(expected);
			}),
			{numRuns: 20},
		);
	}
});

it('does not grow with names without end', () => {
	const tally = createTally(() => ({count: 0}), 3);
	for (let index = 0; index < 100; index++) tally.of(`name ${index}`).count++;
	expect(tally.entries.size).toBe(4);
	expect(tally.of(OTHERS).count).toBe(97);
	expect(tally.of('name 1').count).toBe(1);
});

it('knows a machine by its surest source', () => {
	const both = [resultOf('pinned', 'pc-1', {source: 'file', path: 'a.log'}), resultOf('pinned', 'pc-1', {source: 'log', path: 'b.log'})];
	expect(summarize(both).machines[0]?.source).toBe('log');
	expect(summarize([noLog('x', 'folder-of-a-pc')]).totals).toMatchObject({machines: 0, machinesWithoutLog: 1});
	expect(summarize([resultWith(resultOf('http', 'x').report, '__proto__')]).machines[0]?.name).toBe('__proto__');
});

describe('another log that tells of a failure', () => {
	const failing = 'Scan failed with error = 0x80244022.\n';
	const path = 'PC-1/WUAHandler.log';

	it('adds a note to the machine of a log, whichever comes first', () => {
		const log = resultOf('storeEmpty', 'PC-1');
		const other = noLog(failing, 'PC-1', {path});
		for (const results of [
			[log, other],
			[other, log],
		]) {
			const {machines} = summarize(results);
			expect(machines).toHaveLength(1);
			expect(machines[0]?.problems).toContainEqual(expect.objectContaining({rule: 'wrong-kind-of-log', severity: 'info', scans: 0}));
			expect(machines[0]?.verdict).toBe(summarize([log]).machines[0]?.verdict);
		}
	});

	it('is of the machine of the logs in its folder, if the log names its PC', () => {
		const log = resultOf('storeEmpty', 'PC-OF-LOG', {path: 'PC-1/WindowsUpdate.log'});
		const other = noLog(failing, 'PC-1', {path});
		expect(summarize([other, log]).machines[0]?.problems.map(({rule}) => rule)).toContain('wrong-kind-of-log');
		const another = resultOf('storeEmpty', 'PC-2', {path: 'PC-1/second.log'});
		expect(JSON.stringify(summarize([other, log, another]).machines)).not.toContain('wrong-kind-of-log');
	});

	it('alone is counted with its code, the same for every time', () => {
		const {machines, ledger} = summarize([noLog(failing, 'PC-1', {path}), noLog(failing, 'PC-2', {path: 'PC-2/WUAHandler.log'})]);
		expect(machines).toEqual([]);
		expect(ledger.reasons).toMatchObject([{status: 'skipped', inputs: 2, reason: expect.stringContaining('0x80244022')}]);
	});
});
