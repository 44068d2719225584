/** The vocabulary of the answer: what the machines of a fleet have in common. Its JSON form is the contract `wulens-summary/1`. */
import type {FileStatus, ProxyOutcome, ProxyVia, Scheme, Severity, Step, Verdict} from '../types.js';
import type {MachineSource} from './result.js';

/** Version of the JSON contract. Raised when a field is renamed, dropped or given another meaning. */
export const SUMMARY_SCHEMA = 'wulens-summary/1';

export type Level = Verdict['level'];

/** From the worst down. */
export const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'good', 'none'];

/**
 * pinned: the certificate of WSUS is in the store of the machine, or the log says that it must be; not-in-store: the
 * certificate that WSUS shows is not; store-empty: nothing is pinned; policy-off: a policy switches pinning off;
 * not-applicable: WSUS is asked over HTTP, where there is no certificate; unknown: the logs do not say.
 */
export type PinningState = 'pinned' | 'not-in-store' | 'store-empty' | 'policy-off' | 'not-applicable' | 'unknown';

export const PINNING_STATES: readonly PinningState[] = ['pinned', 'not-in-store', 'policy-off', 'store-empty', 'not-applicable', 'unknown'];

/** What all results together say. Lists are in the order of a ranking, those without one by name; times are wall-clock times of the logs. */
export interface Summary {
	readonly schema: typeof SUMMARY_SCHEMA;
	readonly tool: {readonly name: 'wulens'; readonly version: string};
	/** When the summary was made and by which command; `null` where nobody said, so that the same results give the same bytes. */
	readonly generated: string | null;
	readonly command: string | null;
	readonly filter: FilterSummary;
	readonly totals: FleetTotals;
	/** Errors and warnings by the number of machines, then notes by the same. */
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
	/** By name. */
	readonly machines: readonly MachineSummary[];
	readonly ledger: LedgerSummary;
	readonly sources: SourcesSummary;
	readonly baseline: BaselineChanges | null;
}

/** What was asked for, and what that left out. */
export interface FilterSummary {
	readonly since: string | null;
	readonly until: string | null;
	readonly where: readonly string[];
	readonly leftOut: {
		readonly machines: number;
		readonly scans: number /** Scans without a time, where times were asked for; counted in `scans`, too. */;
		readonly scansWithoutTime: number;
	};
}

export interface FleetTotals {
	/** Machines of which at least one log was read. */
	readonly machines: number;
	readonly verdicts: Readonly<Record<Level, number>>;
	/** Machines with files of which none is a log that could be read. */
	readonly machinesWithoutLog: number;
	readonly machinesWithFailedScans: number;
	readonly bytes: number;
	readonly lines: number;
	readonly scans: number;
	readonly online: number;
	readonly succeeded: number;
	readonly failed: number;
	readonly cancelled: number;
	readonly unknown: number;
	/** With those about files that are no logs. */
	readonly findings: number;
	readonly firstTime: string | null;
	readonly lastTime: string | null;
}

/** A rule that spoke with one severity. */
export interface ProblemSummary {
	readonly rule: string;
	readonly severity: Severity;
	/** The title that all findings share; where they differ, the title of the rule without server and code. */
	readonly title: string;
	readonly machines: number;
	readonly files: number;
	readonly scans: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
	/** Checks first, then what changes something. */
	readonly steps: readonly Step[];
	readonly references: readonly string[];
	/** Where it was seen last. */
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
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
	/** Codes of failed scans, the most frequent first. */
	readonly codes: readonly {readonly code: string; readonly name: string | null; readonly scans: number}[];
}

export interface ProxySummary {
	readonly outcomes: readonly {readonly outcome: ProxyOutcome; readonly machines: number; readonly scans: number}[];
	/** As printed by the log, with what that means. */
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

/** A code that failed scans ended with or began to fail with. */
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
	/** Scans that a problem names, by rule; errors and warnings only. */
	readonly problems: Readonly<Record<string, number>>;
}

export type GroupBy = 'rule' | 'server' | 'version' | 'machine' | 'code';

export interface GroupedSummary {
	readonly by: GroupBy;
	/** By machines, then failed scans, then scans. */
	readonly rows: readonly GroupRow[];
}

export interface GroupRow {
	readonly name: string;
	readonly machines: number;
	readonly scans: number;
	readonly failed: number;
	/** Rules that name scans of the group, or servers where the group is a rule: those on most machines first. */
	readonly with: readonly {readonly name: string; readonly machines: number; readonly scans: number}[];
}

export interface MachineSummary {
	readonly name: string;
	readonly source: MachineSource;
	readonly verdict: Level;
	readonly logs: number;
	readonly scans: number;
	readonly online: number;
	readonly failed: number;
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

export interface MachineProblem {
	readonly rule: string;
	readonly severity: Severity;
	readonly scans: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
}

/** Every input, whatever was asked for. */
export interface LedgerSummary {
	readonly inputs: number;
	readonly analyzed: number;
	readonly skipped: number;
	readonly failed: number;
	/** The most frequent first. */
	readonly reasons: readonly LedgerReason[];
}

export interface LedgerReason {
	readonly status: Exclude<FileStatus, 'analyzed'>;
	readonly reason: string;
	readonly inputs: number;
	/** The first by name. */
	readonly example: string;
}

/** What was read of the results files themselves. */
export interface SourcesSummary {
	readonly results: number;
	/** Results that a later one of the same input replaced. */
	readonly replaced: number;
	/** Last lines that were cut off. */
	readonly torn: number;
	/** Lines that are no result, or of another version of the program. */
	readonly unreadable: number;
}

/** `--baseline`: this run compared with an earlier one. */
export interface BaselineChanges {
	/** Whether both were made with the same filter; if not, what is new or gone may only have been left out. */
	readonly sameFilter: boolean;
	/** How many machines are in both. */
	readonly machines: number;
	readonly newMachines: readonly string[];
	readonly goneMachines: readonly string[];
	/** Errors and warnings that a machine of both has now and had not. */
	readonly new: readonly ProblemChange[];
	/** Those that it had and has no more. */
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
	/** Machines with the rule that were not there before, or are not any more. */
	readonly onNewMachines: number;
	readonly onGoneMachines: number;
}
