/** How much time passed between the events of a scan, whatever its log says of clocks and zones. */
import type {TimelineEntry} from '../types.js';

/** Lines of one thread are at times a few milliseconds out of order; more is a clock that was set. */
const CLOCK_JITTER_MS = 1000;

/** Milliseconds of a time of the report, for differences only: the zone is not known. Hundreds of thousands are read at once, hence no pattern. */
export function wallClockMs(time: string | null): number | null {
	if (time === null || time[4] !== '-' || time[7] !== '-' || time[10] !== 'T' || time[13] !== ':' || time[16] !== ':') return null;
	const day = Date.UTC(digits(time, 0, 4), digits(time, 5, 7) - 1, digits(time, 8, 10));
	const ms = day + ((digits(time, 11, 13) * 60 + digits(time, 14, 16)) * 60 + digits(time, 17, 19)) * 1000;
	if (Number.isNaN(ms)) return null;
	return time[19] === '.' ? ms + fraction(time) * 1000 : ms;
}

/** NaN where they are no digits. */
function digits(text: string, from: number, to: number): number {
	let value = 0;
	for (let index = from; index < to; index++) value = value * 10 + digitAt(text, index);
	return value;
}

function fraction(time: string): number {
	let value = 0;
	let scale = 1;
	for (let index = 20; index < time.length; index++) {
		const digit = digitAt(time, index);
		if (Number.isNaN(digit)) break;
		value = value * 10 + digit;
		scale *= 10;
	}
	return value / scale;
}

function digitAt(text: string, index: number): number {
	const digit = text.charCodeAt(index) - 48;
	return digit >= 0 && digit <= 9 ? digit : Number.NaN;
}

/** Time since the first event; it never goes back. An event without a time stands with the one before it. */
export function elapsedTimes(entries: readonly TimelineEntry[]): {
	readonly elapsed: readonly (number | null)[];
	readonly wentBack: boolean;
} {
	let base: number | null = null;
	let last = 0;
	let wentBack = false;
	const elapsed = entries.map(({time}) => {
		const ms = wallClockMs(time);
		if (ms === null) return base === null ? null : last;
		base ??= ms;
		if (ms - base < last - CLOCK_JITTER_MS) {
			wentBack = true;
			base = ms - last;
		}
		last = Math.max(last, ms - base);
		return last;
	});
	return {elapsed, wentBack};
}
