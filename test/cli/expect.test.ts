/** `wulens expect`: its options, what it makes of them, and how it prints. */
import {describe, expect, it} from 'vitest';
import {expectationInput, expectationText} from '../../src/cli/commands/expect.js';
import {commandHelp} from '../../src/cli/options/help-text.js';
import {parseCommand} from '../../src/cli/options/parse.js';
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

async function inputOf(...argv: readonly string[]): Promise<unknown> {
	const parsed = await parseCommand('expect', argv);
	return parsed === null ? null : expectationInput(parsed.values);
}

describe('options', () => {
	it('leave unknown what they do not say', async () => {
		expect(await inputOf()).toEqual(NOTHING);
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
	])('%j', async (argv, changes) => {
		expect(await inputOf(...argv)).toEqual({...NOTHING, ...changes});
	});

	it('choose the reporter, or the help', async () => {
		expect((await parseCommand('expect', ['-r', 'json']))?.values.reporter).toBe('json');
		expect(await inputOf('--help')).toBeNull();
		expect(await inputOf('-h', '--service', 'nonsense')).toBeNull();
	});

	it.each<[readonly string[], RegExp]>([
		[['--service', 'sls'], /^Invalid value "sls" for --service\. Choose wsus, windows-update, microsoft-update, or store\.$/],
		[['--service', 'toString'], /Invalid value "toString" for --service/],
		[['--scheme', 'ftp'], /for --scheme\. Choose http or https\./],
		[['--url', 'wsus.example'], /for --url\. Use an address/],
		[['--url', 'https://wsus.example:99999'], /for --url\. Use an address/],
		[['--url', 'https://wsus.example', '--scheme', 'http'], /contradicts/],
		[
			['--service', 'wsus', '--url', 'https://fe2cr.update.microsoft.com/v6/'],
			/^--service wsus contradicts --url https:\/\/fe2cr\.update\.microsoft\.com\/v6\/, which is a Microsoft server/,
		],
		[['--service', 'wsus', '--url', 'https://UPDATE.microsoft.com'], /contradicts/],
		[['--service', 'wsus', '--url', 'http://download.windowsupdate.com./x'], /contradicts/],
		[['--service', 'wsus', '--url', 'https://fe3cr.delivery.mp.microsoft.com'], /contradicts/],
		[['--interactive', 'yes'], /for --interactive\. Choose user, flag, or no\./],
		[['--build', '19041'], /for --build\. Use a version/],
		[['--build', '19041.1', '--date', '2020-12-01'], /cannot be combined/],
		[['--date', '2020-13-01'], /for --date\. Use a day/],
		[['--date', '2021-02-30'], /for --date\. Use a day/],
		[['--date', '1.12.2020'], /for --date\. Use a day/],
		[['--proxy-policy', '2'], /for --proxy-policy\. Choose 0 or 1\./],
		[['--pinning-policy', ''], /for --pinning-policy\. Choose 0 or 1\./],
		[['--store', 'full'], /for --store\. .*Choose empty or filled\./],
		[['--reporter', 'xml'], /for --reporter\. Choose text or json\./],
		[['--date', '2020-12'], /for --date\. Use a day/],
		[['--nonsense'], /^Unknown option "--nonsense"\./],
		[['WindowsUpdate.log'], /^Unexpected argument: "WindowsUpdate\.log"\.$/],
		[['--service'], /^Missing value for --service\.$/],
	])('%j are refused', async (argv, message) => {
		await expect(inputOf(...argv)).rejects.toThrow(UsageError);
		await expect(inputOf(...argv)).rejects.toThrow(message);
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
			120,
		);
		expect(text).toMatchInlineSnapshot(`
			"Proxies   the system proxy only
			            Since January 2021, a scan against a WSUS server over HTTPS uses only the system proxy. (Microsoft, Scan
			            changes and certificates add security for Windows devices using WSUS, January 2021)

			Fallback  not allowed: if the first kind of proxy fails, the scan fails
			            Unless the policy SetProxyBehaviorForUpdateDetection is 1, a scan against a WSUS server over HTTPS does not
			            fall back to the user proxy. (Microsoft, Scan changes and certificates add security for Windows devices
			            using WSUS, January 2021)

			Pinning   enforced: the server's certificate must be in the store
			            The WindowsServerUpdateServices store contains a certificate and no policy turns pinning off, so the server
			            certificate must be in it. Otherwise the scan fails, even through the system proxy. (Microsoft, Scan changes
			            and certificates add security for Windows devices using WSUS, January 2021)
			"
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
		const [, open = ''] = text.split('\nUnknown   ');
		expect(text).not.toContain('not said');
		expect(open.trim().split('\n')).toHaveLength(7);
		for (const point of open.trim().split(/\n */)) {
			expect(point).toMatch(/^It is unknown whether .*\.$/);
			expect(text.split(point)).toHaveLength(2);
		}
	});

	it('says nothing of the kind where all is known', () => {
		expect(expectationText(expectedBehavior({...NOTHING, online: false}), 80)).not.toContain('Unknown');
	});

	it('names the source of what the flag proves', () => {
		const text = expectationText(
			expectedBehavior({...NOTHING, service: 'Windows Update', updates: 'since-2021-01', interactive: 'flag'}),
			300,
		);
		expect(text).toContain(
			'\nUnknown   Interactive = Yes does not prove that a user started the scan: ConfigMgr and Windows Defender set it too. (real logs of',
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
		expect({stdout, stderr, status}).toEqual({
			stdout: '',
			stderr: 'wulens: Invalid value "full" for --store. Choose empty or filled.\n',
			status: 2,
		});
	});

	it('has a help', async () => {
		expect((await runWulens(['expect', '--help'])).stdout).toBe(await commandHelp('expect'));
		expect((await runWulens(['help', 'expect'])).stdout).toBe(await commandHelp('expect'));
	});
});
