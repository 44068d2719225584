/** The outputs of a triage by name. */
import {FINDINGS} from '../../../core/triage/tables/findings.js';
import {LEDGER, ledgerRows} from '../../../core/triage/tables/ledger.js';
import {MACHINES} from '../../../core/triage/tables/machines.js';
import {SCANS} from '../../../core/triage/tables/scans.js';
import {TIMESKETCH} from '../../../core/triage/tables/timesketch.js';
import {csvOfInputs, csvOfSummary} from './csv.js';
import type {CreateOutput} from './output.js';
import {createHtmlOutput} from './html.js';
import {parquetOfInputs} from './parquet.js';
import {createResultsOutput} from './results.js';
import {eventRows, findingRows, scanRows} from './rows.js';
import {createSummaryOutput} from './summary.js';

export type OutputName =
	| 'results'
	| 'machines'
	| 'scans'
	| 'findings'
	| 'ledger'
	| 'summary'
	| 'html'
	| 'scans-parquet'
	| 'findings-parquet'
	| 'timesketch';

export interface OutputRow {
	/** Its name in the folder of outputs. */
	readonly file: string;
	readonly help: string;
	/** Text may go to standard output. */
	readonly isText: boolean;
	readonly create: CreateOutput;
}

export const OUTPUTS: Readonly<Record<OutputName, OutputRow>> = {
	results: {
		file: 'results.ndjson',
		help: 'everything, one result a line; wulens report reads it again',
		isText: true,
		create: createResultsOutput,
	},
	machines: {file: 'machines.csv', help: 'one row a machine', isText: true, create: csvOfSummary(MACHINES, ({machines}) => machines)},
	scans: {file: 'scans.csv', help: 'one row a scan', isText: true, create: csvOfInputs(SCANS, scanRows)},
	findings: {file: 'findings.csv', help: 'one row a finding', isText: true, create: csvOfInputs(FINDINGS, findingRows)},
	ledger: {
		file: 'ledger.csv',
		help: 'one row a file: analysed, skipped or failed, and why',
		isText: true,
		create: csvOfInputs(LEDGER, ledgerRows),
	},
	summary: {file: 'summary.json', help: 'the answer as one JSON document; --baseline reads it', isText: true, create: createSummaryOutput},
	html: {file: 'report.html', help: 'the answer as one page with tables and plots', isText: true, create: createHtmlOutput},
	'scans-parquet': {
		file: 'scans.parquet',
		help: 'one row a scan, for DuckDB and others',
		isText: false,
		create: parquetOfInputs(SCANS, scanRows),
	},
	'findings-parquet': {
		file: 'findings.parquet',
		help: 'one row a finding, for DuckDB and others',
		isText: false,
		create: parquetOfInputs(FINDINGS, findingRows),
	},
	timesketch: {file: 'timesketch.csv', help: 'one row an event, for Timesketch', isText: true, create: csvOfInputs(TIMESKETCH, eventRows)},
};

export function isOutputName(name: string): name is OutputName {
	return Object.hasOwn(OUTPUTS, name);
}
