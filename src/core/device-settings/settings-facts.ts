/** What is known about the device, each fact with its weight: which of two statements counts, and when they disagree. */
import type {DeviceSettings, StoredCertificate, UserProxy} from '../types.js';

export type SettingName = Exclude<keyof DeviceSettings, 'files'>;

type SettingValue<F extends SettingName> = NonNullable<DeviceSettings[F]>;

export interface Stated<T> {
	readonly value: T;
	/** How direct the place is that says it: 0 counts most. See `settingRank`. */
	readonly rank: number;
}

/** What one file says. `null`: nothing. */
export type ContextFacts = {readonly [F in SettingName]: Stated<SettingValue<F>> | null};

interface SettingRow<T> {
	/** As in a sentence. */
	readonly label: string;
	/** One value for both statements, or `null` where they contradict each other. */
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

/** Addresses differ in nothing that matters by case or a slash at their end. */
function sameAddress(first: string, second: string): string | null {
	const key = (address: string): string => address.toLowerCase().replace(/\/$/, '');
	return key(first) === key(second) ? first : null;
}

function sameProxy(first: SettingValue<'systemProxy'>, second: SettingValue<'systemProxy'>): SettingValue<'systemProxy'> | null {
	return first.direct === second.direct && first.proxy === second.proxy && first.bypass === second.bypass ? first : null;
}

/** Each value may be stated by another listing. */
function sameUserProxy(first: UserProxy, second: UserProxy): UserProxy | null {
	const isSame = USER_PROXY.every((name) => first[name] === null || second[name] === null || first[name] === second[name]);
	if (!isSame) return null;
	return {
		enabled: first.enabled ?? second.enabled,
		proxy: first.proxy ?? second.proxy,
		bypass: first.bypass ?? second.bypass,
		autoConfigUrl: first.autoConfigUrl ?? second.autoConfigUrl,
	};
}

const USER_PROXY = ['enabled', 'proxy', 'bypass', 'autoConfigUrl'] as const;

/** The same certificates: what one listing leaves out (the registry knows thumbprints only), the other adds. */
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

/** One fact: the statement that counts, and the first one of the same weight that contradicts it. */
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
			if (chosen.origin === rejected.origin) return `It says different things about ${label}: ${first}, then ${second}. The first counts.`;
			return `${rejected.origin}: About ${label} it says ${second}, but ${chosen.origin}, which was read before it, says ${first}. The first counts.`;
		},
	};
}

export interface FactBoard {
	/** Takes a statement. @param origin the file that makes it, or '' within one file */
	state<F extends SettingName>(fact: F, stated: Stated<SettingValue<F>>, origin: string): void;
	readonly facts: ContextFacts;
	/** One sentence for each fact about which there are statements of the same weight that disagree. */
	conflicts(): readonly string[];
}

/** Keeps the statement of least rank for each fact; among equal ones the first. */
export function createFactBoard(): FactBoard {
	const slots: {readonly [F in SettingName]: Slot<SettingValue<F>>} = {
		proxyPolicy: createSlot({label: 'SetProxyBehaviorForUpdateDetection', combine: same, show: String}),
		pinningPolicy: createSlot({label: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection', combine: same, show: String}),
		wsusServer: createSlot({label: 'WUServer', combine: sameAddress, show: quoted}),
		useWsusServer: createSlot({label: 'UseWUServer', combine: same, show: (value) => (value ? '1' : '0')}),
		systemProxy: createSlot({label: 'the proxy of WinHTTP', combine: sameProxy, show: showProxy}),
		userProxy: createSlot({label: 'the proxy of the user', combine: sameUserProxy, show: showUserProxy}),
		certificateStore: createSlot({label: 'the store WindowsServerUpdateServices', combine: sameStore, show: showStore}),
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
];

function showProxy({direct, proxy, bypass}: SettingValue<'systemProxy'>): string {
	return direct ? 'no proxy' : `${quoted(proxy)}${bypass === null ? '' : ` (bypass ${quoted(bypass)})`}`;
}

function showUserProxy({enabled, proxy, bypass, autoConfigUrl}: UserProxy): string {
	const parts = [
		enabled === null ? null : `ProxyEnable ${enabled ? 1 : 0}`,
		proxy === null ? null : `ProxyServer ${quoted(proxy)}`,
		bypass === null ? null : `ProxyOverride ${quoted(bypass)}`,
		autoConfigUrl === null ? null : `AutoConfigURL ${quoted(autoConfigUrl)}`,
	];
	return parts.filter((part) => part !== null).join(', ');
}

/** Two stores may hold as many certificates, so that only their thumbprints tell them apart. */
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
