/** The answer as gauges in Prometheus's text format, as the textfile collectors of its exporters read them. */
import {plainText} from '../wording/plain-text.js';
import {byText, firstNonZero} from './compare.js';
import {LEVELS, type MachineSummary, PINNING_STATES, type Summary} from './summary.js';

interface Sample {
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
}

interface Gauge {
	readonly name: string;
	readonly help: string;
	readonly samplesOf: (summary: Summary) => readonly Sample[];
}

/** Each combination of labels is a time series of its own, for which the server pays. */
export const MAX_SAMPLES = 100;

const GAUGES: readonly Gauge[] = [
	{
		name: 'wulens_info',
		help: 'Version of wulens that wrote this file.',
		samplesOf: ({tool}) => [{labels: {version: tool.version}, value: 1}],
	},
	{
		name: 'wulens_machines',
		help: 'Machines with a log that could be read, by verdict.',
		samplesOf: ({totals}) => LEVELS.map((verdict) => ({labels: {verdict}, value: totals.verdicts[verdict]})),
	},
	{
		name: 'wulens_machines_without_log',
		help: 'Machines with files, none of which is a log that could be read.',
		samplesOf: ({totals}) => only(totals.machinesWithoutLog),
	},
	{
		name: 'wulens_inventory_machines',
		help: 'Machines of the inventory, by whether a log of them was read, and machines that it does not list.',
		samplesOf: ({inventory}) =>
			inventory === null
				? []
				: [
						{labels: {log: 'read'}, value: inventory.withLog},
						{labels: {log: 'none'}, value: inventory.withoutLog.length},
						{labels: {log: 'not-listed'}, value: inventory.notListed.length},
					],
	},
	{
		name: 'wulens_machines_with_failed_scans',
		help: 'Machines on which at least one scan failed.',
		samplesOf: ({totals}) => only(totals.machinesWithFailedScans),
	},
	{
		name: 'wulens_machines_with_outside_failures',
		help: 'Machines with failures of consequence outside scans.',
		samplesOf: ({totals}) => only(totals.machinesWithOutsideFailures),
	},
	{
		name: 'wulens_scans',
		help: 'Scans in the logs, by how they ended.',
		samplesOf: ({totals: {succeeded, failed, cancelled, unknown}}) =>
			Object.entries({succeeded, failed, cancelled, unknown}).map(([outcome, value]) => ({labels: {outcome}, value})),
	},
	{
		name: 'wulens_problem_machines',
		help: `Machines with a problem, by rule, severity, and code of the failure; the ${MAX_SAMPLES} of the most machines.`,
		samplesOf: ({machines}) => most(problemSamples(machines)),
	},
	{
		name: 'wulens_problems',
		help: 'Problems of the fleet, by rule, severity, and code, whether they are in this file or not.',
		samplesOf: ({machines}) => only(problemSamples(machines).length),
	},
	{
		name: 'wulens_server_machines',
		help: `Machines of a WSUS server; the ${MAX_SAMPLES} servers of the most machines.`,
		samplesOf: ({servers}) => most(servers.map(({server, machines}) => ({labels: {server}, value: machines}))),
	},
	{
		name: 'wulens_server_machines_with_failed_scans',
		help: `Machines whose scans of a WSUS server failed; the ${MAX_SAMPLES} servers of the most such machines.`,
		samplesOf: ({servers}) =>
			most(servers.map(({server, machinesWithFailedScans}) => ({labels: {server}, value: machinesWithFailedScans}))),
	},
	{
		name: 'wulens_pinning_machines',
		help: 'Machines by whether the certificate of WSUS is pinned.',
		samplesOf: ({pinning}) => PINNING_STATES.map((state) => ({labels: {state}, value: pinning[state]})),
	},
	{
		name: 'wulens_inputs',
		help: 'Files, by whether they were analyzed, skipped, or could not be read.',
		samplesOf: ({ledger: {analyzed, skipped, failed}}) =>
			Object.entries({analyzed, skipped, failed}).map(([status, value]) => ({labels: {status}, value})),
	},
];

/** Ends with a line feed, as the collectors demand. */
export function prometheusText(summary: Summary): string {
	return GAUGES.map(({name, help, samplesOf}) => {
		const lines = samplesOf(summary).map(({labels, value}) => `${name}${labelsText(labels)} ${value}\n`);
		return lines.length === 0 ? '' : `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
	}).join('');
}

function only(value: number): readonly Sample[] {
	return [{labels: {}, value}];
}

function most(samples: readonly Sample[]): readonly Sample[] {
	const key = ({labels}: Sample): string => JSON.stringify(labels);
	return [...samples].sort((one, other) => firstNonZero(other.value - one.value, byText(key(one), key(other)))).slice(0, MAX_SAMPLES);
}

/** A machine counts once for each, at however many servers it has the problem. */
function problemSamples(machines: readonly MachineSummary[]): readonly Sample[] {
	const counts = new Map<string, {readonly labels: Sample['labels']; value: number}>();
	for (const {problems} of machines) {
		const own = new Map(
			problems.map(({rule: problem, severity, code}) => [`${severity} ${problem} ${code ?? ''}`, {problem, severity, code: code ?? ''}]),
		);
		for (const [key, labels] of own) {
			const counter = counts.get(key) ?? {labels, value: 0};
			counter.value++;
			counts.set(key, counter);
		}
	}
	return [...counts.values()];
}

function labelsText(labels: Sample['labels']): string {
	const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(plainText(value))}"`);
	return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(value: string): string {
	return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
