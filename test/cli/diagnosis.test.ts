/** The built command's answers for people: settings beside the log, rules of the user, redaction, levels that fail. */
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {PROJECT, runWulens} from '../helpers/run-wulens.js';

const FAILS = 'samples/wsus-system-proxy-fails-no-fallback.log';
const RESCUED = 'samples/wsus-fallback-allowed-by-policy.log';
const HEALTHY = 'samples/two-scans-at-once.log';
let folder = '';

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-diagnosis-'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const POLICY = [
	'Windows Registry Editor Version 5.00',
	'',
	'[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate]',
	'"WUServer"="https://wsus01.contoso.example:8531"',
	'"SetProxyBehaviorForUpdateDetection"=dword:00000000',
	'',
].join('\r\n');

async function analyzed(args: readonly string[]) {
	const {stdout} = await runWulens(['analyze', ...args, '--reporter', 'ndjson']);
	return JSON.parse(stdout);
}

describe('settings of the PC', () => {
	it('are read from a file that is named, in UTF-16, too', async () => {
		const file = join(folder, 'policy.reg');
		writeFileSync(file, Buffer.from(`\ufeff${POLICY}`, 'utf16le'));
		const report = await analyzed([RESCUED, '--policy', file]);
		expect(report.context).toMatchObject({proxyPolicy: 0, wsusServer: 'https://wsus01.contoso.example:8531'});
		expect(report.scans[0].deviations.map((deviation: {about: string}) => deviation.about)).toContain('fallback');
		expect(report.findings.map((finding: {rule: string}) => finding.rule)).toContain('unexpected-behavior');
	});

	it('are found beside the log, unless that is not wanted', async () => {
		const device = join(folder, 'PC-0142');
		mkdirSync(device);
		copyFileSync(join(PROJECT, RESCUED), join(device, 'WindowsUpdate.log'));
		writeFileSync(join(device, 'policies.reg'), POLICY);
		expect((await analyzed([join(device, 'WindowsUpdate.log')])).context).toMatchObject({proxyPolicy: 0});
		expect((await analyzed([join(device, 'WindowsUpdate.log'), '--no-context'])).context).toBeNull();
	});

	it('that do not switch pinning off are not said to enforce it without a certificate', async () => {
		const file = join(folder, 'pinning.reg');
		writeFileSync(file, `${POLICY}"DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection"=dword:00000000\r\n`);
		const {stdout} = await runWulens(['analyze', FAILS, '--policy', file, '--width', '200']);
		expect(stdout).toContain('0 (enforced once a certificate is in the store)');
	});

	it('that cannot be read are named, and the analysis goes on', async () => {
		const broken = join(folder, 'broken.reg');
		writeFileSync(broken, 'not settings at all');
		const report = await analyzed([FAILS, '--policy', broken]);
		expect(report.scans).toHaveLength(3);
		expect(report.issues).toContainEqual(
			expect.objectContaining({kind: 'context-unreadable', message: expect.stringContaining('broken.reg')}),
		);
	});
});

describe('--fail-on', () => {
	it.each([
		[FAILS, 'error', 1],
		[RESCUED, 'error', 0],
		[RESCUED, 'warning', 1],
		[HEALTHY, 'info', 0],
		[RESCUED, 'info', 1],
	])('%s at %s ends with %i', async (sample, level, status) => {
		expect((await runWulens(['analyze', sample, '--fail-on', level, '--reporter', 'csv'])).status).toBe(status);
	});

	it('takes a level that is none for bad usage', async () => {
		const {status, stderr} = await runWulens(['analyze', FAILS, '--fail-on', 'fatal']);
		expect(status).toBe(2);
		expect(stderr).toContain('Invalid value "fatal" for --fail-on. Choose error, warning, or info.');
	});
});

describe('--redact', () => {
	it.each(['text', 'markdown', 'html', 'json', 'ndjson', 'csv'])('lets no name through as %s', async (reporter) => {
		const {stdout, status} = await runWulens([
			'analyze',
			FAILS,
			'samples/win7-named-proxy-8024402c.log',
			'--redact',
			'--reporter',
			reporter,
		]);
		expect(status).toBe(0);
		expect(stdout.length).toBeGreaterThan(500);
		expect(stdout).not.toMatch(/contoso|wsus01|wsus02|pc-0\d/i);
		expect(stdout).toContain('0x80240438');
	});
});

describe('rules of the user', () => {
	const RULE = {
		id: 'our-own-rule',
		severity: 'error',
		role: 'cause',
		title: 'Our proxy is down again',
		when: {facts: {outcome: 'failed', server: {contains: 'wsus01'}}},
		explanation: 'Call the network team.',
		steps: [{text: 'Call them.', changes: false}],
		evidence: ['end'],
		examples: {
			match: [
				'Agent * START * Finding updates CallerId = x  Id = 2\nProtocolTalker ServiceId = ' +
					'{3DA21691-E39D-4DA6-8A4B-B43877BCB1B7}, Server URL = https://wsus01.example/client.asmx\nAgent * ' +
					'END * Finding updates CallerId = x, Id = 2, Exit code = 0x80240438',
			],
			noMatch: ['Agent hello'],
		},
	};

	it('speak before those of the project', async () => {
		const file = join(folder, 'rules.json');
		writeFileSync(file, JSON.stringify([RULE]));
		const {findings} = await analyzed([FAILS, '--rules', file]);
		expect(findings[0]).toMatchObject({rule: 'our-own-rule', severity: 'error', title: 'Our proxy is down again'});
		expect(findings.filter((finding: {severity: string}) => finding.severity === 'error')).toHaveLength(1);
	});

	it('have their examples tested', async () => {
		const file = join(folder, 'tested.json');
		writeFileSync(file, JSON.stringify([RULE]));
		expect(await runWulens(['rules', 'test', file])).toMatchObject({status: 0, stdout: '1 rule, 2 examples, 0 wrong\n'});
		writeFileSync(file, JSON.stringify([{...RULE, examples: {match: ['Agent hello'], noMatch: ['Agent hello']}}]));
		const wrong = await runWulens(['rules', 'test', file]);
		expect(wrong.status).toBe(1);
		expect(wrong.stdout).toContain('our-own-rule: example match[0] is wrong: the rule is silent on');
	});

	it('with a mistake are refused with file and line', async () => {
		const file = join(folder, 'mistake.yml');
		writeFileSync(file, '- id: a\n  colour: red\n');
		const {status, stderr} = await runWulens(['analyze', FAILS, '--rules', file]);
		expect(status).toBe(2);
		expect(stderr).toContain(`${file}:2: a rule has an unknown key "colour"`);
	});

	it('can be written from what the command lists', async () => {
		expect((await runWulens(['rules', 'facts'])).stdout).toContain('proxyOutcome');
		expect((await runWulens(['rules', 'list'])).stdout).toContain('wsus-certificate-not-in-store');
		expect((await runWulens(['rules', 'test'])).stdout).toMatch(/ 0 wrong\n$/);
	});
});

describe('what another command says', () => {
	it('explain answers in any form', async () => {
		for (const query of ['0x8024402C', '8024402c', '-2145107924', 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED']) {
			const {stdout, status} = await runWulens(['explain', query]);
			expect(status).toBe(0);
			expect(stdout).toContain('0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED');
		}
	});

	it('expect answers without a log', async () => {
		const {stdout, status} = await runWulens([
			'expect',
			'--service',
			'wsus',
			'--scheme',
			'https',
			'--build',
			'19041.1682',
			'--proxy-policy',
			'0',
			'--pinning-policy',
			'0',
			'--store',
			'filled',
			'--interactive',
			'no',
			'--reporter',
			'json',
		]);
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({expected: {proxyOrders: [['system']], fallback: 'not-allowed', pinning: 'enforced'}});
	});
});
