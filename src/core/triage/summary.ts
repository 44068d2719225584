/** The vocabulary of the answer: what the machines of a fleet have in common. Its JSON form is the contract `wulens-summary/1`. */
import type {ProxyOutcome, ProxyVia, Scheme, Severity, Step, UnreadStatus, VerdictLevel} from '../types.js';
import type {MachineSource} from './result.js';

/** Version of the JSON contract. Raised when a field is renamed, dropped or given another meaning. */
export const SUMMARY_SCHEMA = 'wulens-summary/1';

export {VERDICT_LEVELS as LEVELS} from '../vocabulary.js';
export type Level = VerdictLevel;

/**
 * pinned: the WSUS certificate is in the machine's store, or the log says that it must be; not-in-store: the certificate
 * that WSUS presented is not; policy-off: a policy turns pinning off; store-empty: nothing is pinned; not-applicable:
 * WSUS is set to HTTP, where there is no certificate; unknown: the logs do not say.
 */
export const PINNING_STATES = ['pinned', 'not-in-store', 'policy-off', 'store-empty', 'not-applicable', 'unknown'] as const;
export type PinningState = (typeof PINNING_STATES)[number];

/** What all results together say. Lists are ranked, or else sorted by name; times are wall-clock times of the logs. */
export interface Summary {
	readonly schema: typeof SUMMARY_SCHEMA;
	readonly tool: {readonly name: 'wulens'; readonly version: string};
	/** When the summary was made and by which command; `null` unless given, so that the same results give the same bytes. */
	readonly generated: string | null;
	readonly command: string | null;
	readonly filter: FilterSummary;
	readonly totals: FleetTotals;
	/** Errors by the number of machines, then warnings, then notes. */
	readonly problems: readonly ProblemSummary[];
	readonly servers: readonly ServerSummary[];
	readonly proxies: ProxySummary;
	/** Machines in each state. */
	readonly pinning: Readonly<Record<PinningState, number>>;
	readonly clientVersions: readonly VersionSummary[];
	readonly windowsBuilds: readonly VersionSummary[];
	readonly codes: readonly CodeSummary[];
	/** Days with scans, in order. */
	readonly days: readonly DaySummary[];
	readonly groups: GroupedSummary | null;
	/** `null`: none was given. */
	readonly inventory: InventorySummary | null;
	/** By name. */
	readonly machines: readonly MachineSummary[];
	readonly ledger: LedgerSummary;
	/** Names of machines that may be wrong, those of the most logs first. */
	readonly doubts: readonly MachineDoubt[];
	readonly sources: SourcesSummary;
	readonly baseline: BaselineChanges | null;
}

/** What the summary was limited to, and what that left out. */
export interface FilterSummary {
	readonly since: string | null;
	readonly until: string | null;
	readonly where: readonly string[];
	readonly leftOut: {
		readonly machines: number;
		readonly scans: number;
		/** Scans without a time, where the filter names times; also counted in `scans`. */
		readonly scansWithoutTime: number;
	};
	/** Scans that were kept although their years are of another calendar, where the filter names times. */
	readonly scansOfOtherCalendar: number;
}

export interface FleetTotals {
	/** Machines with at least one log that could be read. */
	readonly machines: number;
	readonly verdicts: Readonly<Record<Level, number>>;
	/** Machines with files, none of which is a log that could be read. */
	readonly machinesWithoutLog: number;
	readonly machinesWithFailedScans: number;
	/** Those of consequence; lines of one kind, code and server in a log are one. */
	readonly outsideFailures: number;
	readonly machinesWithOutsideFailures: number;
	readonly bytes: number;
	readonly lines: number;
	readonly scans: number;
	readonly online: number;
	readonly succeeded: number;
	readonly failed: number;
	readonly cancelled: number;
	readonly unknown: number;
	/** Including those about files that are not logs. */
	readonly findings: number;
	readonly firstTime: string | null;
	readonly lastTime: string | null;
}

/** A rule with findings of one severity, and where it explains failures, of one code (or HTTP status) and server. */
export interface ProblemSummary {
	readonly rule: string;
	readonly severity: Severity;
	/** Of the failures; `null` where the rule explains none. */
	readonly code: string | null;
	/** Scheme, host and port of the server that failed; `null` where no line names one. */
	readonly server: string | null;
	/** The title that all findings share; where they differ, the rule's title without what differs. */
	readonly title: string;
	readonly machines: number;
	readonly files: number;
	readonly scans: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
	/** Checks first, then changes. */
	readonly steps: readonly Step[];
	readonly references: readonly string[];
	/** Where it was last seen. */
	readonly example: ProblemExample;
}

export interface ProblemExample {
	readonly machine: string;
	readonly path: string;
	readonly member: string | null;
	readonly line: number | null;
	readonly title: string;
}

/** A WSUS server. */
export interface ServerSummary {
	/** Scheme, host and port. */
	readonly server: string;
	readonly scheme: Scheme | null;
	readonly machines: number;
	readonly scans: number;
	readonly failed: number;
	readonly machinesWithFailedScans: number;
	/** Failures outside scans in which the server was asked. */
	readonly outsideFailures: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
	/** Codes of failed scans, the most frequent first. */
	readonly codes: readonly {readonly code: string; readonly name: string | null; readonly scans: number}[];
}

export interface ProxySummary {
	readonly outcomes: readonly {readonly outcome: ProxyOutcome; readonly machines: number; readonly scans: number}[];
	/** As logged, with what that means. */
	readonly behaviors: readonly {
		readonly behavior: string;
		readonly meaning: string | null;
		readonly machines: number;
		readonly scans: number;
	}[];
	readonly tries: readonly {readonly via: ProxyVia; readonly machines: number; readonly tries: number; readonly failed: number}[];
	/** Only legacy logs name proxies. */
	readonly named: readonly {readonly proxy: string; readonly machines: number; readonly tries: number; readonly failed: number}[];
}

/** Machines by their newest version. */
export interface VersionSummary {
	readonly version: string;
	readonly machines: number;
	readonly scans: number;
	readonly failed: number;
	readonly machinesWithFailedScans: number;
}

/** A code that failed scans ended with, or first failed with. */
export interface CodeSummary {
	readonly code: string;
	readonly name: string | null;
	readonly machines: number;
	/** Failed scans with the code as first cause, as exit code, or as both. */
	readonly scans: number;
	readonly asCause: number;
	readonly asExit: number;
}

export interface DaySummary {
	readonly day: string;
	readonly scans: number;
	readonly failed: number;
	/** Scans with the problem, by rule; errors and warnings only. */
	readonly problems: Readonly<Record<string, number>>;
}

/** What `--group-by` takes. */
export const GROUPINGS = ['rule', 'server', 'version', 'machine', 'code'] as const;

export type GroupBy = (typeof GROUPINGS)[number];

/** A column of the inventory, which `--group-by` takes, too. */
export interface InventoryColumn {
	readonly column: string;
}

export type GroupKind = GroupBy | 'inventory';

export const GROUP_KINDS: readonly GroupKind[] = [...GROUPINGS, 'inventory'];

export interface GroupedSummary {
	readonly by: GroupKind;
	/** Of the inventory; `null` for other kinds. */
	readonly column: string | null;
	/** By machines, then failed scans, then scans. */
	readonly rows: readonly GroupRow[];
}

export interface GroupRow {
	readonly name: string;
	/** With a log, as far as the filter goes. */
	readonly machines: number;
	readonly machinesWithFailedScans: number;
	/** Machines that the inventory has in the group, with or without a log; `null` for other kinds. */
	readonly listed: number | null;
	readonly scans: number;
	readonly failed: number;
	/** Rules with findings about scans of the group, or servers where the group is a rule: those on most machines first. */
	readonly with: readonly {readonly name: string; readonly machines: number; readonly scans: number}[];
}

/** The machines of the logs compared with those of the inventory: those that the filter asks for, whatever it asks of scans. */
export interface InventorySummary {
	/** Besides that of the machine. */
	readonly columns: readonly string[];
	/** In the inventory. */
	readonly machines: number;
	/** Of these, machines of which a log was read. */
	readonly withLog: number;
	/** The others, by name. */
	readonly withoutLog: readonly {readonly name: string; readonly inventory: InventoryValues}[];
	/** Machines with a log that the inventory does not list, by name. */
	readonly notListed: readonly string[];
	/** Rows that could not be read as they should. */
	readonly damagedRows: number;
}

/** By column; `null`: the cell is empty. */
export type InventoryValues = Readonly<Record<string, string | null>>;

export interface MachineSummary {
	readonly name: string;
	readonly source: MachineSource;
	/** What the inventory says; `null`: it does not list the machine, or none was given. */
	readonly inventory: InventoryValues | null;
	readonly verdict: Level;
	readonly logs: number;
	readonly scans: number;
	readonly online: number;
	readonly failed: number;
	/** Failures outside scans, of consequence. */
	readonly outsideFailures: number;
	/** The code of the gravest of them: one that lasts, and of those the most frequent. */
	readonly worstOutsideCode: string | null;
	readonly firstTime: string | null;
	readonly lastTime: string | null;
	readonly lastSuccess: string | null;
	readonly clientVersion: string | null;
	readonly windowsBuild: string | null;
	readonly servers: readonly string[];
	readonly pinning: PinningState;
	readonly codes: readonly string[];
	readonly problems: readonly MachineProblem[];
}

/** One of the problems of the fleet, which has the same rule, severity, code and server. */
export interface MachineProblem {
	readonly rule: string;
	readonly severity: Severity;
	readonly code: string | null;
	readonly server: string | null;
	readonly scans: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
}

/** Every input, whatever the filter. */
export interface LedgerSummary {
	readonly inputs: number;
	readonly analyzed: number;
	readonly skipped: number;
	readonly failed: number;
	/** Skipped files that are other logs, whose failures were read. */
	readonly otherLogs: number;
	/** Failed ones of which lines were read before that. */
	readonly partlyRead: number;
	/** Lines of analyzed logs that were not read, and how many logs have such lines. */
	readonly unreadLines: number;
	readonly inputsWithUnreadLines: number;
	/** Logs with scans or failures that count in another log of the same machine, and these scans. */
	readonly overlaps: number;
	readonly scansOfOverlaps: number;
	/** The most frequent first. */
	readonly reasons: readonly LedgerReason[];
}

export interface LedgerReason {
	readonly status: UnreadStatus;
	readonly reason: string;
	readonly inputs: number;
	/** The first by name. */
	readonly example: string;
}

/**
 * A name of a machine that is taken from a path, and may be wrong. one-machine: many inputs are of one machine, although
 * their paths differ in what may be names; many-machines: an archive holds logs of several.
 */
export interface MachineDoubt {
	readonly kind: (typeof MACHINE_DOUBTS)[number];
	/** The machine, or the path of the archive. */
	readonly subject: string;
	/** Logs of the machine, or machines of the archive; of these, at most 51 are counted. */
	readonly count: number;
	/** What may be names of machines, at most three. */
	readonly examples: readonly string[];
	/** For `--machine-from`. */
	readonly expression: string;
}

export const MACHINE_DOUBTS = ['one-machine', 'many-machines'] as const;

/** What became of the lines of the results files. */
export interface SourcesSummary {
	readonly results: number;
	/** Results that were replaced by later ones of the same input. */
	readonly replaced: number;
	/** Incomplete last lines. */
	readonly torn: number;
	/** Lines that are not results, or are of another version of the format. */
	readonly unreadable: number;
}

/** `--baseline`: this run compared with an earlier one. */
export interface BaselineChanges {
	/** Whether both used the same filter; if not, what seems new or gone may only have been filtered out. */
	readonly sameFilter: boolean;
	/** How many machines are in both. */
	readonly machines: number;
	readonly newMachines: readonly string[];
	readonly goneMachines: readonly string[];
	/** Errors and warnings that a machine in both has now but did not have before. */
	readonly new: readonly ProblemChange[];
	/** Errors and warnings that a machine in both no longer has. */
	readonly gone: readonly ProblemChange[];
	readonly unchanged: number;
	readonly rules: readonly RuleChange[];
}

export interface ProblemChange {
	readonly machine: string;
	readonly rule: string;
	readonly severity: Severity;
}

/** Machines by rule. */
export interface RuleChange {
	readonly rule: string;
	readonly new: number;
	readonly gone: number;
	readonly unchanged: number;
	/** Machines with the rule that are new, or gone. */
	readonly onNewMachines: number;
	readonly onGoneMachines: number;
}
