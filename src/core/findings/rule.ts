/** The shape of a rule: data alone, so that a user's file can hold one as well as the tables of the project. */
import type {Severity, Step} from '../types.js';
import type {FactName, FactValue, FactValueOf} from './facts.js';

/** A range of numbers, or a part of a text (case does not matter). */
export interface FactComparison {
	readonly atLeast?: number;
	readonly atMost?: number;
	readonly contains?: string;
}

/** What a fact is compared with: a value, any of several, or a comparison. `null`: the log does not tell it. */
export type FactTest<Value extends FactValue = FactValue> = Value | null | readonly (Value | null)[] | FactComparison;

export type FactTests = {readonly [Name in FactName]?: FactTest<FactValueOf<Name>>};

/** Every fact named must pass its test; `all`, `any` and `not` combine conditions. */
export interface Condition {
	readonly all?: readonly Condition[];
	readonly any?: readonly Condition[];
	readonly not?: Condition;
	readonly facts?: FactTests;
}

/**
 * cause: says why a scan failed; of all that fit, only the first in the table speaks for the scan.
 * context: worth knowing of a scan, whatever its cause. file: about the whole file.
 */
export const RULE_ROLES = ['cause', 'context', 'file'] as const;
export type RuleRole = (typeof RULE_ROLES)[number];

/** Lines that scans keep. */
export const SCAN_EVIDENCE = ['start', 'end', 'root-cause', 'failures', 'proxy', 'certificate', 'endpoint'] as const;
/** Lines of the file, which no scan keeps; a finding about scans needs another one. */
export const FILE_EVIDENCE = ['settings', 'versions', 'issues', 'first-line'] as const;

/** Which lines prove a finding; the first selectors are quoted first. */
export const EVIDENCE_SELECTORS: readonly [...typeof SCAN_EVIDENCE, ...typeof FILE_EVIDENCE] = [...SCAN_EVIDENCE, ...FILE_EVIDENCE];
export type EvidenceSelector = (typeof EVIDENCE_SELECTORS)[number];

/** A kind of the same finding. */
export interface RuleVariant {
	readonly when: Condition;
	readonly severity?: Severity;
	readonly title?: string;
	readonly explanation?: string;
	readonly steps?: readonly Step[];
}

export interface Rule {
	/** Kebab case. */
	readonly id: string;
	readonly severity: Severity;
	readonly role: RuleRole;
	/** One line, what is so. `{server}`, `{caller}`, `{code}`, `{count}` and other facts in braces are filled in. */
	readonly title: string;
	/** What a verdict says after `3 of 5 scans failed:` instead of the title, where that would say it again. */
	readonly inVerdict?: string;
	readonly when: Condition;
	/** Plain words for a person at a help desk; what is inferred is worded as likely. Facts in braces as in the title. */
	readonly explanation: string;
	/** Checks first, then what changes something. Facts in braces are filled in. */
	readonly steps: readonly Step[];
	readonly references: readonly string[];
	/** Kinds that the facts tell apart; the first that fits replaces texts, and its steps come before the others. */
	readonly variants?: readonly RuleVariant[];
	readonly evidence: readonly EvidenceSelector[];
	/**
	 * Logs on which the rule must speak, and on which it must not. A line without a time stamp is `Component text`, and
	 * gets time, PID and TID; see example-log.ts.
	 */
	readonly examples: {readonly match: readonly string[]; readonly noMatch: readonly string[]};
}
