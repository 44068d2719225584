/** What is known about the device, each fact with its weight: which of two statements counts, and when they disagree. */
import type {DeviceContext, StoredCertificate} from '../types.js';

export type FactName = Exclude<keyof DeviceContext, 'files'>;

type FactValue<F extends FactName> = NonNullable<DeviceContext[F]>;

export interface Stated<T> {
	readonly value: T;
	/** How direct the place is that says it: 0 counts most. See `settingRank`. */
	readonly rank: number;
}

/** What one file says. `null`: nothing. */
export type ContextFacts = {readonly [F in FactName]: Stated<FactValue<F>> | null};

interface FactRow<T> {
	/** As in a sentence. */
	readonly label: string;
	/** One value for both statements, or `null` where they contradict each other. */
	readonly combine: (first: T, second: T) => T | null;
	readonly show: (value: T) => string;
}

const MAX_SHOWN = 120;

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

function sameProxy(first: FactValue<'systemProxy'>, second: FactValue<'systemProxy'>): FactValue<'systemProxy'> | null {
	return first.direct === second.direct && first.proxy === second.proxy && first.bypass === second.bypass ? first : null;
}

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

const FACTS: {readonly [F in FactName]: FactRow<FactValue<F>>} = {
	proxyPolicy: {label: 'SetProxyBehaviorForUpdateDetection', combine: same, show: String},
	pinningPolicy: {label: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection', combine: same, show: String},
	wsusServer: {label: 'WUServer', combine: sameAddress, show: quoted},
	useWsusServer: {label: 'UseWUServer', combine: same, show: (value) => (value ? '1' : '0')},
	systemProxy: {label: 'the proxy of WinHTTP', combine: sameProxy, show: (value) => (value.direct ? 'no proxy' : quoted(value.proxy))},
	certificateStore: {
		label: 'the store WindowsServerUpdateServices',
		combine: sameStore,
		show: (value) => (value.length === 0 ? 'no certificate' : value.length === 1 ? `certificate ${value[0]?.thumbprint ?? ''}`.trimEnd() : `${value.length} certificates`),
	},
};

export const FACT_NAMES: readonly FactName[] = ['proxyPolicy', 'pinningPolicy', 'wsusServer', 'useWsusServer', 'systemProxy', 'certificateStore'];

interface Entry<T> extends Stated<T> {
	readonly origin: string;
	/** The first statement of the same weight that contradicts this one. */
	readonly other: {readonly value: T; readonly origin: string} | null;
}

type Entries = {[F in FactName]: Entry<FactValue<F>> | null};

export interface FactBoard {
	/** Takes a statement. @param origin the file, or '' within one file */
	state<F extends FactName>(fact: F, stated: Stated<FactValue<F>>, origin: string): void;
	readonly facts: ContextFacts;
	/** One sentence for each fact about which there are statements of the same weight that disagree. */
	conflicts(): readonly string[];
}

/** Keeps the statement of least rank for each fact; among equal ones the first. */
export function createFactBoard(): FactBoard {
	const entries: Entries = {proxyPolicy: null, pinningPolicy: null, wsusServer: null, useWsusServer: null, systemProxy: null, certificateStore: null};

	function conflictOf<F extends FactName>(fact: F): string | null {
		const entry: Entry<FactValue<F>> | null = entries[fact];
		if (entry === null || entry.other === null) return null;
		const {label, show} = FACTS[fact];
		const [first, second] = [show(entry.value), show(entry.other.value)];
		if (entry.origin === entry.other.origin) return `It says different things about ${label}: ${first}, then ${second}. The first counts.`;
		return `About ${label} it says ${second}, but ${entry.origin}, which was read before it, says ${first}. The first counts.`;
	}

	return {
		state(fact, stated, origin) {
			const before = entries[fact];
			if (before === null || stated.rank < before.rank) {
				entries[fact] = {...stated, origin, other: null};
				return;
			}
			if (stated.rank > before.rank) return;
			const combined = FACTS[fact].combine(before.value, stated.value);
			if (combined !== null) entries[fact] = {...before, value: combined};
			else if (before.other === null) entries[fact] = {...before, other: {value: stated.value, origin}};
		},
		get facts() {
			return {
				proxyPolicy: statedOf(entries.proxyPolicy),
				pinningPolicy: statedOf(entries.pinningPolicy),
				wsusServer: statedOf(entries.wsusServer),
				useWsusServer: statedOf(entries.useWsusServer),
				systemProxy: statedOf(entries.systemProxy),
				certificateStore: statedOf(entries.certificateStore),
			};
		},
		conflicts() {
			return FACT_NAMES.flatMap((fact) => {
				const entry = entries[fact];
				const text = conflictOf(fact);
				return text === null || entry === null ? [] : [entry.other === null || entry.other.origin === '' ? text : `${entry.other.origin}: ${text}`];
			});
		},
	};
}

function statedOf<T>(entry: Entry<T> | null): Stated<T> | null {
	return entry === null ? null : {value: entry.value, rank: entry.rank};
}
