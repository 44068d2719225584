/** Runs the built triage, and looks into the results that it leaves. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {upgradeResult} from '../../src/core/triage/older-results.js';
import {DONE_SCHEMA, type TriageDone, type TriageLine, type TriageResult} from '../../src/core/triage/result.js';
import {triage, type TriageEvent, type TriageOptions, type TriageOutcome} from '../../dist/node/triage/triage.js';
import type {Fleet, FleetLog, Outcomes} from './fleet.js';

export interface TriageRun {
	readonly outcome: TriageOutcome;
	readonly events: readonly TriageEvent[];
	readonly planned: Extract<TriageEvent, {type: 'planned'}>;
}

type Given = Pick<TriageOptions, 'inputs' | 'out'> & Partial<TriageOptions>;

/** To the end, as the command does it. */
export async function runTriage(options: Given): Promise<TriageRun> {
	const events: TriageEvent[] = [];
	const outcome = await triage({
		version: '0',
		...options,
		listener: (event) => {
			events.push(event);
			options.listener?.(event);
		},
	});
	if (outcome.type === 'done') await outcome.close(true);
	const planned = events.find((event) => event.type === 'planned');
	if (planned === undefined) throw new Error('nothing was planned');
	return {outcome, events, planned};
}

export async function linesOf(out: string): Promise<readonly TriageLine[]> {
	const text = await readFile(join(out, 'results.ndjson'), 'utf8');
	return text
		.trimEnd()
		.split('\n')
		.map((line) => upgradeResult(JSON.parse(line) as TriageLine));
}

export async function resultsOf(out: string): Promise<readonly TriageResult[]> {
	return (await linesOf(out)).filter((line): line is TriageResult => line.schema !== DONE_SCHEMA);
}

export async function doneOf(out: string): Promise<readonly TriageDone[]> {
	return (await linesOf(out)).filter((line): line is TriageDone => line.schema === DONE_SCHEMA);
}

/** The bytes without what says when and how long. */
export async function stableBytes(out: string): Promise<string> {
	return (await readFile(join(out, 'results.ndjson'), 'utf8')).replace(/"finished":"[^"]*","milliseconds":\d+/g, '');
}

/** A result in the words of the truth. */
export function asTruth({machine, report}: TriageResult, folder: string): FleetLog {
	const scans: Record<keyof Outcomes, number> = {succeeded: 0, failed: 0, cancelled: 0, unknown: 0};
	for (const {outcome} of report.scans) scans[outcome]++;
	return {
		path: report.path.slice(folder.length + 1).replaceAll('\\', '/'),
		member: report.member,
		machine: machine.name.toLowerCase(),
		source: machine.source as FleetLog['source'],
		status: report.status,
		story: null,
		dialect: (report.log?.dialect ?? null) as FleetLog['dialect'],
		encoding: report.log?.encoding ?? null,
		scans,
		rules: report.status === 'analyzed' ? [...new Set(report.findings.map(({rule}) => rule))].sort() : [],
		server: report.wsus?.server ?? null,
	};
}

/** The truth of a fleet, in the same words. */
export function truthOf({logs}: Fleet): readonly FleetLog[] {
	return logs.map((log) => ({...log, story: null}));
}
