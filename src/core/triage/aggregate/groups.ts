/** `--group-by`: the scans of a fleet by rule, server, version, machine, code or what the inventory says, and what is found most often. */
import {originText} from '../../wording/labels.js';
import type {Finding, Scan} from '../../types.js';
import {machineKey} from '../../inputs/machine-names.js';
import {byText, firstNonZero} from '../compare.js';
import type {SelectedResult} from '../selection.js';
import {type Inventory, type InventoryMachine, valueIn} from '../inventory/inventory.js';
import type {GroupBy, GroupedSummary, GroupRow, InventoryColumn} from '../summary.js';
import {createTally, type Tally} from '../tally.js';
import {createMachineSet, type MachineSet} from './machine-set.js';
import {codeOf} from './servers.js';

interface Counter {
	readonly machines: MachineSet;
	scans: number;
	failed: number;
}

interface Group extends Counter {
	/** Machines in the inventory. */
	listed: number;
	/** Machines with failed scans. */
	readonly bad: MachineSet;
	readonly with: Tally<Counter>;
}

const MAX_WITH = 200;
const MAX_WITH_SHOWN = 5;

function counter(): Counter {
	return {machines: createMachineSet(), scans: 0, failed: 0};
}

/** The group that a scan is in; `null`: none. */
const GROUP_OF_SCAN: Readonly<Record<'server' | 'code', (scan: Scan) => string | null>> = {
	server: ({server}) => (server === null ? null : originText(server)),
	code: (scan) => codeOf(scan)?.code ?? null,
};

/** Groups of machines that an inventory says nothing about. */
const NOT_LISTED = '(not in the inventory)';
const NO_VALUE = '(empty)';

export interface Groups {
	addResult(machine: number, selection: SelectedResult): void;
	/** @param names names of machines by their key */
	end(names: ReadonlyMap<string, string>): GroupedSummary;
}

/**
 * @param inventory has the column, if it is one of an inventory
 * @param isAsked whether the filter asks for a machine of the inventory
 */
export function createGroups(
	by: GroupBy | InventoryColumn,
	inventory: Inventory | null,
	isAsked: (machine: InventoryMachine) => boolean,
): Groups {
	const groups: Tally<Group> = createTally(() => ({
		...counter(),
		listed: 0,
		bad: createMachineSet(),
		with: createTally(counter, MAX_WITH),
	}));
	const column = typeof by === 'string' ? null : by.column;

	function add(name: string | null, companion: string | null, machine: number, scan: Scan | null, counts: boolean): void {
		if (name === null) return;
		const group = groups.of(name);
		if (counts && scan?.outcome === 'failed') group.bad.add(machine);
		for (const one of [...(counts ? [group] : []), ...(companion === null ? [] : [group.with.of(companion)])]) {
			one.machines.add(machine);
			if (scan !== null) one.scans++;
			if (scan?.outcome === 'failed') one.failed++;
		}
	}

	function groupValue(name: string, machine: InventoryMachine | null): string {
		return machine === null ? NOT_LISTED : (valueIn(machine, name) ?? NO_VALUE);
	}

	/** The group that all scans of a log are in; `null`: none; `undefined`: each scan may be in another one. */
	function groupOfLog({machine, report}: SelectedResult): string | null | undefined {
		if (typeof by !== 'string') return groupValue(by.column, inventory?.find(machine.name) ?? null);
		if (by === 'machine') return machineKey(machine.name);
		return by === 'version' ? (report.log?.clientVersions.at(-1) ?? null) : undefined;
	}

	function addByRule(machine: number, {scans, findings}: SelectedResult): void {
		const rules = rulesOfScans(findings);
		for (const finding of findings) if (finding.scans.length === 0) add(finding.rule, null, machine, null, true);
		for (const scan of scans) for (const rule of rules.get(scan.id) ?? []) add(rule, GROUP_OF_SCAN.server(scan), machine, scan, true);
	}

	function addByPlace(machine: number, selection: SelectedResult): void {
		// In other groups than those of rules notes would only hide what has to be fixed.
		const findings = selection.findings.filter(({severity}) => severity !== 'info');
		const rules = rulesOfScans(findings);
		const ofLog = groupOfLog(selection);
		if (ofLog !== undefined) {
			if (selection.scans.length === 0) add(ofLog, null, machine, null, true);
			// A version is not what a problem of the log as a whole is about.
			if (by !== 'version') for (const {rule, scans} of findings) if (scans.length === 0) add(ofLog, rule, machine, null, false);
		}
		for (const scan of selection.scans) {
			const name = ofLog === undefined ? GROUP_OF_SCAN[by === 'code' ? 'code' : 'server'](scan) : ofLog;
			add(name, null, machine, scan, true);
			for (const rule of rules.get(scan.id) ?? []) add(name, rule, machine, scan, false);
		}
	}

	return {
		addResult: by === 'rule' ? addByRule : addByPlace,
		end(names) {
			// Groups of which no log was read are there, too.
			if (column !== null) for (const machine of inventory?.machines.filter(isAsked) ?? []) groups.of(groupValue(column, machine)).listed++;
			return {
				by: typeof by === 'string' ? by : 'inventory',
				column,
				rows: [...groups.entries]
					.map(([name, group]) => rowOf(by === 'machine' ? (names.get(name) ?? name) : name, group, column !== null))
					.sort((a, b) =>
						firstNonZero(
							b.machines - a.machines,
							b.failed - a.failed,
							b.scans - a.scans,
							(b.listed ?? 0) - (a.listed ?? 0),
							byText(a.name, b.name),
						),
					),
			};
		},
	};
}

function rowOf(name: string, {machines, bad, listed, scans, failed, with: companions}: Group, isOfInventory: boolean): GroupRow {
	const rows = [...companions.entries].map(([companion, one]) => ({name: companion, machines: one.machines.size, scans: one.scans}));
	return {
		name,
		machines: machines.size,
		machinesWithFailedScans: bad.size,
		listed: isOfInventory ? listed : null,
		scans,
		failed,
		with: rows.sort((a, b) => firstNonZero(b.machines - a.machines, b.scans - a.scans, byText(a.name, b.name))).slice(0, MAX_WITH_SHOWN),
	};
}

/** Rules by scan, each once. */
function rulesOfScans(findings: readonly Finding[]): ReadonlyMap<number, readonly string[]> {
	const rules = new Map<number, string[]>();
	for (const {rule, scans} of findings) {
		for (const id of scans) {
			const named = rules.get(id);
			if (named === undefined) rules.set(id, [rule]);
			else if (!named.includes(rule)) named.push(rule);
		}
	}
	return rules;
}
