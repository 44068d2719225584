/** `wulens view`: logs in a full-screen terminal UI; the text report where there is no terminal. */
import {STDIN} from '../../node/inputs/standard-input.js';
import type {ExitCode} from '../exit-codes.js';
import type {Parsed} from '../options/values.js';
import {UsageError} from '../usage-error.js';

export async function viewCommand(parsed: Parsed<'view'>): Promise<ExitCode> {
	const {values, positionals: paths} = parsed;
	if (process.stdout.isTTY !== true || (process.stdin.isTTY !== true && !paths.includes(STDIN))) return printInstead(parsed);
	const {startViewer} = await import('../terminal/start-viewer.js');
	return startViewer({
		paths,
		policies: values.policy,
		findsContext: values.context,
		rules: values.rules,
		isAscii: values.ascii,
		color: values.color,
		isScreenReader: values['screen-reader'] || process.env.INK_SCREEN_READER === 'true',
		hasMouse: values.mouse,
	});
}

/** Scripts and pipes get what they can use. */
async function printInstead({values, positionals}: Parsed<'view'>): Promise<ExitCode> {
	if (positionals.length === 0) throw new UsageError('There is no terminal. To print a report, run "wulens analyze FILE".');
	process.stderr.write('wulens: There is no terminal to show this in. Here is the text report.\n');
	const [{analyzeCommand}, {parseCommand}] = await Promise.all([import('./analyze.js'), import('../options/parse.js')]);
	const defaults = await parseCommand('analyze', ['--', ...positionals]);
	if (defaults === null) throw new Error('no arguments ask for help');
	const {policy, context, rules, color} = values;
	return analyzeCommand({positionals, values: {...defaults.values, policy, context, rules, color}});
}
