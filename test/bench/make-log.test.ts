/** The logs of the benches: the same each time, with the scans that their maker says, and like real logs in numbers. */
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {DIALECTS, ENCODINGS, HEALTHS, type LogOptions, type MadeLog, makeLog} from '../../bench/make-log.mjs';
import {countLog} from '../../bench/logs/statistics.mjs';
import {OVERALL, TARGETS} from '../../bench/logs/targets.mjs';
import {createAnalyzer} from '../../src/core/index.js';
import type {FileReport, ScanOutcome} from '../../src/core/types.js';

let folder = '';

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'wulens-test-'));
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

interface Made extends MadeLog {
	readonly content: Buffer;
}

function make(options: LogOptions, megabytes = 1): Made {
	const path = join(folder, 'WindowsUpdate.log');
	const truth = makeLog(path, megabytes, options);
	return {...truth, content: readFileSync(path)};
}

function analyze(content: Buffer): FileReport {
	const analyzer = createAnalyzer();
	analyzer.push(content);
	return analyzer.end();
}

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

it('is the same each time', () => {
	const options = {dialect: 'uus', health: 'noisy'} as const;
	expect(sha(make(options, 3).content)).toBe(sha(make(options, 3).content));
	expect(sha(make({...options, seed: 2}).content)).not.toBe(sha(make(options).content));
});

const kinds = DIALECTS.flatMap((dialect) => HEALTHS.flatMap((health) => ENCODINGS.map((encoding) => ({dialect, health, encoding}))));

describe.each(kinds)('$dialect, $health, $encoding', (kind) => {
	it('has the scans that its maker says', () => {
		const {content, lines, scans, succeeded, failed, cancelled, callers} = make(kind);
		const report = analyze(content);
		const count = (outcome: ScanOutcome): number => report.scans.filter((scan) => scan.outcome === outcome).length;
		expect(report.log).toMatchObject({dialect: kind.dialect === 'legacy' ? 'legacy' : 'etw', lines});
		expect({
			all: report.scans.length,
			succeeded: count('succeeded'),
			failed: count('failed'),
			cancelled: count('cancelled'),
			unknown: count('unknown'),
		}).toEqual({all: scans, succeeded, failed, cancelled, unknown: 0});
		const found = new Map<string, number>();
		for (const {caller} of report.scans) found.set(caller, (found.get(caller) ?? 0) + 1);
		expect(Object.fromEntries(found)).toEqual(callers);
		expect(failed > 0).toBe(kind.health === 'failing');
		expect(content.length).toBeGreaterThan(1024 * 1024);
	});
});

it('goes on from day to day with other ids', () => {
	const {content} = make({dialect: 'etw'}, 3);
	const text = content.toString('latin1');
	expect([...new Set(text.match(/^\d{4}\/\d\d\/\d\d/gm))]).toEqual(['2021/03/01', '2021/03/02', '2021/03/03']);
	expect(text).not.toContain('0000/00/00');
	const vectors = text.match(/\* START \* Finding updates .*\(cV = [^.]+/g) ?? [];
	expect(new Set(vectors).size).toBe(vectors.length);
});

it('ends with the day that has enough scans', () => {
	const few = make({scans: 60, bytesPerScan: 5000}, Infinity);
	expect(few.scans).toBeGreaterThanOrEqual(60);
	expect(few.scans).toBeLessThan(60 + OVERALL.scansPerDay + 3);
	expect(few.bytes / few.scans).toBeLessThan(9000);
});

describe.each(DIALECTS)('%s is like real logs in numbers', (dialect) => {
	it('has the lines, and components their shares of them', () => {
		const {content, scans} = make({dialect}, 4);
		const counts = countLog(content.toString('utf8'));
		const {components, bytesPerLine, withGuid} = TARGETS[dialect];
		expect(counts.scans).toBe(scans);
		expect(Math.abs(content.length / counts.scans / OVERALL.bytesPerScan - 1)).toBeLessThan(0.12);
		expect(Math.abs(content.length / counts.lines - bytesPerLine)).toBeLessThan(8);
		expect(Math.abs((counts.withGuid * 100) / counts.lines - withGuid)).toBeLessThan(5);
		for (const [component, [share]] of Object.entries(components)) {
			const have = ((counts.lengths.get(component)?.length ?? 0) * 100) / counts.lines;
			expect(Math.abs(have - share), `${component}: ${have}`).toBeLessThan(5);
		}
	});
});
