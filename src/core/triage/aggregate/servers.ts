/** The WSUS servers of a fleet: which machines use them, and how the scans ended. */
import {originText} from '../../wording/labels.js';
import {parseEndpoint} from '../../scans/services.js';
import type {FileReport, OutsideFailure, Scan, Scheme} from '../../types.js';
import {byText, earlier, firstNonZero, later} from '../compare.js';
import {timeOf} from '../selection.js';
import {settingOf, wsusServerOfFailure} from '../outside.js';
import type {ServerSummary} from '../summary.js';
import {createTally, type Tally} from '../tally.js';
import {createMachineSet, type MachineSet} from './machine-set.js';

interface CodeCounter {
	name: string | null;
	scans: number;
}

interface ServerCounter {
	readonly server: string;
	scheme: Scheme | null;
	readonly machines: MachineSet;
	readonly failedMachines: MachineSet;
	scans: number;
	failed: number;
	outsideFailures: number;
	firstSeen: string | null;
	lastSeen: string | null;
	readonly codes: Tally<CodeCounter>;
}

const MAX_CODES = 200;
const MAX_CODES_SHOWN = 10;

/** Scheme, host and port of the WSUS server that a scan used; `null` if it used another service, or the log names none. */
function wsusServerOf(scan: Scan, report: FileReport): string | null {
	if (scan.server === null) return null;
	const server = originText(scan.server);
	return scan.service.name === 'WSUS' || server === settingOf(report) ? server : null;
}

/** The code that explains a failed scan best: that of its root cause, or else its exit code. */
export function codeOf(scan: Scan): {readonly code: string; readonly name: string | null} | null {
	if (scan.outcome !== 'failed') return null;
	if (scan.rootCause !== null) return scan.rootCause;
	return scan.exitCode === null ? null : {code: scan.exitCode, name: scan.exitName};
}

export interface Servers {
	/**
	 * Adds a log with its selected scans and failures outside scans; a configured server counts for the machine even if
	 * nothing used it. @returns servers
	 */
	addReport(machine: number, report: FileReport, scans: readonly Scan[], failures: readonly OutsideFailure[]): readonly string[];
	end(): readonly ServerSummary[];
}

export function createServers(): Servers {
	const tally: Tally<ServerCounter> = createTally((server) => ({
		server,
		scheme: parseEndpoint(server)?.scheme ?? null,
		machines: createMachineSet(),
		failedMachines: createMachineSet(),
		scans: 0,
		failed: 0,
		outsideFailures: 0,
		firstSeen: null,
		lastSeen: null,
		codes: createTally(() => ({name: null, scans: 0}), MAX_CODES),
	}));
	return {
		addReport(machine, report, scans, failures) {
			const names = new Set<string>();
			const setting = settingOf(report);
			if (setting !== null && scans.length === report.scans.length) {
				tally.of(setting).machines.add(machine);
				names.add(setting);
			}
			for (const scan of scans) {
				const name = wsusServerOf(scan, report);
				if (name === null) continue;
				names.add(name);
				addScan(tally.of(name), machine, scan);
			}
			for (const failure of failures) {
				const name = wsusServerOfFailure(failure, report);
				if (name === null) continue;
				names.add(name);
				addFailure(tally.of(name), machine, failure);
			}
			return [...names];
		},
		end: () =>
			[...tally.entries.values()]
				.map(summaryOf)
				.sort((a, b) => firstNonZero(b.machines - a.machines, b.failed - a.failed, b.scans - a.scans, byText(a.server, b.server))),
	};
}

function addScan(server: ServerCounter, machine: number, scan: Scan): void {
	const time = timeOf(scan);
	server.machines.add(machine);
	server.scans++;
	server.firstSeen = earlier(server.firstSeen, time);
	server.lastSeen = later(server.lastSeen, time);
	if (scan.outcome !== 'failed') return;
	server.failed++;
	server.failedMachines.add(machine);
	const code = codeOf(scan);
	if (code === null) return;
	const counter = server.codes.of(code.code);
	counter.name = code.name;
	counter.scans++;
}

function addFailure(server: ServerCounter, machine: number, {first, last}: OutsideFailure): void {
	server.machines.add(machine);
	server.outsideFailures++;
	server.firstSeen = earlier(server.firstSeen, first.time);
	server.lastSeen = later(server.lastSeen, last.time);
}

function summaryOf({codes, machines, failedMachines, ...server}: ServerCounter): ServerSummary {
	const named = [...codes.entries]
		.map(([code, {name, scans}]) => ({code, name, scans}))
		.sort((a, b) => b.scans - a.scans || byText(a.code, b.code));
	return {...server, machines: machines.size, machinesWithFailedScans: failedMachines.size, codes: named.slice(0, MAX_CODES_SHOWN)};
}
