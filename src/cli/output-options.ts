/** The options that `triage` and `report` share: which outputs, of what, and how they look. */
import {join} from 'node:path';
import type {ParseArgsConfig} from 'node:util';
import type {Severity} from '../core/index.js';
import {createFilter, FilterError, type FilterOptions} from '../core/triage/filter.js';
import {type GroupBy, GROUPINGS, type Summary} from '../core/triage/summary.js';
import {SEVERITIES} from '../core/vocabulary.js';
import {InputError} from '../node/input-error.js';
import {isOutputName, OUTPUTS, type OutputName, type OutputOptions, OutputError, writeOutputs} from '../node/triage/outputs.js';
import {plainText} from '../core/wording/plain-text.js';
import {parseWidth} from './arguments.js';
import {type ColourChoice, painter, wantsColour, wantsUnicode} from './colour.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import type {Output} from './output.js';
import {UsageError} from './usage-error.js';
import {packageVersion} from './version.js';

export const OUTPUT_CONFIG = {
	out: {type: 'string', short: 'o'},
	reporter: {type: 'string', short: 'r', multiple: true},
	'group-by': {type: 'string'},
	since: {type: 'string'},
	until: {type: 'string'},
	where: {type: 'string', multiple: true},
	top: {type: 'string'},
	baseline: {type: 'string'},
	redact: {type: 'boolean'},
	'fail-on': {type: 'string'},
	color: {type: 'boolean'},
	width: {type: 'string'},
	quiet: {type: 'boolean', short: 'q'},
	help: {type: 'boolean', short: 'h'},
} as const satisfies NonNullable<ParseArgsConfig['options']>;

export interface OutputArguments {
	readonly out: string | null;
	readonly reporters: readonly OutputName[];
	readonly groupBy: GroupBy | null;
	readonly filter: FilterOptions;
	readonly top: number;
	readonly baseline: string | null;
	readonly redact: boolean;
	readonly failOn: Severity | null;
	readonly colour: ColourChoice;
	readonly width: number | null;
	readonly quiet: boolean;
}

/** What `parseArguments` gives for `OUTPUT_CONFIG`. */
interface OutputValues {
	readonly out?: string | undefined;
	readonly reporter?: readonly string[] | undefined;
	readonly 'group-by'?: string | undefined;
	readonly since?: string | undefined;
	readonly until?: string | undefined;
	readonly where?: readonly string[] | undefined;
	readonly top?: string | undefined;
	readonly baseline?: string | undefined;
	readonly redact?: boolean | undefined;
	readonly 'fail-on'?: string | undefined;
	readonly color?: boolean | undefined;
	readonly width?: string | undefined;
	readonly quiet?: boolean | undefined;
}

const DEFAULT_TOP = 10;
const MAX_TOP = 100_000;

/** @throws UsageError for the first value that cannot be, before any work is done */
export function parseOutputArguments(values: OutputValues): OutputArguments {
	const reporters = (values.reporter ?? []).flatMap((names) => names.split(',')).map(parseReporter);
	const out = values.out ?? null;
	if (out === null && reporters.length > 1) throw new UsageError('several reporters need a folder: name it with --out');
	const [only] = reporters;
	if (out === null && only !== undefined && !OUTPUTS[only].isText)
		throw new UsageError(`${OUTPUTS[only].file} is no text: name a folder for it with --out`);
	const filter: FilterOptions = {since: values.since ?? null, until: values.until ?? null, where: values.where ?? []};
	try {
		createFilter(filter);
	} catch (error) {
		throw error instanceof FilterError ? new UsageError(error.message) : error;
	}
	return {
		out,
		reporters,
		groupBy: values['group-by'] === undefined ? null : oneOf(values['group-by'], GROUPINGS, '--group-by'),
		filter,
		top: values.top === undefined ? DEFAULT_TOP : wholeNumber(values.top, '--top', 1, MAX_TOP),
		baseline: values.baseline ?? null,
		redact: values.redact === true,
		failOn: values['fail-on'] === undefined ? null : oneOf(values['fail-on'], SEVERITIES, '--fail-on'),
		colour: values.color === undefined ? 'auto' : values.color ? 'always' : 'never',
		width: values.width === undefined ? null : parseWidth(values.width),
		quiet: values.quiet === true,
	};
}

function parseReporter(name: string): OutputName {
	if (!isOutputName(name)) throw new UsageError(`there is no reporter "${name}"; choose ${Object.keys(OUTPUTS).join(', ')}`);
	return name;
}

function oneOf<T extends string>(text: string, choices: readonly T[], option: string): T {
	const choice = choices.find((candidate) => candidate === text);
	if (choice === undefined) throw new UsageError(`${option} takes ${choices.join(', ')}, not "${text}"`);
	return choice;
}

export function wholeNumber(text: string, option: string, least: number, most: number): number {
	const number = Number(text);
	if (text.trim() === '' || !Number.isInteger(number) || number < least || number > most)
		throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not "${text}"`);
	return number;
}

/**
 * @param changes to what the arguments say
 * @throws UsageError where results cannot be read, or outputs not written
 */
export async function makeOutputs(
	resultsFiles: readonly string[],
	args: OutputArguments,
	output: Output,
	changes: Partial<Pick<OutputOptions, 'out' | 'reporters' | 'redact'>> = {},
): Promise<Summary> {
	const toTerminal = process.stdout.isTTY === true;
	const width = args.width ?? (toTerminal ? process.stdout.columns : undefined);
	const paint = painter(wantsColour(args.colour, process.env, toTerminal));
	const {out, reporters, groupBy, filter, top, baseline, redact} = args;
	try {
		const summary = await writeOutputs(resultsFiles, {
			out,
			reporters,
			groupBy,
			filter,
			top,
			baseline,
			redact,
			terminal: {
				write: output.write,
				unicode: wantsUnicode(process.env, process.platform),
				...(width === undefined ? {} : {width}),
				...(paint === undefined ? {} : {paint}),
			},
			version: packageVersion(),
			tell: (message) => void process.stderr.write(`wulens: ${plainText(message)}\n`),
			...changes,
		});
		if (out !== null && !args.quiet) process.stderr.write(`wulens: ${plainText(whereText(out, reporters))}\n`);
		return summary;
	} catch (error) {
		if (error instanceof OutputError || error instanceof InputError || error instanceof FilterError) throw new UsageError(error.message);
		throw error;
	}
}

/** Where to look next. @param reporters none: all */
function whereText(out: string, reporters: readonly OutputName[]): string {
	const files = (Object.keys(OUTPUTS) as OutputName[]).filter((name) => reporters.length === 0 || reporters.includes(name));
	const others = files.filter((name) => name !== 'html').map((name) => OUTPUTS[name].file);
	if (others.length === files.length) return `in ${out} there ${others.length === 1 ? 'is' : 'are'} ${others.join(', ')}`;
	return `the answer as a page is ${join(out, OUTPUTS.html.file)}${others.length === 0 ? '' : `; beside it ${others.length === 1 ? 'is' : 'are'} ${others.join(', ')}`}`;
}

/** `failOn` takes every severity down to the one named. What could not be read weighs more than what was found: a script must not take half an answer for a whole one. */
export function exitCodeOf({ledger, problems}: Summary, failOn: Severity | null): ExitCode {
	if (ledger.failed > 0) return ledger.failed === ledger.inputs ? EXIT.couldNotRun : EXIT.someFailed;
	const isFound = failOn !== null && problems.some(({severity}) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
	return isFound ? EXIT.found : EXIT.done;
}
