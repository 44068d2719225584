/** Columns of lines: as many as the splitter has, where it has them, however the bytes come. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {BYTES_PER_LINE, chunkBytes, LINES_PER_CHUNK} from '../../../src/core/line-index/line-chunk.js';
import {createLineIndex} from '../../../src/core/line-index/line-index.js';
import {createLineTable} from '../../../src/core/line-index/line-table.js';
import {chunkSizes, cut, logText} from '../../helpers/generated-logs.js';
import {bytesOf, etwLine, legacyLine} from '../../helpers/log-lines.js';
import {readRecords} from '../../helpers/read-records.js';
import {contentOf, levelsOf, SMALL, splitLines, tableOf} from './table-helpers.js';

const SEED = 20240318;
const anyBytes = fc.oneof(
	logText.map(bytesOf),
	fc.uint8Array({maxLength: 300}),
	fc.array(fc.constantFrom(10, 13, 0, 65, 0xe9), {maxLength: 60}).map((bytes) => Uint8Array.from(bytes)),
);

const seconds = (text: string): number => Date.parse(`${text}Z`) / 1000;

describe('columns', () => {
	const text = [
		'Ticket 48213',
		etwLine({time: '2024/03/12 10:00:00.1234567', pid: 4, tid: 8, component: 'Agent', text: 'a'}),
		'  goes on',
		etwLine({time: '1601/01/01 00:00:00.0000000', pid: 5, tid: 9, component: 'Misc', text: 'no time'}),
		'03E4 1668 SLS             text',
		legacyLine({date: '2015-03-10', time: '08:11:58:689', pid: 932, tid: 0xf30, component: 'PT', text: 'old'}),
		'> 2567/03/12 10:00:05.1234567 5120 6644 Agent pasted',
	].join('\r\n');
	const table = tableOf([bytesOf(text)]);
	const column = (of: (line: number) => unknown): readonly unknown[] => Array.from({length: table.count}, (_, at) => of(at + 1));

	it('say what each line is, and continuation lines what their record says', () => {
		expect(column(table.kindOf)).toEqual(['unparsed', 'record', 'continuation', 'record', 'record', 'record', 'record']);
		expect(column(table.componentOf)).toEqual(['', 'Agent', 'Agent', 'Misc', 'SLS', 'PT', 'Agent']);
		expect(column(table.pidOf)).toEqual([0, 4, 4, 5, 0x3e4, 932, 5120]);
		expect(column(table.tidOf)).toEqual([0, 8, 8, 9, 0x1668, 0xf30, 6644]);
		expect(column(table.secondsOf)).toEqual([
			null,
			seconds('2024-03-12T10:00:00'),
			seconds('2024-03-12T10:00:00'),
			null,
			null,
			seconds('2015-03-10T08:11:58'),
			seconds('2024-03-12T10:00:05'),
		]);
		expect(table.components).toEqual(['Agent', 'Misc', 'SLS', 'PT']);
	});

	it('say the level of lines of a trace, and none of other logs', () => {
		const ofTrace = tableOf([bytesOf(`${text}\r\n`)], {...SMALL, levels: levelsOf(0, 4, 4, 3, 5, 2, 255)});
		expect(Array.from({length: 7}, (_, at) => ofTrace.levelOf(at + 1))).toEqual([0, 4, 4, 3, 5, 2, 5]);
		expect(Array.from({length: 7}, (_, at) => ofTrace.kindOf(at + 1))).toEqual(column(table.kindOf));
		expect([ofTrace.hasLevels, table.hasLevels, table.levelOf(2), table.levelOf(99)]).toEqual([true, false, 0, 0]);
	});

	it('know nothing of lines that there are not', () => {
		for (const line of [0, -1, 8, 1.5e9, Number.NaN]) {
			expect([table.kindOf(line), table.secondsOf(line), table.componentOf(line), table.pidOf(line), table.tidOf(line)]).toEqual([
				'unparsed',
				null,
				'',
				0,
				0,
			]);
		}
	});

	it('take 15 bytes a line', () => {
		expect(BYTES_PER_LINE).toBe(15);
		expect(chunkBytes(LINES_PER_CHUNK) / LINES_PER_CHUNK).toBeCloseTo(BYTES_PER_LINE, 3);
	});

	it('of nothing', () => {
		expect(contentOf(tableOf([]))).toEqual({lines: [], components: [], count: 0, bytes: 0});
	});

	it('hold names with bytes beyond ASCII, in either encoding, as one', () => {
		const line = (name: readonly number[]): Uint8Array =>
			Uint8Array.from([...bytesOf('2024/03/12 10:00:00.1234567 4     8     Gr'), ...name, ...bytesOf('n text\n')]);
		expect(tableOf([line([0xfc]), line([0xc3, 0xbc]), line([0xfc])]).components).toEqual(['Grün']);
	});

	it('tell apart names that hash to the same number', () => {
		// Known collisions of FNV-1a with 32 bits.
		const names = ['costarring', 'liquid', 'declinate', 'macallums'];
		const table = tableOf([
			bytesOf([...names, ...names].map((component) => `2024/03/12 10:00:00.1234567 4     8     ${component} text\n`).join('')),
		]);
		expect(table.components).toEqual(names);
		expect([1, 2, 3, 4, 5, 6, 7, 8].map(table.componentOf)).toEqual([...names, ...names]);
	});

	it('have offsets beyond 32 bits', () => {
		const start = 5 * 2 ** 32;
		const far = tableOf([bytesOf('a\nb\n')], {start});
		expect([far.offsetOf(1), far.offsetOf(2), far.offsetOf(3)]).toEqual([start, start + 2, start + 4]);
	});

	it('survive more components and threads than a column has numbers for', () => {
		let lines = '';
		for (let at = 0; at < 66_000; at++) lines += `2024/03/12 10:00:00.1234567 4 ${at} C${at} text\n`;
		const table = tableOf([bytesOf(lines)]);
		expect(table.count).toBe(66_000);
		expect(table.components).toHaveLength(65_535);
		expect([table.componentOf(65_535), table.componentOf(65_536), table.tidOf(66_000)]).toEqual(['C65534', '', 65_999]);
	});
});

describe('lineAt', () => {
	const times = ['10:00:00', '10:00:05', '10:00:03', '10:00:09', '10:00:09', '10:00:01'];
	const table = tableOf([bytesOf(times.map((time) => `${etwLine({time: `2024/03/12 ${time}.000`, text: 'a'})}\ngoes on\n`).join(''))], {
		linesPerChunk: 3,
	});

	it.each([
		['10:00:00', 1],
		['10:00:01', 3],
		['10:00:04', 3],
		['10:00:06', 7],
		['10:00:09', 7],
		['10:00:10', null],
	])('%s is line %s, though the clock goes back', (time, line) => {
		expect(table.lineAt(seconds(`2024-03-12T${time}`))).toBe(line);
	});

	it('takes any number', () => {
		expect([Number.MIN_SAFE_INTEGER, -1, 1e18, Number.NaN, Number.POSITIVE_INFINITY].map(table.lineAt)).toEqual([1, 1, null, null, null]);
		expect(tableOf([bytesOf('no log\n')]).lineAt(0)).toBeNull();
	});
});

describe('properties', () => {
	it('offsets tile the bytes: each line is what the splitter has', () => {
		fc.assert(
			fc.property(anyBytes, (bytes) => {
				const table = tableOf([bytes], SMALL);
				const lines = splitLines(bytes);
				expect(table.count).toBe(lines.length);
				expect(table.bytes).toBe(bytes.length);
				for (const [at, {offset}] of lines.entries()) expect(table.offsetOf(at + 1)).toBe(offset);
			}),
			{seed: SEED, numRuns: 400},
		);
	});

	it('records are those of the parser', () => {
		fc.assert(
			fc.property(logText, (text) => {
				const bytes = bytesOf(text);
				const table = tableOf([bytes], SMALL);
				const kinds = Array.from({length: table.count}, (_, at) => table.kindOf(at + 1));
				const countOf = (kind: string): number => kinds.filter((candidate) => candidate === kind).length;
				expect({
					lines: table.count,
					records: countOf('record'),
					continuationLines: countOf('continuation'),
					unparsedLines: countOf('unparsed'),
				}).toEqual(
					(({lines, records, continuationLines, unparsedLines}) => ({lines, records, continuationLines, unparsedLines}))(
						readRecords([bytes]).stats,
					),
				);
			}),
			{seed: SEED, numRuns: 300},
		);
	});

	it('any chunks give the same table', () => {
		fc.assert(
			fc.property(anyBytes, chunkSizes, (bytes, sizes) => {
				expect(contentOf(tableOf(cut(bytes, sizes), SMALL))).toEqual(contentOf(tableOf([bytes], SMALL)));
			}),
			{seed: SEED, numRuns: 300},
		);
	});

	it('a log that grows piece by piece gives the table of the whole', () => {
		fc.assert(
			fc.property(anyBytes, fc.array(fc.nat(120), {maxLength: 12}), (bytes, sizes) => {
				const grown = createLineTable();
				const index = createLineIndex({allocate: (size) => new ArrayBuffer(size), ...SMALL});
				let length = 0;
				for (const size of [...sizes, bytes.length]) {
					const from = index.settle();
					length = Math.min(bytes.length, length + size);
					index.push(bytes.subarray(from, length));
					index.settle();
					grown.apply(index.delta());
					expect(contentOf(grown)).toEqual(contentOf(tableOf([bytes.subarray(0, length)], SMALL)));
					expect(grown.wholeCount).toBe(splitLines(bytes.subarray(0, length)).length - (length > 0 && bytes[length - 1] !== 10 ? 1 : 0));
				}
				const copy = createLineTable();
				copy.apply(grown.whole());
				expect(contentOf(copy)).toEqual(contentOf(grown));
			}),
			{seed: SEED, numRuns: 300},
		);
	});

	it('lineAt is the first that a look at every line finds', () => {
		fc.assert(
			fc.property(
				logText,
				fc.constantFrom('2024-03-12T10:00:00', '2024-03-12T11:59:59', '2015-03-10T08:11:58', '2019-06-05T10:21:34'),
				(text, time) => {
					const table = tableOf([bytesOf(text)], SMALL);
					const wanted = seconds(time);
					let first: number | null = null;
					for (let line = table.count; line >= 1; line--) if ((table.secondsOf(line) ?? Number.NEGATIVE_INFINITY) >= wanted) first = line;
					expect(table.lineAt(wanted)).toBe(first);
				},
			),
			{seed: SEED, numRuns: 200},
		);
	});
});
