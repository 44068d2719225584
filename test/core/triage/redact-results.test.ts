/** Results without names: machines and files become numbers, the same ones everywhere. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {createRedactor} from '../../../src/core/redact/redact.js';
import {createResultRedactor} from '../../../src/core/triage/redact-results.js';
import type {TriageResult} from '../../../src/core/triage/result.js';
import {analyzeBytes} from '../../helpers/log-lines.js';
import {PROJECT} from '../../helpers/run-wulens.js';
import {resultOf, resultWith, SAMPLES} from '../../helpers/triage-results.js';

const TRACE = {file: 'WindowsUpdate.20240312.194721.123.1.etl', status: 'analyzed', reason: null, bytes: 1, lines: 1} as const;

function withText(result: TriageResult, text: string, more: Partial<TriageResult['report']> = {}): TriageResult {
	return {...result, report: {...result.report, coverage: [text], ...more}};
}

describe('a result', () => {
	const first = withText(
		resultOf('proxyDead', 'SECRETPC7', {path: '/srv/logs/secretpc7/WindowsUpdate.log'}),
		'From /srv/logs/secretpc7/WindowsUpdate.log of SECRETPC7.',
	);
	const second = withText(
		resultOf('http', 'secretpc8', {path: '/srv/logs/all.zip', member: 'secretpc8/Windows Update.LOG'}),
		'From secretpc8/Windows Update.LOG, not of secretpc7.',
	);

	function redactedOf(...results: readonly TriageResult[]): readonly TriageResult[] {
		const redactor = createResultRedactor(createRedactor());
		for (const result of results) redactor.learn(result);
		return results.map((result) => redactor.result(result));
	}

	it('has neither machine nor path, and the same numbers wherever they stand', () => {
		const [one, other] = redactedOf(first, second);
		expect([one, other].map((result) => JSON.stringify(result)).join('')).not.toMatch(/secretpc|srv\/logs|all\.zip|Windows Update\.log/i);
		const [name, otherName] = [one?.machine.name ?? '', other?.machine.name ?? ''];
		expect([name, otherName]).toEqual([expect.stringMatching(/^host-\d$/), expect.stringMatching(/^host-\d$/)]);
		expect(name).not.toBe(otherName);
		expect(one).toMatchObject({
			machine: {source: 'folder'},
			report: {path: 'file-1.log', member: null, coverage: [`From file-1.log of ${name}.`]},
		});
		expect(other).toMatchObject({report: {path: 'file-2.zip', member: 'file-3.log', coverage: [`From file-3.log, not of ${name}.`]}});
	});

	it('is the same whether its scans are packed or not, as in the page', () => {
		const [plain, packed] = (['plain', 'packed'] as const).map((scans) => {
			const report = analyzeBytes(readFileSync(join(PROJECT, 'samples', SAMPLES.proxyDead)), {path: 'a.log', scans});
			return JSON.stringify(redactedOf(resultWith(report, 'SECRETPC7')));
		});
		expect(packed).toBe(plain);
		expect(packed).toContain('"timeline":[{');
	});

	it('keeps its scans, findings and counts', () => {
		const [one] = redactedOf(first);
		expect(one?.report.scans.map(({id, outcome, failures}) => [id, outcome, failures.length])).toEqual(
			first.report.scans.map(({id, outcome, failures}) => [id, outcome, failures.length]),
		);
		expect(one?.report.findings.map(({rule}) => rule)).toEqual(first.report.findings.map(({rule}) => rule));
	});

	it('of a machine whose name is no host has a number', () => {
		const redactor = createResultRedactor(createRedactor());
		const odd = resultOf('http', "Anna's PC");
		expect([redactor.result(odd).machine.name, redactor.machine("Anna's PC"), redactor.machine("Ben's PC")]).toEqual([
			'machine-1',
			'machine-1',
			'machine-2',
		]);
		expect(redactor.machine('secretpc9')).toBe(redactor.machine('SECRETPC9'));
		expect(redactor.machine('secretpc9')).toMatch(/^host-\d$/);
	});

	it('leaves short paths and plain names of files where they are words', () => {
		const [one] = redactedOf(
			withText(resultOf('http', 'secretpc8', {path: 'a/b'}), 'a/b is WindowsUpdate.log'),
			withText(resultOf('http', 'secretpc8', {path: 'WindowsUpdate.log'}), ''),
		);
		expect(one?.report).toMatchObject({path: 'file-1', coverage: ['a/b is WindowsUpdate.log']});
	});

	it('numbers traces and files with settings', () => {
		const context = {
			files: [{path: '/srv/secretpc7.reg', kind: 'registry-export'}],
			proxyPolicy: null,
			pinningPolicy: null,
			wsusServer: null,
			useWsusServer: null,
			systemProxy: null,
			userProxy: null,
			certificateStore: null,
			sourcePolicies: null,
		} as const;
		const [one] = redactedOf(withText(first, '', {context, traces: [TRACE, {...TRACE, file: 'other.etl'}]}));
		expect(one?.report.context?.files).toEqual([{path: 'file-2.reg', kind: 'registry-export'}]);
		expect(one?.report.traces.map(({file}) => file)).toEqual(['file-3.etl', 'file-4.etl']);
	});
});
