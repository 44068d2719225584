/** `wulens analyze`: files in, one report out. */
import {isUnrelatedFile} from '../../core/foreign-files/foreign-files.js';
import {RULES} from '../../core/findings/rules/index.js';
import {reaches} from '../../core/findings/severities.js';
import type {FileReport, Rule, Totals} from '../../core/index.js';
import type {Redactor} from '../../core/redact/redact.js';
import {totalsOf} from '../../core/report/report.js';
import type {Reporter} from '../../core/report/reporter.js';
import {REPORTERS} from '../../core/report/reporters/index.js';
import {fileName} from '../../core/wording/labels.js';
import {plainText} from '../../core/wording/plain-text.js';
import {type AnalyzeFileOptions, analyzePath, analyzeStream} from '../../node/analyze-file.js';
import {expandInputs, type NamedInput} from '../../node/inputs/expand-inputs.js';
import {STDIN} from '../../node/inputs/standard-input.js';
import {createContextLoader} from '../../node/find-settings.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {inputName, namedInputs, STDIN_NAME} from '../inputs.js';
import {withInterruption} from '../interruption.js';
import {loadRules} from '../load-rules.js';
import type {OptionValues, Parsed} from '../options/values.js';
import {inBlocks, type Output, outputTo} from '../output.js';
import {tellNothingRead, type UnusedFile} from '../nothing-read.js';
import {openGuardedOutput} from '../output-file.js';
import {createProgress, type Progress} from '../progress.js';
import {textOptions} from '../text-options.js';
import {UsageError} from '../usage-error.js';
import {packageVersion} from '../version.js';

type Values = OptionValues<'analyze'>;

/** Reports with a form for `--brief`. */
const BRIEF_REPORTERS: readonly Values['reporter'][] = ['text', 'markdown'];

export async function analyzeCommand(parsed: Parsed<'analyze'>): Promise<ExitCode> {
	checkArguments(parsed);
	return withInterruption((signal) => run(parsed, signal));
}

function checkArguments({values, positionals}: Parsed<'analyze'>): void {
	if (positionals.includes(STDIN) && values['files-from'] === STDIN)
		throw new UsageError('Standard input ("-") cannot be both a log and a list of files.');
	if (values.brief && !BRIEF_REPORTERS.includes(values.reporter))
		throw new UsageError(`--brief cannot be used with --reporter ${values.reporter}. Use text or markdown.`);
	if (values.full && values.reporter !== 'text')
		throw new UsageError(`--full cannot be used with --reporter ${values.reporter}. Use text.`);
	if (values.full && values.brief) throw new UsageError('--full and --brief exclude each other.');
}

/** The report goes to standard output, or to a file that is whole or as it was. */
async function run({values, positionals}: Parsed<'analyze'>, signal: AbortSignal): Promise<ExitCode> {
	const {out, policy, rules: rulesFiles, 'files-from': filesFrom} = values;
	const rules = [...(await loadRules(rulesFiles)), ...RULES];
	const inputs = expandInputs(namedInputs(positionals, filesFrom, signal));
	const job = {values, named: new Set(positionals), rules, signal};
	if (out === null) return writeReport(job, inputs, outputTo(process.stdout));
	const guarded = await openGuardedOutput(out, [...positionals, ...policy, ...rulesFiles, ...(filesFrom === null ? [] : [filesFrom])]);
	try {
		return await writeReport(job, guarded.inputs(inputs, 'refuse'), guarded.output);
	} finally {
		await guarded.output.discard();
	}
}

interface Job {
	readonly values: Values;
	/** What the user named, rather than what was found in it. */
	readonly named: ReadonlySet<string>;
	readonly rules: readonly Rule[];
	readonly signal: AbortSignal;
}

async function writeReport(job: Job, inputs: AsyncIterable<NamedInput>, output: Output): Promise<ExitCode> {
	const {values, signal} = job;
	const reporter = createReporter(job);
	let totals = totalsOf([]);
	let isFound = false;
	let isRead = false;
	let unused: UnusedFile | null = null;
	await output.write(reporter.begin());
	for await (const report of reportsOn(job, inputs)) {
		isFound ||= reaches(report, values['fail-on']);
		totals = addTotals(totals, report);
		isRead ||= isUsed(report);
		if (report.status === 'skipped') unused ??= {name: fileName(report), reason: report.reason ?? ''};
		for (const piece of inBlocks(reporter.file(report))) await output.write(piece);
		if (output.isClosed) return EXIT.done;
	}
	await output.write(reporter.end(totals));
	if (totals.files === 0 && !signal.aborted) throw new UsageError('There are no files to read.');
	await output.end();
	if (signal.aborted) return EXIT.interrupted;
	if (isRead) return exitCodeOf(totals, isFound);
	// Each failure was told when it came.
	if (totals.skipped > 0) tellNothingRead(totals.files, unused);
	return EXIT.couldNotRun;
}

/** As a log, if only in part, or as another one that tells of failures. */
function isUsed({status, log, neighbor}: FileReport): boolean {
	return status === 'analyzed' || log !== null || neighbor !== null;
}

function createReporter({values, named}: Job): Reporter {
	return REPORTERS[values.reporter].create({
		version: packageVersion(),
		...textOptions(values, values.out === null && process.stdout.isTTY === true),
		isBrief: values.brief,
		isFull: values.full,
		isAside: (report) => (report.member !== null || !named.has(report.path)) && isUnrelatedFile(report),
	});
}

/** Reports on all inputs, one after the other, without names where that is asked for; failures are told at once. */
async function* reportsOn(job: Job, inputs: AsyncIterable<NamedInput>): AsyncGenerator<FileReport> {
	const {values, signal} = job;
	const redactor = await createRedactorFor(values);
	const progress = createProgress(process.stderr, process.stderr.isTTY === true && !values.quiet);
	const options = analyzeOptions(job);
	for await (const input of inputs) {
		for await (const analyzed of reportsOnInput(input, options, progress)) {
			progress.clear();
			const report = redactor === null ? analyzed : redactor.file(analyzed);
			if (report.status === 'failed') process.stderr.write(`wulens: ${plainText(fileName(analyzed))}: ${analyzed.reason ?? ''}\n`);
			yield report;
		}
		if (signal.aborted) break;
	}
}

async function createRedactorFor({redact}: Values): Promise<Redactor | null> {
	return redact ? (await import('../../core/redact/redact.js')).createRedactor() : null;
}

function analyzeOptions({values, rules, signal}: Job): AnalyzeFileOptions {
	return {signal, rules, context: createContextLoader(values.policy), findsContext: values.context, scans: 'packed-if-many'};
}

function reportsOnInput(input: NamedInput, options: AnalyzeFileOptions, progress: Progress): AsyncGenerator<FileReport> {
	const watched: AnalyzeFileOptions = {...options, onProgress: (bytes, size) => progress.update(inputName(input), bytes, size)};
	return input.kind === 'stdin' ? analyzeStream(process.stdin, STDIN_NAME, watched) : analyzePath(input, watched);
}

/** What could not be read weighs more than what was found: a script must not take half an answer for a whole one. */
function exitCodeOf(totals: Totals, isFound: boolean): ExitCode {
	if (totals.failed > 0) return totals.failed === totals.files ? EXIT.couldNotRun : EXIT.someFailed;
	return isFound ? EXIT.found : EXIT.done;
}

function addTotals(totals: Totals, report: FileReport): Totals {
	const one = totalsOf([report]);
	const findings: Record<string, number> = {...totals.findings};
	for (const [rule, count] of Object.entries(one.findings)) findings[rule] = (findings[rule] ?? 0) + count;
	return {
		files: totals.files + one.files,
		analyzed: totals.analyzed + one.analyzed,
		skipped: totals.skipped + one.skipped,
		failed: totals.failed + one.failed,
		scans: totals.scans + one.scans,
		online: totals.online + one.online,
		succeeded: totals.succeeded + one.succeeded,
		failedScans: totals.failedScans + one.failedScans,
		cancelled: totals.cancelled + one.cancelled,
		unknown: totals.unknown + one.unknown,
		findings,
	};
}
