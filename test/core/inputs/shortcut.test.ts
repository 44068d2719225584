/** Windows shortcuts: where they lead, and that nothing else leads anywhere. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {shortcutTarget} from '../../../src/core/inputs/shortcut.js';
import {writeShortcut} from '../../helpers/shortcut-writer.js';

describe('shortcuts lead', () => {
	it.each([
		['to a file', {local: 'C:\\logs\\WindowsUpdate.log'}, 'C:\\logs\\WindowsUpdate.log'],
		['to a name that the code page lacks', {local: 'C:\\журнал\\更新.log'}, 'C:\\журнал\\更新.log'],
		['to a file, in the code page', {local: 'C:\\Prüfung\\a.log', isAnsi: true}, 'C:\\Prüfung\\a.log'],
		['to a path in two parts', {local: 'C:\\Users\\me\\', suffix: 'Desktop\\a.log'}, 'C:\\Users\\me\\Desktop\\a.log'],
		['to a share', {share: '\\\\server\\logs'}, '\\\\server\\logs'],
		['to a file of a share', {share: '\\\\server\\logs', suffix: 'pc\\a.log', isAnsi: true}, '\\\\server\\logs\\pc\\a.log'],
	])('%s', (_, target, path) => {
		expect(shortcutTarget(writeShortcut(target))).toBe(path);
		expect(shortcutTarget(writeShortcut(target, {idList: new Uint8Array(300).fill(7)}))).toBe(path);
	});
});

describe('nowhere', () => {
	const whole = writeShortcut({local: 'C:\\logs\\WindowsUpdate.log'});

	it('from other files', () => {
		expect(shortcutTarget(new TextEncoder().encode('2024/03/12 17:47:21.0000000 1 2 Agent'.repeat(10)))).toBe(null);
	});

	it('from one that is cut', () => {
		for (let length = 0; length < 76 + 36 + 20; length++) expect(shortcutTarget(whole.subarray(0, length))).toBe(null);
	});

	it('from one to a control panel or a printer, which has no path', () => {
		const other = whole.slice();
		other[20] = 1;
		expect(shortcutTarget(other)).toBe(null);
	});

	it('and never with an error, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({maxLength: 400}), fc.nat({max: 150}), (noise, kept) => {
				const bytes = Uint8Array.from([...whole.subarray(0, kept), ...noise]);
				const target = shortcutTarget(bytes);
				expect(target === null || typeof target === 'string').toBe(true);
			}),
		);
	});
});
