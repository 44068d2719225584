/** The arguments of a command, as the table of options says: what is read, and how mistakes are told. */
import {describe, expect, expectTypeOf, it} from 'vitest';
import {COMMANDS, isCommandName} from '../../src/cli/options/command-table.js';
import {nearest} from '../../src/cli/options/nearest.js';
import {OPTIONS} from '../../src/cli/options/option-table.js';
import {parseCommand} from '../../src/cli/options/parse.js';
import type {OptionRow} from '../../src/cli/options/rows.js';
import {type OptionValues, optionsOf} from '../../src/cli/options/values.js';
import {UsageError} from '../../src/cli/usage-error.js';
import type {ReporterName} from '../../src/core/report/reporters/index.js';
import type {Severity} from '../../src/core/types.js';
import type {OutputName} from '../../src/node/triage/outputs.js';

const ROWS: readonly OptionRow[] = OPTIONS;

describe('the table of options', () => {
	it('has one row for a name and a letter of a command', () => {
		for (const {name} of COMMANDS) {
			const words = optionsOf(name).flatMap((row) => [row.name, ...(row.short === undefined ? [] : [row.short])]);
			expect(new Set(words).size, name).toBe(words.length);
		}
	});

	it('names commands that exist, and every command has help', () => {
		for (const {commands} of ROWS) expect(commands.filter((name) => !isCommandName(name))).toEqual([]);
		for (const {name} of COMMANDS) expect(optionsOf(name).map((row) => row.name)).toContain('help');
	});

	it('explains each option in one sentence', () => {
		for (const {help} of ROWS) expect(help).toMatch(/^[A-Z](?:[^.\n]|\.(?=\w))*\.$/);
		for (const {summary} of COMMANDS) expect(summary).toMatch(/^[A-Z][\x20-\x7e]*\.$/);
	});
});

describe('values', () => {
	it('have the types of the table', () => {
		expectTypeOf<OptionValues<'analyze'>['reporter']>().toEqualTypeOf<ReporterName>();
		expectTypeOf<OptionValues<'analyze'>['fail-on']>().toEqualTypeOf<Severity | null>();
		expectTypeOf<OptionValues<'analyze'>['policy']>().toEqualTypeOf<readonly string[]>();
		expectTypeOf<OptionValues<'analyze'>['color']>().toEqualTypeOf<boolean | null>();
		expectTypeOf<OptionValues<'analyze'>['width']>().toEqualTypeOf<number | null>();
		expectTypeOf<OptionValues<'triage'>['reporter']>().toEqualTypeOf<readonly OutputName[]>();
		expectTypeOf<OptionValues<'triage'>['timeout']>().toEqualTypeOf<number>();
		expectTypeOf<OptionValues<'explain'>['reporter']>().toEqualTypeOf<'text' | 'json'>();
		expectTypeOf<OptionValues<'convert'>['crlf']>().toEqualTypeOf<boolean>();
		expectTypeOf<OptionValues<'rules'>>().toEqualTypeOf<{readonly help: boolean}>();
		expect(optionsOf('rules').map(({name}) => name)).toEqual(['help']);
	});

	it('are the defaults where nothing is given', async () => {
		expect(await parseCommand('analyze', ['a.log'])).toEqual({
			positionals: ['a.log'],
			values: {
				'files-from': null,
				policy: [],
				context: true,
				rules: [],
				reporter: 'text',
				out: null,
				brief: false,
				full: false,
				redact: false,
				'fail-on': null,
				color: null,
				width: null,
				quiet: false,
				help: false,
			},
		});
	});

	it.each<[readonly string[], object]>([
		[['-r', 'json'], {reporter: 'json'}],
		[['--reporter=csv', '--reporter', 'html'], {reporter: 'html'}],
		[['--policy', 'a', '--policy=b'], {policy: ['a', 'b']}],
		[['--no-context'], {context: false}],
		[['--color'], {color: true}],
		[['--color', '--no-color'], {color: false}],
		[['--redact', '--no-redact'], {redact: false}],
		[['-qr', 'csv'], {quiet: true, reporter: 'csv'}],
		[['--width', '100'], {width: 100}],
		[['--out', '-'], {out: '-'}],
		[['--out=--redact'], {out: '--redact', redact: false}],
	])('%j', async (argv, expected) => {
		expect((await parseCommand('analyze', ['a.log', ...argv]))?.values).toMatchObject(expected);
	});

	it('may be lists with commas', async () => {
		expect((await parseCommand('triage', ['x', '-r', 'scans,machines', '-r', 'html']))?.values.reporter).toEqual([
			'scans',
			'machines',
			'html',
		]);
	});

	it('end where -- stands', async () => {
		expect((await parseCommand('analyze', ['--', '--redact']))?.positionals).toEqual(['--redact']);
	});

	it('may be wrong where help is asked for', async () => {
		expect(await parseCommand('analyze', ['--width', 'x', '-h'])).toBeNull();
	});
});

describe('mistakes', () => {
	it.each([
		[['--reportr', 'x'], 'Unknown option "--reportr". Did you mean "--reporter"?'],
		[['--colour'], 'Unknown option "--colour". Did you mean "--color"?'],
		[['--no-colour'], 'Unknown option "--no-colour". Did you mean "--no-color"?'],
		[['-z'], 'Unknown option "-z". Run "wulens analyze --help"'],
		[['--frobnicate=3'], 'Unknown option "--frobnicate". Run "wulens analyze --help" for the list of options.'],
		[['--no-out'], 'Unknown option "--no-out".'],
		[['--redact=yes'], '--redact does not take a value.'],
		[['--out'], 'Missing value for --out.'],
		[['--out', '--redact'], 'Missing value for --out. If "--redact" is the value, write --out=--redact.'],
		[['-r', 'jsn'], 'Invalid value "jsn" for --reporter. Did you mean "json"? Choose text, markdown, html, json, ndjson, or csv.'],
		[['--fail-on', 'constructor'], 'Invalid value "constructor" for --fail-on. Choose error, warning, or info.'],
		[['--width', '19'], 'Invalid value "19" for --width. Use a whole number from 20 to 1000.'],
		[['--width', '20.5'], 'Invalid value "20.5" for --width.'],
		[['--width', ' '], 'Invalid value " " for --width.'],
		[['-', '-'], 'Standard input ("-") can be read only once.'],
	])('%j', async (argv, message) => {
		const run = parseCommand('analyze', ['a.log', ...argv]);
		await expect(run).rejects.toThrow(UsageError);
		await expect(run).rejects.toThrow(message);
	});

	it('are missing and surplus arguments', async () => {
		await expect(parseCommand('analyze', [])).rejects.toThrow('Missing argument: FILE. Name a log, a folder, or "-" for standard input.');
		expect((await parseCommand('analyze', ['--files-from', 'list']))?.positionals).toEqual([]);
		expect((await parseCommand('view', []))?.positionals).toEqual([]);
		await expect(parseCommand('completion', ['bash', 'zsh'])).rejects.toThrow('Unexpected argument: "zsh".');
	});
});

it.each([
	['anaylze', 'analyze'],
	['analyse', 'analyze'],
	['TRIAGE', 'triage'],
	['ruels', 'rules'],
	['veiw', 'view'],
	['frobnicate', null],
	['', null],
])('the command nearest to "%s" is %s', (word, command) => {
	expect(
		nearest(
			word,
			COMMANDS.map(({name}) => name),
		),
	).toBe(command);
});
