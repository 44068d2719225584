/** What each fact can be, so that a condition that no log could fulfil is told as a mistake. */
import {BEHAVIOR_WORDS, DIALECT_WORDS, OUTCOME_WORDS, PROXY_WORDS, VIA_WORDS} from '../wording/labels.js';
import {SERVICES} from '../scans/services.js';
import type {UpdatesLevel} from '../expected-behavior/updates-level.js';
import type {ExpectationSubject, FailureCategory, FileStatus, IssueKind, Scheme} from '../types.js';
import type {FactTest, FactValue} from './rule.js';

export interface FactValues {
	/** yes-no: true or false. */
	readonly type: 'text' | 'number' | 'yes-no';
	/** All that it can be; any value of the type without them. */
	readonly values?: readonly (string | number)[];
	/** How its texts are written, where they have a form. */
	readonly form?: {readonly pattern: RegExp; readonly words: string};
}

const TEXT: FactValues = {type: 'text'};
const NUMBER: FactValues = {type: 'number'};
const YES_NO: FactValues = {type: 'yes-no'};
const CODE: FactValues = {
	type: 'text',
	form: {pattern: /^0x[0-9A-F]{8}$/, words: '0x and eight digits, A to F as capitals, such as 0x8024402C'},
};
const DAY: FactValues = {type: 'text', form: {pattern: /^\d{4}-\d\d-\d\d$/, words: 'a day such as 2021-01-12'}};

const SCHEMES = ['http', 'https'] as const satisfies readonly Scheme[];
const STATUSES = ['analyzed', 'skipped', 'failed'] as const satisfies readonly FileStatus[];
const LEVELS = ['before-2020-09', 'before-2021-01', 'since-2021-01', 'unknown'] as const satisfies readonly UpdatesLevel[];
const SUBJECTS = ['order', 'fallback', 'pinning'] as const satisfies readonly ExpectationSubject[];

/** Facts never hold `companion` and `file-signature`, which say nothing about a scan. */
const CATEGORIES: readonly string[] = Object.keys({
	trust: true,
	proxy: true,
	network: true,
	server: true,
	cancelled: true,
	other: true,
} satisfies Record<Exclude<FailureCategory, 'companion' | 'file-signature'>, true>);

const ISSUES: readonly string[] = Object.keys({
	'line-too-long': true,
	'record-too-long': true,
	'nul-bytes': true,
	'control-bytes': true,
	'invalid-text': true,
	'truncated-character': true,
	'buddhist-calendar': true,
	'calendar-unknown': true,
	'time-unreadable': true,
	undecoded: true,
	'clock-went-back': true,
	'facts-dropped': true,
	'context-unreadable': true,
	'archive-entry': true,
	'read-error': true,
	'events-lost': true,
	'events-skipped': true,
	'trace-cut': true,
	'trace-damaged': true,
	'trace-gap': true,
	'trace-overlap': true,
	'trace-set': true,
	'trace-unclosed': true,
	'trace-unsorted': true,
} satisfies Record<IssueKind, true>);

const VIA: FactValues = {type: 'text', values: Object.keys(VIA_WORDS)};

/** By the names of facts.ts. A fact without an entry may be compared with anything. */
export const FACT_VALUES: Readonly<Record<string, FactValues>> = {
	status: {type: 'text', values: STATUSES},
	'log.dialect': {type: 'text', values: Object.keys(DIALECT_WORDS)},
	'log.verbose': YES_NO,
	'log.clientVersion': TEXT,
	'log.updates': {type: 'text', values: LEVELS},
	'log.issue': {type: 'text', values: ISSUES},
	'log.firstTime': DAY,
	'wsus.server': TEXT,
	'wsus.scheme': {type: 'text', values: SCHEMES},
	'wsus.storeEmpty': YES_NO,
	'wsus.pinningMandatory': YES_NO,
	'policy.proxy': {type: 'number', values: [0, 1]},
	'policy.pinning': {type: 'number', values: [0, 1]},
	'context.systemProxyDirect': YES_NO,
	'context.systemProxy': TEXT,
	'context.storeEmpty': YES_NO,
	'context.otherServer': TEXT,
	outcome: {type: 'text', values: Object.keys(OUTCOME_WORDS)},
	exitCode: CODE,
	exitName: TEXT,
	rootCause: CODE,
	rootCauseName: TEXT,
	rootCauseMeaning: TEXT,
	rootCauseCheck: TEXT,
	rootCategory: {type: 'text', values: CATEGORIES},
	code: CODE,
	category: {type: 'text', values: CATEGORIES},
	message: TEXT,
	httpStatus: NUMBER,
	caller: TEXT,
	service: {type: 'text', values: [...new Set(SERVICES.map(({name}) => name))]},
	server: TEXT,
	scheme: {type: 'text', values: SCHEMES},
	host: TEXT,
	online: YES_NO,
	interactive: YES_NO,
	proxyOutcome: {type: 'text', values: Object.keys(PROXY_WORDS)},
	via: VIA,
	failedVia: VIA,
	workedVia: VIA,
	firstVia: VIA,
	proxyName: TEXT,
	behavior: {type: 'text', values: Object.keys(BEHAVIOR_WORDS)},
	storeEmpty: YES_NO,
	pinningMandatory: YES_NO,
	inWsusStore: {type: 'text', values: ['yes', 'no']},
	hasStart: YES_NO,
	hasEnd: YES_NO,
	retries: NUMBER,
	updatesFound: NUMBER,
	deviation: {type: 'text', values: SUBJECTS},
	deviationText: TEXT,
};

/** Why a fact never has a value, as the end of a sentence that begins with the fact; `null` where it may. */
export function valueMistake(name: string, value: FactValue): string | null {
	const known = knownOf(name);
	// Every fact may be missing.
	if (known === null || value === null) return null;
	const {type, values, form} = known;
	if (typeof value !== TYPE_OF[type]) return `${TYPE_WORDS[type]}, not ${shown(value)}`;
	if (values !== undefined && !values.some((one) => one === value)) return `must be one of ${values.join(', ')}, not ${shown(value)}`;
	return form !== undefined && !form.pattern.test(String(value)) ? `must be written as ${form.words}, not ${shown(value)}` : null;
}

/** The same for a comparison: a range of what is no number, or a part that none of the values has. */
export function comparisonMistake(name: string, {atLeast, atMost, contains}: Comparison): string | null {
	const known = knownOf(name);
	if (known === null) return null;
	const {type, values} = known;
	if ((atLeast !== undefined || atMost !== undefined) && type !== 'number')
		return `${TYPE_WORDS[type]}; atLeast and atMost are for numbers`;
	if (contains === undefined) return null;
	if (type !== 'text') return `${TYPE_WORDS[type]}; contains is for texts`;
	const part = contains.toLowerCase();
	if (values !== undefined && !values.some((one) => String(one).toLowerCase().includes(part)))
		return `is one of ${values.join(', ')}; none of them contains ${shown(contains)}`;
	return null;
}

type Comparison = Extract<FactTest, {readonly contains?: string}>;

const TYPE_OF: Readonly<Record<FactValues['type'], string>> = {text: 'string', number: 'number', 'yes-no': 'boolean'};
const TYPE_WORDS: Readonly<Record<FactValues['type'], string>> = {
	text: 'must be a text',
	number: 'must be a number without quotes',
	'yes-no': 'must be true or false',
};

function knownOf(name: string): FactValues | null {
	return Object.hasOwn(FACT_VALUES, name) ? (FACT_VALUES[name] ?? null) : null;
}

function shown(value: FactValue): string {
	return typeof value === 'string' ? `the text "${value}"` : String(value);
}
