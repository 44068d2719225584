/** The command line: picks the command, sets the exit code. */
import {existsSync} from 'node:fs';
import {plainText} from '../core/wording/plain-text.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import {outputTo} from './output.js';
import {UsageError} from './usage-error.js';
import {packageVersion} from './version.js';

interface Command {
	readonly run: (argv: readonly string[]) => Promise<ExitCode>;
	readonly help: string;
}

/** Loaded when asked for, so that no command waits for the code of another. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
	async analyze() {
		const [{analyzeCommand}, {ANALYZE_HELP}, {keepHeapSmall}] = await Promise.all([
			import('./commands/analyze.js'),
			import('./help.js'),
			import('./small-heap.js'),
		]);
		keepHeapSmall();
		return {run: analyzeCommand, help: ANALYZE_HELP};
	},
	async convert() {
		const {convertCommand, CONVERT_HELP} = await import('./commands/convert.js');
		return {run: convertCommand, help: CONVERT_HELP};
	},
	async expect() {
		const {expectCommand, EXPECT_HELP} = await import('./commands/expect.js');
		return {run: expectCommand, help: EXPECT_HELP};
	},
	async explain() {
		const [{explainCommand, EXPLAIN_HELP}, {RULES}] = await Promise.all([
			import('./commands/explain.js'),
			import('../core/findings/rules/index.js'),
		]);
		return {run: (argv) => explainCommand(argv, RULES), help: EXPLAIN_HELP};
	},
	async view() {
		const {viewCommand, VIEW_HELP} = await import('./commands/view.js');
		return {run: viewCommand, help: VIEW_HELP};
	},
	async triage() {
		const [{triageCommand}, {TRIAGE_HELP}] = await Promise.all([import('./commands/triage.js'), import('./help-triage.js')]);
		return {run: triageCommand, help: TRIAGE_HELP};
	},
	async report() {
		const [{reportCommand}, {REPORT_HELP}] = await Promise.all([import('./commands/report.js'), import('./help-triage.js')]);
		return {run: reportCommand, help: REPORT_HELP};
	},
	async completion() {
		const {completionCommand, COMPLETION_HELP} = await import('./commands/completion.js');
		return {run: completionCommand, help: COMPLETION_HELP};
	},
	async rules() {
		const {rulesCommand, RULES_HELP} = await import('./commands/rules.js');
		return {run: rulesCommand, help: RULES_HELP};
	},
};

async function print(text: string): Promise<ExitCode> {
	await outputTo(process.stdout).write(text);
	return EXIT.done;
}

async function commandNamed(name: string): Promise<Command> {
	const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
	if (load === undefined) throw new UsageError(`there is no command "${name}"; see wulens --help`);
	return load();
}

async function helpOn(topic: string): Promise<string> {
	const {isTopicName, TOPICS, TOPIC_NAMES} = await import('./topics/index.js');
	if (isTopicName(topic)) return TOPICS[topic].text();
	if (Object.hasOwn(COMMANDS, topic)) return (await commandNamed(topic)).help;
	throw new UsageError(`there is no command or topic "${topic}"; topics are ${TOPIC_NAMES.join(', ')}`);
}

async function main(argv: readonly string[]): Promise<ExitCode> {
	const [first, ...rest] = argv;
	if (first === '--version' || first === '-V') return print(`${packageVersion()}\n`);
	const topic = first === 'help' ? rest[0] : undefined;
	if (topic !== undefined) return print(await helpOn(topic));
	// Nothing named on a terminal: files can be dropped on it.
	if (first === undefined && process.stdin.isTTY === true && process.stdout.isTTY === true) return (await commandNamed('view')).run([]);
	if (first === undefined || first === '--help' || first === '-h' || first === 'help') return print((await import('./help.js')).MAIN_HELP);
	// A file where a command is expected: people drag one onto the program, or forget the command.
	if (!Object.hasOwn(COMMANDS, first) && existsSync(first)) return (await commandNamed('view')).run(argv);
	return (await commandNamed(first)).run(rest);
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	// Anything else is a bug, and not caught.
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`wulens: ${plainText(error.message)}\n`);
	process.exitCode = EXIT.couldNotRun;
}
