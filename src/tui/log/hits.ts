/** Lines that a search found: batches in ascending order, among which look-ups take no longer than in one. */
import {lowerBound, type Sequence} from './sequence.js';

export interface Hits {
	readonly batches: readonly Uint32Array[];
	/** How many hits there are up to the end of each batch. */
	readonly ends: readonly number[];
}

export const NO_HITS: Hits = {batches: [], ends: []};

export function hitCount({ends}: Hits): number {
	return ends.at(-1) ?? 0;
}

export function withHits({batches, ends}: Hits, lines: Uint32Array): Hits {
	if (lines.length === 0) return {batches, ends};
	return {batches: [...batches, lines], ends: [...ends, (ends.at(-1) ?? 0) + lines.length]};
}

/** How many hits are on lines before this one. */
export function hitsBefore({batches, ends}: Hits, line: number): number {
	let low = 0;
	let high = batches.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((batches[middle]?.at(-1) ?? 0) < line) low = middle + 1;
		else high = middle;
	}
	const batch = batches[low];
	const before = low === 0 ? 0 : (ends[low - 1] ?? 0);
	return batch === undefined ? before : before + lowerBound(batch, line);
}

/** The hit with this number, from 0. */
export function hitAt({batches, ends}: Hits, index: number): number | null {
	if (index < 0) return null;
	const batch = lowerBound(ends, index + 1);
	return batches[batch]?.[index - (batch === 0 ? 0 : (ends[batch - 1] ?? 0))] ?? null;
}

export function isHit(hits: Hits, line: number): boolean {
	return hitAt(hits, hitsBefore(hits, line)) === line;
}

/** The first hit at or after the line that is among those shown. */
export function hitFrom(hits: Hits, line: number, shown: Sequence): number | null {
	let from = line;
	for (;;) {
		const hit = hitAt(hits, hitsBefore(hits, from));
		if (hit === null) return null;
		const row = shown.rowAtOrAfter(hit);
		if (row >= shown.count) return null;
		from = shown.lineAt(row);
		if (from === hit) return hit;
	}
}

/** The last hit before the line that is among those shown. */
export function hitUntil(hits: Hits, line: number, shown: Sequence): number | null {
	let until = line;
	for (;;) {
		const hit = hitAt(hits, hitsBefore(hits, until) - 1);
		if (hit === null) return null;
		const row = shown.rowAtOrAfter(hit);
		if (row < shown.count && shown.lineAt(row) === hit) return hit;
		if (row === 0) return null;
		until = shown.lineAt(row - 1) + 1;
	}
}
