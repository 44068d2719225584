/** The lines of traces as the screen shows them: decoded, wherever the trace lies, and read anew as it grows. */
import {appendFile, mkdir, writeFile} from 'node:fs/promises';
import {PassThrough} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {SET_NAME} from '../../../src/node/traces/trace-set.js';
import {etwLine} from '../../helpers/log-lines.js';
import {csvOf, xmlOf} from '../../helpers/tracerpt-writer.js';
import {entriesOf, writeTrace} from '../../helpers/trace-writer.js';
import {zipOf} from '../../helpers/zip-writer.js';
import {createView, openIn, type View} from './view-helpers.js';

const LINES = [etwLine({text: 'first'}), 'goes on', etwLine({component: 'Misc', tid: 7, text: 'größer 🙂'}), etwLine({text: 'last'})];
const LEVELS = [4, 3, 5];
const ENTRIES = entriesOf(LINES.join('\n')).map((entry, index) => ({...entry, level: LEVELS[index] ?? 0}));
/** The same as UTC, from which tracerpt makes local time. */
const ENTRIES_WEST = ENTRIES.map((entry) => ({...entry, time: entry.time + 7n * 36_000_000_000n}));
const [first] = ENTRIES;
const options = {start: (first?.time ?? 0n) - 10n, bufferSize: 1024} as const;
const trace = writeTrace(ENTRIES, options);
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
		['as a set in an archive', zipOf(...NAMES.map((name, index) => ({name: `x/${name}`, data: writeTrace(ENTRIES.slice(index * 2, index * 2 + 2), options)}))), `x/${SET_NAME}`],
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

	it('that grows are read anew', async () => {
		const path = await write('a.etl', trace.subarray(0, 1100));
		const {untilType, all, text} = openIn(view.source, path);
		await untilType('complete');
		const before = (await all()).length;
		expect(before).toBeLessThan(LINES.length);
		text.follow(true);
		await appendFile(path, trace.subarray(1100));
		expect(await untilType('restarted')).toEqual({type: 'restarted', reason: 'The file has changed: it is read anew.'});
		await untilType('complete');
		expect(await all()).toEqual(LINES);
	});
});
