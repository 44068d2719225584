/** The proxy of a user, in every form in which Internet Settings are listed. */
import {describe, expect, it} from 'vitest';
import {mergeContext} from '../../../src/core/device-settings/merge-settings.js';
import {type ContextPart, readContextFile} from '../../../src/core/device-settings/read-settings.js';
import type {UserProxy} from '../../../src/core/types.js';
import {bytesOf} from '../../helpers/log-lines.js';

const KEY = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const OF_ONE = 'HKEY_USERS\\S-1-5-21-1-2-3-1104\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const OF_MACHINE = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';
const PROXY: UserProxy = {enabled: true, proxy: 'px.corp.example:3128', bypass: '<local>', autoConfigUrl: null};

const listed = (values: Readonly<Record<string, string | number>>, key: string): string =>
	`\r\n${Object.entries(values)
		.map(([name, value]) => `${name.padEnd(13)} : ${value}\r\n`)
		.join('')}PSPath        : Microsoft.PowerShell.Core\\Registry::${key}\r\n\r\n`;

const VALUES = {ProxyEnable: 1, ProxyServer: 'px.corp.example:3128', ProxyOverride: '<local>'};

function read(text: string): ContextPart {
	const part = readContextFile(bytesOf(text), 'user.txt');
	return 'problem' in part ? expect.fail(part.problem) : part;
}

function userProxyOf(text: string): UserProxy | null {
	return mergeContext([read(text)]).context?.userProxy ?? null;
}

it.each([
	[
		'reg query',
		`\r\n${KEY}\r\n    ProxyEnable    REG_DWORD    0x1\r\n    ProxyServer    REG_SZ    px.corp.example:3128\r\n    ProxyOverride    REG_SZ    <local>\r\n`,
	],
	[
		'reg query of all users',
		`\r\n${OF_ONE}\r\n    ProxyEnable    REG_DWORD    0x1\r\n    ProxyServer    REG_SZ    px.corp.example:3128\r\n    ProxyOverride    REG_SZ    <local>\r\n`,
	],
	[
		'a registry export',
		`Windows Registry Editor Version 5.00\r\n\r\n[${KEY}]\r\n"ProxyEnable"=dword:00000001\r\n"ProxyServer"="px.corp.example:3128"\r\n"ProxyOverride"="<local>"\r\n`,
	],
	['Get-ItemProperty', listed(VALUES, KEY)],
	[
		'one list for each value',
		Object.entries(VALUES)
			.map(([name, value]) => listed({[name]: value}, KEY))
			.join(''),
	],
	['JSON', JSON.stringify({...VALUES, PSPath: `Microsoft.PowerShell.Core\\Registry::${KEY}`})],
])('is read from %s', (_, text) => {
	expect(userProxyOf(text)).toEqual(PROXY);
});

it('may be a PAC file, which needs no ProxyEnable', () => {
	expect(userProxyOf(listed({AutoConfigURL: 'http://pac.corp.example/p.pac', ProxyEnable: 0}, KEY))).toEqual({
		enabled: false,
		proxy: null,
		bypass: null,
		autoConfigUrl: 'http://pac.corp.example/p.pac',
	});
});

describe('values that are none of a user', () => {
	it('say nothing about the proxy of a user', () => {
		expect(readContextFile(bytesOf(listed(VALUES, OF_MACHINE)), 'machine.txt')).toMatchObject({
			problem: expect.stringContaining('none of the settings'),
		});
	});

	it('that cannot be are told', () => {
		expect(read(listed({ProxyEnable: 7, ProxyServer: 'px:1'}, KEY)).notes).toEqual(['ProxyEnable has a value that it cannot have: "7".']);
	});
});

describe('several files', () => {
	const one = read(listed({ProxyEnable: 1}, KEY));

	it('complete each other', () => {
		const other = {...read(listed({ProxyServer: 'px:1'}, KEY)), path: 'other.txt'};
		expect(mergeContext([one, other])).toMatchObject({context: {userProxy: {enabled: true, proxy: 'px:1'}}, conflicts: []});
	});

	it('that disagree are told, and the first counts', () => {
		const other = {...read(listed({ProxyEnable: 0}, KEY)), path: 'other.txt'};
		const {context, conflicts} = mergeContext([one, other]);
		expect(context?.userProxy?.enabled).toBe(true);
		expect(conflicts).toEqual([
			'other.txt: About the proxy of the user it says ProxyEnable 0, but user.txt, which was read before it, says ProxyEnable 1. The first counts.',
		]);
	});
});
