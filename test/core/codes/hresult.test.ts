import {describe, expect, it} from 'vitest';
import {nameOf} from '../../../src/core/codes/describe-code.js';
import * as hresult from '../../../src/core/codes/hresult.js';

const {formatHresult, hresultFromWin32, isFailure, toUnsigned, win32Of} = hresult;

describe('hresult', () => {
	it('prints 8 upper-case digits', () => {
		expect(formatHresult(0x8024402c)).toBe('0x8024402C');
		expect(formatHresult(0x240001)).toBe('0x00240001');
		expect(formatHresult(-2145107924)).toBe('0x8024402C');
	});

	it('holds numbers unsigned', () => {
		expect(toUnsigned(-2147012889)).toBe(0x80072ee7);
		expect(toUnsigned(0xffffffff)).toBe(0xffffffff);
	});

	it('knows a failure by its top bit', () => {
		expect(isFailure(0x8024000b)).toBe(true);
		expect(isFailure(-1)).toBe(true);
		expect(isFailure(0x00240010)).toBe(false);
		expect(isFailure(0)).toBe(false);
	});

	it('wraps and unwraps Win32 errors', () => {
		expect(hresultFromWin32(12002)).toBe(0x80072ee2);
		expect(hresultFromWin32(0)).toBe(0);
		expect(win32Of(0x80072ee2)).toBe(12002);
		expect(win32Of(0x8024402c)).toBeNull();
	});

	const constants = Object.entries(hresult).filter((pair): pair is [string, number] => typeof pair[1] === 'number');
	it.each(constants)('%s has the number of the table', (name, code) => {
		expect(nameOf(code)).toBe(name);
	});
});
