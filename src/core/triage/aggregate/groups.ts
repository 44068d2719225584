/** `--group-by`: the scans of a fleet by server, version, machine, code or rule, and what is found most often in each group. */
import {originText} from '../../wording/labels.js';
import type {Finding, Scan} from '../../types.js';
import {machineKey} from '../../inputs/machine-names.js';
import {byText, firstNonZero} from '../compare.js';
import type {SelectedResult} from '../selection.js';
import type {GroupBy, GroupedSummary, GroupRow} from '../summary.js';
import {createTally, type Tally} from '../tally.js';
import {createMachineSet, type MachineSet} from './machine-set.js';
import {codeOf} from './servers.js';

interface Counter {
	readonly machines: MachineSet;
	scans: number;
	failed: number;
}

interface Group extends Counter {
	readonly with: Tally<Counter>;
}

const MAX_WITH = 200;
const MAX_WITH_SHOWN = 5;

function counter(): Counter {
	return {machines: createMachineSet(), scans: 0, failed: 0};
}

/** The group that a scan is in; `null`: none. */
const GROUP_OF: Readonly<Record<Exclude<GroupBy, 'rule'>, (scan: Scan, selection: SelectedResult) => string | null>> = {
	server: ({server}) => (server === null ? null : originText(server)),
	version: (_, {report}) => report.log?.clientVersions.at(-1) ?? null,
	machine: (_, {machine}) => machineKey(machine.name),
	code: (scan) => codeOf(scan)?.code ?? null,
};

export interface Groups {
	addResult(machine: number, selection: SelectedResult): void;
	/** @param names names of machines by their key */
	end(names: ReadonlyMap<string, string>): GroupedSummary;
}

export function createGroups(by: GroupBy): Groups {
	const groups: Tally<Group> = createTally(() => ({...counter(), with: createTally(counter, MAX_WITH)}));

	function add(name: string | null, companion: string | null, machine: number, scan: Scan | null, counts: boolean): void {
		if (name === null) return;
		const group = groups.of(name);
		for (const one of [...(counts ? [group] : []), ...(companion === null ? [] : [group.with.of(companion)])]) {
			one.machines.add(machine);
			if (scan !== null) one.scans++;
			if (scan?.outcome === 'failed') one.failed++;
		}
	}

	return {
		addResult(machine, selection) {
			// In other groups notes would only hide what has to be fixed.
			const findings = by === 'rule' ? selection.findings : selection.findings.filter(({severity}) => severity !== 'info');
			const rules = rulesOfScans(findings);
			const aboutLog = findings.filter((finding) => finding.scans.length === 0);
			if (by === 'rule') for (const finding of aboutLog) add(finding.rule, null, machine, null, true);
			if ((by === 'machine' || by === 'version') && selection.scans.length === 0)
				add(
					by === 'machine' ? machineKey(selection.machine.name) : (selection.report.log?.clientVersions.at(-1) ?? null),
					null,
					machine,
					null,
					true,
				);
			if (by === 'machine') for (const finding of aboutLog) add(machineKey(selection.machine.name), finding.rule, machine, null, false);
			for (const scan of selection.scans) {
				const named = rules.get(scan.id) ?? [];
				if (by === 'rule') {
					for (const rule of named) add(rule, GROUP_OF.server(scan, selection), machine, scan, true);
				} else {
					const name = GROUP_OF[by](scan, selection);
					add(name, null, machine, scan, true);
					for (const rule of named) add(name, rule, machine, scan, false);
				}
			}
		},
		end: (names) => ({
			by,
			rows: [...groups.entries]
				.map(([name, group]) => rowOf(by === 'machine' ? (names.get(name) ?? name) : name, group))
				.sort((a, b) => firstNonZero(b.machines - a.machines, b.failed - a.failed, b.scans - a.scans, byText(a.name, b.name))),
		}),
	};
}

function rowOf(name: string, {machines, scans, failed, with: companions}: Group): GroupRow {
	const rows = [...companions.entries].map(([companion, one]) => ({name: companion, machines: one.machines.size, scans: one.scans}));
	return {
		name,
		machines: machines.size,
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
