/** The JSON Schema of the report, field by field beside the types of src/core/types.ts. */
import type * as T from '../core/types.js';
import {REPORT_SCHEMA} from '../core/types.js';
import {
	ATTEMPT_OUTCOMES,
	CERTIFICATE_FACTS,
	CONTEXT_KINDS,
	DIALECTS,
	ENCODINGS,
	ENDPOINT_ROLES,
	EXPECTATION_SUBJECTS,
	FAILURE_CATEGORIES,
	FALLBACKS,
	FILE_STATUSES,
	ISSUE_KINDS,
	NEIGHBOR_ACTIONS,
	NEIGHBOR_KINDS,
	OUTSIDE_FAILURE_KINDS,
	PINNINGS,
	POLICY_VALUES,
	PROXY_BEHAVIORS,
	PROXY_KINDS,
	PROXY_OUTCOMES,
	PROXY_VIAS,
	SCAN_OUTCOMES,
	SCHEMES,
	SERVICE_NAMES,
	STORE_ANSWERS,
	TIMELINE_KINDS,
	VERDICT_LEVELS,
} from '../core/vocabulary.js';
import {
	always,
	count,
	countsByName,
	described,
	document,
	either,
	flag,
	form,
	type JsonSchema,
	list,
	object,
	oneOf,
	orNull,
	rule,
	shared,
	text,
	words,
} from './builder.js';
import {Severity, stepOf} from './common-definitions.js';

const Line = shared<number>('Line')(described('Line number in the file as given, from 1.', count(1)));

const Time = shared<string>('Time')(
	described(
		'Wall-clock time as the log has it, with as many fraction digits as were printed, no zone letter.',
		form('^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?$'),
	),
);

const Code = shared<string>('Code')(described('HRESULT: 0x and 8 upper-case hexadecimal digits.', form('^0x[0-9A-F]{8}$')));

const Guid = shared<string>('Guid')(
	described('Upper case, without braces.', form('^[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}$')),
);

const Version = shared<string>('Version')(described("As printed: '10.0.19041.1682'.", form('^\\d{1,6}(\\.\\d{1,6}){1,4}$')));

const FileStatus = shared<T.FileStatus>('FileStatus')(
	described('analyzed: read to its end; skipped: not such a log, or empty; failed: could not be read to its end.', oneOf(FILE_STATUSES)),
);

const DialectName = shared<T.DialectName>('DialectName')(
	described(
		[
			'etw: the text Get-WindowsUpdateLog writes',
			'legacy: the file that Windows XP to 8.1 write themselves',
			'undecoded: Get-WindowsUpdateLog text made without symbols',
			'raw: hexadecimal PID and TID, no date',
			'trace: the traces (.etl) that Get-WindowsUpdateLog makes text of; lines are those of that text.',
		].join('; '),
		oneOf(DIALECTS),
	),
);

const EncodingName = shared<T.EncodingName>('EncodingName')(oneOf(ENCODINGS));
const Scheme = shared<T.Scheme>('Scheme')(oneOf(SCHEMES));
const ServiceName = shared<T.ServiceName>('ServiceName')(oneOf(SERVICE_NAMES));

const ScanOutcome = shared<T.ScanOutcome>('ScanOutcome')(
	described('Codes without the top bit are successes; unknown: no end in the file.', oneOf(SCAN_OUTCOMES)),
);

const ProxyBehavior = shared<T.ProxyBehavior>('ProxyBehavior')(
	described(
		"The log's own enumeration (1, 2, 3 and the names), which is not that of the policy value. 1 is inferred.",
		oneOf(PROXY_BEHAVIORS),
	),
);

const ProxyOutcome = shared<T.ProxyOutcome>('ProxyOutcome')(
	described(
		[
			'not-used: offline scan, or no web call was seen',
			'system, user: only that one was used and it worked',
			'user-fallback: system failed, user worked',
			'system-fallback: user failed, system worked',
			'failed: the last thing tried failed and the scan did not get through',
			'unknown: calls were made, but the log does not say through what.',
		].join('; '),
		oneOf(PROXY_OUTCOMES),
	),
);

const ProxyVia = shared<T.ProxyVia>('ProxyVia')(oneOf(PROXY_VIAS));

const FailureCategory = shared<T.FailureCategory>('FailureCategory')(
	described('What a failure is about. file-signature and companion never say why a scan failed.', oneOf(FAILURE_CATEGORIES)),
);

const TimelineKind = shared<T.TimelineKind>('TimelineKind')(oneOf(TIMELINE_KINDS));
const IssueKind = shared<T.IssueKind>('IssueKind')(oneOf(ISSUE_KINDS));
const ContextKind = shared<T.ContextKind>('ContextKind')(oneOf(CONTEXT_KINDS));
const ExpectationSubject = shared<T.ExpectationSubject>('ExpectationSubject')(oneOf(EXPECTATION_SUBJECTS));

const Verdict = shared<T.Verdict>('Verdict')(
	object('The answer in one sentence, and how bad it is.', {level: oneOf(VERDICT_LEVELS), text: words()}),
);

const Moment = shared<T.Moment>('Moment')(object('A line and its time.', {line: Line, time: orNull(Time)}));

const Endpoint = shared<T.Endpoint>('Endpoint')(
	object('The endpoint this scan asked for updates.', {
		url: text(),
		scheme: Scheme,
		host: described('Lower case.', form('^[^A-Z]+$')),
		port: described('Only where the URL names one.', orNull(count(0, 65_535))),
	}),
);

const ProxyAttempt = shared<T.ProxyAttempt>('ProxyAttempt')(
	object('One try of a web call, or of a download that service discovery needs, within a scan.', {
		line: Line,
		time: orNull(Time),
		via: ProxyVia,
		proxy: described('Only legacy logs name proxy and bypass list.', orNull(text())),
		bypass: orNull(text()),
		url: orNull(text()),
		impersonation: orNull(flag()),
		outcome: oneOf(ATTEMPT_OUTCOMES),
		code: orNull(Code),
	}),
);

const ScanProxy = shared<T.ScanProxy>('ScanProxy')(
	object('Proxies of one scan.', {
		behaviors: list(
			object('A line that sets the proxy behavior of an endpoint.', {
				line: Line,
				url: orNull(text()),
				raw: described('Number or name as printed.', text()),
				meaning: orNull(ProxyBehavior),
			}),
		),
		attempts: list(ProxyAttempt),
		outcome: ProxyOutcome,
	}),
);

const ScanCertificate = shared<T.ScanCertificate>('ScanCertificate')(
	object('What the lines of one scan say about certificates.', {
		inWsusStore: described('"Cert in WSUS store: Yes/No"; any No within the scan wins.', orNull(oneOf(STORE_ANSWERS))),
		storeEmpty: orNull(flag()),
		pinningMandatory: orNull(flag()),
		lines: list(Line),
	}),
);

const Failure = shared<T.Failure>('Failure')(
	object('A line that states a failure.', {
		line: Line,
		time: orNull(Time),
		component: text(),
		code: Code,
		name: orNull(text()),
		message: text(),
		category: FailureCategory,
	}),
);

const TimelineDetail = shared<T.TimelineDetail>('TimelineDetail')(
	either('What a timeline entry says, as data: type names the member.', [
		object('The scan begins.', {type: always('scan-started'), caller: text()}),
		object('The scan ends; code: its exit code.', {type: always('scan-ended'), outcome: ScanOutcome, code: orNull(Code)}),
		object('What kind of scan it is.', {type: always('scan-flags'), online: orNull(flag()), interactive: orNull(flag())}),
		object('The service the scan asks; id: GUID in upper case without braces.', {
			type: always('service'),
			id: text(),
			name: orNull(ServiceName),
		}),
		object('An address the client learned.', {type: always('endpoint'), role: oneOf(ENDPOINT_ROLES), url: text()}),
		object('The address the scan asks for updates.', {type: always('server'), service: orNull(ServiceName), url: text()}),
		object('A web service call begins or ends.', {type: always('call'), call: text(), state: oneOf(['started', 'stopped'])}),
		object('Service discovery answered; httpStatus: null where no answer came.', {
			type: always('service-discovery'),
			httpStatus: orNull(count(1)),
			code: Code,
		}),
		object('The proxy behavior was set.', {type: always('proxy-behavior'), raw: text(), meaning: orNull(ProxyBehavior), url: text()}),
		object('A call goes out; automatic: through whatever the automatic proxy settings say.', {
			type: always('proxy-attempt'),
			via: oneOf(['system', 'user', 'direct', 'automatic']),
			impersonation: orNull(flag()),
		}),
		object('The list of proxies for a call; proxy: null for a direct connection.', {
			type: always('proxy-list'),
			proxy: orNull(text()),
			bypass: orNull(text()),
		}),
		object('A kind of proxy failed; to: the kind that comes next, null where none is allowed or left.', {
			type: always('proxy-switch'),
			from: oneOf(PROXY_KINDS),
			to: orNull(oneOf(PROXY_KINDS)),
		}),
		object('Something is tried again; code: of the failure before it, null where the line states none.', {
			type: always('retry'),
			code: orNull(Code),
		}),
		object('A failure.', {type: always('failure'), code: Code, category: FailureCategory}),
		object('An error in the words of the system, without a code.', {type: always('web-error'), url: orNull(text())}),
		object('The client reports one code as another.', {type: always('error-mapped'), code: Code, reportedAs: Code}),
		object('The client tries to repair what made a call fail.', {type: always('recovery'), call: text(), code: Code, action: text()}),
		object('What the line says about the certificate of WSUS or its store; tls-check and tls-refused are about any server.', {
			type: always('certificate'),
			fact: oneOf(CERTIFICATE_FACTS),
		}),
		object('How many updates the scan found.', {type: always('updates-found'), count: count()}),
		object('The tries that failed, from the summary at the end of a scan.', {
			type: always('failed-tries'),
			tries: list(object('One try.', {code: Code, via: oneOf(PROXY_KINDS)})),
		}),
		object('The exit code of the scan.', {type: always('exit-code'), code: Code}),
		object('The PC has no network, or has one again.', {type: always('network'), connected: flag()}),
		object('A remark; all that it says is in text.', {type: always('note')}),
	]),
);

const TimelineEntry = shared<T.TimelineEntry>('TimelineEntry')(
	object('One entry of the timeline of a scan.', {
		line: Line,
		time: orNull(Time),
		kind: TimelineKind,
		severity: Severity,
		text: described('One sentence for people. Its wording may change; programs read `detail`.', text()),
		detail: TimelineDetail,
	}),
);

const ExpectedBehavior = shared<T.ExpectedBehavior>('ExpectedBehavior')(
	object("What Microsoft's rules let a scan do.", {
		proxyOrders: described(
			'Orders in which proxies are tried; more than one where it cannot be told which holds.',
			list(list(oneOf(PROXY_KINDS))),
		),
		fallback: oneOf(FALLBACKS),
		pinning: oneOf(PINNINGS),
		reasons: list(object('Why.', {about: ExpectationSubject, text: words(), source: words()})),
	}),
);

const Deviation = shared<T.Deviation>('Deviation')(
	object('What was expected and what the log shows.', {about: ExpectationSubject, text: words(), lines: list(Line)}),
);

/** What fields of a scan say about each other. */
const SCAN_RULES: readonly JsonSchema[] = [
	rule<T.Scan>(
		{outcome: {const: 'failed' satisfies T.ScanOutcome}},
		{exitCode: {type: 'string'}, rootCause: {type: 'object'}},
		{rootCause: {type: 'null'}},
	),
	rule<T.Scan>({end: {type: 'null'}}, {durationMs: {type: 'null'}}),
	rule<T.Scan>({start: {type: 'null'}}, {durationMs: {type: 'null'}}),
	rule<T.Scan>(
		{online: {const: false}},
		{
			proxy: {
				type: 'object',
				properties: {attempts: {type: 'array', maxItems: 0}, outcome: {const: 'not-used' satisfies T.ProxyOutcome}},
			},
		},
	),
];

const Scan = shared<T.Scan>('Scan')(
	object(
		'One "Finding updates" run of the Windows Update agent.',
		{
			id: described("By the scan's first line in the file.", count(1)),
			pid: count(),
			tid: count(),
			callId: described(
				'The number the client gave the call; it restarts with each service process. Legacy logs have none.',
				orNull(count()),
			),
			cv: orNull(text()),
			caller: described("The program that asked; '' where the log says nothing between the brackets.", text()),
			online: orNull(flag()),
			interactive: orNull(flag()),
			service: object('The service that was asked.', {id: orNull(Guid), name: orNull(ServiceName)}),
			server: orNull(Endpoint),
			start: described('null: the file begins inside the scan.', orNull(Moment)),
			end: described('null: the file ends inside the scan, or its end was never written.', orNull(Moment)),
			durationMs: described('From start to end; null where either is missing or the clock went back.', orNull(count())),
			outcome: ScanOutcome,
			exitCode: orNull(Code),
			exitName: orNull(text()),
			rootCause: described(
				'The earliest failure that led to the exit; failed scans only.',
				orNull(object('A failure and its line.', {code: Code, name: orNull(text()), line: Line})),
			),
			updatesFound: orNull(count()),
			retries: described('How often a call was tried again after a failed try.', count()),
			proxy: ScanProxy,
			certificate: ScanCertificate,
			failures: list(Failure),
			expected: ExpectedBehavior,
			deviations: described('Where the log proves that the scan did something else than expected.', list(Deviation)),
			timeline: described('What a timeline of the scan shows, in file order.', list(TimelineEntry)),
		},
		SCAN_RULES,
	),
);

const OutsideFailure = shared<T.OutsideFailure>('OutsideFailure')(
	object('A failure that belongs to no scan, counted over the whole file.', {
		kind: oneOf(OUTSIDE_FAILURE_KINDS),
		code: Code,
		name: orNull(text()),
		server: described('Where the line or its thread names a URL.', orNull(Endpoint)),
		proxySteps: described('Kinds of proxy that were tried for it, in order.', list(ProxyVia)),
		message: described('Text of the first line.', text()),
		count: described('Lines of the same kind, code and server.', count(1)),
		first: Moment,
		last: Moment,
		threads: list(object('A thread that says it.', {pid: count(), tid: count()})),
		recovered: described(
			'The first success of the same kind and server after the last failure; a scan that worked through the same server is one.',
			orNull(Moment),
		),
		noise: described('Known to be harmless: counted, and never a finding.', flag()),
	}),
);

const NetworkState = shared<T.NetworkState>('NetworkState')(
	object('A line in which the PC says whether its own network is there.', {
		line: Line,
		time: orNull(Time),
		connected: flag(),
		text: described("The line's own words.", text()),
	}),
);

const Finding = shared<T.Finding>('Finding')(
	object('What a rule found.', {
		rule: words(),
		severity: Severity,
		title: words(),
		explanation: text(),
		nextSteps: list(text()),
		steps: described('What to do: checks first.', list(stepOf(words()))),
		references: list(text()),
		scans: described('Ids of scans; empty for findings about the whole file.', list(count(1))),
		failures: described('Places in outsideFailures, from 0; empty for findings about scans.', list(count())),
		evidence: described(
			'Never empty.',
			list(object('A line of the log.', {line: Line, text: described('Control sequences removed.', text())}), {minItems: 1}),
		),
	}),
);

const Issue = shared<T.Issue>('Issue')(
	object('Something that could not be read, and where.', {
		kind: IssueKind,
		line: described('First line concerned.', orNull(Line)),
		count: count(1),
		message: words(),
	}),
);

const TraceOfSet = shared<T.TraceOfSet>('TraceOfSet')(
	object('What became of one of several traces that are read as one log.', {
		file: described('Its name, without the folder of the set.', text()),
		status: FileStatus,
		reason: described('For people; null when analyzed.', orNull(text())),
		bytes: count(),
		lines: count(),
	}),
);

const StoredCertificate = shared<T.StoredCertificate>('StoredCertificate')(
	object('A certificate in the WindowsServerUpdateServices store.', {
		subject: orNull(text()),
		issuer: orNull(text()),
		thumbprint: orNull(form('^[0-9a-f]+$')),
		notAfter: orNull(text()),
	}),
);

const DeviceContext = shared<T.DeviceSettings>('DeviceContext')(
	object('Settings of the device from files beside the log. null: not said.', {
		files: list(object('A file that was read.', {path: text(), kind: ContextKind})),
		proxyPolicy: described('SetProxyBehaviorForUpdateDetection', orNull(oneOf(POLICY_VALUES))),
		pinningPolicy: described('DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection', orNull(oneOf(POLICY_VALUES))),
		wsusServer: orNull(text()),
		useWsusServer: orNull(flag()),
		systemProxy: orNull(object('Proxy of WinHTTP.', {direct: flag(), proxy: orNull(text()), bypass: orNull(text())})),
		userProxy: orNull(
			object('Proxy of the user (ProxyEnable, ProxyServer, ProxyOverride, AutoConfigURL).', {
				enabled: orNull(flag()),
				proxy: orNull(text()),
				bypass: orNull(text()),
				autoConfigUrl: orNull(text()),
			}),
		),
		certificateStore: orNull(list(StoredCertificate)),
		sourcePolicies: described(
			'Policies that decide whether updates come from WSUS or from Windows Update.',
			orNull(
				list(
					object('A policy as set.', {
						name: described('Name of the registry value.', text()),
						value: described('A number, in decimal, or a text such as a Windows version.', text()),
					}),
				),
			),
		),
	}),
);

const LogFacts = shared<T.LogFacts>('LogFacts')(
	object('Facts about the file as a log.', {
		dialect: DialectName,
		encoding: EncodingName,
		lines: count(),
		records: described('Lines that begin with a time stamp (or, in the raw dialect, with PID and TID).', count()),
		continuationLines: described('Lines that belong to the record before them.', count()),
		unparsedLines: described('Lines before the first record, and those later that go on nowhere. lines is the sum of the three.', count()),
		firstTime: orNull(Time),
		lastTime: orNull(Time),
		utcOffset: described("'+05:30'; only legacy logs state it. The last one stated wins.", orNull(form('^[+-]\\d{2}:\\d{2}$'))),
		machineName: described('Name of the PC, where a line tells it.', orNull(text())),
		clientVersions: described('Of the Windows Update client, in order of first appearance.', list(Version, {uniqueItems: true})),
		windowsBuilds: described(
			"From the paths of service discovery, '10.0.22631.3235'; where a trace has none, that of its header, '10.0.22631'.",
			list(Version, {uniqueItems: true}),
		),
		verbose: described('A text was seen that only verbose logging (level 5) prints.', flag()),
	}),
);

const CertificateLineCounts = shared<T.CertificateLineCounts>('CertificateLineCounts')(
	object('How often the whole file says something about certificates, within scans and outside.', {
		storeEmpty: count(),
		pinningMandatory: count(),
		inWsusStoreYes: count(),
		inWsusStoreNo: count(),
	}),
);

const WsusFacts = shared<T.WsusFacts>('WsusFacts')(
	object('What the settings block and the endpoint lines say about WSUS; the last value wins.', {
		server: orNull(text()),
		statusServer: orNull(text()),
		alternateDownloadServer: orNull(text()),
		targetGroup: orNull(text()),
		scheme: orNull(Scheme),
		certificateStoreEmpty: orNull(flag()),
		pinningMandatory: orNull(flag()),
		certificateLines: CertificateLineCounts,
		changes: described(
			'Each time the server became another one within the file.',
			list(object('The server became another one.', {line: Line, time: orNull(Time), server: orNull(text())})),
		),
	}),
);

const NeighborFailure = shared<T.NeighborFailure>('NeighborFailure')(
	object('A failure that another log tells of.', {
		action: described('What failed; other: the entry does not say.', oneOf(NEIGHBOR_ACTIONS)),
		code: orNull(Code),
		name: orNull(text()),
		line: Line,
		time: orNull(Time),
	}),
);

const NeighborLog = shared<T.NeighborLog>('NeighborLog')(
	object('A log beside the WindowsUpdate.log that tells of failures, but not why.', {
		kind: described('tool-output: any text with error codes.', oneOf(NEIGHBOR_KINDS)),
		what: described('What the file is, as a noun phrase.', words()),
		failures: described('The last ones, in the order of the file.', list(NeighborFailure)),
		failureCount: described('All of them.', count()),
		lastSuccess: described('The last scan that succeeded.', orNull(Moment)),
	}),
);

/** What fields of a file say about each other. */
const FILE_RULES: readonly JsonSchema[] = [
	rule<T.FileReport>(
		{status: {const: 'analyzed' satisfies T.FileStatus}},
		{reason: {type: 'null'}, log: {type: 'object'}},
		{reason: {type: 'string', minLength: 1}},
	),
	rule<T.FileReport>(
		{status: {const: 'skipped' satisfies T.FileStatus}},
		{log: {type: 'null'}, wsus: {type: 'null'}, scans: {type: 'array', maxItems: 0}},
	),
];

export const FileReport = shared<T.FileReport>('FileReport')(
	object(
		'What the analysis says about one input. One line of the ndjson form.',
		{
			path: text(),
			member: described('Entry inside an archive, null for a plain file.', orNull(text())),
			status: FileStatus,
			reason: described('For people; null when analyzed.', orNull(text())),
			bytes: count(),
			log: orNull(LogFacts),
			wsus: orNull(WsusFacts),
			context: described('What files beside the log say about the device; null where there were none.', orNull(DeviceContext)),
			verdict: Verdict,
			coverage: described('What period and what facts the log covers, and what it cannot show.', list(words())),
			scans: list(Scan),
			outsideFailures: described('Failures that belong to no scan of the file, by their first line.', list(OutsideFailure)),
			network: described('What the PC said about its own network, each change once.', list(NetworkState)),
			findings: list(Finding),
			issues: list(Issue),
			traces: described(
				'The files of a set of traces, in the order they were read; empty where the report is about one file.',
				list(TraceOfSet),
			),
			neighbor: described(
				'What another log, such as WUAHandler.log, tells; null where the file is none or was analyzed.',
				orNull(NeighborLog),
			),
		},
		FILE_RULES,
	),
);

const Totals = shared<T.Totals>('Totals')(
	object('Sums over all files.', {
		files: count(),
		analyzed: count(),
		skipped: count(),
		failed: count(),
		scans: count(),
		online: count(),
		succeeded: count(),
		failedScans: count(),
		cancelled: count(),
		unknown: count(),
		findings: described('Rule to the number of its findings.', countsByName(1)),
	}),
);

export const reportSchema: JsonSchema = document<T.Report>()(
	'urn:wulens:report:1',
	'wulens report',
	object('What one run of wulens says about one or more files. Absent knowledge is null, never a missing key; arrays are in file order.', {
		schema: described('Version of this contract. Raised when a field is renamed, dropped or given another meaning.', always(REPORT_SCHEMA)),
		tool: object('The program that wrote the report.', {name: always('wulens'), version: words()}),
		files: list(FileReport),
		totals: Totals,
	}),
);
