/** The timeline of a scan: hover or move over it to see the lines of a moment, zoom into it. Where things stand, the core says. */
import type {ComponentChildren, VNode} from 'preact';
import {useEffect, useMemo, useRef, useState} from 'preact/hooks';
import {
	groupMarks,
	layoutTimeline,
	type MarkGroup,
	type MarkShape,
	type TimelineBar,
	type TimelineLane,
	type TimelineLayout,
	type TimelineMark,
} from '../../core/timeline/timeline-layout.js';
import type {Scan} from '../../core/types.js';
import {durationText, shortDuration} from '../../core/wording/duration.js';
import {plainText} from '../../core/wording/plain-text.js';
import {including, isWhole, moved, placeIn, ticksIn, type TimelineWindow, WHOLE, zoomed} from '../model/timeline-window.js';
import {STRINGS} from '../strings.js';
import {colorOfMark, MarkIcon} from './mark-shapes.js';
import {useCommands} from './page-context.js';
import {Button, Plain} from './parts.js';

const LABEL_HEIGHT = 18;
const TRACK_HEIGHT = 26;
const LETTER_HEIGHT = 12;
const EMPTY_HEIGHT = 24;
const BAR_HEIGHT = 14;
const BAR_STEP = 18;
const LANE_GAP = 8;
/** Above folds stands how long they are. */
const FOLD_LABEL = 18;
const NO_LABEL = 4;
const AXIS_HEIGHT = 24;
const MARK_DISTANCE = 0.022;
const ATTEMPT_DISTANCE = 0.035;
const MAX_BAR_ROWS = 4;
const MAX_BARS = 200;

/** A mark or several, where they are drawn. */
export interface Moment {
	readonly key: string;
	/** Of the whole timeline. */
	readonly x: number;
	readonly marks: readonly TimelineMark[];
	readonly isFailure: boolean;
}

interface PlacedLane {
	readonly lane: TimelineLane;
	readonly y: number;
	readonly height: number;
	readonly groups: readonly (MarkGroup & {readonly key: string})[];
}

export interface TimelineProps {
	readonly scan: Scan;
	/** The moment that is chosen or hovered over. */
	readonly onMoment: (moment: Moment | null) => void;
	/** Shows a line in the log. */
	readonly onOpen: (line: number) => void;
	/** Between the picture and the notes on it. */
	readonly children: ComponentChildren;
}

export function Timeline({scan, onMoment, onOpen, children}: TimelineProps): VNode {
	const layout = useMemo(() => layoutTimeline(scan), [scan]);
	if (layout === null) return <p class="muted">{STRINGS.timeline.none}</p>;
	return (
		<TimelineFigure key={scan.id} layout={layout} onMoment={onMoment} onOpen={onOpen}>
			{children}
		</TimelineFigure>
	);
}

function TimelineFigure({layout, onMoment, onOpen, children}: Omit<TimelineProps, 'scan'> & {readonly layout: TimelineLayout}): VNode {
	const [window, setWindow] = useState<TimelineWindow>(WHOLE);
	const [chosen, setChosen] = useState<string | null>(null);
	const figure = useRef<HTMLDivElement>(null);
	const lanes = useMemo(() => placeLanes(layout, window), [layout, window]);
	const moments = useMemo(() => momentsOf(lanes), [lanes]);
	const current = moments.find(({key}) => key === chosen) ?? null;
	const last = lanes.at(-1);
	const bottom = last === undefined ? NO_LABEL : last.y + last.height;

	const choose = (moment: Moment | null, isFocused = false): void => {
		setChosen(moment?.key ?? null);
		onMoment(moment);
		if (moment !== null && isFocused) {
			setWindow((before) => including(before, moment.x));
			requestAnimationFrame(() => figure.current?.querySelector<SVGElement>(`[data-key="${moment.key}"]`)?.focus());
		}
	};
	const step = (by: 1 | -1, isWanted: (moment: Moment) => boolean = () => true): void => {
		const at = current === null ? (by > 0 ? -1 : moments.length) : moments.indexOf(current);
		const rest = by > 0 ? moments.slice(at + 1) : moments.slice(0, Math.max(0, at)).reverse();
		const next = rest.find(isWanted);
		if (next !== undefined) choose(next, true);
	};
	const zoom = (direction: 1 | -1): void => setWindow(zoomed(window, direction, current?.x ?? (window.from + window.to) / 2));
	useCommands({
		'zoom-in': () => zoom(1),
		'zoom-out': () => zoom(-1),
		whole: () => setWindow(WHOLE),
		'next-failure': () => step(1, ({isFailure}) => isFailure),
		'previous-failure': () => step(-1, ({isFailure}) => isFailure),
	});
	const onKey = (event: KeyboardEvent): void => {
		const act = {
			ArrowRight: () => step(1),
			ArrowLeft: () => step(-1),
			Home: () => choose(moments[0] ?? null, true),
			End: () => choose(moments.at(-1) ?? null, true),
			Enter: () => current?.marks[0] !== undefined && onOpen(current.marks[0].line),
			H: () => setWindow(moved(window, -0.5)),
			L: () => setWindow(moved(window, 0.5)),
		}[event.key];
		if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		event.stopPropagation();
		act();
	};
	useWheelZoom(figure, setWindow);
	return (
		<figure class="timeline">
			<div class="timeline-tools">
				<Button icon="plus" text={STRINGS.timeline.zoomIn} isBare onClick={() => zoom(1)} />
				<Button icon="minus" text={STRINGS.timeline.zoomOut} isBare isDisabled={isWhole(window)} onClick={() => zoom(-1)} />
				<Button icon="whole" text={STRINGS.timeline.whole} isBare isDisabled={isWhole(window)} onClick={() => setWindow(WHOLE)} />
			</div>
			<div class="timeline-plot" ref={figure}>
				{/* The marks are a list of which one at a time has the focus. */}
				<svg class="tl" width="100%" height={bottom + AXIS_HEIGHT} role="group" aria-label={STRINGS.timeline.title} onKeyDown={onKey}>
					<Axis layout={layout} window={window} bottom={bottom} />
					{lanes.map((placed) => (
						<Lane
							key={placed.lane.id}
							placed={placed}
							window={window}
							chosen={chosen}
							first={moments[0]?.key ?? null}
							onChoose={(key) => choose(moments.find((moment) => moment.key === key) ?? null)}
							onOpen={onOpen}
						/>
					))}
				</svg>
			</div>
			{children}
			<Notes layout={layout} />
		</figure>
	);
}

/** With Ctrl, as in maps; without, the page scrolls. */
function useWheelZoom(
	figure: {readonly current: HTMLElement | null},
	setWindow: (change: (before: TimelineWindow) => TimelineWindow) => void,
): void {
	useEffect(() => {
		const element = figure.current;
		if (element === null) return undefined;
		const turn = (event: WheelEvent): void => {
			if (event.ctrlKey) {
				event.preventDefault();
				const {left, width} = element.getBoundingClientRect();
				const share = (event.clientX - left) / width;
				setWindow((before) => zoomed(before, event.deltaY < 0 ? 1 : -1, before.from + share * (before.to - before.from)));
			} else if (event.deltaX !== 0) {
				setWindow((before) => (isWhole(before) ? before : moved(before, event.deltaX / 800)));
			}
		};
		element.addEventListener('wheel', turn, {passive: false});
		return () => element.removeEventListener('wheel', turn);
	}, [figure, setWindow]);
}

function topOf(segments: TimelineLayout['segments']): number {
	return segments.some(({folded}) => folded) ? FOLD_LABEL : NO_LABEL;
}

function placeLanes({lanes, segments}: TimelineLayout, window: TimelineWindow): readonly PlacedLane[] {
	const width = window.to - window.from;
	let y = topOf(segments);
	return lanes.map((lane) => {
		const found =
			lane.id === 'proxy' ? groupMarks(lane.marks, ATTEMPT_DISTANCE * width, true) : groupMarks(lane.marks, MARK_DISTANCE * width);
		const groups = found.map((group) => ({...group, key: `${lane.id}-${group.lead.line}`}));
		const letters = groups.some((group) => labelOf(group) !== '') ? LETTER_HEIGHT : 0;
		const rows = Math.min(MAX_BAR_ROWS, Math.max(0, ...lane.bars.map(({row}) => row + 1)));
		const isEmpty = lane.marks.length === 0 && lane.bars.length === 0;
		const height = isEmpty ? EMPTY_HEIGHT : LABEL_HEIGHT + letters + rows * BAR_STEP + (lane.marks.length > 0 ? TRACK_HEIGHT : 0);
		const placed = {lane, y, height, groups};
		y += height + LANE_GAP;
		return placed;
	});
}

/** In the order of time. */
function momentsOf(lanes: readonly PlacedLane[]): readonly Moment[] {
	return lanes
		.flatMap(({lane, groups}) =>
			groups.map(({key, x, lead, marks}) => ({
				key,
				x,
				marks,
				isFailure: lane.id === 'failures' ? lead.severity !== 'info' : lead.shape === 'cross',
			})),
		)
		.sort((one, other) => one.x - other.x || (one.marks[0]?.line ?? 0) - (other.marks[0]?.line ?? 0));
}

function Axis({
	layout,
	window,
	bottom,
}: {
	readonly layout: TimelineLayout;
	readonly window: TimelineWindow;
	readonly bottom: number;
}): VNode {
	const top = topOf(layout.segments);
	return (
		<>
			{ticksIn(layout, window).map(({place, label}) => (
				<g key={label}>
					<line class="grid" x1={percent(place)} x2={percent(place)} y1={top} y2={bottom + 5} />
					<text x={percent(place)} y={bottom + 19} text-anchor={place < 0.04 ? 'start' : place > 0.96 ? 'end' : 'middle'}>
						{label}
					</text>
				</g>
			))}
			<line class="track" x1="0%" x2="100%" y1={bottom} y2={bottom} />
			{layout.segments
				.filter(({folded, x0, x1}) => folded && x1 > window.from && x0 < window.to)
				.map(({fromMs, toMs, x0, x1}) => {
					const [left, right] = [Math.max(0, placeIn(x0, window)), Math.min(1, placeIn(x1, window))];
					return (
						<g key={fromMs}>
							<rect class="fold" x={percent(left)} y={top} width={percent(right - left)} height={bottom - top} />
							<svg x={percent((left + right) / 2)} y={top}>
								<path class="zigzag" d={`${zigzag(-4, bottom - top)}${zigzag(4, bottom - top)}`} />
							</svg>
							<text x={percent((left + right) / 2)} y="11" text-anchor="middle">
								{shortDuration(toMs - fromMs)}
							</text>
						</g>
					);
				})}
		</>
	);
}

interface LaneProps {
	readonly placed: PlacedLane;
	readonly window: TimelineWindow;
	readonly chosen: string | null;
	readonly first: string | null;
	readonly onChoose: (key: string | null) => void;
	readonly onOpen: (line: number) => void;
}

function Lane({placed: {lane, y, height, groups}, window, chosen, first, onChoose, onOpen}: LaneProps): VNode {
	const {marks, bars, name} = lane;
	if (marks.length === 0 && bars.length === 0)
		return (
			<text class="lane" x="0" y={y + 15}>
				{name}
				<tspan class="empty"> – {STRINGS.timeline.empty}</tspan>
			</text>
		);
	const trackTop = y + LABEL_HEIGHT + (groups.some((group) => labelOf(group) !== '') ? LETTER_HEIGHT : 0);
	const middle = y + height - TRACK_HEIGHT / 2;
	return (
		<g>
			<text class="lane" x="0" y={y + 13}>
				{name}
			</text>
			{longest(bars).map((bar) => (
				<Bar
					key={`${bar.name} ${bar.fromMs} ${bar.row}`}
					bar={bar}
					window={window}
					y={trackTop + Math.min(bar.row, MAX_BAR_ROWS - 1) * BAR_STEP + 3}
				/>
			))}
			{marks.length > 0 && <line class="track" x1="0%" x2="100%" y1={middle} y2={middle} />}
			{groups
				.filter(({x}) => placeIn(x, window) >= -0.001 && placeIn(x, window) <= 1.001)
				.map((group) => (
					<Mark
						key={group.key}
						group={group}
						place={placeIn(group.x, window)}
						y={middle}
						isChosen={group.key === chosen}
						isFirst={group.key === (chosen ?? first)}
						onChoose={onChoose}
						onOpen={onOpen}
					/>
				))}
		</g>
	);
}

/** Thousands of calls would hide each other, so only the longest are drawn. */
function longest(bars: readonly TimelineBar[]): readonly TimelineBar[] {
	return bars.length <= MAX_BARS ? bars : bars.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, MAX_BARS);
}

function Bar({bar, window, y}: {readonly bar: TimelineBar; readonly window: TimelineWindow; readonly y: number}): VNode | null {
	const {name, fromMs, toMs, x0, x1, startLine, endLine} = bar;
	const [left, right] = [Math.max(0, placeIn(x0, window)), Math.min(1, placeIn(x1, window))];
	if (left > 1 || right < 0) return null;
	const isOpen = startLine === null || endLine === null;
	const lines = `${startLine ?? '…'}–${endLine ?? '…'}`;
	return (
		<rect
			class={`bar ${isOpen ? 'open' : ''}`}
			x={percent(Math.min(left, 0.996))}
			y={y}
			width={right - left < 0.004 ? '3' : percent(right - left)}
			height={BAR_HEIGHT}
			rx="3"
		>
			<title>{plainText(`${name}, ${durationText(toMs - fromMs)} (lines ${lines})`)}</title>
		</rect>
	);
}

interface MarkProps extends Pick<LaneProps, 'onChoose' | 'onOpen'> {
	readonly group: MarkGroup & {readonly key: string};
	readonly place: number;
	readonly y: number;
	readonly isChosen: boolean;
	/** Tab goes to this one; the arrows go on from there. */
	readonly isFirst: boolean;
}

function Mark({group, place, y, isChosen, isFirst, onChoose, onOpen}: MarkProps): VNode {
	const {key, lead, marks} = group;
	const label = labelOf(group);
	const words = `${STRINGS.finding.line(lead.line)}: ${lead.text}${marks.length > 1 ? ` ${STRINGS.finding.more(marks.length - 1)}` : ''}`;
	return (
		<svg x={percent(place)} y={y}>
			{label !== '' && (
				<text class={`mark-label ${colorOfMark(lead)}`} x="0" y="-11" aria-hidden="true">
					{label}
				</text>
			)}
			<g
				class={`mark ${colorOfMark(lead)} ${isChosen ? 'is-chosen' : ''}`}
				role="button"
				tabIndex={isFirst ? 0 : -1}
				data-key={key}
				aria-label={plainText(words)}
				onMouseEnter={() => onChoose(key)}
				onFocus={() => onChoose(key)}
				onClick={() => onOpen(lead.line)}
			>
				<circle class="hit" r="13" />
				<MarkIcon shape={lead.shape} />
			</g>
		</svg>
	);
}

function labelOf({lead, marks}: MarkGroup): string {
	if (lead.letter !== null) return `${lead.letter}${marks.length > 1 ? `×${marks.length}` : ''}`;
	return marks.length > 1 && lead.kind !== 'start' && lead.kind !== 'end' ? String(marks.length) : '';
}

function Notes({layout}: {readonly layout: TimelineLayout}): VNode {
	const texts = STRINGS.timeline;
	const notes = layout.segments
		.filter(({folded}) => folded)
		.map(({fromMs, toMs}) => texts.folded(durationText(toMs - fromMs), fromMs === 0 ? texts.firstLine : durationText(fromMs)));
	if (layout.clockWentBack) notes.push(texts.clock);
	return (
		<figcaption>
			{notes.map((note) => (
				<p key={note}>
					<Plain text={note} />
				</p>
			))}
			<p>{texts.help}</p>
			<details>
				<summary>{texts.legend}</summary>
				<p class="legend-row">
					{(Object.entries(texts.shapes) as [MarkShape & keyof typeof texts.shapes, string][]).map(([shape, word]) => (
						<span key={shape}>
							<svg class="tl" width="20" height="18" viewBox="-10 -9 20 18" aria-hidden="true" focusable="false">
								<g class={`mark ${LEGEND_COLORS[shape]}`}>
									<MarkIcon shape={shape} />
								</g>
							</svg>{' '}
							{word}
						</span>
					))}
				</p>
				<p>{texts.letters}</p>
			</details>
		</figcaption>
	);
}

const LEGEND_COLORS = {
	circle: 'worked',
	cross: 'wrong',
	ring: 'said',
	arrow: 'warned',
	stop: 'warned',
	retry: 'warned',
	dot: 'said',
} as const;

function zigzag(x: number, height: number): string {
	let path = `M${x} 0`;
	for (let y = 6, side = 1; y <= height; y += 6, side = -side) path += `L${x + side * 3} ${y}`;
	return path;
}

function percent(share: number): string {
	return `${Number((share * 100).toFixed(2))}%`;
}
