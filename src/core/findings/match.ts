/** What rules that match are about, gathered until it becomes findings. */
import {meaningKey, type Trouble, type TroubleState} from '../scans/troubles.js';
import type {NetworkState, Scan, Severity} from '../types.js';
import {factsInCommand} from './command-target.js';
import {fulfils} from './condition.js';
import type {Facts, FactValue} from './facts/index.js';
import type {Rule, RuleVariant} from './rule.js';

/** The rest are only counted, up to this limit. */
const MAX_COUNTED_VALUES = 10_000;

/** Facts that are kept whatever the texts refer to: failures outside scans are told with the scans that failed of the same. */
const ALWAYS_KEPT = ['host', 'rootCause', 'rootCauseReason'];

/** A fact in braces. */
export const PLACEHOLDER: RegExp = /\{([A-Za-z.]{1,32})\}/g;

/** What rules that match are about: some scans, or failures outside scans. */
export interface Match {
	readonly rule: Rule;
	readonly variant: RuleVariant | null;
	readonly scans: Scan[];
	/** Indexes. */
	readonly failures: number[];
	readonly network: Set<NetworkState>;
	/** It explains why scans failed. */
	isCause: boolean;
	/** Of scans whose result is not in the log. */
	isSoFar: boolean;
	/** What became of these scans, where the log tells. */
	readonly troubles: Set<Trouble>;
	/** Of failures outside scans, and of scans whose end is not in the log. */
	weight: Severity | null;
	/** Values of the facts that its texts refer to, across all subjects. */
	readonly values: ReadonlyMap<string, Set<FactValue>>;
}

/** What matches so far. */
export interface Matches {
	/** The match of a rule and a group of subjects, which takes these facts, too. */
	readonly of: (rule: Rule, facts: Facts, group: string) => Match;
	readonly all: () => readonly Match[];
}

export function createMatches(): Matches {
	const matches = new Map<string, Match>();
	return {
		of(rule, facts, group) {
			const variant = rule.variants?.find((candidate) => fulfils(facts, candidate.when)) ?? null;
			const key = `${rule.role} ${variant === null ? -1 : rule.variants?.indexOf(variant)} ${rule.id} ${group}`;
			const match = matches.get(key) ?? emptyMatch(rule, variant);
			matches.set(key, match);
			for (const [name, values] of match.values)
				if (values.size < MAX_COUNTED_VALUES) for (const value of valuesOf(facts(name))) values.add(value);
			return match;
		},
		all: () => [...matches.values()],
	};
}

function emptyMatch(rule: Rule, variant: RuleVariant | null): Match {
	return {
		rule,
		variant,
		scans: [],
		failures: [],
		network: new Set(),
		isCause: false,
		isSoFar: false,
		troubles: new Set(),
		weight: null,
		values: new Map([...namesIn(rule, variant), ...ALWAYS_KEPT].map((name) => [name, new Set<FactValue>()])),
	};
}

export function isOfGroup({rule, values}: Match, group: string): boolean {
	return rule.acrossCodes === true || [...(values.get('rootCause') ?? [])].some((code) => meaningKey(String(code)) === group);
}

/** A code has its own meaning, and so its own finding; but the codes of one outage are told together. */
export function groupOf(rule: Rule, facts: Facts, trouble: Trouble | null): string {
	if (rule.acrossCodes === true) return '';
	if (isOutage(trouble)) return `outage ${trouble.from.line}`;
	const code = facts('rootCause') ?? facts('exitCode');
	return meaningKey(typeof code === 'string' ? code : null);
}

/** Calls of several codes that are one outage. */
function isOutage(trouble: Trouble | null): trouble is Trouble {
	return trouble?.isNetwork === true && trouble.codes.length > 1;
}

export function isOver({troubles}: Match): boolean {
	return troubles.size > 0 && [...troubles].every(({state}) => state === 'over');
}

export function isRecurring({troubles}: Match): boolean {
	return troubles.size > 0 && [...troubles].every(({state}) => state === 'recurring');
}

export function stateOf(match: Match): TroubleState {
	return isOver(match) ? 'over' : isRecurring(match) ? 'recurring' : 'lasting';
}

/** Facts that the texts of a finding refer to. */
function namesIn(rule: Rule, variant: RuleVariant | null): readonly string[] {
	const texts = [rule, ...(variant === null ? [] : [variant])].flatMap(({title, explanation, steps}) => [
		title ?? '',
		explanation ?? '',
		...(steps ?? []).flatMap((step) => [step.text, step.onOldWindows?.text ?? '', step.withoutCommand?.text ?? '']),
	]);
	const commands = [rule, ...(variant === null ? [] : [variant])].flatMap(({steps}) =>
		(steps ?? []).flatMap(({command, onOldWindows, withoutCommand}) => [
			command ?? '',
			onOldWindows?.command ?? '',
			withoutCommand?.command ?? '',
		]),
	);
	const names = texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name));
	return [...new Set([...names, ...commands.flatMap(factsInCommand)])];
}

function valuesOf(value: FactValue | readonly FactValue[]): readonly FactValue[] {
	if (value === null || value === '') return [];
	return Array.isArray(value) ? value : [value as FactValue];
}
