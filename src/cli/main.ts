/** The command line: picks the command, sets the exit code. */
import {plainText} from '../core/report/plain-text.js';
import {analyzeCommand} from './commands/analyze.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import {ANALYZE_HELP, MAIN_HELP} from './help.js';
import {outputTo} from './output.js';
import {UsageError} from './usage-error.js';
import {packageVersion} from './version.js';

const COMMANDS: Readonly<Record<string, {readonly run: (argv: readonly string[]) => Promise<ExitCode>; readonly help: string}>> = {
	analyze: {run: analyzeCommand, help: ANALYZE_HELP},
};

async function print(text: string): Promise<ExitCode> {
	await outputTo(process.stdout).write(text);
	return EXIT.done;
}

async function main(argv: readonly string[]): Promise<ExitCode> {
	const [first, ...rest] = argv;
	if (first === undefined || first === '--help' || first === '-h') return print(MAIN_HELP);
	if (first === '--version' || first === '-V') return print(`${packageVersion()}\n`);
	if (first === 'help') return print((rest[0] === undefined ? undefined : COMMANDS[rest[0]]?.help) ?? MAIN_HELP);
	const command = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
	if (command === undefined) throw new UsageError(`there is no command "${first}"; see wulens --help`);
	return command.run(rest);
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	// Anything else is a bug, and not caught.
	if (!(error instanceof UsageError)) throw error;
	process.stderr.write(`wulens: ${plainText(error.message)}\n`);
	process.exitCode = EXIT.couldNotRun;
}
