/** The machines of a fleet, a small record each. */
import type {FileReport, Scan} from '../../types.js';
import {machineKey} from '../../inputs/machine-names.js';
import {compareLevels, worseOf} from '../../findings/severities.js';
import {byText, earlier, firstNonZero, later} from '../compare.js';
import {type SelectedResult, timeOf} from '../selection.js';
import {graver, type GravestFailure} from '../outside.js';
import {MACHINE_SOURCES} from '../result.js';
import type {Inventory} from '../inventory/inventory.js';
import type {Level, MachineProblem, MachineSummary} from '../summary.js';
import type {ProblemIdentity} from './problems.js';
import {newestPinning, type PinningFact, pinningOf} from './pinning.js';
import {createStringPool, type StringPool} from './string-pool.js';

/** A machine normally has few servers and codes; any beyond this are missing from its own row, not from the totals. */
const MAX_LIST = 64;

const NONE: readonly never[] = [];

/** The newest value; of values from the same time the greatest, whatever order they come in. */
interface Newest {
	time: string;
	value: string;
}

export interface MachineRecord {
	readonly index: number;
	/** In the case in which the surest of its logs has it. */
	name: string;
	source: MachineSummary['source'];
	level: Level;
	logs: number;
	scans: number;
	online: number;
	failed: number;
	outsideFailures: number;
	gravest: GravestFailure | null;
	firstTime: string | null;
	lastTime: string | null;
	lastSuccess: string | null;
	clientVersion: Newest | null;
	windowsBuild: Newest | null;
	pinning: PinningFact | null;
	/** Copied by `concat` when they grow: `push` and spread would reserve room for many more. */
	servers: readonly string[];
	codes: readonly string[];
	problems: readonly {problem: ProblemIdentity; scans: number; firstSeen: string | null; lastSeen: string | null}[];
}

export interface Machines {
	/** Adds what a log says about its machine. @returns the record of the machine */
	addResult(selection: SelectedResult): MachineRecord;
	/** The record of a machine of which a log was added. */
	find(name: string): MachineRecord | null;
	/** Adds scans of the machine with a problem, and the time they cover. */
	addProblem(machine: MachineRecord, problem: ProblemIdentity, scans: number, firstSeen: string | null, lastSeen: string | null): void;
	/** Adds a code of a failed scan, or a WSUS server; see `MAX_LIST`. */
	addCode(machine: MachineRecord, code: string): void;
	addServer(machine: MachineRecord, server: string): void;
	/** The summary of every machine. Call once: the records are dropped. */
	end(): MachineSummary[];
}

export function createMachines(inventory: Inventory | null): Machines {
	const records = new Map<string, MachineRecord>();
	const pool = createStringPool();

	function recordOf(name: string, source: MachineRecord['source']): MachineRecord {
		const key = machineKey(name);
		let machine = records.get(key);
		if (machine === undefined) {
			machine = {
				index: records.size,
				name,
				source,
				level: 'none',
				logs: 0,
				scans: 0,
				online: 0,
				failed: 0,
				outsideFailures: 0,
				gravest: null,
				firstTime: null,
				lastTime: null,
				lastSuccess: null,
				clientVersion: null,
				windowsBuild: null,
				pinning: null,
				servers: NONE,
				codes: NONE,
				problems: NONE,
			};
			records.set(key, machine);
		}
		return machine;
	}

	/** The list with the text, if it was not in it. */
	function withText(list: readonly string[], text: string): readonly string[] {
		return list.length >= MAX_LIST || list.includes(text) ? list : list.concat(pool.intern(text));
	}

	return {
		addResult({machine: {name, source}, report, scans, failures, level}) {
			const machine = recordOf(name, source);
			machine.name = surestName(machine, {name, source});
			machine.source = surest(machine.source, source);
			machine.level = worseOf(machine.level, level);
			machine.logs++;
			const time = report.log?.lastTime ?? '';
			machine.clientVersion = newest(machine.clientVersion, time, report.log?.clientVersions.at(-1), pool);
			machine.windowsBuild = newest(machine.windowsBuild, time, report.log?.windowsBuilds.at(-1), pool);
			machine.pinning = newestPinning(machine.pinning, pinningOf(report, scans));
			if (scans.length === report.scans.length) addSpan(machine, report);
			for (const scan of scans) addScan(machine, scan);
			machine.outsideFailures += failures.length;
			for (const failure of failures) machine.gravest = graver(machine.gravest, failure);
			return machine;
		},
		find: (name) => records.get(machineKey(name)) ?? null,
		addProblem(machine, problem, scans, firstSeen, lastSeen) {
			let entry = machine.problems.find((one) => one.problem === problem);
			if (entry === undefined) {
				entry = {problem, scans: 0, firstSeen: null, lastSeen: null};
				machine.problems = machine.problems.concat(entry);
			}
			entry.scans += scans;
			entry.firstSeen = knownTime(machine, earlier(entry.firstSeen, firstSeen));
			entry.lastSeen = knownTime(machine, later(entry.lastSeen, lastSeen));
		},
		addCode(machine, code) {
			machine.codes = withText(machine.codes, code);
		},
		addServer(machine, server) {
			machine.servers = withText(machine.servers, server);
		},
		end() {
			const rows: MachineSummary[] = [];
			for (const [key, machine] of records) {
				rows.push(machineSummary(machine, inventory));
				records.delete(key);
			}
			return rows;
		},
	};
}

function addSpan(machine: MachineRecord, {log}: FileReport): void {
	machine.firstTime = earlier(machine.firstTime, log?.firstTime ?? null);
	machine.lastTime = later(machine.lastTime, log?.lastTime ?? null);
}

function addScan(machine: MachineRecord, scan: Scan): void {
	const time = timeOf(scan);
	machine.scans++;
	if (scan.online === true) machine.online++;
	machine.firstTime = earlier(machine.firstTime, time);
	machine.lastTime = later(machine.lastTime, scan.end?.time ?? time);
	if (scan.outcome === 'failed') machine.failed++;
	if (scan.outcome === 'succeeded') machine.lastSuccess = later(machine.lastSuccess, scan.end?.time ?? time);
}

/** A copy of the time that the record has already, if there is one: most times of a machine are one of a few. */
function knownTime({firstTime, lastTime, lastSuccess, problems}: MachineRecord, time: string | null): string | null {
	if (time === firstTime) return firstTime;
	if (time === lastTime) return lastTime;
	if (time === lastSuccess) return lastSuccess;
	for (const {firstSeen, lastSeen} of problems) {
		if (time === firstSeen) return firstSeen;
		if (time === lastSeen) return lastSeen;
	}
	return time;
}

function surest(a: MachineRecord['source'], b: MachineRecord['source']): MachineRecord['source'] {
	return MACHINE_SOURCES.indexOf(a) <= MACHINE_SOURCES.indexOf(b) ? a : b;
}

/** Of names that differ in their case, that of the surest source; of equal ones the first by code units, whatever their order. */
function surestName(a: Pick<MachineSummary, 'name' | 'source'>, b: Pick<MachineSummary, 'name' | 'source'>): string {
	const difference = MACHINE_SOURCES.indexOf(a.source) - MACHINE_SOURCES.indexOf(b.source) || byText(a.name, b.name);
	return difference <= 0 ? a.name : b.name;
}

function newest(known: Newest | null, time: string, value: string | undefined, pool: StringPool): Newest | null {
	if (value === undefined) return known;
	if (known !== null && (known.time > time || (known.time === time && known.value >= value))) return known;
	return {time, value: pool.intern(value)};
}

function machineSummary(machine: MachineRecord, inventory: Inventory | null): MachineSummary {
	return {
		name: machine.name,
		source: machine.source,
		inventory: inventory?.find(machine.name)?.values ?? null,
		verdict: machine.level,
		logs: machine.logs,
		scans: machine.scans,
		online: machine.online,
		failed: machine.failed,
		outsideFailures: machine.outsideFailures,
		worstOutsideCode: machine.gravest?.code ?? null,
		firstTime: machine.firstTime,
		lastTime: machine.lastTime,
		lastSuccess: machine.lastSuccess,
		clientVersion: machine.clientVersion?.value ?? null,
		windowsBuild: machine.windowsBuild?.value ?? null,
		servers: machine.servers.toSorted(byText),
		pinning: machine.pinning?.state ?? 'unknown',
		codes: machine.codes.toSorted(byText),
		problems: machine.problems.map(machineProblem).sort(byUrgency),
	};
}

function machineProblem({problem: {rule, severity, part}, scans, firstSeen, lastSeen}: MachineRecord['problems'][number]): MachineProblem {
	return {rule, severity, code: part?.code ?? null, server: part?.server ?? null, scans, firstSeen, lastSeen};
}

function byUrgency(a: MachineProblem, b: MachineProblem): number {
	return firstNonZero(
		compareLevels(a.severity, b.severity),
		b.scans - a.scans,
		byText(a.rule, b.rule),
		byText(a.code ?? '', b.code ?? ''),
		byText(a.server ?? '', b.server ?? ''),
	);
}
