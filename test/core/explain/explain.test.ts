/** What is asked for, in every form a person or a log writes it. */
import {describe, expect, it} from 'vitest';
import {KNOWN_SETTINGS} from '../../../src/core/explain/known-settings.js';
import {LOOKALIKES, lookalikesOf} from '../../../src/core/explain/lookalikes.js';
import {type Explanation, explain} from '../../../src/core/explain/explain.js';
import {facilityWords} from '../../../src/core/codes/number-reading.js';
import {allEntries} from '../../../src/core/codes/hresult-lookup.js';
import {explanationOf} from '../../../src/core/codes/explanations.js';
import {formatHresult, nameOf, parseCode} from '../../../src/core/codes/index.js';
import {NAME_RULE, PROXY_NOTE, PROXY_RULE, RULES} from './example-rules.js';

function ask(query: string): Explanation {
	return explain(query, RULES);
}

function askCode(query: string): Extract<Explanation, {type: 'code'}> {
	const answer = ask(query);
	if (answer.type !== 'code') throw new Error(`${query} is ${answer.type}, not a code`);
	return answer;
}

describe('a code', () => {
	it.each([
		'0x8024402C',
		'8024402c',
		'-2145107924',
		' -2145107924 ',
		'2149859372',
		'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED',
		'wu_e_pt_winhttp_name_not_resolved',
		'PT_WINHTTP_NAME',
		'"0x8024402C".',
		'2024/03/12 19:47:21.1234567 2024  4948  WebServices     *FAILED* [8024402C] Web service call',
		'{3DA21691-E39D-4DA6-8A4B-B43877BCB1B7} Exit code = 0x8024402C',
		'SyncUpdates failure, error = 0x8024402C, soap client error = 10, HTTP status code = 407',
	])('is found in %s', (query) => {
		expect(askCode(query).code).toMatchObject({code: '0x8024402C', name: 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED'});
	});

	it('comes with all that is known of it', () => {
		expect(askCode('0x8024402C')).toMatchObject({
			query: '0x8024402C',
			explanation: {causeClass: 'name-resolution'},
			facility: 'Windows Update',
			decimals: {signed: -2145107924, unsigned: 2149859372, win32: null},
			lookalikes: [],
			comesFrom: [
				{code: '0x80072EE7', name: 'ERROR_WINHTTP_NAME_NOT_RESOLVED', certainty: 'named'},
				{code: '0x803D0010', name: 'WS_E_ENDPOINT_UNREACHABLE', certainty: 'seen'},
			],
			becomes: [],
			rules: [{id: 'name-without-address', severity: 'error', title: NAME_RULE.title}],
			alsoNamed: [],
		});
	});

	it('is a Win32 error where a small decimal is asked for', () => {
		const {code, decimals, reading, becomes} = askCode('12007');
		expect(code).toMatchObject({code: '0x80072EE7', note: 'Win32 error 12007'});
		expect(decimals.win32).toBe(12007);
		expect(reading).toBe('The prefix 0x8007 marks a Win32 error; the last four digits, 2EE7, are its number, 12007.');
		expect(becomes.map((row) => row.code)).toEqual(['0x8024402C']);
	});

	it('names the other codes of its line', () => {
		const {code, alsoNamed} = askCode('MapToSusHResult mapped Nws error 0x803d0010 to 0x8024402c');
		expect(code.code).toBe('0x803D0010');
		expect(alsoNamed).toEqual([{code: '0x8024402C', name: 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED'}]);
	});

	it.each([
		['0x80072AF9', ['name-without-address']],
		['0x8024401B', ['proxy-sign-in']],
		['0x80190197', ['proxy-sign-in']],
		['0x80240030', ['proxy-sign-in']],
		// The rule excludes it, and a rule without conditions speaks of no code.
		['0x8024B304', []],
		// It stands in a command, where it is no code.
		['0xFFFFFFFF', []],
	])('%s names the rules that ask for it or speak of it: %j', (query, ids) => {
		expect(askCode(query).rules.map(({id}) => id)).toEqual(ids);
	});

	it.each([
		[
			'0x80240FF0',
			'Windows Update',
			'The prefix 0x8024 shows which part of Windows reports the failure; the last four digits, 0FF0, identify the failure.',
		],
		['0x801901C9', 'HTTP status codes', 'The prefix 0x8019 marks an HTTP status; the last four digits, 01C9, are the status 457.'],
		['0x80244016', 'Windows Update', 'This is the Windows Update code for HTTP status 400.'],
		[
			'0xD0000034',
			'the Windows kernel (NTSTATUS)',
			'The leading D marks an NTSTATUS (a kernel code) converted to an HRESULT; without the marker, it is 0xC0000034.',
		],
		['0xC0000034', null, 'The leading C marks an NTSTATUS (a kernel code).'],
		[
			'0xC8000222',
			'the local update database (ESE)',
			'The prefix 0xC800 likely marks an error of the local database; the last four digits are its number, -546.',
		],
		[
			'0x87D00310',
			'Configuration Manager',
			'The prefix 0x87D0 shows which part of Windows reports the failure; the last four digits, 0310, identify the failure.',
		],
		[
			'0x80041001',
			'WMI',
			'The prefix 0x8004 shows which part of Windows reports the failure; the last four digits, 1001, identify the failure.',
		],
		['0xA0000001', null, 'The customer bit is set: this code was defined by a program, not by Windows.'],
		['0x8ABC0007', null, 'A failure with facility number 700 and code 7.'],
		['0x00240001', 'Windows Update', 'The top bit is not set: as an HRESULT, this is a success or a notice, not a failure.'],
		[
			'0x00000005',
			null,
			'The top bit is not set: as an HRESULT, this is a success or a notice, not a failure. As a plain ' +
				'number, it is Win32 error 5: E_ACCESSDENIED.',
		],
		['0', 'Windows in general (COM)', 'Zero means success.'],
	])('%s is told to be of %s, and how it is read', (query, facility, reading) => {
		expect(askCode(query)).toMatchObject({facility, reading});
	});

	it.each([
		['0x803F8001', 'the Microsoft Store'],
		['0x803FFFFF', 'the Microsoft Store'],
		['0x80080205', 'app packages (Store apps)'],
		['0xC004F074', 'Windows licensing'],
		['0xC00CE556', 'XML (MSXML, XmlLite)'],
	])('%s is told to be of %s although no table has it', (query, facility) => {
		expect(askCode(query).facility).toBe(facility);
	});

	it('is told to be of a part of Windows in words, not by the name that the table has for it', () => {
		const ofTable = new Map([...allEntries().values()].map(({facility, code}) => [facility, code]));
		for (const [facility, code] of ofTable) expect(facilityWords(code)).not.toBe(facility);
	});

	it('keeps the two "trust provider unknown" apart', () => {
		expect(askCode('0x8024B304').lookalikes).toMatchObject([{code: '0x800B0001', name: 'TRUST_E_PROVIDER_UNKNOWN'}]);
		expect(askCode('0x800B0001').lookalikes).toMatchObject([{code: '0x8024B304', name: 'WU_E_TRUST_PROVIDER_UNKNOWN'}]);
		expect(askCode('-2145078524').code.name).toBe('WU_E_TRUST_PROVIDER_UNKNOWN');
		expect(askCode('TRUST_E_PROVIDER_UNKNOWN').code.code).toBe('0x800B0001');
	});

	it.each(LOOKALIKES)('look-alikes are known, and spoken of in a sentence: $text', ({codes, text, source}) => {
		expect(codes.map(nameOf)).not.toContain(null);
		expect(text).toMatch(/^[A-Z0].*\.$/);
		expect(source).not.toBe('');
		const [one, other] = codes;
		expect(lookalikesOf(one)).toContainEqual({code: formatHresult(other), name: nameOf(other), text});
		expect(lookalikesOf(other)).toContainEqual({code: formatHresult(one), name: nameOf(one), text});
	});
});

describe('an HTTP status', () => {
	it.each([
		'HTTP 407',
		'http 407',
		'407',
		'HTTP/1.1 407 Proxy Authentication Required',
		'HTTP status code = 407',
		'got HTTP status code[407] back',
		'status 407',
		'HTTP error 407',
		'HTTP status: 407',
	])('is found in %s', (query) => {
		const answer = ask(query);
		expect(answer).toMatchObject({type: 'http-status', status: 407, codes: [{code: {code: '0x8024401B'}}, {code: {code: '0x80190197'}}]});
	});

	it('has the code for all others where Windows Update has none for it', () => {
		expect(ask('HTTP 417')).toMatchObject({type: 'http-status', codes: [{code: {code: '0x8024402B'}}, {code: {code: '0x801901A1'}}]});
		expect(ask('HTTP 302')).toMatchObject({type: 'http-status', codes: [{code: {code: '0x8019012E'}}]});
	});

	it.each(['HTTP 299', 'HTTP 999', 'HTTP status code[0]'])('is not seen in %s', (query) => {
		expect(ask(query).type).not.toBe('http-status');
	});

	it('is not what a bare number is where Windows Update does not tell the status apart', () => {
		expect(askCode('302').code.code).toBe('0x8007012E');
	});
});

describe('a rule', () => {
	it.each([
		'name-without-address',
		'NAME-WITHOUT-ADDRESS',
		'without-addr',
		'name without address',
		'has no address',
	])('is found by %s', (query) => {
		expect(ask(query)).toEqual({query, type: 'rule', rule: NAME_RULE, others: []});
	});

	it('comes with the others of its id', () => {
		expect(ask('proxy-sign-in')).toEqual({query: 'proxy-sign-in', type: 'rule', rule: PROXY_RULE, others: [PROXY_NOTE]});
		expect(ask('proxy-sign')).toMatchObject({type: 'rule', rule: PROXY_RULE, others: [PROXY_NOTE]});
	});
});

describe('a service', () => {
	it.each([
		'7971F918-A847-4430-9279-4A52D1EFE18D',
		'{7971f918-a847-4430-9279-4a52d1efe18d}',
		'7971F918-…',
		'7971F918-...',
		'7971F918',
		'Microsoft Update',
		'microsoft update',
		'PTs service {7971F918-A847-4430-9279-4A52D1EFE18D} was asked',
	])('is found by %s', (query) => {
		expect(ask(query)).toMatchObject({type: 'service', service: {name: 'Microsoft Update', ids: ['7971F918-A847-4430-9279-4A52D1EFE18D']}});
	});

	it('is preferred to a code that nobody knows, but not to one that somebody does', () => {
		expect(ask('9482F4B4')).toMatchObject({type: 'service', service: {name: 'Windows Update'}});
		expect(ask('00000000')).toMatchObject({type: 'code'});
	});

	it('has all its numbers', () => {
		expect(ask('Microsoft Store')).toMatchObject({
			type: 'service',
			service: {ids: ['855E8A7C-ECB4-4CA3-B045-1DFA50104289', '117CAB2D-82B1-4B5A-A08C-4D62DBEE7782']},
		});
		expect(ask('Managed')).toMatchObject({type: 'service', service: {name: 'WSUS'}});
	});

	it.each(['{12345678-0000-0000-0000-000000000000}', 'Third party service'])('is not made up for %s', (query) => {
		expect(ask(query).type).not.toBe('service');
	});
});

describe('a proxy behavior', () => {
	it.each([
		['AllowUserProxyAsFallbackToSystemProxy', 'system-then-user'],
		['allowsystemproxyasfallbacktouserproxy', 'user-then-system'],
		['system-only', 'system-only'],
		['proxy behavior 2', 'system-then-user'],
		['Proxy Behaviour: 3', 'user-then-system'],
		['WebServices  Proxy Behavior set to 1 for service url https://wsus.example:8531/ClientWebService/client.asmx', 'system-only'],
		['Proxy Behavior: 2, system proxy options exhausted.. switch to user proxy', 'system-then-user'],
	])('%s is %s, and not the value of the policy', (query, meaning) => {
		const answer = ask(query);
		expect(answer).toMatchObject({type: 'proxy-behavior', behavior: {meaning}});
		expect(answer.type === 'proxy-behavior' && answer.behavior.caution).toContain('not the value of the policy');
	});

	it('says that the meaning of 1 is inferred', () => {
		expect(ask('proxy behavior 1')).toMatchObject({behavior: {text: expect.stringContaining('inferred')}});
	});

	it('gives way to a code on its line', () => {
		expect(askCode('Proxy Behavior: 2, no more options to try [8024402C]').code.code).toBe('0x8024402C');
	});
});

describe('a setting', () => {
	it.each(
		KNOWN_SETTINGS.flatMap(({name, aliases}) =>
			[
				name,
				name.toLowerCase(),
				`Policy ${name}`,
				`"${name}"=dword:00000001`,
				`${name}    REG_DWORD    0x1`,
				`${name} = 0`,
				...aliases,
			].map((query) => [query, name] as const),
		),
	)('%s is %s', (query, name) => {
		expect(ask(query)).toMatchObject({type: 'setting', setting: {name}});
	});

	it.each([
		['HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate\\AU\\UseWUServer', 'UseWUServer'],
		['./Device/Vendor/MSFT/Policy/Config/Update/SetProxyBehaviorForUpdateDetection', 'SetProxyBehaviorForUpdateDetection'],
		['certutil -store WindowsServerUpdateServices', 'WindowsServerUpdateServices'],
		['WSUS certificate store', 'WindowsServerUpdateServices'],
		['"WUServer"="https://wsus.example:8531" "WUStatusServer"="https://wsus.example:8531"', 'WUServer'],
		['SetProxyBehavior', 'SetProxyBehaviorForUpdateDetection'],
		['tls certificate pinning', 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection'],
	])('%s is about %s', (query, name) => {
		expect(ask(query)).toMatchObject({type: 'setting', setting: {name}});
	});

	it('gives way to a code on its line, and is one of the candidates', () => {
		expect(askCode('WUServer is missing: 0x80244011').code.code).toBe('0x80244011');
		expect(ask('UpdateDetection')).toEqual({
			query: 'UpdateDetection',
			type: 'candidates',
			count: 0,
			codes: [],
			rules: [],
			services: [],
			settings: [{name: 'SetProxyBehaviorForUpdateDetection'}, {name: 'DoNotEnforceEnterpriseTLSCertPinningForUpdateDetection'}],
			callers: [],
		});
	});

	it('is not taken for the number of a proxy behavior', () => {
		expect(ask('SetProxyBehaviorForUpdateDetection = 1')).toMatchObject({
			setting: {caution: expect.stringContaining('1 in a log is not 1 in this policy')},
		});
	});

	it.each(['WUServers', 'MyWUServer', 'UseWUServer2'])('is no part of %s', (query) => {
		expect(ask(query).type).toBe('nothing');
	});

	it.each(
		KNOWN_SETTINGS.map((setting) => [setting.name, setting] as const),
	)('%s is told in sentences, with values, place and source', (name, {text, values, registry, command, caution, source}) => {
		expect(text).toMatch(/^A .*\.$/);
		expect(values.length).toBeGreaterThan(0);
		expect(values.map((row) => `${row.value}: ${row.text}`)).not.toContainEqual(expect.stringMatching(/^undefined|undefined$|^: |: $/));
		expect(registry).toContain(name);
		expect(command).toMatch(/^(?:reg query|certutil -store) /);
		expect(caution).toMatch(/^$|\.$/);
		expect(source).not.toBe('');
	});

	it('has a name of its own', () => {
		const names = KNOWN_SETTINGS.flatMap(({name, aliases}) => [name, ...aliases]);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('a part of a name', () => {
	it.each([
		'name not resolved',
		'NAME_NOT_RES',
		'Name-Not-Resolved',
	])('%s gives candidates, explained codes of Windows Update first', (query) => {
		const answer = ask(query);
		expect(answer).toMatchObject({type: 'candidates', count: 2, codes: [{code: '0x8024402C'}, {code: '0x80072EE7'}], rules: []});
	});

	it('gives the codes with an explanation before those without', () => {
		const answer = ask('timeout');
		const explained = answer.type === 'candidates' ? answer.codes.map(({code}) => explanationOf(parseCode(code)?.code ?? 0) !== null) : [];
		expect(new Set(explained)).toEqual(new Set([true, false]));
		expect(explained).toEqual(explained.toSorted((one, other) => Number(other) - Number(one)));
	});

	it('takes words in any order where no name has them as given', () => {
		expect(ask('denied endpoint')).toMatchObject({type: 'code', code: {name: 'WS_E_ENDPOINT_ACCESS_DENIED'}});
	});

	it('names rules and services, too', () => {
		const answer = ask('proxy');
		expect(answer).toMatchObject({type: 'candidates', rules: [{id: 'proxy-sign-in'}, {id: 'proxy-sign-in'}]});
		expect(answer.type === 'candidates' && answer.codes.length < answer.count).toBe(true);
		expect(ask('store')).toMatchObject({services: [{name: 'Microsoft Store'}, {name: 'Microsoft Store'}]});
	});
});

describe('nothing', () => {
	it.each([
		'',
		'   ',
		'a',
		'-',
		'…',
		'no such thing',
		'99999',
		'12345678',
		'hasOwnProperty',
		'constructor',
		'0x',
		'{}',
		'a b c d e f g h i j k l m',
	])('is known of %j', (query) => {
		expect(ask(query)).toEqual({query: query.trim(), type: 'nothing'});
	});

	it('comes of hostile text, safe to print', () => {
		for (const query of [
			'\u001b]0;title\u0007\u202e\u0000',
			'('.repeat(200_000),
			'proxy behavior '.repeat(20_000),
			`${'HTTP '.repeat(40_000)}`,
			`x${'A'.repeat(300_000)}`,
			'\u00e9\ud800'.repeat(10_000),
		]) {
			const answer = ask(query);
			expect(answer.type).toBe('nothing');
			expect(answer.query).not.toMatch(/[\u0000-\u001f\u202e]/);
		}
	});
});
