/** The shape of a rule. It is pure data, so that rules can come from a user's file as well as from the built-in tables. */
import type {Severity, Step} from '../types.js';
import type {FactName, FactValue, FactValueOf} from './facts/index.js';

/** A range of numbers, or a substring (not case-sensitive). */
export interface FactComparison {
	readonly atLeast?: number;
	readonly atMost?: number;
	readonly contains?: string;
}

/** What a fact is compared with: a value, any of several values, or a comparison. `null`: not logged. */
export type FactTest<Value extends FactValue = FactValue> = Value | null | readonly (Value | null)[] | FactComparison;

export type FactTests = {readonly [Name in FactName]?: FactTest<FactValueOf<Name>>};

/** Every listed fact must pass its test; `all`, `any`, and `not` combine conditions. */
export interface Condition {
	readonly all?: readonly Condition[];
	readonly any?: readonly Condition[];
	readonly not?: Condition;
	readonly facts?: FactTests;
}

/**
 * cause: explains why a scan failed, or something outside scans; only the first matching rule in the table applies.
 * outside: a cause of failures outside scans alone. context: worth knowing about a scan, whatever its cause.
 * file: about the whole file.
 */
export const RULE_ROLES = ['cause', 'outside', 'context', 'file'] as const;
export type RuleRole = (typeof RULE_ROLES)[number];

/** Lines stored with scans. */
export const SCAN_EVIDENCE = ['start', 'end', 'root-cause', 'failures', 'proxy', 'certificate', 'endpoint', 'network'] as const;
/** File-level lines, not stored with scans; a finding about scans also needs scan evidence. */
export const FILE_EVIDENCE = ['settings', 'versions', 'issues', 'first-line'] as const;

/** Which lines prove a finding, in the order in which they are quoted. */
export const EVIDENCE_SELECTORS: readonly [...typeof SCAN_EVIDENCE, ...typeof FILE_EVIDENCE] = [...SCAN_EVIDENCE, ...FILE_EVIDENCE];
export type EvidenceSelector = (typeof EVIDENCE_SELECTORS)[number];

/** A step. Facts in braces are filled into its text; into its command only what command-target.ts lists. */
export interface RuleStep extends Step {
	/** What differs on Windows 8.1 and earlier, which lack newer commands. */
	readonly onOldWindows?: {readonly text?: string; readonly command: string | null};
	/** Without what the log should provide for its command, the step says nothing and is left out. */
	readonly onlyWithCommand?: true;
}

/** A variation of the same finding. */
export interface RuleVariant {
	readonly when: Condition;
	readonly severity?: Severity;
	readonly title?: string;
	readonly explanation?: string;
	readonly steps?: readonly RuleStep[];
}

export interface Rule {
	/** Kebab case. */
	readonly id: string;
	readonly severity: Severity;
	readonly role: RuleRole;
	/** One line that states the finding. `{server}`, `{caller}`, `{code}`, `{count}`, and other facts in braces are filled in. */
	readonly title: string;
	/** Used in the verdict after `3 of 5 scans failed:` instead of the title, if the title would repeat it. */
	readonly inVerdict?: string;
	readonly when: Condition;
	/** Plain language for help desk staff; inferred causes are worded as likely. Facts in braces as in the title. */
	readonly explanation: string;
	/** Checks first, then the steps that change the PC. Empty if nothing needs to be done, which the explanation then says. */
	readonly steps: readonly RuleStep[];
	readonly references: readonly string[];
	/** Variations that depend on the facts. The first match replaces the texts, and its steps come before the others. */
	readonly variants?: readonly RuleVariant[];
	/** One finding for all codes: they have one cause. Otherwise each code has its own. */
	readonly acrossCodes?: true;
	readonly evidence: readonly EvidenceSelector[];
	/**
	 * Logs that the rule must match, and logs that it must not match. A line without a time stamp is `Component text` and
	 * gets a time, PID, and TID; see example-log.ts.
	 */
	readonly examples: {readonly match: readonly string[]; readonly noMatch: readonly string[]};
}
