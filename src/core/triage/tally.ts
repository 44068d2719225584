/** A map from names to counters of limited size: names beyond it share one counter. */

export const OTHERS = '(others)';

const MAX_NAMES = 20_000;

export interface Tally<Counter> {
	/** The counter of a name, created on first use. */
	of(name: string): Counter;
	readonly entries: ReadonlyMap<string, Counter>;
}

/** @param make creates a counter at zero */
export function createTally<Counter>(make: (name: string) => Counter, size: number = MAX_NAMES): Tally<Counter> {
	const entries = new Map<string, Counter>();
	return {
		of(name) {
			const key = entries.has(name) || entries.size < size ? name : OTHERS;
			let counter = entries.get(key);
			if (counter === undefined) {
				counter = make(key);
				entries.set(key, counter);
			}
			return counter;
		},
		entries,
	};
}
