/** The built `wulens explain`: queries, lists, outputs, exit codes, as a user meets them. */
import {describe, expect, it} from 'vitest';
import {explainAll} from '../../src/cli/commands/explain.js';
import {TABLE_SIZE} from '../../src/core/codes/hresult-table.js';
import {RULES} from '../../src/core/findings/rules/index.js';
import {runWulens} from '../helpers/run-wulens.js';

describe('queries', () => {
	it('are answered in text', async () => {
		const {stdout, stderr, status} = await runWulens(['explain', '0x8024402C']);
		expect([status, stderr]).toEqual([0, '']);
		expect(stdout).toMatch(/^0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED\n {2}The name of the update server/);
		expect(stdout).toContain('\n  Comes from   0x80072EE7 ');
	});

	it('may be signed decimals, which are no options', async () => {
		const {stdout, status} = await runWulens(['explain', '-2145078524', '--width', '60', '-2146762751']);
		expect(status).toBe(0);
		expect(stdout).toMatch(/^0x8024B304 WU_E_TRUST_PROVIDER_UNKNOWN\n[\s\S]*\n\n0x800B0001 TRUST_E_PROVIDER_UNKNOWN\n/);
		expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
	});

	it('give one answer each in JSON', async () => {
		const {stdout, status} = await runWulens([
			'explain',
			'--reporter',
			'json',
			'12002',
			'tls-verification-failed',
			'HTTP 407',
			'name not resolved',
			'Microsoft Update',
			'proxy behavior 1',
		]);
		expect(status).toBe(0);
		const answers: readonly {type: string; query: string}[] = JSON.parse(stdout);
		expect(answers.map(({type}) => type)).toEqual(['code', 'rule', 'http-status', 'candidates', 'service', 'proxy-behavior']);
		expect(answers[0]).toMatchObject({query: '12002', code: {code: '0x80072EE2'}, explanation: {causeClass: 'network'}});
		// Examples are tests of the rule, not a part of what it says.
		expect(answers[1]).not.toHaveProperty('rule.examples');
		expect(answers[1]).toHaveProperty('rule.steps');
	});

	it.each([
		'SetProxyBehaviorForUpdateDetection',
		'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection',
		'WindowsServerUpdateServices',
		'WUServer',
		'UseWUServer',
	])('may be the setting %s', async (name) => {
		const {stdout, stderr, status} = await runWulens(['explain', name]);
		expect([status, stderr]).toEqual([0, '']);
		expect(stdout).toMatch(new RegExp(`^${name}\n`));
		const json = await runWulens(['explain', name, '-r', 'json']);
		expect(JSON.parse(json.stdout)).toMatchObject([
			{query: name, type: 'setting', setting: {name, values: expect.any(Array), registry: expect.stringContaining('HKLM')}},
		]);
	});

	it('find no rule by a number of a command', async () => {
		expect((await runWulens(['explain', '0xFFFFFFFF'])).stdout).not.toContain('Rules');
	});

	it('that name nothing are told on standard error, exit code 2', async () => {
		const {stdout, stderr, status} = await runWulens(['explain', 'no-such-thing']);
		expect([stdout, stderr, status]).toEqual(['', 'wulens: nothing is known under "no-such-thing"\n', 2]);
		const json = await runWulens(['explain', 'no-such-thing', '-r', 'json']);
		expect([JSON.parse(json.stdout), json.status]).toEqual([[{query: 'no-such-thing', type: 'nothing'}], 2]);
	});

	it('are answered even where others name nothing, exit code 3', async () => {
		const {stdout, stderr, status} = await runWulens(['explain', '0x80072EE2', 'no-such-thing']);
		expect(status).toBe(3);
		expect(stdout).toContain('ERROR_WINHTTP_TIMEOUT');
		expect(stderr).toBe('wulens: nothing is known under "no-such-thing"\n');
	});

	it('cannot smuggle control sequences into the output', async () => {
		for (const reporter of ['text', 'json']) {
			const {stdout, stderr} = await runWulens([
				'explain',
				'-r',
				reporter,
				'\u001b[31m0x80072EE2\u202e',
				'\u001b]0;title\u0007\u009b2J\u202ethe-thing',
			]);
			expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		}
	});

	it('are painted where colour is asked for', async () => {
		const coloured = async (args: string[], env = {}): Promise<boolean> =>
			(await runWulens(['explain', '0x80072EE2', ...args], {env})).stdout.includes('\u001b[');
		expect(await coloured([])).toBe(false);
		expect(await coloured(['--color'])).toBe(true);
		expect(await coloured([], {FORCE_COLOR: '1'})).toBe(true);
		expect(await coloured(['--no-color'], {FORCE_COLOR: '1'})).toBe(false);
	});
});

describe('words without quotes', () => {
	it.each([
		[['HTTP', '407'], ['http-status']],
		[['Microsoft', 'Update'], ['service']],
		[['name', 'not', 'resolved'], ['candidates']],
		[
			['0x80072EE2', '12007'],
			['code', 'code'],
		],
		[
			['0x80072EE2', 'no-such-thing'],
			['code', 'nothing'],
		],
		[
			['0x80072EE2', 'timeout'],
			['code', 'candidates'],
		],
		[
			['timeout', '0x80072EE2'],
			['candidates', 'code'],
		],
		[['proxy', 'behavior', '1'], ['proxy-behavior']],
		[
			['timeout', 'proxy behavior 1'],
			['candidates', 'proxy-behavior'],
		],
		[
			['no-such-thing', 'nor-this'],
			['nothing', 'nothing'],
		],
	])('%j are %j', (queries, types) => {
		expect(explainAll(queries, RULES).map(({type}) => type)).toEqual(types);
	});
});

describe('lists', () => {
	it('has the rules with severity and a title that needs no log', async () => {
		const {stdout, status} = await runWulens(['explain', '--list']);
		expect(status).toBe(0);
		const lines = stdout.trimEnd().split('\n');
		expect(lines.map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual(RULES.map(({id, severity}) => [id, severity]));
		expect(stdout).not.toMatch(/\{\w+\}/);
		const json = await runWulens(['explain', '--list', '-r', 'json']);
		expect(JSON.parse(json.stdout)).toEqual(RULES.map(({id, severity, title}) => ({id, severity, title})));
	});

	it('has a rule for each name of it, to be explained by that name', () => {
		for (const {id} of RULES) expect(explainAll([id], RULES)).toMatchObject([{type: 'rule', rule: {id}}]);
	});

	it('has all codes, sorted, with tabs between', async () => {
		const {stdout, status} = await runWulens(['explain', '--list-codes']);
		expect(status).toBe(0);
		const [header, ...rows] = stdout
			.slice(0, -1)
			.split('\n')
			.map((line) => line.split('\t'));
		expect(header).toEqual(['code', 'name', 'facility', 'aliases', 'decimal', 'meaning', 'cause class', 'next check']);
		expect(rows).toHaveLength(TABLE_SIZE);
		expect(rows.filter((row) => row.length !== 8)).toEqual([]);
		expect(rows.map(([code]) => code)).toEqual(rows.map(([code = '']) => code).toSorted());
		expect(rows.find(([code]) => code === '0x80072EE7')).toMatchObject([
			'0x80072EE7',
			'ERROR_WINHTTP_NAME_NOT_RESOLVED',
			'winhttp',
			'WININET_E_NAME_NOT_RESOLVED,ERROR_INTERNET_NAME_NOT_RESOLVED',
			'-2147012889',
			expect.stringContaining('DNS'),
			'name-resolution',
			expect.any(String),
		]);
		const json = await runWulens(['explain', '--list-codes', '-r', 'json']);
		expect(JSON.parse(json.stdout)).toHaveLength(TABLE_SIZE);
	});

	it('ends quietly where its reader goes away', async () => {
		const {stderr} = await runWulens(['explain', '--list-codes'], {closeAfter: 100});
		expect(stderr).toBe('');
	});
});

describe('usage', () => {
	it.each([
		[[], 'explain what?'],
		[['--reporter', 'csv', '12007'], 'explain has no reporter "csv"'],
		[['--list', '12007'], '--list takes no query'],
		[['--list-codes', '12007'], '--list-codes takes no query'],
		[['--list', '--list-codes'], 'do not go together'],
		[['--width', 'wide', '12007'], '--width takes a whole number'],
		[['--nonsense'], "Unknown option '--nonsense'"],
	])('explain %j is refused in one line, exit code 2', async (args, message) => {
		const {stdout, stderr, status} = await runWulens(['explain', ...args]);
		expect([stdout, status]).toEqual(['', 2]);
		expect(stderr).toContain(message);
		expect(stderr.trim().split('\n')).toHaveLength(1);
	});

	it.each([[['explain', '--help']], [['explain', '-h', '12007']], [['help', 'explain']]])('%j explains itself', async (args) => {
		const {stdout, status} = await runWulens(args);
		expect(status).toBe(0);
		expect(stdout).toContain('Usage:\n  wulens explain');
	});
});
