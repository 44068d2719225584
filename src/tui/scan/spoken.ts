/** The lanes of a scan in sentences, for those who hear them. */
import {counted} from '../../core/wording/labels.js';
import {shortDuration} from '../../core/wording/duration.js';
import type {TimelineBar, TimelineLane, TimelineMark} from '../../core/timeline/timeline-layout.js';
import type {Row} from '../rows.js';
import {labeledRows} from '../widgets/detail.js';
import {callName, LANE_NAMES, LETTER_WORDS, SHAPE_WORDS} from './lanes.js';
import type {Moments} from './moments.js';

/** More than so many are counted, not named. */
const MAX_NAMED = 6;

/** A sentence for each lane that has something in it. */
export function spokenLanes({layout}: Moments, columns: number): readonly Row[] {
	if (layout === null) return [];
	const sentences = layout.lanes.flatMap((lane) => sentenceOf(lane) ?? []);
	return [`From the first line to the last: ${shortDuration(layout.spanMs)}.`, ...sentences].flatMap((text) =>
		labeledRows('', 0, text, columns),
	);
}

function sentenceOf(lane: TimelineLane): string | null {
	const {id, marks, bars} = lane;
	const name = LANE_NAMES[id];
	switch (id) {
		case 'calls':
			return bars.length === 0 ? null : `${name}: ${listed(bars.map(callText))}.`;
		case 'proxy':
			return marks.length === 0 ? null : `${name}: ${listed(marks.map(tryText))}.`;
		case 'settings':
		case 'certificate':
		case 'failures':
		case 'result':
			return marks.length === 0 ? null : `${name}: ${countText(marks)}.`;
		default:
			return id satisfies never;
	}
}

function listed(texts: readonly string[]): string {
	return texts.length <= MAX_NAMED ? texts.join('; ') : `${texts.slice(0, MAX_NAMED).join('; ')}; and ${texts.length - MAX_NAMED} more`;
}

function callText({name, fromMs, toMs}: TimelineBar): string {
	return `${callName(name)} ${whenText(fromMs)}, for ${shortDuration(toMs - fromMs)}`;
}

/** `system proxy failed after 21 s` */
function tryText({letter, shape, atMs}: TimelineMark): string {
	const what = letter === null ? '' : `${LETTER_WORDS[letter]} `;
	const words: Readonly<Partial<Record<TimelineMark['shape'], string>>> = SHAPE_WORDS;
	return `${what}${words[shape] ?? 'seen'} ${whenText(atMs)}`;
}

function countText(marks: readonly TimelineMark[]): string {
	const [first] = marks;
	const last = marks.at(-1);
	if (first === undefined || last === undefined) return 'nothing';
	return marks.length === 1
		? `one line, ${whenText(first.atMs)}`
		: `${counted(marks.length, 'line')}, the first ${whenText(first.atMs)}, the last ${whenText(last.atMs)}`;
}

function whenText(ms: number): string {
	return ms < 1 ? 'at the start' : `after ${shortDuration(ms)}`;
}
