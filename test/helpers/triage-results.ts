/** Results of a triage for tests of its answer: samples told again by machines of other names, and results made by hand. */
import {createAnalyzer} from '../../src/core/analyze.js';
import {type Aggregator, createAggregator} from '../../src/core/triage/aggregate.js';
import {createFilter, type FilterOptions} from '../../src/core/triage/filter.js';
import {type MachineSource, RESULT_SCHEMA, type TriageResult} from '../../src/core/triage/result.js';
import type {GroupBy, Summary} from '../../src/core/triage/summary.js';
import type {FileReport} from '../../src/core/types.js';
import {sampleReport} from './finding-fixtures.js';

export const SAMPLES = {
	proxyDead: 'wsus-system-proxy-fails-no-fallback.log',
	notInStore: 'wsus-https-certificate-not-in-store.log',
	pinned: 'wsus-https-pinned-verbose-ok.log',
	storeEmpty: 'wsus-https-store-empty-ok.log',
	http: 'wsus-http.log',
	win7: 'win7-named-proxy-8024402c.log',
	fallback: 'wsus-fallback-allowed-by-policy.log',
	undecoded: 'win10-1607-undecoded.log',
	offline: 'utf16-wsus-offline-cancelled.log',
	noWsus: 'two-scans-at-once.log',
} as const;

export interface ResultParts {
	readonly source?: MachineSource;
	readonly path?: string;
	readonly member?: string | null;
	/** Days that all times are later. */
	readonly days?: number;
}

const known = new Map<string, FileReport>();

/** The sample as the log of a machine. */
export function resultOf(sample: keyof typeof SAMPLES, machine: string, {days = 0, ...parts}: ResultParts = {}): TriageResult {
	const name = SAMPLES[sample];
	const report = known.get(name) ?? sampleReport(name);
	known.set(name, report);
	return resultWith(days === 0 ? report : shifted(report, days), machine, parts);
}

export function resultWith(
	report: FileReport,
	machine: string,
	{source = 'folder', path = `${machine}/WindowsUpdate.log`, member = null}: ResultParts = {},
): TriageResult {
	return {schema: RESULT_SCHEMA, machine: {name: machine, domain: null, source}, report: {...report, path, member}};
}

/** A file that is no log. */
export function noLog(text: string, machine: string, parts: ResultParts = {}): TriageResult {
	const analyzer = createAnalyzer();
	analyzer.push(new TextEncoder().encode(text));
	return resultWith(analyzer.end(), machine, parts);
}

/** A file that could not be read. */
export function unreadable(reason: string, machine: string, parts: ResultParts = {}): TriageResult {
	const report = noLog('', machine, parts).report;
	return resultWith({...report, status: 'failed', reason, verdict: {level: 'error', text: reason}}, machine, parts);
}

function shifted(report: FileReport, days: number): FileReport {
	return JSON.parse(
		JSON.stringify(report).replace(/\b\d{4}-\d{2}-\d{2}(?=T\d{2}:)/g, (day) =>
			new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10),
		),
	);
}

export interface SummarizeOptions extends FilterOptions {
	readonly groupBy?: GroupBy | null;
}

function aggregatorOf({groupBy = null, ...filter}: SummarizeOptions = {}): Aggregator {
	return createAggregator({filter: createFilter(filter), groupBy});
}

function endOf(aggregator: Aggregator): Summary {
	return aggregator.end({version: '0.0.0', generated: null, command: null, sources: {results: 0, replaced: 0, torn: 0, unreadable: 0}});
}

export function summarize(results: readonly TriageResult[], options: SummarizeOptions = {}): Summary {
	const aggregator = aggregatorOf(options);
	for (const result of results) aggregator.addResult(result);
	return endOf(aggregator);
}

/** Machines of every kind, a few of each. */
export function smallFleet(): readonly TriageResult[] {
	return [
		...['pc-101', 'pc-102', 'pc-103', 'pc-104'].map((name, index) => resultOf('proxyDead', name, {days: index})),
		...['pc-201', 'pc-202'].map((name) => resultOf('notInStore', name)),
		resultOf('pinned', 'pc-301', {source: 'log'}),
		resultOf('storeEmpty', 'pc-302', {source: 'log'}),
		...['pc-401', 'pc-402', 'pc-403'].map((name, index) => resultOf('http', name, {days: 2 * index})),
		resultOf('win7', 'old-1', {path: 'logs.zip', member: 'old-1/WindowsUpdate.log', source: 'archive'}),
		resultOf('fallback', 'pc-501'),
		resultOf('undecoded', 'pc-601'),
		resultOf('offline', 'pc-101', {path: 'pc-101/older.log', days: -40}),
		resultOf('noWsus', 'pc-701'),
		noLog('a shopping list', 'readme', {path: 'readme.txt', source: 'file'}),
		noLog('', 'pc-801', {path: 'pc-801/WindowsUpdate.log'}),
		unreadable('Reading it is not permitted.', 'pc-802', {path: 'pc-802/WindowsUpdate.log'}),
	];
}
