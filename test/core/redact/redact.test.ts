/** No planted name gets through --redact, and what is no name stays. */
import {readdirSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createAnalyzer, type DeviceSettings, type FileReport} from '../../../src/core/index.js';
import {createRedactor} from '../../../src/core/redact/redact.js';
import {createReport} from '../../../src/core/report/report.js';
import {REPORTERS, type ReporterName} from '../../../src/core/report/reporters/index.js';
import {analyzeText, end, etwLog, legacyLog, ONLINE, start, WSUS_ID} from '../../helpers/log-lines.js';

const SAMPLES = new URL('../../../samples/', import.meta.url);
const REPORTER_NAMES = Object.keys(REPORTERS) as ReporterName[];

/** The planted names that are in a text, in any case. */
function leaks(text: string, planted: readonly string[]): readonly string[] {
	const folded = text.toLowerCase();
	return planted.filter((name) => folded.includes(JSON.stringify(name.toLowerCase()).slice(1, -1)) || folded.includes(name.toLowerCase()));
}

function print(name: ReporterName, file: FileReport): string {
	const reporter = REPORTERS[name].create({version: '0.0.0'});
	return reporter.begin() + reporter.file(file) + reporter.end(createReport([file], '0.0.0').totals);
}

/** Keys, lengths of lists, types, and every number. */
function shape(value: unknown): unknown {
	if (typeof value === 'string') return 'text';
	if (Array.isArray(value)) return value.map(shape);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shape(item)]));
}

/** A scan with one failure for each text, which the report quotes. */
function quoting(texts: readonly string[], path = 'WindowsUpdate.log'): FileReport {
	const analyzer = createAnalyzer({path});
	const log = etwLog(
		start('CcmExec', 2),
		ONLINE,
		`Agent ServiceID = {${WSUS_ID}} Managed`,
		...texts.map((text) => `WebServices *FAILED* [80240438] ${text}`),
		end('CcmExec', 2, '0x80240438'),
	);
	for (const line of log.split('\r\n')) analyzer.pushLine(line);
	return analyzer.end();
}

function messages(file: FileReport): readonly string[] {
	return file.scans.flatMap((scan) => scan.failures.map((failure) => failure.message.replace('*FAILED* [80240438] ', '')));
}

const SECRETS = [
	'wsus-hq01',
	'contoso.example',
	'contoso',
	'pc-0142',
	'srv7',
	'px-ber',
	'wpad.fabrikam',
	'fabrikam',
	'10.31.7.9',
	'172.16.4',
	'2001:db8:77::5',
	'190442716',
	'1904427163-3350218846',
	'jane.doe',
	'jdoe',
	'mmuster',
	'jane roe',
	'3f6c1f0e-52b8-4c39-9d77-0a61c2f7be14',
	'sales berlin',
	'fs-archive',
];

const MODERN = etwLog(
	'WebServices *FAILED* [80072EE7] early text about PC-0142 before its full name is known',
	'Agent WSUS server: HTTPS://WSUS-HQ01.Contoso.Example:8531',
	'Agent WSUS status server: http://srv7:8530',
	'Agent Alternate Download Server: http://localhost:8005',
	'Agent Target group: Sales Berlin',
	start('CONTOSO\\jdoe', 2),
	ONLINE,
	`Agent ServiceID = {${WSUS_ID}} Managed`,
	'Agent Caller SID for Applicability: S-1-5-21-1904427163-3350218846-1172805493-2619',
	'Misc Got WSUS Client/Server URL: https://wsus-hq01.contoso.example:8531/ClientWebService/client.asmx""',
	'WebServices Proxy Behavior set to 1 for service url https://wsus-hq01.contoso.example:8531/ClientWebService/client.asmx',
	'WebServices *FAILED* [80240438] wsus-hq01 of PC-0142 refused Wsus-HQ01.CONTOSO.example, early bird',
	'WebServices *FAILED* [80240438] clientId = 3F6C1F0E-52B8-4C39-9D77-0A61C2F7BE14, target group = ' +
		'Sales Berlin, DNS name = pc-0142.contoso.example',
	'WebServices *FAILED* [80240438] again for 3f6c1f0e-52b8-4c39-9d77-0a61c2f7be14 of ' +
		'S-1-5-21-1904427163-3350218846-1172805493-2619 and S-1-5-18',
	'WebServices *FAILED* [80240438] from 10.31.7.9:8531 and [2001:DB8:77::5] via 172.16.4.1 and 127.0.0.1, ::1',
	'WebServices *FAILED* [80240438] C:\\Users\\jdoe\\AppData\\x.dat and C:\\Users\\Jane Roe\\y.dat and /home/mmuster/z, FABRIKAM\\mmuster',
	'WebServices *FAILED* [80240438] mail jane.doe@contoso.example, share \\\\fs-archive\\logs, Sales Berlin, JDOE said Jane Roe',
	'WebServices *FAILED* [80240438] at ' +
		'https://fe2cr.update.microsoft.com/v6/ClientWebService/client.asmx for ' +
		'9482F4B4-E343-43B6-B170-9A65BC822C77, update 6C2E1B94-0D5A-4F37-8A16-3B90C7D2E851',
	end('CONTOSO\\jdoe', 2, '0x80240438'),
);

const LEGACY = legacyLog(
	'Agent   * WSUS server: http://srv7:8530',
	'Agent ** START **  Agent: Finding updates [CallerId = Jane.Doe@contoso.example]',
	'Agent   * Online = Yes; Ignore download priority = No',
	`Agent   * ServiceID = {${WSUS_ID}} Managed`,
	'Misc WARNING: SendRequest failed with hr = 80072ee7. Proxy List used: ' +
		'<http=px-ber:8080;https=PX-BER.contoso.example:8443 > Bypass List used : ' +
		'<*.contoso.example;10.31.*;pc-0142;wpad.fabrikam.test;<local>> Auth Schemes used : <>',
	'Misc WARNING: WinHttp: SendRequestUsingProxy failed for <http://srv7:8530/selfupdate/wuident.cab>. error 0x8024402c',
	'Agent   * WARNING: Exit code = 0x8024402C',
	'Agent **  END  **  Agent: Finding updates [CallerId = Jane.Doe@contoso.example]',
);

describe.each([
	['a log of Windows 10', MODERN],
	['a log of Windows 7', LEGACY],
])('%s full of names', (_, text) => {
	const analyzer = createAnalyzer({path: '/home/mmuster/cases/PC-0142/jdoe_WindowsUpdate.log', member: 'contoso/WindowsUpdate.log'});
	for (const line of text.split('\r\n')) analyzer.pushLine(line);
	const file = analyzer.end();
	const redacted = createRedactor().file(file);

	it('is a scan with names', () => {
		expect(file.scans).toHaveLength(1);
		expect(leaks(JSON.stringify(file), SECRETS).length).toBeGreaterThan(8);
	});

	it('keeps none of them', () => {
		expect(leaks(JSON.stringify(redacted), SECRETS)).toEqual([]);
	});

	it.each(REPORTER_NAMES)('prints none of them as %s', (name) => {
		expect(leaks(print(name, redacted), SECRETS)).toEqual([]);
	});

	it('keeps its shape and every number', () => {
		expect(shape(redacted)).toEqual(shape(file));
	});

	it('keeps codes, times and callers that are programs', () => {
		expect(redacted.log).toEqual(file.log);
		const codes = (report: FileReport): unknown =>
			report.scans.map(({start: begin, end: finish, exitCode, exitName, rootCause, service, outcome}) => [
				begin,
				finish,
				exitCode,
				exitName,
				rootCause,
				service,
				outcome,
			]);
		expect(codes(redacted)).toEqual(codes(file));
	});

	it('is the same when it is redacted again', () => {
		const redactor = createRedactor();
		const once = redactor.file(file);
		expect(redactor.file(once)).toEqual(once);
	});

	it('does not change its input', () => {
		const before = structuredClone(file);
		createRedactor().file(file);
		expect(file).toEqual(before);
	});
});

describe('the same name is the same pseudonym', () => {
	const file = createRedactor().file(analyzeText(MODERN));
	const [scan] = file.scans;

	it('in addresses and their parts', () => {
		expect(scan?.server).toEqual({
			url: 'https://host-1.redacted:8531/ClientWebService/client.asmx',
			scheme: 'https',
			host: 'host-1.redacted',
			port: 8531,
		});
		expect(file.wsus?.server).toMatch(/^https:\/\/host-1\.redacted:8531$/i);
		expect(file.wsus?.alternateDownloadServer).toBe('http://localhost:8005');
		expect(scan?.proxy.behaviors[0]?.url).toBe(scan?.server?.url);
	});

	it('for its short name, in any case', () => {
		const message = messages(file).find((text) => text.includes('early bird')) ?? '';
		expect(message).toMatch(/^host-1 of (host-\d) refused host-1\.redacted, early bird$/);
		const own = /of (host-\d)/.exec(message)?.[1] ?? '';
		expect(messages(file).some((text) => text.includes(`DNS name = ${own}.redacted`))).toBe(true);
	});

	it('for users, groups, SIDs and ids', () => {
		const text = messages(file).join('\n');
		expect(scan?.caller).toBe('user-1');
		expect(text).toContain('C:\\Users\\user-1\\AppData\\x.dat');
		expect(text).toContain('user-1 said user-2');
		expect(text).toContain('S-1-5-21-redacted-1 and S-1-5-18');
		expect(text.match(/\bid-1\b/g)).toHaveLength(2);
		expect(file.wsus?.targetGroup).toBe('group-1');
		expect(text).toContain('target group = group-1, DNS name');
	});

	it('in every file of a run', () => {
		const redactor = createRedactor();
		const first = redactor.file(analyzeText(MODERN));
		const second = redactor.file(analyzeText(LEGACY));
		expect(second.wsus?.server).toBe(first.wsus?.statusServer);
		expect(redactor.text('cannot read WSUS-HQ01 for JDOE')).toBe('cannot read host-1 for user-1');
	});

	it('for names that another file tells, if that was learned before', () => {
		const plain = quoting(['PC-0142 says no']);
		const redactor = createRedactor();
		redactor.learn(analyzeText(MODERN));
		expect(messages(redactor.file(plain))[0]).toMatch(/^host-\d says no$/);
	});
});

it('the name of a group of one word goes from every sentence', () => {
	const log = etwLog(
		'Agent Target group: Lagerhaus',
		start('X', 1),
		ONLINE,
		'WebServices *FAILED* [80240438] the group Lagerhaus is unknown, as is lagerhaus',
		end('X', 1, '0x80240438'),
	);
	expect(leaks(JSON.stringify(createRedactor().file(analyzeText(log))), ['lagerhaus'])).toEqual([]);
});

it('the domain of an account goes that has a public name', () => {
	expect(leaks(createRedactor().text('FABRIKAM\\Administrator and NORDWIND\\SYSTEM'), ['fabrikam', 'nordwind'])).toEqual([]);
});

it('keeps what is public', () => {
	const text = [
		'at https://fe2cr.update.microsoft.com/v6/ClientWebService/client.asmx and ' +
			'HTTPS://slscr.update.microsoft.com/SLS/{9482F4B4-E343-43B6-B170-9A65BC822C77}/x64/10.0.22631.3374/0?CH=318&WUA=1216.2402.13012.0',
		'download.windowsupdate.com, ctldl.windowsupdate.com, login.live.com, www.msftconnecttest.com, ' +
			'http://127.0.0.1:80, http://localhost:8005, [::1]',
		'S-1-5-18 S-1-5-32-544 NT AUTHORITY\\SYSTEM HKLM\\SOFTWARE\\Policies AU\\UseWUServer ' +
			'C:\\Windows\\system32\\svchost.exe C:\\Program Files\\Tool\\a.exe C:\\Users\\Public\\a',
		'WS error 0x80240438 WU_E_PT_ENDPOINT_UNREACHABLE at 10:00:00.1234567 on 2024/03/12, cV = ' +
			'aBcD.12.2, 10.0.19041.1682, 7.6.7600.256, update 6C2E1B94-0D5A-4F37-8A16-3B90C7D2E851',
		'CUpdateEndpointProvider::Get, ...\\ProxyRetryContext.cpp @268, ' +
			'Update;Microsoft.WindowsStore_8wekyb3d8bbwe, <<PROCESS>>: taskhostw.exe, SR.CcmExec ID 1, ' +
			'options exhausted..no more options to try',
	];
	expect(messages(createRedactor().file(quoting(text)))).toEqual(messages(quoting(text)));
});

it('hosts that only look like those of Microsoft do not stay', () => {
	expect(createRedactor().text('https://evil-microsoft.com https://microsoft.com.evil.example https://tenant.blob.core.windows.net')).toBe(
		'https://host-1.redacted https://host-2.redacted https://host-3.redacted',
	);
});

it('a host with an ordinary name does not turn words into pseudonyms', () => {
	const log = etwLog(
		'Agent WSUS server: http://server.update.example:8530',
		start('proxy', 2),
		ONLINE,
		`Agent ServiceID = {${WSUS_ID}} Managed`,
		`ProtocolTalker ServiceId = {${WSUS_ID}}, Server URL = http://wsus:8530/ClientWebService/client.asmx`,
		'WebServices Proxy Behavior set to 1 for service url http://proxy:8530/ClientWebService/client.asmx',
		'WebServices *FAILED* [80240438] Web service call failed for the server proxy:8530, system error of the wsus client',
		end('proxy', 2, '0x80240438'),
	);
	const file = analyzeText(log);
	const redacted = createRedactor().file(file);
	expect(JSON.stringify(redacted)).not.toMatch(/\/\/(?:server|wsus|proxy)\b/);
	expect(redacted.scans[0]?.server?.host).toMatch(/^host-\d$/);
	expect(redacted.scans[0]?.failures[0]?.message).toMatch(
		/^\*FAILED\* \[80240438\] Web service call failed for the server host-\d:8530, system error of the wsus client$/,
	);
	expect(redacted.scans[0]?.proxy.outcome).toBe(file.scans[0]?.proxy.outcome);
});

describe('a file that is no log', () => {
	const SECRET = 'account svc_backup password Sommer2024! on FILESRV09';

	it.each<readonly [string, string]>([
		['notes', `${SECRET}\n`],
		['a log of ConfigMgr', `<![LOG[${SECRET}]LOG]!><time="10:00:00.000+000" date="01-02-2024" component="x" context="" type="3">\n`],
		['a page', `<html><body>${SECRET}</body></html>\n`],
		['undecided text', `${'x'.repeat(40)} ${SECRET}\n`.repeat(50)],
	])('is not quoted by any reporter: %s', (_, text) => {
		const file = analyzeText(text);
		expect(file.log).toBeNull();
		expect(JSON.stringify(file)).toContain('Sommer2024!');
		const redacted = createRedactor().file(file);
		expect(shape(redacted)).toEqual(shape(file));
		for (const name of REPORTER_NAMES) expect(leaks(print(name, redacted), ['svc_backup', 'Sommer', 'FILESRV09'])).toEqual([]);
		expect(redacted.findings[0]?.evidence[0]?.text).toBe('(not quoted: the file is not a Windows Update log)');
	});
});

describe('inputs', () => {
	it('keep what says their type and nothing else', () => {
		const redactor = createRedactor();
		const path = (name: string): string => redactor.file(analyzeText(MODERN.slice(0, 0), {path: name})).path;
		expect(path('/cases/PC-0142/WindowsUpdate.log')).toBe('file-1.log');
		expect(path('C:\\logs\\jdoe.tar.gz')).toBe('file-2.tar.gz');
		expect(path('/cases/PC-0142/WindowsUpdate.log')).toBe('file-1.log');
		expect(path('WindowsUpdate.jdoe')).toBe('file-3');
		expect(path('(standard input)')).toBe('(standard input)');
		expect(path('-')).toBe('-');
		expect(redactor.text("ENOENT: no such file, open '/mnt/x/cases/PC-0142/WindowsUpdate.log'")).not.toMatch(/PC-0142|jdoe/);
		expect(redactor.text('Use the WindowsUpdate.log file itself.')).toBe('Use the WindowsUpdate.log file itself.');
	});

	it('teach the names of machines', () => {
		expect(messages(createRedactor().file(quoting(['nothing from LAPTOP-7QX'], 'cases/laptop-7qx/WindowsUpdate.log')))).toEqual([
			'nothing from host-1',
		]);
	});
});

it('names in the context of the device go', () => {
	const context: DeviceSettings = {
		files: [{path: 'C:\\Users\\jdoe\\PC-0142.reg', kind: 'registry-export'}],
		proxyPolicy: 1,
		pinningPolicy: null,
		wsusServer: 'wsus-hq01:8530',
		useWsusServer: true,
		systemProxy: {
			direct: false,
			proxy: 'http=px-ber.contoso.example:80;https=10.31.7.9:81',
			bypass: '<local>;*.contoso.example;172.16.4.*;localhost',
		},
		userProxy: {
			enabled: true,
			proxy: 'px-ber.contoso.example:80',
			bypass: '<local>',
			autoConfigUrl: 'http://wsus-hq01.contoso.example/proxy.pac',
		},
		certificateStore: [
			{
				subject: 'CN=wsus-hq01.contoso.example, OU=Sales Berlin, O=Contoso Ltd, C=DE',
				issuer: 'CN=Contoso Issuing CA 2',
				thumbprint: '0011223344556677889900112233445566778899',
				notAfter: '2031-01-01',
			},
			{subject: 'CN=Microsoft Update Secure Server CA 2.1, O=Microsoft Corporation, C=US', issuer: null, thumbprint: null, notAfter: null},
		],
		sourcePolicies: [{name: 'DeferQualityUpdates', value: '1'}],
	};
	const file = createRedactor().file({...quoting(['Contoso Ltd, contoso issuing ca 2']), context});
	expect(leaks(JSON.stringify(file), [...SECRETS, 'issuing', '001122'])).toEqual([]);
	expect(file.context).toMatchObject({
		files: [{path: expect.stringMatching(/^file-\d\.reg$/), kind: 'registry-export'}],
		systemProxy: {
			direct: false,
			proxy: expect.stringMatching(/^http=host-\d\.redacted:80;https=ip-\d:81$/),
			bypass: expect.stringMatching(/^<local>;\*\.domain-\d\.redacted;ip-\d\.\*;localhost$/),
		},
	});
	expect(file.context?.certificateStore?.[1]?.subject).toBe(context.certificateStore?.[1]?.subject);
	expect(file.context?.certificateStore?.[0]).toMatchObject({
		subject: expect.stringMatching(/^CN=host-\d\.redacted, OU=name-\d, O=name-\d, C=DE$/),
		notAfter: '2031-01-01',
	});
});

describe('secrets that the caller names', () => {
	it('go wherever they stand', () => {
		const redactor = createRedactor({secrets: ['Projekt X', 'zeus', 'tenant']});
		const file = redactor.file(quoting(['projekt x on ZEUS1 at https://tenant.manage.microsoft.com/a'], 'zeus.log'));
		expect(leaks(JSON.stringify(file), ['projekt x', 'zeus', 'tenant'])).toEqual([]);
	});

	it('of no use are left out', () => {
		expect(createRedactor({secrets: ['', ' ', 'a']}).text('a b')).toBe('a b');
	});
});

it.each([
	'WSUS-01',
	'server-17',
	'WIN-3K5TQ8J2LM1',
	'DESKTOP-0A1B2C3',
	'update-server',
	'srv2019',
])('%s is a name although parts of it are words', (name) => {
	expect(leaks(createRedactor().text(`first ${name}, DNS name = ${name}.example and ${name}:80`), [name])).toEqual([]);
});

it('characters that cannot be seen do not hide a name', () => {
	const file = createRedactor().file(
		quoting(['at https://wsus-hq01.contoso.example/a', 'ws\u200bus-hq\u001b[0m01 and con\u00adtoso.example']),
	);
	expect(REPORTER_NAMES.flatMap((name) => leaks(print(name, file), SECRETS))).toEqual([]);
	expect(leaks(JSON.stringify(file).replaceAll(/\\u[\da-f]{4}|[\u00ad\u200b]/g, ''), SECRETS)).toEqual([]);
});

it('names that look like pseudonyms do not mix with them', () => {
	const redactor = createRedactor();
	expect(redactor.text('https://host-1.corp.example https://b77.corp.example host-1 b77')).toBe(
		'https://host-2.redacted https://host-3.redacted host-2 host-3',
	);
});

describe.each(readdirSync(SAMPLES).filter((name) => name.endsWith('.log')))('%s', (name) => {
	const analyzer = createAnalyzer({path: `samples/${name}`});
	analyzer.push(readFileSync(new URL(name, SAMPLES)));
	const file = analyzer.end();
	const redacted = createRedactor().file(file);

	it('keeps its shape and no name', () => {
		expect(shape(redacted)).toEqual(shape(file));
		expect(JSON.stringify(redacted)).not.toMatch(/contoso|fabrikam\.|S-1-5-21-\d|\bpc-0|\bsrv-0|servers-pilot/i);
	});

	it('keeps every sentence without a name', () => {
		const sentences = (report: FileReport): readonly string[] => [
			report.verdict.text,
			...report.coverage,
			...report.findings.flatMap(({title, explanation, nextSteps}) => [title, explanation, ...nextSteps]),
		];
		const named = /contoso|fabrikam\./i;
		expect(sentences(redacted).filter((_, index) => !named.test(sentences(file)[index] ?? ''))).toEqual(
			sentences(file).filter((sentence) => !named.test(sentence)),
		);
	});
});

describe('for any names', () => {
	// No hexadecimal digits: eight of them are a code.
	const letters = (min: number, max: number): fc.Arbitrary<string> =>
		fc.string({unit: fc.constantFrom(...'ghjkmqvwxz'), minLength: min, maxLength: max});
	const label = fc.tuple(letters(2, 5), fc.constantFrom('', '-', 'ä', 'Q'), fc.integer({min: 10, max: 999})).map((parts) => parts.join(''));
	const domain = fc.tuple(letters(5, 9), fc.constantFrom('example', 'local', 'de', 'co.uk', 'corp')).map((parts) => parts.join('.'));
	const places: readonly ((name: string) => string)[] = [
		(name) => `at https://${name}:8531/ClientWebService/client.asmx`,
		(name) => `at HTTP://${name.toUpperCase()}/a`,
		(name) => `DNS name = ${name}`,
		(name) => `Proxy List used: <a.example:1;${name}:8080 > Bypass List used : <${name};<local>> Auth`,
		(name) => `open \\\\${name}\\share`,
		(name) => `CN=${name}, OU=x1`,
	];
	const place = fc.constantFrom(...places);

	it('a host that is known from one place goes from all others', () => {
		fc.assert(
			fc.property(label, domain, place, fc.constantFrom('', '.', ',', ':', "'", ')'), (short, rest, put, mark) => {
				const full = `${short}.${rest}`;
				const file = createRedactor().file(
					quoting([
						`first ${short.toUpperCase()}${mark} and ${full}${mark}`,
						put(full),
						`then ${short}${mark} and "${full.toUpperCase()}"${mark} x${mark}`,
					]),
				);
				expect(leaks(JSON.stringify(file), [short, full, rest.split('.')[0] ?? ''])).toEqual([]);
				expect(messages(file)[0]).toMatch(/^first (host-\d+)\S? and \1\.redacted\S?$/);
			}),
		);
	});

	it('different hosts stay different, equal ones equal', () => {
		fc.assert(
			fc.property(fc.uniqueArray(label, {minLength: 2, maxLength: 6, selector: (name) => name.toLowerCase()}), domain, (shorts, rest) => {
				const redactor = createRedactor();
				const [once = '', again = ''] = [0, 1].map(() => redactor.text(shorts.map((short) => `https://${short}.${rest}/`).join(' ')));
				expect(once).toBe(again);
				expect(new Set(once.split(' ')).size).toBe(shorts.length);
			}),
		);
	});

	it('no text throws, and what came out stays', () => {
		const piece = fc.oneof(
			fc.string({unit: 'binary', maxLength: 20}),
			fc.constantFrom(
				'https://',
				'\\\\',
				'C:\\Users\\',
				'@',
				'CN=',
				'Proxy list: ',
				'S-1-5-21-',
				'[',
				'::',
				'10.1.2.3',
				'<',
				'*',
				'.',
				'%',
				':80',
				'a-1',
				'DNS name = ',
			),
		);
		fc.assert(
			fc.property(fc.array(piece, {maxLength: 12}), (pieces) => {
				const redactor = createRedactor();
				const once = redactor.text(pieces.join(''));
				expect(typeof redactor.text(once)).toBe('string');
			}),
			{numRuns: 500},
		);
	});
});

it('a name is not shown by a text before the one that tells it', () => {
	const file = createRedactor().file(quoting(['no answer of secretpc9 yet', 'calling http://secretpc9:8530/ClientWebService']));
	expect(messages(file)).toEqual(['no answer of host-1 yet', 'calling http://host-1:8530/ClientWebService']);
});

it('a name that the log tells outside of scans is known in every line', () => {
	const analyzer = createAnalyzer({path: 'a.log'});
	const at = '2024/03/12 19:47:21.0000000 1000  ';
	for (const line of [
		'3000  ProtocolTalker  Initializing simple targeting cookie, clientId = ' +
			'14f6db85-1ef0-47bb-acc2-48cdffeb0509, target group = , DNS name = secretpc42.secretcorp.local',
		'2000  Agent           * START * Finding updates CallerId = x  Id = 2',
		'2000  WebServices     *FAILED* [80240438] Web service call on secretpc42',
		'2000  Agent           * END * Finding updates CallerId = x, Id = 2, Exit code = 0x80240438',
	])
		analyzer.pushLine(at + line);
	const report = analyzer.end();
	expect(report.log?.machineName).toBe('secretpc42.secretcorp.local');
	expect(JSON.stringify(createRedactor().file(report))).not.toMatch(/secretpc42|secretcorp/i);
});
