/** File reports for the tests of reporters: samples, with findings made by hand so that no rule is needed. */
import {readFileSync} from 'node:fs';
import {createAnalyzer} from '../../src/core/analyze.js';
import type {Deviation, ExpectedBehavior, FileReport, Finding, Scan, TimelineEntry, Verdict} from '../../src/core/types.js';
import {createReport} from '../../src/core/report/report.js';
import type {CreateReporter} from '../../src/core/report/reporter.js';

const samples = new URL('../../samples/', import.meta.url);

const NO_FALLBACK: ExpectedBehavior = {
	proxyOrders: [['system']],
	fallback: 'not-allowed',
	pinning: 'not-enforced',
	reasons: [{about: 'order', text: 'A scan against WSUS uses the system proxy only.', source: 'https://techcommunity.microsoft.com/'}],
};

/** Every field that a rule would fill is set here, so that these reports stay as they are when rules change. */
export function judged(
	file: FileReport,
	parts: {readonly verdict?: Verdict; readonly findings?: readonly Finding[]; readonly deviations?: readonly Deviation[]} = {},
): FileReport {
	const deviations = parts.deviations ?? [];
	const bad = file.scans.some(({outcome}) => outcome === 'failed');
	return {
		...file,
		context: null,
		verdict:
			parts.verdict ??
			(file.log === null
				? {level: 'none', text: 'There is nothing to judge.'}
				: bad
					? {level: 'error', text: 'A scan failed.'}
					: {level: 'good', text: 'Every scan worked.'}),
		coverage:
			file.log === null ? [] : [`The log covers ${file.scans.length} scans.`, 'It has no policy values, so what was allowed is inferred.'],
		findings: parts.findings ?? [],
		scans: file.scans.map((scan, index) => ({...scan, expected: NO_FALLBACK, deviations: index === 0 ? deviations : []})),
	};
}

export function sampleReport(name: string): FileReport {
	const analyzer = createAnalyzer({path: `samples/${name}`});
	analyzer.push(readFileSync(new URL(name, samples)));
	return analyzer.end();
}

export const PROXY_FINDING: Finding = {
	rule: 'system-proxy-unreachable',
	severity: 'error',
	title: 'The system proxy cannot be reached, and the scan may not use another one',
	explanation:
		'The scan of https://wsus01.contoso.example:8531 went through the system proxy three times and ' +
		'got no answer. Since the cumulative update of September 2020 a scan against WSUS uses the system ' +
		'proxy only, unless a policy allows the proxy of the user. The user proxy was never tried.',
	nextSteps: [
		'Show the system proxy.',
		'See whether the WSUS server answers without a proxy.',
		'Set the system proxy, or let WSUS bypass it.',
		'Allow the user proxy as a fallback.',
	],
	steps: [
		{text: 'Show the system proxy of the device, in an elevated prompt.', command: 'netsh winhttp show proxy', changes: false},
		{
			text: 'See whether the WSUS server answers. A page without an error is what is wanted.',
			command: 'curl.exe -v https://wsus01.contoso.example:8531/ClientWebService/client.asmx',
			changes: false,
		},
		{
			text: 'Set the system proxy, or let WSUS bypass it.',
			command: 'netsh winhttp set proxy proxy-server="proxy.contoso.example:8080" bypass-list="*.contoso.example"',
			changes: true,
		},
		{
			text: 'Allow the user proxy as a fallback: policy "Select the proxy behavior for Windows Update client for detecting updates".',
			command: null,
			changes: true,
		},
	],
	references: ['https://learn.microsoft.com/en-us/windows/deployment/update/windows-update-troubleshooting', 'KB4571756'],
	scans: [1],
	failures: [],
	evidence: [
		{line: 39, text: '2022-02-23 06:30:54.1146121 9612  14396 WebServices     Using system proxy, with auto proxy settings'},
		{line: 52, text: '2022-02-23 06:31:40.9210088 9612  14396 WebServices     WS error: The given proxy cannot be reached.'},
		{line: 58, text: '2022-02-23 06:32:02.0170240 9612  14396 WebServices     *FAILED* [80240438] Web service call'},
	],
};

export const STORE_FINDING: Finding = {
	rule: 'certificate-store-empty',
	severity: 'info',
	title: 'The WSUS certificate store is empty',
	explanation:
		'No certificate is pinned, so any certificate that Windows trusts is accepted from the WSUS ' +
		'server. This is the default and not a fault.',
	nextSteps: ['Show the store.'],
	steps: [{text: 'Show the store.', command: 'certutil -store WindowsServerUpdateServices', changes: false}],
	references: ['https://learn.microsoft.com/en-us/windows-server/administration/windows-server-update-services/deploy/2-configure-wsus'],
	scans: [1],
	failures: [],
	evidence: [{line: 18, text: '2022-02-23 06:30:41.0000000 9612  14396 WebServices     WSUS certificate store is empty'}],
};

const ORDER_FINDING: Finding = {
	rule: 'late-scan',
	severity: 'warning',
	title: 'The scan lost more than a minute waiting for a proxy',
	explanation: 'Each of three tries waited about 21 seconds before the connection to the proxy was given up.',
	nextSteps: [],
	steps: [],
	references: [],
	scans: [1],
	failures: [],
	evidence: [{line: 39, text: 'Using system proxy, with auto proxy settings'}],
};

/** The story of a dead system proxy, with one finding of each severity. */
export function proxyStory(): FileReport {
	return judged(sampleReport('wsus-system-proxy-fails-no-fallback.log'), {
		verdict: {
			level: 'error',
			text: '1 of 3 scans failed: the system proxy cannot be reached, and scans against WSUS may not use another one.',
		},
		findings: [STORE_FINDING, PROXY_FINDING, ORDER_FINDING],
	});
}

/** A scan with nothing in it but what is given. */
export function bareScan(parts: Partial<Scan> = {}): Scan {
	return {
		id: 1,
		pid: 1,
		tid: 2,
		callId: null,
		cv: null,
		caller: 'caller',
		online: true,
		interactive: null,
		service: {id: null, name: 'WSUS'},
		server: null,
		start: null,
		end: null,
		durationMs: null,
		outcome: 'succeeded',
		exitCode: '0x00000000',
		exitName: null,
		rootCause: null,
		updatesFound: null,
		retries: 0,
		proxy: {behaviors: [], attempts: [], outcome: 'not-used'},
		certificate: {inWsusStore: null, storeEmpty: null, pinningMandatory: null, lines: []},
		failures: [],
		expected: {proxyOrders: [], fallback: 'unknown', pinning: 'unknown', reasons: []},
		deviations: [],
		timeline: [],
		...parts,
	};
}

/** @param second seconds after 10:00 of a day, `null` for no time */
export function timelineEntry(line: number, second: number | null, parts: Partial<TimelineEntry> = {}): TimelineEntry {
	const time = second === null ? null : new Date(Date.UTC(2024, 2, 12, 10) + second * 1000).toISOString().slice(0, 23);
	return {line, time, kind: 'setting', severity: 'info', text: `line ${line}`, detail: {type: 'note'}, ...parts};
}

/** Text that tries to leave its place, in every field that can hold text of a log. */
export function hostileReport(text: string): FileReport {
	const file = proxyStory();
	const scan = bareScan({
		caller: text,
		service: {id: text, name: null},
		server: {url: `https://${text}`, scheme: 'https', host: text, port: null},
		outcome: 'failed',
		exitCode: '0x80240438',
		exitName: text,
		start: {line: 1, time: '2024-03-12T10:00:00.0000000'},
		rootCause: {code: '0x80240437', name: text, line: 3},
		proxy: {
			behaviors: [{line: 2, url: text, raw: text, meaning: null}],
			attempts: [
				{
					line: 2,
					time: null,
					via: 'named',
					proxy: text,
					bypass: text,
					url: text,
					impersonation: null,
					outcome: 'failed',
					code: '0x80240438',
				},
			],
			outcome: 'failed',
		},
		deviations: [{about: 'order', text, lines: [2]}],
		timeline: [
			timelineEntry(1, 0, {kind: 'start', text, detail: {type: 'scan-started', caller: text}}),
			timelineEntry(2, 1, {kind: 'call', text: `${text} started`, detail: {type: 'call', call: text, state: 'started'}}),
			timelineEntry(3, 2, {kind: 'failure', severity: 'warning', text}),
			timelineEntry(4, 9, {kind: 'end', severity: 'error', text}),
		],
	});
	return {
		...file,
		path: text,
		member: text,
		reason: text,
		verdict: {level: 'error', text},
		coverage: [text],
		wsus: file.wsus === null ? null : {...file.wsus, server: text, targetGroup: text},
		log: file.log === null ? null : {...file.log, clientVersions: [text], windowsBuilds: [text]},
		context: {
			files: [{path: text, kind: 'json'}],
			proxyPolicy: 1,
			pinningPolicy: 0,
			wsusServer: text,
			useWsusServer: true,
			systemProxy: {direct: false, proxy: text, bypass: text},
			userProxy: {enabled: true, proxy: text, bypass: text, autoConfigUrl: text},
			certificateStore: [],
			sourcePolicies: [{name: 'DeferQualityUpdates', value: '1'}],
		},
		issues: [{kind: 'read-error', line: 1, count: 1, message: text}],
		scans: [scan, bareScan({id: 2, caller: text, service: {id: text, name: null}})],
		findings: [
			{
				...PROXY_FINDING,
				title: text,
				explanation: text,
				steps: [
					{text, command: text, changes: false},
					{text, command: text, changes: true},
				],
				references: [text],
				evidence: [{line: 1, text}],
			},
		],
	};
}

export function printed(create: CreateReporter, files: readonly FileReport[]): string {
	const reporter = create({version: '0.0.0'});
	return (
		reporter.begin() + files.map((file) => [...reporter.file(file)].join('')).join('') + reporter.end(createReport(files, '0.0.0').totals)
	);
}
