/** The Report that every front end shows. Its JSON form is the contract `wulens-report/1`; vocabulary.ts has its lists of values. */
import type {
	AttemptOutcome,
	CertificateFact,
	ContextKind,
	DialectName,
	EncodingName,
	EndpointRole,
	ExpectationSubject,
	FailureCategory,
	Fallback,
	FileStatus,
	IssueKind,
	NeighborAction,
	NeighborKind,
	OutsideFailureKind,
	Pinning,
	PolicyValue,
	ProxyBehavior,
	ProxyKind,
	ProxyOutcome,
	ProxyVia,
	ScanOutcome,
	Scheme,
	ServiceName,
	Severity,
	StoreAnswer,
	TimelineKind,
	VerdictLevel,
} from './vocabulary.js';

export * from './vocabulary.js';

/** Version of the JSON contract. Raised when a field is renamed, dropped or given another meaning. */
export const REPORT_SCHEMA = 'wulens-report/1';

/** What one run of an analysis says about one or more files. */
export interface Report {
	readonly schema: typeof REPORT_SCHEMA;
	readonly tool: {readonly name: 'wulens'; readonly version: string};
	readonly files: readonly FileReport[];
	readonly totals: Totals;
}

/** What the analysis says about one input. */
export interface FileReport {
	readonly path: string;
	/** Entry inside an archive, `null` for a plain file. */
	readonly member: string | null;
	readonly status: FileStatus;
	/** For people; `null` when analyzed. */
	readonly reason: string | null;
	readonly bytes: number;
	readonly log: LogFacts | null;
	readonly wsus: WsusFacts | null;
	/** What files beside the log say about the device; `null` where there were none. */
	readonly context: DeviceSettings | null;
	/** The answer in one sentence, and how bad it is. */
	readonly verdict: Verdict;
	/** What period and what facts the log covers, and what it cannot show; full sentences. */
	readonly coverage: readonly string[];
	readonly scans: readonly Scan[];
	/** Failures that belong to no scan of the file, by their first line. */
	readonly outsideFailures: readonly OutsideFailure[];
	/** What the PC said about its own network, each change once. */
	readonly network: readonly NetworkState[];
	readonly findings: readonly Finding[];
	readonly issues: readonly Issue[];
	/** The files of a set of traces, in the order they were read; empty where the report is about one file. */
	readonly traces: readonly TraceOfSet[];
	/** What another log, such as WUAHandler.log, tells; `null` where the file is none or was analyzed. */
	readonly neighbor: NeighborLog | null;
}

/** A log beside the WindowsUpdate.log that tells of failures, but not why. */
export interface NeighborLog {
	readonly kind: NeighborKind;
	/** A noun phrase. */
	readonly what: string;
	/** The computer whose events these are; `null` where they name none, or several. */
	readonly machineName: string | null;
	/** The last ones, in the order of the file. */
	readonly failures: readonly NeighborFailure[];
	/** All of them. */
	readonly failureCount: number;
	/** The last scan that succeeded. */
	readonly lastSuccess: Moment | null;
}

export interface NeighborFailure {
	readonly action: NeighborAction;
	readonly code: string | null;
	readonly name: string | null;
	readonly line: number;
	/** `null` where the entry has none, or one whose order of day and month is not certain. */
	readonly time: string | null;
}

/** A failure that belongs to no scan, counted over the whole file. */
export interface OutsideFailure {
	readonly kind: OutsideFailureKind;
	readonly code: string;
	readonly name: string | null;
	/** Where the line or its thread names a URL. */
	readonly server: Endpoint | null;
	/** Kinds of proxy that were tried for it, in order. */
	readonly proxySteps: readonly ProxyVia[];
	/** Text of the first line. */
	readonly message: string;
	/** Lines of the same kind, code and server. */
	readonly count: number;
	readonly first: Moment;
	readonly last: Moment;
	readonly threads: readonly {readonly pid: number; readonly tid: number}[];
	/** The first success of the same kind and server after the last failure; a scan that worked through the same server is one. */
	readonly recovered: Moment | null;
	/** Known to be harmless: counted, and never a finding. */
	readonly noise: boolean;
}

/** A line in which the PC says whether its own network is there. */
export interface NetworkState {
	readonly line: number;
	readonly time: string | null;
	readonly connected: boolean;
	/** The line's own words. */
	readonly text: string;
}

/** What became of one of several traces that are read as one log. */
export interface TraceOfSet {
	/** Its name, without the folder of the set. */
	readonly file: string;
	/** analyzed: lines of the log are from it. */
	readonly status: FileStatus;
	/** For people; `null` when analyzed. */
	readonly reason: string | null;
	readonly bytes: number;
	readonly lines: number;
}

/** The answer in one sentence, and how bad it is. */
export interface Verdict {
	readonly level: VerdictLevel;
	readonly text: string;
}

/** Settings of the device from files that somebody collected beside the log. `null`: not said. */
export interface DeviceSettings {
	readonly files: readonly {readonly path: string; readonly kind: ContextKind}[];
	/** Policy SetProxyBehaviorForUpdateDetection. */
	readonly proxyPolicy: PolicyValue | null;
	/** Policy DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection. */
	readonly pinningPolicy: PolicyValue | null;
	/** Policy WUServer. */
	readonly wsusServer: string | null;
	/** Policy AU\UseWUServer. */
	readonly useWsusServer: boolean | null;
	/** Proxy of WinHTTP. */
	readonly systemProxy: {readonly direct: boolean; readonly proxy: string | null; readonly bypass: string | null} | null;
	/** Proxy of the user, in Internet Settings of HKEY_CURRENT_USER: ProxyEnable, ProxyServer, ProxyOverride, AutoConfigURL. */
	readonly userProxy: {
		readonly enabled: boolean | null;
		readonly proxy: string | null;
		readonly bypass: string | null;
		readonly autoConfigUrl: string | null;
	} | null;
	/** Contents of the WindowsServerUpdateServices store. */
	readonly certificateStore: readonly StoredCertificate[] | null;
	/** Policies that decide whether updates come from WSUS or from Windows Update. */
	readonly sourcePolicies: readonly SourcePolicy[] | null;
}

/** A policy as set; see device-settings/source-policies.ts. */
export interface SourcePolicy {
	/** Name of the registry value. */
	readonly name: string;
	/** A number, in decimal, or a text such as a Windows version. */
	readonly value: string;
}

export interface StoredCertificate {
	readonly subject: string | null;
	readonly issuer: string | null;
	/** Hexadecimal digits in lower case, as certutil prints it. */
	readonly thumbprint: string | null;
	readonly notAfter: string | null;
}

/** Facts about the file as a log. */
export interface LogFacts {
	readonly dialect: DialectName;
	readonly encoding: EncodingName;
	readonly lines: number;
	/** Lines that begin with a time stamp (or, in the raw dialect, with PID and TID). */
	readonly records: number;
	/** Lines that belong to the record before them. */
	readonly continuationLines: number;
	/** Lines before the first record, and those later that go on nowhere. `lines` is the sum of the three. */
	readonly unparsedLines: number;
	readonly firstTime: string | null;
	readonly lastTime: string | null;
	/** '+05:30'; only legacy logs and traces state it. The last one stated wins. */
	readonly utcOffset: string | null;
	/** Name of the PC, where a line tells it; the last one. */
	readonly machineName: string | null;
	/** As printed, in order of first appearance: '10.0.19041.1682', '1215.2401.19022.0', '7.6.7600.256'. */
	readonly clientVersions: readonly string[];
	/** Windows builds from the paths of service discovery, '10.0.22631.3235'; where a trace has none, that of its header, '10.0.22631'. */
	readonly windowsBuilds: readonly string[];
	/** A text was seen that only verbose logging (level 5) prints. */
	readonly verbose: boolean;
}

/** What the settings block and the endpoint lines say about WSUS; the last value wins. */
export interface WsusFacts {
	readonly server: string | null;
	readonly statusServer: string | null;
	readonly alternateDownloadServer: string | null;
	readonly targetGroup: string | null;
	readonly scheme: Scheme | null;
	readonly certificateStoreEmpty: boolean | null;
	readonly pinningMandatory: boolean | null;
	/** How often the whole file says something about certificates, within scans and outside. */
	readonly certificateLines: CertificateLineCounts;
	/** Each time the server became another one within the file. */
	readonly changes: readonly {readonly line: number; readonly time: string | null; readonly server: string | null}[];
}

export interface CertificateLineCounts {
	/** "WSUS certificate store is empty" */
	readonly storeEmpty: number;
	/** "WSUS TLS cert-pinning mandatory: …" */
	readonly pinningMandatory: number;
	/** "Cert in WSUS store: Yes" */
	readonly inWsusStoreYes: number;
	/** "Cert in WSUS store: No" */
	readonly inWsusStoreNo: number;
}

/** A scan before it has a number and is compared with what was expected. */
export type ScanFacts = Omit<Scan, 'id' | 'expected' | 'deviations'>;

/** One "Finding updates" run of the Windows Update agent. */
export interface Scan {
	/** 1-based, by the scan's first line in the file. */
	readonly id: number;
	readonly pid: number;
	readonly tid: number;
	/** The number the client gave the call; it restarts with each service process. Legacy logs have none. */
	readonly callId: number | null;
	readonly cv: string | null;
	/** The program that asked; '' where the log says nothing between the brackets. */
	readonly caller: string;
	readonly online: boolean | null;
	readonly interactive: boolean | null;
	/** `id`: GUID in upper case without braces. */
	readonly service: {readonly id: string | null; readonly name: ServiceName | null};
	/** The endpoint this scan asked for updates. `port` only where the URL names one. */
	readonly server: Endpoint | null;
	/** `null`: the file begins inside the scan. */
	readonly start: Moment | null;
	/** `null`: the file ends inside the scan, or its end was never written. */
	readonly end: Moment | null;
	/** Wall-clock milliseconds from start to end; `null` where either is missing or the clock went back. */
	readonly durationMs: number | null;
	readonly outcome: ScanOutcome;
	readonly exitCode: string | null;
	readonly exitName: string | null;
	/** The earliest failure that led to the exit; failed scans only. */
	readonly rootCause: {readonly code: string; readonly name: string | null; readonly line: number} | null;
	readonly updatesFound: number | null;
	/** How often a call was tried again after a failed try. */
	readonly retries: number;
	readonly proxy: ScanProxy;
	readonly certificate: ScanCertificate;
	readonly failures: readonly Failure[];
	/** What Microsoft's rules let this scan do. */
	readonly expected: ExpectedBehavior;
	/** Where the log proves that the scan did something else. */
	readonly deviations: readonly Deviation[];
	/** What a timeline of the scan shows, in file order. */
	readonly timeline: readonly TimelineEntry[];
}

/** What a scan is expected to do by the rules of September 2020 and January 2021. */
export interface ExpectedBehavior {
	/** Orders in which proxies are tried, first to last; more than one where it cannot be told which holds. */
	readonly proxyOrders: readonly (readonly ProxyKind[])[];
	/** Whether the second kind of proxy may be tried after the first. */
	readonly fallback: Fallback;
	readonly pinning: Pinning;
	readonly reasons: readonly {readonly about: ExpectationSubject; readonly text: string; readonly source: string}[];
}

export interface Deviation {
	readonly about: ExpectationSubject;
	/** One sentence: what was expected and what the log shows. */
	readonly text: string;
	readonly lines: readonly number[];
}

export interface Endpoint {
	readonly url: string;
	readonly scheme: Scheme;
	/** Lower case. */
	readonly host: string;
	readonly port: number | null;
}

export interface Moment {
	readonly line: number;
	readonly time: string | null;
}

export interface ScanProxy {
	readonly behaviors: readonly {
		readonly line: number;
		readonly url: string | null;
		readonly raw: string;
		readonly meaning: ProxyBehavior | null;
	}[];
	readonly attempts: readonly ProxyAttempt[];
	readonly outcome: ProxyOutcome;
}

/** One try of a web call, or of a download that service discovery needs, within a scan. */
export interface ProxyAttempt {
	readonly line: number;
	readonly time: string | null;
	readonly via: ProxyVia;
	/** Only legacy logs name proxy and bypass list. */
	readonly proxy: string | null;
	readonly bypass: string | null;
	readonly url: string | null;
	readonly impersonation: boolean | null;
	readonly outcome: AttemptOutcome;
	readonly code: string | null;
}

export interface ScanCertificate {
	/** "Cert in WSUS store: Yes/No"; any No within the scan wins. */
	readonly inWsusStore: StoreAnswer | null;
	readonly storeEmpty: boolean | null;
	readonly pinningMandatory: boolean | null;
	readonly lines: readonly number[];
}

export interface Failure {
	readonly line: number;
	readonly time: string | null;
	readonly component: string;
	readonly code: string;
	readonly name: string | null;
	readonly message: string;
	readonly category: FailureCategory;
}

export interface TimelineEntry {
	readonly line: number;
	readonly time: string | null;
	readonly kind: TimelineKind;
	readonly severity: Severity;
	/** One sentence for people. Its wording may change; programs read `detail`. */
	readonly text: string;
	readonly detail: TimelineDetail;
}

/** What an entry says, without its place in the file. */
export type TimelineStatement = Omit<TimelineEntry, 'line' | 'time'>;

/** What a timeline entry says, as data: `type` names the member. Codes look like `0x80240438`. */
export type TimelineDetail =
	/** The scan begins. */
	| {readonly type: 'scan-started'; readonly caller: string}
	/** The scan ends. `code`: its exit code. */
	| {readonly type: 'scan-ended'; readonly outcome: ScanOutcome; readonly code: string | null}
	| {readonly type: 'scan-flags'; readonly online: boolean | null; readonly interactive: boolean | null}
	/** The service the scan asks. `id`: GUID in upper case without braces. */
	| {readonly type: 'service'; readonly id: string; readonly name: ServiceName | null}
	/** An address the client learned. */
	| {readonly type: 'endpoint'; readonly role: EndpointRole; readonly url: string}
	/** The address the scan asks for updates. */
	| {readonly type: 'server'; readonly service: ServiceName | null; readonly url: string}
	/** A web service call begins or ends. */
	| {readonly type: 'call'; readonly call: string; readonly state: 'started' | 'stopped'}
	/** Service discovery answered. `httpStatus`: `null` where no answer came. */
	| {readonly type: 'service-discovery'; readonly httpStatus: number | null; readonly code: string}
	| {readonly type: 'proxy-behavior'; readonly raw: string; readonly meaning: ProxyBehavior | null; readonly url: string}
	/** A call goes out. `automatic`: through whatever the automatic proxy settings say. */
	| {
			readonly type: 'proxy-attempt';
			readonly via: 'system' | 'user' | 'direct' | 'automatic';
			readonly impersonation: boolean | null;
	  }
	/** The list of proxies for a call. `proxy`: `null` for a direct connection. */
	| {readonly type: 'proxy-list'; readonly proxy: string | null; readonly bypass: string | null}
	/** A kind of proxy failed. `to`: the kind that comes next, `null` where none is allowed or left. */
	| {readonly type: 'proxy-switch'; readonly from: 'system' | 'user'; readonly to: 'system' | 'user' | null}
	/** Something is tried again. `code`: of the failure before it, `null` where the line states none. */
	| {readonly type: 'retry'; readonly code: string | null}
	| {readonly type: 'failure'; readonly code: string; readonly category: FailureCategory}
	/** An error in the words of the system, without a code. */
	| {readonly type: 'web-error'; readonly url: string | null}
	/** The client reports one code as another. */
	| {readonly type: 'error-mapped'; readonly code: string; readonly reportedAs: string}
	/** The client tries to repair what made a call fail. */
	| {readonly type: 'recovery'; readonly call: string; readonly code: string; readonly action: string}
	| {readonly type: 'certificate'; readonly fact: CertificateFact}
	| {readonly type: 'updates-found'; readonly count: number}
	/** The tries that failed, from the summary at the end of a scan. */
	| {readonly type: 'failed-tries'; readonly tries: readonly {readonly code: string; readonly via: 'system' | 'user'}[]}
	| {readonly type: 'exit-code'; readonly code: string}
	/** The PC has no network, or has one again. */
	| {readonly type: 'network'; readonly connected: boolean}
	/** A remark; all that it says is in `text`. */
	| {readonly type: 'note'};

export interface Finding {
	readonly rule: string;
	readonly severity: Severity;
	readonly title: string;
	readonly explanation: string;
	/** `steps` as sentences, checks first. */
	readonly nextSteps: readonly string[];
	readonly steps: readonly Step[];
	readonly references: readonly string[];
	/** `Scan.id`; empty for findings about the whole file. */
	readonly scans: readonly number[];
	/** Indexes into `FileReport.outsideFailures`; empty for findings about scans. */
	readonly failures: readonly number[];
	/** Never empty; control sequences removed. */
	readonly evidence: readonly {readonly line: number; readonly text: string}[];
}

/** One thing to do. */
export interface Step {
	readonly text: string;
	/** To be typed by a person, never run by the program. */
	readonly command: string | null;
	/** The step changes a machine, a policy or a server; others only look. */
	readonly changes: boolean;
}

/** Something that could not be read, and where. */
export interface Issue {
	readonly kind: IssueKind;
	/** First line concerned. */
	readonly line: number | null;
	readonly count: number;
	readonly message: string;
}

export interface Totals {
	readonly files: number;
	readonly analyzed: number;
	readonly skipped: number;
	readonly failed: number;
	readonly scans: number;
	readonly online: number;
	readonly succeeded: number;
	readonly failedScans: number;
	readonly cancelled: number;
	readonly unknown: number;
	/** Rule to the number of its findings. */
	readonly findings: Readonly<Record<string, number>>;
}
