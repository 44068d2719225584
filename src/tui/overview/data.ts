/** All scans in order of time, as numbers: what is worked out once, however often the picture is drawn. */
import type {Scan} from '../../core/index.js';
import {plainText} from '../../core/report/plain-text.js';
import {wallClockMs} from '../../core/report/timeline-layout.js';
import {callerName, serviceText} from '../../core/report/words.js';
import {activeLength, type Stretch} from '../widgets/time-scale.js';
import {FAILED, gradeOf} from './grades.js';

/** A scan and the file it is from, as an index into the files that are open. */
export interface OverviewScan {
	readonly file: number;
	readonly scan: Scan;
}

/** What the lanes are. */
export type LaneKind = 'caller' | 'service';

/** Names that scans have, the most frequent first. */
export interface Naming {
	readonly names: readonly string[];
	readonly counts: readonly number[];
	/** Index into the names, for each scan. */
	readonly of: Uint32Array;
}

export interface OverviewData {
	/** Those with a time, in order of it. */
	readonly scans: readonly OverviewScan[];
	readonly untimed: number;
	/** Wall-clock milliseconds. */
	readonly starts: Float64Array;
	readonly ends: Float64Array;
	/** See `GRADES`. */
	readonly grades: Uint8Array;
	readonly failed: number;
	readonly naming: Readonly<Record<LaneKind, Naming>>;
	readonly stretches: readonly Stretch[];
	/** Milliseconds that are not folded. */
	readonly length: number;
}

/** A quiet gap is folded when it is longer than both: this, and its share of what is not folded yet. */
const FOLD_MIN_MS = 10 * 60_000;
const FOLD_MIN_SHARE = 0.25;
const MAX_FOLDS = 3;

export function overviewData(all: readonly OverviewScan[]): OverviewData {
	const times = Float64Array.from(all, ({scan}) => startOf(scan));
	const order = Uint32Array.from(all, (_, index) => index).filter((index) => !Number.isNaN(times[index] ?? Number.NaN));
	// The clock may have been set back, and files overlap.
	if (!isSorted(order, times)) order.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
	const scans = Array.from(order, (index) => all[index]).filter((entry) => entry !== undefined);
	const starts = Float64Array.from(order, (index) => times[index] ?? 0);
	const ends = starts.map((start, index) => start + (scans[index]?.scan.start === null ? 0 : (scans[index]?.scan.durationMs ?? 0)));
	const grades = Uint8Array.from(scans, ({scan}) => gradeOf(scan));
	const stretches = foldQuiet(starts, ends);
	return {
		scans,
		untimed: all.length - scans.length,
		starts,
		ends,
		grades,
		failed: grades.reduce((sum, grade) => sum + (grade === FAILED ? 1 : 0), 0),
		naming: {caller: nameScans(scans, callerName), service: nameScans(scans, serviceText)},
		stretches,
		length: activeLength(stretches),
	};
}

/** NaN: no time. */
function startOf({start, end}: Scan): number {
	return wallClockMs(start?.time ?? end?.time ?? null) ?? Number.NaN;
}

function isSorted(order: Uint32Array, times: Float64Array): boolean {
	for (let index = 1; index < order.length; index++) if ((times[order[index] ?? 0] ?? 0) < (times[order[index - 1] ?? 0] ?? 0)) return false;
	return true;
}

function nameScans(scans: readonly OverviewScan[], nameOf: (scan: Scan) => string): Naming {
	const found = new Map<string, {index: number; count: number}>();
	const indexes = Uint32Array.from(scans, ({scan}) => {
		const name = nameOf(scan);
		const entry = found.get(name) ?? {index: found.size, count: 0};
		entry.count++;
		if (entry.count === 1) found.set(name, entry);
		return entry.index;
	});
	const sorted = [...found].sort(([one, {count}], [other, {count: otherCount}]) => otherCount - count || (one < other ? -1 : 1));
	const rank = new Uint32Array(found.size);
	sorted.forEach(([, {index}], place) => {
		rank[index] = place;
	});
	return {names: sorted.map(([name]) => plainText(name)), counts: sorted.map(([, {count}]) => count), of: indexes.map((index) => rank[index] ?? 0)};
}

/** The longest gap between scans is folded first, as long as it takes much of what is left. */
function foldQuiet(starts: Float64Array, ends: Float64Array): readonly Stretch[] {
	const [first] = starts;
	if (first === undefined) return [];
	const gaps: {readonly from: number; readonly to: number}[] = [];
	let reach = first;
	starts.forEach((start, index) => {
		if (start - reach > FOLD_MIN_MS) gaps.push({from: reach, to: start});
		reach = Math.max(reach, ends[index] ?? start);
	});
	let left = reach - first;
	const folds: typeof gaps = [];
	for (const gap of gaps.toSorted((one, other) => other.to - other.from - (one.to - one.from)).slice(0, MAX_FOLDS)) {
		if (gap.to - gap.from < left * FOLD_MIN_SHARE) break;
		folds.push(gap);
		left -= gap.to - gap.from;
	}
	const stretches: Stretch[] = [];
	let from = first;
	for (const gap of folds.sort((one, other) => one.from - other.from)) {
		stretches.push({fromMs: from, toMs: gap.from, folded: false}, {fromMs: gap.from, toMs: gap.to, folded: true});
		from = gap.to;
	}
	return [...stretches, {fromMs: from, toMs: reach, folded: false}];
}
