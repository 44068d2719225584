/** UTF-16 chunks, cut anywhere, come out as UTF-8. */
import {describe, expect, it} from 'vitest';
import {createUtf16Transcoder} from '../../../src/core/lines/utf16-transcoder.js';
import {concat, utf16} from '../../helpers/log-lines.js';

const TEXT = 'WS error: Ошибка é 错误 \u{1F642}\u{10FFFF}\r\n';

function transcode(chunks: readonly Uint8Array[], littleEndian = true): {text: string; loneSurrogates: number; truncated: boolean} {
	const parts: Uint8Array[] = [];
	const transcoder = createUtf16Transcoder(littleEndian, (chunk) => parts.push(chunk.slice()));
	for (const chunk of chunks) transcoder.push(chunk);
	transcoder.end();
	return {text: new TextDecoder('utf-8', {fatal: true}).decode(concat(...parts)), ...transcoder.stats};
}

describe('createUtf16Transcoder', () => {
	it('turns both byte orders into UTF-8', () => {
		const expected = {text: TEXT, loneSurrogates: 0, truncated: false};
		expect(transcode([utf16(TEXT, 'le')])).toEqual(expected);
		expect(transcode([utf16(TEXT, 'be')], false)).toEqual(expected);
	});

	it('puts together what the chunks cut, also in the middle of a surrogate pair', () => {
		const bytes = utf16(TEXT);
		for (let cut = 0; cut <= bytes.length; cut++) {
			expect(transcode([bytes.subarray(0, cut), bytes.subarray(cut)]).text).toBe(TEXT);
		}
		expect(transcode(Array.from(bytes, (byte) => Uint8Array.of(byte))).text).toBe(TEXT);
	});

	it('takes empty chunks', () => {
		expect(transcode([new Uint8Array(0), utf16('a'), new Uint8Array(0)]).text).toBe('a');
		expect(transcode([])).toEqual({text: '', loneSurrogates: 0, truncated: false});
	});

	it.each([
		['a high half before text', '\ud83dab', '\ufffdab', 1],
		['a low half before text', '\ude42ab', '\ufffdab', 1],
		['halves in the wrong order', '\ude42\ud83d', '\ufffd\ufffd', 2],
		['a high half before a pair', '\ud83d\u{1F642}', '\ufffd\u{1F642}', 1],
		['a high half at the end', 'ab\ud83d', 'ab\ufffd', 1],
	])('replaces %s', (_, text, expected, loneSurrogates) => {
		expect(transcode([utf16(text)])).toEqual({text: expected, loneSurrogates, truncated: false});
		expect(transcode(Array.from(utf16(text), (byte) => Uint8Array.of(byte))).text).toBe(expected);
	});

	it('drops an odd last byte and says so', () => {
		expect(transcode([utf16('ab'), Uint8Array.of(0x63)])).toEqual({text: 'ab', loneSurrogates: 0, truncated: true});
	});

	it('takes chunks larger than its buffer', () => {
		const text = '€\u{1F642}'.repeat(60_000);
		expect(transcode([utf16(text)]).text).toBe(text);
	});
});
