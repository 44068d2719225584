/** Facts of a file: one row each. */
import {movesScans, sourcePolicyTexts} from '../../device-settings/source-policies.js';
import {UPDATES_LEVELS, type UpdatesLevel} from '../../expected-behavior/updates-level.js';
import {lastingFailure, neighborCheck, neighborCodes} from '../../neighbors/neighbor-text.js';
import {isSameServer} from '../../scans/services.js';
import type {DeviceSettings, FileReport, LogFacts, NeighborLog, OutsideFailure, WsusFacts} from '../../types.js';
import {
	DIALECTS,
	type DialectName,
	FILE_STATUSES,
	type FileStatus,
	ISSUE_KINDS,
	type IssueKind,
	POLICY_VALUES,
	type PolicyValue,
	SCHEMES,
	type Scheme,
} from '../../vocabulary.js';
import {failedDownloadServer, targetOf} from '../failed-call.js';
import {unreadParts} from '../unread.js';

/** What is known about a file when its rules are evaluated. */
export interface FileFactsInput {
	readonly status: FileReport['status'];
	readonly log: LogFacts | null;
	readonly wsus: WsusFacts | null;
	readonly context: DeviceSettings | null;
	readonly issues: FileReport['issues'];
	readonly updates: UpdatesLevel;
	/** Failures that belong to no scan. */
	readonly outsideFailures?: readonly OutsideFailure[];
	readonly neighbor: NeighborLog | null;
}

// Types are spelled out in the rows below because declarations are generated from each file alone (isolatedDeclarations).

export const FILE_FACTS = {
	status: {values: FILE_STATUSES as readonly FileStatus[], read: ({status}: FileFactsInput): FileStatus => status},
	'log.dialect': {
		values: DIALECTS as readonly DialectName[],
		read: ({log}: FileFactsInput): DialectName | null => log?.dialect ?? null,
	},
	'log.verbose': {
		values: 'yes-no',
		meaning: 'the log contains lines from verbose logging',
		read: ({log}: FileFactsInput): boolean | null => log?.verbose ?? null,
	},
	'log.clientVersion': {
		values: 'text',
		meaning: 'client versions',
		missing: 'version not logged',
		read: ({log}: FileFactsInput): readonly string[] => log?.clientVersions ?? [],
	},
	'log.updates': {values: UPDATES_LEVELS as readonly UpdatesLevel[], read: ({updates}: FileFactsInput): UpdatesLevel => updates},
	'log.issue': {
		values: ISSUE_KINDS as readonly IssueKind[],
		meaning: 'kinds of issues',
		read: ({issues}: FileFactsInput): readonly IssueKind[] => issues.map((issue) => issue.kind),
	},
	'neighbor.what': {
		values: 'text',
		meaning: 'which other log the file is, such as WUAHandler.log of Configuration Manager',
		read: ({neighbor}: FileFactsInput): string | null => neighbor?.what ?? null,
	},
	'neighbor.failing': {
		values: 'yes-no',
		meaning: 'the file is another log, and the last that it tells is a failure',
		read: ({neighbor}: FileFactsInput): boolean | null => (neighbor === null ? null : lastingFailure(neighbor) !== null),
	},
	'neighbor.codes': {
		values: 'code',
		meaning: 'codes of failures in another log, the last one first',
		missing: 'no code',
		read: ({neighbor}: FileFactsInput): readonly string[] => (neighbor === null ? [] : neighborCodes(neighbor)),
	},
	'neighbor.check': {
		values: 'text',
		meaning: 'what to check for the last failure in another log',
		missing: '',
		read: ({neighbor}: FileFactsInput): string | null => (neighbor === null ? null : neighborCheck(neighbor)),
	},
	'wsus.server': {
		values: 'text',
		meaning: 'WSUS server URL',
		missing: 'URL not logged',
		read: ({wsus}: FileFactsInput): string | null => wsus?.server ?? null,
	},
	'wsus.scheme': {values: SCHEMES as readonly Scheme[], read: ({wsus}: FileFactsInput): Scheme | null => wsus?.scheme ?? null},
	'wsus.storeEmpty': {
		values: 'yes-no',
		meaning: 'the certificate store is empty',
		read: ({wsus}: FileFactsInput): boolean | null => wsus?.certificateStoreEmpty ?? null,
	},
	'wsus.pinningMandatory': {
		values: 'yes-no',
		meaning: 'the certificate must be in the store',
		read: ({wsus}: FileFactsInput): boolean | null => wsus?.pinningMandatory ?? null,
	},
	'policy.proxy': {
		values: POLICY_VALUES as readonly PolicyValue[],
		meaning: 'SetProxyBehaviorForUpdateDetection, 0 or 1, from a settings file',
		read: ({context}: FileFactsInput): PolicyValue | null => context?.proxyPolicy ?? null,
	},
	'policy.pinning': {
		values: POLICY_VALUES as readonly PolicyValue[],
		meaning: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection, 0 or 1, from a settings file',
		read: ({context}: FileFactsInput): PolicyValue | null => context?.pinningPolicy ?? null,
	},
	'context.systemProxyDirect': {
		values: 'yes-no',
		meaning: 'no system proxy is set, according to a settings file',
		read: ({context}: FileFactsInput): boolean | null => context?.systemProxy?.direct ?? null,
	},
	'context.systemProxy': {
		values: 'text',
		meaning: 'the system proxy, from a settings file',
		read: ({context}: FileFactsInput): string | null => context?.systemProxy?.proxy ?? null,
	},
	'context.storeEmpty': {
		values: 'yes-no',
		meaning: 'the certificate store is empty, according to a settings file',
		read: ({context}: FileFactsInput): boolean | null => (context?.certificateStore == null ? null : context.certificateStore.length === 0),
	},
	'context.otherServer': {
		values: 'text',
		meaning: 'the WUServer policy, if it names a different server than the log',
		read: ({context, wsus}: FileFactsInput): string | null => otherServer(context, wsus),
	},
	'log.unread': {
		values: 'text',
		meaning: 'what could not be read and may matter, in words',
		read: ({issues}: FileFactsInput): readonly string[] => unreadParts(issues).map(({message}) => message),
	},
	'log.oldWindows': {
		values: 'yes-no',
		meaning: 'the PC runs Windows 8.1 or earlier, or a server of that age',
		read: ({log}: FileFactsInput): boolean | null => (log === null ? null : isOldWindows(log)),
	},
	'log.lastTime': {
		values: 'text',
		meaning: 'time of the last line',
		read: ({log}: FileFactsInput): string | null => log?.lastTime ?? null,
	},
	'wsus.urlInSlash': {
		values: 'text',
		meaning: 'this URL, of the WUServer policy if it is known',
		missing: 'URL not logged',
		read: ({wsus, context}: FileFactsInput): string | null =>
			[context?.wsusServer, wsus?.server].find((url) => url?.endsWith('/') === true) ?? null,
	},
	'wsus.endsInSlash': {
		values: 'yes-no',
		meaning: 'the WSUS URL of the log or of the WUServer policy ends in a slash',
		read: ({wsus, context}: FileFactsInput): boolean => [wsus?.server, context?.wsusServer].some((url) => url?.endsWith('/') === true),
	},
	'wsus.isSet': {
		values: 'yes-no',
		meaning: 'the log or a settings file names a WSUS server, and no settings file turns it off',
		read: ({wsus, context}: FileFactsInput): boolean =>
			(wsus?.server ?? context?.wsusServer ?? null) !== null && context?.useWsusServer !== false,
	},
	'policy.movesScans': {
		values: 'yes-no',
		meaning: 'a policy moves scans from WSUS to Windows Update, according to a settings file',
		read: ({context}: FileFactsInput): boolean | null => (context === null ? null : movesScans(context.sourcePolicies ?? [])),
	},
	'policy.updateSources': {
		values: 'text',
		meaning: 'what each policy in a settings file does to the source of updates, in sentences',
		missing: 'The policies of the PC were not provided with the log.',
		read: ({context}: FileFactsInput): string | null => sourcePolicyTexts(context?.sourcePolicies ?? []).join(' ') || null,
	},
	'log.contentHost': {
		values: 'text',
		meaning: 'the host of a failed download outside of scans',
		missing: 'the content host',
		read: ({outsideFailures}: FileFactsInput): string | null => failedDownloadServer(outsideFailures ?? [])?.host ?? null,
	},
	'log.contentTarget': {
		values: 'text',
		meaning: 'its host and port, if they may be part of a command',
		read: ({outsideFailures}: FileFactsInput): string | null => targetOf(failedDownloadServer(outsideFailures ?? [])),
	},
	'log.firstTime': {
		values: 'day',
		meaning: 'the date of the first line',
		read: ({log}: FileFactsInput): string | null => log?.firstTime?.slice(0, 10) ?? null,
	},
} as const;

/** A policy that names a different server than the log: collected at another time, or not in effect. */
function otherServer(context: DeviceSettings | null, wsus: WsusFacts | null): string | null {
	const [policy, seen] = [context?.wsusServer ?? null, wsus?.server ?? null];
	if (policy === null || seen === null) return null;
	return isSameServer(policy, seen) ? null : policy;
}

/** Windows 8.1 and earlier write another log; the builds of a trace tell it, too. */
function isOldWindows({dialect, windowsBuilds}: LogFacts): boolean {
	if (windowsBuilds.length === 0) return dialect === 'legacy';
	return windowsBuilds.every((build) => /^[1-6]\./.test(build));
}
