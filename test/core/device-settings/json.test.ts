/** JSON with the values of the registry key, or with the certificates of the store. */
import {describe, expect, it} from 'vitest';
import {factsOfText, GP_KEY, MDM_KEY, notesOfText, OTHER_THUMBPRINT, readText, THUMBPRINT} from '../../helpers/settings-files.js';

const json = (value: unknown): string => JSON.stringify(value, null, '    ');

describe('JSON', () => {
	it('of ConvertTo-Json says the settings; PSPath names the key', () => {
		const text = json([
			{
				SetProxyBehaviorForUpdateDetection: 1,
				PSPath: `Microsoft.PowerShell.Core\\Registry::${MDM_KEY}`,
				PSDrive: null,
				PSProvider: {Name: 'Registry', Drives: ['HKLM', 'HKCU']},
			},
			{
				WUServer: 'https://wsus.example:8531',
				SetProxyBehaviorForUpdateDetection: 0,
				PSPath: `Microsoft.PowerShell.Core\\Registry::${GP_KEY}`,
			},
			{UseWUServer: 1, PSPath: `Microsoft.PowerShell.Core\\Registry::${GP_KEY}\\AU`},
		]);
		expect(readText(text)).toMatchObject({kind: 'json', notes: [], facts: {proxyPolicy: {rank: 0}, useWsusServer: {rank: 0}}});
		expect(factsOfText(text)).toEqual({wsusServer: 'https://wsus.example:8531', proxyPolicy: 0, useWsusServer: true});
	});

	it('may be a plain object, nested, in any case, with values of any kind', () => {
		expect(
			factsOfText(
				json({
					device: 'PC-7',
					policy: {
						wuserver: 'http://wsus',
						AU: {USEWUSERVER: true},
						setproxybehaviorforupdatedetection: '0x1',
						DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection: 'dword:00000000',
					},
				}),
			),
		).toEqual({
			wsusServer: 'http://wsus',
			useWsusServer: true,
			proxyPolicy: 1,
			pinningPolicy: 0,
		});
	});

	it('may name keys as members', () => {
		expect(readText(json({[MDM_KEY]: {UseWUServer: 0}, [GP_KEY]: {AU: {UseWUServer: 1}}}))).toMatchObject({
			notes: [],
			facts: {useWsusServer: {value: true, rank: 0}},
		});
	});

	it('takes null and objects for nothing, and says which values cannot be', () => {
		expect(factsOfText(json({WUServer: null, UseWUServer: {value: 1}, SetProxyBehaviorForUpdateDetection: 0}))).toEqual({proxyPolicy: 0});
		expect(notesOfText(json({UseWUServer: 'yes', SetProxyBehaviorForUpdateDetection: 1.5}))).toEqual([
			'UseWUServer has an invalid value: "yes".',
			'SetProxyBehaviorForUpdateDetection has an invalid value: "1.5".',
		]);
	});

	it('of the key of Group Policy without values says that there are none', () => {
		expect(readText(json({PSPath: `Microsoft.PowerShell.Core\\Registry::${GP_KEY}`, Note: 'WindowsServerUpdateServices'}))).toMatchObject({
			kind: 'json',
			notes: [],
		});
		expect(
			readText(json({PSPath: 'Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE', Note: 'WindowsServerUpdateServices'})),
		).toMatchObject({kind: null});
	});

	it('of certificates says what is in the store', () => {
		const certificate = {
			Thumbprint: THUMBPRINT.toUpperCase(),
			Subject: 'CN=wsus.example',
			Issuer: 'CN=Example CA',
			NotAfter: '/Date(1798761600000)/',
		};
		const stored = {thumbprint: THUMBPRINT, subject: 'CN=wsus.example', issuer: 'CN=Example CA', notAfter: '2027-01-01 00:00:00'};
		const path = 'Microsoft.PowerShell.Security\\Certificate::LocalMachine\\WindowsServerUpdateServices';
		expect(factsOfText(json({...certificate, PSParentPath: path}))).toEqual({certificateStore: [stored]});
		expect(
			factsOfText(
				json([
					{...certificate, PSPath: `${path}\\${THUMBPRINT}`},
					{PSPath: `Certificate::LocalMachine\\Root\\${OTHER_THUMBPRINT}`, Thumbprint: OTHER_THUMBPRINT},
				]),
			),
		).toEqual({certificateStore: [stored]});
		expect(
			factsOfText(
				json({WindowsServerUpdateServices: [certificate, {Thumbprint: OTHER_THUMBPRINT, NotAfter: '2027-01-01T00:00:00+01:00'}]}),
			),
		).toEqual({
			certificateStore: [stored, {thumbprint: OTHER_THUMBPRINT, subject: null, issuer: null, notAfter: '2027-01-01T00:00:00+01:00'}],
		});
		expect(factsOfText(json({WindowsServerUpdateServices: []}))).toEqual({certificateStore: []});
	});

	it('that is cut short is a problem', () => {
		expect(readText('{"SetProxyBehaviorForUpdateDetection": 1, "WUServer": "htt')).toEqual({
			kind: 'json',
			problem: 'It is JSON that cannot be parsed: it is damaged or truncated.',
		});
	});

	it.each([
		['of something else', '{"name":"wulens","version":"0.1.0"}'],
		['that is a report of the program', '{\n"schema": "wulens-report/1","files":[{"WUServer":"x"}]}'],
	])('%s is not taken', (_, text) => {
		expect(readText(text)).toMatchObject({kind: null});
	});

	it('nested without end does no harm', () => {
		const depth = 200_000;
		expect(readText(`${'['.repeat(depth)}{"UseWUServer":1}${']'.repeat(depth)}`)).toMatchObject({kind: null});
		expect(readText(`{"UseWUServer":1,"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toMatchObject({
			kind: 'json',
			facts: {useWsusServer: {value: true}},
		});
		expect(readText(`${'{"UseWUServer":'.repeat(depth)}1${'}'.repeat(depth)}`)).toMatchObject({kind: null});
	});

	it('with odd member names does no harm', () => {
		expect(factsOfText('{"__proto__":{"UseWUServer":1},"constructor":{"WUServer":"http://w"},"toString":1}')).toEqual({
			useWsusServer: true,
			wsusServer: 'http://w',
		});
	});
});
