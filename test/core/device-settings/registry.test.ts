/** Registry exports and the output of reg query: values, deletions, keys that count more than others, stores. */
import {describe, expect, it} from 'vitest';
import {
	factsOfText,
	GP_KEY,
	lines,
	MDM_KEY,
	notesOfText,
	OTHER_THUMBPRINT,
	readText,
	regFile,
	THUMBPRINT,
} from '../../helpers/settings-files.js';

describe('registry export', () => {
	it('says all four settings', () => {
		const text = regFile(
			`[${GP_KEY}]`,
			'"WUServer"="https://wsus.example:8531"',
			'"WUStatusServer"="https://wsus.example:8531"',
			'"SetProxyBehaviorForUpdateDetection"=dword:00000001',
			'"DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection"=dword:00000000',
			'',
			`[${GP_KEY}\\AU]`,
			'"UseWUServer"=dword:00000001',
			'"NoAutoUpdate"=dword:00000000',
		);
		expect(readText(text)).toMatchObject({kind: 'registry-export', notes: []});
		expect(factsOfText(text)).toEqual({wsusServer: 'https://wsus.example:8531', proxyPolicy: 1, pinningPolicy: 0, useWsusServer: true});
	});

	it('says the proxy of the user', () => {
		const key = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
		const userProxy = {enabled: false, proxy: null, bypass: null, autoConfigUrl: 'http://pac.example/a.pac'};
		expect(factsOfText(regFile(`[${key}]`, '"ProxyEnable"=dword:00000000', '"AutoConfigURL"="http://pac.example/a.pac"'))).toEqual({
			userProxy,
		});
		const query = lines('', key, '    ProxyEnable    REG_DWORD    0x0', '    AutoConfigURL    REG_SZ    http://pac.example/a.pac', '');
		expect(factsOfText(query)).toEqual({userProxy});
	});

	it('takes names in any case, blanks, comments, and escaped characters', () => {
		expect(
			factsOfText(
				regFile(
					'; exported for a ticket',
					`[${GP_KEY.toUpperCase()}]`,
					'"setproxybehaviorforupdatedetection" = dword:1 ; user fallback',
					'"WUServer"="http:\\\\\\\\wsus\\"x\\""',
				),
			),
		).toEqual({proxyPolicy: 1, wsusServer: 'http:\\\\wsus"x"'});
	});

	it('takes texts and numbers as bytes', () => {
		const utf16 = [...'http://wsus'].map((letter) => `${letter.charCodeAt(0).toString(16)},00`);
		expect(
			factsOfText(
				regFile(
					`[${GP_KEY}]`,
					`"WUServer"=hex(2):${utf16.slice(0, 5).join(',')},\\`,
					`  ${utf16.slice(5).join(',')},00,00`,
					'"SetProxyBehaviorForUpdateDetection"=hex(4):01,00,00,00',
				),
			),
		).toEqual({
			wsusServer: 'http://wsus',
			proxyPolicy: 1,
		});
		expect(factsOfText(lines('REGEDIT4', '', `[${GP_KEY}]`, '"WUServer"=hex(2):68,74,74,70,3a,2f,2f,77,00'))).toEqual({
			wsusServer: 'http://w',
		});
	});

	it('does not take what is deleted for a value', () => {
		const text = regFile(
			`[-${GP_KEY}\\AU]`,
			'"UseWUServer"=dword:00000001',
			`[${GP_KEY}]`,
			'"WUServer"=-',
			'"SetProxyBehaviorForUpdateDetection"=-',
		);
		expect(readText(text)).toMatchObject({kind: 'registry-export', notes: []});
		expect(factsOfText(text)).toEqual({});
	});

	it('takes an empty text for nothing', () => {
		expect(factsOfText(regFile(`[${GP_KEY}]`, '"WUServer"=""'))).toEqual({});
	});

	it('passes over values that only begin alike', () => {
		expect(
			factsOfText(
				regFile(
					`[${MDM_KEY}]`,
					'"SetProxyBehaviorForUpdateDetection_ProviderSet"=dword:00000001',
					'"SetProxyBehaviorForUpdateDetection"=dword:00000000',
				),
			),
		).toEqual({proxyPolicy: 0});
	});

	it.each([
		['device management', MDM_KEY],
		['a hive of a user', 'HKEY_USERS\\S-1-5-21-1-2-3-1001\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate'],
		['a mounted hive', 'HKEY_LOCAL_MACHINE\\OFFLINE\\Policies\\Microsoft\\Windows\\WindowsUpdate'],
	])('counts values of %s, but less than Group Policy, in whatever order', (_, key) => {
		const other = [`[${key}]`, '"SetProxyBehaviorForUpdateDetection"=dword:00000001', '"WUServer"="http://other"'];
		const policy = [`[${GP_KEY}]`, '"SetProxyBehaviorForUpdateDetection"=dword:00000000'];
		for (const text of [regFile(...other, ...policy), regFile(...policy, ...other)]) {
			expect(readText(text)).toMatchObject({notes: []});
			expect(factsOfText(text)).toEqual({proxyPolicy: 0, wsusServer: 'http://other'});
		}
	});

	it('counts the first of two values of the same weight, and says so', () => {
		const text = regFile('[HKEY_USERS\\A]', '"UseWUServer"=dword:00000000', '[HKEY_USERS\\B]', '"UseWUServer"=dword:00000001');
		expect(factsOfText(text)).toEqual({useWsusServer: false});
		expect(notesOfText(text)).toEqual(['It contains conflicting values for UseWUServer: 0, then 1. The first one is used.']);
	});

	it.each([
		['dword:00000002', 'SetProxyBehaviorForUpdateDetection has an invalid value: "dword:00000002".'],
		['dword:zz', 'SetProxyBehaviorForUpdateDetection has an invalid value: "dword:zz".'],
		['hex(7):00', 'The value of SetProxyBehaviorForUpdateDetection cannot be read.'],
		['"', 'The value of SetProxyBehaviorForUpdateDetection cannot be read.'],
	])('says that %s is no value, and takes the others', (data, note) => {
		const text = regFile(`[${GP_KEY}]`, `"SetProxyBehaviorForUpdateDetection"=${data}`, '"WUServer"="http://wsus"');
		expect(notesOfText(text)).toEqual([note]);
		expect(factsOfText(text)).toEqual({wsusServer: 'http://wsus'});
	});

	it('of other keys concerns nothing', () => {
		expect(readText(regFile('[HKEY_CURRENT_USER\\Software\\Example]', '"Version"="1"'))).toEqual({
			kind: null,
			problem: 'It is a registry export (.reg), but it contains none of the settings that affect scans.',
		});
	});

	it('of the policy key without values is read all the same', () => {
		expect(readText(regFile(`[${GP_KEY}]`))).toMatchObject({kind: 'registry-export', notes: []});
	});

	it('knows the certificates of the store by their keys', () => {
		const store = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\WindowsServerUpdateServices';
		const known = {subject: null, issuer: null, notAfter: null};
		expect(
			factsOfText(
				regFile(
					`[${store}]`,
					`[${store}\\Certificates]`,
					`[${store}\\Certificates\\${THUMBPRINT.toUpperCase()}]`,
					'"Blob"=hex:5c,\\',
					'  00',
					`[${store}\\Certificates\\${OTHER_THUMBPRINT}]`,
					`[${store}\\CRLs]`,
				),
			),
		).toEqual({
			certificateStore: [
				{...known, thumbprint: THUMBPRINT},
				{...known, thumbprint: OTHER_THUMBPRINT},
			],
		});
		expect(factsOfText(regFile(`[${store}\\Certificates]`))).toEqual({certificateStore: []});
		expect(readText(regFile('[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates]'))).toMatchObject({
			kind: null,
		});
	});
});

it.each([
	'SetProxyBehaviorForUpdateDetection',
	'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection',
	'UseWUServer',
])('%s is 0 or 1 or not known', (name) => {
	const text = regFile(`[${GP_KEY}]`, `"${name}"=dword:00000002`);
	expect(factsOfText(text)).toEqual({});
	expect(notesOfText(text)).toEqual([`${name} has an invalid value: "dword:00000002".`]);
});

describe('reg query', () => {
	it('of a key without values or subkeys is not taken', () => {
		expect(readText(lines('', GP_KEY, 'and nothing more'))).toMatchObject({kind: null});
	});

	it('of a certificate without its value says which it is', () => {
		const key = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\WindowsServerUpdateServices\\Certificates\\${THUMBPRINT}`;
		expect(factsOfText(lines('', key))).toMatchObject({certificateStore: [{thumbprint: THUMBPRINT}]});
	});

	it('says all four settings', () => {
		const text = lines(
			'',
			GP_KEY,
			'    WUServer    REG_SZ    http://wsus.example:8530',
			'    SetProxyBehaviorForUpdateDetection    REG_DWORD    0x0',
			'    DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection    REG_DWORD    0x1',
			'    TargetGroup    REG_SZ    All workstations, 1st floor',
			'',
			`${GP_KEY}\\AU`,
			'    UseWUServer    REG_DWORD    0x1',
			'',
		);
		expect(readText(text)).toMatchObject({kind: 'registry-query', notes: []});
		expect(factsOfText(text)).toEqual({wsusServer: 'http://wsus.example:8530', proxyPolicy: 0, pinningPolicy: 1, useWsusServer: true});
	});

	it('takes the form of Windows XP, remote queries and prompts', () => {
		expect(factsOfText(lines('', '! REG.EXE VERSION 3.0', '', `${GP_KEY}\\AU`, '\tUseWUServer\tREG_DWORD\t0x0'))).toEqual({
			useWsusServer: false,
		});
		const remote = lines(
			'C:\\>reg query \\\\PC-7\\HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate',
			'',
			`\\\\PC-7\\${GP_KEY}`,
			'    SetProxyBehaviorForUpdateDetection    REG_DWORD    0x1',
		);
		expect(readText(remote)).toMatchObject({kind: 'registry-query', facts: {proxyPolicy: {value: 1, rank: 0}}});
	});

	it('takes empty values for nothing', () => {
		expect(factsOfText(lines(GP_KEY, '    WUServer    REG_SZ    ', '    SetProxyBehaviorForUpdateDetection    REG_DWORD'))).toEqual({});
	});

	it('knows certificates by their keys, but does not take a store for empty', () => {
		const store = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SystemCertificates\\WindowsServerUpdateServices\\Certificates';
		expect(factsOfText(lines('', store, '', `${store}\\${THUMBPRINT}`, '    Blob    REG_BINARY    5C00'))).toMatchObject({
			certificateStore: [{thumbprint: THUMBPRINT}],
		});
		expect(readText(lines('', store))).toMatchObject({kind: null});
	});
});
