/** Sentences of texts of our own. */

/** A point that ends a sentence, rather than one in a name, a number or an abbreviation. */
const END = /(?<!\b(?:e\.g|i\.e|etc|vs|no))[.!?](?=\s+[A-Z"(])/;

/** Up to the first end of a sentence; the whole text where there is one sentence. */
export function firstSentence(text: string): string {
	const end = END.exec(text);
	return end === null ? text : text.slice(0, end.index + 1);
}
