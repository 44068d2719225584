/** When things happened in a scan, worked out once for each scan. */
import type {ProxyAttempt, Scan} from '../../core/index.js';
import {shortDuration} from '../../core/wording/duration.js';
import {elapsedTimes} from '../../core/wording/elapsed-times.js';
import {layoutTimeline, type TimelineLayout} from '../../core/timeline/timeline-layout.js';
import {activeAt, activeLength, type Stretch} from '../widgets/time-scale.js';

export interface Moments {
	/** `null`: no entry of the scan has a time. */
	readonly layout: TimelineLayout | null;
	readonly stretches: readonly Stretch[];
	/** Milliseconds of the scan that are not folded. */
	readonly length: number;
	/** Of each entry, since the first one. */
	readonly elapsed: readonly (number | null)[];
	readonly attempts: ReadonlyMap<number, ProxyAttempt>;
	/** Cells that the column of waits needs. */
	readonly waitWidth: number;
}

const cache = new WeakMap<Scan, Moments>();

export function momentsOf(scan: Scan): Moments {
	const known = cache.get(scan);
	if (known !== undefined) return known;
	const layout = layoutTimeline(scan);
	const stretches = layout?.segments ?? [];
	const {elapsed} = elapsedTimes(scan.timeline);
	const moments: Moments = {
		layout,
		stretches,
		length: activeLength(stretches),
		elapsed,
		attempts: new Map(scan.proxy.attempts.map((attempt) => [attempt.line, attempt])),
		waitWidth: elapsed.reduce<number>((width, _, index) => Math.max(width, waitText(elapsed, index).length), 0),
	};
	cache.set(scan, moments);
	return moments;
}

/** Where an entry stands among what is not folded. */
export function placeOf({stretches, elapsed}: Moments, entry: number): number | null {
	const ms = elapsed[entry] ?? null;
	return ms === null ? null : activeAt(stretches, ms);
}

/** How long after the entry before it; nothing where that is no time to speak of. */
export function waitText(elapsed: readonly (number | null)[], entry: number): string {
	const ms = elapsed[entry] ?? null;
	const before = elapsed[entry - 1] ?? null;
	if (ms === null || before === null || ms - before < 1) return '';
	return `+${shortDuration(ms - before)}`;
}

/** `2:41.635`; as many parts as the whole scan needs, so that the column is even. */
export function elapsedText(ms: number, spanMs: number): string {
	const whole = Math.floor(ms);
	const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
	const seconds = Math.floor(whole / 1000);
	const fraction = pad(whole % 1000, 3);
	if (spanMs < 60_000) return `${seconds}.${fraction}`;
	const minutes = Math.floor(seconds / 60);
	if (spanMs < 3_600_000) return `${minutes}:${pad(seconds % 60)}.${fraction}`;
	return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}.${fraction}`;
}
