/** Interns recurring texts: each is stored once and referred to by number. */

/** A log that has more different texts than this hardly repeats them, so storing more would not save anything. */
const MAX_TEXTS = 65_536;

/** Longer texts are rare, and comparing them costs more than it saves. */
const MAX_LENGTH = 512;

/** A text is interned when it occurs a second time; this many candidates are remembered. */
const MAX_SEEN = 8192;

export interface TextTable {
	/** The number of a text, or -1 if it is not stored. */
	idOf(text: string): number;
	/** The texts by number. */
	readonly texts: readonly string[];
}

export function createTextTable(): TextTable {
	return new Texts();
}

class Texts implements TextTable {
	private readonly ids = new Map<string, number>();
	private readonly seen = new Set<string>();
	readonly texts: string[] = [];

	idOf(text: string): number {
		const known = this.ids.get(text);
		if (known !== undefined) return known;
		if (text.length > MAX_LENGTH || this.texts.length >= MAX_TEXTS) return -1;
		if (!this.seen.delete(text)) {
			if (this.seen.size >= MAX_SEEN) this.seen.clear();
			this.seen.add(text);
			return -1;
		}
		this.ids.set(text, this.texts.length);
		this.texts.push(text);
		return this.texts.length - 1;
	}
}
