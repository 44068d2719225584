/** The data of the page with every name in its place, as the tables need it. */
import type {FileRow, MachineRow, PageJson, ProblemRow} from '../../core/triage/html/page-json.js';
import type {Level} from '../../core/triage/summary.js';

export interface FleetData {
	/** From the worst down. */
	readonly levels: readonly Level[];
	readonly machines: readonly Machine[];
	readonly problems: readonly Problem[];
	readonly servers: readonly Server[];
	readonly versions: readonly Version[];
	readonly codes: readonly Code[];
	readonly files: readonly FileEntry[];
	/** Columns of the inventory; empty: there is none. */
	readonly inventory: readonly string[];
	/** Every state that there is. */
	readonly pinning: readonly {readonly state: string; readonly label: string}[];
}

export interface Machine {
	readonly name: string;
	readonly verdict: Level;
	/** Notes come last. */
	readonly findings: readonly MachineFinding[];
	/** Those that are not just notes. */
	readonly problems: readonly MachineFinding[];
	readonly scans: number;
	readonly failed: number;
	readonly outsideFailures: number;
	readonly worstOutsideCode: string | null;
	readonly lastSuccess: string | null;
	readonly lastTime: string | null;
	readonly version: string | null;
	readonly servers: readonly string[];
	readonly pinning: {readonly state: string; readonly label: string};
	readonly codes: readonly string[];
	/** What the inventory says, by its columns. */
	readonly inventory: readonly (string | null)[];
}

/** What a machine has of a problem of the fleet. */
export interface MachineFinding {
	readonly problem: Problem;
	readonly scans: number;
}

export interface Problem {
	/** 1-based: how the address names it. */
	readonly number: number;
	readonly rule: string;
	/** Of the rule, for all its problems. */
	readonly ruleTitle: string;
	readonly level: Level;
	readonly title: string;
	readonly machines: number;
	readonly scans: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
	readonly code: string | null;
	readonly server: string | null;
	/** What to do first. */
	readonly step: string | null;
	readonly command: string | null;
}

export interface Server {
	readonly server: string;
	readonly scheme: 'http' | 'https' | null;
	readonly machines: number;
	readonly scans: number;
	readonly failed: number;
	readonly machinesWithFailedScans: number;
	readonly outsideFailures: number;
	readonly codes: string;
}

export interface Version {
	readonly version: string;
	readonly machines: number;
	readonly scans: number;
	readonly failed: number;
	readonly machinesWithFailedScans: number;
}

export interface Code {
	readonly code: string;
	readonly name: string | null;
	readonly machines: number;
	readonly scans: number;
	readonly asCause: number;
	readonly asExit: number;
}

export interface FileEntry {
	readonly path: string;
	readonly member: string | null;
	readonly machine: string;
	readonly status: string;
	readonly reason: string | null;
	readonly scans: number;
	readonly findings: number;
	/** Of the log; `null` where there is none. */
	readonly verdict: {readonly level: Level; readonly text: string} | null;
	/** Some of its scans: the last ones and those that failed. */
	readonly telling: readonly ScanEntry[];
}

interface ScanEntry {
	readonly id: number;
	readonly time: string | null;
	readonly outcome: string;
	readonly caller: string;
	readonly service: string;
	readonly server: string | null;
	readonly code: string | null;
}

export function readFleetData(json: PageJson): FleetData {
	const levelOf = (index: number): Level => json.levels[index] ?? 'none';
	const problems = json.problems.map((row, index) => readProblem(row, index + 1, json, levelOf));
	return {
		levels: json.levels,
		machines: json.machines.map((row) => readMachine(row, json, problems, levelOf)),
		problems,
		servers: json.servers.map(([server, scheme, machines, scans, failed, machinesWithFailedScans, outsideFailures, codes]) => ({
			server,
			scheme,
			machines,
			scans,
			failed,
			machinesWithFailedScans,
			outsideFailures,
			codes,
		})),
		versions: json.versions.map(([version, machines, scans, failed, machinesWithFailedScans]) => ({
			version,
			machines,
			scans,
			failed,
			machinesWithFailedScans,
		})),
		codes: json.codes.map(([code, name, machines, scans, asCause, asExit]) => ({code, name, machines, scans, asCause, asExit})),
		inventory: json.inventory,
		pinning: json.pinning.map(([state, label]) => ({state, label})),
		files: json.files.map((row) => readFile(row, json, levelOf)),
	};
}

function readProblem(
	[rule, level, title, machines, scans, firstSeen, lastSeen, code, server, step, command]: ProblemRow,
	number: number,
	{names}: PageJson,
	levelOf: (index: number) => Level,
): Problem {
	const [id, ruleTitle] = names.rules[rule] ?? ['', ''];
	return {number, rule: id, ruleTitle, level: levelOf(level), title, machines, scans, firstSeen, lastSeen, code, server, step, command};
}

function readMachine(
	[
		name,
		verdict,
		pairs,
		scans,
		failed,
		outsideFailures,
		worst,
		lastSuccess,
		lastTime,
		version,
		servers,
		pinning,
		codes,
		inventory,
	]: MachineRow,
	{names, pinning: states}: PageJson,
	all: readonly Problem[],
	levelOf: (index: number) => Level,
): Machine {
	const findings: MachineFinding[] = [];
	for (let at = 0; at + 1 < pairs.length; at += 2) {
		const problem = all[pairs[at] ?? -1];
		if (problem !== undefined) findings.push({problem, scans: pairs[at + 1] ?? 0});
	}
	const [state, label] = states[pinning] ?? ['', ''];
	return {
		name,
		verdict: levelOf(verdict),
		findings,
		problems: findings.filter(({problem}) => problem.level !== 'info'),
		scans,
		failed,
		outsideFailures,
		worstOutsideCode: names.codes[worst] ?? null,
		lastSuccess,
		lastTime,
		version: names.versions[version] ?? null,
		servers: servers.flatMap((index) => names.servers[index] ?? []),
		pinning: {state, label},
		codes: codes.flatMap((index) => names.codes[index] ?? []),
		inventory: inventory.map((index) => names.inventory[index] ?? null),
	};
}

function readFile(
	[path, member, machine, status, reason, scans, findings, level, verdict, telling]: FileRow,
	{names, statuses, outcomes}: PageJson,
	levelOf: (index: number) => Level,
): FileEntry {
	const text = names.verdicts[verdict];
	return {
		path,
		member,
		machine: names.machines[machine] ?? '',
		status: statuses[status] ?? '',
		reason: names.reasons[reason] ?? null,
		scans,
		findings,
		verdict: text === undefined ? null : {level: levelOf(level), text},
		telling: telling.map(([id, time, outcome, caller, service, server, code]) => ({
			id,
			time,
			outcome: outcomes[outcome] ?? '',
			caller: names.callers[caller] ?? '',
			service: names.services[service] ?? '',
			server: names.servers[server] ?? null,
			code: names.codes[code] ?? null,
		})),
	};
}
