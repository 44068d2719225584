/** The machines of a fleet, a small record each. */
import type {FileReport, Finding, Scan} from '../../types.js';
import {byText, earlier, later} from '../compare.js';
import {type Selection, timeOf} from '../filter.js';
import {LEVELS, type Level, type MachineProblem, type MachineSummary} from '../summary.js';
import {newestPinning, type PinningFact, pinningOf} from './pinning.js';

/** A machine asks few servers and knows few codes; what is more is left out of its own row, not of the totals. */
const MAX_LIST = 64;

/** How the name is known; where several of a machine's logs say it differently, the surest. */
const SOURCES: readonly MachineSummary['source'][] = ['log', 'pattern', 'archive', 'folder', 'file'];

/** The newest value, and of those from the same time the greatest, whatever the order they come in. */
interface Newest {
	time: string;
	value: string;
}

export interface MachineRecord {
	readonly index: number;
	readonly name: string;
	source: MachineSummary['source'];
	level: Level;
	logs: number;
	scans: number;
	online: number;
	failed: number;
	firstTime: string | null;
	lastTime: string | null;
	lastSuccess: string | null;
	clientVersion: Newest | null;
	windowsBuild: Newest | null;
	pinning: PinningFact | null;
	readonly servers: string[];
	readonly codes: string[];
	readonly problems: {rule: string; severity: MachineProblem['severity']; scans: number; firstSeen: string | null; lastSeen: string | null}[];
}

export interface Machines {
	/** The record of the machine, with what its log says added. */
	take(selection: Selection): MachineRecord;
	/** A finding about the machine, and when that was. */
	addProblem(machine: MachineRecord, finding: Finding, firstSeen: string | null, lastSeen: string | null): void;
	readonly records: ReadonlyMap<string, MachineRecord>;
}

export function createMachines(): Machines {
	const records = new Map<string, MachineRecord>();

	function recordOf(name: string, source: MachineRecord['source']): MachineRecord {
		let machine = records.get(name);
		if (machine === undefined) {
			machine = {
				index: records.size, name, source, level: 'none', logs: 0, scans: 0, online: 0, failed: 0, firstTime: null, lastTime: null, lastSuccess: null,
				clientVersion: null, windowsBuild: null, pinning: null, servers: [], codes: [], problems: [],
			};
			records.set(name, machine);
		}
		return machine;
	}

	return {
		records,
		take({machine: {name, source}, report, scans, level}) {
			const machine = recordOf(name, source);
			machine.source = surest(machine.source, source);
			machine.level = worse(machine.level, level);
			machine.logs++;
			const time = report.log?.lastTime ?? '';
			machine.clientVersion = newest(machine.clientVersion, time, report.log?.clientVersions.at(-1));
			machine.windowsBuild = newest(machine.windowsBuild, time, report.log?.windowsBuilds.at(-1));
			machine.pinning = newestPinning(machine.pinning, pinningOf(report, scans));
			if (scans.length === report.scans.length) addSpan(machine, report);
			for (const scan of scans) addScan(machine, scan);
			return machine;
		},
		addProblem(machine, {rule, severity, scans}, firstSeen, lastSeen) {
			let problem = machine.problems.find((one) => one.rule === rule && one.severity === severity);
			if (problem === undefined) {
				problem = {rule, severity, scans: 0, firstSeen: null, lastSeen: null};
				machine.problems.push(problem);
			}
			problem.scans += scans.length;
			problem.firstSeen = earlier(problem.firstSeen, firstSeen);
			problem.lastSeen = later(problem.lastSeen, lastSeen);
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

/** Adds to a short list of a machine what is not in it. */
export function addTo(list: string[], text: string): void {
	if (list.length < MAX_LIST && !list.includes(text)) list.push(text);
}

export function worse(a: Level, b: Level): Level {
	return LEVELS.indexOf(a) <= LEVELS.indexOf(b) ? a : b;
}

function surest(a: MachineRecord['source'], b: MachineRecord['source']): MachineRecord['source'] {
	return SOURCES.indexOf(a) <= SOURCES.indexOf(b) ? a : b;
}

function newest(known: Newest | null, time: string, value: string | undefined): Newest | null {
	if (value === undefined) return known;
	if (known !== null && (known.time > time || (known.time === time && known.value >= value))) return known;
	return {time, value};
}

export function machineSummary(machine: MachineRecord): MachineSummary {
	return {
		name: machine.name,
		source: machine.source,
		verdict: machine.level,
		logs: machine.logs,
		scans: machine.scans,
		online: machine.online,
		failed: machine.failed,
		firstTime: machine.firstTime,
		lastTime: machine.lastTime,
		lastSuccess: machine.lastSuccess,
		clientVersion: machine.clientVersion?.value ?? null,
		windowsBuild: machine.windowsBuild?.value ?? null,
		servers: machine.servers.toSorted(byText),
		pinning: machine.pinning?.state ?? 'unknown',
		codes: machine.codes.toSorted(byText),
		problems: machine.problems.toSorted((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) || b.scans - a.scans || byText(a.rule, b.rule)),
	};
}
