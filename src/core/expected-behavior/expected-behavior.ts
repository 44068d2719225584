/** The expected behavior of a scan: covers every case that the known facts leave open, and gives the reasons. */
import type {ExpectationSubject, ExpectedBehavior, PolicyValue, ProxyKind, Scheme, ServiceName} from '../types.js';
import {NO_SOURCE, POLICY_VALUES, SCHEMES} from '../vocabulary.js';
import {
	type ExpectationCase,
	type ExpectationCondition,
	holds,
	type KnownFallback,
	type KnownPinning,
	PINNING_RULES,
	PROXY_RULES,
	STARTERS,
	STORE_STATES,
	type Starter,
	type StoreState,
} from './expectation-rules.js';
import {KNOWN_UPDATES_LEVELS, type UpdatesLevel} from './updates-level.js';

/** user: known to be started manually; flag: the log says Interactive = Yes, which does not prove it. */
const INTERACTIVITIES = ['user', 'flag', 'no', 'unknown'] as const;
export type Interactivity = (typeof INTERACTIVITIES)[number];

/** What is known about a scan; `null` or `unknown` for what is not. */
export interface ExpectationInput {
	readonly service: ServiceName | null;
	/** Of the server URL. */
	readonly scheme: Scheme | null;
	readonly online: boolean | null;
	readonly interactive: Interactivity;
	readonly updates: UpdatesLevel;
	/** SetProxyBehaviorForUpdateDetection; 0 if not configured. */
	readonly proxyPolicy: PolicyValue | null;
	/** DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection; 0 if not configured. */
	readonly pinningPolicy: PolicyValue | null;
	/** The WindowsServerUpdateServices store. */
	readonly store: StoreState | 'unknown';
}

type Reason = ExpectedBehavior['reasons'][number];

interface Answer<Value> {
	readonly values: readonly Value[];
	readonly reasons: readonly Reason[];
}

interface OpenFact {
	readonly isOpen: (input: ExpectationInput) => boolean;
	/** The possible inputs. */
	readonly variants: (input: ExpectationInput) => readonly ExpectationInput[];
	readonly text: string;
	readonly source: string;
}

/** If more rules than this may apply, too little is known for them to explain anything. */
const MAX_RULES = 4;

/** Facts that may be missing, and the sentence to show if that leaves more than one answer. */
const OPEN_FACTS: readonly OpenFact[] = [
	{
		isOpen: ({online}) => online === null,
		variants: (input) => [true, false].map((online) => ({...input, online})),
		text: 'It is unknown whether the scan went online.',
		source: NO_SOURCE,
	},
	{
		isOpen: ({service}) => isAnyService(service),
		variants: (input) => (['WSUS', 'Windows Update'] as const).map((service) => ({...input, service})),
		text: "It is unknown whether the scan used a WSUS server or one of Microsoft's services.",
		source: NO_SOURCE,
	},
	{
		isOpen: ({service, scheme}) => scheme === null && (service === 'WSUS' || isAnyService(service)),
		variants: (input) => SCHEMES.map((scheme) => ({...input, scheme})),
		text: 'It is unknown whether the WSUS server uses HTTP or HTTPS.',
		source: NO_SOURCE,
	},
	{
		isOpen: ({interactive}) => interactive === 'flag',
		variants: (input) => (['user', 'no'] as const).map((interactive) => ({...input, interactive})),
		text: 'Interactive = Yes does not prove that a user started the scan: ConfigMgr and Windows Defender set it too.',
		source: 'real logs of CcmExec and Windows Defender, whose scans try the system proxy first',
	},
	{
		isOpen: ({interactive}) => interactive === 'unknown',
		variants: (input) => (['user', 'no'] as const).map((interactive) => ({...input, interactive})),
		text: 'It is unknown whether a user started the scan manually.',
		source: NO_SOURCE,
	},
	{
		isOpen: ({updates}) => updates === 'unknown',
		variants: (input) => KNOWN_UPDATES_LEVELS.map((updates) => ({...input, updates})),
		text: 'It is unknown whether the device has the September 2020 and January 2021 updates, which changed the rules.',
		source: NO_SOURCE,
	},
	{
		isOpen: ({proxyPolicy}) => proxyPolicy === null,
		variants: (input) => POLICY_VALUES.map((proxyPolicy) => ({...input, proxyPolicy})),
		text: 'It is unknown whether the policy SetProxyBehaviorForUpdateDetection allows the user proxy; it is not logged.',
		source: NO_SOURCE,
	},
	{
		isOpen: ({pinningPolicy}) => pinningPolicy === null,
		variants: (input) => POLICY_VALUES.map((pinningPolicy) => ({...input, pinningPolicy})),
		text: 'It is unknown whether the policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection turns pinning off; it is not logged.',
		source: NO_SOURCE,
	},
	{
		isOpen: ({store}) => store === 'unknown',
		variants: (input) => STORE_STATES.map((store) => ({...input, store})),
		text: 'It is unknown whether the WindowsServerUpdateServices store contains a certificate.',
		source: NO_SOURCE,
	},
];

const openTexts: ReadonlySet<string> = new Set(OPEN_FACTS.map(({text}) => text));

/** Whether a reason is a missing fact rather than a rule. It can appear in the reasons for each subject that it leaves open. */
export function isOpenPoint({text}: Pick<Reason, 'text'>): boolean {
	return openTexts.has(text);
}

/** A reason as a sentence, with its source in parentheses; a missing fact has no source. */
export function reasonText({text, source}: Pick<Reason, 'text' | 'source'>): string {
	return source === NO_SOURCE ? text : `${text} (${source})`;
}

function isAnyService(service: ServiceName | null): boolean {
	// "All services" may or may not include a WSUS server.
	return service === null || service === 'All services';
}

/** A cache: there are few distinct inputs, and a log can have a hundred thousand scans. */
const answered = new Map<string, ExpectedBehavior>();

/**
 * What a scan is expected to do according to Microsoft's rules.
 *
 * @returns one proxy order, fallback, and pinning answer if the facts are sufficient; otherwise all possible orders and
 * `unknown`. Learning an unknown fact narrows the answer and never contradicts it.
 */
export function expectedBehavior(input: ExpectationInput): ExpectedBehavior {
	const {service, scheme, online, interactive, updates, proxyPolicy, pinningPolicy, store} = input;
	const key = [service, scheme, online, interactive, updates, proxyPolicy, pinningPolicy, store].join();
	const known = answered.get(key);
	if (known !== undefined) return known;
	const order = orderAnswer(input);
	const fallback = fallbackAnswer(input);
	const pinning = pinningAnswer(input);
	const expected: ExpectedBehavior = {
		proxyOrders: order.values.filter((one) => one !== null),
		fallback: onlyOf(fallback.values) ?? 'unknown',
		pinning: onlyOf(pinning.values) ?? 'unknown',
		reasons: [
			...explained('order', input, orderAnswer),
			...explained('fallback', input, fallbackAnswer),
			...explained('pinning', input, pinningAnswer),
		],
	};
	answered.set(key, expected);
	return expected;
}

function onlyOf<Value>(values: readonly Value[]): Value | null {
	return values.length === 1 ? (values[0] ?? null) : null;
}

function orderAnswer(input: ExpectationInput): Answer<readonly ProxyKind[] | null> {
	const rules = rulesFor(PROXY_RULES, input);
	return {
		values: [...new Map(rules.map(({order}) => [order?.join() ?? '', order])).values()],
		reasons: reasonsOf(
			'order',
			rules.map(({orderText, source}) => ({text: orderText, source})),
		),
	};
}

function fallbackAnswer(input: ExpectationInput): Answer<KnownFallback> {
	const rules = rulesFor(PROXY_RULES, input);
	return {
		values: [...new Set(rules.map(({fallback}) => fallback))],
		reasons: reasonsOf(
			'fallback',
			rules.map(({fallbackText, source}) => ({text: fallbackText, source})),
		),
	};
}

function pinningAnswer(input: ExpectationInput): Answer<KnownPinning> {
	const rules = rulesFor(PINNING_RULES, input);
	return {
		values: [...new Set(rules.map(({pinning}) => pinning))],
		reasons: reasonsOf('pinning', rules),
	};
}

/** The rows that apply to any possible case of the input, in table order. */
function rulesFor<Rule extends {readonly when: ExpectationCondition}>(rules: readonly Rule[], input: ExpectationInput): readonly Rule[] {
	const cases = casesOf(input);
	return rules.filter(({when}) => cases.some((one) => holds(when, one)));
}

/** Removes duplicates, because two rows can have the same text. */
function reasonsOf(about: ExpectationSubject, rows: readonly {readonly text: string; readonly source: string}[]): readonly Reason[] {
	return [...new Map(rows.map(({text, source}) => [text, {about, text, source}])).values()];
}

/** The rules behind an answer, and a sentence for each missing fact that affects it. */
function explained<Value>(
	about: ExpectationSubject,
	input: ExpectationInput,
	answer: (input: ExpectationInput) => Answer<Value>,
): readonly Reason[] {
	const {values, reasons} = answer(input);
	const rules = values.length > 1 && reasons.length > MAX_RULES ? [] : reasons;
	// Whatever leaves the fallback open also leaves the order open, and is listed there.
	if (about === 'fallback' && rules.length > 0) return rules;
	const open = OPEN_FACTS.filter(
		({isOpen, variants}) => isOpen(input) && new Set(variants(input).map((variant) => JSON.stringify(answer(variant).values))).size > 1,
	);
	return [...rules, ...reasonsOf(about, open)];
}

/** Every possible case of the input. */
function casesOf(input: ExpectationInput): readonly ExpectationCase[] {
	const levels = input.updates === 'unknown' ? KNOWN_UPDATES_LEVELS : [input.updates];
	const proxyPolicies = input.proxyPolicy === null ? POLICY_VALUES : [input.proxyPolicy];
	const pinningPolicies = input.pinningPolicy === null ? POLICY_VALUES : [input.pinningPolicy];
	const stores = input.store === 'unknown' ? STORE_STATES : [input.store];
	const cases: ExpectationCase[] = [];
	for (const place of placesOf(input))
		for (const startedBy of startersOf(input.interactive))
			for (const updates of levels)
				for (const proxyPolicy of proxyPolicies)
					for (const pinningPolicy of pinningPolicies)
						for (const store of stores) cases.push({place, startedBy, updates, proxyPolicy, pinningPolicy, store});
	return cases;
}

function startersOf(interactive: Interactivity): readonly Starter[] {
	switch (interactive) {
		case 'user':
			return ['user'];
		case 'no':
			return ['program'];
		case 'flag':
		case 'unknown':
			return STARTERS;
		default:
			return interactive satisfies never;
	}
}

function placesOf({online, service, scheme}: ExpectationInput): readonly ExpectationCase['place'][] {
	if (online === false) return ['offline'];
	const places: ExpectationCase['place'][] = [];
	if (service === 'WSUS' || isAnyService(service)) {
		if (scheme !== 'http') places.push('wsus-https');
		if (scheme !== 'https') places.push('wsus-http');
	}
	if (service !== 'WSUS') places.push('microsoft');
	if (online === null) places.push('offline');
	return places;
}
