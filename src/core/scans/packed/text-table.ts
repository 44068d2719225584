/** Texts that are said more than once, kept once and known by a number. */

/** A log that says ever new things gains nothing by more. */
const MAX_TEXTS = 65_536;

/** Longer ones are rare, and cost more to compare than they save. */
const MAX_LENGTH = 512;

/** A text is kept the second time it comes; so many are remembered meanwhile. */
const MAX_SEEN = 8192;

export interface TextTable {
	/** Number of a text, or -1 where it is not kept. */
	idOf(text: string): number;
	/** By number. */
	readonly texts: readonly string[];
}

export function createTextTable(): TextTable {
	const ids = new Map<string, number>();
	const seen = new Set<string>();
	const texts: string[] = [];
	return {
		texts,
		idOf(text) {
			const known = ids.get(text);
			if (known !== undefined) return known;
			if (text.length > MAX_LENGTH || texts.length >= MAX_TEXTS) return -1;
			if (!seen.delete(text)) {
				if (seen.size >= MAX_SEEN) seen.clear();
				seen.add(text);
				return -1;
			}
			ids.set(text, texts.length);
			texts.push(text);
			return texts.length - 1;
		},
	};
}
