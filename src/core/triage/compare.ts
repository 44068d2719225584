/** Orders that are the same everywhere: by code units, never by the language of the machine. */

export function byText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** The first difference that is not 0. */
export function firstNonZero(...differences: readonly number[]): number {
	return differences.find((difference) => difference !== 0) ?? 0;
}

/** Of two that are equal the first, so that a copy of it need not be kept. */
export function earlier(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a <= b ? a : b;
}

export function later(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a >= b ? a : b;
}
