/** Every key of the log screen, on logs in memory. */
import {describe, expect, it} from 'vitest';
import type {Severity} from '../../../src/core/types.js';
import {LOG_BINDINGS, type LogCommand} from '../../../src/tui/log/keys.js';
import {jumpProblem} from '../../../src/tui/log/jump.js';
import {LogScreen, manyLines} from '../../helpers/log-screen.js';

const LINES = manyLines(1000);
/** Every tenth line failed, the twentieth ones badly. */
const MARKS = new Map<number, Severity>([
	[5, 'info'],
	...Array.from({length: 100}, (_, index) => [10 * index + 10, index % 2 === 1 ? 'error' : 'warning'] as const),
]);
const ABOUT = {scan: {first: 101, last: 200, pid: 4020, tid: 8001}, marksOfReport: MARKS};

function screen(held: readonly ('search' | 'filter' | 'continue-thread-search' | 'read')[] = []): LogScreen {
	return new LogScreen(LINES, {about: ABOUT, held});
}

describe('keys', () => {
	it('mean one thing each', () => {
		const keys = LOG_BINDINGS.flatMap(({keys}) => keys);
		expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
		expect(keys).not.toContain('w');
		expect(keys).not.toContain('q');
		expect(keys).not.toContain('?');
	});

	it('each do something', () => {
		const prepared = (): LogScreen =>
			screen()
				.press('/')
				.type('call')
				.press(...':500', 'enter', 'm', ...':300', 'enter', 'right', 'x', 'X', 'i', 'x', 'i', '+', 'j');
		for (const {command, keys} of LOG_BINDINGS) {
			const before = prepared();
			const effects = before.effects.length;
			const {model} = before;
			before.press(keys[0] ?? '');
			expect(before.model !== model || before.effects.length > effects, command satisfies LogCommand).toBe(true);
		}
	});

	it('that are not bound change nothing', () => {
		const opened = screen();
		const {model} = opened;
		expect(opened.press('q', '?', 'w', 'ctrl+l', 'ctrl+c', 'f5').model).toBe(model);
	});
});

describe('moving', () => {
	it('goes by lines, pages and half pages', () => {
		expect(screen().press('j', 'down', 'k').line()).toBe(2);
		expect(screen().press('pagedown').line()).toBe(22);
		expect(screen().press('space', 'b').line()).toBe(1);
		expect(screen().press('ctrl+d').line()).toBe(11);
		expect(screen().press('ctrl+d', 'ctrl+u').line()).toBe(1);
		expect(screen().press('G').line()).toBe(1000);
		expect(screen().press('end', 'home').line()).toBe(1);
	});

	it('goes sideways no further than the text', () => {
		const wide = new LogScreen([`${'x'.repeat(300)}end`]);
		expect(wide.press('right').status()).toContain('from column 9');
		expect(wide.press('left').status()).not.toContain('column');
		for (let index = 0; index < 100; index++) wide.press('L');
		expect(wide.text()).toMatch(/^▸ {5}1 d$/m);
		expect(wide.press('0').status()).not.toContain('column');
	});

	it('shows all of a log of wrapped lines, line by line', () => {
		const wrapped = new LogScreen(
			Array.from({length: 50}, (_, index) => `${index + 1}:${'y'.repeat((index * 37) % 400)}`),
			{size: {columns: 60, rows: 15}},
		).press('W');
		for (let line = 1; line <= 50; line++, wrapped.press('j')) expect(wrapped.line()).toBe(line);
		for (let line = 50; line >= 1; line--, wrapped.press('k')) expect(wrapped.line()).toBe(line);
		const seen = new Set<number>();
		for (let page = 0; page < 60; page++, wrapped.press('pagedown')) for (const line of wrapped.lines()) seen.add(line);
		expect(seen.size).toBe(50);
	});

	it('shows the end of a wrapped log without empty rows', () => {
		const wrapped = new LogScreen(
			Array.from({length: 50}, () => 'z'.repeat(120)),
			{size: {columns: 60, rows: 15}},
		).press('W', 'G');
		expect(
			wrapped
				.text()
				.split('\n')
				.slice(1, 13)
				.every((row) => row.trim() !== ''),
		).toBe(true);
	});

	it('shows the beginning of a wrapped line that is larger than the window', () => {
		const wrapped = new LogScreen(['a', 'b'.repeat(5000), 'c'], {size: {columns: 60, rows: 15}}).press('W', 'j');
		expect(wrapped.line()).toBe(2);
		expect(wrapped.text()).toContain('…');
		expect(wrapped.press('j').line()).toBe(3);
	});
});

describe('jumps', () => {
	const jump = (text: string): LogScreen => screen().send({type: 'jump', text});

	it('go to lines, parts and times', () => {
		expect(jump('500').line()).toBe(500);
		expect(jump('1,000').line()).toBe(1000);
		expect(jump('+5').line()).toBe(6);
		expect(jump('50%').line()).toBe(501);
		expect(jump('14:03').line()).toBe(181);
		expect(jump('14:03:22').line()).toBe(203);
		expect(jump('2024-03-12 14:10').line()).toBe(601);
		expect(jump('2024/03/12').line()).toBe(1);
	});

	it('tell what they cannot do', () => {
		for (const [text, words] of [
			['what', 'Type a line, a time'],
			['25:00', 'Type a line, a time'],
			['120%', 'Type a line, a time'],
			['2024-02-31 10:00', 'Type a line, a time'],
			['23:00', 'The log ends before that time'],
		] as const) {
			expect(jumpProblem(screen().model, text)).toContain(words);
			expect(jump(text).status()).toContain(words);
		}
		expect(jump('9999').status()).toContain('The log has 1,000 lines');
		expect(jumpProblem(new LogScreen(['no', 'times']).model, '14:03')).toBe('This log has no times');
		expect(jumpProblem(new LogScreen([]).model, '5')).toBe('The log has no lines yet');
		expect(jumpProblem(screen().model, '14:03')).toBeNull();
	});

	it('wait for what is not read yet', () => {
		const reading = (): LogScreen => new LogScreen(manyLines(20), {isComplete: false});
		for (const [text, line] of [
			['50', 50],
			['14:01', 61],
			['+70', 71],
		] as const) {
			const waiting = reading().send({type: 'jump', text});
			expect(waiting.status()).toContain(`${text} has not been read yet; waiting for it`);
			expect(waiting.grow(manyLines(20, 20)).line()).toBe(1);
			expect(waiting.grow(manyLines(60, 40)).line()).toBe(line);
		}
		// A part of the log is known when all of it is.
		const half = reading().send({type: 'jump', text: '50%'}).grow(manyLines(20, 20));
		expect(half.line()).toBe(1);
		expect(half.send({type: 'complete'}).line()).toBe(21);
		expect(reading().send({type: 'jump', text: '900'}).send({type: 'complete'}).line()).toBe(20);
		// Another key: people have gone elsewhere.
		const left = reading().send({type: 'jump', text: '50'}).press('j');
		expect(left.grow(manyLines(60, 20)).line()).toBe(2);
	});

	it('can be gone back, one by one', () => {
		const gone = jump('500').press('G', 'n');
		expect(gone.press('backspace').line()).toBe(500);
		expect(gone.press('ctrl+o').line()).toBe(1);
		expect(gone.press('backspace').status()).toContain('No jump to go back to');
	});

	it('of one kind in a row are one', () => {
		expect(jump('500').press('e', 'e', 'e', 'backspace').line()).toBe(500);
		expect(jump('500').press('e', 'e', 'j', 'e', 'backspace').line()).toBe(521);
	});

	it('go to places of the report', () => {
		const opened = screen().send({type: 'open-at', line: 777, reason: 'evidence 2 of 3'});
		expect(opened.line()).toBe(777);
		expect(opened.status()).toContain('evidence 2 of 3');
		expect(opened.press('backspace').line()).toBe(1);
	});

	it('to places that are not read yet wait for them', () => {
		const opening = new LogScreen(manyLines(100), {isComplete: false}).send({type: 'open-at', line: 150, reason: 'the failure'});
		expect(opening.line()).toBe(1);
		expect(opening.status()).toContain('Line 150 has not been read yet');
		opening.grow(manyLines(100, 100));
		expect(opening.line()).toBe(150);
		expect(opening.status()).toContain('the failure');
	});

	it('to places that a filter hides drop it', () => {
		const opened = screen().press('&').type('call').send({type: 'open-at', line: 777, reason: ''});
		expect(opened.line()).toBe(777);
		expect(opened.status()).toContain('Filter cleared (X restores it)');
	});
});

describe('steps', () => {
	it('go from failure to failure', () => {
		expect(screen().press('e').line()).toBe(10);
		expect(screen().press('e', 'e', 'E').line()).toBe(10);
		expect(screen().press('E').status()).toContain('No failure above');
		expect(new LogScreen(LINES).press('e').status()).toContain('The report has no failures');
	});

	it('go from line to line of a thread', () => {
		expect(screen().press('o', 'o').line()).toBe(9);
		expect(screen().press('o', 'o', 'O').line()).toBe(5);
		expect(screen().press('O').status()).toContain('No earlier line of this thread');
		expect(new LogScreen(['text']).press('o').status()).toContain('no thread');
	});

	it('go from mark to mark', () => {
		const marked = screen().press('m', ...':500', 'enter', 'm', ...':900', 'enter');
		expect(marked.press('[').line()).toBe(500);
		expect(marked.press('U').line()).toBe(1);
		expect(marked.press(']').line()).toBe(500);
		expect(marked.press('u').status()).toContain('No mark below');
		expect(marked.press('m', '[', 'm', ']').status()).toContain('No lines are marked');
	});

	it('ask the root for scans', () => {
		expect(screen().press('}').lastEffect()).toEqual({type: 'scan', direction: 'next', line: 1});
		expect(screen().press('j', '{').lastEffect()).toEqual({type: 'scan', direction: 'previous', line: 2});
	});
});

describe('copies', () => {
	it('the line as it is, and the marked ones', () => {
		expect(screen().press('c').lastEffect()).toEqual({type: 'copy-line', text: LINES[0]});
		expect(screen().press('m', 'j', 'j', 'm', 'C').lastEffect()).toEqual({type: 'copy-lines', lines: [1, 3]});
		expect(screen().press('C').status()).toContain('No lines are marked');
		expect(screen(['read']).press('c').lastEffect()).toEqual({type: 'copy-lines', lines: [1]});
	});

	it('the place, and what the root knows', () => {
		expect(screen().press('G', 'Y').lastEffect()).toEqual({type: 'copy-place', line: 1000});
		expect(screen().press('y').lastEffect()).toEqual({type: 'copy-scan'});
		expect(screen().press('escape').lastEffect()).toEqual({type: 'back'});
	});

	it('nothing of an empty log', () => {
		const empty = new LogScreen([]).press('c', 'C', 'Y', 'm', 'o', 'e', 'G', 'j', 'i', 'I');
		expect(empty.effects).toEqual([]);
		expect(empty.press('j').status()).toBe('The log is empty');
	});
});

describe('reading', () => {
	it('says how far it is', () => {
		const opening = new LogScreen(LINES, {isComplete: false}).send({type: 'grew', count: 1000, bytes: 34, size: 100});
		expect(opening.status()).toBe('line 1 of 1,000 │ 1,000 lines, 34% read');
		expect(opening.send({type: 'complete'}).status()).toBe('line 1 of 1,000');
	});

	it('asks for what shows, and shows a sign until it comes', () => {
		const waiting = screen(['read']);
		expect(waiting.effects).toEqual([{type: 'read', generation: 0, first: 1, count: 128}]);
		expect(waiting.text().split('\n')[1]).toBe('▸     1 …');
		waiting.press('G');
		expect(waiting.effects.at(-1)).toEqual({type: 'read', generation: 0, first: 897, count: 104});
		for (const effect of waiting.effects) waiting.run(effect);
		expect(waiting.effects).toHaveLength(2);
		expect(waiting.text()).toContain('Message 998');
	});

	it('does not ask again for lines that are not there', () => {
		const shorter = screen(['read']);
		shorter.send({type: 'read-done', generation: 0, first: 1, count: 128, lines: ['one']});
		shorter.press('j').send({type: 'read-failed', generation: 0, first: 129, count: 10, reason: 'gone'});
		expect(shorter.effects).toHaveLength(1);
		expect(shorter.status()).toContain('gone');
	});

	it('asks once for lines that are larger than all that is held', () => {
		const huge = new LogScreen(Array.from({length: 400}, () => 'x'.repeat(65_536)))
			.press('pagedown', 'pagedown', 'pagedown', 'pagedown', 'W', 'j', 'G', '/')
			.type('xx');
		huge.text();
		expect(huge.effects.filter(({type}) => type === 'read').length).toBeLessThan(12);
		expect(huge.model.pages.loadedPages.size).toBeLessThan(6);
	});

	it('follows the end while the cursor is there', () => {
		const following = screen().press('F');
		expect(following.lastEffect()).toEqual({type: 'follow', isFollowing: true});
		expect(following.grow(manyLines(50, 1000)).line()).toBe(1050);
		expect(following.status()).toContain('following');
		expect(following.press('k').grow(manyLines(50, 1050)).line()).toBe(1049);
		expect(following.press('F').lastEffect()).toEqual({type: 'follow', isFollowing: false});
	});

	it('reads a last line again that was cut', () => {
		const following = new LogScreen(['one', 'tw']).press('F');
		following.log.replace(['one', 'two', 'three']);
		following.send({type: 'grew', count: 3, bytes: 1, size: null});
		expect(following.text()).toContain('2 two');
	});

	it('begins anew where the log does, and drops what was asked of the old one', () => {
		const old = screen(['read']).press('m', 'G');
		old.log.replace(['new text']);
		old.send({type: 'restarted', reason: 'The log was replaced'});
		expect(old.status()).toContain('The log was replaced');
		for (const effect of old.effects) if (effect.type === 'read') old.send({...effect, type: 'read-done', lines: LINES});
		old.send({type: 'grew', count: 1, bytes: 1, size: 8});
		expect(old.effects.at(-1)).toEqual({type: 'read', generation: 1, first: 1, count: 1});
		old.run(old.effects.at(-1) ?? {type: 'back'});
		expect(old.lines()).toEqual([1]);
		expect(old.text()).toContain('new text');
		expect(old.model.marks).toEqual([]);
	});

	it('says why it went no further', () => {
		expect(screen().send({type: 'failed', reason: 'the disk is gone'}).status()).toContain('✗ reading stopped: the disk is gone');
	});
});

describe('the line in words', () => {
	it('explains a code and the time that went by', () => {
		const large = new LogScreen(LINES, {about: ABOUT, size: {columns: 200, rows: 20}}).press(...':110', 'enter');
		expect(large.about()).toMatch(
			/^0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED: .+\. \(1\.0 s after the previous line, 9\.0 s into the scan\)$/,
		);
		expect(large.press('j').about()).toBe(
			'1.0 s after the previous line, 10.0 s into the scan, 2024-03-12 14:01:50, PID 4020, TID 8002, WebServices',
		);
	});
});
