/** Chance that comes out the same each time. */

/** @returns whole numbers from 0 to below `limit` */
export function createRandom(seed) {
	let state = (seed * 2_654_435_761 + 1) >>> 0;
	return (limit) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
	};
}

export const pick = (random, values) => values[random(values.length)];

/** One of `[value, weight]`, the heavier the oftener. */
export function pickWeighted(random, rows) {
	const total = rows.reduce((sum, [, weight]) => sum + weight, 0);
	let at = (random(1_000_000) / 1_000_000) * total;
	for (const [value, weight] of rows) {
		at -= weight;
		if (at < 0) return value;
	}
	return rows[0][0];
}

/** A value with the quantiles of `points`, which are `[share, value]`, shares from 0 to 1. */
export function pickByQuantiles(random, points) {
	const share = random(1_000_000) / 1_000_000;
	const after = Math.max(
		1,
		points.findIndex(([limit]) => share < limit),
	);
	const [[from, low], [to, high]] = [points[after - 1], points[after]];
	return Math.round(low + ((high - low) * (share - from)) / (to - from));
}

const HEX = '0123456789ABCDEF';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const text = (random, letters, length) => Array.from({length}, () => letters[random(letters.length)]).join('');
export const hexText = (random, length) => text(random, HEX, length);
export const base64Text = (random, length) => text(random, LETTERS, length);
export const guid = (random) => [8, 4, 4, 4, 12].map((length) => hexText(random, length)).join('-');
