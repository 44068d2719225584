/** Finds any of a few words in bytes while looking at few of them (Wu and Manber's search), upper and lower case alike. */

/** Whether the bytes hold one of the words. */
export type NeedleFinder = (bytes: Uint8Array, start: number, end: number) => boolean;

/** Lower case of an ASCII byte; others as they are. */
const FOLD: Uint8Array = Uint8Array.from({length: 256}, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte));

/**
 * Looks at pairs of bytes. A pair that stands in no word lets the search jump by almost the length of the shortest
 * word; only a pair that ends the shortest length of some word is compared in full. Work is linear in the input on any
 * text, since that comparison is bounded by the words.
 *
 * @param needles ASCII words of two characters or more
 */
export function createNeedleFinder(needles: readonly string[]): NeedleFinder {
	const words = needles.map((needle) => Uint8Array.from(needle.toLowerCase(), (letter) => letter.charCodeAt(0)));
	const shortest = Math.min(...words.map((word) => word.length));
	const shifts = new Uint8Array(256 * 256).fill(Math.min(shortest - 1, 255));
	for (const word of words) {
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
			for (const word of words) if (standsAt(word, bytes, at - shortest + 1, end)) return true;
			at++;
		}
		return false;
	};
}
