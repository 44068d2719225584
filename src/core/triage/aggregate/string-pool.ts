/** Keeps one copy of texts that occur again and again: each result brings copies of its own. */

export interface StringPool {
	/** The same text, as the copy that was seen first. */
	intern(text: string): string;
}

const MAX_TEXTS = 100_000;

export function createStringPool(): StringPool {
	const known = new Map<string, string>();
	return {
		intern(text) {
			const first = known.get(text);
			if (first !== undefined || known.size >= MAX_TEXTS) return first ?? text;
			known.set(text, text);
			return text;
		},
	};
}
