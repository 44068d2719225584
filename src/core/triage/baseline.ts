/** `--baseline`: what is new, gone and unchanged between two summaries, by machine and by rule. */
import type {Severity} from '../types.js';
import {machineKey} from '../inputs/machine-names.js';
import {byMachineName, byText, firstNonZero} from './compare.js';
import type {BaselineChanges, MachineSummary, ProblemChange, RuleChange, Summary} from './summary.js';

/** The parts of the earlier summary that are compared. */
export type Baseline = Pick<Summary, 'machines' | 'filter'>;

type RuleCounter = {-readonly [Key in keyof RuleChange]: RuleChange[Key]};

export function compareWithBaseline(now: Pick<Summary, 'machines' | 'filter'>, before: Baseline): BaselineChanges {
	const old = new Map(before.machines.map((machine) => [machineKey(machine.name), machine]));
	const rules = new Map<string, RuleCounter>();
	const counterOf = (rule: string): RuleCounter => {
		const counter = rules.get(rule) ?? {rule, new: 0, gone: 0, unchanged: 0, onNewMachines: 0, onGoneMachines: 0};
		rules.set(rule, counter);
		return counter;
	};
	const changes = {new: [] as ProblemChange[], gone: [] as ProblemChange[]};
	const newMachines: string[] = [];
	let unchanged = 0;

	for (const machine of now.machines) {
		const key = machineKey(machine.name);
		const had = old.get(key);
		old.delete(key);
		const present = problemsOf(machine);
		if (had === undefined) {
			newMachines.push(machine.name);
			for (const rule of present.keys()) counterOf(rule).onNewMachines++;
			continue;
		}
		const past = problemsOf(had);
		for (const [rule, severity] of present) {
			if (past.has(rule)) {
				counterOf(rule).unchanged++;
				unchanged++;
			} else {
				counterOf(rule).new++;
				changes.new.push({machine: machine.name, rule, severity});
			}
		}
		for (const [rule, severity] of past) {
			if (present.has(rule)) continue;
			counterOf(rule).gone++;
			changes.gone.push({machine: machine.name, rule, severity});
		}
	}
	for (const machine of old.values()) for (const rule of problemsOf(machine).keys()) counterOf(rule).onGoneMachines++;

	return {
		sameFilter: isSameFilter(now.filter, before.filter),
		machines: now.machines.length - newMachines.length,
		newMachines: newMachines.sort(byMachineName),
		goneMachines: [...old.values()].map(({name}) => name).sort(byMachineName),
		new: changes.new.sort(byMachine),
		gone: changes.gone.sort(byMachine),
		unchanged,
		rules: [...rules.values()].sort((a, b) =>
			firstNonZero(
				b.new + b.onNewMachines - a.new - a.onNewMachines,
				b.gone + b.onGoneMachines - a.gone - a.onGoneMachines,
				b.unchanged - a.unchanged,
				byText(a.rule, b.rule),
			),
		),
	};
}

function isSameFilter(a: Summary['filter'], b: Summary['filter']): boolean {
	return a.since === b.since && a.until === b.until && a.where.toSorted(byText).join('\n') === b.where.toSorted(byText).join('\n');
}

function byMachine(a: ProblemChange, b: ProblemChange): number {
	return byMachineName(a.machine, b.machine) || byText(a.rule, b.rule);
}

/** Each rule once, with its worst severity; notes do not count as problems. */
function problemsOf({problems}: MachineSummary): ReadonlyMap<string, Severity> {
	const severities = new Map<string, Severity>();
	for (const {rule, severity} of problems) {
		if (severity !== 'info' && severities.get(rule) !== 'error') severities.set(rule, severity);
	}
	return severities;
}
