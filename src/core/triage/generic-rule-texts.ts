/** Titles and steps of rules for many machines at once: without the server or code of any one machine. */
import {commandPattern} from '../findings/command-target.js';
import type {Rule} from '../findings/rule.js';
import {RULES} from '../findings/rules/index.js';
import type {Severity, Step} from '../types.js';
import {upperFirst} from '../wording/sentences.js';

/** Replaces a fact that differs from machine to machine; other facts are left out. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
	server: 'a server',
	host: 'the host',
	contentHost: 'a content host',
	failedContentHost: 'a content host',
	rootCause: 'several codes',
	httpStatus: 'errors',
	caller: 'several programs',
};

/** Parentheses that hold a fact: `({server}, {exitCode} {exitName})`, `(here: {server}/ClientWebService)`. */
const ASIDE = /\s?\([^(){}]{0,200}\{[^()]{0,400}\)/g;
const FACT = /\{([\w.]{1,64})\}/g;

/** What all machines with a problem share. */
export type SharedFacts = Readonly<Partial<Record<string, string | null>>>;

function generic(text: string, shared: SharedFacts = {}): string {
	const known = text.replace(FACT, (whole, fact: string) => shared[fact] ?? whole);
	const words = known
		.replace(ASIDE, '')
		.replace(FACT, (_, fact: string) => PLACEHOLDERS[fact] ?? '')
		.replace(/ {2,}/g, ' ')
		.trim();
	return upperFirst(words);
}

/** Two rules may share an ID: one for the fault, one for the note. */
function ruleOf(id: string, severity: Severity): Rule | undefined {
	return RULES.find((rule) => rule.id === id && rule.severity === severity) ?? RULES.find((rule) => rule.id === id);
}

/** Title of a built-in rule; `null` for a rule of the user, whose file may not be at hand. */
export function genericTitle(id: string, severity: Severity, shared: SharedFacts = {}): string | null {
	const rule = ruleOf(id, severity);
	return rule === undefined ? null : generic(rule.title, shared);
}

/** Whether a rule explains failures; of a rule of the user nothing is known. */
export function isCauseRule(id: string, severity: Severity): boolean | null {
	const rule = ruleOf(id, severity);
	return rule === undefined ? null : rule.role === 'cause' || rule.role === 'outside';
}

/** Whether the codes of a finding of the rule are one problem. */
export function isAcrossCodes(id: string, severity: Severity): boolean {
	return ruleOf(id, severity)?.acrossCodes === true;
}

/** Whether the title counts the scans of one log, which is meaningless for many machines. */
export function hasCountInTitle(id: string, severity: Severity): boolean {
	return ruleOf(id, severity)?.title.includes('{count}') === true;
}

/** Steps of a built-in rule, without those of its variants. */
export function genericSteps(id: string, severity: Severity): readonly Step[] | null {
	return (
		ruleOf(id, severity)?.steps.map(({text, command, changes}) => ({
			text: generic(text),
			command: command === null ? null : commandPattern(command),
			changes,
		})) ?? null
	);
}
