/** Scans, failures and problems by day. */
import type {Finding, Scan} from '../../types.js';
import {byText} from '../compare.js';
import {timeOf} from '../selection.js';
import type {DaySummary} from '../summary.js';
import {createTally, OTHERS, type Tally} from '../tally.js';

/** More than fifty years; limits what clocks that jump can fill the memory with. */
const MAX_DAYS = 20_000;

interface DayCounter {
	scans: number;
	failed: number;
	readonly problems: Tally<{count: number}>;
}

export interface Days {
	addScans(scans: readonly Scan[], findings: readonly Finding[]): void;
	end(): readonly DaySummary[];
}

export function createDays(): Days {
	const days: Tally<DayCounter> = createTally(() => ({scans: 0, failed: 0, problems: createTally(() => ({count: 0}), 500)}), MAX_DAYS);
	return {
		addScans(scans, findings) {
			const dayOf = new Map<number, string>();
			for (const scan of scans) {
				const day = timeOf(scan)?.slice(0, 10);
				if (day === undefined) continue;
				dayOf.set(scan.id, day);
				const counter = days.of(day);
				counter.scans++;
				if (scan.outcome === 'failed') counter.failed++;
			}
			for (const finding of findings) {
				if (finding.severity === 'info') continue;
				for (const id of finding.scans) {
					const day = dayOf.get(id);
					if (day !== undefined) days.of(day).problems.of(finding.rule).count++;
				}
			}
		},
		end: () =>
			[...days.entries]
				.filter(([day]) => day !== OTHERS)
				.sort(([a], [b]) => byText(a, b))
				.map(([day, {scans, failed, problems}]) => ({
					day,
					scans,
					failed,
					problems: Object.fromEntries([...problems.entries].sort(([a], [b]) => byText(a, b)).map(([rule, {count}]) => [rule, count])),
				})),
	};
}
