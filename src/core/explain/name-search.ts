/** Finds codes, rules, services, settings, and callers by part of their names. */
import {allEntries, type HresultEntry} from '../codes/hresult-lookup.js';
import {formatHresult} from '../codes/index.js';
import {explanationOf} from '../codes/explanations.js';
import type {Rule} from '../findings/rule.js';
import {SERVICES, type ServiceRow} from '../scans/services.js';
import {type RuleTitle, titleOf} from './explain-code.js';
import {KNOWN_CALLERS} from './known-callers.js';
import {ALL_SETTINGS} from './known-settings.js';

/** Names that match the query. `count` is the number of all matching codes; only the most likely ones are listed. */
export interface NameMatches {
	readonly count: number;
	readonly codes: readonly {readonly code: string; readonly name: string; readonly facility: string}[];
	readonly rules: readonly RuleTitle[];
	readonly services: readonly {readonly id: string; readonly name: string}[];
	readonly settings: readonly {readonly name: string}[];
	readonly callers: readonly {readonly name: string}[];
}

const MAX_CODES = 20;
/** A single letter is in nearly every name. */
const MIN_LETTERS = 2;
const MAX_WORDS = 8;

/** Finds names that contain all the words, preferably in the given order. Not case-sensitive. */
export function searchByName(text: string, rules: readonly Rule[]): NameMatches {
	const words = text
		.toUpperCase()
		.split(/[^A-Z0-9]+/)
		.filter((word) => word !== '');
	if (words.join('').length < MIN_LETTERS || words.length > MAX_WORDS)
		return {count: 0, codes: [], rules: [], services: [], settings: [], callers: []};
	const codes = matching([...allEntries().values()], ({name, aliases}) => [name, ...aliases], words).sort(byLikelihood);
	return {
		count: codes.length,
		codes: codes.slice(0, MAX_CODES).map(({code, name, facility}) => ({code: formatHresult(code), name, facility})),
		rules: matching(rules, (rule) => [wordsOf(rule.id), wordsOf(rule.title)], words).map(titleOf),
		services: matching(SERVICES, ({name}) => [wordsOf(name)], words).map(({id, name}: ServiceRow) => ({id, name})),
		settings: matching(ALL_SETTINGS, ({name, aliases}) => [name, ...aliases].map(wordsOf), words).map(({name}) => ({name})),
		callers: matching(KNOWN_CALLERS, ({name, forms}) => [name, ...forms].map(wordsOf), words).map(({name}) => ({name})),
	};
}

function matching<T>(items: readonly T[], namesOf: (item: T) => readonly string[], words: readonly string[]): T[] {
	const phrase = words.join('_');
	const whole = items.filter((item) => namesOf(item).some((name) => name.includes(phrase)));
	if (whole.length > 0 || words.length === 1) return whole;
	return items.filter((item) => namesOf(item).some((name) => words.every((word) => name.includes(word))));
}

/** Text in the form of symbolic names: NAME_NOT_RESOLVED. */
function wordsOf(text: string): string {
	return text.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

/** Codes with explanations first, then those of Windows Update; otherwise in table order. */
function byLikelihood(one: HresultEntry, other: HresultEntry): number {
	return likelihood(other) - likelihood(one);
}

function likelihood({code, facility}: HresultEntry): number {
	return (explanationOf(code) === null ? 0 : 2) + (facility === 'windows-update' ? 1 : 0);
}
