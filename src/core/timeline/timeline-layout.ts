/** Computes where the events of a scan appear on a timeline, as numbers, for any renderer. */
import type {ProxyAttempt, ProxyVia, Scan, Severity, TimelineDetail, TimelineEntry, TimelineKind} from '../types.js';
import {shortDuration} from '../wording/duration.js';
import {elapsedTimes} from '../wording/elapsed-times.js';
import {attemptWords} from '../wording/labels.js';
import {type AttemptSpan, attemptSpans} from './attempt-bars.js';

export type LaneId = 'settings' | 'calls' | 'proxy' | 'certificate' | 'failures' | 'result';

/**
 * circle: succeeded; cross: failed; ring: result not logged; arrow: switched to another proxy; stop: no proxy left;
 * retry: retried; start, check: start and successful end; offline, online: the PC lost its network or has one again; dot:
 * any other event.
 */
export type MarkShape = 'start' | 'dot' | 'circle' | 'cross' | 'ring' | 'arrow' | 'stop' | 'retry' | 'check' | 'offline' | 'online';

export interface TimelineMark {
	/** Since the first event. */
	readonly atMs: number;
	/** From 0 (left) to 1 (right). */
	readonly x: number;
	readonly kind: TimelineKind;
	readonly severity: Severity;
	readonly text: string;
	readonly line: number;
	readonly time: string | null;
	readonly shape: MarkShape;
	/** S: system proxy, U: user proxy, N: named proxy, D: no proxy, ?: not logged; only for attempts. */
	readonly letter: 'S' | 'U' | 'N' | 'D' | '?' | null;
}

/** A web service call from start to stop. */
export interface TimelineBar {
	readonly name: string;
	readonly fromMs: number;
	readonly toMs: number;
	readonly x0: number;
	readonly x1: number;
	/** `null`: the call began before the scan's first line. */
	readonly startLine: number | null;
	/** `null`: the scan does not contain its end. */
	readonly endLine: number | null;
	/** 0 is the first; calls that overlap have different rows. */
	readonly row: number;
}

/** A try of a proxy. */
export interface AttemptBar extends AttemptSpan {
	readonly x0: number;
	readonly x1: number;
}

export interface TimelineLane {
	readonly id: LaneId;
	readonly name: string;
	readonly marks: readonly TimelineMark[];
	readonly bars: readonly TimelineBar[];
}

/** A period of time. A folded one contains no events and takes little space regardless of its length. */
interface TimelineSegment {
	readonly fromMs: number;
	readonly toMs: number;
	readonly x0: number;
	readonly x1: number;
	readonly folded: boolean;
}

interface TimelineTick {
	readonly atMs: number;
	readonly x: number;
	/** `0`, `250 ms`, `12 s`, `1 min 20 s`, `2 h 5 min` */
	readonly label: string;
}

export interface TimelineLayout {
	/** From the first event to the last. */
	readonly spanMs: number;
	readonly segments: readonly TimelineSegment[];
	/** Always the same six, top to bottom. */
	readonly lanes: readonly TimelineLane[];
	/** The tries of the lane of proxies, in the order of their lines, with their durations. */
	readonly attempts: readonly AttemptBar[];
	readonly ticks: readonly TimelineTick[];
	/** The clock was set back during the scan; the time lost by that is not counted. */
	readonly clockWentBack: boolean;
}

const LANES: readonly {readonly id: LaneId; readonly name: string}[] = [
	{id: 'settings', name: 'Settings & endpoint'},
	{id: 'calls', name: 'Web service calls'},
	{id: 'proxy', name: 'Proxy'},
	{id: 'certificate', name: 'Certificate'},
	{id: 'failures', name: 'Failures & retries'},
	{id: 'result', name: 'Result'},
];

/** A gap is folded if it exceeds both limits. */
const FOLD_MIN_MS = 60_000;
const FOLD_MIN_SHARE = 0.2;
const FOLD_WIDTH = 0.08;
/** Minimum width of the segments next to a fold, since they contain all the events. */
const SEGMENT_MIN_WIDTH = 0.06;
const TICK_DISTANCE = 0.22;
/** Round durations, from a millisecond to a year. */
export const TICK_STEPS: readonly number[] = [
	...[1, 2, 5, 10, 20, 50, 100, 200, 500],
	...[1, 2, 5, 10, 15, 20, 30].map((seconds) => seconds * 1000),
	...[1, 2, 5, 10, 15, 20, 30].map((minutes) => minutes * 60_000),
	...[1, 2, 3, 6, 12, 24, 48, 24 * 7, 24 * 30, 24 * 365].map((hours) => hours * 3_600_000),
];

/** @returns `null` if no event of the scan has a time */
export function layoutTimeline(scan: Scan): TimelineLayout | null {
	const clock = elapsedTimes(scan.timeline);
	const events = scan.timeline.flatMap((entry, index) => {
		const atMs = clock.elapsed[index] ?? null;
		return atMs === null ? [] : [{entry, atMs}];
	});
	const last = events.at(-1);
	if (last === undefined) return null;
	const spanMs = last.atMs;
	const inOrder = scan.proxy.attempts.toSorted((a, b) => a.line - b.line);
	const tries = attemptSpans(inOrder, events);
	const segments = placeSegments(
		events.map(({atMs}) => atMs),
		spanMs,
		tries.filter(({isStartLogged, isEndLogged}) => isStartLogged && isEndLogged),
	);
	const xOf = (ms: number): number => positionOf(ms, segments);

	const marks: Record<LaneId, TimelineMark[]> = {settings: [], calls: [], proxy: [], certificate: [], failures: [], result: []};
	const attempts = new Map(scan.proxy.attempts.map((attempt) => [attempt.line, attempt]));
	for (const {entry, atMs} of events) {
		// Calls are bars.
		if (entry.detail.type === 'call') continue;
		// The attempt itself is shown with its result, not the line that announces it.
		if (entry.kind === 'proxy-attempt' && attempts.has(entry.line)) continue;
		const {line, time, kind, severity, text} = entry;
		marks[LANE_OF[kind]].push({atMs, x: xOf(atMs), kind, severity, text, line, time, shape: shapeOf(entry), letter: null});
	}
	let next = 0;
	for (const attempt of inOrder) {
		// The event on the line of the attempt, or the last one before it.
		while ((events[next]?.entry.line ?? Number.POSITIVE_INFINITY) <= attempt.line) next++;
		const at = events[Math.max(0, next - 1)];
		if (at !== undefined) marks.proxy.push({...attemptMark(attempt), atMs: at.atMs, x: xOf(at.atMs)});
	}
	marks.proxy.sort((a, b) => a.line - b.line);

	const bars = callBars(events, spanMs, xOf);
	return {
		spanMs,
		segments,
		lanes: LANES.map(({id, name}) => ({id, name, marks: marks[id], bars: id === 'calls' ? bars : []})),
		attempts: tries.map((span) => ({...span, x0: xOf(span.fromMs), x1: xOf(span.toMs)})),
		ticks: placeTicks(spanMs, segments),
		clockWentBack: clock.wentBack,
	};
}

/** Marks that are too close together to be told apart. */
export interface MarkGroup {
	readonly x: number;
	/** The mark to draw: the most severe and, among those, the most informative. */
	readonly lead: TimelineMark;
	readonly marks: readonly TimelineMark[];
}

/**
 * @param marks of one lane
 * @param distance minimum distance between two marks, as a fraction of the width
 * @param keepApart different marks are moved apart instead of grouped, as long as there is room
 */
export function groupMarks(marks: readonly TimelineMark[], distance: number, keepApart = false): readonly MarkGroup[] {
	const groups: {x: number; lead: TimelineMark; marks: TimelineMark[]}[] = [];
	for (const mark of marks) {
		const group = groups.at(-1);
		if (
			group !== undefined &&
			mark.x - group.x < distance &&
			(!keepApart || (mark.shape === group.lead.shape && mark.letter === group.lead.letter))
		) {
			group.marks.push(mark);
			if (weight(mark) > weight(group.lead)) group.lead = mark;
		} else {
			groups.push({x: mark.x, lead: mark, marks: [mark]});
		}
	}
	if (!keepApart) return groups;
	if ((groups.length - 1) * distance > 1) return groupMarks(marks, distance);
	// To the right as far as needed, then back from the right edge.
	groups.forEach((group, index) => {
		group.x = Math.max(group.x, (groups[index - 1]?.x ?? -distance) + distance);
	});
	for (let index = groups.length - 1, limit = 1; index >= 0; index--) {
		const group = groups[index];
		if (group === undefined) break;
		group.x = Math.max(0, Math.min(group.x, limit));
		limit = group.x - distance;
	}
	return groups;
}

/**
 * @param times in order, the first is 0 and the last the span
 * @param waits tries of proxies: to wait for an answer is no gap, however long it is
 */
function placeSegments(
	times: readonly number[],
	spanMs: number,
	waits: readonly Pick<AttemptSpan, 'fromMs' | 'toMs'>[],
): readonly TimelineSegment[] {
	const stretches: {fromMs: number; toMs: number; folded: boolean}[] = [];
	let from = 0;
	let before = 0;
	for (const time of times) {
		const gap = time - before;
		const isLong = gap > FOLD_MIN_MS && gap > spanMs * FOLD_MIN_SHARE;
		if (isLong && !waits.some(({fromMs, toMs}) => fromMs <= before && toMs >= time)) {
			stretches.push({fromMs: from, toMs: before, folded: false}, {fromMs: before, toMs: time, folded: true});
			from = time;
		}
		before = time;
	}
	stretches.push({fromMs: from, toMs: spanMs, folded: false});

	const active = stretches.filter(({folded}) => !folded);
	const activeMs = active.reduce((sum, {fromMs, toMs}) => sum + toMs - fromMs, 0);
	const folds = stretches.length - active.length;
	const least = folds === 0 ? 0 : SEGMENT_MIN_WIDTH;
	const foldWidth = activeMs > 0 || folds === 0 ? FOLD_WIDTH : (1 - active.length * least) / folds;
	const free = 1 - folds * foldWidth - active.length * least;
	let x = 0;
	return stretches.map((stretch, index) => {
		const x0 = x;
		const share = activeMs > 0 ? (stretch.toMs - stretch.fromMs) / activeMs : 0;
		x += stretch.folded ? foldWidth : least + free * share;
		// The sum of fractions is not quite 1.
		return {...stretch, x0, x1: index === stretches.length - 1 && spanMs > 0 ? 1 : x};
	});
}

function positionOf(ms: number, segments: readonly TimelineSegment[]): number {
	const index = segments.findIndex(({fromMs, toMs, folded}) => !folded && ms >= fromMs && ms <= toMs);
	const segment = segments[index];
	if (segment === undefined) return positionInFold(ms, segments);
	const {fromMs, toMs, x0, x1} = segment;
	if (toMs > fromMs) return x0 + ((ms - fromMs) / (toMs - fromMs)) * (x1 - x0);
	// A single moment next to folds goes to the edge of the timeline or the middle of its segment.
	if (index === 0) return x0;
	return index === segments.length - 1 ? x1 : (x0 + x1) / 2;
}

function positionInFold(ms: number, segments: readonly TimelineSegment[]): number {
	const fold = segments.find(({fromMs, toMs}) => ms >= fromMs && ms <= toMs);
	return fold === undefined ? 1 : fold.x0 + ((ms - fold.fromMs) / (fold.toMs - fold.fromMs)) * (fold.x1 - fold.x0);
}

/** Ticks at the edges of the timeline and of folds first, then at round times where there is room. */
function placeTicks(spanMs: number, segments: readonly TimelineSegment[]): readonly TimelineTick[] {
	const ticks: TimelineTick[] = [];
	const add = (atMs: number): void => {
		const x = positionOf(atMs, segments);
		if (ticks.every((tick) => Math.abs(tick.x - x) >= TICK_DISTANCE)) ticks.push({atMs, x, label: shortDuration(atMs)});
	};
	add(0);
	add(spanMs);
	const active = segments.filter(({folded}) => !folded);
	for (const {fromMs, toMs} of active) {
		add(fromMs);
		add(toMs);
	}
	const activeMs = active.reduce((sum, {fromMs, toMs}) => sum + toMs - fromMs, 0);
	const step = TICK_STEPS.find((size) => size >= activeMs * TICK_DISTANCE) ?? activeMs / 4;
	for (const {fromMs, toMs} of active) {
		if (step <= 0) break;
		for (let time = Math.ceil(fromMs / step) * step; time < toMs; time += step) add(time);
	}
	return ticks.sort((a, b) => a.x - b.x);
}

const LANE_OF: Readonly<Record<TimelineKind, LaneId>> = {
	start: 'settings',
	setting: 'settings',
	endpoint: 'settings',
	'proxy-behavior': 'settings',
	call: 'calls',
	'proxy-attempt': 'proxy',
	'proxy-switch': 'proxy',
	certificate: 'certificate',
	failure: 'failures',
	retry: 'failures',
	recovery: 'failures',
	result: 'result',
	end: 'result',
};

/** The shape of an event; an attempt has the shape of its result instead. */
export function shapeOf({kind, severity, detail}: Pick<TimelineEntry, 'kind' | 'severity' | 'detail'>): MarkShape {
	switch (kind) {
		case 'start':
			return 'start';
		case 'end':
			return severity === 'error' ? 'cross' : severity === 'info' ? 'check' : 'stop';
		case 'retry':
		case 'recovery':
			return severity === 'info' ? 'dot' : 'retry';
		case 'proxy-switch':
			return detail.type === 'proxy-switch' && detail.to !== null ? 'arrow' : 'stop';
		case 'failure':
		case 'call':
		case 'certificate':
			return severity === 'info' ? 'dot' : 'cross';
		case 'setting':
			return settingShape(detail);
		case 'endpoint':
		case 'proxy-behavior':
		case 'proxy-attempt':
		case 'result':
			return 'dot';
		default:
			throw new Error(`no shape for ${kind satisfies never}`);
	}
}

function settingShape(detail: TimelineDetail): MarkShape {
	if (detail.type !== 'network') return 'dot';
	return detail.connected ? 'online' : 'offline';
}

/** Letters for proxies in the lane of attempts. */
export const VIA_LETTERS: Readonly<Record<ProxyVia, NonNullable<TimelineMark['letter']>>> = {
	system: 'S',
	user: 'U',
	named: 'N',
	direct: 'D',
	unknown: '?',
};

function attemptMark(attempt: ProxyAttempt): Omit<TimelineMark, 'atMs' | 'x'> {
	const {line, time, via, outcome} = attempt;
	const words = attemptWords(attempt);
	return {
		kind: 'proxy-attempt',
		severity: outcome === 'failed' ? 'warning' : 'info',
		text: words.charAt(0).toUpperCase() + words.slice(1),
		line,
		time,
		shape: outcome === 'failed' ? 'cross' : outcome === 'succeeded' ? 'circle' : 'ring',
		letter: VIA_LETTERS[via],
	};
}

const WEIGHTS: Readonly<Record<Severity, number>> = {error: 20, warning: 10, info: 0};

function weight({severity, shape, kind}: TimelineMark): number {
	return WEIGHTS[severity] + (kind === 'start' || kind === 'end' ? 5 : shape === 'dot' ? 0 : 1);
}

function callBars(
	events: readonly {readonly entry: TimelineEntry; readonly atMs: number}[],
	spanMs: number,
	xOf: (ms: number) => number,
): readonly TimelineBar[] {
	const open = new Map<string, {readonly line: number; readonly atMs: number}[]>();
	const calls: Omit<TimelineBar, 'row' | 'x0' | 'x1'>[] = [];
	for (const {
		entry: {line, detail},
		atMs,
	} of events) {
		if (detail.type !== 'call') continue;
		const {call: name, state} = detail;
		if (state === 'started') {
			const starts = open.get(name) ?? [];
			starts.push({line, atMs});
			open.set(name, starts);
		} else {
			const start = open.get(name)?.pop() ?? null;
			calls.push({name, fromMs: start?.atMs ?? 0, toMs: atMs, startLine: start?.line ?? null, endLine: line});
		}
	}
	for (const [name, starts] of open)
		for (const {line, atMs} of starts) calls.push({name, fromMs: atMs, toMs: spanMs, startLine: line, endLine: null});
	calls.sort((a, b) => a.fromMs - b.fromMs || b.toMs - a.toMs);
	const rowEnds: number[] = [];
	return calls.map((call) => {
		const free = rowEnds.findIndex((end) => end <= call.fromMs);
		const row = free === -1 ? rowEnds.length : free;
		rowEnds[row] = call.toMs;
		return {...call, x0: xOf(call.fromMs), x1: xOf(call.toMs), row};
	});
}
