/** Whether the PC itself says that it had no network when something failed. */
import type {NetworkState} from '../types.js';
import {hasBetween} from './troubles.js';

/** Answers for one line of the log. */
export type OfflineAt = (firstLine: number, lastLine: number) => NetworkState | null;

/**
 * @param states in file order, each change once
 * @param successes lines at which a scan got through: what the PC said before one no longer holds
 * @returns the state that said so last, if it held at any time between two lines
 */
export function createOfflineAt(states: readonly NetworkState[], successes: readonly number[]): OfflineAt {
	const lines = successes.toSorted((a, b) => a - b);
	return (firstLine, lastLine) => {
		const index = states.findLastIndex(({line}) => line <= lastLine);
		for (let at = index; at >= 0; at--) {
			const state = states[at];
			if (state === undefined) return null;
			// A state holds until the next one, which is at or after the failure for the first that is looked at.
			const isOfPeriod = at === index || (states[at + 1]?.line ?? 0) > firstLine;
			if (!isOfPeriod) return null;
			if (!state.connected) return hasBetween(lines, state.line, firstLine) ? null : state;
			if (state.line <= firstLine) return null;
		}
		return null;
	};
}
