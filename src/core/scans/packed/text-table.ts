/** Interns recurring texts: each is stored once and referred to by number. */

/** For logs without recurring texts, more would be of no use. */
const MAX_TEXTS = 65_536;

/** Longer texts are rare, and comparing them costs more than it saves. */
const MAX_LENGTH = 512;

/** A text is interned when it occurs a second time; this many candidates are remembered. */
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
