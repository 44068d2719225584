/** Who writes the traces that are read as logs of Windows Update, as a table. */
import {guidText} from './bytes.js';
import {providerName, type TraceEvent} from './trace-events.js';

export interface ProviderRow {
	/** As the event itself tells it. */
	readonly name: string;
	readonly id: string;
	/** What stands in the column of the component; `null`: the name of the event, which is the component. */
	readonly component: string | null;
	/** message: the strings of the event are it; fields: each has its name before it, as USO.log and UX.log have them. */
	readonly text: 'message' | 'fields';
	readonly source: string;
}

/** Each has one event for a component or a level, and one field: the message, as the text log has it. */
export const PROVIDERS: readonly ProviderRow[] = [
	{
		name: 'WUTraceLogging',
		id: '0b7a6f19-47c4-454e-8c5c-e868d637e4d8',
		component: null,
		text: 'message',
		source: 'WindowsUpdate.*.etl since Windows 10 1709; Get-WindowsUpdateLog takes this name only',
	},
	{
		name: 'SIHTraceLogging',
		id: '9906081d-e45a-4f41-a53f-2ac2e0225de1',
		component: null,
		text: 'message',
		source: 'SIH.*.etl, server-initiated healing: the same engine as a program of its own',
	},
	{
		name: 'Microsoft.Windows.WaaSMedic.Local',
		id: '30d25124-a468-505c-de82-8411646eb8b5',
		component: 'WaaSMedic',
		text: 'message',
		source: 'waasmedic.*.etl, the service that repairs Windows Update; its events are named by their level',
	},
];

/**
 * The update orchestrator (MoUsoCoreWorker*.etl, UpdateSessionOrchestration*.etl) and its user interface (MoUxCoreWorker*.etl,
 * MoNotificationUx*.etl, TrayIcon*.etl, UpdateUx*.etl): the filters of Get-WindowsUpdateLog -IncludeAllLogs.
 */
const ORCHESTRATOR = /^Microsoft\.Windows\.Update\.(?:Orchestrator|UX\b|\w{0,40}Notification)/i;

export function isOrchestrator(providerName: string): boolean {
	return ORCHESTRATOR.test(providerName);
}

const ORCHESTRATOR_ROW: ProviderRow = {name: '', id: '', component: null, text: 'fields', source: 'Get-WindowsUpdateLog -IncludeAllLogs'};

/** Names of providers that are kept for people. */
const MAX_NAMES = 64;

export interface ProviderFinder {
	/** `null`: the event is somebody else's. */
	find(event: TraceEvent): ProviderRow | null;
	/** Of the others, in order of appearance: by name, or by GUID where they do not tell it. */
	readonly others: ReadonlySet<string>;
}

/**
 * Events come in runs of one provider, so that the last one is asked first.
 *
 * @param takesOrchestrator its events are found, too
 */
export function createProviderFinder(takesOrchestrator: boolean): ProviderFinder {
	const others = new Set<string>();
	const lastId = new Uint8Array(16);
	let last: ProviderRow | null = null;
	let hasLast = false;

	function isLast({bytes, provider}: TraceEvent): boolean {
		for (let index = 0; index < 16; index++) if (bytes[provider + index] !== lastId[index]) return false;
		return hasLast;
	}

	return {
		others,
		find(event) {
			if (isLast(event)) return last;
			const id = guidText(event.bytes, event.provider);
			const name = providerName(event);
			last =
				PROVIDERS.find((row) => row.id === id || row.name === name) ??
				(takesOrchestrator && isOrchestrator(name) ? ORCHESTRATOR_ROW : null);
			lastId.set(event.bytes.subarray(event.provider, event.provider + 16));
			hasLast = true;
			if (last === null && others.size < MAX_NAMES) others.add(name === '' ? `{${id}}` : name);
			return last;
		},
	};
}
