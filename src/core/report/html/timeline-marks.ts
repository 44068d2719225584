/** The marks of timelines: their shapes and colors. */
import type {MarkShape, TimelineMark} from '../../timeline/timeline-layout.js';

type MarkColor = 'said' | 'worked' | 'warned' | 'wrong';

const DIAMOND = 'M0 -6L6 0L0 6L-6 0z';
const CROSS = 'M-5 -5L5 5M5 -5L-5 5';

export const MARK_SHAPES: Readonly<Record<MarkShape, string>> = {
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

export function markColor({severity, shape, kind}: TimelineMark): MarkColor {
	if (severity === 'error') return 'wrong';
	if (shape === 'circle' || shape === 'check') return 'worked';
	if (severity === 'warning') return kind === 'failure' || kind === 'proxy-attempt' ? 'wrong' : 'warned';
	return 'said';
}

/** A mark within text. */
export function legendMark(shape: MarkShape, color: MarkColor): string {
	return (
		'<svg class="tl inline" width="20" height="18" viewBox="-10 -9 20 18" aria-hidden="true" focusable="false"><g ' +
		`class="mark ${color}">${MARK_SHAPES[shape]}</g></svg>`
	);
}
