/** Recognizes the text encoding of a log from its first bytes. */

/** How the bytes of a log are to be read. `bytes`: one line end is the byte 0x0A (UTF-8 and every ANSI code page). */
export interface Encoding {
	readonly form: 'bytes' | 'utf-16le' | 'utf-16be';
	/** Length of the byte order mark, which is not part of the first line. */
	readonly markLength: number;
}

/** How many of the first bytes are looked at for the NUL pattern of UTF-16. */
const SNIFF_BYTES = 4096;

/** Share of characters whose other half must be NUL before unmarked bytes are read as UTF-16. */
const NUL_SHARE = 0.4;

/** Text in UTF-16 that was appended to other text leaves none here. */
const FIRST_BYTES = 32;

/**
 * Decides from a byte order mark, or else from where the NUL bytes stand: ASCII text in UTF-16 has one in every pair.
 *
 * @param head the first bytes of the file; 4,096 are enough, fewer give a less certain answer
 */
export function detectEncoding(head: Uint8Array): Encoding {
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return {form: 'bytes', markLength: 3};
	if (head[0] === 0xff && head[1] === 0xfe) return {form: 'utf-16le', markLength: 2};
	if (head[0] === 0xfe && head[1] === 0xff) return {form: 'utf-16be', markLength: 2};

	const pairs = Math.min(head.length, SNIFF_BYTES) >> 1;
	if (!head.subarray(0, FIRST_BYTES).includes(0)) return {form: 'bytes', markLength: 0};
	let evenNul = 0;
	let oddNul = 0;
	for (let pair = 0; pair < pairs; pair++) {
		const even = head[2 * pair] === 0;
		const odd = head[2 * pair + 1] === 0;
		if (even === odd) continue; // a pair of NULs is padding, not a character
		if (even) evenNul++;
		else oddNul++;
	}
	if (pairs >= 2 && oddNul > pairs * NUL_SHARE && evenNul * 8 < oddNul) return {form: 'utf-16le', markLength: 0};
	if (pairs >= 2 && evenNul > pairs * NUL_SHARE && oddNul * 8 < evenNul) return {form: 'utf-16be', markLength: 0};
	return {form: 'bytes', markLength: 0};
}
