/** A log that ends while a scan fails is never called good; one that ends before says that a scan was running. */
import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {FileReport, Scan} from '../../src/core/types.js';
import {corpusBytes, corpusNames, isCorpusMissing} from '../helpers/corpus.js';
import {analyzeBytes} from '../helpers/log-lines.js';

const samples = new URL('../../samples/', import.meta.url);

interface FailingScan {
	readonly start: number;
	/** The first line that says that something goes wrong. */
	readonly failing: number;
	readonly end: number;
}

/** Big logs are cut at so many lines of each scan; all others at every line. */
const MAX_CUTS = 24;

function failingScans({scans}: FileReport): readonly FailingScan[] {
	return scans.flatMap((scan) => {
		const failing = firstTrouble(scan);
		if (scan.outcome !== 'failed' || scan.start === null || scan.end === null || failing === null) return [];
		return [{start: scan.start.line, failing, end: scan.end.line}];
	});
}

function firstTrouble({timeline, failures, start, end}: Scan): number | null {
	const lines = [...timeline.filter(({severity}) => severity !== 'info'), ...failures].map(({line}) => line);
	const inside = lines.filter((line) => line !== start?.line && line !== end?.line);
	return inside.length === 0 ? null : Math.min(...inside);
}

function linesFrom(first: number, last: number, limit: number): readonly number[] {
	const all = Array.from({length: Math.max(0, last - first + 1)}, (_, index) => first + index);
	const step = Math.max(1, Math.ceil(all.length / limit));
	return all.filter((_, index) => index % step === 0 || index === all.length - 1);
}

/** Ends of lines, so that a cut keeps its bytes as they are. */
function lineEnds(bytes: Uint8Array): readonly number[] {
	const width = bytes[0] === 0xff && bytes[1] === 0xfe ? 2 : 1;
	const ends: number[] = [];
	for (let at = 0; at < bytes.length; at += width) if (bytes[at] === 0x0a && (width === 1 || bytes[at + 1] === 0)) ends.push(at + width);
	return ends;
}

interface FailingLog {
	readonly name: string;
	readonly scans: readonly FailingScan[];
	cutAfter(line: number): FileReport;
}

function failingLog(name: string, bytes: Uint8Array): FailingLog {
	const ends = lineEnds(bytes);
	// The analyzer may keep or change the bytes that it is given.
	const cutAfter = (line: number): FileReport => analyzeBytes(Uint8Array.from(bytes.subarray(0, ends[line - 1])), {path: name});
	return {name, scans: failingScans(cutAfter(ends.length)), cutAfter};
}

/** Logs without a failing scan are not cut; that some have one is a test of its own. */
function checkCuts(logs: readonly FailingLog[], limit: number): void {
	const failing = logs.filter(({scans}) => scans.length > 0);
	it('hold failing scans', () => {
		expect(failing.length).toBeGreaterThan(0);
	});
	describe.each(failing)('$name', ({scans, cutAfter}) => {
		it('is not good where a scan has begun to fail', () => {
			for (const {failing: first, end} of scans)
				for (const line of linesFrom(first, end - 1, limit))
					expect(cutAfter(line).verdict.level, `cut after line ${line}`).not.toBe('good');
		});
		it('says that a scan was running where it has not begun to fail', () => {
			for (const {start, failing: first} of scans)
				for (const line of linesFrom(start, first - 1, limit))
					expect(cutAfter(line).verdict.text, `cut after line ${line}`).toMatch(/still running/);
		});
	});
}

describe('samples', () => {
	const names = readdirSync(samples).filter((name) => name.endsWith('.log'));
	checkCuts(
		names.map((name) => failingLog(name, readFileSync(new URL(name, samples)))),
		Number.POSITIVE_INFINITY,
	);
});

describe.skipIf(isCorpusMissing)('real logs (needs a folder of them; WULENS_CORPUS can name one)', () => {
	checkCuts(
		(isCorpusMissing ? [] : corpusNames()).map((name) => failingLog(name, corpusBytes(name))),
		MAX_CUTS,
	);
});
