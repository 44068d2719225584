/** What a fuzz target is: one parser, inputs to start from, and what must hold of whatever it is given. */

export interface FuzzTarget {
	readonly name: string;
	/** Honest inputs, of which generated ones are made by damage. */
	readonly seeds: () => readonly Uint8Array[];
	/** Words that the parser looks for, put in at random. */
	readonly words: readonly string[];
	/** Longest piece of a seed that one input is made of. */
	readonly maxBytes: number;
	/** Inputs of the short run within the tests. */
	readonly shortRuns: number;
	/** Throws where something does not hold. Depends on the bytes alone, so that a fixture is nothing but bytes. */
	readonly check: (input: Uint8Array) => void | Promise<void>;
}
