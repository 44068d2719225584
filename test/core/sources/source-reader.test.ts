/** The stage before the lines: which text it gives of which bytes, and what it says about them at the end. */
import {describe, expect, it} from 'vitest';
import {SourceReader} from '../../../src/core/sources/source-reader.js';
import {bytesOf, concat, utf16} from '../../helpers/log-lines.js';

const HEAD_BYTES = 64 * 1024;

/** Takes text, and counts a record for each `!` in it. */
class Text {
	records = 0;
	lines = 0;
	text = '';
	readonly #decoder = new TextDecoder('utf-8', {ignoreBOM: true});

	push(chunk: Uint8Array): void {
		const text = this.#decoder.decode(chunk, {stream: true});
		this.text += text;
		this.records += text.split('!').length - 1;
	}
}

function read(...chunks: readonly Uint8Array[]): {text: string; source: SourceReader; end: ReturnType<SourceReader['end']>} {
	const text = new Text();
	const source = new SourceReader(text, text);
	for (const chunk of chunks) source.push(chunk);
	const end = source.end();
	return {text: text.text, source, end};
}

/** Pieces of some bytes each. */
function pieces(bytes: Uint8Array, size: number): readonly Uint8Array[] {
	return Array.from({length: Math.ceil(bytes.length / size)}, (_, index) => bytes.slice(index * size, (index + 1) * size));
}

describe('text', () => {
	const long = `${'words and a record! ü\n'.repeat(10_000)}end`;

	it.each([
		['at once', long.length * 2],
		['a head at a time', HEAD_BYTES],
		['a byte less than a head at a time', HEAD_BYTES - 1],
		['in small pieces', 1000],
	])('goes on as it is: %s', (_, size) => {
		const bytes = bytesOf(long);
		const {text, end} = read(...pieces(bytes, size));
		expect(text).toBe(long);
		expect(end).toMatchObject({bytes: bytes.length, lastByte: 0x64, isTrace: false, utf16: null, issues: [], traces: []});
	});

	it('of UTF-16 goes on as UTF-8, without its mark', () => {
		const bytes = concat(Uint8Array.of(0xff, 0xfe), utf16(long));
		const {text, end} = read(...pieces(bytes, 4097));
		expect(text).toBe(long);
		expect(end.encoding).toEqual({form: 'utf-16le', markLength: 2});
		expect(end.utf16).toEqual({loneSurrogates: 0, truncated: false});
	});

	it('of UTF-16 that ends in half a character says so', () => {
		const {end} = read(concat(Uint8Array.of(0xff, 0xfe), utf16('a record!'), Uint8Array.of(0x61)));
		expect(end.utf16).toEqual({loneSurrogates: 0, truncated: true});
	});

	it('goes on when chunks are used again for other bytes', () => {
		const text = new Text();
		const source = new SourceReader(text, text);
		const chunk = new Uint8Array(10);
		for (const letter of 'abc') source.push(chunk.fill(letter.charCodeAt(0)));
		source.end();
		expect(text.text).toBe(`${'a'.repeat(10)}${'b'.repeat(10)}${'c'.repeat(10)}`);
	});

	it('is quoted, and gets a reason, where its head has no record', () => {
		const {end} = read(bytesOf('\r\n  Dear all,\r\nno log here.\r\n'));
		expect(end.firstText).toBe('Dear all,');
		expect(end.skipReason).toMatch(/^No line looks like a Windows Update log/);
	});

	it('is not quoted where it has one', () => {
		expect(read(bytesOf('a record!\n')).end.firstText).toBe('');
	});

	it('is empty where nothing was pushed', () => {
		expect(read().end).toMatchObject({bytes: 0, lastByte: 0, firstText: '', skipReason: 'The file is empty.'});
	});
});

describe('a source that is surely no log', () => {
	const zip = concat(bytesOf('PK\u0003\u0004'), new Uint8Array(2 * HEAD_BYTES), bytesOf('a record!'));

	it('is known by its head, and not read on', () => {
		const text = new Text();
		const source = new SourceReader(text, text);
		source.push(zip.subarray(0, HEAD_BYTES - 1));
		expect(source.isForeign).toBe(false);
		source.push(zip.subarray(HEAD_BYTES - 1));
		expect(source.isForeign).toBe(true);
		source.push(bytesOf('a record!'));
		expect(text.text).toBe('');
		expect(source.end()).toMatchObject({
			bytes: zip.length + 9,
			skipReason: expect.stringMatching(/^This is a zip archive/),
			firstText: expect.stringMatching(/^PK/),
		});
	});

	it('may be text: a web page is read to the end of its head only', () => {
		const text = new Text();
		const source = new SourceReader(text, text);
		source.push(bytesOf(`<html>${' '.repeat(HEAD_BYTES)}a record!`));
		expect(source.isForeign).toBe(true);
		expect(text.text).toHaveLength(HEAD_BYTES - 3);
	});

	it('is none once a record was found', () => {
		const text = new Text();
		const source = new SourceReader(text, text);
		source.push(bytesOf(`<html>a record!${' '.repeat(HEAD_BYTES)}`));
		expect(source.isForeign).toBe(false);
	});
});

describe('what tracerpt made of a trace', () => {
	it('is read on where its head has no event of Windows Update', () => {
		const text = new Text();
		const source = new SourceReader(text, text);
		source.push(bytesOf(`<?xml version="1.0"?>\r\n<Events>${' '.repeat(2 * HEAD_BYTES)}`));
		expect(source.isForeign).toBe(false);
		expect(source.end()).toMatchObject({isTrace: true, traces: [], skipReason: expect.stringContaining('tracerpt')});
	});
});

describe('a set of traces', () => {
	it('lists its files, with what became of each', () => {
		const text = new Text();
		const source = new SourceReader(text, text);
		source.nextTrace('one.etl');
		source.push(new Uint8Array(100));
		source.nextTrace('two.etl');
		source.push(new Uint8Array(50));
		const end = source.end();
		expect(end).toMatchObject({bytes: 150, isTrace: true, encoding: {form: 'utf-16le', markLength: 0}});
		expect(end.traces).toMatchObject([
			{file: 'one.etl', status: 'skipped', bytes: 100, lines: 0},
			{file: 'two.etl', status: 'skipped', bytes: 50, lines: 0},
		]);
		expect(end.skipReason).toBe(end.traces[0]?.reason);
	});
});
