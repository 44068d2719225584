/** Lines in the order they are shown, all of them or those a filter left; and look-ups in ascending line numbers. */

/** Rows count from 0, lines from 1. */
export interface Sequence {
	readonly count: number;
	lineAt(row: number): number;
	/** The row of the line or of the first one after it; `count` where there is none. */
	rowAtOrAfter(line: number): number;
}

export function allLines(count: number): Sequence {
	return {count, lineAt: (row) => row + 1, rowAtOrAfter: (line) => Math.max(0, Math.min(count, line - 1))};
}

export function someLines(lines: Uint32Array): Sequence {
	return {count: lines.length, lineAt: (row) => lines[row] ?? 0, rowAtOrAfter: (line) => lowerBound(lines, line)};
}

/** The index of the first number that is not less; the length where all are. */
export function lowerBound(ascending: ArrayLike<number>, wanted: number): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((ascending[middle] as number) < wanted) low = middle + 1;
		else high = middle;
	}
	return low;
}

export function includes(ascending: ArrayLike<number>, wanted: number): boolean {
	return ascending[lowerBound(ascending, wanted)] === wanted;
}

/** The row whose line is nearest. */
export function nearestRow(sequence: Sequence, line: number): number {
	const after = sequence.rowAtOrAfter(line);
	if (after >= sequence.count) return Math.max(0, sequence.count - 1);
	if (after === 0) return 0;
	return sequence.lineAt(after) - line <= line - sequence.lineAt(after - 1) ? after : after - 1;
}
