/** Draws the timeline of a scan: it fills the available width, and its text stays readable at any width. */
import {durationText, shortDuration} from '../../wording/duration.js';
import {attemptWords, counted, OUTCOME_WORDS} from '../../wording/labels.js';
import type {Scan} from '../../types.js';
import {escapeHtml} from './escape.js';
import {
	groupMarks,
	type MarkGroup,
	type MarkShape,
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
/** Fraction of the width: 16 pixels of 640. */
const MARK_DISTANCE = 0.025;
/** Attempts are few, and each must be visible even on a narrow screen. */
const ATTEMPT_DISTANCE = 0.04;
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
	const caption = notes.length === 0 ? '' : `<figcaption>${escapeHtml(notes.join(' '))}</figcaption>`;
	return `<figure class="timeline">${timelineSvg(scan, layout)}${caption}</figure>`;
}

function timelineSvg(scan: Scan, layout: TimelineLayout): string {
	const top = layout.segments.some(({folded}) => folded) ? FOLD_LABEL_HEIGHT : 0;
	let y = top;
	let lanes = '';
	for (const lane of layout.lanes) {
		const {svg, height} = drawLane(lane, y);
		lanes += svg;
		y += height + LANE_GAP;
	}
	const bottom = y - LANE_GAP;
	const height = bottom + AXIS_HEIGHT;
	let grid = '';
	let axis = `<line class="track" x1="0%" x2="100%" y1="${bottom}" y2="${bottom}"/>`;
	for (const {x, label} of layout.ticks) {
		grid += `<line class="grid" x1="${percent(x)}" x2="${percent(x)}" y1="${top}" y2="${bottom + 5}"/>`;
		const anchor = x < 0.04 ? 'start' : x > 0.96 ? 'end' : 'middle';
		axis += `<text x="${percent(x)}" y="${bottom + 18}" text-anchor="${anchor}">${escapeHtml(label)}</text>`;
	}
	let folds = '';
	for (const {fromMs, toMs, x0, x1, folded} of layout.segments) {
		if (!folded) continue;
		const words = escapeHtml(`No activity for ${durationText(toMs - fromMs)}`);
		folds +=
			`<g><title>${words}</title><rect class="fold" x="${percent(x0)}" y="${top}" ` +
			`width="${percent(x1 - x0)}" height="${bottom - top}"/>`;
		folds +=
			`<svg x="${percent((x0 + x1) / 2)}" y="${top}"><path class="zigzag" ` +
			`d="${zigzag(-4, bottom - top)}${zigzag(4, bottom - top)}"/></svg>`;
		folds += `<text x="${percent((x0 + x1) / 2)}" y="10" text-anchor="middle">${escapeHtml(shortDuration(toMs - fromMs))}</text></g>`;
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

function drawLane({id, name, marks, bars}: TimelineLane, y: number): {readonly svg: string; readonly height: number} {
	if (marks.length === 0 && bars.length === 0) {
		return {
			svg: `<text class="lane" x="0%" y="${y + 15}">${escapeHtml(name)}<tspan class="empty"> – nothing logged</tspan></text>`,
			height: EMPTY_HEIGHT,
		};
	}
	const groups = id === 'proxy' ? groupMarks(marks, ATTEMPT_DISTANCE, true) : groupMarks(marks, MARK_DISTANCE);
	// Letters and numbers appear above their marks and must not overlap the lane's name.
	const letters = groups.some((group) => labelOf(group) !== '') ? LETTER_HEIGHT : 0;
	const rows = Math.min(MAX_BAR_ROWS, Math.max(0, ...bars.map(({row}) => row + 1)));
	const trackTop = y + LABEL_HEIGHT + letters;
	let svg = `<text class="lane" x="0%" y="${y + 12}">${escapeHtml(name)}</text>`;
	let height = LABEL_HEIGHT + letters + rows * BAR_STEP;
	for (const bar of longest(bars)) svg += drawBar(bar, trackTop + Math.min(bar.row, MAX_BAR_ROWS - 1) * BAR_STEP + 3);
	if (marks.length > 0) {
		const middle = trackTop + rows * BAR_STEP + TRACK_HEIGHT / 2;
		svg += `<line class="track" x1="0%" x2="100%" y1="${middle}" y2="${middle}"/>`;
		for (const group of groups) svg += drawMarks(group, middle);
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
	// Even the shortest call is drawn as a thin line.
	const width = x1 - x0 < 0.004 ? '3' : percent(x1 - x0);
	return (
		`<rect class="bar${open}" x="${percent(Math.min(x0, 0.996))}" y="${y}" width="${width}" ` +
		`height="${BAR_HEIGHT}" rx="3"><title>${title}</title></rect>`
	);
}

function drawMarks({x, lead, marks}: MarkGroup, y: number): string {
	const lines = marks.slice(0, MAX_TOOLTIP_LINES).map(tooltip);
	if (marks.length > MAX_TOOLTIP_LINES) lines.push(`and ${marks.length - MAX_TOOLTIP_LINES} more`);
	const label = labelOf({x, lead, marks});
	return (
		`<svg x="${percent(x)}" y="${y}"><g class="mark ` +
		`${colorOf(lead)}"><title>${lines.map(escapeHtml).join('\n')}</title><circle class="hit" ` +
		`r="11"/>${label === '' ? '' : `<text x="0" y="-10">${label}</text>`}${SHAPES[lead.shape]}</g></svg>`
	);
}

function labelOf({lead, marks}: MarkGroup): string {
	if (lead.letter !== null) return `${lead.letter}${marks.length > 1 ? `×${marks.length}` : ''}`;
	return marks.length > 1 && lead.kind !== 'start' && lead.kind !== 'end' ? String(marks.length) : '';
}

function tooltip({time, line, text}: TimelineMark): string {
	return `${time === null ? '' : `${time.slice(11, 23)}, `}line ${line}: ${text}`;
}

const DIAMOND = 'M0 -6L6 0L0 6L-6 0z';
const CROSS = 'M-5 -5L5 5M5 -5L-5 5';

const SHAPES: Readonly<Record<MarkShape, string>> = {
	start: '<path class="filled" d="M-3 -6L6 0L-3 6z"/>',
	dot: '<circle r="4"/>',
	circle: '<circle r="6.5"/>',
	cross: `<path class="halo" d="${CROSS}"/><path d="${CROSS}"/>`,
	ring: '<circle class="ring" r="5.5"/>',
	arrow: '<path class="halo" d="M-7 0H7"/><path d="M-7 0H6M2 -4L6.5 0L2 4"/>',
	stop: '<path class="halo" d="M-7 0H5"/><path d="M-7 0H4M5 -6V6"/>',
	retry: '<circle class="blank" r="8"/><path d="M5.2 2A5.5 5.5 0 1 1 3.6 -4.2"/><path class="filled" d="M2.2 -7.2L7.2 -3L1.6 -1.2z"/>',
	offline: `<path class="blank" d="${DIAMOND}"/><path d="${DIAMOND}"/>`,
	online: `<path class="filled" d="${DIAMOND}"/>`,
	check: '<path class="halo" d="M-6 0L-2 4.5L6.5 -5"/><path d="M-6 0L-2 4.5L6.5 -5"/>',
};

function colorOf({severity, shape, kind}: TimelineMark): string {
	if (severity === 'error') return 'wrong';
	if (shape === 'circle' || shape === 'check') return 'worked';
	if (severity === 'warning') return kind === 'failure' || kind === 'proxy-attempt' ? 'wrong' : 'warned';
	return 'said';
}

function zigzag(x: number, height: number): string {
	let path = `M${x} 0`;
	for (let y = 6, side = 1; y <= height; y += 6, side = -side) path += `L${x + side * 3} ${y}`;
	return path;
}

function percent(share: number): string {
	return `${Number((share * 100).toFixed(2))}%`;
}

/** One mark for the legend. */
export function legendMark(shape: MarkShape, color: 'said' | 'worked' | 'warned' | 'wrong'): string {
	return (
		'<svg class="tl" width="20" height="18" viewBox="-10 -9 20 18" ' +
		'style="display:inline-block;vertical-align:-.25em" aria-hidden="true" focusable="false"><g ' +
		`class="mark ${color}">${SHAPES[shape]}</g></svg>`
	);
}
