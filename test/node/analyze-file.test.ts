/** Reading files and streams as programs do: paths that are none, and interruption. */
import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {describe, expect, it} from 'vitest';
import {analyzePath, analyzeStream} from '../../src/node/analyze-file.js';
import {readTextLines} from '../../src/node/inputs/text-lines.js';
import {expandedInputs} from '../helpers/expanded-inputs.js';
import {etwLog, start} from '../helpers/log-lines.js';
import {writeShortcut} from '../helpers/shortcut-writer.js';

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
	const all: T[] = [];
	for await (const item of items) all.push(item);
	return all;
}

describe('a shortcut', () => {
	it('stands for what it leads to, when somebody names it', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'wulens-shortcut-'));
		try {
			const log = join(folder, 'WindowsUpdate.log');
			const shortcut = join(folder, 'Log.LNK');
			writeFileSync(shortcut, writeShortcut({local: log}));
			writeFileSync(join(folder, 'other.lnk'), 'text');
			const named = [shortcut, join(folder, 'other.lnk'), join(folder, 'missing.lnk')];
			expect(await expandedInputs(named)).toMatchObject([{path: log}, {path: named[1]}, {path: named[2]}]);
		} finally {
			rmSync(folder, {recursive: true});
		}
	});
});

describe('analyzePath', () => {
	it('says that a path with a NUL is not valid', async () => {
		for (const input of ['a\0b', ...(await expandedInputs(['a\0b']))]) {
			expect(await collect(analyzePath(input))).toMatchObject([
				{path: 'a\0b', status: 'failed', reason: 'It cannot be read: the path is not valid.'},
			]);
		}
	});
});

it('tells that a log became shorter while it was read', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'wulens-shorter-'));
	try {
		const path = join(folder, 'a.log');
		const log = etwLog(start('X', 1)).repeat(60_000);
		writeFileSync(path, log);
		const reports = await collect(analyzePath(path, {onProgress: () => truncateSync(path, 100)}));
		expect(reports).toMatchObject([{status: 'analyzed', issues: expect.arrayContaining([expect.objectContaining({kind: 'read-error'})])}]);
		expect(reports[0]?.issues.map(({message}) => message).join()).toMatch(/became shorter while it was read: \d+ of \d+ bytes/);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
});

describe('analyzeStream', () => {
	it('gives up a quiet stream and keeps what came', async () => {
		const stream = new PassThrough();
		const interruption = new AbortController();
		stream.write(etwLog(start('X', 1), ...Array.from({length: 10}, () => 'Misc Waiting for the service')));
		const [report] = await collect(
			analyzeStream(stream, 'x', {signal: interruption.signal, onProgress: () => setImmediate(() => interruption.abort())}),
		);
		expect(report).toMatchObject({status: 'failed', log: {lines: 11}, scans: [{}]});
		expect(stream.destroyed).toBe(true);
	});

	it('gives up a stream of which too little came to say what it is', async () => {
		const stream = new PassThrough();
		const interruption = new AbortController();
		stream.write('2024');
		const reports = collect(analyzeStream(stream, 'x', {signal: interruption.signal}));
		setImmediate(() => interruption.abort());
		expect(await reports).toMatchObject([{status: 'failed', reason: expect.stringContaining('interrupted')}]);
		expect(stream.destroyed).toBe(true);
	});

	it('gives up a generator that never goes on', async () => {
		const interruption = new AbortController();
		async function* quiet(): AsyncGenerator<Uint8Array> {
			yield Buffer.from(etwLog(start('X', 1)));
			interruption.abort();
			await new Promise(() => {});
		}
		expect(await collect(analyzeStream(quiet(), 'x', {signal: interruption.signal}))).toMatchObject([{status: 'failed'}]);
	});
});

describe('readTextLines', () => {
	async function read(...chunks: readonly Uint8Array[]): Promise<readonly string[]> {
		const stream = new PassThrough();
		for (const chunk of chunks) stream.write(chunk);
		stream.end();
		return collect(readTextLines(stream));
	}

	it('puts characters together that chunks take apart', async () => {
		for (const bytes of [Buffer.from('\ufeffä.log\r\n😀.log', 'utf16le'), Buffer.from('\ufeffä.log\r\n😀.log')]) {
			expect(await read(...[...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(['ä.log', '😀.log']);
		}
	});

	it('reads lists of next to nothing', async () => {
		expect(await read()).toEqual([]);
		expect(await read(Buffer.from('a'))).toEqual(['a']);
		expect(await read(Uint8Array.of(0xff, 0xfe))).toEqual([]);
	});

	it('rejects with what the stream says', async () => {
		const stream = new PassThrough();
		stream.destroy(new Error('gone'));
		await expect(collect(readTextLines(stream))).rejects.toThrow('gone');
	});
});
