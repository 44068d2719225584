/** The JSON Schema of the report: our own reports pass it, broken ones do not, and it says what the types say. */
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {CATEGORIES} from '../../src/core/events/failure-category.js';
import {createReport} from '../../src/core/report/report.js';
import {PROXY_BEHAVIOR_ROWS} from '../../src/core/scans/proxy-behavior.js';
import {SERVICES} from '../../src/core/scans/services.js';
import type * as T from '../../src/core/types.js';
import {REPORT_SCHEMA} from '../../src/core/types.js';
import {analyzeBytes, analyzeText} from '../helpers/log-lines.js';
import {SCHEMA_FILES} from '../../src/schema/schema-files.js';
import {fileReportErrors, reportErrors, reportSchema, type SchemaNode} from '../helpers/report-schema.js';
import {summarySchema} from '../helpers/summary-schema.js';

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
			'<![LOG[Scan failed]LOG]!><time="08:53:25.968+240" date="07-14-2021" component="WUAHandler" ' +
			'context="" type="1" thread="1" file="a.cpp:1">';
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
			failures: [],
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

function sorted(names: Iterable<string>): readonly string[] {
	return [...names].sort();
}

describe('the schemas that are committed', () => {
	it.each(SCHEMA_FILES)('$path is up to date', ({path, text}) => {
		const isUpToDate = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8') === text;
		expect(isUpToDate, `${path} is stale: run npm run schema and commit what it writes.`).toBe(true);
	});
});

describe('the schema says what the types say', () => {
	it('has the version of the contract', () => {
		expect(reportSchema.properties?.schema?.const).toBe(REPORT_SCHEMA);
		expect(reportSchema.$id).toBe(`urn:${REPORT_SCHEMA.replace('-', ':').replace('/', ':')}`);
	});

	it('knows every service, behaviour and category of the tables', () => {
		expect(sorted(defs.ServiceName?.enum as string[])).toEqual(sorted(new Set(SERVICES.map(({name}) => name))));
		expect(sorted(defs.ProxyBehavior?.enum as string[])).toEqual(sorted(PROXY_BEHAVIOR_ROWS.map(({meaning}) => meaning)));
		expect(defs.FailureCategory?.enum).toEqual(expect.arrayContaining(CATEGORIES.map(({category}) => category)));
	});

	it.each([
		['report', reportSchema, 63],
		['summary', summarySchema, 34],
	] as const)('the %s is strict: every object of ours names all its keys, requires them and allows no others', (_name, schema, count) => {
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
		visit(schema, '#');
		expect(objects).toHaveLength(count);
	});
});
