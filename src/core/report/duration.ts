/** Lengths of time for people. */
import {formatDuration} from 'date-fns/formatDuration';

/** `850 ms`, `4.4 s`, `2 minutes 44 seconds`, `1 day 3 hours`; number and unit are kept on one line. */
export function durationText(ms: number): string {
	if (ms < 1000) return `${Math.round(ms)}\u00a0ms`;
	if (ms < 60_000) return `${(ms / 1000).toFixed(1)}\u00a0s`;
	const seconds = Math.round(ms / 1000);
	const parts = {
		days: Math.floor(seconds / 86_400),
		hours: Math.floor(seconds / 3600) % 24,
		minutes: Math.floor(seconds / 60) % 60,
		seconds: seconds % 60,
	};
	const format = parts.days > 0 ? (['days', 'hours'] as const) : parts.hours > 0 ? (['hours', 'minutes'] as const) : (['minutes', 'seconds'] as const);
	return formatDuration(parts, {format: [...format], delimiter: ', '}).replaceAll(/(?<=\d) /g, '\u00a0').replaceAll(', ', ' ');
}
