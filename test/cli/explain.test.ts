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
		expect(stdout).toMatch(/^0x8024402C WU_E_PT_WINHTTP_NAME_NOT_RESOLVED\n {2}DNS lookup failed for the update server/);
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
		expect([stdout, stderr, status]).toEqual(['', 'wulens: nothing found for "no-such-thing"\n', 2]);
		const json = await runWulens(['explain', 'no-such-thing', '-r', 'json']);
		expect([JSON.parse(json.stdout), json.status]).toEqual([[{query: 'no-such-thing', type: 'nothing'}], 2]);
	});

	it('are answered even where others name nothing, exit code 3', async () => {
		const {stdout, stderr, status} = await runWulens(['explain', '0x80072EE2', 'no-such-thing']);
		expect(status).toBe(3);
		expect(stdout).toContain('ERROR_WINHTTP_TIMEOUT');
		expect(stderr).toBe('wulens: nothing found for "no-such-thing"\n');
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

	it('are painted where color is requested', async () => {
		const colored = async (args: string[], env = {}): Promise<boolean> =>
			(await runWulens(['explain', '0x80072EE2', ...args], {env})).stdout.includes('\u001b[');
		expect(await colored([])).toBe(false);
		expect(await colored(['--color'])).toBe(true);
		expect(await colored([], {FORCE_COLOR: '1'})).toBe(true);
		expect(await colored(['--no-color'], {FORCE_COLOR: '1'})).toBe(false);
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

describe('standard input', () => {
	async function explained(input: string, ...args: readonly string[]): Promise<unknown> {
		const {stdout} = await runWulens(['explain', ...args, '-r', 'json'], {input});
		return JSON.parse(stdout).map(({query, type}: {query: string; type: string}) => `${type} ${query}`);
	}

	it('has a query on each line, or several codes', async () => {
		expect(await explained('0x8024402C\r\n\r\n80072EE2, -2145107924;0x80072ee7\n12007 12029\nHTTP 407\nWUServer\n', '-')).toEqual([
			'code 0x8024402C',
			'code 0x80072EE2',
			'code 0x80072EE7',
			'code 12007',
			'code 12029',
			'http-status HTTP 407',
			'setting WUServer',
		]);
	});

	it('may be text in which codes stand; what has none is passed over', async () => {
		const ticket = `Hello team,

the scan failed again:
2024/03/12 19:47:21.6369835 1788  10920 Agent  *FAILED* [8024402C] Isolated scan (from 0x80072EE7)
and then WU_E_PT_WINHTTP_NAME_NOT_RESOLVED once more.
`;
		expect(await explained(ticket, '-')).toEqual(['code 0x8024402C', 'code 0x80072EE7']);
	});

	it('stands among other queries, in their order, in any encoding', async () => {
		const {stdout} = await runWulens(['explain', '12029', '-', '12007', '-r', 'json'], {
			input: Buffer.from('\ufeff0x80240438\r\n', 'utf16le'),
		});
		expect(JSON.parse(stdout).map(({query}: {query: string}) => query)).toEqual(['12029', '0x80240438', '12007']);
	});

	it('that names nothing is told, exit code 2', async () => {
		expect(await runWulens(['explain', '-'], {input: 'no codes in here\n'})).toEqual({
			stdout: '',
			stderr: 'wulens: There is nothing to explain on standard input.\n',
			status: 2,
		});
		expect(await runWulens(['explain', '-'], {input: '0x80072EE2\nno-such-thing\n'})).toMatchObject({
			status: 3,
			stderr: expect.stringContaining('"no-such-thing"') as string,
		});
		expect(await runWulens(['explain', '-'], {input: 'x'.repeat(70_000)})).toMatchObject({
			status: 2,
			stderr: 'wulens: Cannot read (standard input): a line is too long.\n',
		});
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
		[[], 'Missing argument: QUERY. Name a code'],
		[['-', '-'], 'Standard input ("-") can be read only once.'],
		[['--reporter', 'csv', '12007'], 'Invalid value "csv" for --reporter. Choose text or json.'],
		[['--list', '12007'], '--list cannot be combined with a query.'],
		[['--list-codes', '12007'], '--list-codes cannot be combined with a query.'],
		[['--list', '--list-codes'], '--list and --list-codes cannot be combined.'],
		[['--width', 'wide', '12007'], 'Invalid value "wide" for --width. Use a whole number from 20 to 1000.'],
		[['--nonsense'], 'Unknown option "--nonsense".'],
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
