/** Facts of a scan: one row each. */
import {DATABASE_PROBLEMS, type DatabaseProblem, databaseError, databaseProblem} from '../../codes/database-errors.js';
import {type CodeExplanation, explanationOfText} from '../../codes/explanations.js';
import {waysOfNotReaching} from '../../codes/unreached.js';
import {openCodesOf} from '../../scans/open-scans.js';
import {httpStatusOf, TROUBLE_STATES, type Trouble, type TroubleState} from '../../scans/troubles.js';
import type {Failure, NetworkState, ProxyAttempt, Scan} from '../../types.js';
import {
	CAUSE_CATEGORIES,
	type CauseCategory,
	EXPECTATION_SUBJECTS,
	type ExpectationSubject,
	isCauseCategory,
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
} from '../../vocabulary.js';
import {originText} from '../../wording/labels.js';
import {portOf} from '../command-target.js';
import {failedContentServer, failedServer, targetOf} from '../failed-call.js';
import {troublePeriod} from '../trouble-words.js';
import {firstOf, reasonOf, unexplained} from './code-facts.js';
import type {Facts, FactValue} from './fact-row.js';

/** What the whole log says about one scan. */
export interface ScanContext {
	/** What became of its failure; `null` where it did not fail, or the log does not tell. */
	readonly trouble: Trouble | null;
	/** The PC said that it had no network while the scan failed. */
	readonly offline: NetworkState | null;
	/** What failed until the log ends, where the result is not in it and the scan is judged by this; else `null`. */
	readonly soFar: Scan['rootCause'];
	/** A finding tells what failed until the log ends. */
	readonly isExplained: boolean;
}

export const NO_CONTEXT: ScanContext = {trouble: null, offline: null, soFar: null, isExplained: false};

/** A scan, and values that several of its facts are read from. */
export interface ScanFactsInput extends ScanContext {
	readonly scan: Scan;
	readonly outcome: ScanOutcome;
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

export function scanFactsInput(scan: Scan, file: Facts, context: ScanContext): ScanFactsInput {
	const rootCause = context.soFar ?? scan.rootCause;
	return {
		...context,
		scan,
		outcome: context.soFar === null ? scan.outcome : 'failed',
		rootCause,
		explanation: explanationOfText(rootCause?.code ?? null),
		failures: scan.failures.filter((failure): failure is CauseFailure => isCauseCategory(failure.category)),
		attempts: scan.proxy.attempts,
		file,
	};
}

// Types are spelled out in the rows below because declarations are generated from each file alone (isolatedDeclarations).

/** Facts of a scan. Offline scans have no attempts, and therefore no proxy facts. */
export const SCAN_FACTS = {
	outcome: {values: SCAN_OUTCOMES as readonly ScanOutcome[], read: ({outcome}: ScanFactsInput): ScanOutcome => outcome},
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
	rootCauseReason: {
		values: 'text',
		meaning: 'the same as a part of a sentence',
		read: ({explanation}: ScanFactsInput): string | null => reasonOf(explanation),
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
		read: ({scan, rootCause}: ScanFactsInput): string | null => {
			const endpoint = failedServer(scan, rootCause);
			return endpoint === null ? null : originText(endpoint);
		},
	},
	scheme: {values: SCHEMES as readonly Scheme[], read: ({scan}: ScanFactsInput): Scheme | null => scan.server?.scheme ?? null},
	host: {
		values: 'text',
		meaning: 'host of the server',
		missing: 'the server',
		read: ({scan, rootCause}: ScanFactsInput): string | null => failedServer(scan, rootCause)?.host ?? null,
	},
	port: {
		values: 'number',
		meaning: 'port of the server; if the URL names none, that of the scheme',
		read: ({scan, rootCause}: ScanFactsInput): number | null => {
			const endpoint = failedServer(scan, rootCause);
			return endpoint === null ? null : portOf(endpoint);
		},
	},
	target: {
		values: 'text',
		meaning: 'host and port of the server, if they may be part of a command',
		read: ({scan, rootCause}: ScanFactsInput): string | null => targetOf(failedServer(scan, rootCause)),
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
		read: ({scan, outcome, rootCause}: ScanFactsInput): DatabaseProblem | null =>
			outcome === 'failed' ? firstOf([rootCause?.code ?? null, scan.exitCode], databaseProblem) : null,
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
		meaning: 'something failed that no rule explains, and the log does not contain the result',
		read: ({scan, isExplained}: ScanFactsInput): boolean => !isExplained && openCodesOf(scan).length > 0,
	},
	soFar: {
		values: 'yes-no',
		meaning: 'the result is not in the log, so the scan is judged by what failed until the log ends',
		read: ({soFar}: ScanFactsInput): boolean => soFar !== null,
	},
	openMeanings: {
		values: 'text',
		meaning: 'what these codes mean, in sentences',
		missing: '',
		read: ({scan}: ScanFactsInput): readonly string[] => unique(openCodesOf(scan).map((code) => explanationOfText(code)?.meaning ?? null)),
	},
	openCodes: {
		values: 'text',
		meaning: 'codes of what failed, where the log does not contain its result',
		read: ({scan}: ScanFactsInput): readonly string[] => openCodesOf(scan),
	},
	trouble: {
		values: TROUBLE_STATES as readonly TroubleState[],
		meaning: 'whether the failure lasts, comes again and again, or is over because every later scan of the same kind worked',
		read: ({trouble}: ScanFactsInput): TroubleState | null => trouble?.state ?? null,
	},
	outageCodes: {
		values: 'number',
		meaning: 'how many codes one outage of the network had',
		read: ({trouble}: ScanFactsInput): number | null => (trouble?.isNetwork === true ? trouble.codes.length : null),
	},
	outageWays: {
		values: 'number',
		meaning: 'in how many ways its calls failed: name not resolved, no answer in time, no connection',
		read: ({trouble}: ScanFactsInput): number | null => (trouble?.isNetwork === true ? waysOfNotReaching(trouble.codes) : null),
	},
	outagePeriod: {
		values: 'text',
		meaning: 'when scans failed in that outage, in words',
		missing: 'in this log',
		read: ({trouble}: ScanFactsInput): string | null => (trouble?.isNetwork === true ? troublePeriod([trouble]) : null),
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

export type ScanFactName = keyof typeof SCAN_FACTS;

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

function textOf(value: FactValue | readonly FactValue[]): string | null {
	return typeof value === 'string' ? value : null;
}

function unique<Value>(values: readonly (Value | null)[]): readonly Value[] {
	return [...new Set(values.filter((value) => value !== null))];
}
