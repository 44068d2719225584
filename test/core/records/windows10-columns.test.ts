/** The fast reader of lines that begin alike reads what the reader of single lines reads, on any lines in any order. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {Windows10Columns} from '../../../src/core/records/dialects/windows10-columns.js';
import {readWindows10Header} from '../../../src/core/records/dialects/windows10-text.js';
import {createRecordHeader, type RecordHeader} from '../../../src/core/records/record-header.js';

const encoder = new TextEncoder();

/** Lines that share much with each other, so that what is taken from the line before matters. */
const line = fc
	.record({
		day: fc.constantFrom('2024/03/12', '2024/03/13', '2024-03-12', '2567/03/12'),
		minute: fc.constantFrom('19:47', '19:48', '19.47'),
		second: fc.constantFrom(
			':21.6369835',
			':59.0000001',
			':2x.6369835',
			':21.636983',
			':21,6369835',
			'.21,6369835',
			':21.63698351',
			':21.63698:5',
			':/1.6369835',
		),
		thread: fc.constantFrom('19724 3856 ', '19724 385  ', '812   176640', '1     2    ', '19724 38x6 ', '1972412345 3856'),
		component: fc.constantFrom(
			'SLS             ',
			'Agent           ',
			'DownloadManager ',
			'                ',
			'EndpointProviderLonger ',
			'Agent ',
		),
		message: fc.constantFrom('text', '', '   indented text', 'Unknown( 15): GUID=', 'x'.repeat(80)),
	})
	.map(({day, minute, second, thread, component, message}) => `${day} ${minute}${second} ${thread} ${component}${message}`);

const damaged = fc
	.tuple(line, fc.nat({max: 60}), fc.constantFrom(' ', '0', ':', 'x', '\u00e9', ''))
	.map(([text, at, with_]) => text.slice(0, at) + with_ + text.slice(at + 1));

const FIELDS = [
	'dialect',
	'hasTime',
	'year',
	'month',
	'day',
	'hour',
	'minute',
	'second',
	'ticks',
	'fractionDigits',
	'offsetMinutes',
	'pid',
	'tid',
	'componentStart',
	'componentEnd',
	'messageStart',
	'messageEnd',
] as const;

function fields(header: RecordHeader): readonly unknown[] {
	return FIELDS.map((field) => header[field]);
}

it('reads every line as if it stood alone', () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(line, damaged), {minLength: 2, maxLength: 12}), (lines) => {
			const bytes = encoder.encode(`${lines.join('\n')}\n`);
			const columns = new Windows10Columns();
			let start = 0;
			for (let at = 0; at < bytes.length; at++) {
				if (bytes[at] !== 10) continue;
				const [one, other] = [createRecordHeader(), createRecordHeader()];
				const isRead = columns.read(bytes, start, at, one);
				expect(isRead).toBe(readWindows10Header(bytes, start, at, other));
				if (isRead) {
					expect(fields(one)).toEqual(fields(other));
					expect(one.bytes).toBe(bytes);
				}
				start = at + 1;
			}
		}),
		{seed: 11, numRuns: 3000},
	);
});

const PLAIN = '2024/03/12 19:47:21.6369835 19724 3856  SLS             text of a message';

/** What the readers make of the last of the lines, alone and after the others. */
function lastAlone(...lines: readonly string[]): readonly [after: readonly unknown[] | null, alone: readonly unknown[] | null] {
	const bytes = encoder.encode(lines.join('\n'));
	const columns = new Windows10Columns();
	const [one, other] = [createRecordHeader(), createRecordHeader()];
	let [start, isRead] = [0, false];
	for (const text of lines) {
		const end = start + encoder.encode(text).length;
		isRead = columns.read(bytes, start, end, one);
		if (end === bytes.length) return [isRead ? fields(one) : null, readWindows10Header(bytes, start, end, other) ? fields(other) : null];
		start = end + 1;
	}
	throw new Error('no line');
}

it.each(
	Array.from(PLAIN.slice(0, 58), (letter, at) => [at, letter]),
)('looks at byte %d of a line, which is %j in those before it', (at) => {
	for (const letter of ['0', '7', ' ', 'x', ':', '/', '.']) {
		const changed = PLAIN.slice(0, at) + letter + PLAIN.slice(at + 1);
		const [after, alone] = lastAlone(PLAIN, PLAIN, PLAIN, changed);
		expect(after).toEqual(alone);
		// And back again: nothing of the changed line stays.
		const [back, plain] = lastAlone(PLAIN, PLAIN, changed, changed, PLAIN);
		expect(back).toEqual(plain);
	}
});

it('takes nothing from bytes that have changed since', () => {
	const bytes = encoder.encode(`${'2024/03/12 19:47:21.6369835 19724 3856  SLS             the first of two lines'}\n`);
	const columns = new Windows10Columns();
	const header = createRecordHeader();
	expect(columns.read(bytes, 0, bytes.length - 1, header)).toBe(true);
	bytes.set(encoder.encode('2024/03/12 19:47:22.0000007 812   4     Agent           '));
	expect(columns.read(bytes, 0, bytes.length - 1, header)).toBe(true);
	expect(header).toMatchObject({second: 22, ticks: 7, pid: 812, tid: 4, componentEnd: header.componentStart + 5});
});
