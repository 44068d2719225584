import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {formatHresult} from '../../../src/core/codes/hresult.js';
import {findCodeInText, findCodesInText, parseCode, parseHex8} from '../../../src/core/codes/parse-code.js';

/** What a person pastes or types, the code in it, and the form it is read as. */
const TYPED: readonly (readonly [text: string, code: string, form: string])[] = [
	['0x8024402c', '0x8024402C', 'hex-prefixed'],
	['0X80244007', '0x80244007', 'hex-prefixed'],
	['0x240001', '0x00240001', 'hex-prefixed'],
	['0xFFFFFFFF80072EE2', '0x80072EE2', 'hex-prefixed'],
	['8024402c', '0x8024402C', 'bare-hex'],
	['80244019', '0x80244019', 'bare-hex'],
	['00240010', '0x00240010', 'bare-hex'],
	['C1900208', '0xC1900208', 'bare-hex'],
	['-2145123272', '0x80240438', 'signed-decimal'],
	['-2143485942', '0x803D000A', 'signed-decimal'],
	['2149842967', '0x80240017', 'unsigned-decimal'],
	['4294967295', '0xFFFFFFFF', 'unsigned-decimal'],
	['WU_E_PT_ENDPOINT_UNREACHABLE', '0x80240438', 'symbol'],
	['wu_e_trust_provider_unknown', '0x8024B304', 'symbol'],
	['ERROR_INTERNET_NAME_NOT_RESOLVED', '0x80072EE7', 'symbol'],
	['CBS_E_NOT_APPLICABLE ', '0x800F081E', 'symbol'],
	['12002', '0x80072EE2', 'win32-decimal'],
	['12175', '0x80072F8F', 'win32-decimal'],
	['5', '0x80070005', 'win32-decimal'],
	['0', '0x00000000', 'win32-decimal'],
	[' [8024402C], ', '0x8024402C', 'bare-hex'],
	['"-2147012889"', '0x80072EE7', 'signed-decimal'],
	['(12029).', '0x80072EFD', 'win32-decimal'],
	['\t12029\r\n', '0x80072EFD', 'win32-decimal'],
];

/** Log lines with one code. */
const LINES: readonly (readonly [text: string, code: string, form: string])[] = [
	['*FAILED* [80072EE7] Send request', '0x80072EE7', 'bare-hex'],
	['WARNING: Send failed with hr = 80072efd.', '0x80072EFD', 'bare-hex'],
	['Search failed, hr=8024fff1', '0x8024FFF1', 'bare-hex'],
	['Failed to find updates with error code 80244022', '0x80244022', 'bare-hex'],
	['updates.cab, resultMapped=800F081F', '0x800F081F', 'bare-hex'],
	['WARNING: Exit code = 0x8024402C', '0x8024402C', 'hex-prefixed'],
	['* END * Service exit Exit code = 0x240001', '0x00240001', 'hex-prefixed'],
	['Send request failed, hr:0x80072f8f', '0x80072F8F', 'hex-prefixed'],
	['error 0xFFFFFFFF8024001E', '0x8024001E', 'hex-prefixed'],
	['Exit code = 0x00000000 (cV = abcDEF.1.0)', '0x00000000', 'hex-prefixed'],
	['{"StatusCode":-2143485936,"IsSystemProxy":true}', '0x803D0010', 'signed-decimal'],
	['the scan failed with error 2149859372', '0x8024402C', 'unsigned-decimal'],
	['GenerateDownloadRequest returned WU_E_OPERATIONINPROGRESS for update', '0x80240009', 'symbol'],
	['CreateFile failed, GetLastError() = 5', '0x80070005', 'win32-decimal'],
	['Service start: Win32 error 1058', '0x80070422', 'win32-decimal'],
	['WinHttp 12002 while sending', '0x80072EE2', 'win32-decimal'],
	['WinHttp 12193 while sending', '0x80072FA1', 'win32-decimal'],
	['connect: error 10060', '0x8007274C', 'win32-decimal'],
	['[8024FFF1] Send request', '0x8024FFF1', 'bare-hex'],
	['8024FFF1 - failed to send', '0x8024FFF1', 'bare-hex'],
	['sync 80244019 again', '0x80244019', 'bare-hex'],
	['Setup ended with hr=c1900208', '0xC1900208', 'bare-hex'],
	['Search failed with 80244019.', '0x80244019', 'bare-hex'],
	['Search failed with 80244019.Retrying', '0x80244019', 'bare-hex'],
	['Flags = 7, then 0x8024402C', '0x8024402C', 'hex-prefixed'],
	['OpenService: Win32Error 1058', '0x80070422', 'win32-decimal'],
	['OpenService: Win32 code was 1058', '0x80070422', 'win32-decimal'],
	['get last error is 5', '0x80070005', 'win32-decimal'],
	['LoadLibrary: error code: 126', '0x8007007E', 'win32-decimal'],
	['WinInet error code (12007)', '0x80072EE7', 'win32-decimal'],
	['no HTTP here, but Win32 error 99', '0x80070063', 'win32-decimal'],
	['no HTTP here, but Win32 error 600', '0x80070258', 'win32-decimal'],
];

/** Log lines with numbers that look like codes and are none. */
const NO_CODE: readonly string[] = [
	'ServiceID = {80244019-E39D-4DA6-8A4B-B43877BCB1B7} Managed',
	'update 8024402C-e39d-4da6-8a4b-80072ee27bcb.200',
	'Title = Security Update (KB80244019)',
	'Download\\8024402c9ddc9139b2a6952b3e9a05e69fc0790f\\x.cab',
	'client version 10.80244019.1',
	'SyncUpdates: HTTP status code = 407, error code = 407',
	'WinHttp: got failed status code from server 503',
	'soap error code = 12, soap client error = 10',
	'expires at 2200000000, now 1700000000',
	'Error: 3 updates could not be read',
	'WinHttp: 3 retries left',
	'WinHttp: 12194 bytes left',
	'ESENT error code -546',
	'Phone 555-2145123272',
	'Flags: 0X80010010, Props = 0x49',
	'OS Product Type = 0x00000001, HANDLE = 0x00000C80',
	'ProblemNumber: 00000000',
	'at 0x00007FF98024402C',
	'found 12002 rows, 80000000 bytes',
	'(8024FFF1) items',
	'[8024FFF1, 3] items',
	'Flag: 0x80010010',
	'Mask = 0x80010010',
	'Option 0x80010010',
	'HTTP status, as a Win32 error 100',
	'HTTP status, as a Win32 error 599',
	'Win32 error 407 from the HTTP proxy',
	'error while counting, 12002 rows',
	'GetLastError() = 0',
	'client version 10.80244019',
	'build 80244019.1',
	'last part 80244019}',
	'error 2149859372-1',
	'{0x8024402C, 0x1D}',
	'at 0x7F8024402C',
];

describe('parseCode', () => {
	it.each(TYPED)('reads %j as %s', (text, code, form) => {
		const parsed = parseCode(text);
		expect(parsed && [formatHresult(parsed.code), parsed.form]).toEqual([code, form]);
	});

	it.each(LINES)('reads the line %j', (text, code) => {
		expect(formatHresult(parseCode(text)?.code ?? -1)).toBe(code);
	});

	it.each([
		'',
		' ',
		'hello',
		'-546',
		'-2200000000',
		'65536',
		'99999999999',
		'0x',
		'12345678',
		'HTTP 404',
		'0x11112222333344445',
	])('sees no code in %j', (text) => {
		expect(parseCode(text)).toBeNull();
	});

	it('says where the code stands, with its prefix or sign', () => {
		const text = ' "-2145107924" ';
		const parsed = parseCode(text);
		expect(text.slice(parsed?.start, parsed?.end)).toBe('-2145107924');
	});

	it('reads back every code that formatHresult prints, and its decimals', () => {
		const isRead = (text: string, code: number): void => {
			expect(parseCode(text)?.code).toBe(code);
		};
		const code = fc.nat({max: 0xffffffff});
		fc.assert(fc.property(code, (value) => isRead(formatHresult(value), value)));
		const failure = fc.integer({min: 0x80000000, max: 0xc4653600});
		fc.assert(fc.property(failure, (value) => isRead(String(value | 0), value)));
		fc.assert(fc.property(failure, (value) => isRead(String(value), value)));
	});
});

describe('findCodesInText', () => {
	it.each(LINES)('finds one code in %j', (text, code, form) => {
		expect(findCodesInText(text).map((found) => [formatHresult(found.code), found.form])).toEqual([[code, form]]);
	});

	it.each([
		['{"StatusCode":-2143485936,"IsSystemProxy":true}', '-2143485936'],
		['Exit code = 0x8024402C', '0x8024402C'],
		['CreateFile failed, GetLastError() = 5', '5'],
	])('finds in %j the place of %j', (text, code) => {
		expect(findCodesInText(text).map(({start, end}) => text.slice(start, end))).toEqual([code]);
	});

	it.each(NO_CODE)('finds no code in %j', (text) => {
		expect(findCodesInText(text)).toEqual([]);
	});

	it('finds all codes from left to right', () => {
		const text = 'MapToSusHResult mapped Nws error 0x803d0010 to 0x8024402c';
		expect(findCodesInText(text).map((found) => text.slice(found.start, found.end))).toEqual(['0x803d0010', '0x8024402c']);
	});

	it('leaves small decimals alone where a code is written in another form', () => {
		const text = 'Win32 error 5, error = 0x8024401B';
		expect(findCodesInText(text).map((found) => found.form)).toEqual(['hex-prefixed']);
	});

	it('takes any text, finds places inside it, and agrees with findCodeInText', () => {
		const piece = fc.constantFrom('error ', '0x', '8024402C', '-', '{', '[', ']', '12002', '.', ' ', 'hr=', 'é');
		const anything = fc.array(fc.nat({max: 0xffff})).map((units) => String.fromCharCode(...units));
		const text = fc.oneof(
			anything,
			fc.array(piece).map((pieces) => pieces.join('')),
		);
		fc.assert(
			fc.property(text, (line) => {
				const found = findCodesInText(line);
				parseCode(line);
				expect(findCodeInText(line)).toEqual(found[0] ?? null);
				const places = found.flatMap(({start, end}) => [start, end]);
				expect(places).toEqual(places.toSorted((a, b) => a - b));
				expect(places.every((place) => place >= 0 && place <= line.length)).toBe(true);
			}),
		);
	});
});

describe('parseHex8', () => {
	it('reads 8 digits of any case at an offset', () => {
		expect(parseHex8('*FAILED* [8024402c]', 10)).toBe(0x8024402c);
		expect(parseHex8('FFFFFFFF', 0)).toBe(0xffffffff);
	});

	it.each([
		['8024402', 0],
		['[8024402C', 2],
		['8024402G', 0],
		['8024402:', 0],
		['8024402C', -1],
	])('returns -1 for %j at %i', (text, at) => {
		expect(parseHex8(text, at)).toBe(-1);
	});
});
