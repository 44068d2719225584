/** The part of a timeline that is shown: zooming and moving it, and the times at which its ticks stand. */
import {TICK_STEPS, type TimelineLayout} from '../../core/timeline/timeline-layout.js';
import {shortDuration} from '../../core/wording/duration.js';

/** As shares of the whole timeline, from 0 to 1. */
export interface TimelineWindow {
	readonly from: number;
	readonly to: number;
}

export const WHOLE: TimelineWindow = {from: 0, to: 1};

const ZOOM = 2;
/** Shorter windows show nothing but gaps. */
const LEAST = 1 / 4096;
const TICK_DISTANCE = 0.16;

export function isWhole({from, to}: TimelineWindow): boolean {
	return from <= 0 && to >= 1;
}

/** Where a place of the whole stands in the window: from 0 to 1 within it, else outside. */
export function placeIn(x: number, {from, to}: TimelineWindow): number {
	return (x - from) / (to - from);
}

/** @param x the place of the whole that stays where it is */
export function zoomed(window: TimelineWindow, direction: 1 | -1, x: number): TimelineWindow {
	const width = Math.min(1, Math.max(LEAST, (window.to - window.from) * (direction > 0 ? 1 / ZOOM : ZOOM)));
	const place = Math.min(1, Math.max(0, placeIn(x, window)));
	return within(x - place * width, width);
}

/** @param share of the window */
export function moved(window: TimelineWindow, share: number): TimelineWindow {
	const width = window.to - window.from;
	return within(window.from + share * width, width);
}

/** Moved by the least so that a place is in it. */
export function including(window: TimelineWindow, x: number): TimelineWindow {
	const width = window.to - window.from;
	const margin = isWhole(window) ? 0 : width * 0.05;
	if (x < window.from + margin) return within(x - margin, width);
	return x > window.to - margin ? within(x + margin - width, width) : window;
}

function within(from: number, width: number): TimelineWindow {
	const start = Math.min(1 - width, Math.max(0, from));
	return {from: start, to: start + width};
}

export interface WindowTick {
	/** In the window, from 0 to 1. */
	readonly place: number;
	readonly label: string;
}

/** The ticks of the layout where all of it is shown, and such at round times within a part. */
export function ticksIn({ticks, segments}: TimelineLayout, window: TimelineWindow): readonly WindowTick[] {
	if (isWhole(window)) return ticks.map(({x, label}) => ({place: x, label}));
	const shown: WindowTick[] = [];
	const add = (x: number, atMs: number): void => {
		const place = placeIn(x, window);
		if (place < 0 || place > 1 || shown.some((tick) => Math.abs(tick.place - place) < TICK_DISTANCE)) return;
		shown.push({place, label: shortDuration(atMs)});
	};
	for (const {fromMs, toMs, x0, x1, folded} of segments) {
		if (folded || x1 <= window.from || x0 >= window.to) continue;
		const perShare = x1 > x0 ? (toMs - fromMs) / (x1 - x0) : 0;
		const step = TICK_STEPS.find((size) => size >= perShare * (window.to - window.from) * TICK_DISTANCE);
		if (perShare === 0 || step === undefined) {
			add(x0, fromMs);
			continue;
		}
		const first = Math.max(fromMs, fromMs + (window.from - x0) * perShare);
		const last = Math.min(toMs, fromMs + (window.to - x0) * perShare);
		for (let time = Math.ceil(first / step) * step; time <= last; time += step) add(x0 + (time - fromMs) / perShare, time);
	}
	return shown.sort((one, other) => one.place - other.place);
}
