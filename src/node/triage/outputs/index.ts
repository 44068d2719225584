/** The outputs of a triage, by name. */
import {ATTEMPTS} from '../../../core/triage/tables/attempts.js';
import {OUTSIDE_FAILURES} from '../../../core/triage/tables/failures.js';
import {FINDINGS} from '../../../core/triage/tables/findings.js';
import {INVENTORY, inventoryRows} from '../../../core/triage/tables/inventory.js';
import {LEDGER} from '../../../core/triage/tables/ledger.js';
import {MACHINES} from '../../../core/triage/tables/machines.js';
import {SCANS} from '../../../core/triage/tables/scans.js';
import {TIMESKETCH} from '../../../core/triage/tables/timesketch.js';
import {csvOfInputs, csvOfSummary} from './csv.js';
import {createEcsOutput} from './ecs.js';
import type {CreateOutput} from './output.js';
import {createHtmlOutput} from './html.js';
import {parquetOfInputs, parquetOfSummary} from './parquet.js';
import {createPrometheusOutput} from './prometheus.js';
import {createResultsOutput} from './results.js';
import {attemptRows, eventRows, failureRows, fileRows, findingRows, scanRows} from './rows.js';
import {createSummaryOutput} from './summary.js';

export interface OutputRow {
	/** File name in the folder of outputs. */
	readonly file: string;
	readonly help: string;
	/** Text can be written to standard output. */
	readonly isText: boolean;
	/** There is nothing to write without an inventory. */
	readonly needsInventory?: true;
	/** Not written unless it is named: another program has to take it in. */
	readonly isForOthers?: true;
	readonly create: CreateOutput;
}

const ROWS = {
	results: {
		file: 'results.ndjson',
		help: 'everything, one result per line; input for wulens report',
		isText: true,
		create: createResultsOutput,
	},
	machines: {file: 'machines.csv', help: 'one row per machine', isText: true, create: csvOfSummary(MACHINES, ({machines}) => machines)},
	scans: {file: 'scans.csv', help: 'one row per scan', isText: true, create: csvOfInputs(SCANS, scanRows)},
	attempts: {file: 'attempts.csv', help: 'one row per proxy attempt', isText: true, create: csvOfInputs(ATTEMPTS, attemptRows)},
	findings: {file: 'findings.csv', help: 'one row per finding', isText: true, create: csvOfInputs(FINDINGS, findingRows)},
	failures: {
		file: 'failures.csv',
		help: 'one row per failure outside scans',
		isText: true,
		create: csvOfInputs(OUTSIDE_FAILURES, failureRows),
	},
	inventory: {
		file: 'inventory.csv',
		help: 'one row per machine of the inventory, and per machine that it does not list',
		isText: true,
		needsInventory: true,
		create: csvOfSummary(INVENTORY, inventoryRows),
	},
	ledger: {
		file: 'ledger.csv',
		help: 'one row per file: analyzed, skipped or failed, and why',
		isText: true,
		create: csvOfInputs(LEDGER, fileRows),
	},
	summary: {file: 'summary.json', help: 'the answer as JSON; input for --baseline', isText: true, create: createSummaryOutput},
	html: {file: 'report.html', help: 'the answer as a web page with tables and charts', isText: true, create: createHtmlOutput},
	'machines-parquet': {
		file: 'machines.parquet',
		help: 'one row per machine, for DuckDB and similar tools',
		isText: false,
		create: parquetOfSummary(MACHINES, ({machines}) => machines),
	},
	'scans-parquet': {
		file: 'scans.parquet',
		help: 'one row per scan, for DuckDB and similar tools',
		isText: false,
		create: parquetOfInputs(SCANS, scanRows),
	},
	'attempts-parquet': {
		file: 'attempts.parquet',
		help: 'one row per proxy attempt, for DuckDB and similar tools',
		isText: false,
		create: parquetOfInputs(ATTEMPTS, attemptRows),
	},
	'findings-parquet': {
		file: 'findings.parquet',
		help: 'one row per finding, for DuckDB and similar tools',
		isText: false,
		create: parquetOfInputs(FINDINGS, findingRows),
	},
	'failures-parquet': {
		file: 'failures.parquet',
		help: 'one row per failure outside scans, for DuckDB and similar tools',
		isText: false,
		create: parquetOfInputs(OUTSIDE_FAILURES, failureRows),
	},
	'inventory-parquet': {
		file: 'inventory.parquet',
		help: 'one row per machine of the inventory, and per machine that it does not list, for DuckDB and similar tools',
		isText: false,
		needsInventory: true,
		create: parquetOfSummary(INVENTORY, inventoryRows),
	},
	'ledger-parquet': {
		file: 'ledger.parquet',
		help: 'one row per file, for DuckDB and similar tools',
		isText: false,
		create: parquetOfInputs(LEDGER, fileRows),
	},
	timesketch: {file: 'timesketch.csv', help: 'one row per event, for Timesketch', isText: true, create: csvOfInputs(TIMESKETCH, eventRows)},
	ecs: {
		file: 'events.ecs.ndjson',
		help: 'scans, failures, and findings for Elastic, Splunk, and Log Analytics; only if named',
		isText: true,
		isForOthers: true,
		create: createEcsOutput,
	},
	prometheus: {
		file: 'wulens.prom',
		help: 'the numbers of the answer for Prometheus; only if named',
		isText: true,
		isForOthers: true,
		create: createPrometheusOutput,
	},
} as const satisfies Readonly<Record<string, OutputRow>>;

export type OutputName = keyof typeof ROWS;

export const OUTPUTS: Readonly<Record<OutputName, OutputRow>> = ROWS;

export const OUTPUT_NAMES: readonly OutputName[] = Object.keys(ROWS) as OutputName[];

/** The outputs that are asked for, each once. @param names none: all for which there is something to write, but those for other programs */
export function outputsFor(names: readonly OutputName[], hasInventory: boolean): readonly OutputName[] {
	if (names.length > 0) return [...new Set(names)];
	return OUTPUT_NAMES.filter((name) => {
		const {needsInventory, isForOthers} = OUTPUTS[name];
		return isForOthers !== true && (hasInventory || needsInventory !== true);
	});
}
