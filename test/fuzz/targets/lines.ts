/** The line splitter: the lines and counts of a plain reading, however the bytes were cut. */
import {expect} from 'vitest';
import {createLineSplitter, type LineStats} from '../../../src/core/lines/line-splitter.js';
import {chunkingsOf} from '../chunkings.js';
import {sampleLogs} from '../seeds.js';
import type {FuzzTarget} from '../target.js';

const LF = 10;
const CR = 13;
const TAB = 9;
const LIMITS = [1, 7, 100, 1024 * 1024] as const;

interface Line {
	readonly bytes: readonly number[];
	readonly offset: number;
	readonly hasHighBytes: boolean;
}

interface Split {
	readonly lines: readonly Line[];
	readonly stats: LineStats;
}

function split(chunks: readonly Uint8Array[], limit: number): Split {
	const lines: Line[] = [];
	const splitter = createLineSplitter(
		{
			line: (bytes, start, end, offset, hasHighBytes) => lines.push({bytes: [...bytes.subarray(start, end)], offset, hasHighBytes}),
			chunkEnd() {},
		},
		limit,
	);
	for (const chunk of chunks) {
		const lent = chunk.slice();
		splitter.push(lent);
		lent.fill(0x2a);
	}
	splitter.end();
	return {lines, stats: {...splitter.stats}};
}

/** The first line end from here on: LF, or CR that is followed by neither CR and LF, nor NUL, nor the end. */
function lineEnd(input: Uint8Array, start: number): number {
	for (let at = start; at < input.length; at++) {
		if (input[at] === LF) return at;
		if (input[at] !== CR) continue;
		let after = at;
		while (input[after] === CR) after++;
		if (after < input.length && input[after] !== LF && input[after] !== 0) return at;
		at = after - 1;
	}
	return input.length;
}

/** Byte by byte, as one would say it. */
function plainly(input: Uint8Array, limit: number): Split {
	const lines: Line[] = [];
	const stats: LineStats = {
		lines: 0,
		longLines: 0,
		firstLongLine: 0,
		droppedBytes: 0,
		nulBytes: 0,
		firstNulLine: 0,
		controlBytes: 0,
		firstControlLine: 0,
	};
	for (let start = 0; start < input.length; ) {
		const end = lineEnd(input, start);
		// A CR counts as a byte of its line, before LF and alone.
		const whole = input.subarray(start, input[end] === CR ? end + 1 : end);
		const kept = [...whole.subarray(0, limit)];
		while (kept.at(-1) === CR) kept.pop();
		stats.lines++;
		const dropped = whole.length - Math.min(whole.length, limit);
		if (dropped > 0) {
			stats.longLines++;
			stats.droppedBytes += dropped;
			stats.firstLongLine ||= stats.lines;
		}
		for (const byte of whole) {
			if (byte === 0) {
				stats.nulBytes++;
				stats.firstNulLine ||= stats.lines;
			} else if (byte < 0x20 && byte !== TAB && byte !== CR) {
				stats.controlBytes++;
				stats.firstControlLine ||= stats.lines;
			}
		}
		lines.push({bytes: kept, offset: start, hasHighBytes: whole.some((byte) => byte >= 0x80)});
		start = end + 1;
	}
	return {lines, stats};
}

export const LINES: FuzzTarget = {
	name: 'lines',
	seeds: sampleLogs,
	words: ['\n', '\r', '\r\r\n', '\0', '\t', 'é', '\u2028'],
	maxBytes: 1500,
	shortRuns: 100,
	check(input) {
		for (const limit of LIMITS) {
			const expected = plainly(input, limit);
			expect(split([input], limit)).toEqual(expected);
			for (const chunks of chunkingsOf(input)) expect(split(chunks, limit)).toEqual(expected);
		}
	},
};
