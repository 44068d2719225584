/** The answer on a fleet is the truth about it, to the last count: machines, scans, rules, servers and files. */
import {readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Summary} from '../../../src/core/triage/summary.js';
import {type Fleet, makeFleet} from '../../helpers/fleet.js';
import {runWulens} from '../../helpers/run-wulens.js';
import {summaryErrors} from '../../helpers/summary-schema.js';

let base = '';
let fleet: Fleet;
let summary: Summary;

beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'wulens-fleet-'));
	fleet = await makeFleet({folder: join(base, 'fleet'), machines: 200, days: 2, seed: 5});
	await runWulens(['triage', fleet.folder, '--out', join(base, 'out'), '-q']);
	summary = JSON.parse(readFileSync(join(base, 'out', 'summary.json'), 'utf8'));
});

afterAll(async () => {
	await rm(base, {recursive: true, force: true});
});

it('is as its schema says', () => {
	expect(summaryErrors(summary)).toEqual([]);
});

it('has every machine with its scans and rules', () => {
	const told = summary.machines.map(({name, logs, scans, failed, problems}) => ({
		name: name.toLowerCase(),
		logs,
		scans,
		failed,
		rules: [...new Set(problems.map(({rule}) => rule))].sort(),
	}));
	const truth = fleet.machines.map(({name, logs, scans, rules}) => ({
		name,
		logs,
		scans: scans.succeeded + scans.failed + scans.cancelled + scans.unknown,
		failed: scans.failed,
		rules,
	}));
	expect(told).toEqual(truth);
});

it('has every rule with its machines', () => {
	const machines = new Map<string, Set<string>>();
	for (const {name, rules} of fleet.machines) for (const rule of rules) machines.set(rule, (machines.get(rule) ?? new Set()).add(name));
	const told = new Map<string, number>();
	// A rule may be several problems: by severity, code, and server.
	for (const {problems} of summary.machines)
		for (const rule of new Set(problems.map((problem) => problem.rule))) told.set(rule, (told.get(rule) ?? 0) + 1);
	expect(Object.fromEntries([...told].sort())).toEqual(
		Object.fromEntries([...machines].map(([rule, names]) => [rule, names.size] as const).sort()),
	);
});

it('has the outcomes of all scans', () => {
	const {succeeded, failed, cancelled, unknown} = summary.totals;
	const sum = {succeeded: 0, failed: 0, cancelled: 0, unknown: 0};
	for (const {scans} of fleet.machines)
		for (const outcome of ['succeeded', 'failed', 'cancelled', 'unknown'] as const) sum[outcome] += scans[outcome];
	expect({succeeded, failed, cancelled, unknown}).toEqual(sum);
});

it('has every WSUS server with its machines', () => {
	const machines = new Map<string, Set<string>>();
	for (const {server, machine, status} of fleet.logs)
		if (server !== null && status === 'analyzed') machines.set(server, (machines.get(server) ?? new Set()).add(machine));
	expect(Object.fromEntries(summary.servers.map((one) => [one.server, one.machines]))).toEqual(
		Object.fromEntries([...machines].map(([server, names]) => [server, names.size])),
	);
});

it('has every input in its ledger', () => {
	const ledger = readFileSync(join(base, 'out', 'ledger.csv'), 'utf8')
		.trimEnd()
		.split('\r\n');
	expect(ledger.length - 1).toBe(fleet.logs.length);
	const count = (status: string): number => fleet.logs.filter((log) => log.status === status).length;
	expect(summary.ledger).toMatchObject({
		inputs: fleet.logs.length,
		analyzed: count('analyzed'),
		skipped: count('skipped'),
		failed: count('failed'),
	});
});
