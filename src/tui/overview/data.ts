/** All scans in order of time, as numbers: what is worked out once, however often the picture is drawn. */
import type {Scan} from '../../core/index.js';
import {plainText} from '../../core/report/plain-text.js';
import {wallClockMs} from '../../core/report/timeline-layout.js';
import {callerName, serviceText} from '../../core/report/words.js';
import {activeLength, type Stretch} from '../widgets/time-scale.js';
import {FAILED, GRADES, gradeOf} from './grades.js';

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
	/** Scans of each grade. */
	readonly graded: readonly number[];
	readonly failed: number;
	readonly naming: Readonly<Record<LaneKind, Naming>>;
	readonly stretches: readonly Stretch[];
	/** Milliseconds that are not folded. */
	readonly length: number;
}

/** Shorter gaps are part of the picture. */
const QUIET_MS = 30 * 60_000;
/** A gap is folded when it takes this share of what is not folded yet, and stands out so much from those that stay. */
const FOLD_MIN_SHARE = 0.25;
const FOLD_MIN_RATIO = 2.5;
const MAX_FOLDS = 3;
/** Quiet time that stays beside a fold, so that a few scans within seconds do not fill the screen. */
const MARGIN_MS = 5 * 60_000;

export function overviewData(all: readonly OverviewScan[]): OverviewData {
	const times = new Float64Array(all.length);
	all.forEach(({scan}, index) => {
		times[index] = startOf(scan);
	});
	const order = new Uint32Array(all.keys()).filter((index) => !Number.isNaN(times[index] ?? Number.NaN));
	// The clock may have been set back, and files overlap.
	if (!isSorted(order, times)) order.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
	const scans = Array.from(order, (index) => all[index]).filter((entry) => entry !== undefined);
	const starts = Float64Array.from(order, (index) => times[index] ?? 0);
	const ends = starts.map((start, index) => start + (scans[index]?.scan.start === null ? 0 : (scans[index]?.scan.durationMs ?? 0)));
	const grades = Uint8Array.from(scans, ({scan}) => gradeOf(scan));
	const graded = GRADES.map(() => 0);
	for (const grade of grades) graded[grade] = (graded[grade] ?? 0) + 1;
	const stretches = foldQuiet(starts, ends);
	return {
		scans,
		untimed: all.length - scans.length,
		starts,
		ends,
		grades,
		graded,
		failed: graded[FAILED] ?? 0,
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

interface Gap {
	readonly from: number;
	readonly to: number;
}

/** Regular work is shown as it is; what stands out is folded: a night, a holiday. */
function foldQuiet(starts: Float64Array, ends: Float64Array): readonly Stretch[] {
	const [first] = starts;
	if (first === undefined) return [];
	const gaps: Gap[] = [];
	let reach = first;
	starts.forEach((start, index) => {
		if (start - reach > QUIET_MS) gaps.push({from: reach, to: start});
		reach = Math.max(reach, ends[index] ?? start);
	});
	const stretches: Stretch[] = [];
	let from = first;
	for (const gap of outstanding(gaps, reach - first).toSorted((one, other) => one.from - other.from)) {
		const fold = {fromMs: gap.from + MARGIN_MS, toMs: gap.to - MARGIN_MS, folded: true};
		stretches.push({fromMs: from, toMs: fold.fromMs, folded: false}, fold);
		from = fold.toMs;
	}
	return [...stretches, {fromMs: from, toMs: reach, folded: false}];
}

/** As many of the longest gaps as are much longer than the next one. */
function outstanding(gaps: readonly Gap[], spanMs: number): readonly Gap[] {
	const sorted = gaps.toSorted((one, other) => lengthOf(other) - lengthOf(one));
	let folds = 0;
	let left = spanMs;
	for (const [index, gap] of sorted.slice(0, MAX_FOLDS).entries()) {
		const length = lengthOf(gap);
		const next = sorted[index + 1];
		if (length < left * FOLD_MIN_SHARE) break;
		left -= length;
		if (length >= FOLD_MIN_RATIO * Math.max(QUIET_MS, next === undefined ? 0 : lengthOf(next))) folds = index + 1;
	}
	return sorted.slice(0, folds);
}

function lengthOf({from, to}: Gap): number {
	return to - from;
}
