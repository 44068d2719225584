/** What services and proxy behaviours are, in plain words. */
import {PROXY_BEHAVIOR_ROWS, type ProxyBehaviorRow, proxyBehaviorMeaning} from '../scans/proxy-behavior.js';
import {SERVICES, type ServiceRow} from '../scans/services.js';
import type {ProxyBehavior, ServiceName} from '../types.js';

/** One service under all its numbers. */
export interface ExplainedService {
	readonly name: ServiceName;
	readonly ids: readonly string[];
	/** What logs print after the number; empty where they print nothing of the kind. */
	readonly printed: string;
	readonly text: string;
}

export interface ExplainedBehavior {
	readonly meaning: ProxyBehavior;
	/** The number and the name that logs print. */
	readonly raw: readonly string[];
	readonly text: string;
	/** What it must not be taken for. */
	readonly caution: string;
	readonly source: string;
}

const SERVICE_TEXTS: Readonly<Record<ServiceName, string>> = {
	WSUS: 'The WSUS server, or the software update point of Configuration Manager, that policy names. The policies about proxy fallback and certificate pinning are about scans that ask it.',
	'Windows Update': "Microsoft's own service on the internet for updates of Windows.",
	'Microsoft Update': "Microsoft's own service on the internet for updates of Windows and of other Microsoft products.",
	'Microsoft Store': 'The service of the Microsoft Store, for apps. PCs with WSUS ask it too.',
	'DCat Flighting': 'The service for Windows Insider builds (flighting).',
	SLS: 'Service discovery: it tells Windows Update the addresses of the services. Its errors do not matter to scans against WSUS.',
	'All services': 'No single service was named: the scan uses the default, or searches what is already known on the PC.',
};

const BEHAVIOR_TEXTS: Readonly<Record<ProxyBehavior, string>> = {
	'system-only':
		'The call uses the system proxy only. The meaning of this number is inferred: it was seen on addresses of WSUS only, where this is what Windows does by default.',
	'system-then-user': 'The call tries the system proxy first and, where that fails, the proxy of the user.',
	'user-then-system': 'The call tries the proxy of the user first and, where that fails, the system proxy.',
};

const BEHAVIOR_CAUTION =
	'This is the number that logs print for a single call. It is not the value of the policy SetProxyBehaviorForUpdateDetection, where 0 means system proxy only and 1 allows the user proxy as fallback.';

/** A service by its number, the beginning of it, or its name. */
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

/** The first known service whose number a line holds. */
export function findServiceInLine(line: string): ExplainedService | null {
	for (const [id] of line.matchAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi)) {
		const row = SERVICES.find((candidate) => candidate.id === id.toUpperCase());
		if (row !== undefined) return explainService(row);
	}
	return null;
}

/** `Third party service` is printed for several. */
function isUnique(printed: string): boolean {
	return printed !== '' && SERVICES.filter((row) => row.printed === printed).length === 1;
}

function explainService({name}: ServiceRow): ExplainedService {
	const rows = SERVICES.filter((row) => row.name === name);
	return {name, ids: rows.map(({id}) => id), printed: rows[0]?.printed ?? '', text: SERVICE_TEXTS[name]};
}

/** A proxy behaviour by what logs print: its name, or "proxy behavior" and its number. */
export function findBehavior(text: string): ExplainedBehavior | null {
	const raw = /\bproxy behaviou?r(?: set to|:| =)? {0,2}(\w{1,60})/i.exec(text)?.[1] ?? (/^[A-Za-z-]{1,60}$/.test(text) ? text : '');
	const wanted = raw.toLowerCase();
	const row = PROXY_BEHAVIOR_ROWS.find(({meaning}) => meaning === (proxyBehaviorMeaning(wanted) ?? wanted));
	return row === undefined ? null : explainBehavior(row);
}

function explainBehavior({meaning, raw, source}: ProxyBehaviorRow): ExplainedBehavior {
	return {meaning, raw, text: BEHAVIOR_TEXTS[meaning], caution: BEHAVIOR_CAUTION, source};
}
