/** `wulens convert`: what it writes, where, and with which exit code. */
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterAll, describe, expect, it} from 'vitest';
import {EXIT} from '../../src/cli/exit-codes.js';
import {runWulens} from '../helpers/run-wulens.js';
import {START, type TraceEntry, wppMessage, writeTrace} from '../helpers/trace-writer.js';
import {csvOf, xmlOf} from '../helpers/tracerpt-writer.js';
import {zipOf} from '../helpers/zip-writer.js';

const folder = mkdtempSync(join(tmpdir(), 'wulens-convert-'));
afterAll(() => rmSync(folder, {recursive: true}));

function entry(seconds: number, message: string): TraceEntry {
	return {time: START + BigInt(seconds) * 10_000_000n, pid: 1788, tid: 10_920, component: 'Agent', message};
}

function path(name: string, bytes: Uint8Array): string {
	writeFileSync(join(folder, name), bytes);
	return join(folder, name);
}

const trace = writeTrace([entry(0, 'first'), entry(1, 'second')], {bias: -60});
const TEXT =
	'2024/03/12 18:47:21.0000000 1788  10920 Agent           first\n2024/03/12 18:47:22.0000000 1788  10920 Agent           second\n';

describe('a trace', () => {
	const file = path('one.etl', trace);

	it('becomes the text of Get-WindowsUpdateLog', async () => {
		expect(await runWulens(['convert', file])).toMatchObject({status: EXIT.done, stdout: TEXT, stderr: ''});
	});

	it('in another zone, with other line ends', async () => {
		expect((await runWulens(['convert', '--zone', 'utc', file])).stdout).toContain('2024/03/12 17:47:21.0000000 ');
		expect((await runWulens(['convert', '--zone=-03:30', file])).stdout).toContain('2024/03/12 14:17:21.0000000 ');
		expect((await runWulens(['convert', '--crlf', file])).stdout).toBe(TEXT.replaceAll('\n', '\r\n'));
	});

	it('becomes JSON', async () => {
		const lines = (await runWulens(['convert', '--to', 'ndjson', file])).stdout
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as unknown);
		expect(lines).toMatchObject([
			{time: '2024-03-12T17:47:21.0000000Z', name: 'Agent', fields: {Info: 'first'}},
			{fields: {Info: 'second'}},
		]);
	});

	it('packed by gzip, or on standard input', async () => {
		expect((await runWulens(['convert', path('one.etlgz', gzipSync(trace))])).stdout).toBe(TEXT);
		expect((await runWulens(['convert', '-'], {input: Buffer.from(trace)})).stdout).toBe(TEXT);
	});

	it('goes to a file, which may be no input', async () => {
		const out = join(folder, 'out.txt');
		expect(await runWulens(['convert', '-o', out, file])).toMatchObject({status: EXIT.done, stdout: ''});
		expect(readFileSync(out, 'utf8')).toBe(TEXT);
		expect(await runWulens(['convert', '-o', file, file])).toMatchObject({
			status: EXIT.couldNotRun,
			stderr: expect.stringContaining('is one of the inputs') as string,
		});
		expect(readFileSync(file)).toEqual(Buffer.from(trace));
	});

	it('says what was lost, unless it is to be quiet', async () => {
		const lossy = path('lossy.etl', writeTrace([entry(0, 'x')], {eventsLost: 41}));
		expect((await runWulens(['convert', lossy])).stderr).toMatch(/lossy\.etl: Events that Windows lost .* \(41×\)\n$/);
		expect((await runWulens(['convert', '-q', lossy])).stderr).toBe('');
	});
});

describe('what tracerpt made of a trace', () => {
	const entries = [entry(0, 'first'), {...entry(1, 'se<c>ond'), level: 3}];
	const xml = path('trace.xml', Buffer.from(xmlOf(entries, {eventsLost: 3})));
	const csv = path('trace.csv', Buffer.from(csvOf(entries)));
	const lines = (clock: string): string =>
		`2024/03/12 ${clock}:47:21.0000000 1788  10920 Agent           first\n2024/03/12 ` +
		`${clock}:47:22.0000000 1788  10920 Agent           se<c>ond\n`;

	it('has the time of the PC that made it, or that of another zone', async () => {
		expect(await runWulens(['convert', xml])).toMatchObject({
			status: EXIT.done,
			stdout: lines('10'),
			stderr: expect.stringMatching(/Events that Windows lost .* \(3×\)/) as string,
		});
		expect(await runWulens(['convert', csv])).toMatchObject({status: EXIT.done, stdout: lines('17'), stderr: ''});
		for (const input of [xml, csv]) expect((await runWulens(['convert', '-q', '--zone', '+01:00', input])).stdout).toBe(lines('18'));
		expect((await runWulens(['convert', '-q', path('trace-16.xml', Buffer.from(`\ufeff${xmlOf(entries)}`, 'utf16le'))])).stdout).toBe(
			lines('10'),
		);
	});

	it('becomes JSON', async () => {
		const documents = async (input: string): Promise<readonly unknown[]> =>
			(await runWulens(['convert', '-q', '--to', 'ndjson', input])).stdout
				.trimEnd()
				.split('\n')
				.map((line) => JSON.parse(line) as unknown);
		const common = {
			time: '2024-03-12T17:47:22.0000000Z',
			rawTime: null,
			name: 'Agent',
			id: 0,
			level: 3,
			keywords: '0x1',
			pid: 1788,
			tid: 10_920,
			activity: null,
		};
		expect((await documents(xml))[1]).toMatchObject({
			...common,
			provider: 'WUTraceLogging',
			providerId: '0b7a6f19-47c4-454e-8c5c-e868d637e4d8',
			fields: {Info: 'se<c>ond'},
		});
		expect((await documents(csv))[1]).toMatchObject({...common, provider: null, channel: 11, fields: {'field 1': 'se<c>ond'}});
	});
});

describe('an archive', () => {
	it('and one within it stand for the traces in them', async () => {
		const inner = zipOf(
			{name: 'deep/two.etl', data: writeTrace([entry(1, 'inner')])},
			{name: 'deeper.zip', data: zipOf({name: 'x.etl', data: trace})},
		);
		const outer = zipOf(
			{name: 'one.etl', data: writeTrace([entry(0, 'outer')])},
			{name: 'inner.zip', data: inner},
			{name: 'trace.xml', data: xmlOf([entry(2, 'xml')])},
			{name: 'notes.txt', data: 'words'},
		);
		const messages = (stdout: string): readonly string[] =>
			stdout
				.trimEnd()
				.split('\n')
				.map((line) => line.slice(56));
		const file = path('outer.zip', outer);
		for (const run of [
			await runWulens(['convert', file]),
			await runWulens(['convert', '-'], {input: Buffer.from(outer)}),
			await runWulens(['convert', path('outer.zip.gz', gzipSync(outer))]),
		]) {
			expect({status: run.status, messages: messages(run.stdout), stderr: run.stderr}).toEqual({
				status: EXIT.done,
				messages: ['inner', 'outer', 'xml'],
				stderr: '',
			});
		}
	});
});

describe('a trace of others', () => {
	it('of the update orchestrator becomes text with all fields', async () => {
		const file = path(
			'UpdateUx.etl',
			writeTrace([entry(0, 'shown')], {
				provider: {name: 'Microsoft.Windows.Update.NotificationUx', id: '30336ed4-e327-447c-9de0-51b652c86108'},
			}),
		);
		expect(await runWulens(['convert', file])).toMatchObject({
			status: EXIT.done,
			stdout: '2024/03/12 17:47:21.0000000 1788  10920 Agent           [Info] : shown; \n',
		});
		expect((await runWulens(['analyze', file])).stdout).toContain('wulens convert makes text of this one');
	});

	it('is named, with the way to its events', async () => {
		const file = path('other.etl', writeTrace([entry(0, 'x')], {provider: {name: 'Contoso', id: '30336ed4-e327-447c-9de0-51b652c86108'}}));
		expect(await runWulens(['convert', file])).toMatchObject({
			status: EXIT.couldNotRun,
			stdout: '',
			stderr: expect.stringMatching(/of other programs \(Contoso\).* With --to ndjson its events are written/) as string,
		});
		expect((await runWulens(['convert', '--to', 'ndjson', file])).stdout).toContain('"provider":"Contoso"');
	});
});

describe('traces of one folder', () => {
	it('are one text, in the order of their numbers; also in an archive', async () => {
		const inside = mkdtempSync(join(folder, 'set-'));
		const names = ['WindowsUpdate.20240312.184721.000.9.etl', 'WindowsUpdate.20240312.184721.000.10.etl'] as const;
		const parts = names.map(
			(name, index) => [name, writeTrace([entry(index * 100, `file ${index + 1}`)], {firstSequence: 5 + index})] as const,
		);
		for (const [name, bytes] of parts) writeFileSync(join(inside, name), bytes);
		writeFileSync(join(inside, 'notes.txt'), 'just words');
		for (const inputs of [
			[inside],
			[join(inside, 'WindowsUpdate.*.etl')],
			names.map((name) => join(inside, name)).reverse(),
			[path('set.zip', zipOf(...parts.map(([name, bytes]) => ({name: `logs/${name}`, data: bytes}))))],
		]) {
			const {status, stdout} = await runWulens(['convert', '-q', ...inputs]);
			expect({
				status,
				messages: stdout
					.trimEnd()
					.split('\n')
					.map((line) => line.slice(56)),
			}).toEqual({status: EXIT.done, messages: ['file 1', 'file 2']});
		}
	});
});

describe('what cannot be converted', () => {
	it('is said', async () => {
		const log = path('text.log', Buffer.from('2024/03/12 18:47:21.0000000 1788  10920 Agent           text\n'));
		expect(await runWulens(['convert', log])).toMatchObject({
			status: EXIT.couldNotRun,
			stdout: '',
			stderr: expect.stringContaining('This is not an event trace') as string,
		});
		expect(await runWulens(['convert', join(folder, 'not-there.etl')])).toMatchObject({status: EXIT.couldNotRun});
		const wpp = path('wpp.etl', writeTrace([], {extra: [wppMessage(131_643_648_170_000_000n)], clock: 'system', build: 14393}));
		expect(await runWulens(['convert', wpp, path('two.etl', trace)])).toMatchObject({
			status: EXIT.someFailed,
			stdout: TEXT,
			stderr: expect.stringContaining('before version 1709') as string,
		});
	});

	it.each([
		[[]],
		[['--to', 'xml', 'x']],
		[['--zone', '+25:00', 'x']],
		[['--zone', 'CET', 'x']],
		[['--to', 'ndjson', '--crlf', 'x']],
	])('%j is bad usage', async (args) => {
		expect((await runWulens(['convert', ...args])).status).toBe(EXIT.couldNotRun);
	});
});
