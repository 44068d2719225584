/** Searches bytes for any of a few words, ignoring case, without looking at every byte (Wu and Manber's algorithm). */

/** Whether the bytes contain one of the words. */
export type WordFinder = (bytes: Uint8Array, start: number, end: number) => boolean;

/** ASCII letters in lower case; other bytes unchanged. */
const FOLD: Uint8Array = Uint8Array.from({length: 256}, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));

/**
 * Looks at pairs of bytes. If a pair occurs in none of the words, the search skips ahead by almost the length of the shortest
 * word. Only where a pair ends such a part of a word are the words compared in full. That comparison is bounded by the length
 * of the words, so the time is linear in the input whatever it contains.
 *
 * @param words ASCII words of two characters or more
 */
export function createWordFinder(words: readonly string[]): WordFinder {
	const folded = words.map((word) => Uint8Array.from(word.toLowerCase(), (letter) => letter.charCodeAt(0)));
	const shortest = Math.min(...folded.map((word) => word.length));
	const shifts = new Uint8Array(256 * 256).fill(Math.min(shortest - 1, 255));
	for (const word of folded) {
		for (let at = 0; at + 1 < shortest; at++) {
			const pair = ((word[at] as number) << 8) | (word[at + 1] as number);
			shifts[pair] = Math.min(shifts[pair] as number, shortest - 2 - at);
		}
	}

	function standsAt(word: Uint8Array, bytes: Uint8Array, at: number, end: number): boolean {
		if (at + word.length > end) return false;
		for (let index = 0; index < word.length; index++) if (FOLD[bytes[at + index] as number] !== word[index]) return false;
		return true;
	}

	return (bytes, start, end) => {
		let at = start + shortest - 1;
		while (at < end) {
			const shift = shifts[((FOLD[bytes[at - 1] as number] as number) << 8) | (FOLD[bytes[at] as number] as number)] as number;
			if (shift > 0) {
				at += shift;
				continue;
			}
			for (const word of folded) if (standsAt(word, bytes, at - shortest + 1, end)) return true;
			at++;
		}
		return false;
	};
}
