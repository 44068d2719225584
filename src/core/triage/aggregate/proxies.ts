/** How the scans of a fleet got through: outcomes, logged proxy behaviors, attempts, and proxies by name. */
import {BEHAVIOR_WORDS} from '../../wording/labels.js';
import type {ProxyOutcome, ProxyVia, Scan} from '../../types.js';
import {byText, firstNonZero} from '../compare.js';
import type {ProxySummary} from '../summary.js';
import {createTally, type Tally} from '../tally.js';
import {createMachineSet, type MachineSet} from './machine-set.js';

interface Counter {
	readonly machines: MachineSet;
	count: number;
	failed: number;
	meaning: string | null;
}

const BEHAVIORS_KEPT = 200;

function counters(size?: number): Tally<Counter> {
	return createTally(() => ({machines: createMachineSet(), count: 0, failed: 0, meaning: null}), size);
}

function add(counter: Counter, machine: number): void {
	counter.machines.add(machine);
	counter.count++;
}

function rows<Row>(tally: Tally<Counter>, row: (name: string, counter: Counter) => Row): readonly Row[] {
	return [...tally.entries]
		.sort(([nameA, a], [nameB, b]) => firstNonZero(b.machines.size - a.machines.size, b.count - a.count, byText(nameA, nameB)))
		.map(([name, counter]) => row(name, counter));
}

export interface Proxies {
	addScan(machine: number, scan: Scan): void;
	end(): ProxySummary;
}

export function createProxies(): Proxies {
	const outcomes = counters();
	const behaviors = counters(BEHAVIORS_KEPT);
	const tries = counters();
	const named = counters();
	return {
		addScan(machine, {proxy}) {
			add(outcomes.of(proxy.outcome), machine);
			const seen = new Set<string>();
			for (const {raw, meaning} of proxy.behaviors) {
				const name = meaning ?? raw;
				if (seen.has(name)) continue;
				seen.add(name);
				const counter = behaviors.of(name);
				counter.meaning = meaning === null ? null : BEHAVIOR_WORDS[meaning];
				add(counter, machine);
			}
			for (const attempt of proxy.attempts) {
				const counted = [tries.of(attempt.via), ...(attempt.proxy === null ? [] : [named.of(attempt.proxy)])];
				for (const counter of counted) {
					add(counter, machine);
					if (attempt.outcome === 'failed') counter.failed++;
				}
			}
		},
		end: () => ({
			outcomes: rows(outcomes, (outcome, {machines, count}) => ({outcome: outcome as ProxyOutcome, machines: machines.size, scans: count})),
			behaviors: rows(behaviors, (behavior, {machines, count, meaning}) => ({behavior, meaning, machines: machines.size, scans: count})),
			tries: rows(tries, (via, {machines, count, failed}) => ({via: via as ProxyVia, machines: machines.size, tries: count, failed})),
			named: rows(named, (proxy, {machines, count, failed}) => ({proxy, machines: machines.size, tries: count, failed})),
		}),
	};
}
