/** The JSON Schema of the report: our own reports pass it, broken ones do not, and it says what the types say. */
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {CATEGORIES} from '../../src/core/events/failure-category.js';
import {createReport} from '../../src/core/report/report.js';
import {PROXY_BEHAVIORS} from '../../src/core/scans/proxy-behavior.js';
import {SERVICES} from '../../src/core/scans/services.js';
import type * as T from '../../src/core/types.js';
import {REPORT_SCHEMA} from '../../src/core/types.js';
import {analyzeBytes, analyzeText} from '../helpers/log-lines.js';
import {fileReportErrors, reportErrors, reportSchema, type SchemaNode} from '../helpers/report-schema.js';

const samples = new URL('../../samples/', import.meta.url);
const sampleNames = readdirSync(samples).filter((name) => name.endsWith('.log'));
const sampleReports = sampleNames.map((name) => analyzeBytes(readFileSync(new URL(name, samples)), {path: name}));
const defs = reportSchema.$defs ?? {};

const GONE = Symbol('gone');

/** A copy in which one place, `files.0.scans.0.outcome`, holds something else or is gone. */
function spoiled(report: T.Report, place: string, value: unknown): unknown {
	const copy: unknown = JSON.parse(JSON.stringify(report));
	const keys = place.split('.');
	const last = keys.pop() ?? '';
	const holder = keys.reduce((node, key) => (node as Record<string, unknown>)[key], copy) as Record<string, unknown>;
	if (value === GONE) delete holder[last];
	else holder[last] = value;
	return copy;
}

function sample(name: string): T.FileReport {
	const report = sampleReports.find(({path}) => path === name);
	if (report === undefined) throw new Error(`no sample ${name}`);
	return report;
}

describe('our own reports', () => {
	it('are there', () => {
		expect(sampleNames.length).toBeGreaterThanOrEqual(14);
	});

	it.each(sampleReports.map((report) => [report.path, report] as const))('%s', (_name, report) => {
		expect(fileReportErrors(report)).toEqual([]);
		expect(reportErrors(createReport([report], '1.2.3'))).toEqual([]);
	});

	it('of all samples together', () => {
		expect(reportErrors(createReport(sampleReports, '1.2.3'))).toEqual([]);
	});

	it('of no file at all', () => {
		expect(reportErrors(createReport([], '1.2.3'))).toEqual([]);
	});

	it('of files that are no such log, with the reason', () => {
		const cmtrace =
			'<![LOG[Scan failed]LOG]!><time="08:53:25.968+240" date="07-14-2021" component="WUAHandler" context="" type="1" thread="1" file="a.cpp:1">';
		for (const text of ['', cmtrace, 'shopping list', '\0\0\0\0']) {
			const report = analyzeText(text, {path: 'x.log'});
			expect(report.status).toBe('skipped');
			expect(fileReportErrors(report)).toEqual([]);
		}
	});

	it('of a file that could not be read, wholly or to its end', () => {
		const {log, ...rest} = sample('win11-uus-scanqos.log');
		const issue = {kind: 'read-error', line: null, count: 1, message: 'The file could not be read.'} as const;
		const atOnce = {
			...rest,
			status: 'failed',
			reason: 'Access is denied.',
			bytes: 0,
			log: null,
			wsus: null,
			verdict: {level: 'error', text: 'Access is denied.'},
			coverage: [],
			findings: [],
			scans: [],
			issues: [issue],
		};
		expect(fileReportErrors(atOnce)).toEqual([]);
		expect(fileReportErrors({...rest, log, status: 'failed', reason: 'Read error.'})).toEqual([]);
		expect(fileReportErrors({...rest, log, status: 'failed', reason: null})).not.toEqual([]);
	});

	it('with findings, also within an archive', () => {
		const finding: T.Finding = {
			rule: 'any-rule',
			severity: 'warning',
			title: 'A title',
			explanation: 'Why.',
			nextSteps: ['Do this.'],
			steps: [{text: 'Do this.', command: null, changes: false}],
			references: ['https://learn.microsoft.com/'],
			scans: [1],
			evidence: [{line: 1, text: 'a line'}],
		};
		const report = {...sample('wsus-http.log'), member: 'logs/WindowsUpdate.log', findings: [finding]};
		expect(reportErrors(createReport([report], '1.2.3'))).toEqual([]);
		expect(fileReportErrors({...report, findings: [{...finding, evidence: []}]})).not.toEqual([]);
	});
});

describe('broken reports are refused', () => {
	const good = createReport([sample('wsus-https-certificate-not-in-store.log')], '1.2.3');

	it('while the unbroken one passes', () => {
		expect(reportErrors(good)).toEqual([]);
	});

	it.each<readonly [string, string, unknown]>([
		['another contract', 'schema', 'wulens-report/2'],
		['another tool', 'tool.name', 'other'],
		['no totals', 'totals', GONE],
		['an unknown key', 'extra', 1],
		['an unknown key deep inside', 'files.0.scans.0.proxy.attempts.0.extra', 1],
		['a missing key deep inside', 'files.0.scans.0.failures.0.name', GONE],
		['a missing scan key', 'files.0.scans.0.rootCause', GONE],
		['a reason for an analyzed file', 'files.0.reason', 'why'],
		['an analyzed file without facts', 'files.0.log', null],
		['a skipped file with facts and scans', 'files.0.status', 'skipped'],
		['a lower-case code', 'files.0.scans.0.exitCode', '0x8024b304'],
		['a code without 0x', 'files.0.scans.0.failures.0.code', '8024B304'],
		['a short code', 'files.0.scans.0.rootCause.code', '0x0'],
		['an unknown outcome', 'files.0.scans.0.outcome', 'ok'],
		['an unknown proxy outcome', 'files.0.scans.0.proxy.outcome', 'proxy'],
		['an unknown service', 'files.0.scans.0.service.name', 'Windows'],
		['an unknown category', 'files.0.scans.0.failures.0.category', 'misc'],
		['a lower-case GUID', 'files.0.scans.0.service.id', '3da21691-e39d-4da6-8a4b-b43877bcb1b7'],
		['a GUID in braces', 'files.0.scans.0.service.id', '{3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}'],
		['a time with a zone', 'files.0.scans.0.start.time', '2022-06-29T13:33:05.6934798Z'],
		['a time with a blank', 'files.0.log.firstTime', '2022-06-29 13:33:05.6934798'],
		['a zone without colon', 'files.0.log.utcOffset', '+0530'],
		['line 0', 'files.0.scans.0.start.line', 0],
		['half a line', 'files.0.scans.0.certificate.lines', [1.5]],
		['a port that is none', 'files.0.scans.0.server.port', 65536],
		['an upper-case host', 'files.0.scans.0.server.host', 'WSUS.example'],
		['a failed scan without a cause', 'files.0.scans.0.rootCause', null],
		['a result without an end', 'files.0.scans.0.end', null],
		['attempts of an offline scan', 'files.0.scans.0.online', false],
		['a count as text', 'totals.scans', '1'],
		['a finding that was not found', 'totals.findings', {rule: 0}],
	])('%s', (_name, place, value) => {
		const holder = `/${place.split('.').slice(0, -1).join('/')}`;
		expect(reportErrors(spoiled(good, place, value))).toContainEqual(expect.stringMatching(`^${holder}`));
	});
});

/** A complete list of a union or of the keys of an interface: the compiler refuses one that lacks or adds a name. */
function all<K extends string>(names: Record<K, 1>): readonly string[] {
	return Object.keys(names);
}

function sorted(names: Iterable<string>): readonly string[] {
	return [...names].sort();
}

describe('the schema says what the types say', () => {
	it('has the version of the contract', () => {
		expect(reportSchema.properties?.schema?.const).toBe(REPORT_SCHEMA);
		expect(reportSchema.$id).toBe(`urn:${REPORT_SCHEMA.replace('-', ':').replace('/', ':')}`);
	});

	it.each<readonly [string, readonly string[]]>([
		['FileStatus', all<T.FileStatus>({analyzed: 1, skipped: 1, failed: 1})],
		['DialectName', all<T.DialectName>({etw: 1, legacy: 1, undecoded: 1, raw: 1, trace: 1})],
		['Scheme', all<T.Scheme>({http: 1, https: 1})],
		[
			'ServiceName',
			all<T.ServiceName>({
				WSUS: 1,
				'Windows Update': 1,
				'Microsoft Update': 1,
				'Microsoft Store': 1,
				'DCat Flighting': 1,
				SLS: 1,
				'All services': 1,
			}),
		],
		['ScanOutcome', all<T.ScanOutcome>({succeeded: 1, failed: 1, cancelled: 1, unknown: 1})],
		['ProxyBehavior', all<T.ProxyBehavior>({'system-only': 1, 'system-then-user': 1, 'user-then-system': 1})],
		[
			'ProxyOutcome',
			all<T.ProxyOutcome>({'not-used': 1, system: 1, user: 1, 'user-fallback': 1, 'system-fallback': 1, failed: 1, unknown: 1}),
		],
		['ProxyVia', all<T.ProxyVia>({system: 1, user: 1, direct: 1, named: 1, unknown: 1})],
		[
			'FailureCategory',
			all<T.FailureCategory>({trust: 1, proxy: 1, network: 1, server: 1, cancelled: 1, 'file-signature': 1, companion: 1, other: 1}),
		],
		['Severity', all<T.Severity>({info: 1, warning: 1, error: 1})],
		['ExpectationSubject', all<T.ExpectationSubject>({order: 1, fallback: 1, pinning: 1})],
		[
			'ContextKind',
			all<T.ContextKind>({
				'registry-export': 1,
				'registry-query': 1,
				'powershell-list': 1,
				json: 1,
				'winhttp-proxy': 1,
				'certificate-store': 1,
			}),
		],
		[
			'TimelineKind',
			all<T.TimelineKind>({
				start: 1,
				setting: 1,
				endpoint: 1,
				call: 1,
				'proxy-behavior': 1,
				'proxy-attempt': 1,
				'proxy-switch': 1,
				certificate: 1,
				failure: 1,
				retry: 1,
				recovery: 1,
				result: 1,
				end: 1,
			}),
		],
		[
			'IssueKind',
			all<T.IssueKind>({
				'line-too-long': 1,
				'nul-bytes': 1,
				'control-bytes': 1,
				'invalid-text': 1,
				'truncated-character': 1,
				'buddhist-calendar': 1,
				'calendar-unknown': 1,
				'time-unreadable': 1,
				undecoded: 1,
				'clock-went-back': 1,
				'facts-dropped': 1,
				'read-error': 1,
				'record-too-long': 1,
				'context-unreadable': 1,
				'archive-entry': 1,
				'events-lost': 1,
				'events-skipped': 1,
				'trace-cut': 1,
				'trace-damaged': 1,
				'trace-gap': 1,
				'trace-overlap': 1,
				'trace-set': 1,
				'trace-unclosed': 1,
				'trace-unsorted': 1,
			}),
		],
	])('union %s', (name, members) => {
		expect(sorted((defs[name]?.enum ?? []) as string[])).toEqual(sorted(members));
	});

	it.each<readonly [string, readonly string[]]>([
		[
			'FileReport',
			all<keyof T.FileReport>({
				path: 1,
				member: 1,
				status: 1,
				reason: 1,
				bytes: 1,
				log: 1,
				wsus: 1,
				context: 1,
				verdict: 1,
				coverage: 1,
				scans: 1,
				findings: 1,
				issues: 1,
				traces: 1,
			}),
		],
		['TraceOfSet', all<keyof T.TraceOfSet>({file: 1, status: 1, reason: 1, bytes: 1, lines: 1})],
		[
			'LogFacts',
			all<keyof T.LogFacts>({
				dialect: 1,
				encoding: 1,
				lines: 1,
				records: 1,
				continuationLines: 1,
				unparsedLines: 1,
				firstTime: 1,
				lastTime: 1,
				utcOffset: 1,
				machineName: 1,
				clientVersions: 1,
				windowsBuilds: 1,
				verbose: 1,
			}),
		],
		[
			'WsusFacts',
			all<keyof T.WsusFacts>({
				server: 1,
				statusServer: 1,
				alternateDownloadServer: 1,
				targetGroup: 1,
				scheme: 1,
				certificateStoreEmpty: 1,
				pinningMandatory: 1,
				certificateLines: 1,
				changes: 1,
			}),
		],
		[
			'CertificateLineCounts',
			all<keyof T.CertificateLineCounts>({storeEmpty: 1, pinningMandatory: 1, inWsusStoreYes: 1, inWsusStoreNo: 1}),
		],
		[
			'Scan',
			all<keyof T.Scan>({
				id: 1,
				pid: 1,
				tid: 1,
				callId: 1,
				cv: 1,
				caller: 1,
				online: 1,
				interactive: 1,
				service: 1,
				server: 1,
				start: 1,
				end: 1,
				durationMs: 1,
				outcome: 1,
				exitCode: 1,
				exitName: 1,
				rootCause: 1,
				updatesFound: 1,
				retries: 1,
				proxy: 1,
				certificate: 1,
				failures: 1,
				expected: 1,
				deviations: 1,
				timeline: 1,
			}),
		],
		['Endpoint', all<keyof T.Endpoint>({url: 1, scheme: 1, host: 1, port: 1})],
		['Moment', all<keyof T.Moment>({line: 1, time: 1})],
		['ScanProxy', all<keyof T.ScanProxy>({behaviors: 1, attempts: 1, outcome: 1})],
		[
			'ProxyAttempt',
			all<keyof T.ProxyAttempt>({line: 1, time: 1, via: 1, proxy: 1, bypass: 1, url: 1, impersonation: 1, outcome: 1, code: 1}),
		],
		['ScanCertificate', all<keyof T.ScanCertificate>({inWsusStore: 1, storeEmpty: 1, pinningMandatory: 1, lines: 1})],
		['Failure', all<keyof T.Failure>({line: 1, time: 1, component: 1, code: 1, name: 1, message: 1, category: 1})],
		['TimelineEntry', all<keyof T.TimelineEntry>({line: 1, time: 1, kind: 1, severity: 1, text: 1, detail: 1})],
		[
			'Finding',
			all<keyof T.Finding>({rule: 1, severity: 1, title: 1, explanation: 1, nextSteps: 1, steps: 1, references: 1, scans: 1, evidence: 1}),
		],
		['Step', all<keyof T.Step>({text: 1, command: 1, changes: 1})],
		['Verdict', all<keyof T.Verdict>({level: 1, text: 1})],
		['ExpectedBehavior', all<keyof T.ExpectedBehavior>({proxyOrders: 1, fallback: 1, pinning: 1, reasons: 1})],
		['Deviation', all<keyof T.Deviation>({about: 1, text: 1, lines: 1})],
		[
			'DeviceContext',
			all<keyof T.DeviceSettings>({
				files: 1,
				proxyPolicy: 1,
				pinningPolicy: 1,
				wsusServer: 1,
				useWsusServer: 1,
				systemProxy: 1,
				certificateStore: 1,
			}),
		],
		['StoredCertificate', all<keyof T.StoredCertificate>({subject: 1, issuer: 1, thumbprint: 1, notAfter: 1})],
		['Issue', all<keyof T.Issue>({kind: 1, line: 1, count: 1, message: 1})],
		[
			'Totals',
			all<keyof T.Totals>({
				files: 1,
				analyzed: 1,
				skipped: 1,
				failed: 1,
				scans: 1,
				online: 1,
				succeeded: 1,
				failedScans: 1,
				cancelled: 1,
				unknown: 1,
				findings: 1,
			}),
		],
	])('keys of %s', (name, keys) => {
		expect(sorted(Object.keys(defs[name]?.properties ?? {}))).toEqual(sorted(keys));
	});

	it('keys of Report', () => {
		expect(sorted(Object.keys(reportSchema.properties ?? {}))).toEqual(
			sorted(all<keyof T.Report>({schema: 1, tool: 1, files: 1, totals: 1})),
		);
	});

	it('knows every service, behaviour and category of the tables', () => {
		expect(sorted(defs.ServiceName?.enum as string[])).toEqual(sorted(new Set(SERVICES.map(({name}) => name))));
		expect(sorted(defs.ProxyBehavior?.enum as string[])).toEqual(sorted(PROXY_BEHAVIORS.map(({meaning}) => meaning)));
		expect(defs.FailureCategory?.enum).toEqual(expect.arrayContaining(CATEGORIES.map(({category}) => category)));
	});

	it('is strict: every object of ours names all its keys, requires them and allows no others', () => {
		const objects: string[] = [];
		const visit = (node: SchemaNode, path: string): void => {
			if (node.additionalProperties === false) {
				objects.push(path);
				expect(node.required, path).toEqual(Object.keys(node.properties ?? {}));
				expect(node.description, path).toBeTypeOf('string');
			} else if (node.required !== undefined) {
				throw new Error(`${path} is open`);
			}
			for (const [key, value] of Object.entries(node)) {
				if (typeof value === 'object' && value !== null && !/^(?:if|then|else)$/.test(key)) visit(value as SchemaNode, `${path}/${key}`);
			}
		};
		visit(reportSchema, '#');
		expect(objects).toHaveLength(55);
	});
});
