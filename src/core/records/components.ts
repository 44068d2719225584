/** The components of the client: which names a log prints, and which of them are one and the same. */

export interface ComponentRow {
	/** As Windows 10 and 11 print it. */
	readonly name: string;
	/** As Windows 7 to 8.1 print it. */
	readonly legacy: readonly string[];
}

/** Source: the trace flags of the client and the component columns of real logs. */
export const COMPONENTS: readonly ComponentRow[] = [
	{name: 'Agent', legacy: []},
	{name: 'Api', legacy: []},
	{name: 'AppAU', legacy: ['AU', 'AUCLNT']},
	{name: 'CDM', legacy: []},
	{name: 'ComApi', legacy: ['COMAPI']},
	{name: 'DataStore', legacy: ['DtaStor']},
	{name: 'Deployment', legacy: []},
	{name: 'DownloadManager', legacy: ['DnldMgr']},
	{name: 'Driver', legacy: []},
	{name: 'EEHandler', legacy: ['EEHndlr']},
	{name: 'EndpointProvider', legacy: ['EP']},
	{name: 'Handler', legacy: []},
	{name: 'IdleTimer', legacy: ['IdleTmr']},
	{name: 'Inventory', legacy: ['Inv']},
	{name: 'Metadata', legacy: []},
	{name: 'Misc', legacy: []},
	{name: 'OfflineSync', legacy: ['OfflSnc']},
	{name: 'Parser', legacy: []},
	{name: 'ProtocolTalker', legacy: ['PT']},
	{name: 'Reporter', legacy: ['Report']},
	{name: 'SIH', legacy: []},
	{name: 'SLS', legacy: []},
	{name: 'SelfUpdate', legacy: []},
	{name: 'Service', legacy: ['Shutdwn']},
	{name: 'Setup', legacy: []},
	{name: 'Shared', legacy: []},
	{name: 'Test', legacy: []},
	{name: 'Timer', legacy: []},
	{name: 'UDP', legacy: []},
	{name: 'WIL', legacy: []},
	{name: 'WebServices', legacy: ['WS']},
	{name: 'WuRedir', legacy: []},
	{name: 'WuTask', legacy: []},
	{name: 'WuWeb', legacy: []},
];

const canonicalNames: ReadonlyMap<string, string> = new Map(
	COMPONENTS.flatMap((row) => [row.name, ...row.legacy].map((name) => [name.toLowerCase(), row.name] as const)),
);

/** The Windows 10 name of a component in any spelling, or `null` where it is not one of the client's. */
export function canonicalComponent(name: string): string | null {
	return canonicalNames.get(name.toLowerCase()) ?? null;
}
