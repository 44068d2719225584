/** Adds up results into a summary, one after the other, keeping of each only what the answer needs. */
import type {FileReport, Finding, Scan} from '../types.js';
import {compareLevels} from '../findings/severities.js';
import {createDays} from './aggregate/days.js';
import {createDoubts} from './aggregate/doubts.js';
import {createGroups} from './aggregate/groups.js';
import {inventorySummary} from './aggregate/inventory.js';
import {createLedger} from './aggregate/ledger.js';
import {createMachineSet, type MachineSet} from './aggregate/machine-set.js';
import {createMachines, type MachineRecord} from './aggregate/machines.js';
import {createProblems} from './aggregate/problems.js';
import {createProxies} from './aggregate/proxies.js';
import {codeOf, createServers} from './aggregate/servers.js';
import {machineKey} from '../inputs/machine-names.js';
import {byMachineName, byText, earlier, firstNonZero, later} from './compare.js';
import {type Inventory, type InventoryMachine, nameInInventory} from './inventory/inventory.js';
import type {Overlap} from './repeated.js';
import {type Filter, type SelectedResult, timeOf} from './selection.js';
import type {TriageResult} from './result.js';
import {
	type CodeSummary,
	type FleetTotals,
	type GroupBy,
	type InventoryColumn,
	LEVELS,
	type Level,
	type MachineSummary,
	PINNING_STATES,
	type PinningState,
	type SourcesSummary,
	type Summary,
	SUMMARY_SCHEMA,
	type VersionSummary,
} from './summary.js';
import {createTally, type Tally} from './tally.js';

export interface AggregateOptions {
	readonly filter: Filter;
	readonly groupBy: GroupBy | InventoryColumn | null;
	/** @default none */
	readonly inventory?: Inventory | null;
	/** Whether the filter asks for a machine of the inventory, by its name there. @default what the filter says of the name */
	readonly isAsked?: (name: string) => boolean;
}

/** What the summary says about its making, which the results do not tell. */
interface SummaryOrigin {
	readonly version: string;
	readonly generated: string | null;
	readonly command: string | null;
	readonly sources: SourcesSummary;
}

export interface Aggregator {
	/**
	 * Adds the next result.
	 *
	 * @param result without the scans that count in others
	 * @param overlap what was taken out of it; @default null
	 * @param original the result with its names, where they are redacted
	 * @returns the part of it that the filter selects; `null`: none
	 */
	addResult(result: TriageResult, overlap?: Overlap | null, original?: TriageResult): SelectedResult | null;
	/** The answer. Call once. */
	end(origin: SummaryOrigin): Summary;
}

interface CodeCounter {
	name: string | null;
	readonly machines: MachineSet;
	scans: number;
	asCause: number;
	asExit: number;
}

export function createAggregator({filter, groupBy, inventory = null, isAsked = filter.selectsMachine}: AggregateOptions): Aggregator {
	const isMachineAsked = (machine: InventoryMachine): boolean => inventory !== null && isAsked(nameInInventory(machine, inventory));
	const machines = createMachines(inventory);
	const problems = createProblems();
	const servers = createServers();
	const proxies = createProxies();
	const days = createDays();
	const ledger = createLedger();
	const doubts = createDoubts();
	const groups = groupBy === null ? null : createGroups(groupBy, inventory, isMachineAsked);
	const codes: Tally<CodeCounter> = createTally(() => ({name: null, machines: createMachineSet(), scans: 0, asCause: 0, asExit: 0}));
	/** Every machine named by files, and whether a log of it was read. */
	const seen = new Map<string, boolean>();
	/** Machines that the filter asks for. */
	const asked = new Set<string>();
	const totals = {bytes: 0, lines: 0, scans: 0, online: 0, succeeded: 0, failed: 0, cancelled: 0, unknown: 0, findings: 0};
	/** Other logs that tell of failures; the logs of their machines may come later. */
	const neighbors = new Map<string, {readonly report: FileReport; readonly finding: Finding}>();
	/** Which machine the logs of a folder are of; `null`: several. A log may name its PC, which other logs beside it do not. */
	const machineOfFolder = new Map<string, string | null>();
	const leftOut = {scans: 0, scansWithoutTime: 0};
	let scansOfOtherCalendar = 0;
	let firstTime: string | null = null;
	let lastTime: string | null = null;

	function noteMachine({machine, report}: TriageResult, overlap: Overlap | null): void {
		ledger.addReport(report, overlap);
		const isLog = report.log !== null;
		if (isLog && overlap?.isCopy !== true) doubts.addLog(machine, report);
		// A file that is not a log and has only its own name does not stand for a machine.
		const key = machineKey(machine.name);
		if (isLog || machine.source !== 'file') seen.set(key, isLog || seen.get(key) === true);
	}

	function addScan(machine: MachineRecord, scan: Scan): void {
		totals.scans++;
		totals[scan.outcome]++;
		if (scan.online === true) totals.online++;
		proxies.addScan(machine.index, scan);
		if (scan.outcome !== 'failed') return;
		const main = codeOf(scan);
		if (main !== null) machines.addCode(machine, main.code);
		const exit = scan.exitCode === null ? null : {code: scan.exitCode, name: scan.exitName};
		if (scan.rootCause !== null) addCode(machine.index, scan.rootCause, scan.rootCause.code === exit?.code ? 'both' : 'cause');
		if (exit !== null && exit.code !== scan.rootCause?.code) addCode(machine.index, exit, 'exit');
	}

	function addCode(
		machine: number,
		{code, name}: {readonly code: string; readonly name: string | null},
		as: 'cause' | 'exit' | 'both',
	): void {
		const counter = codes.of(code);
		counter.name = name;
		counter.machines.add(machine);
		counter.scans++;
		if (as !== 'exit') counter.asCause++;
		if (as !== 'cause') counter.asExit++;
	}

	function addFindings(machine: MachineRecord, report: FileReport, scans: readonly Scan[], findings: readonly Finding[]): void {
		const times = new Map(scans.map((scan) => [scan.id, timeOf(scan)]));
		for (const finding of findings) {
			let from: string | null = null;
			let to: string | null = null;
			for (const id of finding.scans) {
				const time = times.get(id) ?? null;
				from = earlier(from, time);
				to = later(to, time);
			}
			if (finding.scans.length === 0) [from, to] = [report.log?.firstTime ?? null, report.log?.lastTime ?? null];
			for (const {problem, scans: count} of problems.addFinding(machine, report, finding, from, to))
				machines.addProblem(machine, problem, count, from, to);
		}
	}

	/** Without a log of its machine, such a file is only counted with its reason. */
	function keepNeighbor({machine, report, findings}: SelectedResult): void {
		const finding = findings.find(({severity}) => severity !== 'info');
		const key = machineKey(machine.name);
		const known = neighbors.get(key);
		if (finding === undefined || (known !== undefined && known.report.path <= report.path)) return;
		neighbors.set(key, {report, finding: {...finding, severity: 'info'}});
	}

	/** Beside a log, they add a note: the log itself tells how its scans ended. */
	function addNeighbors(): void {
		for (const [name, {report, finding}] of [...neighbors].sort(([one], [other]) => byText(one, other))) {
			const machine = machines.find(name) ?? machines.find(machineOfFolder.get(folderOf(report)) ?? '');
			if (machine === null) continue;
			for (const {problem, scans} of problems.addFinding(machine, report, finding, null, null))
				machines.addProblem(machine, problem, scans, null, null);
		}
		neighbors.clear();
	}

	return {
		addResult(result, overlap = null, original = result) {
			noteMachine(result, overlap);
			if (filter.selectsMachine(original.machine.name)) asked.add(machineKey(result.machine.name));
			const {report} = result;
			const selection = filter.select(result, original);
			for (const scan of report.scans) if (filter.lacksTime(scan)) leftOut.scansWithoutTime++;
			scansOfOtherCalendar += selection?.scans.filter(filter.hasOtherCalendar).length ?? 0;
			leftOut.scans += report.scans.length - (selection?.scans.length ?? 0);
			if (selection === null) return null;
			totals.findings += selection.findings.length;
			if (report.log === null) {
				if (report.neighbor !== null) keepNeighbor(selection);
				return selection;
			}
			// A copy of a log is no other log of the machine.
			if (overlap?.isCopy === true) return selection;
			const {scans, findings, failures} = selection;
			const machine = machines.addResult(selection);
			const folder = folderOf(report);
			const known = machineOfFolder.get(folder);
			const key = machineKey(machine.name);
			machineOfFolder.set(folder, known === undefined || known === key ? key : null);
			totals.bytes += report.bytes;
			totals.lines += report.log.lines;
			for (const name of servers.addReport(machine.index, report, scans, failures)) machines.addServer(machine, name);
			for (const scan of scans) addScan(machine, scan);
			addFindings(machine, report, scans, findings);
			days.addScans(scans, findings);
			groups?.addResult(machine.index, selection);
			return selection;
		},
		end({version, generated, command, sources}) {
			addNeighbors();
			const rows = machines.end().sort((a, b) => byMachineName(a.name, b.name));
			for (const row of rows) {
				firstTime = earlier(firstTime, row.firstTime);
				lastTime = later(lastTime, row.lastTime);
			}
			const withLog = [...seen].flatMap(([key, hasLog]) => (hasLog ? [key] : []));
			const names = new Map(rows.map(({name}) => [machineKey(name), name]));
			return {
				schema: SUMMARY_SCHEMA,
				tool: {name: 'wulens', version},
				generated,
				command,
				filter: {
					since: filter.since,
					until: filter.until,
					where: filter.where,
					leftOut: {machines: withLog.length - rows.length, ...leftOut},
					scansOfOtherCalendar,
				},
				totals: {
					machines: rows.length,
					...fleetCounts(rows),
					machinesWithoutLog: seen.size - withLog.length,
					...totals,
					firstTime,
					lastTime,
				},
				problems: problems.end(),
				servers: servers.end(),
				proxies: proxies.end(),
				pinning: countsOf<PinningState>(
					PINNING_STATES,
					rows.map(({pinning}) => pinning),
				),
				clientVersions: versionsOf(rows, ({clientVersion}) => clientVersion),
				windowsBuilds: versionsOf(rows, ({windowsBuild}) => windowsBuild),
				codes: codeSummaries(codes.entries),
				days: days.end(),
				groups: groups?.end(names) ?? null,
				inventory:
					inventory === null
						? null
						: inventorySummary(
								inventory,
								isMachineAsked,
								withLog.filter((key) => asked.has(key)).map((key) => names.get(key) ?? key),
							),
				machines: rows,
				ledger: ledger.end(),
				doubts: doubts.end(),
				sources,
				baseline: null,
			};
		},
	};
}

/** Of the file, or of the member in its archive. */
function folderOf({path, member}: FileReport): string {
	const inside = member === null ? path : `${path}/${member}`;
	return inside.slice(0, Math.max(inside.lastIndexOf('/'), inside.lastIndexOf('\\'), 0));
}

type FleetCounts = Pick<FleetTotals, 'verdicts' | 'machinesWithFailedScans' | 'outsideFailures' | 'machinesWithOutsideFailures'>;

function fleetCounts(rows: readonly MachineSummary[]): FleetCounts {
	return {
		verdicts: countsOf<Level>(
			LEVELS,
			rows.map(({verdict}) => verdict),
		),
		machinesWithFailedScans: rows.filter(({failed}) => failed > 0).length,
		outsideFailures: rows.reduce((sum, {outsideFailures}) => sum + outsideFailures, 0),
		machinesWithOutsideFailures: rows.filter(({outsideFailures}) => outsideFailures > 0).length,
	};
}

function countsOf<Name extends string>(names: readonly Name[], values: readonly Name[]): Readonly<Record<Name, number>> {
	const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
	for (const value of values) counts[value]++;
	return counts;
}

function versionsOf(rows: readonly MachineSummary[], versionOf: (row: MachineSummary) => string | null): readonly VersionSummary[] {
	const tally = createTally(() => ({machines: 0, scans: 0, failed: 0, machinesWithFailedScans: 0}));
	for (const row of rows) {
		const version = versionOf(row);
		if (version === null) continue;
		const counter = tally.of(version);
		counter.machines++;
		counter.scans += row.scans;
		counter.failed += row.failed;
		if (row.failed > 0) counter.machinesWithFailedScans++;
	}
	return [...tally.entries]
		.map(([version, counter]) => ({version, ...counter}))
		.sort((a, b) => b.machines - a.machines || byText(a.version, b.version));
}

function codeSummaries(codes: ReadonlyMap<string, CodeCounter>): readonly CodeSummary[] {
	return [...codes]
		.map(([code, counter]) => ({code, ...counter, machines: counter.machines.size}))
		.sort((a, b) => firstNonZero(b.machines - a.machines, b.scans - a.scans, byText(a.code, b.code)));
}

/** The machines with the most problems: by verdict, then failed scans, then the number of problems; at most `count`. */
export function worstMachines({machines}: Summary, count: number): readonly MachineSummary[] {
	return machines
		.filter(({verdict}) => verdict === 'error' || verdict === 'warning')
		.sort((a, b) =>
			firstNonZero(
				compareLevels(a.verdict, b.verdict),
				b.failed - a.failed,
				b.problems.length - a.problems.length,
				byMachineName(a.name, b.name),
			),
		)
		.slice(0, count);
}
