/** The throttle of what threads tell the screen, with the clock of Node. */
import * as core from '../../core/line-index/throttle.js';

/** @param now milliseconds, from any beginning */
export function createThrottle(now: () => number = () => performance.now()): core.Throttle {
	return core.createThrottle(now);
}
