/** From what terminals send to names of keys. */
import fc from 'fast-check';
import type {Key} from 'ink';
import {describe, expect, it} from 'vitest';
import {createFunctionKeyFilter, keysOf} from '../../src/tui/keyboard.js';
import {commandOf, keyLabel} from '../../src/tui/keys.js';

const NO_KEY: Key = {
	upArrow: false,
	downArrow: false,
	leftArrow: false,
	rightArrow: false,
	pageDown: false,
	pageUp: false,
	home: false,
	end: false,
	return: false,
	escape: false,
	ctrl: false,
	shift: false,
	tab: false,
	backspace: false,
	delete: false,
	meta: false,
	super: false,
	hyper: false,
	capsLock: false,
	numLock: false,
};

describe('keys', () => {
	it('have names', () => {
		expect(keysOf('j', NO_KEY)).toEqual(['j']);
		expect(keysOf('G', {...NO_KEY, shift: true})).toEqual(['G']);
		expect(keysOf('', {...NO_KEY, pageDown: true})).toEqual(['pagedown']);
		expect(keysOf('', {...NO_KEY, tab: true})).toEqual(['tab']);
		expect(keysOf('', {...NO_KEY, tab: true, shift: true})).toEqual(['shift+tab']);
		expect(keysOf('f', {...NO_KEY, ctrl: true})).toEqual(['ctrl+f']);
		expect(keysOf(' ', NO_KEY)).toEqual(['space']);
		expect(keysOf('\r', {...NO_KEY, return: true})).toEqual(['enter']);
		expect(keysOf('x', {...NO_KEY, meta: true})).toEqual([]);
		expect(keysOf('x', {...NO_KEY, eventType: 'release'})).toEqual([]);
	});

	it('that are held or typed fast are one key after the other', () => {
		expect(keysOf('jjj', NO_KEY)).toEqual(['j', 'j', 'j']);
		expect(keysOf('a b\r', NO_KEY)).toEqual(['a', 'space', 'b', 'enter']);
	});

	it('are known by their labels', () => {
		expect(['ctrl+f', 'f3', 'shift+f3', 'pageup', 'j'].map((key) => keyLabel(key, true))).toEqual([
			'Ctrl+F',
			'F3',
			'Shift+F3',
			'PgUp',
			'j',
		]);
		expect(keyLabel('up', false)).toBe('Up');
		expect(commandOf([{keys: ['a', 'b'], command: 'x', help: ''}], 'b')).toBe('x');
		expect(commandOf([{keys: ['a'], command: 'x', help: ''}], 'z')).toBeNull();
	});
});

describe('function keys', () => {
	function named(text: string): readonly string[] {
		return keysOf(createFunctionKeyFilter()(text), NO_KEY);
	}

	it('are told apart in every spelling', () => {
		for (const [key, sequences] of [
			['f1', ['\u001bOP', '\u001b[11~', '\u001b[[A']],
			['f3', ['\u001bOR', '\u001b[13~']],
			['f5', ['\u001b[15~']],
			['shift+f3', ['\u001b[1;2R', '\u001b[13;2~', '\u001b[25~']],
		] as const) {
			for (const sequence of sequences) expect(named(sequence)).toEqual([key]);
		}
	});

	it('leave arrows and pasted text alone', () => {
		expect(createFunctionKeyFilter()('\u001b[A\u001b[1;5C')).toBe('\u001b[A\u001b[1;5C');
		const paste = '\u001b[200~a\u001bOPb\u001b[201~';
		expect(createFunctionKeyFilter()(paste)).toBe(paste);
		const filter = createFunctionKeyFilter();
		expect(filter('\u001b[200~x')).toBe('\u001b[200~x');
		expect(filter('\u001bOP')).toBe('\u001bOP');
		expect(filter('\u001b[201~')).toBe('\u001b[201~');
		expect(filter('\u001bOP')).not.toBe('\u001bOP');
	});

	it('change nothing else, whatever is typed', () => {
		fc.assert(
			fc.property(
				fc.string({unit: 'binary'}).filter((text) => !text.includes('\u001b')),
				(text) => {
					expect(createFunctionKeyFilter()(text)).toBe(text);
				},
			),
		);
	});
});
