/** All scans of a log over time: a lane for each service, and marks that stand too close together as one. */
import {needsFallback} from '../../core/scans/scan-kinds.js';
import {columnsOf} from '../../core/scans/packed/scan-columns.js';
import type {Scan} from '../../core/types.js';

export type ScanGrade = 'failed' | 'fallback' | 'succeeded' | 'other';

/** From the worst down. */
const GRADES: readonly ScanGrade[] = ['failed', 'fallback', 'succeeded', 'other'];

export interface ScanMark {
	/** From 0 (left) to 1 (right). */
	readonly x: number;
	/** The worst of them. */
	readonly grade: ScanGrade;
	readonly count: number;
	readonly failed: number;
	/** The first of the worst, by its id. */
	readonly scan: number;
	/** Milliseconds of the wall clock. */
	readonly from: number;
	readonly to: number;
}

export interface ScanChart {
	readonly from: number;
	readonly to: number;
	readonly lanes: readonly {readonly name: string; readonly count: number; readonly marks: readonly ScanMark[]}[];
}

const MAX_LANES = 6;
const OTHERS = 'Other services';

/** @param distance least distance of two marks, as a share of the width; @returns `null` where no scan has a time */
export function chartOf(scans: readonly Scan[], distance: number): ScanChart | null {
	const {times, services} = columnsOf(scans);
	let from = Number.POSITIVE_INFINITY;
	let to = Number.NEGATIVE_INFINITY;
	for (const time of times) {
		if (Number.isNaN(time)) continue;
		from = Math.min(from, time);
		to = Math.max(to, time);
	}
	if (from > to) return null;
	const lanes = new Map<string, number[]>();
	scans.forEach((_, index) => {
		if (Number.isNaN(times[index])) return;
		const name = services.texts[services.of[index] ?? 0] ?? '';
		const lane = lanes.get(name);
		if (lane === undefined) lanes.set(name, [index]);
		else lane.push(index);
	});
	const byCount = [...lanes].sort(([, one], [, other]) => other.length - one.length);
	const kept = byCount.slice(0, byCount.length > MAX_LANES ? MAX_LANES - 1 : MAX_LANES);
	const rest = byCount.slice(kept.length).flatMap(([, indexes]) => indexes);
	if (rest.length > 0) kept.push([OTHERS, rest.sort((one, other) => one - other)]);
	const xOf = (time: number): number => (to === from ? 0.5 : (time - from) / (to - from));
	return {
		from,
		to,
		lanes: kept.map(([name, indexes]) => ({name, count: indexes.length, marks: marksOf(scans, times, indexes, xOf, distance)})),
	};
}

function marksOf(
	scans: readonly Scan[],
	times: Float64Array,
	indexes: readonly number[],
	xOf: (time: number) => number,
	distance: number,
): readonly ScanMark[] {
	const marks: {-readonly [Name in keyof ScanMark]: ScanMark[Name]}[] = [];
	for (const index of indexes.toSorted((one, other) => (times[one] ?? 0) - (times[other] ?? 0))) {
		const scan = scans[index] as Scan;
		const time = times[index] ?? 0;
		const x = xOf(time);
		const grade = gradeOf(scan);
		const last = marks.at(-1);
		if (last === undefined || x - last.x >= distance) {
			marks.push({x, grade, count: 1, failed: grade === 'failed' ? 1 : 0, scan: scan.id, from: time, to: time});
			continue;
		}
		last.count++;
		last.to = time;
		if (grade === 'failed') last.failed++;
		if (GRADES.indexOf(grade) < GRADES.indexOf(last.grade)) [last.grade, last.scan] = [grade, scan.id];
	}
	return marks;
}

function gradeOf(scan: Scan): ScanGrade {
	if (scan.outcome === 'failed') return 'failed';
	if (needsFallback(scan)) return 'fallback';
	return scan.outcome === 'succeeded' ? 'succeeded' : 'other';
}
