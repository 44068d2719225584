/** Bytes are cut into lines, and what is odd about them is counted with the line it stands on. */
import {describe, expect, it} from 'vitest';
import {createLineSplitter, type LineStats} from '../../../src/core/lines/line-splitter.js';
import {bytesOf, concat} from '../../helpers/log-lines.js';

interface Cut {
	readonly text: string;
	readonly offset: number;
	readonly high: boolean;
}

/** Copies each line only when the splitter says that its bytes are about to change, as the record parser does. */
function split(chunks: readonly Uint8Array[], maxLineBytes?: number): {lines: readonly Cut[]; stats: LineStats} {
	const lines: Cut[] = [];
	let lent: {bytes: Uint8Array; start: number; end: number; offset: number; high: boolean}[] = [];
	const splitter = createLineSplitter(
		{
			line: (bytes, start, end, offset, high) => lent.push({bytes, start, end, offset, high}),
			chunkEnd() {
				for (const {bytes, start, end, offset, high} of lent)
					lines.push({text: Buffer.from(bytes.subarray(start, end)).toString('latin1'), offset, high});
				lent = [];
			},
		},
		maxLineBytes,
	);
	for (const chunk of chunks) splitter.push(chunk);
	splitter.end();
	return {lines, stats: {...splitter.stats}};
}

function textsOf(text: string, maxLineBytes?: number): readonly string[] {
	return split([bytesOf(text)], maxLineBytes).lines.map((line) => line.text);
}

const NOTHING_ODD = {longLines: 0, firstLongLine: 0, droppedBytes: 0, nulBytes: 0, firstNulLine: 0, controlBytes: 0, firstControlLine: 0};

describe('createLineSplitter', () => {
	it.each([
		['', []],
		['a', ['a']],
		['a\n', ['a']],
		['a\r\n', ['a']],
		['a\nb', ['a', 'b']],
		['\n', ['']],
		['a\n\n\r\nb\n', ['a', '', '', 'b']],
		['a\r\r\nb', ['a', 'b']],
		['a\rb\n', ['a', 'b']],
		['a\rb\rc', ['a', 'b', 'c']],
		['a\r\rb\r', ['a', '', 'b']],
		['\ra', ['', 'a']],
		['a\rb\nc\r\nd\r\r\ne', ['a', 'b', 'c', 'd', 'e']],
		['a\r', ['a']],
	])('cuts %j', (text, expected) => {
		expect(textsOf(text)).toEqual(expected);
	});

	it.each([
		'first line\r\nsecond, é longer line\r\n\r\nlast',
		'first line\rsecond\r\rfourth\nfifth\r\r\nsixth\r\n\rlast\r',
	])('gives the same lines wherever the bytes of %j are cut', (text) => {
		const bytes = bytesOf(text);
		const whole = split([bytes]);
		for (let first = 0; first <= bytes.length; first++) {
			for (let second = first; second <= bytes.length; second += 3) {
				const cut = split([bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)]);
				expect(cut).toEqual(whole);
			}
		}
		expect(split(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
	});

	it('gives offsets with which lines and their ends tile the input', () => {
		const bytes = bytesOf('one\r\n\ntwo\nthree');
		const {lines} = split([bytes.subarray(0, 4), bytes.subarray(4, 7), bytes.subarray(7)]);
		expect(lines.map(({offset}) => offset)).toEqual([0, 5, 6, 10]);
		const tiles = lines.map(({offset}, index) => Buffer.from(bytes.subarray(offset, lines[index + 1]?.offset)).toString());
		expect(tiles.join('')).toBe('one\r\n\ntwo\nthree');
	});

	it('says which lines are not plain ASCII', () => {
		const {lines} = split([bytesOf('plain\né\nplain again\n')]);
		expect(lines.map(({high}) => high)).toEqual([false, true, false]);
	});

	it('drops what is past the longest line and counts it exactly', () => {
		const text = `short\n${'a'.repeat(10)}\n${'b'.repeat(11)}\n${'c'.repeat(25)}`;
		const expected = ['short', 'a'.repeat(10), 'b'.repeat(10), 'c'.repeat(10)];
		const bytes = bytesOf(text);
		for (const size of [1, 3, 7, 100]) {
			const chunks = Array.from({length: Math.ceil(bytes.length / size)}, (_, index) => bytes.subarray(index * size, (index + 1) * size));
			const {lines, stats} = split(chunks, 10);
			expect(lines.map((line) => line.text)).toEqual(expected);
			expect(stats).toEqual({...NOTHING_ODD, lines: 4, longLines: 2, firstLongLine: 3, droppedBytes: 1 + 15});
		}
	});

	it('counts NUL and control bytes and says where the first ones stand', () => {
		const {stats} = split([bytesOf('plain\ttext\r\na\0b\0\nc\u0001\u001b\r\n\0')]);
		expect(stats).toEqual({...NOTHING_ODD, lines: 4, nulBytes: 3, firstNulLine: 2, controlBytes: 2, firstControlLine: 3});
	});

	it('counts them in what it drops, too', () => {
		expect(split([bytesOf('aaaa\0\u0001\n')], 4).stats).toMatchObject({nulBytes: 1, controlBytes: 1, droppedBytes: 2});
	});

	it('sees line ends at every place of its four-byte steps, whatever the alignment of the chunk', () => {
		for (let shift = 0; shift < 4; shift++) {
			for (let length = 0; length < 12; length++) {
				const text = `${'x'.repeat(length)}\n${'y'.repeat(length)}`;
				const memory = concat(new Uint8Array(shift), bytesOf(text));
				const lines = split([memory.subarray(shift)]).lines.map((line) => line.text);
				expect(lines).toEqual(length === 0 ? [''] : ['x'.repeat(length), 'y'.repeat(length)]);
			}
		}
	});

	it('keeps lines that are far longer than its buffer', () => {
		const text = 'x'.repeat(50_000);
		const bytes = bytesOf(`${text}\n`);
		const chunks = Array.from({length: 51}, (_, index) => bytes.subarray(index * 1000, (index + 1) * 1000));
		expect(split(chunks).lines).toEqual([{text, offset: 0, high: false}]);
	});
});

it.each([
	[0x7f, false],
	[0x80, true],
	[0xff, true],
])('says whether a line has bytes beyond ASCII, wherever they stand: %i', (byte, expected) => {
	for (let at = 0; at < 12; at++) {
		const told: boolean[] = [];
		const splitter = createLineSplitter({line: (_bytes, _start, _end, _offset, hasHighBytes) => told.push(hasHighBytes), chunkEnd() {}});
		const bytes = new Uint8Array(14).fill(0x61);
		bytes.set([byte], at);
		bytes.set([0x0a], 12);
		splitter.push(bytes);
		splitter.end();
		expect(told).toEqual([expected, false]);
	}
});
