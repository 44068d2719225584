/** What a file is, told from its first bytes. */
import {describe, expect, it} from 'vitest';
import {detectSource} from '../../../src/core/sources/detect-source.js';
import {bytesOf, concat, etwLine, utf16} from '../../helpers/log-lines.js';

const XML = '<?xml version="1.0"?>\r\n<Events xmlns="x">\r\n';
const CSV = '            Event Name,           Type,   Event ID,    Version\r\n';
const PLAIN = {form: 'bytes', markLength: 0};

function traceHead(): Uint8Array {
	const head = new Uint8Array(1024);
	head[0x36] = 4;
	head[0x4a] = 2;
	head[0x4b] = 0xc0;
	return head;
}

describe('a source is', () => {
	it('a trace by the header of its first buffer', () => {
		expect(detectSource(traceHead())).toEqual({kind: 'trace'});
	});

	it('text, also where it is empty or no log at all', () => {
		for (const text of ['', 'just words\n', `${etwLine({text: 'text'})}\r\n`])
			expect(detectSource(bytesOf(text))).toEqual({kind: 'text', encoding: PLAIN});
	});

	it('text of UTF-16, with its mark or without', () => {
		const text = utf16(etwLine({text: 'text'}));
		expect(detectSource(text)).toEqual({kind: 'text', encoding: {form: 'utf-16le', markLength: 0}});
		expect(detectSource(concat(Uint8Array.of(0xff, 0xfe), text))).toEqual({
			kind: 'text',
			encoding: {form: 'utf-16le', markLength: 2},
		});
	});

	it.each([
		['xml', XML],
		['csv', CSV],
	])('what tracerpt made of a trace: %s', (form, text) => {
		expect(detectSource(bytesOf(text))).toEqual({kind: 'tracerpt', form, encoding: PLAIN});
		expect(detectSource(concat(Uint8Array.of(0xff, 0xfe), utf16(text)))).toEqual({
			kind: 'tracerpt',
			form,
			encoding: {form: 'utf-16le', markLength: 2},
		});
	});

	it('foreign where its bytes are those of an archive, whatever text is in it', () => {
		const head = concat(bytesOf('PK\u0003\u0004'), bytesOf(etwLine({text: 'text'})));
		expect(detectSource(head)).toMatchObject({kind: 'foreign', reason: expect.stringContaining('a zip archive')});
	});
});

describe('tracerpt is told', () => {
	it('by rows in other languages, whose title is longer in bytes than in characters', () => {
		const title = `${'事件名称'.padEnd(3000, '称')},\r\n`;
		const row =
			'EventTrace,         Header,          0,          2,          0,          0,          0,          ' +
			'0, 0x0000000000000000, 0x00002A2C, 0x00001F3C,                    0,                     ,       ' +
			'              , {00000000-0000-0000-0000-000000000000},                                         ' +
			',   133500000000000000,          0,          0,     65536,\r\n';
		expect(detectSource(bytesOf(`${title}${row}`))).toMatchObject({kind: 'tracerpt', form: 'csv'});
	});

	it('wherever in a character the looked-at part of a long head ends', () => {
		for (const lead of ['', 'x', 'xx']) {
			const head = bytesOf(`${CSV}${lead}${'称'.repeat(20_000)}`);
			expect(detectSource(head)).toMatchObject({kind: 'tracerpt', form: 'csv'});
		}
	});
});
