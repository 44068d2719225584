/** How the encoding of a log is told from its first bytes. */
import {describe, expect, it} from 'vitest';
import {detectEncoding} from '../../../src/core/lines/encoding.js';
import {bytesOf, concat, etwLine, utf16} from '../../helpers/log-lines.js';

const LINE = `${etwLine({text: '* START * Finding updates'})}\r\n`;

describe('detectEncoding', () => {
	it.each([
		['UTF-8', [0xef, 0xbb, 0xbf], {form: 'bytes', markLength: 3}],
		['UTF-16LE', [0xff, 0xfe], {form: 'utf-16le', markLength: 2}],
		['UTF-16BE', [0xfe, 0xff], {form: 'utf-16be', markLength: 2}],
	])('takes the mark of %s at its word', (_, mark, expected) => {
		expect(detectEncoding(Uint8Array.from(mark))).toEqual(expected);
		expect(detectEncoding(concat(Uint8Array.from(mark), bytesOf(LINE)))).toEqual(expected);
	});

	it('sees UTF-16 without a mark by its NUL bytes', () => {
		expect(detectEncoding(utf16(LINE, 'le'))).toEqual({form: 'utf-16le', markLength: 0});
		expect(detectEncoding(utf16(LINE, 'be'))).toEqual({form: 'utf-16be', markLength: 0});
	});

	it('sees it where some of the text is not ASCII', () => {
		expect(detectEncoding(utf16(`${LINE}Ошибка 错误\r\n${LINE}`))).toEqual({form: 'utf-16le', markLength: 0});
	});

	it('needs no more than two characters', () => {
		expect(detectEncoding(utf16('20'))).toEqual({form: 'utf-16le', markLength: 0});
		expect(detectEncoding(utf16('2'))).toEqual({form: 'bytes', markLength: 0});
	});

	it.each([
		['nothing', []],
		['one byte of a mark', [0xff]],
		['two bytes of a mark', [0xef, 0xbb]],
		['a letter', [0x41]],
	])('reads %s as bytes', (_, head) => {
		expect(detectEncoding(Uint8Array.from(head))).toEqual({form: 'bytes', markLength: 0});
	});

	it('does not take NUL padding for UTF-16', () => {
		expect(detectEncoding(new Uint8Array(4096)).form).toBe('bytes');
		expect(detectEncoding(concat(bytesOf(LINE), new Uint8Array(4000))).form).toBe('bytes');
		expect(detectEncoding(concat(new Uint8Array(512), bytesOf(LINE.repeat(20)))).form).toBe('bytes');
	});

	it('does not take binary data with NULs on both sides for UTF-16', () => {
		expect(detectEncoding(Uint8Array.from({length: 4096}, (_, at) => (at % 4 < 2 ? 0 : (at * 7) & 0xff))).form).toBe('bytes');
	});
});
