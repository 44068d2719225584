/** The lines of a set of traces in one order: their clocks on one scale, so that files that overlap are interleaved. */
import type {TraceEvent} from './trace-events.js';
import {createLineOrder, type LinesSink} from './line-order.js';
import {type Instant, TICKS_OF_SECOND} from './trace-time.js';

/**
 * Files come in the order of their names, which hold local time: in the night when summer time ends, a file may be named
 * an hour (in some zones two) before one that is older. So much is held back for the files that follow.
 */
const SLACK_TICKS = 2 * 3600 * TICKS_OF_SECOND;

/** What the lines of one file are put in. */
export interface FileOrder {
	/** Where the next event is to be written, from `length` on; there is room for what was asked for. */
	reserve(bytes: number): Uint8Array;
	readonly length: number;
	/** Keeps what was written there. */
	add(event: TraceEvent, instant: Instant, bytes: number): void;
	/** Of the file. */
	readonly lines: number;
	/** Lines of the file that came too late to stand where they belong. */
	readonly late: number;
	/** No more lines of the file come. */
	end(): void;
}

export interface SetOrder {
	/** @param isTimed its clock is known; else its lines stand together, behind those of the file before */
	file(isTimed: boolean): FileOrder;
	/** Another file follows: gives what no line of it can stand before. */
	next(): void;
	/** Gives all that is held. */
	end(): void;
}

export function createSetOrder(sink: LinesSink): SetOrder {
	const order = createLineOrder(sink);
	/** Seconds that keys count from: doubles hold ticks of years, but not those since 1601. */
	let base: number | null = null;
	let lastKey = 0;
	/** Of the file read last. */
	let firstKey = Number.POSITIVE_INFINITY;

	function keyOf({seconds, ticks, isKnown}: Instant): number {
		// What has no time stands behind what came before it.
		if (!isKnown) return lastKey;
		base ??= seconds;
		lastKey = (seconds - base) * TICKS_OF_SECOND + ticks;
		return lastKey;
	}

	return {
		file(isTimed) {
			if (!isTimed) order.end();
			firstKey = Number.POSITIVE_INFINITY;
			const before = {lines: order.lines, late: order.late};
			return {
				get length() {
					return order.length;
				},
				get lines() {
					return order.lines - before.lines;
				},
				get late() {
					return order.late - before.late;
				},
				reserve: order.reserve,
				add(event, instant, bytes) {
					const key = isTimed ? keyOf(instant) : event.sinceStart;
					firstKey = Math.min(firstKey, key);
					order.add(key, event.sequence, bytes, event.level);
				},
				end() {
					if (!isTimed) order.end();
				},
			};
		},
		next() {
			if (firstKey < Number.POSITIVE_INFINITY) order.giveBefore(firstKey - SLACK_TICKS);
		},
		end: order.end,
	};
}
