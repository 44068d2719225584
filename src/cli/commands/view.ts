/** `wulens view`: logs in a full-screen terminal UI; the text report where there is no terminal. */
import {EXIT, type ExitCode} from '../exit-codes.js';
import {parseArguments} from '../arguments.js';
import {outputTo} from '../output.js';
import {STDIN} from '../../node/inputs/expand-inputs.js';
import {UsageError} from '../usage-error.js';

export const VIEW_HELP = `wulens view opens logs in the terminal: the verdict, the scans, a timeline of each scan,
and the log itself, down to the line that proves a finding.

Usage:
  wulens                      drop files on the terminal, or type a path
  wulens view [options] FILE…

  FILE is anything that wulens analyze takes: logs, folders, archives; "-" is standard
  input, which may still be growing (not on Windows).

Options:
      --policy FILE    settings of the PC, as for wulens analyze
      --no-context     do not look for such files beside the log
      --rules FILE     rules of your own
      --ascii          no characters beyond ASCII
      --color, --no-color
                       colour, or none (default: colour, unless NO_COLOR is set)
      --screen-reader  plain text that a screen reader can follow, without a full screen
  -h, --help           this text

Press ? in it for the keys. Where standard output is no terminal, the text report is
printed instead.
`;

export interface ViewArguments {
	readonly paths: readonly string[];
	readonly policies: readonly string[];
	readonly findsContext: boolean;
	readonly rules: readonly string[];
	readonly isAscii: boolean;
	readonly colour: boolean | null;
	readonly isScreenReader: boolean;
}

/** `null`: help was asked for. */
export function parseViewArguments(argv: readonly string[]): ViewArguments | null {
	const {values, positionals} = parseArguments({
		args: [...argv],
		allowPositionals: true,
		allowNegative: true,
		options: {
			policy: {type: 'string', multiple: true},
			context: {type: 'boolean'},
			rules: {type: 'string', multiple: true},
			ascii: {type: 'boolean'},
			color: {type: 'boolean'},
			'screen-reader': {type: 'boolean'},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help === true) return null;
	if (positionals.filter((path) => path === STDIN).length > 1) throw new UsageError('standard input can be read once only');
	return {
		paths: positionals,
		policies: values.policy ?? [],
		findsContext: values.context !== false,
		rules: values.rules ?? [],
		isAscii: values.ascii === true,
		colour: values.color ?? null,
		isScreenReader: values['screen-reader'] === true || process.env.INK_SCREEN_READER === 'true',
	};
}

export async function viewCommand(argv: readonly string[]): Promise<ExitCode> {
	const args = parseViewArguments(argv);
	if (args === null) {
		await outputTo(process.stdout).write(VIEW_HELP);
		return EXIT.done;
	}
	if (process.stdout.isTTY !== true || (process.stdin.isTTY !== true && !args.paths.includes(STDIN))) return printInstead(args);
	const {startViewer} = await import('../terminal/start-viewer.js');
	return startViewer(args);
}

/** Scripts and pipes get what they can use. */
async function printInstead(args: ViewArguments): Promise<ExitCode> {
	if (args.paths.length === 0) throw new UsageError('there is no terminal to show anything in; name a log: wulens analyze FILE…');
	process.stderr.write('wulens: there is no terminal to show this in; here is the text report.\n');
	const {analyzeCommand} = await import('./analyze.js');
	return analyzeCommand([
		...args.policies.flatMap((path) => ['--policy', path]),
		...args.rules.flatMap((path) => ['--rules', path]),
		...(args.findsContext ? [] : ['--no-context']),
		...(args.colour === null ? [] : [args.colour ? '--color' : '--no-color']),
		'--',
		...args.paths,
	]);
}
