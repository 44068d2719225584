/** Filters: the menu, the quick ones, what they show, and how they are dropped. */
import {describe, expect, it} from 'vitest';
import type {Severity} from '../../../src/core/types.js';
import {LogScreen, manyLines} from '../../helpers/log-screen.js';

const LINES = manyLines(1000);
const MARKS = new Map<number, Severity>([
	[5, 'info'],
	[110, 'warning'],
	[120, 'error'],
]);

function screen(held: readonly ('filter' | 'search')[] = [], rows = 24): LogScreen {
	return new LogScreen(LINES, {about: {scan: null, marksOfReport: MARKS}, held, size: {columns: 100, rows}});
}

describe('filters', () => {
	it('are set in a menu, by text', () => {
		const filtered = screen().press('&').type('call');
		expect(filtered.lines().slice(0, 3)).toEqual([10, 20, 30]);
		expect(filtered.status()).toBe('line 10 of 1,000 │ 100 of 1,000 lines shown, 900 hidden ("call"; x: show all)');
		expect(screen().press('f').type('/call \\d9$/').status()).toContain('(/call \\d9$/; x: show all)');
		expect(screen().press('f', 'ctrl+r').type('call \\d9$').status()).toContain('9 of 1,000 lines shown');
	});

	it('are set by component, thread and process', () => {
		const filtered = screen().press('&', 'down', 'space', 'down', 'space', 'enter', 'enter');
		expect(filtered.lastEffect()).toMatchObject({
			type: 'filter',
			lines: {components: ['ProtocolTalker'], text: null, pid: null, tid: null, lines: null, context: 0},
		});
		expect(screen().press('&', 'down', 'down').type('8002').lastEffect()).toMatchObject({lines: {tid: 8002, pid: null}});
		expect(screen().press('&', 'tab', 'tab', 'tab').type('0x1f').lastEffect()).toMatchObject({lines: {pid: 31}});
		const wrong = screen().press('&', 'down', 'down').type('eight');
		expect(wrong.status()).toContain('Not a thread');
		expect(wrong.press('escape').status()).toBe('line 1 of 1,000');
	});

	it('are set by what the report tells', () => {
		const report = screen().press('&', 'up', 'up', 'right', 'enter');
		expect(report.lines()).toEqual([5, 110, 120]);
		expect(report.status()).toContain('(lines in the report; x: show all)');
		const failures = screen().press('&', 'up', 'up', 'left', 'enter');
		expect(failures.lines()).toEqual([110, 120]);
		failures.send({type: 'about', about: {scan: null, marksOfReport: new Map([[7, 'error']])}});
		expect(failures.lines()).toEqual([7]);
	});

	it('show lines around, as many as wanted', () => {
		const filtered = screen().press('&', 'up', '3', 'up', 'left', 'enter');
		expect(filtered.lines()).toEqual([107, 108, 109, 110, 111, 112, 113, 117, 118, 119, 120, 121, 122, 123]);
		expect(filtered.press('-', '-').lines()).toEqual([109, 110, 111, 119, 120, 121]);
		expect(filtered.press('+', '+', '+', '+', '+', '+', '+', '+', '+', '+').status()).toContain('9 around each');
		expect(screen().press('+').status()).toContain('Set a filter first');
	});

	it('are quickly this thread, or this component', () => {
		const thread = screen().press('j', 'i');
		expect(thread.lines().slice(0, 3)).toEqual([2, 6, 10]);
		expect(thread.status()).toContain('250 of 1,000 lines shown, 750 hidden (thread 8001; x: show all)');
		expect(thread.press('I').status()).toContain('(thread 8001; ProtocolTalker; x: show all)');
		expect(thread.press('i').status()).toContain('(ProtocolTalker; x: show all)');
		expect(thread.press('I').status()).toBe('line 2 of 1,000');
		expect(new LogScreen(['text']).press('i').status()).toContain('no thread');
		expect(new LogScreen(['text']).press('I').status()).toContain('no component');
	});

	it('keep the cursor at the nearest line', () => {
		expect(
			screen()
				.press(...':506', 'enter', '&')
				.type('call')
				.line(),
		).toBe(510);
		const both = screen()
			.press(...':504', 'enter', '&')
			.type('call');
		expect(both.line()).toBe(500);
		expect(both.press('j', 'x').line()).toBe(510);
	});

	it('are dropped by one key, and set again by another', () => {
		const dropped = screen().press('i', 'I', 'x');
		expect(dropped.status()).toBe('line 1 of 1,000');
		expect(dropped.press('X').status()).toContain('(thread 8000; Agent; x: show all)');
		expect(dropped.press('x', 'x').status()).toContain('No filter is set');
		expect(screen().press('X').status()).toContain('No cleared filter to restore');
	});

	it('say when nothing is left', () => {
		const none = screen().press('&').type('never said');
		expect(none.text()).toContain('No lines match the filter (x: show all)');
		expect(none.status()).toContain('0 of 1,000 lines shown, 1,000 hidden');
		for (const key of ['j', 'G', 'n', 'e', 'o', 'm', 'c', ':', '5', 'enter', 's', 'tab', 'j', 'x']) none.press(key).text();
		expect(none.status()).toContain('of 1,000');
	});

	it('show what was shown until they are done, and how far they are', () => {
		const filtering = screen(['filter']).press('&').type('call');
		filtering.send({type: 'filter-progress', filter: filtering.model.filter.run?.id ?? 0, searchedLines: 340});
		expect(filtering.lines()[0]).toBe(1);
		expect(filtering.status()).toContain('filtering… 34% ("call")');
		const first = filtering.model.filter.run?.id ?? 0;
		filtering.press('i');
		filtering.send({type: 'filtered', filter: first, visible: Uint32Array.of(1), matches: Uint32Array.of(1)});
		expect(filtering.model.filter.result).toBeNull();
		filtering.press('x');
		expect(filtering.lastEffect()).toEqual({type: 'cancel-filter'});
		filtering.press('X').send({type: 'filter-failed', filter: filtering.model.filter.run?.id ?? 0, reason: 'It takes too long'});
		expect(filtering.status()).toContain('It takes too long');
	});

	it('take new lines of a log that is followed', () => {
		const following = screen().press('&').type('call').press('F');
		expect(following.line()).toBe(1000);
		expect(following.grow(manyLines(100, 1000)).line()).toBe(1100);
		expect(following.status()).toContain('110 of 1,100');
	});

	it('are set anew for a log that begins anew', () => {
		const again = screen().press('&').type('call');
		again.log.replace(manyLines(20));
		again.send({type: 'restarted', reason: 'replaced'}).send({type: 'grew', count: 20, bytes: 1, size: 1}).send({type: 'complete'});
		expect(again.lines()).toEqual([10, 20]);
	});
});

describe('two windows', () => {
	it('move together from above', () => {
		const split = screen().press('&').type('call').press('s', 'j', 'j');
		expect(split.lines().filter((line) => line === 30)).toHaveLength(2);
		expect(split.press('tab', 'j').line()).toBe(31);
		expect(split.status()).toContain('line 31 of');
		expect(split.press('tab').line()).toBe(30);
		expect(split.press('s').lines().slice(0, 2)).toEqual([10, 20]);
	});

	it('need room, and a filter', () => {
		expect(screen([], 15).press('s').status()).toContain('A split screen needs 20 rows');
		const later = screen().press('s');
		expect(later.status()).toContain('once a filter is set');
		expect(later.press('i').text()).toContain('── Whole log ──');
		expect(screen().press('tab').status()).toContain('No filter is set');
		later.size = {columns: 80, rows: 15};
		expect(later.send({type: 'resized'}).text()).not.toContain('Whole log');
		expect(later.press('tab', 'j').line()).toBe(2);
	});
});
