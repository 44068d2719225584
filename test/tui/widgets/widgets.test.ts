/** Lists, prompts and menus: their invariants, whatever is pressed. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {rowWidth} from '../../../src/tui/rows.js';
import {centerOn, LIST_BINDINGS, LIST_START, moveList, moveTo} from '../../../src/tui/widgets/list.js';
import {menuOf, updateMenu, viewMenu} from '../../../src/tui/widgets/menu.js';
import {editPrompt, EMPTY_PROMPT, insertText, promptRow, type PromptState, promptWith} from '../../../src/tui/widgets/prompt.js';
import {checkedFrame, selectedText, SIZES, UNICODE} from '../../helpers/frames.js';

describe('a list', () => {
	it('keeps its cursor in the list and in the window', () => {
		const moves = LIST_BINDINGS.map(({command}) => command);
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(...moves), {maxLength: 60}),
				fc.nat(200),
				fc.integer({min: 1, max: 40}),
				(pressed, count, height) => {
					let list = LIST_START;
					for (const move of pressed) {
						list = moveList(list, move, count, height);
						expect(list.top).toBeGreaterThanOrEqual(0);
						expect(list.cursor).toBeGreaterThanOrEqual(list.top);
						expect(list.cursor).toBeLessThan(list.top + height);
						expect(list.cursor).toBeLessThan(Math.max(1, count));
						if (count >= height) expect(list.top).toBeLessThanOrEqual(count - height);
					}
				},
			),
		);
	});

	it('scrolls by the least, by pages, and to the middle', () => {
		expect(moveList({cursor: 9, top: 0}, 'down', 100, 10)).toEqual({cursor: 10, top: 1});
		expect(moveList({cursor: 3, top: 0}, 'page-down', 100, 10)).toEqual({cursor: 13, top: 10});
		expect(moveList({cursor: 50, top: 45}, 'first', 100, 10)).toEqual({cursor: 0, top: 0});
		expect(moveList({cursor: 0, top: 0}, 'last', 100, 10)).toEqual({cursor: 99, top: 90});
		expect(centerOn(50, 100, 10)).toEqual({cursor: 50, top: 45});
		expect(moveTo(LIST_START, 5, 0, 10)).toEqual(LIST_START);
	});
});

describe('a prompt', () => {
	function typed(start: PromptState, ...keys: readonly string[]): PromptState {
		return keys.reduce((state, key) => {
			const result = editPrompt(state, key);
			return result.type === 'edited' ? result.state : state;
		}, start);
	}

	it('edits as shells do', () => {
		expect(typed(EMPTY_PROMPT, 'a', 'space', 'b', 'left', 'x').text).toBe('a xb');
		expect(typed(promptWith('one two'), 'ctrl+w').text).toBe('one ');
		expect(typed(promptWith('one two'), 'ctrl+a', 'ctrl+k').text).toBe('');
		expect(typed(promptWith('one'), 'left', 'ctrl+u').text).toBe('e');
		expect(typed(promptWith('a😀b'), 'left', 'backspace').text).toBe('ab');
		expect(typed(promptWith('a😀b'), 'home', 'delete', 'delete').text).toBe('b');
		expect(editPrompt(promptWith('x'), 'enter')).toEqual({type: 'entered', text: 'x'});
		expect(editPrompt(promptWith('x'), 'escape')).toEqual({type: 'left'});
		expect(editPrompt(promptWith('x'), 'f5')).toEqual({type: 'ignored'});
	});

	it('takes a paste as one line, and not without end', () => {
		expect(insertText(EMPTY_PROMPT, 'a\nb\u001b[31m').text).toBe('a b [31m');
		expect(insertText(EMPTY_PROMPT, 'x'.repeat(1_000_000)).text.length).toBe(4096);
	});

	it('shows its cursor in any width', () => {
		fc.assert(
			fc.property(fc.string({unit: 'grapheme', maxLength: 60}), fc.nat(60), fc.integer({min: 4, max: 40}), (text, at, columns) => {
				const clean = insertText(EMPTY_PROMPT, text);
				const state = {text: clean.text, cursor: Math.min(at, clean.text.length)};
				const row = promptRow('Find: ', state, columns);
				expect(row.filter(({isSelected}) => isSelected === true)).toHaveLength(1);
				expect(rowWidth(row)).toBeLessThanOrEqual(columns + 2);
			}),
		);
	});
});

describe('a menu', () => {
	const menu = menuOf(
		'Which?',
		Array.from({length: 100}, (_, index) => ({label: `option ${index}`, count: index, value: index})),
	);

	it('is moved in, taken from and left', () => {
		const size = {columns: 80, rows: 24};
		const down = updateMenu(menu, 'j', size);
		expect(down.type === 'moved' && updateMenu(down.state, 'enter', size)).toEqual({type: 'chosen', value: 1});
		expect(updateMenu(menu, 'escape', size)).toEqual({type: 'left'});
		expect(updateMenu(menuOf('Which?', []), 'enter', size)).toEqual({type: 'left'});
	});

	it('fits every window', () => {
		for (const size of SIZES) {
			const rows = viewMenu(menu, size, UNICODE);
			expect(checkedFrame(rows, size)).toContain('Which?');
			expect(selectedText(rows)).toContain('option 0');
		}
	});
});
