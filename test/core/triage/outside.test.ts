/** Failures outside scans in a fleet: what of them is counted where, what filters leave of them, and results of earlier versions. */
import {describe, expect, it} from 'vitest';
import {createFilter, type FilterOptions} from '../../../src/core/triage/filter.js';
import {pageOf} from '../../helpers/triage-page.js';
import {upgradeResult} from '../../../src/core/triage/older-results.js';
import {wsusServerOfFailure} from '../../../src/core/triage/outside.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import {OUTSIDE_FAILURES} from '../../../src/core/triage/tables/failures.js';
import {outsideEventsOf} from '../../../src/core/triage/tables/timesketch.js';
import {summaryText} from '../../../src/core/triage/text.js';
import {csvHead, csvRow} from '../../../src/core/report/tables/table.js';
import {sampleReport} from '../../helpers/finding-fixtures.js';
import {resultOf, resultWith, summarize} from '../../helpers/triage-results.js';

const REPORT = sampleReport('failures-outside-scans.log');
const RESULT = resultWith(REPORT, 'pc-9');
const [SLS, , SELF_UPDATE, DOWNLOAD, NOISE, REPORTING] = REPORT.outsideFailures;
if (SLS === undefined || SELF_UPDATE === undefined || DOWNLOAD === undefined || NOISE === undefined || REPORTING === undefined)
	throw new Error('the sample has six kinds of failures');

const SERVER = 'https://wsus01.contoso.example:8531';

describe('the summary', () => {
	const summary = summarize([RESULT, resultOf('http', 'pc-401')]);

	it('counts those of consequence, of each machine and of all, with the gravest', () => {
		expect(NOISE.noise).toBe(true);
		expect(summary.totals).toMatchObject({outsideFailures: 5, machinesWithOutsideFailures: 1});
		const [other, machine] = summary.machines;
		expect(machine).toMatchObject({name: 'pc-9', scans: 0, outsideFailures: 5, worstOutsideCode: '0x80072EFE', servers: [SERVER]});
		expect(other).toMatchObject({name: 'pc-401', outsideFailures: 0, worstOutsideCode: null});
	});

	it('puts a failure that lasts before one that is over, and a frequent one before a rare one', () => {
		const worst = (...outsideFailures: typeof REPORT.outsideFailures): string | null | undefined =>
			summarize([resultWith({...REPORT, outsideFailures}, 'pc-9')]).machines[0]?.worstOutsideCode;
		expect(worst({...SLS, count: 900}, DOWNLOAD)).toBe(DOWNLOAD.code);
		expect(worst(DOWNLOAD, {...REPORTING, count: 3})).toBe(REPORTING.code);
		expect(worst({...SLS, count: 900})).toBe(SLS.code);
	});

	it('has the WSUS server that was asked outside scans: for reports, and for a newer client', () => {
		expect(SELF_UPDATE.server?.host).toBe('wsus01.contoso.example');
		expect(summary.servers.find(({server}) => server === SERVER)).toEqual({
			server: SERVER,
			scheme: 'https',
			machines: 1,
			scans: 0,
			failed: 0,
			machinesWithFailedScans: 0,
			outsideFailures: 2,
			firstSeen: SELF_UPDATE.first.time,
			lastSeen: REPORTING.last.time,
			codes: [],
		});
	});

	it('is told on the terminal and on the page', () => {
		const text = summaryText(summary, {version: '0.0.0', top: 10, width: 200});
		expect(text).toContain('  5 failures outside scans on 1 machine.\n');
		expect(text).toContain(`${SERVER}: not used by any scan; 2 failures outside scans`);
		expect(pageOf([RESULT])).toContain('2 failures outside scans');
	});
});

describe('the server of a failure', () => {
	it('is a WSUS where the settings of the log name it, or its address is one of WSUS', () => {
		const at = (url: string, host: string): string | null =>
			wsusServerOfFailure({...REPORTING, server: {url, scheme: 'http', host, port: null}}, REPORT);
		expect(at('http://w.contoso.example/SelfUpdate/wuident.cab', 'w.contoso.example')).toBe('http://w.contoso.example');
		expect(at('http://cdn.contoso.example/files/1', 'cdn.contoso.example')).toBeNull();
		expect(at('http://fe3.delivery.mp.microsoft.com/ClientWebService/client.asmx', 'fe3.delivery.mp.microsoft.com')).toBeNull();
		expect(wsusServerOfFailure({...REPORTING, server: null}, REPORT)).toBeNull();
		const {wsus} = sampleReport('wsus-http.log');
		const server = {
			url: 'http://wsus02.contoso.example:8530/Content/1.cab',
			scheme: 'http',
			host: 'wsus02.contoso.example',
			port: 8530,
		} as const;
		expect(wsusServerOfFailure({...DOWNLOAD, server}, {wsus})).toBe('http://wsus02.contoso.example:8530');
	});
});

describe('a filter', () => {
	const codes = (options: FilterOptions): readonly string[] | undefined =>
		createFilter(options)
			.select(RESULT)
			?.failures.map(({code}) => code);

	it('takes all of consequence where it asks for nothing', () => {
		expect(codes({})).toHaveLength(5);
	});

	it('selects by time, server and code', () => {
		expect(codes({since: '2024-11-05 08:17', until: '2024-11-05 08:20'})).toEqual([SELF_UPDATE.code]);
		expect(codes({since: '2024-11-05 08:40', until: '2024-11-05 08:41'})).toEqual([REPORTING.code]);
		expect(codes({where: ['server=7.content.*']})).toEqual([DOWNLOAD.code]);
		expect(codes({where: ['code=80244019']})).toEqual([SELF_UPDATE.code]);
	});

	it('leaves none where it asks for what only scans have', () => {
		expect(codes({where: ['caller=CcmExec']})).toBeUndefined();
		expect(codes({where: ['outcome!=failed']})).toBeUndefined();
		expect(codes({since: '2030-01-01'})).toBeUndefined();
	});

	it('by rule selects those that the findings are about', () => {
		const [finding] = sampleReport('wsus-http.log').findings;
		if (finding === undefined) throw new Error('the sample has a finding');
		const result = resultWith({...REPORT, findings: [{...finding, rule: 'x', scans: [], failures: [3]}]}, 'pc-9');
		expect(createFilter({where: ['rule=x']}).select(result)?.failures).toEqual([DOWNLOAD]);
	});
});

describe('rows', () => {
	it('of the table say all of a failure', () => {
		const names = csvHead(OUTSIDE_FAILURES).trimEnd().split(',');
		const cells = csvRow(OUTSIDE_FAILURES, {machine: 'pc-9', report: REPORT, failure: SELF_UPDATE}).trimEnd().split(',');
		expect(Object.fromEntries(names.map((name, index) => [name, cells[index]]))).toMatchObject({
			machine: 'pc-9',
			failure_kind: 'self-update',
			failure_code: '0x80244019',
			failure_count: '2',
			start_line: '15',
			end_line: '16',
			recovered: '',
		});
	});

	it('of the timeline are the first and the last line, and that it worked again', () => {
		expect(outsideEventsOf('pc-9', REPORT, SLS).map(({kind, line, scan}) => [kind, line, scan])).toEqual([
			['outside-failure', 7, null],
			['outside-failure', 9, null],
			['recovered', 28, null],
		]);
		expect(outsideEventsOf('pc-9', REPORT, {...SLS, first: {line: 1, time: null}, last: {line: 1, time: null}, recovered: null})).toEqual(
			[],
		);
	});
});

it('are none in results of earlier versions', () => {
	const gone = new Set(['outsideFailures', 'network', 'failures']);
	const {report} = resultOf('http', 'pc-1');
	const older: TriageResult = JSON.parse(
		JSON.stringify(resultWith({...report, scans: []}, 'pc-1'), (key, value: unknown) => (gone.has(key) ? undefined : value)),
	);
	const upgraded = upgradeResult(older);
	expect(upgraded.report).toMatchObject({outsideFailures: [], network: []});
	expect(upgraded.report.findings.map(({failures}) => failures)).toEqual([[]]);
	expect(summarize([upgraded]).totals.outsideFailures).toBe(0);
});
