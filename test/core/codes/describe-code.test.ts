import {describe, expect, it} from 'vitest';
import {describeCode, findByName, nameOf, searchNames} from '../../../src/core/codes/describe-code.js';

describe('describeCode', () => {
	it('tells all of a row', () => {
		expect(describeCode(0x80072ee2)).toEqual({
			code: '0x80072EE2',
			name: 'ERROR_WINHTTP_TIMEOUT',
			facility: 'winhttp',
			aliases: ['WININET_E_TIMEOUT', 'ERROR_INTERNET_TIMEOUT'],
			decimal: -2147012894,
			note: 'Win32 error 12002',
		});
	});

	it('takes signed numbers', () => {
		expect(describeCode(-2145107924)).toMatchObject({code: '0x8024402C', name: 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED'});
	});

	it('keeps the two unknown providers apart', () => {
		expect(nameOf(0x8024b304)).toBe('WU_E_TRUST_PROVIDER_UNKNOWN');
		expect(nameOf(0x800b0001)).toBe('TRUST_E_PROVIDER_UNKNOWN');
	});

	it.each([
		[0x80244019, 'windows-update', 'HTTP status 404'],
		[0x801901f8, 'http', 'HTTP status 504'],
		[0x80070422, 'win32', 'Win32 error 1058'],
	])('reads the number inside %i', (code, facility, note) => {
		expect(describeCode(code)).toMatchObject({facility, note});
	});

	it.each([
		[0x8024fff1, 'windows-update', null],
		[0x80192222, 'http', null],
		[0x801901ff, 'http', 'HTTP status 511'],
		[0x80072f20, 'winhttp', 'Win32 error 12064'],
		[0x800723f0, 'dns', 'Win32 error 9200'],
		[0x80072800, 'winsock', 'Win32 error 10240'],
		[0x8007ffff, 'win32', 'Win32 error 65535'],
		[0xd0000034, 'ntstatus', 'NTSTATUS 0xC0000034 carried as an HRESULT'],
		[0xc8000123, 'ese', 'probably database (ESE) error -291'],
		[12002, null, 'Win32 error 12002: ERROR_WINHTTP_TIMEOUT'],
		[0x87d00310, null, null],
		[0x80072711, 'win32', 'Win32 error 10001'],
		[0x80072b18, 'win32', 'Win32 error 11032'],
		[0x00200fff, 'bits', null],
		[0x80200fff, 'bits', null],
		[0x80d00fff, 'delivery-optimization', null],
		[0xc1900fff, 'setup', null],
	])('says what the number %i alone tells', (code, facility, note) => {
		expect(describeCode(code)).toMatchObject({name: null, facility, aliases: [], note});
	});
});

it.each([0, 1])('takes %i for success or a no, not for a Win32 error', (code) => {
	expect(describeCode(code).note).toBeNull();
});

describe('findByName', () => {
	it.each([
		['WU_E_CALL_CANCELLED', 0x8024000b],
		[' cbs_e_not_applicable ', 0x800f081e],
		['ERROR_INTERNET_TIMEOUT', 0x80072ee2],
		['JET_errDiskFull', 0xc8000710],
		['S_OK', 0],
	])('finds %j', (name, code) => {
		expect(findByName(name)).toBe(code);
	});

	it('prefers the number of today’s headers', () => {
		expect(findByName('WU_E_REDIRECTOR_UNEXPECTED')).toBe(0x802450ff);
		expect(nameOf(0x80245fff)).toBe('WU_E_REDIRECTOR_UNEXPECTED');
	});

	it('knows no other names', () => {
		expect(findByName('WU_E_NO_SUCH_THING')).toBeNull();
		expect(findByName('')).toBeNull();
	});
});

describe('searchNames', () => {
	it('puts names that begin with the part first', () => {
		const names = searchNames('trust_e_provider', 10).map((entry) => entry.name);
		expect(names[0]).toBe('TRUST_E_PROVIDER_UNKNOWN');

		const begins = searchNames('TRUST', 100).map(({name, aliases}) => [name, ...aliases].some((each) => each.startsWith('TRUST')));
		expect(begins).toEqual(begins.toSorted((a, b) => Number(b) - Number(a)));
		expect(new Set(begins)).toEqual(new Set([true, false]));
	});

	it('counts an alias as a name that it may begin with', () => {
		expect(searchNames('ERROR_INTERNET_NAME', 10).map(({name}) => name)).toEqual(['ERROR_WINHTTP_NAME_NOT_RESOLVED']);
	});

	it('finds parts, aliases too, up to the limit', () => {
		expect(searchNames('ENDPOINT_UNREACH', 10).map((entry) => entry.name)).toEqual([
			'WS_E_ENDPOINT_UNREACHABLE',
			'WU_E_PT_ENDPOINT_UNREACHABLE',
		]);
		expect(searchNames('internet_timeout', 10).map((entry) => entry.code)).toEqual([0x80072ee2]);
		expect(searchNames('WU_E', 3)).toHaveLength(3);
		expect(searchNames('  ', 3)).toEqual([]);
	});
});
