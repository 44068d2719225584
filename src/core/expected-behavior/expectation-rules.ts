/** Microsoft's rules about proxies and pinned certificates of scans: one row for each case, with its sentence and source. */
import type {Fallback, Pinning, PolicyValue, ProxyKind} from '../types.js';
import type {KnownUpdatesLevel} from './updates-level.js';

/** `offline`: nobody is asked; `microsoft`: Windows Update, Microsoft Update, Store. */
const PLACES = ['offline', 'wsus-http', 'wsus-https', 'microsoft'] as const;
type Place = (typeof PLACES)[number];

export const STARTERS = ['program', 'user'] as const;
export type Starter = (typeof STARTERS)[number];

export const STORE_STATES = ['empty', 'filled'] as const;
export type StoreState = (typeof STORE_STATES)[number];

/** What decides the answer, with nothing left unknown. */
export interface ExpectationCase {
	readonly place: Place;
	readonly startedBy: Starter;
	readonly updates: KnownUpdatesLevel;
	readonly proxyPolicy: PolicyValue;
	readonly pinningPolicy: PolicyValue;
	readonly store: StoreState;
}

export type KnownFallback = Exclude<Fallback, 'unknown'>;
export type KnownPinning = Exclude<Pinning, 'unknown'>;

/** Every fact named must be one of these. */
export type ExpectationCondition = {readonly [Fact in keyof ExpectationCase]?: readonly ExpectationCase[Fact][]};

export interface ProxyRule {
	readonly id: string;
	readonly when: ExpectationCondition;
	/** `null`: no proxy at all. */
	readonly order: readonly ProxyKind[] | null;
	readonly orderText: string;
	readonly fallback: KnownFallback;
	readonly fallbackText: string;
	readonly source: string;
}

export interface PinningRule {
	readonly id: string;
	readonly when: ExpectationCondition;
	readonly pinning: KnownPinning;
	readonly text: string;
	readonly source: string;
}

const SEPTEMBER_2020 = 'Microsoft, Changes to improve security for Windows devices scanning WSUS, September 2020';
const JANUARY_2021 = 'Microsoft, Scan changes and certificates add security for Windows devices using WSUS, January 2021';
const POLICY = 'Microsoft, Policy CSP - Update, SetProxyBehaviorForUpdateDetection';
const PINNING_POLICY = 'Microsoft, Policy CSP - Update, DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection';
const HOW_IT_WORKS = 'Microsoft, How Windows Update works';
const ONLINE_SEARCH = 'Microsoft, Windows Update Agent API, IUpdateSearcher::Online';

const BEFORE_JANUARY = ['before-2020-09', 'before-2021-01'] as const;
const SINCE_SEPTEMBER = ['before-2021-01', 'since-2021-01'] as const;
const SINCE_JANUARY = ['since-2021-01'] as const;

/**
 * Exactly one row holds for each case. An offline scan gets no order, and `not-allowed` rather than `unknown`: that it
 * falls back to nothing is known. The row of a user comes last, so that the likelier order stands first where it is not
 * known who started a scan.
 */
export const PROXY_RULES: readonly ProxyRule[] = [
	{
		id: 'wsus-https-system-only',
		when: {place: ['wsus-https'], startedBy: ['program'], updates: SINCE_JANUARY, proxyPolicy: [0]},
		order: ['system'],
		orderText: 'Since January 2021 a scan of a WSUS server over HTTPS tries the system proxy and nothing else.',
		fallback: 'not-allowed',
		fallbackText:
			'Without the policy SetProxyBehaviorForUpdateDetection = 1 a scan of a WSUS server over HTTPS does not fall back to the user proxy.',
		source: JANUARY_2021,
	},
	{
		id: 'wsus-https-fallback',
		when: {place: ['wsus-https'], startedBy: ['program'], updates: SINCE_JANUARY, proxyPolicy: [1]},
		order: ['system', 'user'],
		orderText:
			'Since January 2021 a scan of a WSUS server over HTTPS tries the system proxy first; where SetProxyBehaviorForUpdateDetection is 1, the user proxy follows.',
		fallback: 'allowed',
		fallbackText: 'The policy SetProxyBehaviorForUpdateDetection = 1 allows the user proxy where the system proxy fails.',
		source: JANUARY_2021,
	},
	{
		id: 'wsus-https-before',
		when: {place: ['wsus-https'], startedBy: ['program'], updates: BEFORE_JANUARY},
		order: ['user', 'system'],
		orderText: 'Before January 2021 a scan of a WSUS server over HTTPS tried the user proxy first.',
		fallback: 'allowed',
		fallbackText: 'Before January 2021 a scan of a WSUS server over HTTPS could use both kinds of proxy, whatever the policy.',
		source: JANUARY_2021,
	},
	{
		id: 'wsus-http-system-only',
		when: {place: ['wsus-http'], startedBy: ['program'], updates: SINCE_SEPTEMBER, proxyPolicy: [0]},
		order: ['system'],
		orderText: 'Since September 2020 a scan of a WSUS server over HTTP tries the system proxy and nothing else.',
		fallback: 'not-allowed',
		fallbackText:
			'Without the policy SetProxyBehaviorForUpdateDetection = 1 a scan of a WSUS server over HTTP does not use the user proxy.',
		source: SEPTEMBER_2020,
	},
	{
		id: 'wsus-http-fallback',
		when: {place: ['wsus-http'], startedBy: ['program'], updates: SINCE_SEPTEMBER, proxyPolicy: [1]},
		order: ['system', 'user'],
		orderText:
			'Since September 2020 a scan of a WSUS server over HTTP tries the system proxy first; where SetProxyBehaviorForUpdateDetection is 1, the user proxy follows.',
		fallback: 'allowed',
		fallbackText: 'The policy SetProxyBehaviorForUpdateDetection = 1 allows the user proxy where the system proxy fails.',
		source: POLICY,
	},
	{
		id: 'wsus-http-before',
		when: {place: ['wsus-http'], startedBy: ['program'], updates: ['before-2020-09']},
		order: ['user', 'system'],
		orderText: 'Before September 2020 a scan of a WSUS server over HTTP could use the user proxy, likely first, as over HTTPS.',
		fallback: 'allowed',
		fallbackText: 'Before September 2020 a scan of a WSUS server over HTTP could use both kinds of proxy.',
		source: SEPTEMBER_2020,
	},
	{
		id: 'microsoft',
		when: {place: ['microsoft'], startedBy: ['program'], updates: SINCE_JANUARY},
		order: ['system', 'user'],
		orderText: "Since January 2021 a scan of Microsoft's services tries the system proxy first, then the user proxy.",
		fallback: 'allowed',
		fallbackText: "A scan of Microsoft's services may use the user proxy where the system proxy fails; the policy is about WSUS only.",
		source: `${JANUARY_2021}; ${HOW_IT_WORKS}`,
	},
	{
		id: 'microsoft-before',
		when: {place: ['microsoft'], startedBy: ['program'], updates: BEFORE_JANUARY},
		order: ['user', 'system'],
		orderText: "Before January 2021 a scan of Microsoft's services tried the user proxy first, then the system proxy.",
		fallback: 'allowed',
		fallbackText: "Before January 2021 a scan of Microsoft's services could use the system proxy where the user proxy failed.",
		source: JANUARY_2021,
	},
	{
		id: 'started-by-user',
		when: {place: ['wsus-http', 'wsus-https', 'microsoft'], startedBy: ['user']},
		order: ['user', 'system'],
		orderText: 'A scan that a user starts by hand uses the user proxy wherever there is one, whatever the policy.',
		fallback: 'allowed',
		fallbackText: 'A scan that a user starts by hand uses the system proxy where there is no user proxy, and likely where that fails.',
		source: JANUARY_2021,
	},
	{
		id: 'offline',
		when: {place: ['offline']},
		order: null,
		orderText: 'An offline scan looks at what the device has already and calls nobody, so it tries no proxy.',
		fallback: 'not-allowed',
		fallbackText: 'An offline scan calls nobody, so there is nothing to fall back to.',
		source: ONLINE_SEARCH,
	},
];

/** Exactly one row holds for each case. */
export const PINNING_RULES: readonly PinningRule[] = [
	{
		id: 'enforced',
		when: {place: ['wsus-https'], updates: SINCE_JANUARY, pinningPolicy: [0], store: ['filled']},
		pinning: 'enforced',
		text: "The WindowsServerUpdateServices store holds a certificate and no policy switches pinning off, so the server's certificate must be in it, or the scan fails, even through the system proxy.",
		source: JANUARY_2021,
	},
	{
		id: 'store-empty',
		when: {place: ['wsus-https'], updates: SINCE_JANUARY, pinningPolicy: [0], store: ['empty']},
		pinning: 'not-enforced',
		text: 'The WindowsServerUpdateServices store is empty, so no certificate is pinned.',
		source: JANUARY_2021,
	},
	{
		id: 'pinning-policy',
		when: {place: ['wsus-https'], updates: SINCE_JANUARY, pinningPolicy: [1]},
		pinning: 'not-enforced',
		text: 'The policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection = 1 switches pinning off.',
		source: PINNING_POLICY,
	},
	{
		id: 'before-pinning',
		when: {place: ['wsus-https'], updates: BEFORE_JANUARY},
		pinning: 'not-enforced',
		text: 'Pinning of WSUS certificates exists since January 2021 only.',
		source: JANUARY_2021,
	},
	{
		id: 'http',
		when: {place: ['wsus-http']},
		pinning: 'not-applicable',
		text: 'Over HTTP there is no certificate that could be pinned.',
		source: JANUARY_2021,
	},
	{
		id: 'microsoft',
		when: {place: ['microsoft']},
		pinning: 'not-applicable',
		text: "The WindowsServerUpdateServices store is for WSUS servers; Microsoft's services have a check of their own.",
		source: 'Microsoft, Windows Update security',
	},
	{
		id: 'offline',
		when: {place: ['offline']},
		pinning: 'not-applicable',
		text: 'An offline scan connects to no server, so no certificate is checked.',
		source: ONLINE_SEARCH,
	},
];

/** Whether a row speaks about a case. */
export function holds(condition: ExpectationCondition, one: ExpectationCase): boolean {
	return (
		isOneOf(condition.place, one.place) &&
		isOneOf(condition.startedBy, one.startedBy) &&
		isOneOf(condition.updates, one.updates) &&
		isOneOf(condition.proxyPolicy, one.proxyPolicy) &&
		isOneOf(condition.pinningPolicy, one.pinningPolicy) &&
		isOneOf(condition.store, one.store)
	);
}

function isOneOf<Value>(values: readonly Value[] | undefined, value: Value): boolean {
	return values === undefined || values.includes(value);
}
