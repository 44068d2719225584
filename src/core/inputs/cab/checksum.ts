/** The checksum of a block in a cabinet. Source: [MS-CAB] 3.1, CSUMCompute. */

/**
 * @param seed the checksum so far
 * @returns all 32-bit numbers put together by exclusive or; up to three bytes at the end count from the highest down
 */
export function checksumOf(bytes: Uint8Array, seed: number): number {
	let sum = seed;
	const whole = bytes.length & ~3;
	for (let at = 0; at < whole; at += 4)
		sum ^= (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
	let rest = 0;
	for (let at = whole; at < bytes.length; at++) rest = (rest << 8) | (bytes[at] ?? 0);
	return (sum ^ rest) >>> 0;
}
