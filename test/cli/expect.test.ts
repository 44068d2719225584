/** `wulens expect`: its options, what it makes of them, and how it prints. */
import {describe, expect, it} from 'vitest';
import {EXPECT_HELP, expectationText, parseExpectArguments} from '../../src/cli/commands/expect.js';
import {UsageError} from '../../src/cli/usage-error.js';
import {expectedBehavior} from '../../src/core/expected-behavior/expected-behavior.js';
import {runWulens} from '../helpers/run-wulens.js';

const NOTHING = {
	service: null,
	scheme: null,
	online: true,
	interactive: 'unknown',
	updates: 'unknown',
	proxyPolicy: null,
	pinningPolicy: null,
	store: 'unknown',
} as const;

function inputOf(...argv: readonly string[]): unknown {
	return parseExpectArguments(argv)?.input;
}

describe('options', () => {
	it('leave unknown what they do not say', () => {
		expect(parseExpectArguments([])).toEqual({input: NOTHING, reporter: 'text'});
	});

	it.each<[readonly string[], object]>([
		[['--service', 'wsus'], {service: 'WSUS'}],
		[['--service', 'windows-update'], {service: 'Windows Update'}],
		[['--service', 'microsoft-update'], {service: 'Microsoft Update'}],
		[['--service', 'store'], {service: 'Microsoft Store'}],
		[['--scheme', 'http'], {scheme: 'http'}],
		[['--url', 'https://wsus.example:8531'], {service: 'WSUS', scheme: 'https'}],
		[['--url', 'HTTP://WSUS.example:8530/ClientWebService/client.asmx', '--scheme', 'http'], {service: 'WSUS', scheme: 'http'}],
		[['--url', 'https://fe2cr.update.microsoft.com/v6/ClientWebService/client.asmx'], {service: 'Windows Update', scheme: 'https'}],
		[['--url', 'https://fe3cr.delivery.mp.microsoft.com/', '--service', 'store'], {service: 'Microsoft Store', scheme: 'https'}],
		[['--url', 'https://update.microsoft.com.wsus.example/'], {service: 'WSUS', scheme: 'https'}],
		[['--url', 'https://update.microsoft.com.wsus.example/', '--service', 'wsus'], {service: 'WSUS', scheme: 'https'}],
		[['--url', 'https://notwindowsupdate.com/'], {service: 'WSUS', scheme: 'https'}],
		[['--url', 'http://windowsupdate.com/'], {service: 'Windows Update', scheme: 'http'}],
		[['--interactive', 'user'], {interactive: 'user'}],
		[['--interactive', 'flag'], {interactive: 'flag'}],
		[['--interactive', 'no'], {interactive: 'no'}],
		[['--build', '19041.1682'], {updates: 'since-2021-01'}],
		[['--build', '10.0.17763.1457'], {updates: 'before-2021-01'}],
		[['--build', '7.6.7600.256'], {updates: 'unknown'}],
		[['--date', '2020-09-07'], {updates: 'before-2020-09'}],
		[['--date', '2020-12-01'], {updates: 'before-2021-01'}],
		[['--date', '2024-02-29'], {updates: 'since-2021-01'}],
		[['--proxy-policy', '1', '--pinning-policy', '0'], {proxyPolicy: 1, pinningPolicy: 0}],
		[['--store', 'filled'], {store: 'filled'}],
		[['--store=empty'], {store: 'empty'}],
	])('%j', (argv, changes) => {
		expect(inputOf(...argv)).toEqual({...NOTHING, ...changes});
	});

	it('choose the reporter, or the help', () => {
		expect(parseExpectArguments(['-r', 'json'])?.reporter).toBe('json');
		expect(parseExpectArguments(['--help'])).toBeNull();
		expect(parseExpectArguments(['-h', '--service', 'nonsense'])).toBeNull();
	});

	it.each<[readonly string[], RegExp]>([
		[['--service', 'sls'], /^--service takes wsus, windows-update, microsoft-update, store, not "sls"$/],
		[['--service', 'toString'], /--service takes/],
		[['--scheme', 'ftp'], /--scheme takes http, https/],
		[['--url', 'wsus.example'], /--url takes an address/],
		[['--url', 'https://wsus.example:99999'], /--url takes an address/],
		[['--url', 'https://wsus.example', '--scheme', 'http'], /contradicts/],
		[
			['--service', 'wsus', '--url', 'https://fe2cr.update.microsoft.com/v6/'],
			/^--service wsus contradicts --url https:\/\/fe2cr\.update\.microsoft\.com\/v6\/: that is a server of Microsoft/,
		],
		[['--service', 'wsus', '--url', 'https://UPDATE.microsoft.com'], /contradicts/],
		[['--service', 'wsus', '--url', 'http://download.windowsupdate.com./x'], /contradicts/],
		[['--service', 'wsus', '--url', 'https://fe3cr.delivery.mp.microsoft.com'], /contradicts/],
		[['--interactive', 'yes'], /--interactive takes user, flag, no/],
		[['--build', '19041'], /--build takes a version/],
		[['--build', '19041.1', '--date', '2020-12-01'], /cannot be given together/],
		[['--date', '2020-13-01'], /--date takes a day/],
		[['--date', '2021-02-30'], /--date takes a day/],
		[['--date', '1.12.2020'], /--date takes a day/],
		[['--proxy-policy', '2'], /--proxy-policy takes 0, 1/],
		[['--pinning-policy', ''], /--pinning-policy takes 0, 1/],
		[['--store', 'full'], /--store takes empty, filled/],
		[['--reporter', 'xml'], /--reporter takes text, json/],
		[['--nonsense'], /--nonsense/],
		[['WindowsUpdate.log'], /WindowsUpdate\.log/],
		[['--service'], /service/],
	])('%j are refused', (argv, message) => {
		expect(() => parseExpectArguments(argv)).toThrow(UsageError);
		expect(() => parseExpectArguments(argv)).toThrow(message);
	});

	it('are all in the help', () => {
		for (const option of [
			'--service',
			'--scheme',
			'--url',
			'--interactive',
			'--build',
			'--date',
			'--proxy-policy',
			'--pinning-policy',
			'--store',
			'--reporter',
			'--help',
		])
			expect(EXPECT_HELP).toContain(option);
		for (const line of EXPECT_HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(84);
	});
});

describe('the text', () => {
	it('says each answer with its sentence and source', () => {
		const text = expectationText(
			expectedBehavior({
				...NOTHING,
				service: 'WSUS',
				scheme: 'https',
				interactive: 'no',
				updates: 'since-2021-01',
				proxyPolicy: 0,
				pinningPolicy: 0,
				store: 'filled',
			}),
			200,
		);
		expect(text).toBe(`Proxies   the system proxy only
            Since January 2021 a scan of a WSUS server over HTTPS tries the system proxy and nothing else. (Microsoft, Scan changes and certificates add security for Windows devices using WSUS,
            January 2021)

Fallback  not allowed: where the first kind of proxy fails, the scan fails
            Without the policy SetProxyBehaviorForUpdateDetection = 1 a scan of a WSUS server over HTTPS does not fall back to the user proxy. (Microsoft, Scan changes and certificates add security
            for Windows devices using WSUS, January 2021)

Pinning   enforced: the server's certificate must be in the store
            The WindowsServerUpdateServices store holds a certificate and no policy switches pinning off, so the server's certificate must be in it, or the scan fails, even through the system proxy.
            (Microsoft, Scan changes and certificates add security for Windows devices using WSUS, January 2021)
`);
	});

	it('shows every order that may hold', () => {
		expect(
			expectationText(expectedBehavior({...NOTHING, service: 'Windows Update', updates: 'since-2021-01', interactive: 'flag'}), 200),
		).toContain('Proxies   the system proxy, then the user proxy; or the user proxy, then the system proxy\n');
	});

	it('says that an offline scan uses none', () => {
		expect(expectationText(expectedBehavior({...NOTHING, online: false}), 80)).toMatch(/^Proxies {3}none\n/);
	});

	it('says once what is not known, without a source where nobody told it', () => {
		const text = expectationText(expectedBehavior(NOTHING), 200);
		const [, open = ''] = text.split('\nNot known ');
		expect(text).not.toContain('not said');
		expect(open.trim().split('\n')).toHaveLength(7);
		for (const point of open.trim().split(/\n */)) {
			expect(point).toMatch(/^It is not known whether .*\.$/);
			expect(text.split(point)).toHaveLength(2);
		}
	});

	it('says nothing of the kind where all is known', () => {
		expect(expectationText(expectedBehavior({...NOTHING, online: false}), 80)).not.toContain('Not known');
	});

	it('names the source of what the flag proves', () => {
		const text = expectationText(
			expectedBehavior({...NOTHING, service: 'Windows Update', updates: 'since-2021-01', interactive: 'flag'}),
			300,
		);
		expect(text).toContain(
			'\nNot known Interactive = Yes does not prove that a user started the scan: ConfigMgr and Windows Defender say so as well. (real logs of',
		);
	});

	it('keeps to the width', () => {
		for (const line of expectationText(expectedBehavior(NOTHING), 80).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
	});
});

describe('the built command', () => {
	it('prints the answers as text', async () => {
		const {stdout, status} = await runWulens([
			'expect',
			'--url',
			'https://wsus.example:8531',
			'--interactive',
			'no',
			'--build',
			'19041.1682',
			'--proxy-policy',
			'1',
		]);
		expect(status).toBe(0);
		expect(stdout).toContain('Proxies   the system proxy, then the user proxy\n');
	});

	it('prints what was asked and the answers as JSON', async () => {
		const {stdout, status} = await runWulens(['expect', '--service', 'store', '--date', '2021-02-01', '--interactive', 'no', '-r', 'json']);
		const {input, expected} = JSON.parse(stdout);
		expect(status).toBe(0);
		expect(input).toEqual({...NOTHING, service: 'Microsoft Store', interactive: 'no', updates: 'since-2021-01'});
		expect(expected).toEqual(expectedBehavior(input));
	});

	it('refuses what it does not know, with exit code 2', async () => {
		const {stdout, stderr, status} = await runWulens(['expect', '--store', 'full']);
		expect({stdout, stderr, status}).toEqual({stdout: '', stderr: 'wulens: --store takes empty, filled, not "full"\n', status: 2});
	});

	it('has a help', async () => {
		expect((await runWulens(['expect', '--help'])).stdout).toBe(EXPECT_HELP);
		expect((await runWulens(['help', 'expect'])).stdout).toBe(EXPECT_HELP);
	});
});
