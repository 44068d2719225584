/** Groups days so that the columns of a chart are wide enough to tell apart. */
import type {DaySummary} from '../summary.js';

const UNITS = ['day', 'week', 'month', 'year'] as const;
export type BinUnit = (typeof UNITS)[number];

export interface Bin {
	/** First day of the bin. */
	readonly start: string;
	readonly scans: number;
	readonly failed: number;
	readonly problems: ReadonlyMap<string, number>;
}

export interface Binned {
	readonly unit: BinUnit;
	/** Without gaps: a day without log lines is a bin without scans. */
	readonly bins: readonly Bin[];
}

const DAY = 86_400_000;
const MAX_BINS = 110;

/** @returns the smallest unit that gives a chart of readable width; of centuries, which only broken clocks log, the latest ones */
export function binDays(days: readonly DaySummary[]): Binned {
	const [first] = days;
	const last = days.at(-1);
	if (first === undefined || last === undefined) return {unit: 'day', bins: []};
	for (const unit of UNITS) {
		const starts = startsOf(unit, last.day, first.day);
		if (starts.length > MAX_BINS && unit !== 'year') continue;
		return {unit, bins: fill(unit, starts.slice(0, MAX_BINS).reverse(), days)};
	}
	return {unit: 'year', bins: []};
}

/** From the last down to the first, at most one more than fit. */
function startsOf(unit: BinUnit, last: string, first: string): string[] {
	const starts: string[] = [];
	const end = startOf(unit, first);
	for (let start = startOf(unit, last); starts.length <= MAX_BINS && start >= end; start = startOf(unit, dayOf(Date.parse(start) - DAY))) {
		starts.push(start);
		if (start <= '0001') break;
	}
	return starts;
}

function startOf(unit: BinUnit, day: string): string {
	if (unit === 'year') return `${day.slice(0, 4)}-01-01`;
	if (unit === 'month') return `${day.slice(0, 7)}-01`;
	if (unit === 'day') return day;
	const time = Date.parse(day);
	// Weeks begin on Monday.
	return dayOf(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY);
}

function dayOf(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}

function fill(unit: BinUnit, starts: readonly string[], days: readonly DaySummary[]): readonly Bin[] {
	const bins = new Map(starts.map((start) => [start, {start, scans: 0, failed: 0, problems: new Map<string, number>()}]));
	for (const {day, scans, failed, problems} of days) {
		const bin = bins.get(startOf(unit, day));
		if (bin === undefined) continue;
		bin.scans += scans;
		bin.failed += failed;
		for (const [rule, count] of Object.entries(problems)) bin.problems.set(rule, (bin.problems.get(rule) ?? 0) + count);
	}
	return [...bins.values()];
}
