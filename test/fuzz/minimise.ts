/** Makes a failing input smaller by leaving parts out for as long as it still fails (Zeller's delta debugging). */
import {concat} from '../helpers/log-lines.js';

const LF = 10;
const MAX_TRIES = 4000;

/**
 * First whole lines are left out, then bytes, in halves down to single ones; last, bytes become plain letters.
 *
 * @param fails whether an input still shows the failure
 */
export async function minimise(input: Uint8Array, fails: (input: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
	let tries = 0;
	let best = input;

	async function accepts(candidate: Uint8Array): Promise<boolean> {
		if (tries++ >= MAX_TRIES || !(await fails(candidate))) return false;
		best = candidate;
		return true;
	}

	async function leaveOut(split: (bytes: Uint8Array) => readonly Uint8Array[]): Promise<void> {
		for (let size = Math.ceil(split(best).length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
			for (let at = 0; at < split(best).length; ) {
				const parts = split(best);
				// What was left out made place for what stood behind it.
				if (!(await accepts(concat(...parts.slice(0, at), ...parts.slice(at + size))))) at += size;
			}
		}
	}

	await leaveOut(linesOf);
	await leaveOut((bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte)));
	for (let at = 0; at < best.length; at++) if (best[at] !== 0x61) await accepts(best.with(at, 0x61));
	return best;
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
	const lines: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; ) {
		const end = bytes.indexOf(LF, at);
		const stop = end < 0 ? bytes.length : end + 1;
		lines.push(bytes.subarray(at, stop));
		at = stop;
	}
	return lines;
}
