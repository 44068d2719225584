/** The mouse: what terminals send, in any pieces, and what a click or the wheel does on each screen. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {dropStart} from '../../src/tui/drop/model.js';
import {createMouseFilter, type Pointer} from '../../src/tui/mouse.js';
import type {RootMessage} from '../../src/tui/state/messages.js';
import {type Model, type Screen, startModel, topScreen} from '../../src/tui/state/model.js';
import {update} from '../../src/tui/state/update.js';
import {viewRoot} from '../../src/tui/view.js';
import {FakeLogText} from '../helpers/fake-log-text.js';
import {checkedFrame, SIZES, selectedText, textOf, UNICODE} from '../helpers/frames.js';
import {manyLines} from '../helpers/log-screen.js';
import {openScreen} from '../helpers/ink-screen.js';
import {sampleReport} from '../helpers/sample-reports.js';

/** What goes on to the keyboard, and what the mouse did. */
function read(...pieces: readonly string[]): {readonly text: string; readonly pointers: readonly Pointer[]} {
	const pointers: Pointer[] = [];
	const filter = createMouseFilter((pointer) => pointers.push(pointer));
	const text = pieces.map((piece) => filter.take(piece)).join('') + filter.flush();
	return {text, pointers};
}

describe('what terminals send', () => {
	it('is a click, or a step of the wheel', () => {
		expect(read('\u001b[<0;10;5M').pointers).toEqual([{column: 9, row: 4, wheel: 0}]);
		expect(read('\u001b[<64;1;1M\u001b[<65;300;200M').pointers).toEqual([
			{column: 0, row: 0, wheel: -3},
			{column: 299, row: 199, wheel: 3},
		]);
		// With Shift held, too; and with a modifier of the wheel.
		expect(read('\u001b[<4;2;2M').pointers).toEqual([{column: 1, row: 1, wheel: 0}]);
	});

	it('is nothing where a button is released, or is not the left one', () => {
		expect(read('\u001b[<0;10;5m\u001b[<1;10;5M\u001b[<2;10;5M\u001b[<66;1;1M')).toEqual({text: '', pointers: []});
	});

	it('is taken out of what is typed, and pasted text stays as it is', () => {
		expect(read('j\u001b[<0;1;1Mk\u001b[A')).toEqual({text: 'jk\u001b[A', pointers: [{column: 0, row: 0, wheel: 0}]});
		const paste = '\u001b[200~\u001b[<0;1;1M\u001b[201~';
		expect(read(paste)).toEqual({text: paste, pointers: []});
		expect(read(`${paste}\u001b[<0;1;1M`).pointers).toHaveLength(1);
	});

	it('may be cut anywhere', () => {
		const sent = 'j\u001b[<65;12;34Mk\u001b[B\u001b[200~\u001b[<0;1;1M\u001b[201~\u001b[<0;56;7Mq';
		const whole = read(sent);
		expect(whole.pointers).toHaveLength(2);
		fc.assert(
			fc.property(fc.array(fc.nat(sent.length), {maxLength: 6}), (cuts) => {
				const at = [0, ...cuts.toSorted((one, other) => one - other), sent.length];
				expect(read(...at.slice(1).map((end, index) => sent.slice(at[index], end)))).toEqual(whole);
			}),
		);
	});

	it('leaves the Escape key alone, and takes what comes late after it for the mouse all the same', () => {
		const pointers: Pointer[] = [];
		const filter = createMouseFilter((pointer) => pointers.push(pointer));
		expect(filter.take('\u001b')).toBe('');
		expect(filter.isHolding).toBe(true);
		expect(filter.flush()).toBe('\u001b');
		expect(filter.take('[<0;3')).toBe('');
		expect(filter.flush()).toBe('');
		expect(filter.take(';4Mx')).toBe('x');
		expect(pointers).toEqual([{column: 2, row: 3, wheel: 0}]);
		expect(filter.isHolding).toBe(false);
	});
});

const REPORTS = ['wsus-https-certificate-not-in-store', 'online-user-proxy-rescue', 'two-scans-at-once'].map(sampleReport);

function opened(size: Model['size']): Model {
	const start = startModel({size, theme: UNICODE, isUnicode: true, system: {platform: 'linux', isWsl: false, home: '/'}, mouse: 'on'});
	return send(start, {type: 'open', paths: REPORTS.map(({path}) => path)}, {type: 'reports', reports: REPORTS}, {type: 'analyzed'});
}

function send(model: Model, ...messages: readonly RootMessage[]): Model {
	return messages.reduce((at, message) => update(at, message)[0], model);
}

function press(model: Model, ...keys: readonly string[]): Model {
	return send(model, ...keys.map((key): RootMessage => ({type: 'key', key})));
}

function point(model: Model, pointer: Partial<Pointer>, isDouble = false): Model {
	return send(model, {type: 'pointed', pointer: {column: 4, row: 0, wheel: 0, ...pointer}, isDouble});
}

/** The row of the window that shows the text. */
function rowOf(model: Model, text: RegExp): number {
	const row = textOf(viewRoot(model))
		.split('\n')
		.findIndex((line) => text.test(line));
	expect(row, `${text} is on the screen`).toBeGreaterThan(0);
	return row;
}

/** The log screen with lines, as the runtime opens it. */
function withLog(model: Model, count: number): Model {
	const log = new FakeLogText(manyLines(count));
	return send(press(model, 'l'), {
		type: 'text-opened',
		file: 0,
		name: {path: REPORTS[0]?.path ?? '', member: null},
		table: log.lines,
		line: null,
		reason: '',
	});
}

describe.each(SIZES)('at $columns by $rows', (size) => {
	it('a click selects a scan or a finding, a double click opens it', () => {
		const model = opened(size);
		const row = rowOf(model, /✓ two-sc?…?[a-z-]*/);
		const clicked = point(model, {row});
		expect(selectedText(viewRoot(clicked))).toMatch(/^✓ two-sc?…?[a-z-]*/);
		expect(topScreen(point(clicked, {row}, true))?.type).toBe('scan');
		const finding = rowOf(model, /✗ ERROR/);
		expect(selectedText(viewRoot(point(model, {row: finding})))).toMatch(/^✗ ERROR/);
		expect(topScreen(point(model, {row: finding}, true))?.type).toBe('finding');
		expect(point(model, {row: 0}).screens).toBe(model.screens);
	});

	it('a click selects a choice of a menu, a double click takes it', () => {
		const menu = press(opened(size), 'a');
		const row = rowOf(menu, /^. *CcmExec/);
		expect(selectedText(viewRoot(point(menu, {row})))).toContain('CcmExec');
		const chosen = topScreen(point(menu, {row}, true));
		expect(chosen?.type === 'scans' && chosen.model.filter.caller).toBe('CcmExec');
	});

	it('a click selects a line of a scan, and a cell of its lanes the nearest line', () => {
		const scan = press(opened(size), 'enter');
		const row = rowOf(scan, /Lines 1 of/) + 3;
		const clicked = topScreen(point(scan, {row}));
		expect(clicked?.type === 'scan' && clicked.model.entries.cursor).toBe(2);
		expect(topScreen(point(scan, {row}, true))?.type).toBe('log');
		const lane = topScreen(point(scan, {row: rowOf(scan, /^Proxy/), column: size.columns - 1}));
		expect(lane?.type === 'scan' && lane.model.entries.cursor).toBeGreaterThan(10);
	});

	it('the wheel scrolls the lines of a scan and of a finding', () => {
		const scan = topScreen(point(press(opened({...size, rows: 15}), 'enter'), {row: 11, wheel: 3}));
		expect(scan?.type === 'scan' && scan.model.entries).toEqual({cursor: 3, top: 3});
		const finding = press(opened({...size, rows: 15}), 'tab', 'enter');
		const scrolled = topScreen(point(finding, {row: 5, wheel: 3}));
		expect(scrolled?.type === 'finding' && scrolled.model.list.top).toBe(3);
	});

	it('a click puts the cursor on a line of the log, the wheel scrolls it', () => {
		const log = withLog(opened(size), 500);
		const cursor = (model: Model): unknown => model.logs.get(0)?.full;
		expect(cursor(point(log, {row: 7}))).toMatchObject({cursor: size.rows - 3 >= 10 ? 5 : 6, top: 0});
		expect(cursor(point(log, {row: 7, wheel: 3}))).toEqual({cursor: 3, top: 3});
		expect(cursor(point(point(log, {row: 7, wheel: 3}), {row: 7, wheel: -3}))).toMatchObject({top: 0});
	});

	it('a click goes to the nearest scan of the overview, a double click opens it', () => {
		const overview = press(opened(size), 'i');
		const row = rowOf(overview, /All scans/);
		const last = topScreen(point(overview, {row, column: size.columns - 1}));
		const first = topScreen(point(overview, {row, column: size.columns >> 1}));
		expect(first?.type === 'overview' && last?.type === 'overview' && first.model.at < last.model.at).toBe(true);
		// Where there are several in the cell, they are listed.
		const opening = point(overview, {row: rowOf(overview, /^.(?:CcmExec|\d others)/), column: 30}, true);
		expect(topScreen(opening)?.type).toMatch(size.rows > 20 ? /^scan$/ : /^scans?$/);
		const wheeled = topScreen(point(press(overview, 'home'), {row: 5, wheel: 3}));
		expect(wheeled?.type === 'overview' && wheeled.model.at).toBeGreaterThan(0);
	});

	it('a click selects a file that was opened before', () => {
		const recents = ['one.log', 'two.log'].map((path) => ({path, time: '2024-03-12T00:00:00Z', exists: true}));
		const screen: Screen = {type: 'drop', model: dropStart(recents)};
		const model: Model = {...opened(size), screens: [screen]};
		const clicked = point(model, {row: rowOf(model, /two\.log/)});
		expect(selectedText(viewRoot(clicked))).toContain('two.log');
	});

	it('the wheel scrolls the help', () => {
		const help = press(opened({...size, rows: 15, columns: 80}), '?');
		const scrolled = point(help, {row: 5, wheel: 3});
		expect(scrolled.help).toEqual({cursor: 3, top: 3});
		expect(point(scrolled, {row: 5, wheel: -3}).help).toEqual({cursor: 0, top: 0});
		expect(point(help, {row: 5}).help).toEqual(help.help);
	});
});

describe('the mouse', () => {
	it('is off and on by one key, which says what that means', () => {
		const off = press(opened({columns: 80, rows: 24}), 'M');
		expect(off.mouse).toBe('off');
		expect(off.message?.text).toBe('Mouse off: select text as your terminal does it. Press M to turn the mouse on.');
		expect(point(off, {row: rowOf(off, /✗ ERROR/)}, true).screens).toBe(off.screens);
		expect(press(off, 'M').mouse).toBe('on');
		expect(press({...off, mouse: 'never'}, 'M').mouse).toBe('never');
	});

	it('never breaks a screen', () => {
		const keys = ['enter', 'escape', 'tab', 'i', 'a', '?', 'down', 'o'];
		const pointer = fc.record({column: fc.nat(170), row: fc.nat(60), wheel: fc.constantFrom(0, 0, 3, -3)});
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.constantFrom(...keys), pointer), {maxLength: 25}), fc.constantFrom(...SIZES), (done, size) => {
				let model = opened(size);
				for (const one of done) model = typeof one === 'string' ? press(model, one) : point(model, one, one.column % 3 === 0);
				checkedFrame(viewRoot(model), size);
			}),
			{numRuns: 60},
		);
	});

	it('is asked of the terminal, given back with it, and a second click soon after the first is a double one', async () => {
		const screen = await openScreen(80, 24, {paths: ['samples/wsus-https-certificate-not-in-store.log']});
		expect(screen.mouse).toEqual([true]);
		await screen.press('M');
		expect(screen.mouse).toEqual([true, false]);
		await screen.press('M');
		const row = screen
			.frame()
			.split('\n')
			.findIndex((line) => line.startsWith('✗ ERROR'));
		screen.runtime.pointed({column: 5, row, wheel: 0});
		expect(screen.runtime.getModel().screens).toHaveLength(1);
		screen.runtime.pointed({column: 5, row, wheel: 0});
		expect(screen.runtime.getModel().screens.map(({type}) => type)).toEqual(['scans', 'finding']);
		screen.close();
		expect(screen.mouse).toEqual([true, false, true, false]);
	});
});
