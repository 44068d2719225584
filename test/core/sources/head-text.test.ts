/** The beginning of a file as text: whatever its encoding, and no more of it than can be quoted. */
import {describe, expect, it} from 'vitest';
import {firstNonBlankText, headText} from '../../../src/core/sources/head-text.js';
import {bytesOf, concat, utf16} from '../../helpers/log-lines.js';

describe('the text of a head', () => {
	it.each([
		['UTF-8', bytesOf('Zürich'), {form: 'bytes', markLength: 0}],
		['UTF-8 with a mark', concat(Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf('Zürich')), {form: 'bytes', markLength: 3}],
		['Windows-1252', Uint8Array.of(0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68), {form: 'bytes', markLength: 0}],
		['UTF-16', utf16('Zürich'), {form: 'utf-16le', markLength: 0}],
		['UTF-16 with a mark', concat(Uint8Array.of(0xff, 0xfe), utf16('Zürich')), {form: 'utf-16le', markLength: 2}],
	] as const)('is decoded: %s', (_, head, encoding) => {
		expect(headText(head, encoding)).toBe('Zürich');
	});

	it('is empty where there are no bytes', () => {
		expect(headText(new Uint8Array(0), {form: 'bytes', markLength: 0})).toBe('');
		expect(headText(new Uint8Array(0), {form: 'utf-16be', markLength: 0})).toBe('');
	});
});

describe('the first text', () => {
	it.each([
		['', ''],
		[' \r\n\t\r\n', ''],
		['\r\n  \tfirst words\r\nmore', 'first words'],
		['x'.repeat(300), 'x'.repeat(200)],
	])('of %j', (text, first) => {
		expect(firstNonBlankText(text)).toBe(first);
	});
});
