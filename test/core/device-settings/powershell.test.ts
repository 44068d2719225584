/** What PowerShell prints about registry keys. */
import {describe, expect, it} from 'vitest';
import {factsOfText, GP_KEY, lines, MDM_KEY, notesOfText, readText} from '../../helpers/settings-files.js';

const PATH = `Microsoft.PowerShell.Core\\Registry::${GP_KEY}`;

describe('Get-ItemProperty', () => {
	it('says the settings; PSPath names the key', () => {
		const text = lines(
			'',
			'',
			'WUServer                                               : https://wsus.example:8531',
			'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection : 0',
			'SetProxyBehaviorForUpdateDetection                     : 1',
			`PSPath                                                 : ${PATH}`,
			'PSParentPath                                           : ' +
				'Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows',
			'PSChildName                                            : WindowsUpdate',
			'PSProvider                                             : Microsoft.PowerShell.Core\\Registry',
			'',
			'UseWUServer  : 1',
			`PSPath       : ${PATH}\\AU`,
			'',
			'',
		);
		expect(readText(text)).toMatchObject({
			kind: 'powershell-list',
			notes: [],
			facts: {proxyPolicy: {value: 1, rank: 0}, useWsusServer: {value: true, rank: 0}},
		});
		expect(factsOfText(text)).toEqual({wsusServer: 'https://wsus.example:8531', pinningPolicy: 0, proxyPolicy: 1, useWsusServer: true});
	});

	it.each([
		['of the user', 'HKEY_CURRENT_USER', {enabled: true, proxy: 'proxy.example:8080', bypass: '<local>', autoConfigUrl: null}],
		[
			'of an account',
			'HKEY_USERS\\S-1-5-21-1-2-3-1001',
			{enabled: true, proxy: 'proxy.example:8080', bypass: '<local>', autoConfigUrl: null},
		],
		['of a service', 'HKEY_USERS\\S-1-5-18', undefined],
		['of the PC', 'HKEY_LOCAL_MACHINE', undefined],
	])('says the proxy %s', (_, hive, userProxy) => {
		const text = lines(
			'',
			'ProxyEnable   : 1',
			'ProxyServer   : proxy.example:8080',
			'ProxyOverride : <local>',
			'AutoConfigURL :',
			`PSPath        : Microsoft.PowerShell.Core\\Registry::${hive}\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings`,
			'',
		);
		if (userProxy === undefined) expect(readText(text)).toMatchObject({problem: expect.stringContaining('none of the settings') as string});
		else expect(factsOfText(text)).toEqual({userProxy});
	});

	it('puts wrapped values together', () => {
		const wrapped = lines(
			'SetProxyBehaviorForUpdateDetection : 1',
			'WUServer                           : https://wsus.example.with.a.long.na',
			'                                     me.corp.example:8531',
			'PSPath                             : Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Po',
			'                                     licies\\Microsoft\\Windows\\WindowsUpdate',
		);
		expect(readText(wrapped)).toMatchObject({
			facts: {wsusServer: {value: 'https://wsus.example.with.a.long.name.corp.example:8531', rank: 0}},
		});
	});

	it('counts Group Policy before a list without a key, and that before device management', () => {
		const mdm = ['SetProxyBehaviorForUpdateDetection : 1', `PSPath : Microsoft.PowerShell.Core\\Registry::${MDM_KEY}`, ''];
		expect(factsOfText(lines(...mdm, 'SetProxyBehaviorForUpdateDetection : 0'))).toEqual({proxyPolicy: 0});
		expect(factsOfText(lines(...mdm, 'SetProxyBehaviorForUpdateDetection : 0', `PSPath : ${PATH}`))).toEqual({proxyPolicy: 0});
		expect(notesOfText(lines(...mdm, 'SetProxyBehaviorForUpdateDetection : 0'))).toEqual([]);
	});

	it('takes a line of blanks for an empty one, and the first of two values in one list', () => {
		expect(
			factsOfText(
				lines(
					'UseWUServer : 0',
					`PSPath : Microsoft.PowerShell.Core\\Registry::${MDM_KEY}`,
					'   ',
					'UseWUServer : 1',
					`PSPath : ${PATH}\\AU`,
				),
			),
		).toEqual({useWsusServer: true});
		expect(factsOfText(lines('UseWUServer : 1', 'UseWUServer : 0'))).toEqual({useWsusServer: true});
	});

	it('takes hexadecimal numbers, truth values and colours', () => {
		expect(factsOfText(lines('SetProxyBehaviorForUpdateDetection : 0x00000001 (1)', 'UseWUServer : True'))).toEqual({
			proxyPolicy: 1,
			useWsusServer: true,
		});
		expect(factsOfText(lines('\u001b[32;1mUseWUServer : \u001b[0m0'))).toEqual({useWsusServer: false});
	});

	it('takes missing values for nothing, and says which values cannot be', () => {
		expect(factsOfText(lines('WUServer :', 'UseWUServer : 1'))).toEqual({useWsusServer: true});
		expect(notesOfText(lines('UseWUServer : 7', 'SetProxyBehaviorForUpdateDetection : -1'))).toEqual([
			'SetProxyBehaviorForUpdateDetection has an invalid value: "-1".',
			'UseWUServer has an invalid value: "7".',
		]);
	});
});

describe('Get-ChildItem of the registry', () => {
	it('says the settings of each subkey', () => {
		const text = lines(
			'',
			'',
			'    Hive: HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows',
			'',
			'',
			'Name                           Property',
			'----                           --------',
			'WindowsUpdate                  WUServer                           : http://wsus.example:8530',
			'                               SetProxyBehaviorForUpdateDetection : 0',
			'',
			'    Hive: HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate',
			'',
			'Name                           Property',
			'----                           --------',
			'AU                             UseWUServer  : 1',
			'                               NoAutoUpdate : 0',
		);
		expect(readText(text)).toMatchObject({
			kind: 'powershell-list',
			facts: {proxyPolicy: {rank: 0}, wsusServer: {rank: 0}, useWsusServer: {rank: 0}},
		});
		expect(factsOfText(text)).toEqual({wsusServer: 'http://wsus.example:8530', proxyPolicy: 0, useWsusServer: true});
	});
});
