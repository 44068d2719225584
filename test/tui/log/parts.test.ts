/** The smaller parts of the log screen: columns of a line, pages, places to jump to, wrapped text, codes. */
import {describe, expect, it} from 'vitest';
import {codeOnLine} from '../../../src/core/codes/code-on-line.js';
import {parseJump} from '../../../src/tui/log/jump.js';
import {columnsOf} from '../../../src/tui/log/line-parts.js';
import {EMPTY_PAGES, missingRanges, outdated, type Pages, textAt, withLines, withPending} from '../../../src/tui/log/pages.js';
import {wrapCells} from '../../../src/tui/log/wrap-cells.js';
import {widthOf} from '../../../src/core/wording/cells.js';
import {printableLine} from '../../../src/tui/printable-line.js';

describe('columns of a line', () => {
	const cells = (raw: string, component: string): readonly (string | undefined)[] | null => {
		const text = printableLine(raw);
		const columns = columnsOf(text, raw.includes('\t'), component);
		return columns === null
			? null
			: [columns.date, columns.time, columns.pid, columns.tid, columns.component, columns.message].map((part) =>
					part === null ? undefined : text.slice(part.start, part.end),
				);
	};

	it('are found in every dialect', () => {
		expect(cells('2024/03/12 19:47:21.6369835 19724 3856  SLS             text of it', 'SLS')).toEqual([
			'2024/03/12',
			'19:47:21.6369835',
			'19724',
			'3856',
			'SLS',
			'text of it',
		]);
		expect(cells('2013-03-04\t09:00:01:112\t1012\te9c\tAU\t  # indented', 'AU')).toEqual([
			'2013-03-04',
			'09:00:01:112',
			'1012',
			'e9c',
			'AU',
			'  # indented',
		]);
		expect(cells('2004-05-29 16:25:51+0100  1896 13c   Service Main starts', '')).toEqual([
			'2004-05-29',
			'16:25:51+0100',
			'1896',
			'13c',
			undefined,
			'Service Main starts',
		]);
		expect(cells('03E4 1668 SLS             Retrieving', 'SLS')).toEqual([undefined, undefined, '03E4', '1668', 'SLS', 'Retrieving']);
		expect(cells('1600/12/31 19:00:00.0000000 2024 4948                  Unknown( 15): GUID=', '')?.slice(4)).toEqual([
			undefined,
			'Unknown( 15): GUID=',
		]);
		expect(cells('2024/03/12 19:47:21.6369835 812   176640 DownloadManager   two blanks more', 'DownloadManager')?.slice(2)).toEqual([
			'812',
			'176640',
			'DownloadManager',
			'  two blanks more',
		]);
	});

	it('are left alone where the line has none that are known', () => {
		for (const text of ['', 'text', '> 2019/06/05 10:21:33.1234567 5120 6644 Agent', '2024/03/12 text']) expect(cells(text, '')).toBeNull();
	});
});

describe('pages', () => {
	const texts = (first: number, count: number): readonly string[] => Array.from({length: count}, (_, index) => `line ${first + index}`);

	it('are asked for in runs, once', () => {
		const ranges = missingRanges(EMPTY_PAGES, [0, 1, 5, 4, 9], 400);
		expect(ranges).toEqual([
			{first: 1, count: 128},
			{first: 257, count: 128},
		]);
		expect(missingRanges(withPending(EMPTY_PAGES, ranges), [0, 1, 4, 5], 400)).toEqual([]);
		const read = withLines(withPending(EMPTY_PAGES, ranges), {first: 257, count: 128}, texts(257, 128), null, []);
		expect([textAt(read, 256), textAt(read, 257), textAt(read, 384), textAt(read, 385)]).toEqual([
			undefined,
			'line 257',
			'line 384',
			undefined,
		]);
		expect(read.pending).toEqual(new Set([0, 1]));
	});

	it('are asked for again when more of them is there', () => {
		const read = withLines(EMPTY_PAGES, {first: 1, count: 10}, texts(1, 10), null, []);
		expect(missingRanges(read, [0], 10)).toEqual([]);
		expect(missingRanges(read, [0], 11)).toEqual([{first: 1, count: 11}]);
		expect(missingRanges(outdated(read, 10), [0], 10)).toEqual([{first: 1, count: 10}]);
		expect(textAt(outdated(read, 10), 10)).toBe('line 10');
	});

	it('that were longest out of use go, and those on the screen stay', () => {
		let pages: Pages = EMPTY_PAGES;
		for (let page = 0; page < 600; page++) pages = withLines(pages, {first: page * 64 + 1, count: 64}, texts(page * 64 + 1, 64), null, [3]);
		expect(pages.loadedPages.size).toBe(512);
		expect(pages.loadedPages.has(3)).toBe(true);
		expect(pages.loadedPages.has(0)).toBe(false);
		expect(pages.loadedPages.has(599)).toBe(true);
		const large = withLines(EMPTY_PAGES, {first: 1, count: 64}, texts(1, 64), null, []);
		const full = withLines(
			large,
			{first: 65, count: 64},
			Array.from({length: 64}, () => 'x'.repeat(200_000)),
			null,
			[1],
		);
		expect([...full.loadedPages.keys()]).toEqual([1]);
	});
});

describe('places to jump to', () => {
	it('are lines, parts and times', () => {
		expect(parseJump(' 1,234,567 ')).toEqual({type: 'line', line: 1_234_567});
		expect(parseJump('-20')).toEqual({type: 'lines', by: -20});
		expect(parseJump('12.5%')).toEqual({type: 'part', percent: 12.5});
		expect(parseJump('14:03:22.5')).toEqual({type: 'time', day: null, seconds: 50_602.5});
		expect(parseJump('2024-3-2T04:00')).toEqual({type: 'time', day: Date.UTC(2024, 2, 2) / 1000, seconds: 14_400});
		for (const text of [
			'',
			'-',
			'1,2',
			'101%',
			'24:00',
			'14:60',
			'14:3',
			'2024-13-01',
			'2023-02-29',
			'2024-02-30 10:00',
			'2024-00-10',
			'x'.repeat(5000),
			'1'.repeat(5000),
		])
			expect(parseJump(text)).toBeNull();
	});

	it('are hours and days of any calendar, those that the clock of this machine skips too', () => {
		expect(parseJump('2024-02-29')).toEqual({type: 'time', day: Date.UTC(2024, 1, 29) / 1000, seconds: 0});
		for (const day of [10, 31])
			expect(parseJump(`2024/03/${day} 02:30`)).toEqual({type: 'time', day: Date.UTC(2024, 2, day) / 1000, seconds: 9000});
		expect(parseJump('2024-03-12 ')).toEqual({type: 'time', day: Date.UTC(2024, 2, 12) / 1000, seconds: 0});
	});
});

describe('wrapped text', () => {
	it('loses nothing', () => {
		for (const text of ['', 'a', 'abcdef', 'abcdefg', '日本語のメッセージ', 'a日b本c語', `e${'\u0301'.repeat(50)}x`]) {
			for (const width of [1, 2, 3, 7]) {
				const pieces = wrapCells({text}, 0, 0, width, 1000);
				expect(pieces.map(({start, end}) => text.slice(start, end)).join('')).toBe(text);
				for (const {start, end} of pieces) expect(widthOf(text.slice(start, end))).toBeLessThanOrEqual(Math.max(2, width));
			}
		}
	});

	it('begins at any cell, however often it was asked before', () => {
		const line = {text: `ascii ${'日本é'.repeat(3000)}`};
		const whole = wrapCells(line, 6, 0, 1, 20_000).map(({start}) => start);
		for (const from of [14_000, 0, 5, 513, 1024, 7000, 512, 14_995, 15_000, 99_999]) {
			const start = wrapCells(line, 6, from, 10, 1)[0]?.start ?? -1;
			expect(widthOf(line.text.slice(6, start))).toBeGreaterThanOrEqual(Math.min(from, 15_000));
			expect(widthOf(line.text.slice(6, start))).toBeLessThanOrEqual(from + 1);
			expect(start === line.text.length || whole.includes(start)).toBe(true);
		}
	});

	it('has at least one piece and no more than asked for', () => {
		expect(wrapCells({text: ''}, 0, 5, 10, 3)).toEqual([{start: 0, end: 0}]);
		expect(wrapCells({text: 'x'.repeat(100)}, 0, 5, 10, 3)).toEqual([
			{start: 5, end: 15},
			{start: 15, end: 25},
			{start: 25, end: 35},
		]);
	});
});

describe('the code of a line', () => {
	it('is the one that says most', () => {
		expect(codeOnLine('hr = 0x80004005 after 0x8024402C')).toMatchObject({code: '0x8024402C', name: 'WU_E_PT_WINHTTP_NAME_NOT_RESOLVED'});
		expect(codeOnLine('*FAILED* [8024402C] call')).toMatchObject({code: '0x8024402C'});
		expect(codeOnLine('error -2145107924')).toMatchObject({code: '0x8024402C'});
	});

	it('is that of success only where no other is', () => {
		expect(codeOnLine('Exit code = 0x00000000')).toMatchObject({name: 'S_OK', meaning: 'The call succeeded.'});
		expect(codeOnLine('hr = 0x00000000, then 0x8024FFFE')).toMatchObject({code: '0x8024FFFE'});
	});

	it('is none where there is none', () => {
		for (const text of ['', 'GUID {80244022-0000-0000-0000-000000000000}', 'x'.repeat(100_000)]) expect(codeOnLine(text)).toBeNull();
	});
});
