/** Whether a fact can have a value, so that a condition that no log could fulfill is reported as a mistake. */
import {type FactValue, type FactValues, factNamed} from './facts/index.js';
import type {FactComparison} from './rule.js';

type FactKind = Extract<FactValues, string>;

interface KindRow {
	readonly type: 'string' | 'number' | 'boolean';
	/** The required format of the text, if there is one. */
	readonly form?: {readonly pattern: RegExp; readonly words: string};
}

const KINDS: Readonly<Record<FactKind, KindRow>> = {
	text: {type: 'string'},
	number: {type: 'number'},
	'yes-no': {type: 'boolean'},
	code: {type: 'string', form: {pattern: /^0x[0-9A-F]{8}$/, words: '0x and eight hex digits with A to F in uppercase, such as 0x8024402C'}},
	day: {type: 'string', form: {pattern: /^\d{4}-\d\d-\d\d$/, words: 'a date such as 2021-01-12'}},
};

const TYPE_WORDS: Readonly<Record<KindRow['type'], string>> = {
	string: 'must be text',
	number: 'must be a number without quotes',
	boolean: 'must be true or false',
};

function kindOf(values: FactValues): KindRow {
	if (typeof values === 'string') return KINDS[values];
	return typeof values[0] === 'number' ? KINDS.number : KINDS.text;
}

/** Why a fact can never have a value, as the end of a sentence that starts with the fact; `null` if it can. */
export function valueMistake(name: string, value: FactValue): string | null {
	const fact = factNamed(name);
	// Every fact may be missing.
	if (fact === null || value === null) return null;
	const {values} = fact;
	const {type, form} = kindOf(values);
	if (typeof value !== type) return `${TYPE_WORDS[type]}, not ${shown(value)}`;
	if (typeof values !== 'string' && !values.some((one) => one === value)) return `must be one of ${values.join(', ')}, not ${shown(value)}`;
	return form !== undefined && !form.pattern.test(String(value)) ? `must be written as ${form.words}, not ${shown(value)}` : null;
}

/** The same for a comparison: a range for something that is not a number, or a substring that none of the values contains. */
export function comparisonMistake(name: string, {atLeast, atMost, contains}: FactComparison): string | null {
	const fact = factNamed(name);
	if (fact === null) return null;
	const {values} = fact;
	const {type} = kindOf(values);
	if ((atLeast !== undefined || atMost !== undefined) && type !== 'number')
		return `${TYPE_WORDS[type]}; atLeast and atMost are for numbers`;
	if (contains === undefined) return null;
	if (type !== 'string') return `${TYPE_WORDS[type]}; contains is for text`;
	const part = contains.toLowerCase();
	if (typeof values !== 'string' && !values.some((one) => String(one).toLowerCase().includes(part)))
		return `is one of ${values.join(', ')}; none of them contains ${shown(contains)}`;
	return null;
}

function shown(value: FactValue): string {
	return typeof value === 'string' ? `the text "${value}"` : String(value);
}
