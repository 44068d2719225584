/** All scans in order of time, as numbers: what is worked out once, however often the picture is drawn. */
import {plainText} from '../../core/wording/plain-text.js';
import {callerWords} from '../../core/wording/labels.js';
import type {ScanColumns, TextColumn} from '../../core/scans/packed/scan-columns.js';
import type {ScanRow} from '../scans/scan-rows.js';
import {activeLength, type Stretch} from '../widgets/time-scale.js';
import {FAILED, GRADES, gradeOf} from './grades.js';

/** What the lanes are. */
export type LaneKind = 'caller' | 'service';

/** Scans grouped by a name: the names with the most scans first. */
interface ScanGroups {
	readonly names: readonly string[];
	readonly counts: readonly number[];
	/** For each scan, the index of its name. */
	readonly nameOf: Uint32Array;
}

export interface OverviewData {
	/** Those with a time, in order of it. */
	readonly scans: readonly ScanRow[];
	readonly untimed: number;
	/** Wall-clock milliseconds. */
	readonly starts: Float64Array;
	readonly ends: Float64Array;
	/** See `GRADES`. */
	readonly grades: Uint8Array;
	/** Scans of each grade. */
	readonly graded: readonly number[];
	readonly failed: number;
	readonly groups: Readonly<Record<LaneKind, ScanGroups>>;
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

export function overviewData(all: readonly ScanRow[]): OverviewData {
	const order = timedInOrder(all);
	const count = order.length;
	const starts = new Float64Array(count);
	const ends = new Float64Array(count);
	const grades = new Uint8Array(count);
	const graded = GRADES.map(() => 0);
	const scans: ScanRow[] = [];
	for (const place of order) {
		const row = all[place];
		if (row === undefined) continue;
		const {columns, index} = row;
		const start = columns.times[index] ?? 0;
		const grade = gradeOf(row);
		starts[scans.length] = start;
		// Where no duration is known, the time may be that of the end.
		ends[scans.length] = start + Math.max(0, columns.durations[index] ?? 0);
		grades[scans.length] = grade;
		graded[grade] = (graded[grade] ?? 0) + 1;
		scans.push(row);
	}
	const stretches = foldQuiet(starts, ends);
	return {
		scans,
		untimed: all.length - scans.length,
		starts,
		ends,
		grades,
		graded,
		failed: graded[FAILED] ?? 0,
		groups: {
			caller: groupScans(scans, ({callers}) => callers, callerWords),
			service: groupScans(
				scans,
				({services}) => services,
				(name) => name,
			),
		},
		stretches,
		length: activeLength(stretches),
	};
}

/** Places of those that have a time. */
function timedInOrder(all: readonly ScanRow[]): Uint32Array {
	const times = new Float64Array(all.length);
	const order = new Uint32Array(all.length);
	let count = 0;
	let last = Number.NEGATIVE_INFINITY;
	let isSorted = true;
	all.forEach(({columns, index}, place) => {
		const time = columns.times[index] ?? Number.NaN;
		if (Number.isNaN(time)) return;
		times[place] = time;
		order[count++] = place;
		if (time < last) isSorted = false;
		last = time;
	});
	const timed = order.subarray(0, count);
	// The clock may have been set back, files overlap, and the list may be in another order.
	if (!isSorted) timed.sort((one, other) => (times[one] ?? 0) - (times[other] ?? 0) || one - other);
	return timed;
}

function groupScans(
	scans: readonly ScanRow[],
	columnOf: (columns: ScanColumns) => TextColumn,
	labelOf: (text: string) => string,
): ScanGroups {
	const names: string[] = [];
	const counts: number[] = [];
	const numbers = new Map<string, number>();
	/** For the texts of each column, their numbers here. */
	const known = new Map<TextColumn, Int32Array>();

	function numberOf(column: TextColumn, text: number): number {
		let numbersOf = known.get(column);
		if (numbersOf === undefined) {
			numbersOf = new Int32Array(column.texts.length).fill(-1);
			known.set(column, numbersOf);
		}
		const before = numbersOf[text] ?? -1;
		if (before >= 0) return before;
		const name = labelOf(column.texts[text] ?? '');
		const number = numbers.get(name) ?? names.push(name) - 1;
		numbers.set(name, number);
		numbersOf[text] = number;
		return number;
	}

	const found = new Uint32Array(scans.length);
	scans.forEach(({columns, index}, place) => {
		const column = columnOf(columns);
		const number = numberOf(column, column.of[index] ?? 0);
		counts[number] = (counts[number] ?? 0) + 1;
		found[place] = number;
	});
	const sorted = [...names.keys()].sort(
		(one, other) => (counts[other] ?? 0) - (counts[one] ?? 0) || ((names[one] ?? '') < (names[other] ?? '') ? -1 : 1),
	);
	const rank = new Uint32Array(names.length);
	sorted.forEach((number, place) => {
		rank[number] = place;
	});
	return {
		names: sorted.map((number) => plainText(names[number] ?? '')),
		counts: sorted.map((number) => counts[number] ?? 0),
		nameOf: found.map((number) => rank[number] ?? 0),
	};
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
