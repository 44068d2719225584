/**
 * The lines of traces as the screen shows them: decoded, wherever the trace lies, with their levels, also as traces grow and
 * new ones come.
 */
import {appendFile, mkdir, open, rm, writeFile} from 'node:fs/promises';
import {PassThrough} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {SET_NAME} from '../../../src/core/inputs/trace-sets.js';
import {etwLine} from '../../helpers/log-lines.js';
import {csvOf, xmlOf} from '../../helpers/tracerpt-writer.js';
import {entriesOf, rawEvent, writeTrace} from '../../helpers/trace-writer.js';
import {zipOf} from '../../helpers/zip-writer.js';
import {createView, openIn, type Opened, searched, type View} from './view-helpers.js';

const LINES = [etwLine({text: 'first'}), 'goes on', etwLine({component: 'Misc', tid: 7, text: 'größer 🙂'}), etwLine({text: 'last'})];
const LEVELS = [4, 3, 5];
const ENTRIES = entriesOf(LINES.join('\n')).map((entry, index) => ({...entry, level: LEVELS[index] ?? 0}));
/** The same as UTC, from which tracerpt makes local time. */
const ENTRIES_WEST = ENTRIES.map((entry) => ({...entry, time: entry.time + 7n * 36_000_000_000n}));
const [first] = ENTRIES;
const options = {start: (first?.time ?? 0n) - 10n, bufferSize: 1024} as const;
const trace = writeTrace(ENTRIES, options);
/** Room for one of the events beside a long one of another program. */
const SMALL_BUFFER = 640;
const OTHER = rawEvent({time: 1n, id: '30336ed4-e327-447c-9de0-51b652c86108', payload: new Uint8Array(200)});
const NAMES = ['WindowsUpdate.20240312.100000.000.1.etl', 'WindowsUpdate.20240312.100000.000.2.etl'] as const;

let view: View;
beforeEach(async () => {
	view = await createView();
});
afterEach(() => view.close());

async function write(name: string, bytes: Uint8Array): Promise<string> {
	await writeFile(view.path(name), bytes);
	return view.path(name);
}

describe('lines of a trace', () => {
	it.each<[string, Uint8Array, string | null]>([
		['alone', trace, null],
		['compressed', writeTrace(ENTRIES, {...options, isCompressed: true}), null],
		['in gzip', gzipSync(trace), null],
		['in an archive', zipOf({name: 'a.etl', data: trace}), 'a.etl'],
		['in an archive in an archive', zipOf({name: 'b.zip', data: zipOf({name: 'a.etl', data: trace})}), 'b.zip/a.etl'],
		['as XML of tracerpt', Buffer.from(xmlOf(ENTRIES_WEST)), null],
		['as CSV of tracerpt', Buffer.from(csvOf(ENTRIES)), null],
		['as CSV of tracerpt in UTF-16', Buffer.from(`\ufeff${csvOf(ENTRIES)}`, 'utf16le'), null],
		[
			'as a set in an archive',
			zipOf(...NAMES.map((name, index) => ({name: `x/${name}`, data: writeTrace(ENTRIES.slice(index * 2, index * 2 + 2), options)}))),
			`x/${SET_NAME}`,
		],
	])('%s', async (_, bytes, member) => {
		const {untilType, all, text} = openIn(view.source, await write('a.etl', bytes), member);
		await untilType('complete');
		expect(await all()).toEqual(LINES);
		expect([text.lines.kindOf(2), text.lines.componentOf(3), text.lines.tidOf(3)]).toEqual(['continuation', 'Misc', 7]);
		expect([1, 2, 3, 4].map((line) => text.lines.levelOf(line))).toEqual([4, 4, 3, 5]);
	});

	it('as a set in a folder', async () => {
		await mkdir(view.path('set'));
		for (const [index, name] of NAMES.entries()) await write(`set/${name}`, writeTrace(ENTRIES.slice(index * 2, index * 2 + 2), options));
		const {untilType, all} = openIn(view.source, view.path(`set/${SET_NAME}`));
		await untilType('complete');
		expect(await all()).toEqual(LINES);
	});

	it('on standard input', async () => {
		const stdin = new PassThrough();
		const other = await createView({stdin});
		const {untilType, all} = openIn(other.source, '-');
		stdin.write(trace.subarray(0, 1200));
		stdin.end(trace.subarray(1200));
		await untilType('complete');
		expect(await all()).toEqual(LINES);
		await other.close();
	});
});

describe('a trace that grows', () => {
	/** Header, then a buffer for each of the three events, the first of two lines. */
	const whole = writeTrace(ENTRIES, {...options, bufferSize: SMALL_BUFFER, extra: [OTHER]});
	const headerBytes = whole.length - 3 * SMALL_BUFFER;
	const cut = (buffers: number): Uint8Array => whole.subarray(0, headerBytes + buffers * SMALL_BUFFER);
	const hasLines = (opened: Opened, count: number): Promise<unknown> =>
		opened.until((event) => event.type === 'lines' && event.count === count);

	async function follow(bytes: Uint8Array): Promise<{readonly path: string; readonly opened: Opened}> {
		const path = await write('a.etl', bytes);
		const opened = openIn(view.source, path);
		await opened.untilType('complete');
		opened.text.follow(true);
		return {path, opened};
	}

	it('shows the lines that come, with their levels', async () => {
		const {path, opened} = await follow(cut(1));
		expect(await opened.all()).toEqual(LINES.slice(0, 2));
		await appendFile(path, whole.subarray(cut(1).length, cut(2).length));
		await hasLines(opened, 3);
		await appendFile(path, whole.subarray(cut(2).length));
		await hasLines(opened, 4);
		expect(await opened.all()).toEqual(LINES);
		expect([1, 2, 3, 4].map((line) => opened.text.lines.levelOf(line))).toEqual([4, 4, 3, 5]);
		expect(await searched(opened.text, {text: 'Agent  '})).toEqual([1, 4]);
		expect(opened.events.some(({type}) => type === 'restarted')).toBe(false);
	});

	it('goes on when its session ends, which writes the header again', async () => {
		const {path, opened} = await follow(cut(1));
		const file = await open(path, 'r+');
		await file.write(new Uint8Array(8).fill(7), 0, 8, 72 + 32 + 16);
		await file.close();
		await appendFile(path, whole.subarray(cut(1).length));
		await hasLines(opened, 4);
		expect(opened.events.some(({type}) => type === 'restarted')).toBe(false);
	});

	it('within a buffer shows what is whole, and is read anew when there is more', async () => {
		const {path, opened} = await follow(whole.subarray(0, cut(2).length - 100));
		expect(await opened.all()).toEqual(LINES.slice(0, 3));
		await appendFile(path, whole.subarray(cut(2).length - 100));
		expect(await opened.untilType('restarted')).toEqual({
			type: 'restarted',
			reason: 'The file ended within a buffer, of which there is more now: it is read anew.',
		});
		await opened.untilType('complete');
		expect(await opened.all()).toEqual(LINES);
	});

	it('in the place of which another one is written is read anew', async () => {
		const {path, opened} = await follow(cut(2));
		await writeFile(
			path,
			writeTrace(ENTRIES.slice(2), {...options, start: (ENTRIES[2]?.time ?? 0n) - 10n, bufferSize: SMALL_BUFFER, extra: [OTHER]}),
		);
		expect(await opened.untilType('restarted')).toMatchObject({
			reason: expect.stringMatching(/^The log was (?:truncated|rewritten)/) as string,
		});
		await opened.untilType('complete');
		expect(await opened.all()).toEqual(LINES.slice(3));
	});

	describe('in a set', () => {
		const traces = ENTRIES.map((entry, index) => writeTrace([entry], {...options, firstSequence: index + 1}));
		const nameOf = (number: number): string => `set/WindowsUpdate.20240312.100000.000.${number}.etl`;
		const traceOf = (number: number): Uint8Array => traces[number - 9] ?? trace;

		async function followSet(numbers: readonly number[]): Promise<Opened> {
			await mkdir(view.path('set'));
			for (const number of numbers) await write(nameOf(number), traceOf(number));
			const opened = openIn(view.source, view.path(`set/${SET_NAME}`));
			await opened.untilType('complete');
			opened.text.follow(true);
			return opened;
		}

		it('shows the lines of new ones, and of the newest', async () => {
			const opened = await followSet([9]);
			expect(await opened.all()).toEqual(LINES.slice(0, 2));
			await write(nameOf(10), cut(0));
			await appendFile(view.path(nameOf(10)), whole.subarray(cut(1).length, cut(2).length));
			await hasLines(opened, 3);
			await rm(view.path(nameOf(9)));
			await write(nameOf(11), traceOf(11));
			await hasLines(opened, 4);
			expect(await opened.all()).toEqual(LINES);
			expect(opened.events.some(({type}) => type === 'restarted')).toBe(false);
		});

		it('is read anew where one comes before those that were read', async () => {
			const opened = await followSet([10]);
			await write(nameOf(11), traceOf(11));
			await hasLines(opened, 2);
			await write(nameOf(9), traceOf(9));
			expect(await opened.untilType('restarted')).toEqual({type: 'restarted', reason: 'Different traces were found. Reading them again.'});
			await opened.untilType('complete');
			expect(await opened.all()).toEqual(LINES);
		});

		it('says that all are gone', async () => {
			const opened = await followSet([9]);
			await rm(view.path(nameOf(9)));
			expect(await opened.untilType('failed')).toMatchObject({reason: 'there is no such file'});
			await write(nameOf(9), traceOf(9));
			await opened.untilType('restarted');
			await opened.untilType('complete');
			expect(await opened.all()).toEqual(LINES.slice(0, 2));
		});
	});
});
