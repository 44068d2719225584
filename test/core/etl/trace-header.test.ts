/** What the first record of a trace says, and clocks that it describes. */
import {describe, expect, it} from 'vitest';
import {readTraceHeader} from '../../../src/core/etl/trace-header.js';
import {createTraceClock, type Instant} from '../../../src/core/etl/trace-time.js';
import {windowsBuildOf} from '../../../src/core/etl/windows-build.js';
import {readTrace} from '../../helpers/read-trace.js';
import {START, type TraceOptions, writeTrace} from '../../helpers/trace-writer.js';

const RECORD = 72;

function headerOf(options: TraceOptions = {}): ReturnType<typeof readTraceHeader> {
	return readTrace(writeTrace([], options)).header;
}

/** TIME_ZONE_INFORMATION with the switches of central Europe: the last Sundays of October, 3:00, and March, 2:00:30.250. */
function zoneBytes(): Uint8Array {
	const bytes = Buffer.alloc(172);
	bytes.writeInt32LE(-60, 0);
	for (const [index, value] of [0, 10, 0, 5, 3, 0, 0, 0].entries()) bytes.writeUInt16LE(value, 68 + index * 2);
	for (const [index, value] of [0, 3, 0, 5, 2, 0, 30, 250].entries()) bytes.writeUInt16LE(value, 152 + index * 2);
	bytes.writeInt32LE(-60, 168);
	return new Uint8Array(bytes);
}

describe('the header of a trace', () => {
	it('says when and where it was made', () => {
		expect(headerOf({clock: 'cycles', mhz: 2995, frequency: 1n, bufferSize: 8192, eventsLost: 5, buffersLost: 6})).toMatchObject({
			startTime: START,
			endTime: START + 36_000_000_000n,
			clock: 'cycles',
			frequency: 1n,
			processorMhz: 2995,
			processors: 1,
			windowsBuild: 22_631,
			windows: '10.0.22631',
			bufferSize: 8192,
			isCompressed: false,
			eventsLost: 5,
			buffersLost: 6,
			session: 'WindowsUpdate_trace_log',
			file: 'C:\\Windows\\Logs\\WindowsUpdate\\WindowsUpdate.etl',
		});
	});

	it.each([4, 8] as const)('holds the zone with its switches, also with pointers of %i bytes', (pointerSize) => {
		expect(headerOf({zone: zoneBytes(), pointerSize})?.zone).toEqual({
			bias: -60,
			standardBias: 0,
			daylightBias: -60,
			toStandard: {year: 0, month: 10, weekday: 0, day: 5, ms: 3 * 3_600_000},
			toDaylight: {year: 0, month: 3, weekday: 0, day: 5, ms: 2 * 3_600_000 + 30_250},
		});
	});

	it('is none of another type, and none that is cut', () => {
		const bytes = writeTrace([]);
		const end = bytes.length;
		expect(readTraceHeader(bytes, RECORD, end)).not.toBeNull();
		expect(readTraceHeader(bytes, RECORD, RECORD + 32 + 279)).toBeNull();
		for (const place of [6, 7]) {
			const other = bytes.slice();
			other[RECORD + place] = 1;
			expect(readTraceHeader(other, RECORD, end)).toBeNull();
		}
	});
});

describe('the Windows of a trace', () => {
	it.each<[number, number, number, string | null]>([
		[10, 0, 22_631, '10.0.22631'],
		[6, 3, 9600, '6.3.9600'],
		[99, 99, 999_999, '99.99.999999'],
		[0, 0, 1, '0.0.1'],
		[100, 0, 1, null],
		[10, 100, 1, null],
		[-1, 0, 1, null],
		[10, 0, 0, null],
		[10, 0, -1, null],
		[10, 0, 1_000_000, null],
		[10.5, 0, 1, null],
		[10, 0, 1.5, null],
		[10, Number.NaN, 1, null],
	])('%d.%d.%d is %s', (major, minor, build, text) => {
		expect(windowsBuildOf(major, minor, build)).toBe(text);
	});
});

describe('a clock', () => {
	function read(options: TraceOptions, sinceStart: number): Instant {
		const instant: Instant = {seconds: 0, ticks: 0, isKnown: false};
		createTraceClock(headerOf(options)).read(sinceStart, instant);
		return instant;
	}

	it.each<[TraceOptions, number, number]>([
		[{clock: 'qpc', frequency: 20_000_000n}, 30_000_000, 15_000_000],
		[{clock: 'qpc', frequency: 0n}, 30, 30],
		[{clock: 'cycles', mhz: 2000}, 2000, 10],
		[{clock: 'cycles', mhz: 0}, 7, 7],
		[{clock: 'system'}, 5, 5],
	])('%o: %d is %d ticks', (options, sinceStart, ticks) => {
		const [total, start] = [read(options, sinceStart), read(options, 0)];
		expect((total.seconds - start.seconds) * 10_000_000 + total.ticks - start.ticks).toBe(ticks);
		expect(start).toEqual({seconds: Number(START / 10_000_000n), ticks: Number(START % 10_000_000n), isKnown: true});
	});

	it('does not know a time before or behind all calendars', () => {
		const start = 5_050_000_000n;
		expect([-5_050_000_000, -5_040_000_001, -5_040_000_000, 0].map((sinceStart) => read({start}, sinceStart).isKnown)).toEqual([
			false,
			false,
			true,
			true,
		]);
		const end = 265_046_774_399n * 10_000_000n;
		expect([0, 9_999_999, 10_000_000].map((sinceStart) => read({start: end}, sinceStart).isKnown)).toEqual([true, true, false]);
		expect(read({}, 2 ** 53 + 2).isKnown).toBe(false);
		expect(createTraceClock(null).isKnown).toBe(false);
	});
});
