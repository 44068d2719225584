/** The JSON Schema of the report, field by field beside the types of src/core/types.ts; scans have a module of their own. */
import type * as T from '../core/types.js';
import {REPORT_SCHEMA} from '../core/types.js';
import {NEIGHBOR_ACTIONS, NEIGHBOR_KINDS, OUTSIDE_FAILURE_KINDS, POLICY_VALUES} from '../core/vocabulary.js';
import {
	always,
	count,
	countsByName,
	described,
	document,
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
import {Moment, Endpoint, Scan} from './scan-definitions.js';
import {
	Line,
	Time,
	Code,
	Version,
	FileStatus,
	DialectName,
	EncodingName,
	Scheme,
	ProxyVia,
	IssueKind,
	ContextKind,
	Verdict,
} from './value-definitions.js';

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
		machineName: described('The computer whose events these are, where they name one.', orNull(text())),
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
