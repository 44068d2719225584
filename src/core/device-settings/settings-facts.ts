/** What is known about the device. Each fact has a rank that decides which of two statements counts and when they conflict. */
import type {DeviceSettings, SourcePolicy, StoredCertificate} from '../types.js';

export type SettingName = Exclude<keyof DeviceSettings, 'files'>;

type SettingValue<F extends SettingName> = NonNullable<DeviceSettings[F]>;

interface Stated<T> {
	readonly value: T;
	/** How direct its source is: 0 takes precedence. See `settingRank`. */
	readonly rank: number;
}

/** What one file states. `null`: nothing. */
export type ContextFacts = {readonly [F in SettingName]: Stated<SettingValue<F>> | null};

interface SettingRow<T> {
	/** As in a sentence. */
	readonly label: string;
	/** One value for both statements, or `null` if they contradict each other. */
	readonly combine: (first: T, second: T) => T | null;
	readonly show: (value: T) => string;
}

const MAX_SHOWN = 120;
const MAX_CERTIFICATES_SHOWN = 3;

function quoted(value: unknown): string {
	const text = String(value);
	return `"${text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text}"`;
}

function same<T>(first: T, second: T): T | null {
	return first === second ? first : null;
}

/** Case and a trailing slash do not matter in URLs. */
function sameAddress(first: string, second: string): string | null {
	const key = (address: string): string => address.toLowerCase().replace(/\/$/, '');
	return key(first) === key(second) ? first : null;
}

function sameProxy(first: SettingValue<'systemProxy'>, second: SettingValue<'systemProxy'>): SettingValue<'systemProxy'> | null {
	return first.direct === second.direct && first.proxy === second.proxy && first.bypass === second.bypass ? first : null;
}

/** Each value may be in a file of its own. */
function sameUserProxy(first: SettingValue<'userProxy'>, second: SettingValue<'userProxy'>): SettingValue<'userProxy'> | null {
	const combined = {
		enabled: first.enabled ?? second.enabled,
		proxy: first.proxy ?? second.proxy,
		bypass: first.bypass ?? second.bypass,
		autoConfigUrl: first.autoConfigUrl ?? second.autoConfigUrl,
	};
	const contradicts = (['enabled', 'proxy', 'bypass', 'autoConfigUrl'] as const).some(
		(part) => second[part] !== null && second[part] !== combined[part],
	);
	return contradicts ? null : combined;
}

/** Combines listings of the same certificates: one may add what the other omits (the registry has only thumbprints). */
function sameStore(first: readonly StoredCertificate[], second: readonly StoredCertificate[]): readonly StoredCertificate[] | null {
	if (first.length !== second.length) return null;
	const others = new Map(second.map((certificate) => [certificate.thumbprint, certificate]));
	const combined: StoredCertificate[] = [];
	for (const certificate of first) {
		const other = others.get(certificate.thumbprint);
		if (other === undefined) return null;
		combined.push({
			subject: certificate.subject ?? other.subject,
			issuer: certificate.issuer ?? other.issuer,
			thumbprint: certificate.thumbprint,
			notAfter: certificate.notAfter ?? other.notAfter,
		});
	}
	return combined;
}

/** Each policy is stated on its own; two values of one contradict each other. */
function allPolicies(first: readonly SourcePolicy[], second: readonly SourcePolicy[]): readonly SourcePolicy[] | null {
	const values = new Map(first.map(({name, value}) => [name, value]));
	if (second.some(({name, value}) => (values.get(name) ?? value) !== value)) return null;
	return [...first, ...second.filter(({name}) => !values.has(name))];
}

/** One fact: the statement that counts, and the first one of the same rank that contradicts it. */
interface Slot<T> {
	put(stated: Stated<T>, origin: string): void;
	readonly stated: Stated<T> | null;
	/** A sentence, or `null`. */
	conflict(): string | null;
}

function createSlot<T>({label, combine, show}: SettingRow<T>): Slot<T> {
	let chosen: {readonly stated: Stated<T>; readonly origin: string} | null = null;
	let rejected: {readonly value: T; readonly origin: string} | null = null;
	return {
		put(stated, origin) {
			if (chosen === null || stated.rank < chosen.stated.rank) {
				chosen = {stated, origin};
				rejected = null;
			} else if (stated.rank === chosen.stated.rank) {
				const combined = combine(chosen.stated.value, stated.value);
				if (combined === null) rejected ??= {value: stated.value, origin};
				else chosen = {...chosen, stated: {...stated, value: combined}};
			}
		},
		get stated() {
			return chosen?.stated ?? null;
		},
		conflict() {
			if (chosen === null || rejected === null) return null;
			const [first, second] = [show(chosen.stated.value), show(rejected.value)];
			if (chosen.origin === rejected.origin)
				return `It contains conflicting values for ${label}: ${first}, then ${second}. The first one is used.`;
			return (
				`${rejected.origin}: Its value for ${label} is ${second}, but ${chosen.origin}, which was read ` +
				`first, has ${first}. The first one is used.`
			);
		},
	};
}

export interface FactBoard {
	/** Adds a statement. @param origin the file it comes from, or '' within one file */
	state<F extends SettingName>(fact: F, stated: Stated<SettingValue<F>>, origin: string): void;
	readonly facts: ContextFacts;
	/** One sentence for each fact with conflicting statements of the same rank. */
	conflicts(): readonly string[];
}

/** Keeps the statement with the lowest rank for each fact, or the first of equals. */
export function createFactBoard(): FactBoard {
	const slots: {readonly [F in SettingName]: Slot<SettingValue<F>>} = {
		proxyPolicy: createSlot({label: 'SetProxyBehaviorForUpdateDetection', combine: same, show: String}),
		pinningPolicy: createSlot({label: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection', combine: same, show: String}),
		wsusServer: createSlot({label: 'WUServer', combine: sameAddress, show: quoted}),
		useWsusServer: createSlot({label: 'UseWUServer', combine: same, show: (value) => (value ? '1' : '0')}),
		systemProxy: createSlot({label: 'the WinHTTP proxy', combine: sameProxy, show: showProxy}),
		userProxy: createSlot({label: "the user's proxy", combine: sameUserProxy, show: showUserProxy}),
		certificateStore: createSlot({label: 'the WindowsServerUpdateServices store', combine: sameStore, show: showStore}),
		sourcePolicies: createSlot({label: 'the policies about the source of updates', combine: allPolicies, show: showPolicies}),
	};
	return {
		state: (fact, stated, origin) => slots[fact].put(stated, origin),
		get facts() {
			return {
				proxyPolicy: slots.proxyPolicy.stated,
				pinningPolicy: slots.pinningPolicy.stated,
				wsusServer: slots.wsusServer.stated,
				useWsusServer: slots.useWsusServer.stated,
				systemProxy: slots.systemProxy.stated,
				userProxy: slots.userProxy.stated,
				certificateStore: slots.certificateStore.stated,
				sourcePolicies: slots.sourcePolicies.stated,
			};
		},
		conflicts: () => SETTING_NAMES.flatMap((fact) => slots[fact].conflict() ?? []),
	};
}

export const SETTING_NAMES: readonly SettingName[] = [
	'proxyPolicy',
	'pinningPolicy',
	'wsusServer',
	'useWsusServer',
	'systemProxy',
	'userProxy',
	'certificateStore',
	'sourcePolicies',
];

function showProxy({direct, proxy, bypass}: SettingValue<'systemProxy'>): string {
	return direct ? 'no proxy' : `${quoted(proxy)}${bypass === null ? '' : ` (bypass ${quoted(bypass)})`}`;
}

function showPolicies(policies: readonly SourcePolicy[]): string {
	return policies.map(({name, value}) => `${name} = ${quoted(value)}`).join(', ');
}

function showUserProxy({enabled, proxy, autoConfigUrl}: SettingValue<'userProxy'>): string {
	return [
		...(enabled === null ? [] : [`ProxyEnable ${enabled ? 1 : 0}`]),
		...(proxy === null ? [] : [`ProxyServer ${quoted(proxy)}`]),
		...(autoConfigUrl === null ? [] : [`AutoConfigURL ${quoted(autoConfigUrl)}`]),
	].join(', ');
}

/** Includes thumbprints, because two stores can have the same number of certificates. */
function showStore(certificates: readonly StoredCertificate[]): string {
	if (certificates.length === 0) return 'no certificate';
	const shown = certificates
		.slice(0, MAX_CERTIFICATES_SHOWN)
		.map(({thumbprint}) => thumbprint ?? 'without a thumbprint')
		.join(', ');
	return certificates.length === 1
		? `certificate ${shown}`
		: `${certificates.length} certificates (${shown}${certificates.length > MAX_CERTIFICATES_SHOWN ? ', …' : ''})`;
}
