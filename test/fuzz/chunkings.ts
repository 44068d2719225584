/** Ways to cut an input, decided by its bytes, so that a fixture need not say how it was cut. */
import {cut} from '../helpers/generated-logs.js';

/** Every byte alone where the input is short. */
const SHORT = 600;

/** FNV-1a: any other function that mixes bytes would do. */
function hashOf(bytes: Uint8Array): number {
	let hash = 0x811c9dc5;
	for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
	return hash;
}

/** A few ways, small pieces and large ones, empty ones among them. */
export function chunkingsOf(bytes: Uint8Array): readonly (readonly Uint8Array[])[] {
	let state = hashOf(bytes) | 1;
	const next = (limit: number): number => {
		// Marsaglia's xorshift.
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % limit;
	};
	const sizes = (limit: number): readonly number[] => [1 + next(limit), ...Array.from({length: 6}, () => next(limit))];
	return [...(bytes.length <= SHORT ? [[1]] : []), sizes(24), sizes(Math.max(2, bytes.length))].map((way) => cut(bytes, way));
}
