/** Makes the outputs from results files: one pass to index the results, one to write all outputs. */
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {createRedactor} from '../../core/redact/redact.js';
import type {Paint} from '../../core/wording/emphasis.js';
import {type Aggregator, createAggregator} from '../../core/triage/aggregate.js';
import {compareWithBaseline} from '../../core/triage/baseline.js';
import {createFilter, type FilterOptions, withoutName} from '../../core/triage/filter.js';
import {type Inventory, nameInInventory} from '../../core/triage/inventory/inventory.js';
import {redactedInventory} from '../../core/triage/inventory/redact-inventory.js';
import {createResultRedactor, type ResultRedactor} from '../../core/triage/redact-results.js';
import {withoutRepeats} from '../../core/triage/repeated.js';
import type {Filter} from '../../core/triage/selection.js';
import type {HistoryView} from '../../core/triage/history/history.js';
import type {GroupBy, InventoryColumn, Summary} from '../../core/triage/summary.js';
import {summaryText} from '../../core/triage/text.js';
import {historyText} from '../../core/triage/text/history.js';
import {outputErrorReason} from '../input-error.js';
import {readBaseline} from './baseline-file.js';
import {nextRun} from './history-folder.js';
import {outputsFor, OUTPUTS, type OutputName} from './outputs/index.js';
import type {Output} from './outputs/output.js';
import {indexResults, type ResultsIndex} from './results-file.js';
import {createWholeFile, OutputError, type WholeFile} from './whole-file.js';

export {outputsFor, OUTPUTS, type OutputName} from './outputs/index.js';
export {OutputError} from './whole-file.js';

interface Terminal {
	write(text: string): Promise<void>;
	readonly width?: number;
	readonly paint?: Paint;
	readonly unicode?: boolean;
}

export interface HistoryOptions {
	readonly folder: string;
	/** Time of this run, `2024-03-12T19:47:21`. */
	readonly run: string;
	/** Changes since this time are told; `null`: since the run before. */
	readonly since: string | null;
}

export interface OutputOptions {
	/** Folder for the output files; created if it does not exist. `null`: no files. */
	readonly out: string | null;
	/** Which outputs. With `out`, none means all; without, one text output may go to the terminal instead of the answer. */
	readonly reporters: readonly OutputName[];
	readonly filter: FilterOptions;
	readonly groupBy: GroupBy | InventoryColumn | null;
	/** @default none */
	readonly inventory?: Inventory | null;
	/** Rows of each list of the answer on the terminal. */
	readonly top: number;
	/** A summary.json, a results file, or a folder with one of them. */
	readonly baseline: string | null;
	/** Where runs are kept to be compared; `null`: nowhere. */
	readonly history?: HistoryOptions | null;
	/** Removes names from all outputs; not from the results files that they are made from. */
	readonly redact: boolean;
	/** Of encrypted results files. @default they are not encrypted */
	readonly key?: Uint8Array | null;
	/** Where the answer is printed; `null` for nowhere. */
	readonly terminal: Terminal | null;
	readonly version: string;
	/** When, and by which command; only shown where given, so that the same results give the same bytes. */
	readonly generated?: string | null;
	readonly command?: string | null;
	/** Called with messages for the user about results files that could not be read completely. */
	readonly tell?: (message: string) => void;
}

/**
 * Merges results files (the later of two results for the same path, member and machine counts) and makes the outputs.
 * Memory holds the answer and a short record of each result, not the results. Files are written under temporary names and
 * renamed when all of them are complete.
 *
 * @returns the answer, redacted if `redact` is set
 * @throws FilterError, InputError or OutputError, with a message for the user
 */
export async function writeOutputs(resultsFiles: readonly string[], options: OutputOptions): Promise<Summary> {
	const given = options.inventory ?? null;
	const filter = createFilter(options.filter, given);
	const index = await indexResults(resultsFiles, options.tell, options.key ?? null, given?.namesInDomains);
	const redactor = options.redact ? createResultRedactor(createRedactor()) : null;
	const files: WholeFile[] = [];
	try {
		if (redactor !== null) for await (const line of index.lines()) if ('result' in line) redactor.learn(line.result);
		const inventory = given === null || redactor === null ? given : redactedInventory(given, redactor.machine);
		const isAsked = askedFor(filter, given, redactor);
		const aggregator = createAggregator({filter, groupBy: options.groupBy, inventory, isAsked});
		const outputs = await openOutputs(options, inventory, files);
		await feedOutputs(index, aggregator, outputs, redactor);
		const summary = await withBaseline(
			aggregator.end({
				version: options.version,
				generated: options.generated ?? null,
				command: options.command ?? null,
				sources: index.sources,
			}),
			options,
			redactor,
		);
		const run = await historyRun(summary, options);
		for (const output of outputs) await output.end(summary, run?.view ?? null);
		for (const file of files) await file.finish();
		// An output may replace an input, which some systems do not allow while it is open.
		await index.close();
		for (const file of files) await file.keep();
		await run?.keep();
		await tellSummary(summary, run?.view ?? null, options);
		return summary;
	} finally {
		await index.close();
		await Promise.all(files.map((file) => file.discard()));
	}
}

/** Whether the filter, which knows names, asks for a machine of an inventory, which has none where they are redacted. */
function askedFor(filter: Filter, inventory: Inventory | null, redactor: ResultRedactor | null): (name: string) => boolean {
	if (inventory === null || redactor === null) return filter.selectsMachine;
	const names = inventory.machines.map((machine) => nameInInventory(machine, inventory));
	const asked = new Set(names.filter(filter.selectsMachine).map((name) => redactor.machine(name)));
	return (name) => asked.has(name);
}

async function historyRun(
	summary: Summary,
	{history = null}: OutputOptions,
): Promise<{readonly view: HistoryView; readonly keep: () => Promise<void>} | null> {
	if (history === null) return null;
	const run = await nextRun(history.folder, summary, history.run);
	return {view: {history: run.history, since: history.since}, keep: run.keep};
}

/** Prints the answer, and what changed over the runs. */
async function tellSummary(summary: Summary, view: HistoryView | null, options: OutputOptions): Promise<void> {
	const {terminal, version, top} = options;
	if (terminal === null || outputNames(options).onTerminal !== null) return;
	await terminal.write(summaryText(summary, {...terminal, version, top}));
	if (view !== null) await terminal.write(`\n${historyText(view, {...terminal, version, top})}`);
}

function outputNames({out, reporters, inventory = null}: OutputOptions): {
	readonly inFiles: readonly OutputName[];
	readonly onTerminal: OutputName | null;
} {
	if (out !== null) return {inFiles: outputsFor(reporters, inventory !== null), onTerminal: null};
	const [name = null] = reporters;
	if (reporters.length > 1) throw new OutputError('several outputs need a folder; specify it with --out');
	if (name !== null && !OUTPUTS[name].isText)
		throw new OutputError(`${OUTPUTS[name].file} is not text; specify a folder for it with --out`);
	return {inFiles: [], onTerminal: name};
}

async function openOutputs(options: OutputOptions, inventory: Inventory | null, files: WholeFile[]): Promise<readonly Output[]> {
	const {inFiles, onTerminal} = outputNames(options);
	const settings = {version: options.version, inventory};
	const {out, terminal} = options;
	const outputs: Output[] = [];
	if (onTerminal !== null && terminal !== null) {
		const decoder = new TextDecoder();
		outputs.push(OUTPUTS[onTerminal].create((data) => terminal.write(typeof data === 'string' ? data : decoder.decode(data)), settings));
	}
	if (out === null) return outputs;
	try {
		await mkdir(out, {recursive: true});
	} catch (error) {
		const reason = outputErrorReason(error);
		if (reason === null) throw error;
		throw new OutputError(`cannot write to ${out}: ${reason}`, {cause: error});
	}
	for (const name of inFiles) {
		const file = await createWholeFile(join(out, OUTPUTS[name].file));
		files.push(file);
		outputs.push(OUTPUTS[name].create(file.write, settings));
	}
	return outputs;
}

async function feedOutputs(
	index: ResultsIndex,
	aggregator: Aggregator,
	outputs: readonly Output[],
	redactor: ResultRedactor | null,
): Promise<void> {
	for await (const line of index.lines()) {
		if (!('result' in line)) {
			// It has the path and hash of the input, so it has no place in redacted results, which cannot be resumed.
			if (redactor === null) for (const output of outputs) await output.addDone?.(line);
			continue;
		}
		const whole = redactor === null ? line.result : redactor.result(line.result);
		const overlap = redactor === null || line.overlap === null ? line.overlap : {...line.overlap, ...redactor.place(line.overlap)};
		const result = withoutRepeats(whole, overlap);
		// Conditions name machines and servers as they are called.
		const original = redactor === null ? result : withoutRepeats(line.result, line.overlap);
		const selection = aggregator.addResult(result, overlap, original);
		for (const output of outputs) {
			const written = output.addResult?.(result, selection, {whole, overlap});
			if (written !== undefined) await written;
		}
	}
}

async function withBaseline(summary: Summary, options: OutputOptions, redactor: ResultRedactor | null): Promise<Summary> {
	const {baseline, filter, inventory = null, tell} = options;
	const before = baseline === null ? null : await readBaseline(baseline, createFilter(filter, inventory), tell);
	if (redactor === null) return before === null ? summary : {...summary, baseline: compareWithBaseline(summary, before)};
	const machines = before?.machines.map((machine) => ({...machine, name: redactor.machine(machine.name)}));
	return {
		...summary,
		// The command contains paths, and conditions may contain names of machines and servers.
		command: null,
		filter: {...summary.filter, where: summary.filter.where.map(withoutName)},
		// Pseudonyms are no names to doubt.
		doubts: [],
		baseline: before === null ? null : compareWithBaseline(summary, {...before, machines: machines ?? []}),
	};
}
