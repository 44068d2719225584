/** The word that was likely meant where another was typed. */

/** As many slips as a typed word of this length may have; a shorter one would be near to anything. */
function allowance(length: number): number {
	if (length < 3) return 0;
	return Math.min(3, Math.max(1, Math.floor(length / 3)));
}

/**
 * @returns the candidate with the fewest slips from the word, the first of several; `null` where none is near
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
	let best: string | null = null;
	let fewest = allowance(word.length) + 1;
	for (const candidate of candidates) {
		const slips = slipsBetween(word.toLowerCase(), candidate.toLowerCase());
		if (slips >= fewest) continue;
		best = candidate;
		fewest = slips;
	}
	return best;
}

/** A sentence with a blank before it, or the other sentence where nothing is near. */
export function suggestion(word: string, candidates: readonly string[], otherwise: string): string {
	const near = nearest(word, candidates);
	return near === null ? otherwise && ` ${otherwise}` : ` Did you mean "${near}"?`;
}

/** Letters left out, added, changed, or swapped with their neighbor (optimal string alignment distance). */
function slipsBetween(one: string, other: string): number {
	let beforeLast: readonly number[] = [];
	let last: readonly number[] = Array.from({length: other.length + 1}, (_, index) => index);
	for (let row = 1; row <= one.length; row++) {
		const current = [row];
		for (let column = 1; column <= other.length; column++) {
			const isSame = one[row - 1] === other[column - 1];
			const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			current.push(
				Math.min(
					at(last, column) + 1,
					at(current, column - 1) + 1,
					at(last, column - 1) + (isSame ? 0 : 1),
					isSwapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
		beforeLast = last;
		last = current;
	}
	return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
