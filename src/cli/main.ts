/** The command line: picks the command, sets the exit code. */
import {existsSync} from 'node:fs';
import {plainText} from '../core/wording/plain-text.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import type {CommandName} from './options/command-table.js';
import type {Parsed} from './options/values.js';
import {outputTo} from './output.js';
import {UsageError} from './usage-error.js';
import {packageVersion} from './version.js';

/** Loaded when asked for, so that no command waits for the code of another. */
const COMMANDS: {readonly [Name in CommandName]: () => Promise<(parsed: Parsed<Name>) => Promise<ExitCode>>} = {
	async analyze() {
		const [{analyzeCommand}, {keepHeapSmall}] = await Promise.all([import('./commands/analyze.js'), import('./small-heap.js')]);
		keepHeapSmall();
		return analyzeCommand;
	},
	convert: async () => (await import('./commands/convert.js')).convertCommand,
	expect: async () => (await import('./commands/expect.js')).expectCommand,
	async explain() {
		const [{explainCommand}, {RULES}] = await Promise.all([import('./commands/explain.js'), import('../core/findings/rules/index.js')]);
		return (parsed) => explainCommand(parsed, RULES);
	},
	view: async () => (await import('./commands/view.js')).viewCommand,
	triage: async () => (await import('./commands/triage.js')).triageCommand,
	work: async () => (await import('./commands/work.js')).workCommand,
	report: async () => (await import('./commands/report.js')).reportCommand,
	query: async () => (await import('./commands/query.js')).queryCommand,
	completion: async () => (await import('./commands/completion.js')).completionCommand,
	collect: async () => (await import('./commands/collect.js')).collectCommand,
	page: async () => (await import('./commands/page.js')).pageCommand,
	rules: async () => (await import('./commands/rules.js')).rulesCommand,
	help: async () => (await import('./commands/help.js')).helpCommand,
};

async function print(text: string): Promise<ExitCode> {
	await outputTo(process.stdout).write(text);
	return EXIT.done;
}

function isCommand(name: string): name is CommandName {
	return Object.hasOwn(COMMANDS, name);
}

async function runCommand<Name extends CommandName>(name: Name, argv: readonly string[]): Promise<ExitCode> {
	const {parseCommand} = await import('./options/parse.js');
	const parsed = await parseCommand(name, argv);
	if (parsed === null) return print(await (await import('./options/help-text.js')).commandHelp(name));
	return (await COMMANDS[name]())(parsed);
}

async function main(argv: readonly string[]): Promise<ExitCode> {
	const [first, ...rest] = argv;
	// Nothing named on a terminal: files can be dropped on it.
	if (first === undefined)
		return process.stdin.isTTY === true && process.stdout.isTTY === true ? runCommand('view', []) : runCommand('help', []);
	if (first === '--version' || first === '-V') return print(`${packageVersion()}\n`);
	if (first === '--help' || first === '-h') return runCommand('help', []);
	if (isCommand(first)) return runCommand(first, rest);
	// A file where a command is expected: people drag one onto the program, or forget the command.
	if (existsSync(first)) return runCommand('view', argv);
	const {isWholeCode, unknownCommand} = await import('./unknown-command.js');
	if (isWholeCode(first)) return runCommand('explain', argv);
	throw unknownCommand(first, Object.keys(COMMANDS));
}

// Nobody reads the messages any more, or they cannot be written: the exit code still says what it says.
process.stderr.on('error', () => {});

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	// Anything else is a bug, and not caught.
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`wulens: ${plainText(error.message)}\n`);
	process.exitCode = EXIT.couldNotRun;
}
