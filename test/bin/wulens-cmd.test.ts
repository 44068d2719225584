/** Starting by drag and drop in Explorer: the text of the batch file, and what is made of the command line of cmd. */
import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PROJECT} from '../helpers/run-wulens.js';

const BATCH = readFileSync(join(PROJECT, 'bin/wulens.cmd'), 'latin1');
/** What is run; the rest is words. */
const RUN = BATCH.slice(0, BATCH.indexOf('Nothing below this line is run'));
const COMMANDS = RUN.split('\r\n').filter((line) => !line.startsWith('rem '));

describe('wulens.cmd', () => {
	it('is ASCII with the line ends of Windows', () => {
		expect(BATCH).toMatch(/^[\x20-\x7e\r\n]*$/);
		expect(BATCH.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	});

	it('never turns delayed expansion on, and needs none', () => {
		expect(COMMANDS[1]).toBe('setlocal EnableExtensions DisableDelayedExpansion');
		expect(BATCH).not.toMatch(/EnableDelayedExpansion|\/v:on/i);
		expect(RUN).not.toContain('!');
	});

	it('passes on all arguments and the exit code', () => {
		const start = COMMANDS.indexOf('"%WULENS_NODE%" "%~dp0windows-start.js" %*');
		expect(start).toBeGreaterThan(0);
		expect(COMMANDS[start + 1]).toBe('set "WULENS_EXIT=%ERRORLEVEL%"');
		expect(RUN.trimEnd().endsWith('if defined WULENS_EXPLORER exit %WULENS_EXIT%\r\nexit /b %WULENS_EXIT%')).toBe(true);
		// Nowhere else, not even in a remark, where they would be filled in, too.
		expect(RUN.match(/%\*/g)).toHaveLength(1);
	});

	it('waits for a key only after an error, and only where the window would close', () => {
		expect(COMMANDS.filter((line) => line.includes('pause'))).toEqual(['if defined WULENS_EXPLORER if not "%WULENS_EXIT%"=="0" pause']);
	});

	it('prefers the Node that came with it, and looks for others on the PATH only', () => {
		const places = COMMANDS.filter((line) => line.includes('set "WULENS_NODE=')).map((line) => line.replace(/^.*set "WULENS_NODE=/, ''));
		expect(places).toEqual(['"', '%%~$PATH:N"', '%~dp0node.exe"', '%~dp0..\\node_modules\\node\\bin\\node.exe"']);
		expect(COMMANDS).toContain('if not defined WULENS_NODE goto missing');
	});

	it('has remarks without signs of the shell, every path in quotes, and every label it goes to', () => {
		for (const line of RUN.split('\r\n').filter((text) => text.startsWith('rem '))) expect(line).not.toMatch(/[%&|<>^!]/);
		const outside = RUN.replace('%CMDCMDLINE:"=|%', '').replaceAll(/"[^"\r\n]*"/g, '');
		expect(outside).not.toMatch(/%~|%WULENS_(?:COMMAND_LINE|REST|NODE)/);
		for (const [, label] of RUN.matchAll(/goto (\w+)/g)) expect(COMMANDS).toContain(`:${label}`);
	});

	it('puts the code page back', () => {
		const pages = COMMANDS.filter((line) => line.includes('chcp.com'));
		expect(pages).toHaveLength(3);
		expect(pages[2]).toContain('%WULENS_CODE_PAGE%');
	});
});

describe('windows-start.js', () => {
	let folder = '';
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'wulens-bin-'));
		copyFileSync(join(PROJECT, 'bin/windows-start.js'), join(folder, 'windows-start.js'));
		writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
		writeFileSync(
			join(folder, 'wulens.js'),
			'console.log(JSON.stringify([process.argv.slice(2), process.env.WULENS_COMMAND_LINE ?? null]));',
		);
		writeFileSync(join(folder, 'here.log'), '');
	});
	afterAll(() => rmSync(folder, {recursive: true, force: true}));

	/** @param commandLine as cmd has it; the batch file makes its quotes bars */
	function started(args: readonly string[], commandLine?: string): unknown {
		const env = {PATH: process.env.PATH, ...(commandLine === undefined ? {} : {WULENS_COMMAND_LINE: commandLine.replaceAll('"', '|')})};
		const [argv, left] = JSON.parse(
			execFileSync(process.execPath, [join(folder, 'windows-start.js'), ...args], {cwd: folder, env, encoding: 'utf8'}),
		);
		expect(left).toBeNull();
		return argv;
	}

	const EXPLORER = 'C:\\WINDOWS\\system32\\cmd.exe /c ""C:\\Program Files (x86)\\wulens\\bin\\wulens.cmd"';

	it.each([
		['C:\\a&b.log', ['C:\\a&b.log']],
		['C:\\a^b%PATH%!c(d).log', ['C:\\a^b%PATH%!c(d).log']],
		['"C:\\My logs\\x & y.log" C:\\z.log \\\\server\\share\\w.log', ['C:\\My logs\\x & y.log', 'C:\\z.log', '\\\\server\\share\\w.log']],
		['D:\\logs', ['D:\\logs']],
	])('opens what Explorer drops: %s', (dropped, paths) => {
		expect(started(['what', 'cmd', 'made'], `${EXPLORER} ${dropped}"`)).toEqual(['view', ...paths]);
	});

	it('shows the drop screen after a double click', () => {
		expect(started([], `${EXPLORER} "`)).toEqual([]);
		expect(started([])).toEqual([]);
	});

	it('leaves commands and options as they are', () => {
		expect(started(['analyze', 'a b.log', '--redact'], `${EXPLORER} analyze "a b.log" --redact"`)).toEqual([
			'analyze',
			'a b.log',
			'--redact',
		]);
		expect(started(['C:\\x.log', '--ascii'], `${EXPLORER} C:\\x.log --ascii "`)).toEqual(['view', 'C:\\x.log', '--ascii']);
		expect(started(['--version'])).toEqual(['--version']);
	});

	it('opens a file that is named first', () => {
		expect(started(['here.log'])).toEqual(['view', 'here.log']);
		expect(started(['gone.log'])).toEqual(['gone.log']);
	});
});
