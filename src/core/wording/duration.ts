/** Formats durations for display. */
import {formatDuration} from 'date-fns/formatDuration';

/** `850 ms`, `4.4 s`, `2 minutes 44 seconds`, `1 day 3 hours`; number and unit stay on one line. */
export function durationText(ms: number): string {
	// A value that would round up to the next unit uses that unit: never "1000 ms" or "60.0 s".
	if (ms < 999.5) return `${Math.round(ms)}\u00a0ms`;
	if (ms < 59_950) return `${(ms / 1000).toFixed(1)}\u00a0s`;
	const seconds = Math.round(ms / 1000);
	const parts = {
		days: Math.floor(seconds / 86_400),
		hours: Math.floor(seconds / 3600) % 24,
		minutes: Math.floor(seconds / 60) % 60,
		seconds: seconds % 60,
	};
	const format =
		parts.days > 0 ? (['days', 'hours'] as const) : parts.hours > 0 ? (['hours', 'minutes'] as const) : (['minutes', 'seconds'] as const);
	return formatDuration(parts, {format: [...format], delimiter: ', '})
		.replaceAll(/(?<=\d) /g, '\u00a0')
		.replaceAll(', ', ' ');
}

/** `0`, `250 ms`, `12 s`, `1 min 20 s`, `2 h 5 min`, `3 d 4 h`: short enough for an axis. */
export function shortDuration(ms: number): string {
	if (ms <= 0) return '0';
	if (ms < 999.5) return `${ms < 10 ? trimmed(ms, 1) : Math.round(ms)} ms`;
	if (ms < 59_500) return `${trimmed(ms / 1000, ms < 10_000 ? 1 : 0)} s`;
	const seconds = Math.round(ms / 1000);
	const minutes = Math.round(ms / 60_000);
	const hours = Math.round(ms / 3_600_000);
	if (seconds < 3600) return pair(Math.floor(seconds / 60), 'min', seconds % 60, 's');
	if (minutes < 24 * 60) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
	return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
	return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function trimmed(value: number, digits: number): string {
	return String(Number(value.toFixed(digits)));
}
