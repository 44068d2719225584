/** The values that fields of a scan can have, as lists. The compiler names a value that is missing from its list. */
import type {
	CertificateFact,
	FailureCategory,
	ProxyAttempt,
	ProxyBehavior,
	ProxyOutcome,
	ProxyVia,
	ScanOutcome,
	Scheme,
	ServiceName,
	Severity,
	TimelineKind,
} from '../../types.js';
import {keysOf} from './codec.js';

function members<T extends string>(all: Readonly<Record<T, 1>>): readonly T[] {
	return keysOf(all);
}

export const SCAN_OUTCOMES: readonly ScanOutcome[] = members<ScanOutcome>({succeeded: 1, failed: 1, cancelled: 1, unknown: 1});
export const PROXY_OUTCOMES: readonly ProxyOutcome[] = members<ProxyOutcome>({
	'not-used': 1,
	system: 1,
	user: 1,
	'user-fallback': 1,
	'system-fallback': 1,
	failed: 1,
	unknown: 1,
});
export const ATTEMPT_OUTCOMES: readonly ProxyAttempt['outcome'][] = members<ProxyAttempt['outcome']>({succeeded: 1, failed: 1, unknown: 1});
export const PROXY_VIAS: readonly ProxyVia[] = members<ProxyVia>({system: 1, user: 1, direct: 1, named: 1, unknown: 1});
export const PROXY_KINDS: readonly ('system' | 'user')[] = members<'system' | 'user'>({system: 1, user: 1});
export const PROXY_BEHAVIORS: readonly ProxyBehavior[] = members<ProxyBehavior>({
	'system-only': 1,
	'system-then-user': 1,
	'user-then-system': 1,
});
export const SERVICE_NAMES: readonly ServiceName[] = members<ServiceName>({
	WSUS: 1,
	'Windows Update': 1,
	'Microsoft Update': 1,
	'Microsoft Store': 1,
	'DCat Flighting': 1,
	SLS: 1,
	'All services': 1,
});
export const SCHEMES: readonly Scheme[] = members<Scheme>({http: 1, https: 1});
export const STORE_ANSWERS: readonly ('yes' | 'no')[] = members<'yes' | 'no'>({yes: 1, no: 1});
export const FAILURE_CATEGORIES: readonly FailureCategory[] = members<FailureCategory>({
	trust: 1,
	proxy: 1,
	network: 1,
	server: 1,
	cancelled: 1,
	'file-signature': 1,
	companion: 1,
	other: 1,
});
export const SEVERITIES: readonly Severity[] = members<Severity>({info: 1, warning: 1, error: 1});
export const TIMELINE_KINDS: readonly TimelineKind[] = members<TimelineKind>({
	start: 1,
	setting: 1,
	endpoint: 1,
	call: 1,
	'proxy-behavior': 1,
	'proxy-attempt': 1,
	'proxy-switch': 1,
	certificate: 1,
	failure: 1,
	retry: 1,
	recovery: 1,
	result: 1,
	end: 1,
});
export const CERTIFICATE_FACTS: readonly CertificateFact[] = members<CertificateFact>({
	'store-empty': 1,
	'pinning-mandatory': 1,
	'pinning-not-mandatory': 1,
	'in-wsus-store': 1,
	'not-in-wsus-store': 1,
	'tls-check': 1,
	'tls-refused': 1,
});
