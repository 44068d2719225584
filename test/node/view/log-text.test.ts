/** The lines of a log, wherever it lies and however it is packed or encoded. */
import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {gzipSync} from 'node:zlib';
import {PassThrough} from 'node:stream';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {cabOf} from '../../helpers/cab-writer.js';
import {bytesOf, concat, etwLine, utf16} from '../../helpers/log-lines.js';
import {tarOf} from '../../helpers/tar-writer.js';
import {zipOf} from '../../helpers/zip-writer.js';
import {splitLines} from '../../core/line-index/table-helpers.js';
import {createView, filtered, openIn, searched, type View} from './view-helpers.js';

const LINES = [etwLine({text: 'first'}), 'goes on', etwLine({component: 'Misc', tid: 7, text: 'größer 🙂'}), etwLine({text: 'last'})];
const LOG = `${LINES.join('\r\n')}\r\n`;

let view: View;
beforeEach(async () => {
	view = await createView();
});
afterEach(() => view.close());

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
	await writeFile(view.path(name), bytes);
	return view.path(name);
}

describe('lines', () => {
	const ansi = Uint8Array.from([...bytesOf('gr'), 0xf6, 0xdf, ...bytesOf('er\n')]);
	it.each<[string, Uint8Array, readonly string[], string | null]>([
		['UTF-8', bytesOf(LOG), LINES, null],
		['UTF-8 with a mark', concat(Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf(LOG)), LINES, null],
		['LF', bytesOf(LOG.replaceAll('\r', '')), LINES, null],
		['without the last end', bytesOf(LOG.trimEnd()), LINES, null],
		['ANSI', ansi, ['größer'], null],
		['UTF-16', concat(Uint8Array.of(0xff, 0xfe), utf16(LOG)), LINES, null],
		['UTF-16, big end first, without a mark', utf16(LOG, 'be'), LINES, null],
		['gzip', gzipSync(LOG), LINES, null],
		['gzip of UTF-16', gzipSync(concat(Uint8Array.of(0xff, 0xfe), utf16(LOG))), LINES, null],
		['nothing', new Uint8Array(0), [], null],
		['no log', bytesOf('Dear all,\n\nnothing here\n'), ['Dear all,', '', 'nothing here'], null],
		['NULs and control bytes', bytesOf('a\0b\n\u001b[31m\n\r\r\n'), ['a\0b', '\u001b[31m', ''], null],
		['archive', zipOf({name: 'logs/WindowsUpdate.log', data: LOG}, {name: 'other', data: 'x'}), LINES, 'logs/WindowsUpdate.log'],
		['cabinet', cabOf({name: 'logs\\WindowsUpdate.log', data: LOG}), LINES, 'logs/WindowsUpdate.log'],
		['tar archive', tarOf({name: 'logs/WindowsUpdate.log', data: LOG}), LINES, 'logs/WindowsUpdate.log'],
		['archive with gzip in it', zipOf({name: 'a.log.gz', data: gzipSync(LOG)}), LINES, 'a.log.gz'],
		[
			'archive in an archive',
			zipOf({name: 'PC/logs.zip', data: zipOf({name: 'in/a.log', data: utf16(LOG)})}),
			LINES,
			'PC/logs.zip/in/a.log',
		],
		['archive in gzip', gzipSync(zipOf({name: 'a.log', data: LOG})), LINES, 'a.log'],
	])('of %s', async (_, bytes, lines, member) => {
		const {untilType, all, text, events} = openIn(view.source, await write('a.log', bytes), member);
		await untilType('complete');
		expect(await all()).toEqual(lines);
		expect(text.lines.count).toBe(lines.length);
		expect(events.at(-1)).toEqual({type: 'complete'});
		expect(events[0]?.type).toBe(lines.length === 0 ? 'complete' : 'lines');
	});

	it('are read in part, and fewer where the log ends', async () => {
		const {untilType, text} = openIn(view.source, await write('a.log', LOG));
		await untilType('complete');
		expect(await text.read(2, 2)).toEqual(LINES.slice(1, 3));
		expect(await text.read(4, 100)).toEqual(LINES.slice(3));
		expect(await text.read(5, 3)).toEqual([]);
	});

	it('of more than 64 KiB are cut, with what is missing', async () => {
		const long = 'x'.repeat(1024 * 1024);
		const border = 'y'.repeat(64 * 1024);
		const {untilType, all} = openIn(
			view.source,
			await write('a.log', `${long}\r\n${border}\r\r\n${border}z\nshort\n${'é'.repeat(40_000)}`),
		);
		await untilType('complete');
		expect(await all()).toEqual([
			`${'x'.repeat(65_536)} … (${1024 * 1024 - 65_536} bytes more)`,
			border,
			`${border} … (1 bytes more)`,
			'short',
			`${'é'.repeat(32_768)} … (${80_000 - 65_536} bytes more)`,
		]);
	});

	it('are those of the splitter in a log of many chunks', async () => {
		let text = '';
		for (let line = 0; line < 150_000; line++)
			text += line % 10 === 3 ? `rest ${line}\r\n` : `${etwLine({tid: line % 7, component: `C${line % 5}`, text: `line ${line}`})}\n`;
		const opened = openIn(view.source, await write('a.log', text));
		await opened.untilType('complete');
		const lines = splitLines(bytesOf(text));
		expect(opened.text.lines.count).toBe(lines.length);
		for (const line of [1, 4, 65_536, 65_537, 131_072, 131_073, 150_000])
			expect(await opened.text.read(line, 1)).toEqual([lines[line - 1]?.text]);
		expect(await searched(opened.text, {text: 'LINE 14999'})).toEqual(
			lines.flatMap(({text: content}, at) => (content.includes('line 14999') ? [at + 1] : [])),
		);
		const found = await filtered(opened.text, {
			components: ['c4'],
			tid: 3,
			text: {text: '9$', isRegExp: true, isCaseSensitive: true},
			context: 1,
		});
		const matches = lines.flatMap(({text: content}, at) =>
			opened.text.lines.componentOf(at + 1) === 'C4' && opened.text.lines.tidOf(at + 1) === 3 && content.endsWith('9') ? [at + 1] : [],
		);
		expect(matches.length).toBeGreaterThan(100);
		expect(found).toEqual({matches, visible: matches.flatMap((line) => [line - 1, line, line + 1].filter((shown) => shown <= 150_000))});
	});
});

describe('what cannot be read', () => {
	it.each<[string, () => Promise<{readonly path: string; readonly member: string | null}>, string]>([
		['no file', async () => ({path: view.path('none.log'), member: null}), 'there is no such file'],
		['a folder', async () => ({path: view.folder, member: null}), 'it is a folder'],
		['a path that is none', async () => ({path: 'a\0b', member: null}), 'the path is not valid'],
		['no archive', async () => ({path: await write('a.zip', LOG), member: 'a.log'}), 'it is no archive any more'],
		[
			'no member',
			async () => ({path: await write('a.zip', zipOf({name: 'b.log', data: LOG})), member: 'a.log'}),
			'there is no such file in the archive any more',
		],
		[
			'damaged',
			async () => ({path: await write('a.gz', gzipSync(LOG).subarray(0, 60)), member: null}),
			'the compressed data ends in the middle',
		],
		['a device', async () => ({path: '/dev/null', member: null}), 'it is not a file, so that its lines can be read once only'],
	])('says why: %s', async (_, make, reason) => {
		const {path, member} = await make();
		const {text, untilType} = openIn(view.source, path, member);
		expect(await untilType('failed')).toEqual({type: 'failed', reason});
		expect(await searched(text, {text: 'a'})).toBe(reason);
	});

	it('says so where the log became shorter behind our back', async () => {
		const path = await write('a.log', LOG);
		const {text, untilType} = openIn(view.source, path);
		await untilType('complete');
		await writeFile(path, 'x');
		await expect(text.read(3, 1)).rejects.toThrow('the log has shrunk since it was opened');
		expect(await searched(text, {text: 'last'})).toBe('the log has shrunk since it was opened');
	});
});

describe('standard input', () => {
	it('is shown as it grows, and reported once it ends', async () => {
		const stdin = new PassThrough();
		const own = await createView({stdin});
		try {
			const reports: unknown[] = [];
			const end = new Promise<void>((resolve) => {
				own.source.analyze(['-'], (event) => {
					if (event.type === 'report') reports.push([event.report.path, event.report.log?.lines]);
					if (event.type === 'end') resolve();
				});
			});
			const {text, until, untilType, all} = openIn(own.source, '-');
			stdin.write(`${LINES[0]}\r\n${LINES[1]}`);
			await until((event) => event.type === 'lines' && event.count === 2);
			expect(await all()).toEqual(LINES.slice(0, 2));
			stdin.end(` and on\r\n${LINES[2]}`);
			await untilType('complete');
			expect(await all()).toEqual([LINES[0], 'goes on and on', LINES[2]]);
			expect(await searched(text, {text: 'ON'})).toEqual([2]);
			await end;
			expect(reports).toEqual([['(standard input)', 3]]);
			const again = openIn(own.source, '(standard input)');
			await again.untilType('complete');
			expect(await again.all()).toHaveLength(3);
		} finally {
			await own.close();
		}
	});

	it('may be packed', async () => {
		const stdin = new PassThrough();
		const own = await createView({stdin});
		try {
			const {untilType, all} = openIn(own.source, '-', 'a.log');
			stdin.end(zipOf({name: 'a.log', data: LOG}));
			await untilType('complete');
			expect(await all()).toEqual(LINES);
		} finally {
			await own.close();
		}
	});
});

it('leaves no temporary file behind', async () => {
	const ours = async (): Promise<readonly string[]> => (await readdir(tmpdir())).filter((name) => /^wulens-[0-9a-f]{8}-/.test(name));
	const before = await ours();
	const {untilType, text} = openIn(view.source, await write('a.gz', gzipSync(LOG)));
	await untilType('complete');
	text.close();
	await view.source.close();
	expect(await ours()).toEqual(before);
	await mkdir(view.folder, {recursive: true});
});
