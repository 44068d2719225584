/** The texts of rules for many machines at once: without the server or the code that only one of them had. */
import type {Rule} from '../findings/rule.js';
import {RULES} from '../findings/rules/index.js';
import type {Severity, Step} from '../types.js';

/** What stands for a fact that differs from machine to machine; for others, a blank. */
const STAND_INS: Readonly<Record<string, string>> = {
	server: 'a server',
	host: 'the host',
	rootCause: 'several codes',
	httpStatus: 'errors',
	caller: 'several programs',
};

/** Parentheses that hold a fact: `({server}, {exitCode} {exitName})`, `(here: {server}/ClientWebService)`. */
const ASIDE = /\s?\([^(){}]{0,200}\{[^()]{0,400}\)/g;
const FACT = /\{([\w.]{1,64})\}/g;

function common(text: string): string {
	const words = text
		.replace(ASIDE, '')
		.replace(FACT, (_, fact: string) => STAND_INS[fact] ?? '')
		.replace(/ {2,}/g, ' ')
		.trim();
	return (words[0] ?? '').toUpperCase() + words.slice(1);
}

/** Two rules may have one name and tell a fault from a note. */
function ruleOf(id: string, severity: Severity): Rule | undefined {
	return RULES.find((rule) => rule.id === id && rule.severity === severity) ?? RULES.find((rule) => rule.id === id);
}

/** Title of a rule of the project; `null` for one of a user, whose file is not at hand. */
export function commonTitle(id: string, severity: Severity): string | null {
	const rule = ruleOf(id, severity);
	return rule === undefined ? null : common(rule.title);
}

/** Whether the title counts scans of one log, which says nothing about many machines. */
export function hasCountInTitle(id: string, severity: Severity): boolean {
	return ruleOf(id, severity)?.title.includes('{count}') === true;
}

/** Its steps, without those of its variants. */
export function commonSteps(id: string, severity: Severity): readonly Step[] | null {
	return ruleOf(id, severity)?.steps.map((step) => ({...step, text: common(step.text)})) ?? null;
}
