/** The outputs of `triage` and `report`: which ones, of what, and how they look. */
import {join} from 'node:path';
import {isAtLeast, isLevelAtLeast} from '../core/findings/severities.js';
import type {Severity} from '../core/index.js';
import {createFilter, FilterError, type FilterOptions} from '../core/triage/filter.js';
import type {Inventory} from '../core/triage/inventory/inventory.js';
import {LEVELS, type LedgerSummary, type Summary} from '../core/triage/summary.js';
import {plainText} from '../core/wording/plain-text.js';
import {InputError} from '../node/input-error.js';
import {
	type HistoryOptions,
	OUTPUTS,
	outputsFor,
	type OutputName,
	type OutputOptions,
	OutputError,
	writeOutputs,
} from '../node/triage/outputs.js';
import {EXIT, type ExitCode} from './exit-codes.js';
import type {InventoryChoice} from './inventory.js';
import {tellNothingRead} from './nothing-read.js';
import type {OptionValues} from './options/values.js';
import type {Output} from './output.js';
import {textOptions} from './text-options.js';
import {UsageError} from './usage-error.js';
import {packageVersion} from './version.js';

/** The options that both commands have. */
export type OutputValues = OptionValues<'report'>;

/** @throws UsageError for the first value that cannot be, before any work is done */
export function checkOutputValues(values: OutputValues): void {
	const {out, reporter, inventory} = values;
	checkHistory(values);
	const without = inventory === null ? reporter.find((name) => OUTPUTS[name].needsInventory === true) : undefined;
	if (without !== undefined) throw new UsageError(`${OUTPUTS[without].file} needs an inventory. Name it with --inventory.`);
	if (out === null && reporter.length > 1) throw new UsageError('Several outputs need a folder. Name one with --out.');
	const [only] = reporter;
	if (out === null && only !== undefined && !OUTPUTS[only].isText)
		throw new UsageError(`${OUTPUTS[only].file} is not text. Name a folder for it with --out.`);
}

/** @throws UsageError where the filter cannot be, before any log is read */
export function checkFilter(values: OutputValues, inventory: Inventory | null): void {
	try {
		createFilter(filterOf(values), inventory);
	} catch (error) {
		throw error instanceof FilterError ? new UsageError(error.message) : error;
	}
}

function checkHistory(values: OutputValues): void {
	const {history, since, until, where, redact} = values;
	for (const name of ['run-time', 'changes-since'] as const) {
		const value = values[name];
		if (value === null) continue;
		if (history === null) throw new UsageError(`--${name} needs the folder of the history. Name it with --history.`);
		if (runTime(value) === null)
			throw new UsageError(`Invalid value "${value}" for --${name}. Use a time such as 2024-03-12 or "2024-03-12 19:47".`);
	}
	if (history === null) return;
	if (since !== null || until !== null || where.length > 0)
		throw new UsageError('--history keeps whole runs and cannot be combined with --since, --until, or --where.');
	if (redact) throw new UsageError('--history contains names and cannot be combined with --redact.');
}

/** `2024-03-12T19:47:00`; `null` where it is no time. */
function runTime(text: string): string | null {
	const [, day, time = '00:00', seconds = '00'] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(text) ?? [];
	const whole = `${day}T${time}:${seconds}`;
	return day === undefined || Number.isNaN(Date.parse(`${whole}Z`)) ? null : whole;
}

function historyOf(values: OutputValues): HistoryOptions | null {
	const {history: folder, 'run-time': time, 'changes-since': since} = values;
	if (folder === null) return null;
	const now = new Date().toISOString().slice(0, '2024-03-12T19:47:21'.length);
	return {folder, run: time === null ? now : (runTime(time) ?? now), since: since === null ? null : runTime(since)};
}

function filterOf({since, until, where}: OutputValues): FilterOptions {
	return {since, until, where};
}

/**
 * @param choice the inventory, and what the answer is grouped by
 * @param changes to what the options say
 * @throws UsageError where results cannot be read, or outputs not written
 */
export async function makeOutputs(
	resultsFiles: readonly string[],
	values: OutputValues,
	choice: InventoryChoice,
	output: Output,
	changes: Partial<Pick<OutputOptions, 'out' | 'reporters' | 'redact' | 'key'>> = {},
): Promise<Summary> {
	const {out, reporter: reporters, top, baseline, redact} = values;
	try {
		const summary = await writeOutputs(resultsFiles, {
			out,
			reporters,
			...choice,
			filter: filterOf(values),
			top,
			baseline,
			history: historyOf(values),
			redact,
			terminal: {write: output.write, ...textOptions(values)},
			version: packageVersion(),
			tell: (message) => void process.stderr.write(`wulens: ${plainText(message)}\n`),
			...changes,
		});
		tellWhere(values, choice);
		tellUnused(summary);
		return summary;
	} catch (error) {
		if (error instanceof OutputError || error instanceof InputError || error instanceof FilterError) throw new UsageError(error.message);
		throw error;
	}
}

export function isNothingRead({inputs, analyzed, otherLogs, partlyRead}: LedgerSummary): boolean {
	return inputs > 0 && analyzed + otherLogs + partlyRead === 0;
}

function tellUnused({ledger}: Summary): void {
	const skipped = ledger.reasons.find(({status}) => status === 'skipped');
	if (isNothingRead(ledger) && skipped !== undefined) tellNothingRead(ledger.inputs, {name: skipped.example, reason: skipped.reason});
}

/** Says on standard error where to look next. */
export function tellWhere({out, reporter, quiet}: OutputValues, {inventory}: InventoryChoice): void {
	if (out === null || quiet) return;
	process.stderr.write(`wulens: ${plainText(whereText(out, outputsFor(reporter, inventory !== null)))}\n`);
}

function whereText(out: string, written: readonly OutputName[]): string {
	const others = written.filter((name) => name !== 'html').map((name) => OUTPUTS[name].file);
	if (others.length === written.length) return `Written to ${out}: ${others.join(', ')}`;
	const report = `The report is ${join(out, OUTPUTS.html.file)}.`;
	return others.length === 0 ? report : `${report} Also in that folder: ${others.join(', ')}`;
}

/** What could not be read weighs more than what was found: a script must not take half an answer for a whole one. */
export function exitCodeOf({ledger, problems, totals, sources, inventory}: Summary, failOn: Severity | null): ExitCode {
	if (sources.unreadable > 0) return EXIT.someFailed;
	if (isNothingRead(ledger)) return EXIT.couldNotRun;
	if (ledger.failed > 0) return ledger.failed === ledger.inputs ? EXIT.couldNotRun : EXIT.someFailed;
	if (inventory !== null && inventory.damagedRows > 0) return EXIT.someFailed;
	const isFound =
		problems.some(({severity}) => isAtLeast(severity, failOn)) ||
		LEVELS.some((level) => totals.verdicts[level] > 0 && isLevelAtLeast(level, failOn));
	return isFound ? EXIT.found : EXIT.done;
}
