/** The logs and texts beside a WindowsUpdate.log that tell of its failures: what each is, and what it lacks. */
import type {NeighborKind} from '../types.js';

interface KindRow {
	/** Noun phrase. */
	readonly what: string;
	/** Full sentences: what a WindowsUpdate.log would add where an action failed. */
	readonly adds: string;
	/** The same where nothing failed. */
	readonly addsWithoutFailure: string;
	/** How the form of its entries is known. */
	readonly source: string;
}

const SCAN = 'The WindowsUpdate.log of this PC shows the server and the proxies that were tried.';
const FAILED_SCAN = 'The WindowsUpdate.log of this PC shows the server and the proxies that were tried, and the request that failed first.';

export const NEIGHBOR_ROWS: Readonly<Record<NeighborKind, KindRow>> = {
	wuahandler: {
		what: 'WUAHandler.log of Configuration Manager',
		adds: FAILED_SCAN,
		addsWithoutFailure: SCAN,
		source: 'logs of the client, and its messages as people paste them',
	},
	'scan-agent': {
		what: 'ScanAgent.log of Configuration Manager',
		adds: FAILED_SCAN,
		addsWithoutFailure: SCAN,
		source: 'logs of the client, and its messages as people paste them',
	},
	configmgr: {
		what: 'a Configuration Manager client log',
		adds:
			'For scans, the WindowsUpdate.log of this PC shows the server and the proxies that were tried, and the request that failed ' +
			'first.',
		addsWithoutFailure: 'For scans, the WindowsUpdate.log of this PC shows the server and the proxies that were tried.',
		source: 'CMTrace entries of other components',
	},
	'reporting-events': {
		what: "ReportingEvents.log (the client's list of results)",
		adds: 'The WindowsUpdate.log of this PC shows what led to the result: the server, the proxies, and the request that failed first.',
		addsWithoutFailure: 'The WindowsUpdate.log of this PC shows what led to the result: the server and the proxies.',
		source: 'a GUID, the time, the event number, and [AGENT_…] between tabs',
	},
	'event-log': {
		what: 'an event log with Windows Update events',
		adds: 'Events show only results. The WindowsUpdate.log of this PC shows the server, the proxies, and the request that failed first.',
		addsWithoutFailure: 'Events show only results. The WindowsUpdate.log of this PC shows the server and the proxies.',
		source: 'event logs (.evtx), Get-WinEvent, wevtutil, and Event Viewer; provider Microsoft-Windows-WindowsUpdateClient',
	},
	'error-report': {
		what: 'a Windows Error Reporting event',
		adds: 'The WindowsUpdate.log of this PC shows the server, the proxies, and the request that failed first.',
		addsWithoutFailure: 'The WindowsUpdate.log of this PC shows the server and the proxies.',
		source: 'event 1001 of Windows Error Reporting, and .wer files',
	},
	'azure-extension': {
		what: 'the log of an Azure extension that installs updates',
		adds:
			'The extension passes on what the client reports. The WindowsUpdate.log of this PC shows the server, the proxies, and the ' +
			'request that failed first.',
		addsWithoutFailure:
			'The extension passes on what the client reports. The WindowsUpdate.log of this PC shows the server and the proxies.',
		source: 'names of the extensions of Azure Update Manager',
	},
	'tool-output': {
		what: 'text with error codes',
		adds: 'The WindowsUpdate.log of the same PC and time shows what led to the code.',
		addsWithoutFailure: 'The WindowsUpdate.log of the same PC and time shows what led to the result.',
		source: 'error codes in any text',
	},
};
