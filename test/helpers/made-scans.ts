/** Scans made up for tests of screens, with only what the test is about. */
import type {Scan, ScanOutcome, TimelineEntry} from '../../src/core/types.js';
import {sampleReport} from './finding-fixtures.js';

const [plain] = sampleReport('wsus-http.log').scans;

/** Milliseconds after the beginning of 2024 as a time of a report. */
export function timeAt(ms: number): string {
	return new Date(Date.UTC(2024, 0, 1) + ms).toISOString().replace('Z', '0000');
}

export function madeScan(parts: Partial<Scan> = {}): Scan {
	if (plain === undefined) throw new Error('the sample has no scan');
	return {...plain, ...parts};
}

/** A scan at a time of the log, which takes as long as it says. */
export function scanAt(id: number, startMs: number, durationMs = 0, outcome: ScanOutcome = 'succeeded', caller = 'Caller'): Scan {
	return madeScan({
		id,
		caller,
		outcome,
		start: {line: id, time: timeAt(startMs)},
		end: outcome === 'unknown' ? null : {line: id, time: timeAt(startMs + durationMs)},
		durationMs: outcome === 'unknown' ? null : durationMs,
	});
}

export function entryAt(line: number, ms: number | null, parts: Partial<TimelineEntry> = {}): TimelineEntry {
	return {
		line,
		time: ms === null ? null : timeAt(ms),
		kind: 'setting',
		severity: 'info',
		text: `entry ${line}`,
		detail: {type: 'note'},
		...parts,
	};
}

export function scanWith(timeline: readonly TimelineEntry[], parts: Partial<Scan> = {}): Scan {
	return madeScan({timeline, proxy: {behaviors: [], attempts: [], outcome: 'not-used'}, ...parts});
}
