/** The machines of a fleet, a small record each. */
import type {FileReport, Finding, Scan} from '../../types.js';
import {byText, earlier, later} from '../compare.js';
import {type SelectedResult, timeOf} from '../filter.js';
import {LEVELS, type Level, type MachineProblem, type MachineSummary} from '../summary.js';
import {newestPinning, type PinningFact, pinningOf} from './pinning.js';
import {createTexts, type Texts} from './texts.js';

/** A machine asks few servers and knows few codes; what is more is left out of its own row, not of the totals. */
const MAX_LIST = 64;

const NONE: readonly never[] = [];

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
	/** Made anew when they grow, by `concat`: by `push` and by spreading they would take room for many more. */
	servers: readonly string[];
	codes: readonly string[];
	problems: readonly {
		rule: string;
		severity: MachineProblem['severity'];
		scans: number;
		firstSeen: string | null;
		lastSeen: string | null;
	}[];
}

export interface Machines {
	/** The record of the machine, with what its log says added. */
	addResult(selection: SelectedResult): MachineRecord;
	/** A finding about the machine, and when that was. */
	addProblem(machine: MachineRecord, finding: Finding, firstSeen: string | null, lastSeen: string | null): void;
	/** A code of a scan that failed, and a server that was asked; of very many some are left out. */
	addCode(machine: MachineRecord, code: string): void;
	addServer(machine: MachineRecord, server: string): void;
	/** What became of all; the records are gone then. */
	end(): MachineSummary[];
}

export function createMachines(): Machines {
	const records = new Map<string, MachineRecord>();
	const texts = createTexts();

	function recordOf(name: string, source: MachineRecord['source']): MachineRecord {
		let machine = records.get(name);
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
			records.set(name, machine);
		}
		return machine;
	}

	/** A short list with a text that was perhaps not in it. */
	function withText(list: readonly string[], text: string): readonly string[] {
		return list.length >= MAX_LIST || list.includes(text) ? list : list.concat(texts.of(text));
	}

	return {
		addResult({machine: {name, source}, report, scans, level}) {
			const machine = recordOf(name, source);
			machine.source = surest(machine.source, source);
			machine.level = worse(machine.level, level);
			machine.logs++;
			const time = report.log?.lastTime ?? '';
			machine.clientVersion = newest(machine.clientVersion, time, report.log?.clientVersions.at(-1), texts);
			machine.windowsBuild = newest(machine.windowsBuild, time, report.log?.windowsBuilds.at(-1), texts);
			machine.pinning = newestPinning(machine.pinning, pinningOf(report, scans));
			if (scans.length === report.scans.length) addSpan(machine, report);
			for (const scan of scans) addScan(machine, scan);
			return machine;
		},
		addProblem(machine, {rule, severity, scans}, firstSeen, lastSeen) {
			let problem = machine.problems.find((one) => one.rule === rule && one.severity === severity);
			if (problem === undefined) {
				problem = {rule: texts.of(rule), severity, scans: 0, firstSeen: null, lastSeen: null};
				machine.problems = machine.problems.concat(problem);
			}
			problem.scans += scans.length;
			problem.firstSeen = knownTime(machine, earlier(problem.firstSeen, firstSeen));
			problem.lastSeen = knownTime(machine, later(problem.lastSeen, lastSeen));
		},
		addCode(machine, code) {
			machine.codes = withText(machine.codes, code);
		},
		addServer(machine, server) {
			machine.servers = withText(machine.servers, server);
		},
		end() {
			const rows: MachineSummary[] = [];
			for (const [name, machine] of records) {
				rows.push(machineSummary(machine));
				records.delete(name);
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

/** Most times of a machine are one of a few; each result brings copies of its own. */
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

export function worse(a: Level, b: Level): Level {
	return LEVELS.indexOf(a) <= LEVELS.indexOf(b) ? a : b;
}

function surest(a: MachineRecord['source'], b: MachineRecord['source']): MachineRecord['source'] {
	return SOURCES.indexOf(a) <= SOURCES.indexOf(b) ? a : b;
}

function newest(known: Newest | null, time: string, value: string | undefined, texts: Texts): Newest | null {
	if (value === undefined) return known;
	if (known !== null && (known.time > time || (known.time === time && known.value >= value))) return known;
	return {time, value: texts.of(value)};
}

function machineSummary(machine: MachineRecord): MachineSummary {
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
		problems: machine.problems.toSorted(
			(a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity) || b.scans - a.scans || byText(a.rule, b.rule),
		),
	};
}
