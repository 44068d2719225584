/** From the clock of a trace to UTC, in whole ticks of 100 ns: a double of milliseconds cannot hold them. */
import {TWO_TO_32} from './bytes.js';
import type {TraceHeader} from './trace-header.js';

/** Seconds from 1601, where FILETIME begins, to 1970. */
export const UNIX_SECONDS = 11_644_473_600;

export const TICKS_OF_SECOND = 10_000_000;

/** Year 9999 ends here, in seconds from 1601. */
export const MAX_SECONDS = 265_046_774_400;

/** A moment; filled by `TraceClock.read`, so that reading an event allocates nothing. */
export interface Instant {
	/** From 1601, UTC. */
	seconds: number;
	/** 100 ns of the second. */
	ticks: number;
	/** False: the trace does not say, or what it says is no time. */
	isKnown: boolean;
}

export interface TraceClock {
	/** False: the trace does not say when it was made. */
	readonly isKnown: boolean;
	/** Ticks of the clock since the header was written: exact, and in the order of time. */
	sinceStart(low: number, high: number): number;
	read(sinceStart: number, instant: Instant): void;
}

/**
 * qpc: StartTime + (T − T0) · 10,000,000 / frequency, not BootTime, by which events that print the time themselves would
 * be up to a second off; system: T is FILETIME; cycles: StartTime + (T − T0) · 10 / MHz.
 *
 * @param header `null`: nothing is known but the order
 */
export function createTraceClock(header: TraceHeader | null): TraceClock {
	const baseLow = header?.baseLow ?? 0;
	const baseHigh = header?.baseHigh ?? 0;
	const start = header === null ? 0n : header.clock === 'system' ? (BigInt(baseHigh) << 32n) | BigInt(baseLow) : header.startTime;
	const startSeconds = Number(start / BigInt(TICKS_OF_SECOND));
	const startTicks = Number(start % BigInt(TICKS_OF_SECOND));
	const {multiplier, divisor} = scaleOf(header);
	return {
		isKnown: start > 0n,
		sinceStart: (low, high) => (high - baseHigh) * TWO_TO_32 + (low - baseLow),
		read(sinceStart, instant) {
			const ticks = multiplier === divisor ? sinceStart : Number((BigInt(sinceStart) * multiplier) / divisor);
			const total = startTicks + ticks;
			const seconds = Math.floor(total / TICKS_OF_SECOND);
			instant.seconds = startSeconds + seconds;
			instant.ticks = total - seconds * TICKS_OF_SECOND;
			instant.isKnown = start > 0n && Number.isSafeInteger(total) && instant.seconds > 0 && instant.seconds < MAX_SECONDS;
		},
	};
}

function scaleOf(header: TraceHeader | null): {readonly multiplier: bigint; readonly divisor: bigint} {
	const second = BigInt(TICKS_OF_SECOND);
	if (header?.clock === 'qpc' && header.frequency > 0n) return {multiplier: second, divisor: header.frequency};
	if (header?.clock === 'cycles' && header.processorMhz > 0) return {multiplier: 10n, divisor: BigInt(header.processorMhz)};
	return {multiplier: 1n, divisor: 1n};
}

/** The first and the last moment of what was seen; `null`: none is known. */
export interface Span {
	readonly first: Instant | null;
	readonly last: Instant | null;
	/** Moments that are not known count for nothing. */
	see(sinceStart: number, instant: Instant): void;
}

export function createSpan(): Span {
	let first: Instant | null = null;
	let last: Instant | null = null;
	let least = Number.POSITIVE_INFINITY;
	let most = Number.NEGATIVE_INFINITY;
	return {
		get first() {
			return first;
		},
		get last() {
			return last;
		},
		see(sinceStart, instant) {
			if (!instant.isKnown) return;
			if (sinceStart < least) {
				least = sinceStart;
				first = {...instant};
			}
			if (sinceStart > most) {
				most = sinceStart;
				last = {...instant};
			}
		},
	};
}

/** `2018-03-01 08:00:17`, UTC. */
export function instantText({seconds}: Instant): string {
	return new Date((seconds - UNIX_SECONDS) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2025-10-08T21:03:26.9403716Z` */
export function utcText({seconds, ticks}: Pick<Instant, 'seconds' | 'ticks'>): string {
	return `${new Date((seconds - UNIX_SECONDS) * 1000).toISOString().replace(/\.\d+Z$/, '')}.${String(ticks).padStart(7, '0')}Z`;
}
