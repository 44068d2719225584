/** `wulens triage`: logs of many machines in, one answer out. */
import {mkdtemp, rm, stat} from 'node:fs/promises';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {STDIN} from '../../node/inputs/standard-input.js';
import {InputError, outputErrorReason} from '../../node/input-error.js';
import {type AskedRun, finishedAnswer, forgetAnswer, keepAnswer} from '../../node/triage/finished-run.js';
import {OUTPUTS, type OutputName, outputsFor} from '../../node/triage/outputs.js';
import {TriageError} from '../../node/triage/run-error.js';
import {triage, type TriageOptions, type TriageOutcome} from '../../node/triage/triage.js';
import {OutputError} from '../../node/triage/whole-file.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {cannotRead, namedInputs} from '../inputs.js';
import {chooseInventory, type InventoryChoice} from '../inventory.js';
import {withInterruption} from '../interruption.js';
import {loadRules} from '../load-rules.js';
import type {OptionValues, Parsed} from '../options/values.js';
import {type Output, outputTo} from '../output.js';
import {textOptions} from '../text-options.js';
import {checkFilter, checkOutputValues, exitCodeOf, isNothingRead, makeOutputs, tellWhere} from '../triage-outputs.js';
import {createTriageProgress, type TriageProgress} from '../triage-progress.js';
import {UsageError} from '../usage-error.js';
import {packageVersion} from '../version.js';

type Values = OptionValues<'triage'>;

const MILLISECONDS = 1000;

export async function triageCommand(parsed: Parsed<'triage'>): Promise<ExitCode> {
	const {values} = parsed;
	checkArguments(parsed);
	const machinePattern = values['machine-from'] === null ? null : parsePattern(values['machine-from']);
	await checkBaseline(values.baseline);
	const choice = await chooseInventory(values.inventory, values['group-by']);
	checkFilter(values, choice.inventory);
	return withInterruption((signal) => runInFolder(parsed, choice, machinePattern, signal), ['SIGINT', 'SIGTERM', 'SIGHUP']);
}

function checkArguments({values, positionals}: Parsed<'triage'>): void {
	const {resume, fresh, out, view} = values;
	if (positionals.includes(STDIN))
		throw new UsageError('triage reads files, not standard input. To read a list of paths from standard input, use --files-from -.');
	if (resume && fresh) throw new UsageError('--resume and --fresh cannot be combined.');
	checkOutputValues(values);
	checkQueue(values);
	if (view) checkView(values);
	if ((resume || fresh) && out === null)
		throw new UsageError(`--${resume ? 'resume' : 'fresh'} needs the output folder. Name it with --out.`);
}

function checkQueue({queue, out, root, redact}: Values): void {
	if (queue === null) {
		if (root !== null) throw new UsageError('--root is for workers. Name their queue with --queue.');
		return;
	}
	if (out === null) throw new UsageError('--queue needs a folder that all workers can write to. Name it with --out.');
	if (redact)
		throw new UsageError('--redact cannot be combined with --queue. Make the redacted outputs with wulens report --redact afterwards.');
}

function checkView({redact}: Values): void {
	if (redact) throw new UsageError('--view shows machine names and cannot be combined with --redact.');
	if (process.stdout.isTTY !== true || process.stdin.isTTY !== true) throw new UsageError('--view needs a terminal.');
}

async function checkBaseline(baseline: string | null): Promise<void> {
	if (baseline === null) return;
	try {
		await stat(baseline);
	} catch (error) {
		throw cannotRead(baseline, error);
	}
}

function parsePattern(text: string): RegExp {
	let pattern: RegExp;
	try {
		pattern = new RegExp(text, 'i');
	} catch (error) {
		throw new UsageError(`--machine-from is not a valid regular expression: ${error instanceof Error ? error.message : text}.`);
	}
	// The alternative that is empty always matches, and tells how many groups there are.
	if (new RegExp(`${text}|`).exec('')?.length === 1)
		throw new UsageError('--machine-from needs a group in parentheses for the name, such as "logs/([^/]+)/".');
	return pattern;
}

async function temporaryFolder(): Promise<string> {
	try {
		return await mkdtemp(join(tmpdir(), 'wulens-triage-'));
	} catch (error) {
		const reason = outputErrorReason(error);
		if (reason === null) throw error;
		const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
		throw new UsageError(`Cannot create a temporary folder in ${tmpdir()} (${variable}): ${reason}. Set ${variable}, or use --out.`);
	}
}

/** Without `--out` the results are in a folder that is gone afterwards. */
async function runInFolder(
	parsed: Parsed<'triage'>,
	choice: InventoryChoice,
	machinePattern: RegExp | null,
	signal: AbortSignal,
): Promise<ExitCode> {
	const {out} = parsed.values;
	const temporary = out === null ? await temporaryFolder() : null;
	try {
		return await run(parsed, choice, await triageOptions(parsed, out ?? temporary ?? '', machinePattern, signal));
	} catch (error) {
		if (error instanceof TriageError || error instanceof OutputError || error instanceof InputError) throw new UsageError(error.message);
		throw error;
	} finally {
		if (temporary !== null) await rm(temporary, {recursive: true, force: true});
	}
}

type RunOptions = Omit<TriageOptions, 'listener'> & {readonly signal: AbortSignal};

async function triageOptions(
	{values, positionals}: Parsed<'triage'>,
	folder: string,
	machinePattern: RegExp | null,
	signal: AbortSignal,
): Promise<RunOptions> {
	return {
		inputs: namedInputs(positionals, values['files-from'], signal),
		out: folder,
		version: packageVersion(),
		mode: values.resume ? 'resume' : values.fresh ? 'fresh' : 'auto',
		jobs: values.jobs ?? availableParallelism(),
		timeoutMs: Math.max(1, Math.round(values.timeout * MILLISECONDS)),
		rules: await loadRules(values.rules),
		policies: values.policy,
		findsContext: values.context,
		machinePattern,
		isPrivate: values.redact,
		signal,
	};
}

/** With threads of this program, or workers elsewhere. */
async function triageBy(values: Values, options: TriageOptions, progress: TriageProgress): Promise<TriageOutcome> {
	if (values.queue === null) return triage(options, progress.measure);
	const {triageByQueue} = await import('../triage-by-queue.js');
	return triageByQueue(values, values.queue, options, progress);
}

async function run({values}: Parsed<'triage'>, choice: InventoryChoice, options: RunOptions): Promise<ExitCode> {
	const progress = createTriageProgress({stream: process.stderr, isTerminal: process.stderr.isTTY === true, isQuiet: values.quiet});
	let outcome: TriageOutcome;
	try {
		outcome = await triageBy(values, {...options, listener: progress.addEvent}, progress);
	} finally {
		progress.end();
	}
	if (outcome.type === 'interrupted') {
		process.stderr.write(`wulens: ${interruptedText(outcome, values)}\n`);
		return EXIT.interrupted;
	}
	const asked = askedRun(values, choice, options);
	if (asked !== null && outcome.isUnchanged && !values.fresh) {
		const code = await answerAgain(asked, values, choice, outcome);
		if (code !== null) return code;
	}
	return writeAnswer(values, choice, asked, outcome, options.signal);
}

async function writeAnswer(
	values: Values,
	choice: InventoryChoice,
	asked: AskedRun | null,
	{results, key, close}: Extract<TriageOutcome, {type: 'done'}>,
	signal: AbortSignal,
): Promise<ExitCode> {
	const {out} = values;
	let isDone = false;
	// Outputs are made from results that are safe: they are given up as they are.
	const giveUp = (): void => {
		if (values.redact) {
			process.stderr.write(`wulens: Interrupted. ${NOTHING_KEPT}\n`);
			void close(false).finally(() => process.exit(EXIT.interrupted));
			return;
		}
		process.stderr.write('wulens: Interrupted. The results are kept; wulens report can create the outputs from them.\n');
		process.exit(EXIT.interrupted);
	};
	if (out !== null) signal.addEventListener('abort', giveUp, {once: true});
	try {
		if (out !== null) await forgetAnswer(out);
		const output = recorded(outputTo(process.stdout));
		const summary = await makeOutputs([results], values, choice, output, {
			...(out === null ? {} : outputsIn(out, values, choice)),
			key,
		});
		isDone = true;
		if (values.view) {
			const {viewTriage} = await import('../terminal/view-triage.js');
			await viewTriage(summary, [results], choice.inventory, values);
		}
		const exitCode = exitCodeOf(summary, values['fail-on']);
		const isSound = summary.sources.unreadable === 0 && !isNothingRead(summary.ledger) && !output.isClosed;
		if (asked !== null && isSound) await keepAnswer(asked, {text: output.text(), exitCode});
		return exitCode;
	} finally {
		signal.removeEventListener('abort', giveUp);
		await close(isDone);
	}
}

/** What outputs depend on; `null`: on more than can be told here, or they must not be remembered. */
function askedRun(values: Values, choice: InventoryChoice, {version}: RunOptions): AskedRun | null {
	const {out, history, baseline, redact, view, queue, reporter} = values;
	if (out === null || history !== null || baseline !== null || redact || view || queue !== null) return null;
	const {paint, ...text} = textOptions(values);
	return {
		out,
		files: ['results' as const, ...outputsFor(reporter, choice.inventory !== null)].map((name) => OUTPUTS[name].file),
		// How results are made is what the run compares itself; how many threads made them is all the same.
		dependsOn: {version, values: {...values, resume: false, fresh: false, jobs: null}, choice, text, isColored: paint !== undefined},
	};
}

/** Answers as the finished run did; `null`: its outputs have to be written again. */
async function answerAgain(
	asked: AskedRun,
	values: Values,
	choice: InventoryChoice,
	{close}: Extract<TriageOutcome, {type: 'done'}>,
): Promise<ExitCode | null> {
	const answer = await finishedAnswer(asked);
	const code = Object.values(EXIT).find((one) => one === answer?.exitCode);
	if (answer === null || code === undefined) return null;
	try {
		await outputTo(process.stdout).write(answer.text);
		tellWhere(values, choice);
		return code;
	} finally {
		await close(true);
	}
}

/** Remembers what is written. */
function recorded(output: Output): Output & {text(): string} {
	const written: string[] = [];
	return {
		...output,
		get isClosed() {
			return output.isClosed;
		},
		async write(text) {
			written.push(text);
			await output.write(text);
		},
		text: () => written.join(''),
	};
}

/** The results are there already, unless those that may be seen have to be made from those that may not. */
function outputsIn(
	out: string,
	{reporter, redact}: Values,
	{inventory}: InventoryChoice,
): {readonly out: string | null; readonly reporters: readonly OutputName[]} {
	const names = outputsFor(reporter, inventory !== null);
	const others = names.filter((name) => name !== 'results');
	const left = redact ? ['results' as const, ...others] : others;
	// No names would mean all.
	return left.length === 0 ? {out: null, reporters: []} : {out, reporters: left};
}

/** Results have the names until outputs are made of them. */
const NOTHING_KEPT = 'With --redact, unfinished results are deleted because they contain names.';

function interruptedText({done, inputs}: Extract<TriageOutcome, {type: 'interrupted'}>, {out, redact}: Values): string {
	const progress = inputs === null ? '' : ` after ${done.toLocaleString('en-US')} of ${inputs.toLocaleString('en-US')} inputs`;
	if (out === null) return `Interrupted${progress}. Without --out, nothing is kept.`;
	return `Interrupted${progress}. ${redact ? NOTHING_KEPT : 'Finished results are kept; run the same command again to continue.'}`;
}
