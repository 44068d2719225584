/** The events of a log: one member for each fact that a scan, a rule, or the timeline can use. */
import type {FailureCategory, TimelineKind} from '../types.js';

/** The role of a failure line, which decides how the scan treats it. */
export type FailureRole =
	/** A web service call returned an error. */
	| 'web-call'
	/** A web service call failed in transit; the line that ends the call follows. */
	| 'web-send'
	/** A web service call will be retried. */
	| 'web-call-retry'
	/** A WinHTTP request failed: service discovery, self-update, or cab files. */
	| 'request'
	/** A download will be retried. */
	| 'download-retry'
	/** Like `download-retry`, but the next attempt uses the default (system) proxy. */
	| 'download-retry-default-proxy'
	/** Recovery from a failed call failed as well. */
	| 'recovery'
	/** The TLS certificate of the server was refused. */
	| 'tls'
	/** Signature of a downloaded file or of metadata, unrelated to connections. */
	| 'file-signature'
	/** Logged along with another failure, or without consequences. */
	| 'companion'
	| 'other';

export type WsusSetting = 'server' | 'statusServer' | 'alternateDownloadServer' | 'targetGroup';

/** Position of a WinHTTP failure line among the lines that one failed request logs. 4 repeats or explains. */
export type RequestStep = 1 | 2 | 3 | 4;

/** About the log or the client itself; never part of a scan. */
export type LogFactEvent =
	| {readonly type: 'client-version'; readonly version: string}
	| {readonly type: 'service-discovery'; readonly windowsBuild: string; readonly clientVersion: string | null}
	| {readonly type: 'windows-build'; readonly build: string}
	| {readonly type: 'banner'; readonly version: string; readonly offsetMinutes: number | null};

/** Who tells how a search ended, after its scan: the agent itself, Automatic Updates, or the interface for programs. */
export type SearchTeller = 'agent' | 'au' | 'comapi';

/** About the PC, or about a scan of another thread. */
export type MachineEvent =
	/** How a search ended. Legacy logs say it after the end of the scan, which has no code. */
	| {readonly type: 'search-result'; readonly code: number; readonly by: SearchTeller}
	/** `family`: the protocol a line is about; `null` where it is about the network as a whole. */
	| {readonly type: 'network-state'; readonly family: 'ipv4' | 'ipv6' | null; readonly connected: boolean}
	/** Policy forbids the use of Windows Update. */
	| {readonly type: 'access-disabled'; readonly value: boolean}
	/** An update was fetched. */
	| {readonly type: 'download-completed'}
	/** The thread installs or downloads: what follows is not about a scan. */
	| {readonly type: 'other-call'};

const MACHINE_EVENTS: Readonly<Record<MachineEvent['type'], true>> = {
	'search-result': true,
	'network-state': true,
	'access-disabled': true,
	'download-completed': true,
	'other-call': true,
};

/** Whether an event is about the PC or another thread. */
export function isMachineEvent(event: LogEvent): event is MachineEvent {
	return Object.hasOwn(MACHINE_EVENTS, event.type);
}

/** Begins a scan on its thread. */
export type ScanStartEvent = {
	readonly type: 'scan-started';
	readonly caller: string;
	readonly callId: number | null;
	readonly cv: string | null;
};

/** Ends one. */
export type ScanEndEvent = {
	readonly type: 'scan-ended';
	/** `null`: the line does not say. */
	readonly caller: string | null;
	readonly callId: number | null;
	readonly cv: string | null;
	readonly exitCode: number | null;
	/** The line breaks off before the exit code that its form always has, so that the result is not known. */
	readonly cut: boolean;
};

/** About the scan running on its thread; some are also about the machine. */
export type ScanDetailEvent =
	| {readonly type: 'scan-exit-code'; readonly code: number}
	| {readonly type: 'scan-flags'; readonly online: boolean | null; readonly interactive: boolean | null}
	| {readonly type: 'scan-service'; readonly id: string}
	| {readonly type: 'scan-criteria'; readonly criteria: string}
	| {readonly type: 'updates-found'; readonly count: number}
	/** Only for the timeline. */
	| {readonly type: 'note'; readonly kind: TimelineKind; readonly text: string}
	| {
			readonly type: 'endpoint';
			readonly wsus: boolean;
			readonly service: string | null;
			readonly role: 'client' | 'targeting' | 'reporting';
			readonly url: string;
	  }
	| {readonly type: 'server-url'; readonly service: string | null; readonly url: string}
	/** The scan asks another service than the one it names. `to`: GUID in upper case. */
	| {readonly type: 'service-mapping'; readonly to: string}
	/** The words of a server that refused a call. `last`: they follow the line that states the failure. */
	| {readonly type: 'soap-fault'; readonly text: string; readonly last: boolean}
	/** A request for a file begins. */
	| {readonly type: 'request-started'; readonly url: string}
	| {readonly type: 'operation'; readonly name: string; readonly state: 'started' | 'stopped'}
	| {readonly type: 'proxy-behavior'; readonly raw: string; readonly url: string}
	| {readonly type: 'proxy-used'; readonly via: 'system' | 'user' | 'direct'; readonly impersonation: boolean | null}
	/** `again`: the UUS form, which follows a `proxy-used` line and starts no new attempt. */
	| {readonly type: 'proxy-auto'; readonly again: boolean}
	| {readonly type: 'proxy-switch'; readonly raw: string; readonly from: 'system' | 'user'; readonly to: 'system' | 'user'}
	| {readonly type: 'proxy-exhausted'; readonly raw: string; readonly last: 'system' | 'user'}
	| {readonly type: 'proxy-retry'}
	/** State dump after a failed attempt: the kind of proxy it used. */
	| {readonly type: 'proxy-tried'; readonly last: 'system' | 'user' | null}
	/** The URL of the current call. */
	| {readonly type: 'call-url'; readonly url: string}
	| {readonly type: 'web-error'; readonly text: string; readonly url: string | null}
	| {readonly type: 'error-mapped'; readonly from: number; readonly to: number}
	| {readonly type: 'recovery-started'; readonly method: string; readonly code: number; readonly action: string}
	| {readonly type: 'request-completed'; readonly url: string; readonly code: number; readonly httpStatus: number}
	/** `null`: a direct connection. Windows 8.1 logs the list before the call, Windows 7 after it failed. */
	| {readonly type: 'named-proxy'; readonly of: 'next-call' | 'last-call'; readonly proxy: string | null; readonly bypass: string | null}
	| {readonly type: 'proxy-bypass'; readonly bypass: string}
	| {
			readonly type: 'failure';
			readonly code: number;
			readonly text: string;
			readonly role: FailureRole;
			/** `null`: decided by the code. */
			readonly category: FailureCategory | null;
			readonly url?: string | null;
			readonly step?: RequestStep;
			readonly proxy?: string | null;
			readonly bypass?: string | null;
	  }
	| {
			readonly type: 'scan-quality';
			readonly service: string | null;
			readonly url: string | null;
			/** As printed: 'InternetAccess'. */
			readonly networkLevel: string | null;
			readonly failedTries: readonly {readonly code: number; readonly viaSystem: boolean}[];
	  }
	| {readonly type: 'certificate-store-empty'}
	| {readonly type: 'pinning-mandatory'; readonly value: boolean}
	| {readonly type: 'certificate-in-wsus-store'; readonly value: boolean}
	| {readonly type: 'tls-check'; readonly text: string}
	| {readonly type: 'tls-refused'; readonly text: string}
	| {readonly type: 'wsus-setting'; readonly setting: WsusSetting; readonly value: string | null}
	/** The PC as known to WSUS. */
	| {readonly type: 'device'; readonly name: string | null; readonly targetGroup: string | null};

/** Events that scans consist of. */
export type ScanEvent = ScanStartEvent | ScanEndEvent | ScanDetailEvent;

export type LogEvent = LogFactEvent | MachineEvent | ScanEvent;

export type EventType = LogEvent['type'];

/** Events of the given types. */
export type EventOf<Type extends EventType> = Extract<LogEvent, {readonly type: Type}>;

/** Where a line may be quoted as evidence. */
interface Evidence {
	/** In a finding about its scan. */
	readonly ofScan: 'proxy' | 'proxy-failed' | 'certificate' | 'endpoint' | null;
	/** In a finding about the whole file. */
	readonly ofMachine: 'wsus' | 'version' | null;
}

const NONE: Evidence = {ofScan: null, ofMachine: null};
const PROXY: Evidence = {ofScan: 'proxy', ofMachine: null};
const PROXY_FAILED: Evidence = {ofScan: 'proxy-failed', ofMachine: null};
const CERTIFICATE: Evidence = {ofScan: 'certificate', ofMachine: null};
const WSUS_CERTIFICATE: Evidence = {ofScan: 'certificate', ofMachine: 'wsus'};
const ENDPOINT: Evidence = {ofScan: 'endpoint', ofMachine: 'wsus'};
const WSUS: Evidence = {ofScan: null, ofMachine: 'wsus'};
const VERSION: Evidence = {ofScan: null, ofMachine: 'version'};

/** Which lines count as evidence. Failures, and the first and last lines of a scan, can always be quoted. */
export const EVIDENCE: Readonly<Record<EventType, Evidence>> = {
	'client-version': VERSION,
	'service-discovery': NONE,
	'windows-build': VERSION,
	banner: NONE,
	'search-result': NONE,
	'network-state': NONE,
	'access-disabled': NONE,
	'download-completed': NONE,
	'other-call': NONE,
	'service-mapping': ENDPOINT,
	'soap-fault': NONE,
	'request-started': NONE,
	'scan-started': NONE,
	'scan-ended': NONE,
	'scan-exit-code': NONE,
	'scan-flags': NONE,
	'scan-service': NONE,
	'scan-criteria': NONE,
	'updates-found': NONE,
	note: NONE,
	endpoint: ENDPOINT,
	'server-url': ENDPOINT,
	operation: NONE,
	'proxy-behavior': PROXY,
	'proxy-used': PROXY,
	'proxy-auto': NONE,
	'proxy-switch': PROXY_FAILED,
	'proxy-exhausted': PROXY_FAILED,
	'proxy-retry': NONE,
	'proxy-tried': NONE,
	'call-url': NONE,
	'web-error': NONE,
	'error-mapped': NONE,
	'recovery-started': NONE,
	'request-completed': NONE,
	'named-proxy': PROXY,
	'proxy-bypass': NONE,
	failure: NONE,
	'scan-quality': NONE,
	'certificate-store-empty': WSUS_CERTIFICATE,
	'pinning-mandatory': WSUS_CERTIFICATE,
	'certificate-in-wsus-store': CERTIFICATE,
	'tls-check': NONE,
	'tls-refused': CERTIFICATE,
	'wsus-setting': WSUS,
	device: NONE,
};
