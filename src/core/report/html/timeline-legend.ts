/** What the marks of a timeline mean, below it: only those that are in it. */
import type {MarkShape, TimelineMark} from '../../timeline/timeline-layout.js';
import {legendMark, markColor} from './timeline-marks.js';

const WORDS: Readonly<Record<MarkShape, string>> = {
	start: 'scan starts',
	dot: 'other line',
	circle: 'succeeded',
	cross: 'failed',
	ring: 'result not logged',
	arrow: 'switched to the next proxy',
	stop: 'no other proxy left',
	retry: 'tried again or repaired',
	check: 'scan succeeded',
	offline: 'no network',
	online: 'network back',
};

function wordsOf({shape, kind}: TimelineMark): string {
	if (kind !== 'end') return WORDS[shape];
	return shape === 'stop' ? 'scan was canceled' : WORDS[shape];
}

/** @param marks that are drawn; @param hasCounts numbers stand above some of them */
export function timelineLegend(marks: readonly TimelineMark[], hasCounts: boolean): string {
	const entries = new Map<string, string>();
	for (const mark of marks) {
		const words = wordsOf(mark);
		// One color stands for all of a shape, that of the first.
		if (!entries.has(words)) entries.set(words, legendMark(mark.shape, markColor(mark)));
	}
	const items = [...entries].map(([words, svg]) => `<li>${svg} ${words}</li>`);
	if (hasCounts) items.push('<li><b>2</b> number of lines at that point</li>');
	return items.length === 0 ? '' : `<ul class="legend" aria-label="Legend">${items.join('')}</ul>`;
}
