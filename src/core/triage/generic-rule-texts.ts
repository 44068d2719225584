/** Titles and steps of rules for many machines at once: without the server or code of any one machine. */
import {commandPattern} from '../findings/command-target.js';
import type {Rule} from '../findings/rule.js';
import {RULES} from '../findings/rules/index.js';
import type {Severity, Step} from '../types.js';

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

function generic(text: string): string {
	const words = text
		.replace(ASIDE, '')
		.replace(FACT, (_, fact: string) => PLACEHOLDERS[fact] ?? '')
		.replace(/ {2,}/g, ' ')
		.trim();
	return (words[0] ?? '').toUpperCase() + words.slice(1);
}

/** Two rules may share an ID: one for the fault, one for the note. */
function ruleOf(id: string, severity: Severity): Rule | undefined {
	return RULES.find((rule) => rule.id === id && rule.severity === severity) ?? RULES.find((rule) => rule.id === id);
}

/** Title of a built-in rule; `null` for a rule of the user, whose file may not be at hand. */
export function genericTitle(id: string, severity: Severity): string | null {
	const rule = ruleOf(id, severity);
	return rule === undefined ? null : generic(rule.title);
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
