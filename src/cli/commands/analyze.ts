/** `wulens analyze`: files in, one report out. */
import {type BigIntStats, createReadStream, fstatSync} from 'node:fs';
import {stat} from 'node:fs/promises';
import {RULES} from '../../core/findings/rules/index.js';
import type {FileReport, Rule, Severity, Totals} from '../../core/index.js';
import {totalsOf} from '../../core/report/report.js';
import {SEVERITIES} from '../../core/vocabulary.js';
import {plainText} from '../../core/wording/plain-text.js';
import {fileName} from '../../core/wording/labels.js';
import {isReporterName, REPORTERS, type ReporterName} from '../../core/report/reporters/index.js';
import {type AnalyzeFileOptions, analyzePath, analyzeStream} from '../../node/analyze-file.js';
import {createContextLoader} from '../../node/find-settings.js';
import {expandInputs, type NamedInput, STDIN} from '../../node/inputs/expand-inputs.js';
import {readPathList} from '../../node/inputs/path-list.js';
import {inputErrorReason} from '../../node/input-error.js';
import {parseArguments, parseWidth} from '../arguments.js';
import {type ColourChoice, painter, wantsColour, wantsUnicode} from '../colour.js';
import {EXIT, type ExitCode} from '../exit-codes.js';
import {ANALYZE_HELP} from '../help.js';
import {inBlocks, type FileOutput, type Output, outputTo, outputToFile} from '../output.js';
import {createProgress} from '../progress.js';
import {loadRules} from '../load-rules.js';
import {UsageError} from '../usage-error.js';
import {packageVersion} from '../version.js';

interface AnalyzeArguments {
	readonly inputs: readonly string[];
	readonly filesFrom: string | null;
	readonly reporter: ReporterName;
	readonly out: string | null;
	readonly colour: ColourChoice;
	readonly width: number | null;
	readonly policies: readonly string[];
	readonly findsContext: boolean;
	readonly rules: readonly string[];
	readonly failOn: Severity | null;
	readonly redact: boolean;
	readonly quiet: boolean;
}

const STDIN_NAME = '(standard input)';

/** `null`: help was asked for. */
export function parseAnalyzeArguments(argv: readonly string[]): AnalyzeArguments | null {
	const {values, positionals} = parseArguments({
		args: [...argv],
		allowPositionals: true,
		allowNegative: true,
		options: {
			reporter: {type: 'string', short: 'r'},
			out: {type: 'string', short: 'o'},
			'files-from': {type: 'string'},
			color: {type: 'boolean'},
			width: {type: 'string'},
			policy: {type: 'string', multiple: true},
			context: {type: 'boolean'},
			rules: {type: 'string', multiple: true},
			'fail-on': {type: 'string'},
			redact: {type: 'boolean'},
			quiet: {type: 'boolean', short: 'q'},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help === true) return null;
	const reporter = values.reporter ?? 'text';
	if (!isReporterName(reporter)) throw new UsageError(`there is no reporter "${reporter}"; choose ${Object.keys(REPORTERS).join(', ')}`);
	if (positionals.length === 0 && values['files-from'] === undefined)
		throw new UsageError('which log? Name a file, a folder, or "-" for standard input');
	if (positionals.includes(STDIN) && values['files-from'] === STDIN)
		throw new UsageError('standard input cannot be both a log and a list of files');
	if (positionals.filter((input) => input === STDIN).length > 1) throw new UsageError('standard input can be read once only');
	return {
		inputs: positionals,
		filesFrom: values['files-from'] ?? null,
		reporter,
		out: values.out ?? null,
		colour: values.color === undefined ? 'auto' : values.color ? 'always' : 'never',
		width: values.width === undefined ? null : parseWidth(values.width),
		policies: values.policy ?? [],
		findsContext: values.context !== false,
		rules: values.rules ?? [],
		failOn: values['fail-on'] === undefined ? null : parseLevel(values['fail-on']),
		redact: values.redact === true,
		quiet: values.quiet === true,
	};
}

function parseLevel(text: string): Severity {
	const level = SEVERITIES.find((candidate) => candidate === text);
	if (level === undefined) throw new UsageError(`--fail-on takes ${SEVERITIES.join(', ')}, not "${text}"`);
	return level;
}

export async function analyzeCommand(argv: readonly string[]): Promise<ExitCode> {
	const args = parseAnalyzeArguments(argv);
	if (args === null) {
		await outputTo(process.stdout).write(ANALYZE_HELP);
		return EXIT.done;
	}
	const interruption = new AbortController();
	const interrupt = (): void => interruption.abort();
	process.once('SIGINT', interrupt);
	try {
		return await run(args, interruption.signal);
	} finally {
		process.removeListener('SIGINT', interrupt);
	}
}

async function run(args: AnalyzeArguments, signal: AbortSignal): Promise<ExitCode> {
	const rules = [...(await loadRules(args.rules)), ...RULES];
	const logs = expandInputs(inputsOf(args, signal));
	if (args.out === null) return writeReport(args, signal, rules, logs, outputTo(process.stdout));
	const target = await statOf(args.out);
	for (const input of [...args.inputs, ...args.policies, ...args.rules, ...(args.filesFrom === null ? [] : [args.filesFrom])])
		await refuseTarget(input === STDIN ? {kind: 'stdin'} : {kind: 'file', path: input}, args.out, target);
	const output = await outputToFile(args.out);
	try {
		return await writeReport(args, signal, rules, exceptOutput(logs, args.out, target, output), output);
	} finally {
		await output.discard();
	}
}

async function writeReport(
	args: AnalyzeArguments,
	signal: AbortSignal,
	rules: readonly Rule[],
	inputs: AsyncIterable<NamedInput>,
	output: Output,
): Promise<ExitCode> {
	const redactor = args.redact ? (await import('../../core/redact/redact.js')).createRedactor() : null;
	const context = createContextLoader(args.policies);
	const toTerminal = args.out === null && process.stdout.isTTY === true;
	const paint = painter(wantsColour(args.colour, process.env, toTerminal));
	const width = args.width ?? (toTerminal ? process.stdout.columns : undefined);
	const reporter = REPORTERS[args.reporter].create({
		version: packageVersion(),
		unicode: wantsUnicode(process.env, process.platform),
		...(paint === undefined ? {} : {paint}),
		...(width === undefined ? {} : {width}),
	});
	const progress = createProgress(process.stderr, process.stderr.isTTY === true && !args.quiet);
	let totals = totalsOf([]);
	let found = false;

	await output.write(reporter.begin());
	for await (const input of inputs) {
		const name = input.kind === 'stdin' ? STDIN_NAME : input.path;
		const options: AnalyzeFileOptions = {
			signal,
			rules,
			context,
			findsContext: args.findsContext,
			scans: 'packed',
			onProgress: (bytes, size) => progress.update(name, bytes, size),
		};
		for await (const analyzed of input.kind === 'stdin' ? analyzeStream(process.stdin, name, options) : analyzePath(input, options)) {
			const report = redactor === null ? analyzed : redactor.file(analyzed);
			progress.clear();
			found ||= report.findings.some(
				(finding) => args.failOn !== null && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(args.failOn),
			);
			if (report.status === 'failed') process.stderr.write(`wulens: ${plainText(fileName(analyzed))}: ${analyzed.reason ?? ''}\n`);
			totals = addTotals(totals, report);
			for (const piece of inBlocks(reporter.file(report))) await output.write(piece);
			if (output.isClosed) return EXIT.done;
		}
		if (signal.aborted) break;
	}
	await output.write(reporter.end(totals));
	if (totals.files === 0 && !signal.aborted) throw new UsageError('there is no file to read');
	await output.end();
	if (signal.aborted) return EXIT.interrupted;
	return exitCodeOf(totals, found);
}

/** What could not be read weighs more than what was found: a script must not take half an answer for a whole one. */
function exitCodeOf(totals: Totals, found: boolean): ExitCode {
	if (totals.failed > 0) return totals.failed === totals.files ? EXIT.couldNotRun : EXIT.someFailed;
	return found ? EXIT.found : EXIT.done;
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

async function* inputsOf(args: AnalyzeArguments, signal: AbortSignal): AsyncGenerator<string> {
	yield* args.inputs;
	if (args.filesFrom === null) return;
	try {
		yield* readPathList(args.filesFrom === STDIN ? process.stdin : createReadStream(args.filesFrom), signal);
	} catch (error) {
		if (signal.aborted) return;
		const reason = inputErrorReason(error) ?? (isLineTooLong(error) ? 'it has a line that is too long for a path' : null);
		if (reason === null) throw error;
		throw new UsageError(`cannot read the list ${args.filesFrom === STDIN ? STDIN_NAME : args.filesFrom}: ${reason}`);
	}
}

/** What split2 says. */
function isLineTooLong(error: unknown): boolean {
	return error instanceof Error && error.message === 'maximum buffer reached';
}

/** The inputs without the temporary file, which is in the folder where the report will be. */
async function* exceptOutput(
	inputs: AsyncIterable<NamedInput>,
	out: string,
	target: BigIntStats | null,
	output: FileOutput,
): AsyncGenerator<NamedInput> {
	const temporary = output.temporaryPath === null ? null : await statOf(output.temporaryPath);
	for await (const input of inputs) {
		if (isSame(await statOfInput(input), temporary)) continue;
		await refuseTarget(input, out, target);
		yield input;
	}
}

/** Never writes over a file that is read, by whatever name. */
async function refuseTarget(input: NamedInput, out: string, target: BigIntStats | null): Promise<void> {
	if (isSame(await statOfInput(input), target)) throw new UsageError(`--out ${out} is one of the inputs`);
}

/** Follows links. `null` where there is no such file. */
async function statOf(path: string): Promise<BigIntStats | null> {
	try {
		return await stat(path, {bigint: true});
	} catch {
		return null;
	}
}

/** `null` also where standard input does not come from a file. */
async function statOfInput(input: NamedInput): Promise<BigIntStats | null> {
	if (input.kind !== 'stdin') return statOf(input.path);
	try {
		const stats = fstatSync(0, {bigint: true});
		return stats.isFile() ? stats : null;
	} catch {
		return null;
	}
}

function isSame(one: BigIntStats | null, other: BigIntStats | null): boolean {
	return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;
}
