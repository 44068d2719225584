/** Microsoft's rules for proxies and certificate pinning in scans: one row per case, with its text and source. */
import type {Fallback, Pinning, PolicyValue, ProxyKind} from '../types.js';
import type {KnownUpdatesLevel} from './updates-level.js';

/** `offline`: no server is contacted; `microsoft`: Windows Update, Microsoft Update, Store. */
const PLACES = ['offline', 'wsus-http', 'wsus-https', 'microsoft'] as const;
type Place = (typeof PLACES)[number];

export const STARTERS = ['program', 'user'] as const;
export type Starter = (typeof STARTERS)[number];

export const STORE_STATES = ['empty', 'filled'] as const;
export type StoreState = (typeof STORE_STATES)[number];

/** Everything that determines the answer, with nothing unknown. */
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

/** Every listed fact must have one of these values. */
export type ExpectationCondition = {readonly [Fact in keyof ExpectationCase]?: readonly ExpectationCase[Fact][]};

export interface ProxyRule {
	readonly id: string;
	readonly when: ExpectationCondition;
	/** `null`: no proxy. */
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
 * Exactly one row applies to each case. An offline scan has no order, and `not-allowed` rather than `unknown`, because
 * it is known not to fall back. The row for scans started by a user comes last, so that the more likely order comes
 * first if it is unknown who started a scan.
 */
export const PROXY_RULES: readonly ProxyRule[] = [
	{
		id: 'wsus-https-system-only',
		when: {place: ['wsus-https'], startedBy: ['program'], updates: SINCE_JANUARY, proxyPolicy: [0]},
		order: ['system'],
		orderText: 'Since January 2021, a scan against a WSUS server over HTTPS uses only the system proxy.',
		fallback: 'not-allowed',
		fallbackText:
			'Unless the policy SetProxyBehaviorForUpdateDetection is 1, a scan against a WSUS server over ' +
			'HTTPS does not fall back to the user proxy.',
		source: JANUARY_2021,
	},
	{
		id: 'wsus-https-fallback',
		when: {place: ['wsus-https'], startedBy: ['program'], updates: SINCE_JANUARY, proxyPolicy: [1]},
		order: ['system', 'user'],
		orderText:
			'Since January 2021, a scan against a WSUS server over HTTPS tries the system proxy first and, if ' +
			'SetProxyBehaviorForUpdateDetection is 1, then the user proxy.',
		fallback: 'allowed',
		fallbackText: 'The policy SetProxyBehaviorForUpdateDetection = 1 allows falling back to the user proxy if the system proxy fails.',
		source: JANUARY_2021,
	},
	{
		id: 'wsus-https-before',
		when: {place: ['wsus-https'], startedBy: ['program'], updates: BEFORE_JANUARY},
		order: ['user', 'system'],
		orderText: 'Before January 2021, a scan against a WSUS server over HTTPS tried the user proxy first.',
		fallback: 'allowed',
		fallbackText: 'Before January 2021, a scan against a WSUS server over HTTPS could use both kinds of proxy, regardless of policy.',
		source: JANUARY_2021,
	},
	{
		id: 'wsus-http-system-only',
		when: {place: ['wsus-http'], startedBy: ['program'], updates: SINCE_SEPTEMBER, proxyPolicy: [0]},
		order: ['system'],
		orderText: 'Since September 2020, a scan against a WSUS server over HTTP uses only the system proxy.',
		fallback: 'not-allowed',
		fallbackText:
			'Unless the policy SetProxyBehaviorForUpdateDetection is 1, a scan against a WSUS server over HTTP does not use the user proxy.',
		source: SEPTEMBER_2020,
	},
	{
		id: 'wsus-http-fallback',
		when: {place: ['wsus-http'], startedBy: ['program'], updates: SINCE_SEPTEMBER, proxyPolicy: [1]},
		order: ['system', 'user'],
		orderText:
			'Since September 2020, a scan against a WSUS server over HTTP tries the system proxy first and, ' +
			'if SetProxyBehaviorForUpdateDetection is 1, then the user proxy.',
		fallback: 'allowed',
		fallbackText: 'The policy SetProxyBehaviorForUpdateDetection = 1 allows falling back to the user proxy if the system proxy fails.',
		source: POLICY,
	},
	{
		id: 'wsus-http-before',
		when: {place: ['wsus-http'], startedBy: ['program'], updates: ['before-2020-09']},
		order: ['user', 'system'],
		orderText: 'Before September 2020, a scan against a WSUS server over HTTP could use the user proxy, likely first, as over HTTPS.',
		fallback: 'allowed',
		fallbackText: 'Before September 2020, a scan against a WSUS server over HTTP could use both kinds of proxy.',
		source: SEPTEMBER_2020,
	},
	{
		id: 'microsoft',
		when: {place: ['microsoft'], startedBy: ['program'], updates: SINCE_JANUARY},
		order: ['system', 'user'],
		orderText: "Since January 2021, a scan against Microsoft's services tries the system proxy first, then the user proxy.",
		fallback: 'allowed',
		fallbackText:
			"A scan against Microsoft's services can fall back to the user proxy if the system proxy fails; the policy applies to WSUS only.",
		source: `${JANUARY_2021}; ${HOW_IT_WORKS}`,
	},
	{
		id: 'microsoft-before',
		when: {place: ['microsoft'], startedBy: ['program'], updates: BEFORE_JANUARY},
		order: ['user', 'system'],
		orderText: "Before January 2021, a scan against Microsoft's services tried the user proxy first, then the system proxy.",
		fallback: 'allowed',
		fallbackText: "Before January 2021, a scan against Microsoft's services could fall back to the system proxy if the user proxy failed.",
		source: JANUARY_2021,
	},
	{
		id: 'started-by-user',
		when: {place: ['wsus-http', 'wsus-https', 'microsoft'], startedBy: ['user']},
		order: ['user', 'system'],
		orderText: 'A scan that a user starts manually uses the user proxy if there is one, regardless of policy.',
		fallback: 'allowed',
		fallbackText:
			'A scan that a user starts manually uses the system proxy if there is no user proxy, and likely also if the user proxy fails.',
		source: JANUARY_2021,
	},
	{
		id: 'offline',
		when: {place: ['offline']},
		order: null,
		orderText: 'An offline scan uses only data already on the device and contacts no server, so it does not use a proxy.',
		fallback: 'not-allowed',
		fallbackText: 'An offline scan contacts no server, so there is no fallback.',
		source: ONLINE_SEARCH,
	},
];

/** Exactly one row applies to each case. */
export const PINNING_RULES: readonly PinningRule[] = [
	{
		id: 'enforced',
		when: {place: ['wsus-https'], updates: SINCE_JANUARY, pinningPolicy: [0], store: ['filled']},
		pinning: 'enforced',
		text:
			'The WindowsServerUpdateServices store contains a certificate and no policy turns pinning off, so ' +
			'the server certificate must be in it. Otherwise the scan fails, even through the system proxy.',
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
		text: 'The policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection = 1 turns pinning off.',
		source: PINNING_POLICY,
	},
	{
		id: 'before-pinning',
		when: {place: ['wsus-https'], updates: BEFORE_JANUARY},
		pinning: 'not-enforced',
		text: 'WSUS certificate pinning was introduced in January 2021.',
		source: JANUARY_2021,
	},
	{
		id: 'http',
		when: {place: ['wsus-http']},
		pinning: 'not-applicable',
		text: 'Over HTTP, there is no certificate to pin.',
		source: JANUARY_2021,
	},
	{
		id: 'microsoft',
		when: {place: ['microsoft']},
		pinning: 'not-applicable',
		text: "The WindowsServerUpdateServices store applies to WSUS servers only; Microsoft's services have their own check.",
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

/** Whether a row applies to a case. */
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
