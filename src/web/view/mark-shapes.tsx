/** The marks of a timeline, each with a shape of its own, so that color is never all that tells them apart. */
import type {VNode} from 'preact';
import type {MarkShape, TimelineMark} from '../../core/timeline/timeline-layout.js';

const CROSS = 'M-5 -5L5 5M5 -5L-5 5';
const DIAMOND = 'M0 -6L6 0L0 6L-6 0z';

const SHAPES: Readonly<Record<MarkShape, () => VNode>> = {
	start: () => <path class="filled" d="M-3 -6L6 0L-3 6z" />,
	dot: () => <circle r="4" />,
	circle: () => <circle r="6.5" />,
	cross: () => (
		<>
			<path class="halo" d={CROSS} />
			<path d={CROSS} />
		</>
	),
	ring: () => <circle class="ring" r="5.5" />,
	arrow: () => (
		<>
			<path class="halo" d="M-7 0H7" />
			<path d="M-7 0H6M2 -4L6.5 0L2 4" />
		</>
	),
	stop: () => (
		<>
			<path class="halo" d="M-7 0H5" />
			<path d="M-7 0H4M5 -6V6" />
		</>
	),
	retry: () => (
		<>
			<circle class="blank" r="8" />
			<path d="M5.2 2A5.5 5.5 0 1 1 3.6 -4.2" />
			<path class="filled" d="M2.2 -7.2L7.2 -3L1.6 -1.2z" />
		</>
	),
	offline: () => (
		<>
			<path class="blank" d={DIAMOND} />
			<path d={DIAMOND} />
		</>
	),
	online: () => <path class="filled" d={DIAMOND} />,
	check: () => (
		<>
			<path class="halo" d="M-6 0L-2 4.5L6.5 -5" />
			<path d="M-6 0L-2 4.5L6.5 -5" />
		</>
	),
};

export function MarkIcon({shape}: {readonly shape: MarkShape}): VNode {
	return SHAPES[shape]();
}

export function colorOfMark({severity, shape, kind}: TimelineMark): 'said' | 'worked' | 'warned' | 'wrong' {
	if (severity === 'error') return 'wrong';
	if (shape === 'circle' || shape === 'check') return 'worked';
	if (severity === 'warning') return kind === 'failure' || kind === 'proxy-attempt' ? 'wrong' : 'warned';
	return 'said';
}
