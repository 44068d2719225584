/** Texts that come again and again, kept once: each result brings copies of its own. */

export interface Texts {
	/** The same text, as it was first seen. */
	of(text: string): string;
}

const MAX_TEXTS = 100_000;

export function createTexts(): Texts {
	const known = new Map<string, string>();
	return {
		of(text) {
			const first = known.get(text);
			if (first !== undefined || known.size >= MAX_TEXTS) return first ?? text;
			known.set(text, text);
			return text;
		},
	};
}
