/** Lets through what comes first and then no more than ten a second, so that the screen is not busy with telling how far work is. */

const INTERVAL_MS = 100;

export interface Throttle {
	/** Whether it is time again; if so, the next time is counted from now. */
	isDue(): boolean;
}

/** @param now milliseconds, from any beginning */
export function createThrottle(now: () => number): Throttle {
	let last = Number.NEGATIVE_INFINITY;
	return {
		isDue() {
			const time = now();
			if (time - last < INTERVAL_MS) return false;
			last = time;
			return true;
		},
	};
}
