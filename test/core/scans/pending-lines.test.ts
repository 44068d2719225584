/** Pending lines come back as they were, thread by thread, as long as there is room for them. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {createRecordHeader, type RecordHeader} from '../../../src/core/records/record-header.js';
import {createPendingLines, NO_LINE} from '../../../src/core/scans/pending-lines.js';

const COMPONENT = 'Agent  ';
const MAX_LINES = 16 * 1024;
const MAX_TEXT = 2 * 1024 * 1024;
const MAX_MESSAGE = 32 * 1024;

/** In the middle of other bytes, as in a chunk. */
function lineOf(message: string, values: Partial<RecordHeader> = {}): RecordHeader {
	const bytes = Buffer.from(`before ${COMPONENT}${message} after`);
	const componentStart = 'before '.length;
	const messageStart = componentStart + COMPONENT.length;
	return {
		...createRecordHeader(),
		...values,
		bytes,
		componentStart,
		componentEnd: componentStart + 5,
		messageStart,
		messageEnd: messageStart + Buffer.byteLength(message),
	};
}

function textOf({bytes, messageStart, messageEnd}: RecordHeader): string {
	return Buffer.from(bytes.subarray(messageStart, messageEnd)).toString();
}

function componentOf({bytes, componentStart, componentEnd}: RecordHeader): string {
	return Buffer.from(bytes.subarray(componentStart, componentEnd)).toString();
}

/** What stands in the columns, but for where they stand. */
function columnsOf({
	bytes: _,
	componentStart: __,
	componentEnd: ___,
	messageStart: ____,
	messageEnd: _____,
	pid: ______,
	tid: _______,
	...columns
}: RecordHeader): object {
	return columns;
}

const columns: fc.Arbitrary<Partial<RecordHeader>> = fc.record({
	dialect: fc.constantFrom('etw', 'legacy', 'raw'),
	hasTime: fc.boolean(),
	year: fc.integer({min: 0, max: 9999}),
	month: fc.integer({min: 1, max: 12}),
	day: fc.integer({min: 1, max: 31}),
	hour: fc.integer({min: 0, max: 23}),
	minute: fc.integer({min: 0, max: 59}),
	second: fc.integer({min: 0, max: 60}),
	ticks: fc.integer({min: 0, max: 9_999_999}),
	fractionDigits: fc.integer({min: 0, max: 7}),
	offsetMinutes: fc.option(fc.integer({min: -840, max: 840}), {nil: null}),
	hasHighBytes: fc.boolean(),
	line: fc.integer({min: 1, max: 2 ** 40}),
	offset: fc.integer({min: 0, max: 2 ** 50}),
});

describe('pending lines', () => {
	it('come back with all that their columns say, each to its thread', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({thread: fc.nat({max: 3}), text: fc.string({maxLength: 200}), columns}), {maxLength: 600}),
				(lines) => {
					const pending = createPendingLines();
					const last = new Map<number, number>();
					for (const {thread, text, columns: values} of lines)
						last.set(thread, pending.add(lineOf(text, values), last.get(thread) ?? NO_LINE));
					for (const [thread, line] of last) {
						const back = [...pending.upTo(line)].length;
						const expected = lines.filter((one) => one.thread === thread);
						expect(back).toBe(expected.length);
						let index = 0;
						for (const header of pending.upTo(line)) {
							const one = expected[index++];
							expect(textOf(header)).toBe(one?.text);
							expect(componentOf(header)).toBe('Agent');
							expect(columnsOf(header)).toEqual(columnsOf(lineOf('', one?.columns)));
						}
					}
				},
			),
			{numRuns: 60},
		);
	});

	it('go with the oldest where there are too many', () => {
		const pending = createPendingLines();
		let [other, last] = [NO_LINE, NO_LINE];
		for (let number = 0; number < MAX_LINES + 1000; number++) {
			if (number % 100 === 0) other = pending.add(lineOf(`other ${number}`), other);
			else last = pending.add(lineOf(`line ${number}`), last);
		}
		const texts = Array.from(pending.upTo(last), textOf);
		expect(texts[0]).toBe('line 1001');
		expect(texts.at(-1)).toBe(`line ${MAX_LINES + 999}`);
		const others = Array.from(pending.upTo(other), textOf);
		expect(others[0]).toBe('other 1000');
		expect(texts.length + others.length).toBe(MAX_LINES);
	});

	it('go with the oldest where their text is too much, and are never mixed', () => {
		const pending = createPendingLines();
		const lengths = [10, 3000, 30_000, 777];
		let last = NO_LINE;
		let bytes = 0;
		for (let number = 0; bytes < 3 * MAX_TEXT; number++) {
			const text = `${number} ${String(number % 10).repeat(lengths[number % lengths.length] ?? 0)}`;
			bytes += text.length + COMPONENT.length;
			last = pending.add(lineOf(text), last);
		}
		let kept = 0;
		for (const header of pending.upTo(last)) {
			expect(textOf(header)).toMatch(/^(\d*(\d)) \2+$/);
			kept += textOf(header).length + COMPONENT.length;
		}
		expect(kept).toBeGreaterThan(MAX_TEXT - 100_000);
		expect(kept).toBeLessThanOrEqual(MAX_TEXT);
	});

	it('are cut where they are too long', () => {
		const pending = createPendingLines();
		const [header] = pending.upTo(pending.add(lineOf('x'.repeat(MAX_MESSAGE + 1)), NO_LINE));
		expect(header === undefined ? '' : textOf(header)).toBe('x'.repeat(MAX_MESSAGE));
	});
});
