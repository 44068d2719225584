/** Computes elapsed time between the events of a scan, regardless of clock changes and time zones. */
import type {TimelineEntry} from '../types.js';

/** Lines of one thread can be a few milliseconds out of order; a larger jump means that the clock was set. */
const CLOCK_JITTER_MS = 1000;

/** A report timestamp in milliseconds, for differences only: the zone is unknown. Called hundreds of thousands of times, hence no regex. */
export function wallClockMs(time: string | null): number | null {
	if (time === null || time[4] !== '-' || time[7] !== '-' || time[10] !== 'T' || time[13] !== ':' || time[16] !== ':') return null;
	const day = Date.UTC(digits(time, 0, 4), digits(time, 5, 7) - 1, digits(time, 8, 10));
	const ms = day + ((digits(time, 11, 13) * 60 + digits(time, 14, 16)) * 60 + digits(time, 17, 19)) * 1000;
	if (Number.isNaN(ms)) return null;
	return time[19] === '.' ? ms + fraction(time) * 1000 : ms;
}

/** NaN if they are not digits. */
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

/** Time since the first event; it never decreases. An event without a time gets that of the one before it. */
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
