/** The facts that rules test, one row each: possible values, meaning, and where it is read from. */
import {type CodeExplanation, explanationOf} from '../codes/explanations.js';
import {HTTP_STATUS_OF, parseCode} from '../codes/index.js';
import {UPDATES_LEVELS, type UpdatesLevel} from '../expected-behavior/updates-level.js';
import {lastingFailure, neighborCheck, neighborCodes} from '../neighbors/neighbor-text.js';
import {originText} from '../wording/labels.js';
import {isSameServer, parseEndpoint} from '../scans/services.js';
import type {DeviceSettings, Failure, FileReport, LogFacts, NeighborLog, ProxyAttempt, Scan, WsusFacts} from '../types.js';
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

/** A scan, and values that several of its facts are read from. */
interface ScanFactsInput {
	readonly scan: Scan;
	readonly rootCause: Scan['rootCause'];
	/** What is known about the root cause code. */
	readonly explanation: CodeExplanation | null;
	/** Failures that may explain why. */
	readonly failures: readonly CauseFailure[];
	/** Call attempts; offline scans have none. */
	readonly attempts: readonly ProxyAttempt[];
}

type CauseFailure = Failure & {readonly category: CauseCategory};

function scanFactsInput(scan: Scan): ScanFactsInput {
	const {rootCause} = scan;
	const code = rootCause === null ? null : parseCode(rootCause.code);
	return {
		scan,
		rootCause,
		explanation: code === null ? null : explanationOf(code.code),
		failures: scan.failures.filter((failure): failure is CauseFailure => isCauseCategory(failure.category)),
		attempts: scan.proxy.attempts,
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
		read: ({explanation}: ScanFactsInput): string | null => explanation?.meaning ?? null,
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
		read: ({scan, rootCause}: ScanFactsInput): number | null => statusOf(rootCause?.code ?? null) ?? statusOf(scan.exitCode),
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
		meaning: 'scheme, host, and port of the server',
		missing: 'the server',
		read: ({scan}: ScanFactsInput): string | null => serverOf(scan),
	},
	scheme: {values: SCHEMES as readonly Scheme[], read: ({scan}: ScanFactsInput): Scheme | null => scan.server?.scheme ?? null},
	host: {
		values: 'text',
		meaning: 'host of the server',
		missing: 'the server',
		read: ({scan}: ScanFactsInput): string | null => scan.server?.host ?? null,
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

/** What failed in a scan whose result is not in the log; companions and file signatures never decide a result. */
function openCodesOf({end, outcome, failures, proxy}: Scan): readonly string[] {
	if (end !== null || outcome !== 'unknown') return [];
	const failed = failures.filter(({category}) => isCauseCategory(category) && category !== 'other');
	const codes = [...failed.map(({code}) => code), ...proxy.attempts.map(({outcome, code}) => (outcome === 'failed' ? code : null))];
	return unique(codes);
}

function viasOf(attempts: readonly ProxyAttempt[], outcome: ProxyAttempt['outcome']): readonly ProxyVia[] {
	return unique(attempts.filter((attempt) => attempt.outcome === outcome).map(({via}) => via));
}

/** The server of the scan, or of the call that failed before the scan logged one. */
function serverOf(scan: Scan): string | null {
	if (scan.server !== null) return originText(scan.server);
	const url = scan.proxy.attempts.findLast((attempt) => attempt.url !== null)?.url ?? null;
	const endpoint = url === null ? null : parseEndpoint(url);
	return endpoint === null ? null : originText(endpoint);
}

function unique<Value>(values: readonly (Value | null)[]): readonly Value[] {
	return [...new Set(values.filter((value) => value !== null))];
}

function statusOf(code: string | null): number | null {
	const parsed = code === null ? null : parseCode(code);
	return parsed === null ? null : HTTP_STATUS_OF(parsed.code);
}

type Table = typeof FILE_FACTS & typeof SCAN_FACTS;
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
	readonly of: 'file' | 'scan';
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
export const FACTS: readonly Fact[] = [...listed('file', FILE_FACTS), ...listed('scan', SCAN_FACTS)];

const facts: ReadonlyMap<string, Fact> = new Map(FACTS.map((fact) => [fact.name, fact]));

/** `null` if there is no such fact. */
export function factNamed(name: string): Fact | null {
	return facts.get(name) ?? null;
}

/** Returns a fact by name: several values if a scan has several, such as all error codes; `null` if it is unknown. */
export type Facts = (name: string) => FactValue | readonly FactValue[];

const FILE_ROWS: ReadonlyMap<string, FactRow<FileFactsInput>> = new Map(Object.entries(FILE_FACTS));
const SCAN_ROWS: ReadonlyMap<string, FactRow<ScanFactsInput>> = new Map(Object.entries(SCAN_FACTS));

/** Facts of a file; for a skipped one, `reason` says why. */
export function factsOfFile(file: FileFactsInput, reason: string | null = null): Facts {
	return factsFrom(FILE_ROWS, file, (name) => (name === 'reason' ? reason : null));
}

/** Facts of a scan, combined with those of its file. */
export function factsOfScan(scan: Scan, file: Facts): Facts {
	return factsFrom(SCAN_ROWS, scanFactsInput(scan), file);
}

/** A log can have a hundred thousand scans, so facts are read only when a rule asks for them, and only once. */
function factsFrom<Input>(rows: ReadonlyMap<string, FactRow<Input>>, input: Input, others: Facts): Facts {
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
