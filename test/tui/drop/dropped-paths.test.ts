/** Dropped text read as paths: every form that terminals deliver, and anything else without harm. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {droppedReadings, looksDropped, MAX_DROPPED_TEXT, type PathSystem} from '../../../src/tui/drop/dropped-paths.js';

const LINUX: PathSystem = {platform: 'linux', isWsl: false, home: '/home/x'};
const MAC: PathSystem = {platform: 'darwin', isWsl: false, home: '/Users/x'};
const WSL: PathSystem = {platform: 'linux', isWsl: true, home: '/home/x'};
const WINDOWS: PathSystem = {platform: 'win32', isWsl: false, home: 'C:\\Users\\x'};

describe('the likeliest reading', () => {
	it.each<readonly [string, string, PathSystem, readonly string[]]>([
		['a bare path', '/var/log/x.log', LINUX, ['/var/log/x.log']],
		['with the blank that some terminals add', '/var/log/x.log ', MAC, ['/var/log/x.log']],
		['unquoted blanks, which are the name until it proves otherwise', '/home/x/my log.txt', LINUX, ['/home/x/my log.txt']],
		['single quotes', "'/home/x/my log.txt' '/home/x/b.log'", LINUX, ['/home/x/my log.txt', '/home/x/b.log']],
		['a single quote in single quotes', "'/home/x/it'\\''s.log'", LINUX, ["/home/x/it's.log"]],
		['double quotes', '"/home/x/my log.txt"', LINUX, ['/home/x/my log.txt']],
		['escapes in double quotes', '"/home/x/\\$5 \\"a\\" \\b"', LINUX, ['/home/x/$5 "a" \\b']],
		[
			'backslashes before blanks and brackets',
			'/Users/x/my\\ log\\ \\(1\\).txt /Users/x/b.log',
			MAC,
			['/Users/x/my log (1).txt', '/Users/x/b.log'],
		],
		['one path a line', '/a b.log\r\n\r\n/c.log\n', LINUX, ['/a b.log', '/c.log']],
		['a URL', 'file:///home/x/my%20log%25.txt', LINUX, ['/home/x/my log%.txt']],
		['a URL with the name of this machine', 'file://desk/home/x/a.log', LINUX, ['/home/x/a.log']],
		['a URL of one slash', 'file:/home/x/a.log', LINUX, ['/home/x/a.log']],
		['a URL whose percent signs are none', 'file:///home/x/100%.log', LINUX, ['/home/x/100%.log']],
		['URLs', 'file:///a%20b.log\r\nfile:///c.log\r\n', LINUX, ['/a b.log', '/c.log']],
		['a URL of Windows', 'file:///C:/x%20y.log', WINDOWS, ['C:\\x y.log']],
		['a URL of two slashes', 'file://C:/x%20y.log', WINDOWS, ['C:\\x y.log']],
		['a URL of a share', 'file://server/share/x%20y.log', WINDOWS, ['\\\\server\\share\\x y.log']],
		['a URL of Windows in WSL', 'file:///C:/x%20y.log', WSL, ['/mnt/c/x y.log']],
		['a URL of WSL in WSL', 'file://wsl.localhost/Ubuntu/home/x/a.log', WSL, ['/home/x/a.log']],
		['a path of Windows', 'C:\\Windows\\WindowsUpdate.log', WINDOWS, ['C:\\Windows\\WindowsUpdate.log']],
		['quoted paths of Windows', '"C:\\My logs\\" "D:\\x & y.log" C:\\z.log', WINDOWS, ['C:\\My logs\\', 'D:\\x & y.log', 'C:\\z.log']],
		['an apostrophe in a name', "C:\\it's.log", WINDOWS, ["C:\\it's.log"]],
		['a share', '\\\\server\\share\\x y.log', WINDOWS, ['\\\\server\\share\\x y.log']],
		['what PowerShell calls', "& 'C:\\My logs\\it''s.log'", WINDOWS, ["C:\\My logs\\it's.log"]],
		['what PowerShell calls elsewhere', "& '/home/x/it''s.log'", LINUX, ["/home/x/it's.log"]],
		['the home folder', '~/x.log', LINUX, ['/home/x/x.log']],
		['the home folder of Windows', '~\\x.log', WINDOWS, ['C:\\Users\\x\\x.log']],
		['the home folder itself', '~', MAC, ['/Users/x']],
		['the home folder of somebody else, which only a shell knows', '~root/x.log', LINUX, ['~root/x.log']],
		['Windows seen from WSL', '"C:\\My logs\\x.log"', WSL, ['/mnt/c/My logs/x.log']],
		['a drive seen from WSL', 'D:\\', WSL, ['/mnt/d/']],
		['WSL seen from Windows seen from WSL', '\\\\wsl$\\Ubuntu\\home\\x\\a b.log', WSL, ['/home/x/a b.log']],
		['its new name', '\\\\wsl.localhost\\Ubuntu-22.04\\home', WSL, ['/home']],
		['WSL seen from Windows', '\\\\wsl$\\Ubuntu\\home\\x', WINDOWS, ['\\\\wsl$\\Ubuntu\\home\\x']],
		['a path of Windows over a connection, to say that it is not there', 'C:\\x\\y.log', LINUX, ['C:\\x\\y.log']],
		['control characters', '\u001b[200~/a\0/b.log\u0007', LINUX, ['[200~/a/b.log']],
	])('%s', (_, text, system, paths) => {
		expect(droppedReadings(text, system)[0]).toEqual(paths);
	});
});

describe('other readings', () => {
	it('divide at blanks what is no whole path', () => {
		expect(droppedReadings('/a.log /b c.log', LINUX)).toEqual([['/a.log /b c.log'], ['/a.log', '/b c.log'], ['/a.log', '/b', 'c.log']]);
		expect(droppedReadings('a.log b.log', LINUX)).toEqual([['a.log b.log'], ['a.log', 'b.log']]);
		expect(droppedReadings('C:\\a b.log D:\\c.log', WINDOWS)).toContainEqual(['C:\\a b.log', 'D:\\c.log']);
	});

	it('take signs of shells for part of the name', () => {
		expect(droppedReadings("/it's here.log", LINUX)).toContainEqual(["/it's here.log"]);
		expect(droppedReadings('/a\\ b', LINUX)).toContainEqual(['/a\\ b']);
		expect(droppedReadings('"/a"', LINUX)).toContainEqual(['"/a"']);
	});

	it('know drives by the names that Git Bash and Cygwin give them', () => {
		expect(droppedReadings("'/c/My logs/x.log'", WINDOWS)).toContainEqual(['C:\\My logs\\x.log']);
		expect(droppedReadings('/cygdrive/d/x.log', WINDOWS)).toContainEqual(['D:\\x.log']);
		expect(droppedReadings('/c/x.log', LINUX)).toEqual([['/c/x.log']]);
	});

	it('are none of nothing, and none of far too much', () => {
		expect(droppedReadings(' \r\n\t', LINUX)).toEqual([]);
		expect(droppedReadings('x'.repeat(MAX_DROPPED_TEXT + 1), LINUX)).toEqual([]);
		expect(droppedReadings('"" \'\'', LINUX)).toEqual([['"" \'\'']]);
		expect(droppedReadings('a '.repeat(10_000), LINUX)).toHaveLength(1);
	});
});

describe('any path', () => {
	/** Without what no terminal delivers and no name has. */
	const name = fc
		.string({unit: 'grapheme', minLength: 1, maxLength: 20})
		.map((text) => text.replace(/[\u0000-\u001f\u007f-\u009f/\\]/g, '_').trim())
		.filter((text) => text !== '');
	const unixPath = fc.array(name, {minLength: 1, maxLength: 4}).map((names) => `/${names.join('/')}`);
	const windowsPath = fc
		.tuple(
			fc.constantFrom('C:', 'd:', '\\\\server\\share'),
			fc.array(
				name.map((text) => text.replace(/["<>|?*:]/g, '_')),
				{minLength: 1, maxLength: 4},
			),
		)
		.map(([root, names]) => `${root}\\${names.join('\\')}`);

	const unixForms: Readonly<Record<string, (path: string) => string>> = {
		'single quotes': (path) => `'${path.replaceAll("'", "'\\''")}'`,
		'double quotes': (path) => `"${path.replace(/["\\$`]/g, '\\$&')}"`,
		backslashes: (path) => path.replace(/[^\w/.-]/gu, '\\$&'),
		URL: (path) => `file://${path.split('/').map(encodeURIComponent).join('/')}`,
	};
	it.each(Object.keys(unixForms))('comes back from %s', (form) => {
		const quote = unixForms[form] ?? ((path: string) => path);
		fc.assert(fc.property(unixPath, (path) => void expect(droppedReadings(quote(path), LINUX)[0]).toEqual([path])));
	});

	it('comes back from several at once', () => {
		const quote = unixForms['single quotes'] ?? ((path: string) => path);
		fc.assert(
			fc.property(
				fc.array(unixPath, {minLength: 1, maxLength: 5}),
				(paths) => void expect(droppedReadings(paths.map(quote).join(' '), LINUX)[0]).toEqual(paths),
			),
		);
	});

	it('is among the readings of itself', () => {
		fc.assert(fc.property(unixPath, (path) => void expect(droppedReadings(path, LINUX)).toContainEqual([path])));
		fc.assert(fc.property(windowsPath, (path) => void expect(droppedReadings(path, WINDOWS)).toContainEqual([path])));
	});

	it('of Windows comes back from quotes and from PowerShell', () => {
		fc.assert(
			fc.property(windowsPath, (path) => {
				expect(droppedReadings(`"${path}"`, WINDOWS)[0]).toEqual([path]);
				expect(droppedReadings(`& '${path.replaceAll("'", "''")}'`, WINDOWS)[0]).toEqual([path]);
				expect(looksDropped(`"${path}"`)).toBe(true);
			}),
		);
	});

	it('is harmless, whatever it is', () => {
		const anything = fc.oneof(
			fc.string({unit: 'binary', maxLength: 200}),
			fc.string({unit: fc.constantFrom('"', "'", '\\', ' ', '/', '\n', '&', '~', '%', 'C:', 'file:'), maxLength: 60}),
		);
		fc.assert(
			fc.property(anything, fc.constantFrom(LINUX, MAC, WSL, WINDOWS), (text, system) => {
				looksDropped(text);
				const readings = droppedReadings(text, system);
				expect(readings.length).toBeLessThanOrEqual(8);
				for (const path of readings.flat()) expect(path).toMatch(/^[^\u0000-\u001f\u007f-\u009f]+$/);
			}),
			{numRuns: 500},
		);
	});

	it.each([
		'"',
		"'",
		'\\',
		' ',
		'/ ',
		'& ',
		'\n',
		'file:',
		'%',
		"''",
		'C:\\ ',
		'~/',
	])('is a handful of readings however often it stands there: %j', (unit) => {
		const text = unit.repeat(Math.floor(MAX_DROPPED_TEXT / unit.length));
		for (const system of [LINUX, WSL, WINDOWS]) expect(droppedReadings(text, system).length).toBeLessThanOrEqual(8);
		expect(looksDropped(text)).toBe(looksDropped(text.slice(0, MAX_DROPPED_TEXT)));
		expect(droppedReadings(unit.repeat(1024 * 1024), LINUX)).toEqual([]);
	});
});

describe('looksDropped', () => {
	it.each([
		'/home/x/a.log',
		"'/home/x/my log.txt' ",
		'"C:\\x y.log"',
		'C:\\x.log',
		'c:/x.log',
		'\\\\server\\share',
		"& 'C:\\x.log'",
		'file:///x.log',
		'~/x.log',
		'/a/b\n/c/d\n',
	])('knows a path: %j', (text) => {
		expect(looksDropped(text)).toBe(true);
	});

	it.each([
		'',
		'jjjj',
		'/error',
		'/',
		'q',
		'C:\\',
		'"C:\\x y',
		"'/home/x/my",
		'a/b/c',
		'\u001b[A',
		'/a/b\u0007',
		'/home/',
	])('knows keys: %j', (text) => {
		expect(looksDropped(text)).toBe(false);
	});
});
