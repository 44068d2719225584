/** The characters that times consist of. There are fewer than 16, so two of them fit into a byte. */

export const TIME_DIGITS = '0123456789-T:.';

const numbers: Int8Array = new Int8Array(128).fill(-1);
for (let at = 0; at < TIME_DIGITS.length; at++) numbers[TIME_DIGITS.charCodeAt(at)] = at;

/** The position of a character in TIME_DIGITS, or -1. */
export function digitOf(code: number): number {
	return code < 128 ? (numbers[code] as number) : -1;
}
