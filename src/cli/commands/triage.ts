/** `wulens triage`: logs of many machines in, one answer out. */
import {createReadStream} from 'node:fs';
import {mkdtemp, rm, stat} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {STDIN} from '../../node/inputs/expand-inputs.js';
import {readPathList} from '../../node/inputs/path-list.js';
import {InputError, inputErrorReason} from '../../node/input-error.js';
import {OUTPUTS, type OutputName} from '../../node/triage/outputs.js';
import type {RunMode} from '../../node/triage/run-folder.js';
import {TriageError} from '../../node/triage/run-error.js';
import {triage, type TriageOptions, type TriageOutcome} from '../../node/triage/triage.js';
import {OutputError} from '../../node/triage/whole-file.js';
import {parseArguments} from '../arguments.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {TRIAGE_HELP} from '../help-triage.js';
import {outputTo} from '../output.js';
import {exitCodeOf, makeOutputs, OUTPUT_CONFIG, type OutputArguments, parseOutputArguments, wholeNumber} from '../output-options.js';
import {createTriageProgress} from '../triage-progress.js';
import {UsageError} from '../usage-error.js';
import {packageVersion} from '../version.js';
import {loadRules} from '../load-rules.js';

interface TriageArguments extends OutputArguments {
	readonly inputs: readonly string[];
	readonly filesFrom: string | null;
	readonly machinePattern: RegExp | null;
	/** `null`: as many as there are cores. */
	readonly jobs: number | null;
	readonly timeoutMs: number;
	readonly mode: RunMode;
	readonly policies: readonly string[];
	readonly findsContext: boolean;
	readonly rules: readonly string[];
	/** Opens what was found in the terminal. */
	readonly isView: boolean;
}

const MAX_JOBS = 256;
const DEFAULT_TIMEOUT = '600';
const MAX_TIMEOUT = 1_000_000;
const STDIN_NAME = '(standard input)';

/** `null`: help was asked for. */
export function parseTriageArguments(argv: readonly string[]): TriageArguments | null {
	const {values, positionals} = parseArguments({
		args: [...argv],
		allowPositionals: true,
		allowNegative: true,
		options: {
			...OUTPUT_CONFIG,
			'files-from': {type: 'string'},
			'machine-from': {type: 'string'},
			jobs: {type: 'string', short: 'j'},
			timeout: {type: 'string'},
			resume: {type: 'boolean'},
			fresh: {type: 'boolean'},
			policy: {type: 'string', multiple: true},
			context: {type: 'boolean'},
			rules: {type: 'string', multiple: true},
			view: {type: 'boolean'},
		},
	});
	if (values.help === true) return null;
	if (positionals.length === 0 && values['files-from'] === undefined)
		throw new UsageError('which logs? Name folders, archives, files or patterns, or a list of them with --files-from');
	if (positionals.includes(STDIN)) throw new UsageError('triage reads files; for a list of them on standard input say --files-from -');
	if (values.resume === true && values.fresh === true) throw new UsageError('--resume and --fresh cannot both be');
	const output = parseOutputArguments(values);
	if (values.view === true) checkView(output);
	if ((values.resume === true || values.fresh === true) && output.out === null)
		throw new UsageError(`--${values.resume === true ? 'resume' : 'fresh'} needs the folder of the results: --out`);
	return {
		...output,
		inputs: positionals,
		filesFrom: values['files-from'] ?? null,
		machinePattern: values['machine-from'] === undefined ? null : parsePattern(values['machine-from']),
		jobs: values.jobs === undefined ? null : wholeNumber(values.jobs, '--jobs', 1, MAX_JOBS),
		timeoutMs: parseSeconds(values.timeout ?? DEFAULT_TIMEOUT),
		mode: values.resume === true ? 'resume' : values.fresh === true ? 'fresh' : 'auto',
		policies: values.policy ?? [],
		findsContext: values.context !== false,
		rules: values.rules ?? [],
		isView: values.view === true,
	};
}

function checkView({redact}: OutputArguments): void {
	if (redact) throw new UsageError('--view shows the names of machines; leave --redact away');
	if (process.stdout.isTTY !== true || process.stdin.isTTY !== true) throw new UsageError('--view needs a terminal');
}

function parsePattern(text: string): RegExp {
	let pattern: RegExp;
	try {
		pattern = new RegExp(text, 'i');
	} catch (error) {
		throw new UsageError(`--machine-from takes a regular expression: ${error instanceof Error ? error.message : text}`);
	}
	// The alternative that is empty always matches, and tells how many groups there are.
	if (new RegExp(`${text}|`).exec('')?.length === 1)
		throw new UsageError('--machine-from needs a group in parentheses that is the name, such as "logs/([^/]+)/"');
	return pattern;
}

function parseSeconds(text: string): number {
	const seconds = Number(text);
	if (text.trim() === '' || !(seconds > 0 && seconds <= MAX_TIMEOUT))
		throw new UsageError(`--timeout takes seconds up to ${MAX_TIMEOUT}, not "${text}"`);
	return Math.max(1, Math.round(seconds * 1000));
}

export async function triageCommand(argv: readonly string[]): Promise<ExitCode> {
	const args = parseTriageArguments(argv);
	if (args === null) {
		await outputTo(process.stdout).write(TRIAGE_HELP);
		return EXIT.done;
	}
	if (args.baseline !== null) await stat(args.baseline).catch((error: unknown) => Promise.reject(cannotRead(args.baseline ?? '', error)));
	const interruption = new AbortController();
	const interrupt = (): void => interruption.abort();
	// Once: whoever asks a second time means at once.
	for (const signal of SIGNALS) process.once(signal, interrupt);
	const temporary = args.out === null ? await mkdtemp(join(tmpdir(), 'wulens-triage-')) : null;
	try {
		return await run(args, args.out ?? temporary ?? '', interruption.signal);
	} catch (error) {
		if (error instanceof TriageError || error instanceof OutputError || error instanceof InputError) throw new UsageError(error.message);
		throw error;
	} finally {
		for (const signal of SIGNALS) process.removeListener(signal, interrupt);
		if (temporary !== null) await rm(temporary, {recursive: true, force: true});
	}
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

async function run(args: TriageArguments, folder: string, signal: AbortSignal): Promise<ExitCode> {
	const rules = await loadRules(args.rules);
	const progress = createTriageProgress({stream: process.stderr, isTerminal: process.stderr.isTTY === true, isQuiet: args.quiet});
	const {mode, policies, findsContext, machinePattern, timeoutMs} = args;
	const options: TriageOptions = {
		inputs: inputsOf(args, signal),
		out: folder,
		version: packageVersion(),
		mode,
		jobs: args.jobs ?? availableParallelism(),
		timeoutMs,
		rules,
		policies,
		findsContext,
		machinePattern,
		isPrivate: args.redact,
		signal,
		listener: progress.addEvent,
	};
	let outcome: TriageOutcome;
	try {
		outcome = await triage(options, progress.measure);
	} finally {
		progress.end();
	}
	if (outcome.type === 'interrupted') {
		process.stderr.write(`wulens: ${interruptedText(outcome, args.out)}\n`);
		return EXIT.interrupted;
	}
	return writeAnswer(args, outcome, signal);
}

async function writeAnswer(
	args: TriageArguments,
	{results, close}: Extract<TriageOutcome, {type: 'done'}>,
	signal: AbortSignal,
): Promise<ExitCode> {
	let isDone = false;
	// Outputs are made from results that are safe: they are given up as they are.
	const giveUp = (): void => {
		process.stderr.write('wulens: interrupted; the results are kept, and the outputs can be made from them\n');
		process.exit(EXIT.interrupted);
	};
	if (args.out !== null) signal.addEventListener('abort', giveUp, {once: true});
	try {
		const summary = await makeOutputs([results], args, outputTo(process.stdout), args.out === null ? {} : outputsIn(args.out, args));
		isDone = true;
		if (args.isView) {
			const {viewTriage} = await import('../terminal/view-triage.js');
			await viewTriage(summary, [results], {...args, colour: args.colour === 'auto' ? null : args.colour === 'always'});
		}
		return exitCodeOf(summary, args.failOn);
	} finally {
		signal.removeEventListener('abort', giveUp);
		await close(isDone);
	}
}

/** The results are there already, unless those that may be seen have to be made from those that may not. */
function outputsIn(
	out: string,
	{reporters, redact}: TriageArguments,
): {readonly out: string | null; readonly reporters: readonly OutputName[]} {
	const names = reporters.length === 0 ? (Object.keys(OUTPUTS) as OutputName[]) : reporters;
	const others = names.filter((name) => name !== 'results');
	const left = redact ? ['results' as const, ...others] : others;
	// No names would mean all.
	return left.length === 0 ? {out: null, reporters: []} : {out, reporters: left};
}

function interruptedText({done, inputs}: Extract<TriageOutcome, {type: 'interrupted'}>, out: string | null): string {
	const kept = out === null ? 'nothing is kept without --out' : 'what is done is kept: run the same command again to go on';
	return `interrupted${inputs === null ? '' : ` when ${done.toLocaleString('en-US')} of ${inputs.toLocaleString('en-US')} inputs were done`}; ${kept}`;
}

async function* inputsOf({inputs, filesFrom}: TriageArguments, signal: AbortSignal): AsyncGenerator<string> {
	yield* inputs;
	if (filesFrom === null) return;
	try {
		yield* readPathList(filesFrom === STDIN ? process.stdin : createReadStream(filesFrom), signal);
	} catch (error) {
		if (signal.aborted) return;
		throw cannotRead(`the list ${filesFrom === STDIN ? STDIN_NAME : filesFrom}`, error);
	}
}

function cannotRead(what: string, error: unknown): unknown {
	// What split2 says.
	const reason =
		inputErrorReason(error) ??
		(error instanceof Error && error.message === 'maximum buffer reached' ? 'it has a line that is too long for a path' : null);
	return reason === null ? error : new UsageError(`cannot read ${what}: ${reason}`);
}
