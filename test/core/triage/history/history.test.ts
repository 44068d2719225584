/** What a history says of problems that come, stay, go, and come back. */
import {describe, expect, it} from 'vitest';
import {addRun, changesSince, type History} from '../../../../src/core/triage/history/history.js';
import {historyText} from '../../../../src/core/triage/text/history.js';
import type {MachineProblem, MachineSummary} from '../../../../src/core/triage/summary.js';
import {historySection} from '../../../../src/core/triage/html/history.js';
import {checkHtml} from '../../../helpers/check-html.js';
import {resultOf, summarize} from '../../../helpers/triage-results.js';

const [MODEL = expect.fail()] = summarize([resultOf('proxyDead', 'model')]).machines;
const SUMMARY = summarize([]);

const PROBLEM: MachineProblem = {
	rule: 'system-proxy-failed-no-fallback',
	severity: 'error',
	code: '0x80072EE7',
	server: null,
	scans: 1,
	firstSeen: '2024-03-04T08:00:00.1234567',
	lastSeen: '2024-03-04T09:00:00.1234567',
};

/** A machine whose log ends on a day of March, with a problem that occurred last on another; `null`: without. */
function machine(name: string, day: number, problem: number | null, parts: Partial<MachineProblem> = {}): MachineSummary {
	const time = (of: number): string => `2024-03-${String(of).padStart(2, '0')}T09:00:00.1234567`;
	const problems = problem === null ? [] : [{...PROBLEM, lastSeen: time(problem), ...parts}];
	return {...MODEL, name, verdict: problem === null ? 'good' : 'error', lastTime: time(day), problems};
}

/** One run a week, the first on March 4. */
function history(...weeks: readonly (readonly MachineSummary[])[]): History {
	let all: History | null = null;
	for (const [week, machines] of weeks.entries())
		all = addRun(all, {tool: SUMMARY.tool, totals: SUMMARY.totals, machines}, `2024-03-${String(4 + 7 * week).padStart(2, '0')}T12:00:00`);
	return all ?? expect.fail();
}

const [FIRST, SECOND, THIRD] = ['2024-03-04T12:00:00', '2024-03-11T12:00:00', '2024-03-18T12:00:00'] as const;

function stateOf({problems}: History): Record<string, unknown> {
	const [{since, fixed, worse, returns} = expect.fail()] = problems;
	return {since, fixed, worse, returns};
}

describe('a problem', () => {
	it('is new in the run that finds it', () => {
		expect(stateOf(history([machine('pc', 4, null)], [machine('pc', 11, 10)]))).toMatchObject({since: SECOND, fixed: null});
	});

	it('lasts while it occurs again', () => {
		expect(stateOf(history([machine('pc', 4, 4)], [machine('pc', 11, 11)]))).toMatchObject({since: FIRST, fixed: null});
	});

	it('is fixed where newer scans are without it', () => {
		expect(stateOf(history([machine('pc', 4, 4)], [machine('pc', 11, null)]))).toMatchObject({since: FIRST, fixed: SECOND});
	});

	it('is fixed although its old lines are collected once more, and does not come back with them', () => {
		const weeks = history([machine('pc', 4, 4)], [machine('pc', 11, 4)], [machine('pc', 18, 4)]);
		expect(stateOf(weeks)).toEqual({since: FIRST, fixed: SECOND, worse: null, returns: 0});
	});

	it('is not fixed where the machine, or a newer log of it, is missing', () => {
		expect(stateOf(history([machine('pc', 4, 4)], [machine('other', 11, null)]))).toMatchObject({fixed: null});
		expect(stateOf(history([machine('pc', 4, 4)], [machine('pc', 4, 4)]))).toMatchObject({fixed: null});
		expect(stateOf(history([machine('pc', 4, 4)], [machine('pc', 3, null)]))).toMatchObject({fixed: null});
	});

	it('comes back', () => {
		const weeks = history([machine('pc', 4, 4)], [machine('pc', 11, null)], [machine('PC', 18, 18)]);
		expect(stateOf(weeks)).toEqual({since: THIRD, fixed: null, worse: null, returns: 1});
		expect(weeks.problems[0]).toMatchObject({firstSeen: '2024-03-04T08:00:00.123', lastSeen: '2024-03-18T09:00:00.123'});
	});

	it('gets worse, and better again', () => {
		const worse = [[machine('pc', 4, 4, {severity: 'warning'})], [machine('pc', 11, 11)]] as const;
		expect(stateOf(history(...worse))).toMatchObject({worse: SECOND});
		expect(stateOf(history(...worse, [machine('pc', 18, 18, {severity: 'warning'})]))).toMatchObject({worse: null});
	});

	it('is none if it is a note', () => {
		expect(history([machine('pc', 4, 4, {severity: 'info'})]).problems).toEqual([]);
	});

	it('without a time lasts while it is found', () => {
		const timeless = {firstSeen: null, lastSeen: null};
		expect(stateOf(history([machine('pc', 4, 4, timeless)], [machine('pc', 11, 4, timeless)]))).toMatchObject({fixed: null});
	});
});

it('machines keep their first and last run', () => {
	const {machines, runs} = history([machine('b', 4, 4), machine('a', 4, null)], [machine('a', 11, null)]);
	expect(machines.map(({machine: name, firstRun, lastRun}) => [name, firstRun, lastRun])).toEqual([
		['a', FIRST, SECOND],
		['b', FIRST, FIRST],
	]);
	expect(runs.map(({run, machines: count, errors}) => [run, count, errors])).toEqual([
		[FIRST, 2, 1],
		[SECOND, 1, 0],
	]);
});

describe('the section of the page', () => {
	it('has a column for each run and a row for each problem that changed, with hostile names as text', () => {
		const weeks = history([machine('a', 4, 4, {code: HOSTILE})], [machine('a', 11, null)]);
		const html = historySection(SUMMARY, {history: weeks, since: null});
		expect(html.match(/<g>/g)).toHaveLength(2);
		expect(html).toContain('<title>2024-03-04 12:00: 1 machine, 1 with errors, 0 with warnings; 0 scans, 0 failed</title>');
		expect(html).toContain('<td data-name="Fixed">1</td>');
		expect(html).not.toContain('<img');
		checkHtml(`<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body>${html}</body></html>\n`);
	});

	it('is not there without a history, and has no table after one run', () => {
		expect(historySection(SUMMARY, null)).toBe('');
		expect(historySection(SUMMARY, {history: history([machine('a', 4, 4)]), since: null})).not.toContain('<table');
	});
});

const HOSTILE = '<img src=x onerror=alert(1)>';

describe('changes', () => {
	const weeks = history(
		[machine('a', 4, 4), machine('b', 4, 4), machine('c', 4, null)],
		[machine('a', 11, null), machine('b', 11, 11), machine('c', 11, null)],
		[machine('a', 18, null), machine('b', 18, null), machine('c', 18, 18)],
	);

	it('are those since a time', () => {
		const counts = (since: string): unknown =>
			changesSince(weeks, since).map(({now, before, new: added, fixed}) => ({now, before, added, fixed}));
		expect(counts(THIRD)).toEqual([{now: 1, before: 1, added: 1, fixed: 1}]);
		expect(counts('2024-03-05T00:00:00')).toEqual([{now: 1, before: 2, added: 1, fixed: 2}]);
		expect(counts('2024-04-01T00:00:00')).toEqual([{now: 1, before: 1, added: 0, fixed: 0}]);
	});

	it('are told with a bar for each run', () => {
		const options = {width: 100, unicode: true, top: 10, version: '0.0.0'};
		expect(historyText({history: weeks, since: '2024-03-05T00:00:00'}, options)).toBe(
			[
				'History: 3 runs since 2024-03-04 12:00',
				'  2024-03-04 12:00  ████████████████          2 of 3 machines with errors',
				'  2024-03-11 12:00  ████████                  1 of 3 machines with errors',
				'  2024-03-18 12:00  ████████                  1 of 3 machines with errors',
				'  Since 2024-03-05 00:00:',
				'      1  system-proxy-failed-no-fallback, 0x80072EE7',
				'         2 before; 1 new, 2 fixed, 0 worse; first seen 2024-03-04 08:00, last seen 2024-03-18 09:00',
				'',
			].join('\n'),
		);
		expect(historyText({history: history([machine('a', 4, 4)]), since: null}, options)).toContain('Later runs are compared with this one.');
	});
});
