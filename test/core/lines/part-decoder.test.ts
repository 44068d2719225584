/** Text whose encoding changes on the way is read in each of its encodings, wherever the bytes are cut. */
import {describe, expect, it} from 'vitest';
import {createPartDecoder} from '../../../src/core/lines/part-decoder.js';
import {bytesOf, concat, utf16} from '../../helpers/log-lines.js';

function decode(first: 'bytes' | 'utf-16le' | 'utf-16be', chunks: readonly Uint8Array[]): {text: string; changes: readonly string[]} {
	const parts: Uint8Array[] = [];
	const changes: string[] = [];
	const decoder = createPartDecoder(
		first,
		(chunk) => parts.push(chunk.slice()),
		(to) => changes.push(`${to} behind ${parts.reduce((sum, {length}) => sum + length, 0)}`),
	);
	for (const chunk of chunks) decoder.push(chunk);
	decoder.end();
	return {text: new TextDecoder('utf-8', {ignoreBOM: true}).decode(concat(...parts)), changes};
}

const MORNING = '2024/05/06 07:00:01.2345678 1200  3400  Agent           the morning, of PC-0142\r\n';
const EVENING = '2024/05/06 19:30:09.8765432 1200  5600  Agent           the evening, of PC-0142\r\n';
const MARK = Uint8Array.of(0xff, 0xfe);

describe('createPartDecoder', () => {
	it.each([
		['UTF-8 alone', 'bytes', bytesOf(MORNING + EVENING), []],
		['UTF-16 alone', 'utf-16le', utf16(MORNING + EVENING), []],
		['UTF-16 behind UTF-8', 'bytes', concat(bytesOf(MORNING), utf16(EVENING)), ['utf-16le']],
		['UTF-16 with its mark behind UTF-8', 'bytes', concat(bytesOf(MORNING), MARK, utf16(EVENING)), ['utf-16le']],
		['big-endian UTF-16 behind UTF-8', 'bytes', concat(bytesOf(MORNING), utf16(EVENING, 'be')), ['utf-16be']],
		['UTF-8 behind UTF-16', 'utf-16le', concat(utf16(MORNING), bytesOf(EVENING)), ['bytes']],
		['UTF-8 with its mark behind UTF-16', 'utf-16le', concat(utf16(MORNING), bytesOf(`\ufeff${EVENING}`)), ['bytes']],
	] as const)('reads %s', (_, first, bytes, forms) => {
		const {text, changes} = decode(first, [bytes]);
		expect(text).toBe(MORNING + EVENING);
		expect(changes).toEqual(forms.map((form) => `${form} behind ${MORNING.length}`));
		for (let cut = 0; cut <= bytes.length; cut++)
			expect(decode(first, [bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual({text, changes});
	});

	it('goes there and back', () => {
		const {text, changes} = decode('bytes', [concat(bytesOf(MORNING), utf16(EVENING), bytesOf(MORNING))]);
		expect(text).toBe(MORNING + EVENING + MORNING);
		expect(changes).toHaveLength(2);
	});

	it('begins a line where the part before had no line end', () => {
		expect(decode('bytes', [concat(bytesOf('no line end'), utf16(EVENING))]).text).toBe(`no line end\n${EVENING}`);
	});

	it('takes a last empty line in UTF-16 for what it is', () => {
		expect(decode('bytes', [concat(bytesOf(MORNING), utf16('\r\n'))]).text).toBe(`${MORNING}\r\n`);
	});

	it.each([
		['NUL bytes', 'bytes', bytesOf(`a\0b ${MORNING}\0\0\0\0`), `a\0b ${MORNING}\0\0\0\0`],
		[
			'text of another script',
			'utf-16le',
			utf16('没有可用的更新服务器 更新失败\r\n'.repeat(4)),
			'没有可用的更新服务器 更新失败\r\n'.repeat(4),
		],
	] as const)('takes no %s for a change', (_, first, bytes, expected) => {
		expect(decode(first, [bytes])).toEqual({text: expected, changes: []});
	});
});
