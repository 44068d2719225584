/** Text that was dropped or pasted for a path: a handful of readings, none with what a terminal would act on. */
import {expect} from 'vitest';
import {droppedReadings, looksDropped, type PathSystem} from '../../../src/tui/drop/dropped-paths.js';
import {bytesOf} from '../../helpers/log-lines.js';
import type {FuzzTarget} from '../target.js';

const SYSTEMS: readonly PathSystem[] = [
	{platform: 'linux', isWsl: false, home: '/home/x'},
	{platform: 'linux', isWsl: true, home: '/home/x'},
	{platform: 'darwin', isWsl: false, home: '/Users/x'},
	{platform: 'win32', isWsl: false, home: 'C:\\Users\\x'},
];
const MAX_READINGS = 8;

export const PATHS: FuzzTarget = {
	name: 'paths',
	seeds: () =>
		[
			"'/home/x/it'\\''s.log' /b.log",
			'/Users/x/my\\ log\\ \\(1\\).txt /Users/x/b.log',
			'file:///home/x/my%20log%25.txt\r\nfile://C:/x%20y.log',
			'"C:\\My logs\\" "D:\\x & y.log" C:\\z.log',
			"& 'C:\\My logs\\it''s.log'",
			'\\\\wsl.localhost\\Ubuntu\\home\\x\\a b.log',
			'\u001b[200~/a/b.log\u001b[201~',
			'~/x.log /c/x.log',
		].map(bytesOf),
	words: ['"', "'", '\\', '\\\\', '/', 'C:\\', 'file://', '%00', '%', '%2', '~', '& ', ' ', '\r\n', '\u001b', '/mnt/c/', '\\\\?\\'],
	maxBytes: 400,
	shortRuns: 300,
	check(input) {
		const text = new TextDecoder().decode(input);
		expect(typeof looksDropped(text)).toBe('boolean');
		for (const system of SYSTEMS) {
			const readings = droppedReadings(text, system);
			expect(readings.length).toBeLessThanOrEqual(MAX_READINGS);
			expect(new Set(readings.map((reading) => reading.join('\n'))).size).toBe(readings.length);
			for (const reading of readings) {
				expect(reading.length).toBeGreaterThan(0);
				for (const path of reading) expect(path).toMatch(/^[^\u0000-\u001f\u007f-\u009f]+$/);
			}
		}
	},
};
