/** The words of the Report: every list of values once, and the type of each value derived from its list. */

/** analyzed: read to its end; skipped: not such a log, or empty; failed: could not be read to its end. */
export const FILE_STATUSES = ['analyzed', 'skipped', 'failed'] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];
/** Of a file with a reason why it was not analyzed. */
export type UnreadStatus = Exclude<FileStatus, 'analyzed'>;

/**
 * etw: the text Get-WindowsUpdateLog writes; legacy: the file that Windows XP to 8.1 write themselves;
 * undecoded: Get-WindowsUpdateLog text made without symbols; raw: hexadecimal PID and TID, no date;
 * trace: the traces (.etl) that Get-WindowsUpdateLog makes text of; lines are those of that text.
 */
export const DIALECTS = ['etw', 'legacy', 'undecoded', 'raw', 'trace'] as const;
export type DialectName = (typeof DIALECTS)[number];

export const ENCODINGS = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type EncodingName = (typeof ENCODINGS)[number];

/** From the worst down. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** From the worst down. `good`: nothing is wrong; `none`: there is nothing to judge. */
export const VERDICT_LEVELS: readonly [...typeof SEVERITIES, 'good', 'none'] = [...SEVERITIES, 'good', 'none'];
export type VerdictLevel = (typeof VERDICT_LEVELS)[number];

export const CONTEXT_KINDS = [
	'registry-export',
	'registry-query',
	'powershell-list',
	'json',
	'winhttp-proxy',
	'certificate-store',
] as const;
export type ContextKind = (typeof CONTEXT_KINDS)[number];

/** Other logs that tell of failures of Windows Update; tool-output: any text with error codes. */
export const NEIGHBOR_KINDS = [
	'wuahandler',
	'scan-agent',
	'configmgr',
	'reporting-events',
	'event-log',
	'error-report',
	'azure-extension',
	'tool-output',
] as const;
export type NeighborKind = (typeof NEIGHBOR_KINDS)[number];

/** What failed or succeeded; other: the entry does not say. */
export const NEIGHBOR_ACTIONS = ['scan', 'download', 'install', 'other'] as const;
export type NeighborAction = (typeof NEIGHBOR_ACTIONS)[number];

/** What each of the two policies can be set to. */
export const POLICY_VALUES = [0, 1] as const;
export type PolicyValue = (typeof POLICY_VALUES)[number];

export const SCHEMES = ['http', 'https'] as const;
export type Scheme = (typeof SCHEMES)[number];

export const SERVICE_NAMES = [
	'WSUS',
	'Windows Update',
	'Microsoft Update',
	'Microsoft Store',
	'DCat Flighting',
	'SLS',
	'All services',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** Codes without the top bit are successes; unknown: no end in the file. */
export const SCAN_OUTCOMES = ['succeeded', 'failed', 'cancelled', 'unknown'] as const;
export type ScanOutcome = (typeof SCAN_OUTCOMES)[number];

/** The kinds of proxy that a client tries by rule. */
export const PROXY_KINDS = ['system', 'user'] as const;
export type ProxyKind = (typeof PROXY_KINDS)[number];

/** What a call went through. named: a proxy by name, of which legacy logs do not say whose setting it is. */
export const PROXY_VIAS: readonly [...typeof PROXY_KINDS, 'direct', 'named', 'unknown'] = [...PROXY_KINDS, 'direct', 'named', 'unknown'];
export type ProxyVia = (typeof PROXY_VIAS)[number];

/** The log's own enumeration (1, 2, 3 and the names), which is not that of the policy value. 1 is inferred. */
export const PROXY_BEHAVIORS = ['system-only', 'system-then-user', 'user-then-system'] as const;
export type ProxyBehavior = (typeof PROXY_BEHAVIORS)[number];

/**
 * not-used: offline scan, or no web call was seen; system, user: only that one was used and it worked;
 * user-fallback: system failed, user worked; system-fallback: user failed, system worked;
 * failed: the last thing tried failed and the scan did not get through;
 * unknown: calls were made, but the log does not say through what.
 */
export const PROXY_OUTCOMES = ['not-used', 'system', 'user', 'user-fallback', 'system-fallback', 'failed', 'unknown'] as const;
export type ProxyOutcome = (typeof PROXY_OUTCOMES)[number];

export const ATTEMPT_OUTCOMES = ['succeeded', 'failed', 'unknown'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Whether the certificate of the server is in the WSUS store. */
export const STORE_ANSWERS = ['yes', 'no'] as const;
export type StoreAnswer = (typeof STORE_ANSWERS)[number];

/** Categories of failures that may say why a scan failed. */
export const CAUSE_CATEGORIES = ['trust', 'proxy', 'network', 'server', 'cancelled', 'other'] as const;
export type CauseCategory = (typeof CAUSE_CATEGORIES)[number];

/** What a failure is about. `file-signature` and `companion` never say why a scan failed. */
export const FAILURE_CATEGORIES: readonly [...typeof CAUSE_CATEGORIES, 'file-signature', 'companion'] = [
	...CAUSE_CATEGORIES,
	'file-signature',
	'companion',
];
export type FailureCategory = (typeof FAILURE_CATEGORIES)[number];

/** Whether a failure of this category may say why a scan failed. */
export function isCauseCategory(category: FailureCategory): category is CauseCategory {
	return category !== 'file-signature' && category !== 'companion';
}

export const TIMELINE_KINDS = [
	'start',
	'setting',
	'endpoint',
	'call',
	'proxy-behavior',
	'proxy-attempt',
	'proxy-switch',
	'certificate',
	'failure',
	'retry',
	'recovery',
	'result',
	'end',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** What a line says about the certificate of WSUS or its store; `tls-check` and `tls-refused` are about any server. */
export const CERTIFICATE_FACTS = [
	'store-empty',
	'pinning-mandatory',
	'pinning-not-mandatory',
	'in-wsus-store',
	'not-in-wsus-store',
	'tls-check',
	'tls-refused',
] as const;
export type CertificateFact = (typeof CERTIFICATE_FACTS)[number];

/** Web services whose addresses a client learns. */
export const ENDPOINT_ROLES = ['client', 'targeting', 'reporting'] as const;
export type EndpointRole = (typeof ENDPOINT_ROLES)[number];

/** Whether the second kind of proxy may be tried after the first. */
export const FALLBACKS = ['allowed', 'not-allowed', 'unknown'] as const;
export type Fallback = (typeof FALLBACKS)[number];

export const PINNINGS = ['enforced', 'not-enforced', 'not-applicable', 'unknown'] as const;
export type Pinning = (typeof PINNINGS)[number];

/** What is expected of a scan, and can turn out otherwise. */
export const EXPECTATION_SUBJECTS = ['order', 'fallback', 'pinning'] as const;
export type ExpectationSubject = (typeof EXPECTATION_SUBJECTS)[number];

/** What a failure is about that belongs to no scan. */
export const OUTSIDE_FAILURE_KINDS = [
	'service-discovery',
	'self-update',
	'web-service',
	'download',
	'install',
	'reporting',
	'registration',
	'access',
	'other',
] as const;
export type OutsideFailureKind = (typeof OUTSIDE_FAILURE_KINDS)[number];

export const ISSUE_KINDS = [
	'line-too-long',
	'record-too-long',
	'nul-bytes',
	'control-bytes',
	'invalid-text',
	'truncated-character',
	'encoding-changes',
	'unparsed-lines',
	'other-text',
	'layout-guessed',
	'buddhist-calendar',
	'calendar-unknown',
	'time-unreadable',
	'undecoded',
	'clock-went-back',
	'facts-dropped',
	'context-unreadable',
	'archive-entry',
	'read-error',
	'events-lost',
	'events-skipped',
	'event-log-damaged',
	'trace-cut',
	'trace-damaged',
	'trace-gap',
	'trace-overlap',
	'trace-set',
	'trace-unclosed',
	'trace-unsorted',
] as const;
export type IssueKind = (typeof ISSUE_KINDS)[number];

/** The source of a reason that is about something unknown, and so has none. */
export const NO_SOURCE = 'not said';
