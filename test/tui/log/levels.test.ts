/** Levels of the lines of a trace: seen in colour and without, in words, and filtered by. */
import {describe, expect, it} from 'vitest';
import type {LineLevel} from '../../../src/core/line-index/viewer-port.js';
import type {Severity} from '../../../src/core/types.js';
import {ASCII, UNICODE} from '../../helpers/frames.js';
import {LogScreen, manyLines} from '../../helpers/log-screen.js';

const LEVELS: readonly LineLevel[] = [4, 3, 5, 2, 1, 0, 3, 3];

function screen(marks: readonly (readonly [number, Severity])[] = [], columns = 80): LogScreen {
	const made = new LogScreen(manyLines(LEVELS.length), {size: {columns, rows: 18}, about: {scan: null, marksOfReport: new Map(marks)}});
	for (const [index, level] of LEVELS.entries()) made.log.levels.set(index + 1, level);
	return made.press('down', 'up');
}

describe('levels', () => {
	it('show as letters, and as colours of the whole line', () => {
		expect(
			screen([
				[1, 'info'],
				[7, 'info'],
				[8, 'error'],
			])
				.text()
				.split('\n')
				.slice(0, 9)
				.join('\n'),
		).toMatchInlineSnapshot(`
			"   Line Time         TID    Component   Message
			▸·    1 14:00:00.000 8000   Agent       Message 0
			 W    2 14:00:01.000 8001   ProtocolTa… Message 1
			 v    3 14:00:02.000 8002   WebServices Message 2
			 E    4 14:00:03.000 8003   Agent       Message 3
			 E    5 14:00:04.000 8000   ProtocolTa… Message 4
			      6 14:00:05.000 8001   WebServices Message 5
			 W    7 14:00:06.000 8002   Agent       Message 6
			 ✗    8 14:00:07.000 8003   ProtocolTa… Message 7"
		`);
		const roles = screen()
			.rows()
			.slice(1, 7)
			.map((row) => row.find(({text}) => text.startsWith('Message'))?.role);
		expect(roles).toEqual(['normal', 'warning', 'dim', 'bad', 'bad', 'normal']);
		const signs = screen()
			.rows()
			.slice(1, 7)
			.map((row) => row.slice(1, 2).map(({text, role}) => [text, role])[0]);
		expect(signs).toEqual([
			[' ', 'normal'],
			['W', 'warning'],
			['v', 'dim'],
			['E', 'bad'],
			['E', 'bad'],
			[' ', 'normal'],
		]);
	});

	it('are letters without colour, too', () => {
		expect(
			screen()
				.text(ASCII)
				.split('\n')
				.slice(1, 7)
				.map((row) => row[1]),
		).toEqual([' ', 'W', 'v', 'E', 'E', ' ']);
	});

	it('that are more serious than what the report says show in its place', () => {
		const signs = screen([
			[1, 'info'],
			[2, 'info'],
			[3, 'warning'],
			[4, 'warning'],
			[7, 'warning'],
			[8, 'error'],
		])
			.text()
			.split('\n')
			.slice(1, 9)
			.map((row) => row[1]);
		expect(signs).toEqual(['·', 'W', '!', 'E', 'E', ' ', '!', '✗']);
	});

	it('are told of the line under the cursor in words', () => {
		expect(screen().press('down').about()).toMatch(/^1.0+ s after the previous line, warning, 2024-03-12 14:00:01/);
		expect(screen().press('down', 'down').about()).toMatch(/verbose, 2024/);
		expect(new LogScreen(manyLines(3)).about()).toMatch(/^2024-03-12 14:00:00/);
	});
});

describe('the filter', () => {
	it('asks for a level where lines have one', () => {
		const menu = screen().press('&');
		expect(menu.text()).toMatch(/Level +all/);
		menu.press('up', 'up', 'right', 'right', 'enter');
		expect(menu.lastEffect()).toMatchObject({type: 'filter', lines: {level: 3, lines: null}});
		expect(menu.lines()).toEqual([2, 4, 5, 6, 7, 8]);
		expect(menu.status()).toContain('warnings and errors');
		expect(menu.press('&', 'up', 'up', 'right', 'enter').lines()).toEqual([4, 5, 6]);
		expect(menu.press('&', 'up', 'up', 'right', 'enter').lines()).toHaveLength(LEVELS.length);
		expect(menu.press('&', 'up', 'up', 'right', 'enter').lines()).toEqual([1, 2, 4, 5, 6, 7, 8]);
		expect(menu.status()).toContain('all but verbose');
	});

	it('has no such field for logs that are text', () => {
		const menu = new LogScreen(manyLines(9)).press('&');
		expect(menu.text(UNICODE)).not.toContain('Level');
		expect(menu.press('up', 'up').text()).toMatch(/▸ Lines/);
	});
});
