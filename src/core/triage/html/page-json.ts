/** The data in the page, which its script reads: rows as short as they can be, with each name said once and then by number. */
import type {FileStatus, Scheme} from '../../types.js';
import type {Level, PinningState} from '../summary.js';

/** Levels, states and names stand in rows as their index in the lists here; -1: unknown. */
export interface PageJson {
	readonly levels: readonly Level[];
	/** Each state with its label and what it means. */
	readonly pinning: readonly (readonly [state: PinningState, label: string, meaning: string])[];
	readonly statuses: readonly FileStatus[];
	/** Words for how scans ended. */
	readonly outcomes: readonly string[];
	readonly problems: readonly ProblemRow[];
	readonly servers: readonly ServerRow[];
	readonly versions: readonly VersionRow[];
	readonly codes: readonly CodeRow[];
	readonly machines: readonly MachineRow[];
	/** Columns of the inventory; empty: there is none. */
	readonly inventory: readonly string[];
	readonly names: {
		/** With the title of each. */
		readonly rules: readonly (readonly [rule: string, title: string])[];
		readonly servers: readonly string[];
		readonly versions: readonly string[];
		readonly codes: readonly string[];
		/** Why files were skipped or failed. */
		readonly reasons: readonly string[];
		/** Machines of files, of which some have no log. */
		readonly machines: readonly string[];
		/** Sentences on logs. */
		readonly verdicts: readonly string[];
		/** Programs that started scans, and services that they asked. */
		readonly callers: readonly string[];
		readonly services: readonly string[];
		/** What the inventory says. */
		readonly inventory: readonly string[];
	};
	readonly files: readonly FileRow[];
}

export type ProblemRow = readonly [
	rule: number,
	level: number,
	title: string,
	machines: number,
	scans: number,
	firstSeen: string | null,
	lastSeen: string | null,
	code: string | null,
	server: string | null,
	/** What to do first, and the command for it. */
	step: string | null,
	command: string | null,
];

export type ServerRow = readonly [
	server: string,
	scheme: Scheme | null,
	machines: number,
	scans: number,
	failed: number,
	machinesWithFailedScans: number,
	outsideFailures: number,
	codes: string,
];

export type VersionRow = readonly [version: string, machines: number, scans: number, failed: number, machinesWithFailedScans: number];

export type CodeRow = readonly [code: string, name: string | null, machines: number, scans: number, asCause: number, asExit: number];

export type MachineRow = readonly [
	name: string,
	verdict: number,
	/** Index of each problem and its scans in turn. */
	problems: readonly number[],
	scans: number,
	failed: number,
	outsideFailures: number,
	/** The gravest of them; -1: none. */
	worstOutsideCode: number,
	lastSuccess: string | null,
	lastTime: string | null,
	version: number,
	servers: readonly number[],
	pinning: number,
	codes: readonly number[],
	/** Of each column of the inventory. */
	inventory: readonly number[],
];

export type FileRow = readonly [
	path: string,
	member: string | null,
	machine: number,
	status: number,
	reason: number,
	scans: number,
	findings: number,
	level: number,
	verdict: number,
	/** Some of its scans: the last ones, and before them those that failed. */
	telling: readonly ScanRow[],
];

export type ScanRow = readonly [
	id: number,
	time: string | null,
	outcome: number,
	caller: number,
	service: number,
	server: number,
	/** The code that explains a failed scan best. */
	code: number,
];
