/** Completion: the scripts have every command and option, and are such that their shells take them. */
import {execFileSync, spawnSync} from 'node:child_process';
import {beforeAll, describe, expect, it} from 'vitest';
import {type CompletedCommand, completedCommands} from '../../src/cli/completion/completed-command.js';
import {completionScript} from '../../src/cli/completion/index.js';
import {SHELLS} from '../../src/cli/options/command-table.js';
import {isMissing} from '../helpers/needs.js';
import {runWulens} from '../helpers/run-wulens.js';

let commands: readonly CompletedCommand[] = [];
beforeAll(async () => {
	commands = await completedCommands();
});

it('words need no quotes in any shell', () => {
	for (const {name, options, operands} of commands) {
		const words = [
			name,
			...options.flatMap(({spellings}) => spellings),
			...[operands, ...options.map(({value}) => value)].flatMap((kind) => (typeof kind === 'object' && kind !== null ? kind : [])),
		];
		for (const word of words) expect(word).toMatch(/^[A-Za-z0-9-]+=?$/);
	}
});

describe.skipIf(isMissing('bash', spawnSync('bash', ['--version']).status === 0))('bash (needs bash)', () => {
	let script = '';

	/** What bash offers for the last of the words. */
	function complete(...words: readonly string[]): readonly string[] {
		const probe = `${script}
compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wulens; printf '%s\\n' "\${COMPREPLY[@]}"`;
		return execFileSync('bash', ['-c', probe, 'bash', ...words], {encoding: 'utf8'})
			.split('\n')
			.filter((line) => line !== '');
	}

	beforeAll(async () => {
		script = await completionScript('bash');
	});

	it.each<readonly [readonly string[], readonly string[]]>([
		[['wulens', 'ana'], ['analyze']],
		[
			['wulens', 'explain', '--list'],
			['--list', '--list-codes'],
		],
		[['wulens', 'analyze', '--reporter', 'm'], ['markdown']],
		[['wulens', 'analyze', '--reporter', '=', 'm'], ['markdown']],
		[['wulens', 'analyze', '-r', 'nd'], ['ndjson']],
		[
			['wulens', 'analyze', 'a.log', '--fail-on', ''],
			['error', 'warning', 'info'],
		],
		[['wulens', 'analyze', 'a'], []],
		[['wulens', 'analyze', '--out', 'a'], []],
		[
			['wulens', 'expect', '--store', ''],
			['empty', 'filled'],
		],
		[
			['wulens', 'rules', ''],
			['list', 'facts', 'test'],
		],
		[['wulens', 'completion', 'z'], ['zsh']],
		[
			['wulens', 'help', 'pin'],
			['pinning', 'pin-many'],
		],
		[
			['wulens', 'triage', '--where', 'se'],
			['service=', 'server='],
		],
		[
			['wulens', 'analyze', '--no-c'],
			['--no-context', '--no-color'],
		],
	])('completes %j', (words, expected) => {
		expect(complete(...words)).toEqual(expected);
	});
});

/** What reads a script without running it. */
const CHECKERS: Readonly<Record<(typeof SHELLS)[number], readonly [string, ...string[]]>> = {
	bash: ['bash', '-n'],
	zsh: ['zsh', '-n'],
	fish: ['fish', '--no-execute'],
	powershell: [
		'pwsh',
		'-NoProfile',
		'-Command',
		'$text = [Console]::In.ReadToEnd(); $errors = $null; ' +
			'[void][System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors); exit $errors.Count',
	],
};

function isInstalled(shell: (typeof SHELLS)[number]): boolean {
	const [program] = CHECKERS[shell];
	return spawnSync(program, [shell === 'powershell' ? '-Version' : '--version']).error === undefined;
}

describe.each(SHELLS)('%s', (shell) => {
	let script = '';
	beforeAll(async () => {
		script = await completionScript(shell);
	});

	it('has every command and option', () => {
		for (const {name, options} of commands) {
			expect(script).toContain(name);
			for (const [long = ''] of options.map(({spellings}) => spellings))
				expect(script).toContain(shell === 'fish' ? `-l ${long.slice(2)}` : long);
		}
		expect(script).toMatch(/^[^\u0000-\u0008\u000b-\u001f\u007f-\uffff]+$/);
	});

	// Which shells there are differs from machine to machine; only those are asked.
	if (isInstalled(shell)) {
		it('is taken by the shell', () => {
			const [program, ...options] = CHECKERS[shell];
			expect(spawnSync(program, options, {input: script, encoding: 'utf8'})).toMatchObject({stderr: '', status: 0});
		});
	}
});

it('asks for the name of a shell', async () => {
	expect(await runWulens(['completion', 'bash'])).toEqual({stdout: await completionScript('bash'), stderr: '', status: 0});
	expect(await runWulens(['completion'])).toMatchObject({
		status: 2,
		stderr: 'wulens: Missing argument: SHELL. Choose bash, zsh, fish, or powershell.\n',
	});
	expect(await runWulens(['completion', 'tcsh'])).toMatchObject({
		status: 2,
		stderr: 'wulens: Unknown shell "tcsh". Choose bash, zsh, fish, or powershell.\n',
	});
});
