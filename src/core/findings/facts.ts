/** The facts that rules test, one row each: possible values, meaning, and where it is read from. */
import {type CodeExplanation, explanationOf} from '../codes/explanations.js';
import {DATABASE_PROBLEMS, type DatabaseProblem, databaseError, databaseProblem} from '../codes/database-errors.js';
import {parseCode} from '../codes/index.js';
import {facilityWords, readingOf} from '../codes/number-reading.js';
import {movesScans, sourcePolicyTexts} from '../device-settings/source-policies.js';
import {UPDATES_LEVELS, type UpdatesLevel} from '../expected-behavior/updates-level.js';
import {lastingFailure, neighborCheck, neighborCodes} from '../neighbors/neighbor-text.js';
import {originText} from '../wording/labels.js';
import {KIND_SUBJECTS} from './outside-words.js';
import {unreadParts} from './unread.js';
import {isSameServer} from '../scans/services.js';
import {httpStatusOf, openCodesOf, TROUBLE_STATES, type Trouble, type TroubleState} from '../scans/troubles.js';
import type {
	DeviceSettings,
	Endpoint,
	Failure,
	FileReport,
	LogFacts,
	NeighborLog,
	NetworkState,
	OutsideFailure,
	ProxyAttempt,
	Scan,
	WsusFacts,
} from '../types.js';
import {
	CAUSE_CATEGORIES,
	type CauseCategory,
	DIALECTS,
	type DialectName,
	EXPECTATION_SUBJECTS,
	type ExpectationSubject,
	FILE_STATUSES,
	type FileStatus,
	isCauseCategory,
	ISSUE_KINDS,
	type IssueKind,
	OUTSIDE_FAILURE_KINDS,
	type OutsideFailureKind,
	POLICY_VALUES,
	type PolicyValue,
	PROXY_BEHAVIORS,
	type ProxyBehavior,
	PROXY_OUTCOMES,
	type ProxyOutcome,
	PROXY_VIAS,
	type ProxyVia,
	SCAN_OUTCOMES,
	type ScanOutcome,
	SCHEMES,
	type Scheme,
	SERVICE_NAMES,
	type ServiceName,
	STORE_ANSWERS,
	type StoreAnswer,
} from '../vocabulary.js';
import {portOf} from './command-target.js';
import {openCauseOf} from './open-scans.js';
import {failedContentServer, failedDownloadServer, failedServer, targetOf} from './failed-call.js';

/** A single value of a fact. */
export type FactValue = string | number | boolean | null;

/** All possible values of a fact, or their kind. code: 0x and eight digits; day: 2021-01-12. Any fact can be missing. */
export type FactValues = readonly (string | number)[] | 'text' | 'number' | 'yes-no' | 'code' | 'day';

interface FactRow<Input> {
	readonly values: FactValues;
	/** For rule authors; omitted if the list of values is self-explanatory. */
	readonly meaning?: string;
	/** Shown in place of the fact if it is not logged. Defaults to 'unknown'. */
	readonly missing?: string;
	/** A list if there can be several values, such as all error codes. */
	readonly read: (input: Input) => FactValue | readonly FactValue[];
}

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

/** Facts of a file. */
const FILE_FACTS = {
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

/** What the whole log says about one scan. */
export interface ScanContext {
	/** What became of its failure; `null` where it did not fail, or the log does not tell. */
	readonly trouble: Trouble | null;
	/** The PC said that it had no network while the scan failed. */
	readonly offline: NetworkState | null;
}

const NO_CONTEXT: ScanContext = {trouble: null, offline: null};

/** Windows 8.1 and earlier write another log; the builds of a trace tell it, too. */
function isOldWindows({dialect, windowsBuilds}: LogFacts): boolean {
	if (windowsBuilds.length === 0) return dialect === 'legacy';
	return windowsBuilds.every((build) => /^[1-6]\./.test(build));
}

/** A scan, and values that several of its facts are read from. */
interface ScanFactsInput extends ScanContext {
	readonly scan: Scan;
	readonly rootCause: Scan['rootCause'];
	/** What is known about the root cause code. */
	readonly explanation: CodeExplanation | null;
	/** Failures that may explain why. */
	readonly failures: readonly CauseFailure[];
	/** Call attempts; offline scans have none. */
	readonly attempts: readonly ProxyAttempt[];
	/** Facts of the file. */
	readonly file: Facts;
}

type CauseFailure = Failure & {readonly category: CauseCategory};

function scanFactsInput(scan: Scan, file: Facts, context: ScanContext): ScanFactsInput {
	const {rootCause} = scan;
	return {
		...context,
		scan,
		rootCause,
		explanation: explanationOfCode(rootCause?.code ?? null),
		failures: scan.failures.filter((failure): failure is CauseFailure => isCauseCategory(failure.category)),
		attempts: scan.proxy.attempts,
		file,
	};
}

/** Facts of a scan. Offline scans have no attempts, and therefore no proxy facts. */
const SCAN_FACTS = {
	outcome: {values: SCAN_OUTCOMES as readonly ScanOutcome[], read: ({scan}: ScanFactsInput): ScanOutcome => scan.outcome},
	exitCode: {values: 'code', meaning: '0x and eight digits', read: ({scan}: ScanFactsInput): string | null => scan.exitCode},
	exitName: {
		values: 'text',
		meaning: 'symbolic name of the exit code',
		missing: '',
		read: ({scan}: ScanFactsInput): string | null => scan.exitName,
	},
	rootCause: {
		values: 'code',
		meaning: 'root cause code of a failed scan',
		read: ({rootCause}: ScanFactsInput): string | null => rootCause?.code ?? null,
	},
	rootCauseName: {
		values: 'text',
		meaning: 'symbolic name of the root cause code',
		missing: '',
		read: ({rootCause}: ScanFactsInput): string | null => rootCause?.name ?? null,
	},
	rootCauseMeaning: {
		values: 'text',
		meaning: 'what the root cause code means',
		missing: 'Nothing more is known about this code.',
		read: ({rootCause, explanation}: ScanFactsInput): string | null => explanation?.meaning ?? unexplained(rootCause?.code ?? null),
	},
	rootCauseCheck: {
		values: 'text',
		meaning: 'what to check for the root cause code',
		missing: 'Read the lines of the scan, starting at the first failure.',
		read: ({explanation}: ScanFactsInput): string | null => explanation?.nextCheck ?? null,
	},
	rootCategory: {
		values: CAUSE_CATEGORIES as readonly CauseCategory[],
		read: ({rootCause, failures}: ScanFactsInput): CauseCategory | null =>
			rootCause === null ? null : (failures.find(({line}) => line === rootCause.line)?.category ?? null),
	},
	code: {
		values: 'code',
		meaning: 'every code that may explain why: failures, attempts, root cause, exit',
		read: ({scan, rootCause, failures, attempts}: ScanFactsInput): readonly string[] =>
			unique([...failures.map(({code}) => code), ...attempts.map(({code}) => code), rootCause?.code ?? null, scan.exitCode]),
	},
	category: {
		values: CAUSE_CATEGORIES as readonly CauseCategory[],
		meaning: 'categories of the failures',
		read: ({failures}: ScanFactsInput): readonly CauseCategory[] => unique(failures.map(({category}) => category)),
	},
	message: {
		values: 'text',
		meaning: 'messages of the failures',
		read: ({failures}: ScanFactsInput): readonly string[] => failures.map(({message}) => message),
	},
	httpStatus: {
		values: 'number',
		meaning: 'HTTP status of the root cause or of the exit code',
		read: ({scan, rootCause}: ScanFactsInput): number | null => httpStatusOf(rootCause?.code ?? null) ?? httpStatusOf(scan.exitCode),
	},
	caller: {
		values: 'text',
		meaning: 'the program that started the scan',
		missing: 'caller not logged',
		read: ({scan}: ScanFactsInput): string => scan.caller,
	},
	service: {
		values: SERVICE_NAMES as readonly ServiceName[],
		read: ({scan}: ScanFactsInput): ServiceName | null => scan.service.name,
	},
	server: {
		values: 'text',
		meaning: 'scheme, host, and port of the server that the scan failed at, or else of the one it asked',
		missing: 'the server',
		read: ({scan}: ScanFactsInput): string | null => {
			const endpoint = failedServer(scan);
			return endpoint === null ? null : originText(endpoint);
		},
	},
	scheme: {values: SCHEMES as readonly Scheme[], read: ({scan}: ScanFactsInput): Scheme | null => scan.server?.scheme ?? null},
	host: {
		values: 'text',
		meaning: 'host of the server',
		missing: 'the server',
		read: ({scan}: ScanFactsInput): string | null => failedServer(scan)?.host ?? null,
	},
	port: {
		values: 'number',
		meaning: 'port of the server; if the URL names none, that of the scheme',
		read: ({scan}: ScanFactsInput): number | null => {
			const endpoint = failedServer(scan);
			return endpoint === null ? null : portOf(endpoint);
		},
	},
	target: {
		values: 'text',
		meaning: 'host and port of the server, if they may be part of a command',
		read: ({scan}: ScanFactsInput): string | null => targetOf(failedServer(scan)),
	},
	contentHost: {
		values: 'text',
		meaning: 'host of a file of the scan that could not be downloaded, other than the server',
		missing: 'a content host',
		read: ({scan}: ScanFactsInput): string | null => failedContentServer(scan)?.host ?? null,
	},
	failedContentHost: {
		values: 'text',
		meaning: 'the same, or else the host of a failed download outside of scans',
		missing: 'a content host',
		read: ({scan, file}: ScanFactsInput): string | null => failedContentServer(scan)?.host ?? textOf(file('log.contentHost')),
	},
	contentTarget: {
		values: 'text',
		meaning: 'host and port of failedContentHost, if they may be part of a command',
		read: ({scan, file}: ScanFactsInput): string | null => {
			const endpoint = failedContentServer(scan);
			return endpoint === null ? textOf(file('log.contentTarget')) : targetOf(endpoint);
		},
	},
	databaseProblem: {
		values: DATABASE_PROBLEMS as readonly DatabaseProblem[],
		meaning: 'what the root cause or the exit code says of the update database',
		read: ({scan, rootCause}: ScanFactsInput): DatabaseProblem | null =>
			scan.outcome === 'failed' ? firstOf([rootCause?.code ?? null, scan.exitCode], databaseProblem) : null,
	},
	databaseError: {
		values: 'number',
		meaning: 'number of the update database error, such as -1808',
		missing: 'none',
		read: ({scan, rootCause}: ScanFactsInput): number | null => firstOf([rootCause?.code ?? null, scan.exitCode], databaseError),
	},
	selfUpdateWorked: {
		values: 'yes-no',
		meaning: 'the check for a newer client worked, so the server answered',
		read: ({scan, attempts}: ScanFactsInput): boolean =>
			scan.timeline.some(({detail}) => detail.type === 'call' && detail.call === SELF_UPDATE_CHECK && detail.state === 'stopped') ||
			attempts.some(({outcome, url}) => outcome === 'succeeded' && url !== null && SELF_UPDATE.test(url)),
	},
	doubleSlash: {
		values: 'yes-no',
		meaning: 'a URL of the scan has two slashes after the server, so the WSUS URL of the policy ends in one',
		read: ({scan, attempts, failures}: ScanFactsInput): boolean =>
			[scan.server?.url, ...attempts.map(({url}) => url), ...failures.map(({message}) => message)].some(
				(text) => typeof text === 'string' && DOUBLE_SLASH.test(text),
			),
	},
	hoursOpen: {
		values: 'number',
		meaning: 'hours that the log goes on after the start of a scan that has no end in it',
		read: ({scan, file}: ScanFactsInput): number | null =>
			scan.end === null ? hoursBetween(scan.start?.time ?? null, textOf(file('log.lastTime'))) : null,
	},
	online: {values: 'yes-no', meaning: 'the scan can use the network', read: ({scan}: ScanFactsInput): boolean | null => scan.online},
	interactive: {values: 'yes-no', meaning: 'Interactive = Yes', read: ({scan}: ScanFactsInput): boolean | null => scan.interactive},
	proxyOutcome: {
		values: PROXY_OUTCOMES as readonly ProxyOutcome[],
		read: ({scan}: ScanFactsInput): ProxyOutcome => scan.proxy.outcome,
	},
	via: {
		values: PROXY_VIAS as readonly ProxyVia[],
		meaning: 'kinds of proxy tried',
		read: ({attempts}: ScanFactsInput): readonly ProxyVia[] => unique(attempts.map(({via}) => via)),
	},
	failedVia: {
		values: PROXY_VIAS as readonly ProxyVia[],
		meaning: 'kinds of proxy that failed',
		read: ({attempts}: ScanFactsInput): readonly ProxyVia[] => viasOf(attempts, 'failed'),
	},
	workedVia: {
		values: PROXY_VIAS as readonly ProxyVia[],
		meaning: 'kinds of proxy that worked',
		read: ({attempts}: ScanFactsInput): readonly ProxyVia[] => viasOf(attempts, 'succeeded'),
	},
	firstVia: {
		values: PROXY_VIAS as readonly ProxyVia[],
		meaning: 'the kind of proxy tried first',
		read: ({attempts}: ScanFactsInput): ProxyVia | null => attempts[0]?.via ?? null,
	},
	proxyName: {
		values: 'text',
		meaning: 'proxy names, in legacy logs',
		missing: 'name not logged',
		read: ({attempts}: ScanFactsInput): readonly string[] => unique(attempts.map(({proxy}) => proxy)),
	},
	behavior: {
		values: PROXY_BEHAVIORS as readonly ProxyBehavior[],
		read: ({scan}: ScanFactsInput): readonly ProxyBehavior[] => unique(scan.proxy.behaviors.map(({meaning}) => meaning)),
	},
	storeEmpty: {
		values: 'yes-no',
		meaning: 'the certificate store is empty',
		read: ({scan}: ScanFactsInput): boolean | null => scan.certificate.storeEmpty,
	},
	pinningMandatory: {
		values: 'yes-no',
		meaning: 'the certificate must be in the store',
		read: ({scan}: ScanFactsInput): boolean | null => scan.certificate.pinningMandatory,
	},
	inWsusStore: {
		values: STORE_ANSWERS as readonly StoreAnswer[],
		read: ({scan}: ScanFactsInput): StoreAnswer | null => scan.certificate.inWsusStore,
	},
	hasStart: {values: 'yes-no', meaning: 'the log contains its start', read: ({scan}: ScanFactsInput): boolean => scan.start !== null},
	hasEnd: {values: 'yes-no', meaning: 'the log contains its end', read: ({scan}: ScanFactsInput): boolean => scan.end !== null},
	failsWithoutEnd: {
		values: 'yes-no',
		meaning: 'something failed, and the log does not contain its result',
		read: ({scan}: ScanFactsInput): boolean => openCodesOf(scan).length > 0,
	},
	openCodes: {
		values: 'text',
		meaning: 'codes of what failed, where the log does not contain its result',
		read: ({scan}: ScanFactsInput): readonly string[] => openCodesOf(scan),
	},
	openCode: {
		values: 'code',
		meaning: 'the one of them that the scan was failing with',
		read: ({scan}: ScanFactsInput): string | null => openCauseOf(scan)?.code ?? null,
	},
	openMeaning: {
		values: 'text',
		meaning: 'what it means',
		missing: '',
		read: ({scan}: ScanFactsInput): string | null => explanationOfCode(openCauseOf(scan)?.code ?? null)?.meaning ?? null,
	},
	trouble: {
		values: TROUBLE_STATES as readonly TroubleState[],
		meaning: 'whether the failure lasts, comes again and again, or is over because every later scan of the same kind worked',
		read: ({trouble}: ScanFactsInput): TroubleState | null => trouble?.state ?? null,
	},
	outageCodes: {
		values: 'number',
		meaning: 'how many codes one outage of the network had',
		read: ({trouble}: ScanFactsInput): number | null => (trouble?.state === 'over' ? trouble.codes.length : null),
	},
	offline: {
		values: 'yes-no',
		meaning: 'the PC itself said that it had no network',
		read: ({offline}: ScanFactsInput): boolean => offline !== null,
	},
	retries: {values: 'number', meaning: 'attempts after a failed one', read: ({scan}: ScanFactsInput): number => scan.retries},
	updatesFound: {values: 'number', meaning: 'updates offered', read: ({scan}: ScanFactsInput): number | null => scan.updatesFound},
	deviation: {
		values: EXPECTATION_SUBJECTS as readonly ExpectationSubject[],
		meaning: 'order, fallback, or pinning was not as expected',
		read: ({scan}: ScanFactsInput): readonly ExpectationSubject[] => unique(scan.deviations.map(({about}) => about)),
	},
	deviationText: {
		values: 'text',
		meaning: 'what was not as expected, in sentences',
		read: ({scan}: ScanFactsInput): readonly string[] => unique(scan.deviations.map(({text}) => text)),
	},
} as const;

function explanationOfCode(code: string | null): CodeExplanation | null {
	const parsed = code === null ? null : parseCode(code);
	return parsed === null ? null : explanationOf(parsed.code);
}

/** A failure outside scans, and values that several of its facts are read from. */
interface OutsideFactsInput {
	readonly failure: OutsideFailure;
	readonly wsusServer: string | null;
	readonly explanation: CodeExplanation | null;
	readonly offline: NetworkState | null;
}

/** Facts of a failure outside scans. Those that a failed scan has too have the same names, so that one rule explains both. */
const OUTSIDE_FACTS = {
	'outside.kind': {
		values: OUTSIDE_FAILURE_KINDS as readonly OutsideFailureKind[],
		meaning: 'what failed outside scans; missing for scans',
		read: ({failure}: OutsideFactsInput): OutsideFailureKind => failure.kind,
	},
	'outside.what': {
		values: 'text',
		meaning: 'what failed outside scans, in words',
		read: ({failure}: OutsideFactsInput): string => KIND_SUBJECTS[failure.kind],
	},
	'outside.count': {
		values: 'number',
		meaning: 'lines about the failure outside scans',
		read: ({failure}: OutsideFactsInput): number => failure.count,
	},
	'outside.over': {
		values: 'yes-no',
		meaning: 'the same worked later, outside scans or within one',
		read: ({failure}: OutsideFactsInput): boolean => failure.recovered !== null,
	},
} as const;

/** The same names as facts of scans. */
const OUTSIDE_AS_SCAN: Readonly<Partial<Record<keyof typeof SCAN_FACTS, (input: OutsideFactsInput) => FactValue | readonly FactValue[]>>> =
	{
		outcome: () => 'failed',
		rootCause: ({failure}) => failure.code,
		rootCauseName: ({failure}) => failure.name,
		rootCauseMeaning: ({failure, explanation}) => explanation?.meaning ?? unexplained(failure.code),
		rootCauseCheck: ({explanation}) => explanation?.nextCheck ?? null,
		code: ({failure}) => failure.code,
		message: ({failure}) => failure.message,
		httpStatus: ({failure}) => httpStatusOf(failure.code),
		service: ({failure, wsusServer}) => serviceOfHost(failure.server, wsusServer),
		server: ({failure: {server}}) => (server === null ? null : originText(server)),
		scheme: ({failure}) => failure.server?.scheme ?? null,
		host: ({failure}) => failure.server?.host ?? null,
		port: ({failure: {server}}) => (server === null ? null : portOf(server)),
		target: ({failure}) => targetOf(failure.server),
		contentHost: ({failure}) => contentServerOf(failure)?.host ?? null,
		failedContentHost: ({failure}) => contentServerOf(failure)?.host ?? null,
		contentTarget: ({failure}) => targetOf(contentServerOf(failure)),
		databaseProblem: ({failure}) => firstOf([failure.code], databaseProblem),
		databaseError: ({failure}) => firstOf([failure.code], databaseError),
		via: ({failure}) => failure.proxySteps,
		failedVia: ({failure}) => failure.proxySteps,
		firstVia: ({failure}) => failure.proxySteps[0] ?? null,
		proxyOutcome: ({failure}) => (failure.proxySteps.length === 0 ? null : 'failed'),
		online: () => true,
		trouble: ({failure}) => (failure.recovered === null ? 'lasting' : 'over'),
		offline: ({offline}) => offline !== null,
	};

function contentServerOf({kind, server}: OutsideFailure): Endpoint | null {
	return kind === 'download' ? server : null;
}

const MICROSOFT_HOST = /(?:^|\.)(?:microsoft|windowsupdate|windows)\.com$/;

/** Whose server it is, as far as rules ask; only WSUS and Microsoft are told apart. */
function serviceOfHost(server: Endpoint | null, wsusServer: string | null): ServiceName | null {
	if (server === null) return null;
	if (wsusServer !== null && isSameServer(originText(server), wsusServer)) return 'WSUS';
	return MICROSOFT_HOST.test(server.host) ? 'Windows Update' : null;
}

function viasOf(attempts: readonly ProxyAttempt[], outcome: ProxyAttempt['outcome']): readonly ProxyVia[] {
	return unique(attempts.filter((attempt) => attempt.outcome === outcome).map(({via}) => via));
}

/** The web services and files of a WSUS server, which the client appends to the URL of the policy. */
const DOUBLE_SLASH = /https?:\/\/[^/\s<>"]{1,255}\/\/(?:selfupdate|ClientWebService|SimpleAuthWebService|ReportingWebService|Content)\b/i;
/** What the timeline calls it; see the messages of scans. */
const SELF_UPDATE_CHECK = 'SelfUpdate check';
const SELF_UPDATE = /\/selfupdate\//i;
const HOUR = 3_600_000;

/** Rounded down; `null` if a time is missing or the clock went back. */
function hoursBetween(from: string | null, to: string | null): number | null {
	if (from === null || to === null) return null;
	const hours = Math.floor((Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / HOUR);
	return hours >= 0 ? hours : null;
}

function firstOf<Value>(codes: readonly (string | null)[], read: (code: number) => Value | null): Value | null {
	for (const text of codes) {
		const code = text === null ? null : parseCode(text);
		const value = code === null ? null : read(code.code);
		if (value !== null) return value;
	}
	return null;
}

/** What the number of a code without an explanation shows. */
function unexplained(text: string | null): string | null {
	const code = text === null ? null : parseCode(text);
	if (code === null) return null;
	const words = facilityWords(code.code);
	return `There is no explanation for this code.${words === null ? '' : ` It is a code of ${words}.`} ${readingOf(code.code)}`;
}

function textOf(value: FactValue | readonly FactValue[]): string | null {
	return typeof value === 'string' ? value : null;
}

function unique<Value>(values: readonly (Value | null)[]): readonly Value[] {
	return [...new Set(values.filter((value) => value !== null))];
}

type Table = typeof FILE_FACTS & typeof SCAN_FACTS & typeof OUTSIDE_FACTS;
export type FactName = keyof Table;

type ValueOf<Values> = Values extends readonly (infer Value)[]
	? Value
	: Values extends 'number'
		? number
		: Values extends 'yes-no'
			? boolean
			: string;
/** The values that a condition can compare a fact with. */
export type FactValueOf<Name extends FactName> = ValueOf<Table[Name]['values']>;

/** A fact without its source, for writing and checking rules. */
export interface Fact {
	readonly name: FactName;
	readonly of: 'file' | 'scan' | 'outside';
	readonly values: FactValues;
	readonly meaning: string;
	readonly missing: string;
}

/** Rows as a list. The compiler rejects a table in which a row reads something that is not one of its values. */
function listed<Rows extends Readonly<Record<string, FactRow<never>>>>(
	of: Fact['of'],
	rows: Rows & {readonly [Name in keyof Rows]: {read(input: never): Reading<ValueOf<Rows[Name]['values']>>}},
): readonly Fact[] {
	return (Object.entries(rows) as readonly (readonly [FactName, FactRow<never>])[]).map(([name, {values, meaning, missing}]) => ({
		name,
		of,
		values,
		meaning: meaning ?? (typeof values === 'string' ? values : alternatives(values)),
		missing: missing ?? 'unknown',
	}));
}

type Reading<Value> = Value | null | readonly Value[];

/** `http or https` */
function alternatives(values: readonly (string | number)[]): string {
	return values.join(', ').replace(/, ([^,]*)$/, ' or $1');
}

/** The facts that rules can test. */
export const FACTS: readonly Fact[] = [...listed('file', FILE_FACTS), ...listed('scan', SCAN_FACTS), ...listed('outside', OUTSIDE_FACTS)];

const facts: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** `null` if there is no such fact. */
export function factNamed(name: string): Fact | null {
	return facts.get(name) ?? null;
}

/** Returns a fact by name: several values if a scan has several, such as all error codes; `null` if it is unknown. */
export type Facts = (name: string) => FactValue | readonly FactValue[];

const FILE_ROWS: ReadonlyMap<string, FactRow<FileFactsInput>> = new Map(Object.entries(FILE_FACTS));
const SCAN_ROWS: ReadonlyMap<string, FactRow<ScanFactsInput>> = new Map(Object.entries(SCAN_FACTS));

const OUTSIDE_ROWS: ReadonlyMap<string, Pick<FactRow<OutsideFactsInput>, 'read'>> = new Map([
	...Object.entries<Pick<FactRow<OutsideFactsInput>, 'read'>>(OUTSIDE_FACTS),
	...Object.entries(OUTSIDE_AS_SCAN).map(([name, read]) => [name, {read}] as const),
]);

/** Facts of a file; for a skipped one, `reason` says why. */
export function factsOfFile(file: FileFactsInput, reason: string | null = null): Facts {
	return factsFrom(FILE_ROWS, file, (name) => (name === 'reason' ? reason : null));
}

/** Facts of a scan, combined with those of its file. */
export function factsOfScan(scan: Scan, file: Facts, context: ScanContext = NO_CONTEXT): Facts {
	return factsFrom(SCAN_ROWS, scanFactsInput(scan, file, context), file);
}

/** Facts of a failure outside scans, combined with those of its file; it looks like a failed scan to rules that do not ask. */
export function factsOfFailure(failure: OutsideFailure, file: Facts, offline: NetworkState | null = null): Facts {
	const server = file('wsus.server');
	const explanation = explanationOfCode(failure.code);
	return factsFrom(OUTSIDE_ROWS, {failure, wsusServer: typeof server === 'string' ? server : null, explanation, offline}, file);
}

/** A log can have a hundred thousand scans, so facts are read only when a rule asks for them, and only once. */
function factsFrom<Input>(rows: ReadonlyMap<string, Pick<FactRow<Input>, 'read'>>, input: Input, others: Facts): Facts {
	const known = new Map<string, FactValue | readonly FactValue[]>();
	return (name) => {
		let value = known.get(name);
		if (value === undefined) {
			const row = rows.get(name);
			value = row === undefined ? others(name) : row.read(input);
			known.set(name, value);
		}
		return value;
	};
}
