/** Whatever is pressed and whatever comes: the cursor is in sight, frames are exact, nothing throws. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {LOG_BINDINGS} from '../../../src/tui/log/keys.js';
import type {LogMessage} from '../../../src/tui/log/messages.js';
import {settledPanes} from '../../../src/tui/log/panes.js';
import {activeList, activeSequence, cursorLine} from '../../../src/tui/log/cursor.js';
import {checkedFrame, ASCII, UNICODE} from '../../helpers/frames.js';
import {LogScreen, manyLines} from '../../helpers/log-screen.js';

const LINES: readonly string[] = manyLines(300).flatMap((line, index) =>
	index % 7 === 3 ? [line, `   goes on ${'x'.repeat((index * 31) % 500)}`, '日本語\tタブ'] : [line],
);

type Step =
	| {readonly type: 'key'; readonly key: string}
	| {readonly type: 'typed'; readonly text: string}
	| {readonly type: 'size'; readonly columns: number; readonly rows: number}
	| {readonly type: 'grow'; readonly count: number}
	| {readonly type: 'restart'; readonly count: number}
	| {readonly type: 'message'; readonly message: LogMessage}
	/** Answers to what was asked so far come now, late ones too. */
	| {readonly type: 'answer'; readonly index: number};

const keys = [...LOG_BINDINGS.flatMap(({keys}) => keys), 'enter', 'escape', 'tab', 'space', 'up', 'down', 'ctrl+r', 'a', '5', '%'];
const line = fc.integer({min: -5, max: 700});
const lines = fc.uniqueArray(fc.integer({min: 1, max: 400}), {maxLength: 30}).map((numbers) => Uint32Array.from(numbers).sort());
const id = fc.integer({min: 0, max: 12});

const step: fc.Arbitrary<Step> = fc.oneof(
	{weight: 20, arbitrary: fc.record({type: fc.constant('key' as const), key: fc.constantFrom(...keys)})},
	{
		weight: 4,
		arbitrary: fc.record({
			type: fc.constant('typed' as const),
			text: fc.constantFrom('/call\n', '//[59]9/\n', ':120\n', ':50%\n', ':14:02\n', '&call\n', '&', ':\u001b'),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			type: fc.constant('size' as const),
			columns: fc.integer({min: 1, max: 170}),
			rows: fc.integer({min: 1, max: 50}),
		}),
	},
	{weight: 2, arbitrary: fc.record({type: fc.constant('grow' as const), count: fc.integer({min: 1, max: 100})})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('restart' as const), count: fc.integer({min: 0, max: 40})})},
	{weight: 6, arbitrary: fc.record({type: fc.constant('answer' as const), index: fc.nat()})},
	{
		weight: 4,
		arbitrary: fc.record({
			type: fc.constant('message' as const),
			message: fc.oneof(
				fc.record({type: fc.constant('open-at' as const), line, reason: fc.constantFrom('', 'a reason')}),
				fc.record({type: fc.constant('hits' as const), search: id, lines, searchedLines: line}),
				fc.record({type: fc.constant('search-ended' as const), search: id}),
				fc.record({type: fc.constant('filtered' as const), filter: id, visible: lines, matches: lines}),
				fc.record({type: fc.constant('filter-failed' as const), filter: id, reason: fc.constant('failed')}),
				fc.record({type: fc.constant('continue-thread-search' as const), threadSearch: id}),
				fc.record({type: fc.constant('pasted' as const), text: fc.string()}),
				fc.record({type: fc.constant('complete' as const)}),
				fc.record({type: fc.constant('failed' as const), reason: fc.constant('gone')}),
				fc.record({
					type: fc.constant('read-failed' as const),
					generation: fc.integer({min: 0, max: 2}),
					first: fc.integer({min: 1, max: 300}),
					count: fc.integer({min: 0, max: 100}),
					reason: fc.constant('gone'),
				}),
				fc.record({
					type: fc.constant('about' as const),
					about: fc.record({
						scan: fc.option(
							fc.record({
								first: fc.integer({min: 1, max: 200}),
								last: fc.integer({min: 1, max: 400}),
								pid: fc.constant(4020),
								tid: fc.constantFrom(8000, 8001),
							}),
						),
						marksOfReport: fc.constantFrom(
							new Map([
								[5, 'error' as const],
								[90, 'info' as const],
								[399, 'warning' as const],
							]),
							new Map(),
						),
					}),
				}),
			),
		}),
	},
);

function take(screen: LogScreen, taken: Step): void {
	switch (taken.type) {
		case 'key':
			screen.press(taken.key);
			break;
		case 'typed':
			screen.press(...[...taken.text].map((key) => ({'\n': 'enter', '\u001b': 'escape'})[key] ?? key));
			break;
		case 'size':
			screen.size = {columns: taken.columns, rows: taken.rows};
			// Frames are drawn before the screen is told, too.
			checkedFrame(screen.rows(), screen.size);
			screen.send({type: 'resized'});
			break;
		case 'grow':
			screen.grow(manyLines(taken.count, screen.log.lines.count));
			break;
		case 'restart':
			screen.log.replace(manyLines(taken.count));
			screen.send({type: 'restarted', reason: 'replaced'}).send({type: 'grew', count: taken.count, bytes: 1, size: null});
			break;
		case 'message':
			screen.send(taken.message);
			break;
		case 'answer': {
			const effect = screen.effects[taken.index % Math.max(1, screen.effects.length)];
			if (effect !== undefined) screen.run(effect);
		}
	}
}

function check(screen: LogScreen): void {
	const {model, size} = screen;
	checkedFrame(screen.rows(UNICODE), size);
	checkedFrame(screen.rows(ASCII), size);
	const {count} = activeSequence(model);
	const {cursor} = activeList(model);
	expect(cursor).toBeGreaterThanOrEqual(0);
	expect(cursor).toBeLessThan(Math.max(1, count));
	expect(cursorLine(model)).toBeLessThanOrEqual(Math.max(model.count, model.filter.result?.visible.at(-1) ?? 0));
	for (const pane of settledPanes(model, size)) {
		// An update leaves nothing to settle.
		const before = pane.isFiltered ? model.filter.result?.list : model.full;
		expect(pane.list).toEqual(before);
		expect(pane.list.top).toBeLessThanOrEqual(pane.list.cursor);
		if (pane.rows > 0) expect(pane.list.cursor).toBeLessThan(pane.list.top + pane.rows);
		if (pane.isActive && pane.sequence.count > 0 && pane.rows > 0)
			expect(screen.rows().some((row) => row.some(({isSelected}) => isSelected === true))).toBe(true);
	}
	expect(model.marks).toEqual([...new Set(model.marks)].sort((a, b) => a - b));
}

it('holds after any steps', () => {
	fc.assert(
		fc.property(fc.array(step, {maxLength: 40}), fc.boolean(), fc.boolean(), (steps, isHeld, isComplete) => {
			const screen = new LogScreen(LINES, {held: isHeld ? ['read', 'search', 'filter', 'continue-thread-search'] : [], isComplete});
			for (const taken of steps) {
				take(screen, taken);
				check(screen);
			}
		}),
		{numRuns: 100},
	);
});
