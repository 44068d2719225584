/** The key tables: no key means two things on one screen, every key is explained, and the documented keys are there. */
import {describe, expect, it} from 'vitest';
import {bindingsOf, ALWAYS_BINDINGS, helpSections, ROOT_BINDINGS} from '../../../src/tui/state/keys.js';
import type {Screen} from '../../../src/tui/state/model.js';

const SCREENS: readonly Screen['type'][] = ['drop', 'scans', 'finding', 'overview', 'scan', 'log'];

/** The screen's own meaning wins there: they lead back, too, after something else. */
const SHARED = new Set(['escape']);

for (const screen of SCREENS) {
	describe(`the keys of ${screen}`, () => {
		const rows = helpSections(screen).flatMap(({bindings}) => bindings);

		it('mean one thing each', () => {
			const keys = (screen === 'drop' ? [...bindingsOf(screen), ...ALWAYS_BINDINGS] : rows)
				.flatMap((row) => row.keys)
				.filter((key) => !SHARED.has(key));
			expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
		});

		it('are explained', () => {
			for (const {help, hint, keys} of rows) {
				expect(keys.length).toBeGreaterThan(0);
				expect(help).toMatch(/^[a-z0-9]|^HTML/);
				if (hint !== undefined) expect(hint.length).toBeLessThanOrEqual(16);
			}
		});
	});
}

describe('keys that people bring along', () => {
	const keysOf = (screen: Screen['type']): ReadonlySet<string> =>
		new Set(helpSections(screen).flatMap(({bindings}) => bindings.flatMap(({keys}) => keys)));

	it('move in every list', () => {
		for (const screen of ['scans', 'finding', 'scan', 'log'] as const) {
			for (const key of [
				'up',
				'down',
				'j',
				'k',
				'pageup',
				'pagedown',
				'space',
				'b',
				'g',
				'G',
				'home',
				'end',
				'ctrl+u',
				'ctrl+d',
				'e',
				'E',
				'n',
				'N',
				'f3',
				'shift+f3',
				'enter',
				'escape',
				'q',
				'?',
				'f1',
				'f5',
			]) {
				if (screen === 'log' && key === 'enter') continue;
				expect(keysOf(screen), `${key} on ${screen}`).toContain(key);
			}
		}
	});

	it('search, step and copy in the log', () => {
		for (const key of [
			'/',
			'ctrl+f',
			'n',
			'N',
			'f3',
			'&',
			'{',
			'}',
			'o',
			'O',
			'm',
			':',
			'F',
			'c',
			'y',
			'Y',
			'w',
			'x',
			'tab',
			'left',
			'right',
		])
			expect(keysOf('log'), key).toContain(key);
	});

	it('write the report and quit from everywhere but where paths are typed', () => {
		expect(ROOT_BINDINGS.flatMap(({keys}) => keys)).toEqual(expect.arrayContaining(['w', 'q', 'escape', '?']));
	});
});
