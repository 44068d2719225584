/** Completion: the table agrees with every parser and every help, and the scripts are such that their shells take them. */
import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ParseArgsConfig} from 'node:util';
import {beforeAll, describe, expect, it, vi} from 'vitest';
import {COMMAND_TABLE, type CommandRow, SHELLS, spellings} from '../../src/cli/completion/command-table.js';
import {completionScript} from '../../src/cli/completion/index.js';
import {UsageError} from '../../src/cli/usage-error.js';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What the parser of a command was last given. */
let seen: Options = {};

vi.mock('node:util', async (original) => {
	const util: typeof import('node:util') = await original();
	return {
		...util,
		parseArgs: (config: ParseArgsConfig) => {
			seen = config.options ?? {};
			return util.parseArgs(config);
		},
	};
});

/** Commands with a module of their own: all but help. */
const WITH_PARSER = COMMAND_TABLE.filter(({name}) => name !== 'help');

async function parserOf({name}: CommandRow): Promise<Options> {
	const commands: Readonly<Record<string, unknown>> = await import(`../../src/cli/commands/${name}.ts`);
	const run = commands[`${name}Command`];
	if (typeof run !== 'function') throw new Error(`there is no ${name}Command`);
	seen = {};
	// Refused by the parser, so that nothing else is done.
	await expect(run(['--no-such-option'], [])).rejects.toThrow(UsageError);
	return seen;
}

async function helpOf({name}: CommandRow): Promise<string> {
	return (await runWulens(['help', name])).stdout;
}

describe.each(WITH_PARSER)('$name', (command) => {
	const {options} = command;

	it('has the options of its parser', async () => {
		const parser = await parserOf(command);
		const bare = (name: string): string => name.replace(/^no-/, '');
		expect([...new Set(options.map(({name}) => bare(name)))].toSorted()).toEqual(Object.keys(parser).toSorted());
		for (const {name, short, value} of options) {
			expect(parser[bare(name)]?.short, name).toBe(short);
			expect(parser[bare(name)]?.type, name).toBe(value === undefined ? 'boolean' : 'string');
		}
	});

	it('has the options of its help', async () => {
		const help = await helpOf(command);
		for (const option of options)
			for (const spelling of spellings(option))
				if (option.name !== 'help' || /^Options:/m.test(help)) expect(help).toMatch(new RegExp(`(?<![\\w-])${spelling}(?![\\w-])`));
		const known = new Set(options.flatMap(spellings));
		const named = [...help.slice(help.indexOf('Options:')).matchAll(/(?<![\w-])(?:--[a-z][a-z-]*|-[a-z](?![\w-]))/g)].map(
			([option]) => option,
		);
		if (help.includes('Options:'))
			expect(named.filter((option) => !known.has(option) && option !== '--rules' && option !== '--help')).toEqual([]);
	});
});

it('every command is in the table and in the help', async () => {
	const names = [...readFileSync(join(PROJECT, 'src/cli/main.ts'), 'utf8').matchAll(/^\tasync (\w+)\(\) \{$/gm)].map((match) => match[1]);
	expect(WITH_PARSER.map(({name}) => name).toSorted()).toEqual(names.toSorted());
	const {stdout} = await runWulens(['help']);
	for (const {name} of COMMAND_TABLE) expect(stdout).toContain(`wulens ${name}`);
});

it('words need no quotes in any shell', () => {
	for (const {name, options, operands} of COMMAND_TABLE) {
		const words = [
			name,
			...options.map((option) => option.name),
			...[operands, ...options.map(({value}) => value)].flatMap((kind) => (typeof kind === 'object' && kind !== null ? kind : [])),
		];
		for (const word of words) expect(word).toMatch(/^[a-z0-9-]+=?$/);
	}
});

describe('bash', () => {
	/** What bash offers for the last of the words. */
	function complete(...words: readonly string[]): readonly string[] {
		const script = `${completionScript('bash')}
compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wulens; printf '%s\\n' "\${COMPREPLY[@]}"`;
		return execFileSync('bash', ['-c', script, 'bash', ...words], {encoding: 'utf8'})
			.split('\n')
			.filter((line) => line !== '');
	}

	let hasBash = false;
	beforeAll(() => {
		hasBash = spawnSync('bash', ['--version']).status === 0;
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
		[['wulens', 'help', 'pin'], ['pinning']],
	])('completes %j', (words, expected) => {
		if (hasBash) expect(complete(...words)).toEqual(expected);
	});
});

describe.each(SHELLS)('%s', (shell) => {
	const script = completionScript(shell);

	it('has every command and option', () => {
		for (const {name, options} of COMMAND_TABLE) {
			expect(script).toContain(name);
			for (const option of options) expect(script).toContain(shell === 'fish' ? `-l ${option.name}` : `--${option.name}`);
		}
		expect(script).toMatch(/^[^\u0000-\u0008\u000b-\u001f\u007f-\uffff]+$/);
	});

	it('is taken by the shell, where there is one', () => {
		const [program, ...options] = {
			bash: ['bash', '-n'],
			zsh: ['zsh', '-n'],
			fish: ['fish', '--no-execute'],
			powershell: [
				'pwsh',
				'-NoProfile',
				'-Command',
				'$text = [Console]::In.ReadToEnd(); $errors = $null; [void][System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors); exit $errors.Count',
			],
		}[shell];
		if (program === undefined) throw new Error('no program');
		const run = spawnSync(program, options, {input: script, encoding: 'utf8'});
		if (run.error !== undefined) return;
		expect(run.stderr).toBe('');
		expect(run.status).toBe(0);
	});
});

it('asks for the name of a shell', async () => {
	expect(await runWulens(['completion', 'bash'])).toEqual({stdout: completionScript('bash'), stderr: '', status: 0});
	expect(await runWulens(['completion'])).toMatchObject({
		status: 2,
		stderr: 'wulens: completion takes the name of one shell: bash, zsh, fish, powershell\n',
	});
	expect(await runWulens(['completion', 'tcsh'])).toMatchObject({
		status: 2,
		stderr: 'wulens: there is no completion for "tcsh"; choose bash, zsh, fish, powershell\n',
	});
});
