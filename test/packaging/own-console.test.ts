/** The Windows program waits after an error only where the window was opened for it. */
import {expect, it} from 'vitest';
import {hasOwnConsole} from '../../packaging/executable/own-console.mjs';

const PROGRAM = 'C:\\Tools - new\\wulens.exe';

it.each([
	['started in Explorer', 'C:\\Tools - new\\wulens.exe', true],
	['in other letters', 'c:\\tools - new\\WULENS.EXE', true],
	['as administrator', 'Administrator: C:\\Tools - new\\wulens.exe', true],
	['as administrator, in French', 'Administrateur : C:\\Tools - new\\wulens.exe', true],
	['by a shortcut', 'C:\\Users\\me\\Desktop\\wulens.lnk', true],
	['in the command prompt', 'Command Prompt', false],
	['in the command prompt, by its path', 'Command Prompt - C:\\Tools - new\\wulens.exe', false],
	['there as administrator', 'Administrator: Command Prompt - "C:\\Tools - new\\wulens.exe"  analyze x.lnk', false],
	['in PowerShell', 'Windows PowerShell', false],
	['in a window of another program', 'C:\\Windows\\System32\\cmd.exe', false],
	['without a title', '', false],
])('%s', (_, title, isOwn) => {
	expect(hasOwnConsole(title, PROGRAM)).toBe(isOwn);
});
