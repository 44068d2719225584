/** The proxy behaviors in the log, as numbers or names. They differ from the values of the policy. */
import type {ProxyBehavior} from '../types.js';

export interface ProxyBehaviorRow {
	readonly raw: readonly string[];
	readonly meaning: ProxyBehavior;
	readonly source: string;
}

export const PROXY_BEHAVIOR_ROWS: readonly ProxyBehaviorRow[] = [
	{
		raw: ['1'],
		meaning: 'system-only',
		source: 'inferred: found only with WSUS addresses, for which policy allows only the system proxy by default',
	},
	{raw: ['2', 'AllowUserProxyAsFallbackToSystemProxy'], meaning: 'system-then-user', source: 'number and name occur with the same lines'},
	{raw: ['3', 'AllowSystemProxyAsFallbackToUserProxy'], meaning: 'user-then-system', source: 'number and name occur with the same lines'},
];

const meanings: ReadonlyMap<string, ProxyBehavior> = new Map(
	PROXY_BEHAVIOR_ROWS.flatMap((row) => row.raw.map((raw) => [raw.toLowerCase(), row.meaning] as const)),
);

export function proxyBehaviorMeaning(raw: string): ProxyBehavior | null {
	return meanings.get(raw.toLowerCase()) ?? null;
}

/** The kind of proxy that a call tries first with this behavior. */
export function firstProxy(meaning: ProxyBehavior | null): 'system' | 'user' | 'unknown' {
	if (meaning === null) return 'unknown';
	return meaning === 'user-then-system' ? 'user' : 'system';
}
