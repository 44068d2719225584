/** Explains services and proxy behaviors in plain language. */
import {PROXY_BEHAVIOR_ROWS, type ProxyBehaviorRow, proxyBehaviorMeaning} from '../scans/proxy-behavior.js';
import {SERVICES, type ServiceRow} from '../scans/services.js';
import type {ProxyBehavior, ServiceName} from '../types.js';

/** One service with all its IDs. */
export interface ExplainedService {
	readonly name: ServiceName;
	readonly ids: readonly string[];
	/** What logs show after the ID; empty if they show nothing. */
	readonly printed: string;
	readonly text: string;
}

export interface ExplainedBehavior {
	readonly meaning: ProxyBehavior;
	/** The number and the name as logged. */
	readonly raw: readonly string[];
	readonly text: string;
	/** What it must not be confused with. */
	readonly caution: string;
	readonly source: string;
}

const SERVICE_TEXTS: Readonly<Record<ServiceName, string>> = {
	WSUS:
		'The WSUS server, or the Configuration Manager software update point, set by policy. The policies ' +
		'for proxy fallback and certificate pinning apply to scans against it.',
	'Windows Update': "Microsoft's online service for Windows updates.",
	'Microsoft Update': "Microsoft's online service for updates to Windows and other Microsoft products.",
	'Microsoft Store': 'The Microsoft Store service, for apps. PCs that use WSUS contact it too.',
	'DCat Flighting': 'The service for Windows Insider builds (flighting).',
	SLS: 'Service discovery: it provides Windows Update with the URLs of the services. Its errors do not affect scans against WSUS.',
	'All services': 'No specific service was requested: the scan uses the default, or searches data already on the PC.',
};

const BEHAVIOR_TEXTS: Readonly<Record<ProxyBehavior, string>> = {
	'system-only':
		'The call uses the system proxy only. The meaning of this number is inferred: it was seen only ' +
		'with WSUS URLs, for which this is the Windows default.',
	'system-then-user': 'The call tries the system proxy first and, if that fails, the user proxy.',
	'user-then-system': 'The call tries the user proxy first and, if that fails, the system proxy.',
};

const BEHAVIOR_CAUTION =
	'This is the number logged for a single call. It is not the value of the policy ' +
	'SetProxyBehaviorForUpdateDetection, where 0 means system proxy only and 1 allows falling back to ' +
	'the user proxy.';

/** Finds a service by its ID, the beginning of its ID, or its name. */
export function findService(text: string): ExplainedService | null {
	const wanted = text
		.replace(/^[{(]|[})]$/g, '')
		.replace(/(?:…|\.{3})$/, '')
		.toUpperCase();
	const byId = /^[0-9A-F]{8}(?:-[0-9A-F-]*)?$/.test(wanted) ? SERVICES.find(({id}) => id.startsWith(wanted)) : undefined;
	const row =
		byId ?? SERVICES.find(({name, printed}) => name.toUpperCase() === wanted || (printed.toUpperCase() === wanted && isUnique(printed)));
	return row === undefined ? null : explainService(row);
}

/** The first known service whose ID a line contains. */
export function findServiceInLine(line: string): ExplainedService | null {
	for (const [id] of line.matchAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi)) {
		const row = SERVICES.find((candidate) => candidate.id === id.toUpperCase());
		if (row !== undefined) return explainService(row);
	}
	return null;
}

/** `Third party service` is logged for several services. */
function isUnique(printed: string): boolean {
	return printed !== '' && SERVICES.filter((row) => row.printed === printed).length === 1;
}

function explainService({name}: ServiceRow): ExplainedService {
	const rows = SERVICES.filter((row) => row.name === name);
	return {name, ids: rows.map(({id}) => id), printed: rows[0]?.printed ?? '', text: SERVICE_TEXTS[name]};
}

/** Finds a proxy behavior as logged: by its name, or by "proxy behavior" and its number. */
export function findBehavior(text: string): ExplainedBehavior | null {
	const raw = /\bproxy behaviou?r(?: set to|:| =)? {0,2}(\w{1,60})/i.exec(text)?.[1] ?? (/^[A-Za-z-]{1,60}$/.test(text) ? text : '');
	const wanted = raw.toLowerCase();
	const row = PROXY_BEHAVIOR_ROWS.find(({meaning}) => meaning === (proxyBehaviorMeaning(wanted) ?? wanted));
	return row === undefined ? null : explainBehavior(row);
}

function explainBehavior({meaning, raw, source}: ProxyBehaviorRow): ExplainedBehavior {
	return {meaning, raw, text: BEHAVIOR_TEXTS[meaning], caution: BEHAVIOR_CAUTION, source};
}
