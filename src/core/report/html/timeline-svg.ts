/** Draws the timeline of a scan: it fills the available width, and its text stays readable at any width. */
import {durationText, shortDuration} from '../../wording/duration.js';
import {attemptWords, counted, OUTCOME_WORDS} from '../../wording/labels.js';
import type {AttemptOutcome, Scan} from '../../types.js';
import {attemptTitle, attemptRows, type AttemptRow} from './attempt-rows.js';
import {placeLabels, placeText} from './axis-labels.js';
import {escapeHtml} from './escape.js';
import {timelineLegend} from './timeline-legend.js';
import {MARK_SHAPES, markColor} from './timeline-marks.js';
import {
	type AttemptBar,
	groupMarks,
	type MarkGroup,
	type TimelineBar,
	type TimelineLane,
	type TimelineLayout,
	type TimelineMark,
} from '../../timeline/timeline-layout.js';

/** Heights in pixels. Horizontal positions are fractions of the width. */
const LABEL_HEIGHT = 16;
const TRACK_HEIGHT = 24;
const LETTER_HEIGHT = 11;
const EMPTY_HEIGHT = 24;
const BAR_HEIGHT = 12;
const BAR_STEP = 16;
const LANE_GAP = 10;
const FOLD_LABEL_HEIGHT = 16;
const AXIS_HEIGHT = 22;
/** The label above the bars of a row of tries, and the bars. */
const TRY_HEIGHT = 32;
const TRY_BAR_HEIGHT = 13;
/** Fraction of the width: 14 pixels on a phone. */
const MARK_DISTANCE = 0.05;
const MAX_BAR_ROWS = 4;
const MAX_BARS = 200;
const MAX_TOOLTIP_LINES = 10;

/** The timeline and its caption. */
export function timelineFigure(scan: Scan, layout: TimelineLayout | null): string {
	if (layout === null) return '<p class="muted">This log has no timestamps, so no timeline can be shown.</p>';
	const folds = layout.segments.filter(({folded}) => folded);
	const notes = [
		...folds.map(
			({fromMs, toMs}) =>
				`No activity for ${durationText(toMs - fromMs)} after ` +
				`${fromMs === 0 ? 'the first line' : durationText(fromMs)}; this gap is shortened (zigzag).`,
		),
		...(layout.clockWentBack ? ['The clock was set back during the scan; the timeline continues from there.'] : []),
	];
	const drawn = layout.lanes.flatMap((lane) => groupsOf(lane));
	const legend = timelineLegend(
		drawn.map(({lead}) => lead),
		drawn.some((group) => labelOf(group) !== ''),
	);
	const words = notes.length === 0 ? '' : `<p>${escapeHtml(notes.join(' '))}</p>`;
	return `<figure class="timeline">${timelineSvg(scan, layout)}<figcaption>${legend}${words}</figcaption></figure>`;
}

/** Tries are bars, so the lane of proxies has marks only for what happens between them. */
function groupsOf({id, marks}: TimelineLane): readonly MarkGroup[] {
	return groupMarks(id === 'proxy' ? marks.filter(({letter}) => letter === null) : marks, MARK_DISTANCE);
}

function timelineSvg(scan: Scan, layout: TimelineLayout): string {
	const top = layout.segments.some(({folded}) => folded) ? FOLD_LABEL_HEIGHT : 0;
	let y = top;
	let lanes = '';
	for (const lane of layout.lanes) {
		const {svg, height} = lane.id === 'proxy' ? drawProxies(lane, layout.attempts, y) : drawLane(lane, y);
		lanes += svg;
		y += height + LANE_GAP;
	}
	const bottom = y - LANE_GAP;
	const height = bottom + AXIS_HEIGHT;
	let grid = '';
	let axis = `<line class="track" x1="0%" x2="100%" y1="${bottom}" y2="${bottom}"/>`;
	for (const {x, text, anchor, isForWide} of placeLabels(layout.ticks.map(({x, label}) => ({x, text: label})))) {
		grid += `<line class="grid" x1="${percent(x)}" x2="${percent(x)}" y1="${top}" y2="${bottom + 5}"/>`;
		const place = `x="${percent(x)}" y="${bottom + 18}" text-anchor="${anchor}"`;
		axis += `<text${isForWide ? ' class="wide"' : ''} ${place}>${escapeHtml(text)}</text>`;
	}
	let folds = '';
	const foldLabels = layout.segments
		.filter(({folded}) => folded)
		.map(({fromMs, toMs, x0, x1}) => ({x: (x0 + x1) / 2, text: shortDuration(toMs - fromMs)}));
	for (const {x, text, isForWide} of placeLabels(foldLabels))
		folds += `<text${isForWide ? ' class="wide"' : ''} x="${percent(x)}" y="10" text-anchor="middle">${escapeHtml(text)}</text>`;
	for (const {fromMs, toMs, x0, x1, folded} of layout.segments) {
		if (!folded) continue;
		const words = escapeHtml(`No activity for ${durationText(toMs - fromMs)}`);
		folds +=
			`<g><title>${words}</title><rect class="fold" x="${percent(x0)}" y="${top}" ` +
			`width="${percent(x1 - x0)}" height="${bottom - top}"/>`;
		folds +=
			`<svg x="${percent((x0 + x1) / 2)}" y="${top}"><path class="zigzag" ` +
			`d="${zigzag(-4, bottom - top)}${zigzag(4, bottom - top)}"/></svg></g>`;
	}
	return (
		`<svg class="tl" role="img" aria-label="${escapeHtml(summary(scan, layout))}" width="100%" ` +
		`height="${height}">${grid}${folds}${axis}${lanes}</svg>`
	);
}

/** Text alternative of the timeline. */
function summary(scan: Scan, {spanMs, lanes}: TimelineLayout): string {
	const attempts = scan.proxy.attempts;
	const attemptsText =
		attempts.length === 0
			? 'no proxy attempts'
			: `${counted(attempts.length, 'proxy attempt')}, the last one: ${attempts.slice(-1).map(attemptWords).join('')}`;
	const failures = lanes.find(({id}) => id === 'failures')?.marks.filter(({severity}) => severity !== 'info').length ?? 0;
	return (
		`Timeline of the scan: ${durationText(spanMs)}; ${attemptsText}; ` +
		`${counted(failures, 'failure or retry', 'failures or retries')}; the scan ` +
		`${OUTCOME_WORDS[scan.outcome]}. The events are listed below.`
	);
}

interface Drawing {
	readonly svg: string;
	readonly height: number;
}

function emptyLane(name: string, y: number): Drawing {
	return {
		svg: `<text class="lane" x="0%" y="${y + 15}">${escapeHtml(name)}<tspan class="empty"> – nothing logged</tspan></text>`,
		height: EMPTY_HEIGHT,
	};
}

/** A row for each proxy and result, and below them the switches between proxies. */
function drawProxies(lane: TimelineLane, attempts: readonly AttemptBar[], y: number): Drawing {
	const rows = attemptRows(attempts);
	const groups = groupsOf(lane);
	if (rows.length === 0 && groups.length === 0) return emptyLane(lane.name, y);
	let svg = `<text class="lane" x="0%" y="${y + 12}">${escapeHtml(lane.name)}</text>`;
	let height = LABEL_HEIGHT;
	for (const row of rows) {
		svg += drawTries(row, y + height);
		height += TRY_HEIGHT;
	}
	if (groups.length === 0) return {svg, height};
	const letters = groups.some((group) => labelOf(group) !== '') ? LETTER_HEIGHT : 0;
	svg += drawTrack(groups, y + height + letters + TRACK_HEIGHT / 2);
	return {svg, height: height + letters + TRACK_HEIGHT};
}

const TRY_COLORS: Readonly<Record<AttemptOutcome, string>> = {failed: 'wrong', succeeded: 'worked', unknown: 'said'};

function drawTries({label, bars, outcome}: AttemptRow, y: number): string {
	const from = bars.reduce((least, {x0}) => Math.min(least, x0), 1);
	const to = bars.reduce((most, {x1}) => Math.max(most, x1), 0);
	const {x, anchor} = placeText(label, from, to);
	let svg = `<text class="try" x="${percent(x)}" y="${y + 12}" text-anchor="${anchor}">${escapeHtml(label)}</text>`;
	for (const bar of bars.slice(0, MAX_BARS)) {
		const title = escapeHtml(attemptTitle(bar, attemptWords(bar.attempt)));
		const open = bar.isStartLogged && bar.isEndLogged ? '' : ' open';
		svg +=
			`<rect class="try ${TRY_COLORS[outcome]}${open}" x="${percent(Math.min(bar.x0, 0.99))}" y="${y + 16}" ` +
			`width="${widthOf(bar)}" height="${TRY_BAR_HEIGHT}" rx="2"><title>${title}</title></rect>`;
	}
	return svg;
}

/** Even the shortest bar is drawn as a thin line. */
function widthOf({x0, x1}: {readonly x0: number; readonly x1: number}): string {
	return x1 - x0 < 0.01 ? '3' : percent(x1 - x0);
}

function drawTrack(groups: readonly MarkGroup[], middle: number): string {
	let svg = `<line class="track" x1="0%" x2="100%" y1="${middle}" y2="${middle}"/>`;
	for (const group of groups) svg += drawMarks(group, middle);
	return svg;
}

function drawLane(lane: TimelineLane, y: number): Drawing {
	const {name, marks, bars} = lane;
	if (marks.length === 0 && bars.length === 0) return emptyLane(name, y);
	const groups = groupsOf(lane);
	// Numbers appear above their marks and must not overlap the lane's name.
	const letters = groups.some((group) => labelOf(group) !== '') ? LETTER_HEIGHT : 0;
	const rows = Math.min(MAX_BAR_ROWS, Math.max(0, ...bars.map(({row}) => row + 1)));
	const trackTop = y + LABEL_HEIGHT + letters;
	let svg = `<text class="lane" x="0%" y="${y + 12}">${escapeHtml(name)}</text>`;
	let height = LABEL_HEIGHT + letters + rows * BAR_STEP;
	for (const bar of longest(bars)) svg += drawBar(bar, trackTop + Math.min(bar.row, MAX_BAR_ROWS - 1) * BAR_STEP + 3);
	if (marks.length > 0) {
		const middle = trackTop + rows * BAR_STEP + TRACK_HEIGHT / 2;
		svg += drawTrack(groups, middle);
		height += TRACK_HEIGHT;
	}
	return {svg, height};
}

/** Thousands of calls would hide each other, so only the longest are drawn. */
function longest(bars: readonly TimelineBar[]): readonly TimelineBar[] {
	return bars.length <= MAX_BARS ? bars : bars.toSorted((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, MAX_BARS);
}

function drawBar({name, fromMs, toMs, x0, x1, startLine, endLine}: TimelineBar, y: number): string {
	const lines =
		startLine === null
			? `up to line ${endLine ?? '?'}, start not in this scan`
			: endLine === null
				? `from line ${startLine}, end not in this scan`
				: `lines ${startLine}–${endLine}`;
	const open = startLine === null || endLine === null ? ' open' : '';
	const title = escapeHtml(`${name}, ${durationText(toMs - fromMs)} (${lines})`);
	return (
		`<rect class="bar${open}" x="${percent(Math.min(x0, 0.996))}" y="${y}" width="${widthOf({x0, x1})}" ` +
		`height="${BAR_HEIGHT}" rx="3"><title>${title}</title></rect>`
	);
}

function drawMarks({x, lead, marks}: MarkGroup, y: number): string {
	const lines = marks.slice(0, MAX_TOOLTIP_LINES).map(tooltip);
	if (marks.length > MAX_TOOLTIP_LINES) lines.push(`and ${marks.length - MAX_TOOLTIP_LINES} more`);
	const label = labelOf({x, lead, marks});
	return (
		`<svg x="${percent(x)}" y="${y}"><g class="mark ` +
		`${markColor(lead)}"><title>${lines.map(escapeHtml).join('\n')}</title><circle class="hit" ` +
		`r="11"/>${label === '' ? '' : `<text x="0" y="-10">${label}</text>`}${MARK_SHAPES[lead.shape]}</g></svg>`
	);
}

/** How many lines a mark stands for; empty for one. */
function labelOf({lead, marks}: MarkGroup): string {
	return marks.length > 1 && lead.kind !== 'start' && lead.kind !== 'end' ? String(marks.length) : '';
}

function tooltip({time, line, text}: TimelineMark): string {
	return `${time === null ? '' : `${time.slice(11, 23)}, `}line ${line}: ${text}`;
}

function zigzag(x: number, height: number): string {
	let path = `M${x} 0`;
	for (let y = 6, side = 1; y <= height; y += 6, side = -side) path += `L${x + side * 3} ${y}`;
	return path;
}

function percent(share: number): string {
	return `${Number((share * 100).toFixed(2))}%`;
}
