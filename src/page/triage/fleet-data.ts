/** The data of the page with every name in its place, as the tables need it. */
import type {FileRow, MachineRow, PageJson} from '../../core/triage/html/page-json.js';
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
}

export interface Machine {
	readonly name: string;
	readonly verdict: Level;
	/** Rules with findings. */
	readonly rules: readonly string[];
	/** Those that are not just notes. */
	readonly problems: readonly string[];
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
}

export interface Problem {
	readonly rule: string;
	readonly level: Level;
	readonly title: string;
	readonly machines: number;
	readonly scans: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
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
}

export function readFleetData(json: PageJson): FleetData {
	const levelOf = (index: number): Level => json.levels[index] ?? 'none';
	return {
		levels: json.levels,
		machines: json.machines.map((row) => readMachine(row, json, levelOf)),
		problems: json.problems.map(([rule, level, title, machines, scans, firstSeen, lastSeen]) => ({
			rule,
			level: levelOf(level),
			title,
			machines,
			scans,
			firstSeen,
			lastSeen,
		})),
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
		files: json.files.map((row) => readFile(row, json)),
	};
}

function readMachine(
	[name, verdict, findings, scans, failed, outsideFailures, worst, lastSuccess, lastTime, version, servers, pinning, codes]: MachineRow,
	{names, pinning: states}: PageJson,
	levelOf: (index: number) => Level,
): Machine {
	const rules: string[] = [];
	const problems: string[] = [];
	for (let at = 0; at + 1 < findings.length; at += 3) {
		const rule = names.rules[findings[at] ?? -1];
		if (rule === undefined) continue;
		rules.push(rule);
		if (levelOf(findings[at + 1] ?? -1) !== 'info') problems.push(rule);
	}
	const [state, label] = states[pinning] ?? ['', ''];
	return {
		name,
		verdict: levelOf(verdict),
		rules,
		problems,
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
	};
}

function readFile([path, member, machine, status, reason, scans, findings]: FileRow, {names, statuses}: PageJson): FileEntry {
	return {
		path,
		member,
		machine: names.machines[machine] ?? '',
		status: statuses[status] ?? '',
		reason: names.reasons[reason] ?? null,
		scans,
		findings,
	};
}
