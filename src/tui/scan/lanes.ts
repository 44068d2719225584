/** The lanes of a scan: what was said, called, tried and failed, above each other on one line of time. */
import {plainText} from '../../core/wording/plain-text.js';
import {
	groupMarks,
	type LaneId,
	type MarkGroup,
	type TimelineBar,
	type TimelineLane,
	type TimelineMark,
} from '../../core/timeline/timeline-layout.js';
import {fill} from '../../core/wording/cells.js';
import {type Role, type Row, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import {type CellRow, cellRow, isFree, put, selectCells, spansOf} from '../widgets/cell-row.js';
import {cellOf, isShown, type TimeScale} from '../widgets/time-scale.js';
import {LANE_NAME_WIDTH} from './layout.js';

export const LANE_NAMES: Readonly<Record<LaneId, string>> = {
	settings: 'Settings',
	calls: 'Calls',
	proxy: 'Proxy',
	certificate: 'Certificate',
	failures: 'Failures',
	result: 'Result',
};

/** That a lane is empty says something, too. */
const NOTHING = 'nothing logged';

/** A try is a letter and a sign; a blank keeps it from the next one. */
const TRY_CELLS = 3;

/** What is looked at. */
export interface LaneCursor {
	readonly line: number;
	/** `null`: not among what is shown. */
	readonly cell: number | null;
}

/** @returns one row, or as many as calls are shown above each other */
export function laneRows(lane: TimelineLane, barRows: number, scale: TimeScale, cursor: LaneCursor, symbols: Symbols): readonly Row[] {
	const rows = Array.from({length: lane.id === 'calls' ? barRows : 1}, () => track(scale, lane, symbols));
	for (const bar of lane.bars) drawBar(rows[Math.min(bar.row, rows.length - 1)] ?? [], bar, scale, symbols);
	const marks = lane.marks.filter(({atMs}) => isShown(scale, atMs));
	const groups =
		lane.id === 'proxy'
			? apart(marks, scale)
			: groupMarks(
					marks.map((mark) => ({...mark, x: cellOf(scale, mark.atMs)})),
					1,
				);
	const [first = []] = rows;
	let hasLine = false;
	for (const group of groups) {
		const text = signOf(group.lead, symbols);
		put(first, group.x, text, roleOf(group.lead));
		if (!group.marks.some(({line}) => line === cursor.line)) continue;
		selectCells(first, group.x, [...text].length);
		hasLine = true;
	}
	hasLine ||= lane.bars.some(({startLine, endLine}) => startLine === cursor.line || endLine === cursor.line);
	return rows.map((row, index): Row => {
		if (cursor.cell !== null) selectCells(row, cursor.cell);
		return [span(fill(index === 0 ? LANE_NAMES[lane.id] : '', LANE_NAME_WIDTH), hasLine ? 'strong' : 'dim'), ...spansOf(row)];
	});
}

function track(scale: TimeScale, {marks, bars}: TimelineLane, {horizontal, fold}: Symbols): CellRow {
	const row = cellRow(scale.cells, marks.length + bars.length === 0 ? ' ' : horizontal);
	for (const {folded, cell, cells} of scale.shown) if (folded) put(row, cell, fold.repeat(cells), 'dim');
	if (marks.length + bars.length === 0 && isFree(row, 0, NOTHING.length)) put(row, 0, NOTHING, 'dim');
	return row;
}

/** Tries that say different things are moved aside, as far as there is room: their order is the story. */
function apart(marks: readonly TimelineMark[], scale: TimeScale): readonly MarkGroup[] {
	const last = Math.max(1, scale.cells - TRY_CELLS + 1);
	const groups = groupMarks(
		marks.map((mark) => ({...mark, x: cellOf(scale, mark.atMs) / last})),
		TRY_CELLS / last,
		true,
	);
	return groups.map((group) => ({...group, x: Math.max(0, Math.min(last, Math.round(group.x * last)))}));
}

function drawBar(row: CellRow, {name, fromMs, toMs}: TimelineBar, scale: TimeScale, symbols: Symbols): void {
	const from = cellOf(scale, fromMs);
	const to = cellOf(scale, toMs);
	if (from >= scale.cells || to < 0) return;
	const start = Math.max(0, from);
	const cells = Math.min(scale.cells - 1, to) - start + 1;
	put(row, start, symbols.bar.repeat(cells), 'accent');
	const label = callName(name);
	// Names of calls are identifiers; others might not be one cell a character.
	if (/^[\x21-\x7e]+$/.test(label) && label.length + 2 <= cells) put(row, start + 1, label, 'accent');
}

/** `SyncUpdates` of `CAgentProtocolTalker::SyncUpdates_WithRecover` */
export function callName(name: string): string {
	const plain = plainText(name);
	return plain.slice(plain.lastIndexOf(':') + 1).replace(/_With(?:Recover(?:y)?)?$/, '');
}

function signOf({letter, shape}: TimelineMark, {marks}: Symbols): string {
	return `${letter ?? ''}${marks[shape]}`;
}

function roleOf({severity, shape, kind}: TimelineMark): Role {
	if (severity === 'error') return 'bad';
	if (shape === 'circle' || shape === 'check') return 'good';
	if (severity === 'warning') return kind === 'failure' || kind === 'proxy-attempt' ? 'bad' : 'warning';
	return shape === 'dot' && kind === 'failure' ? 'dim' : 'normal';
}

export const LETTER_WORDS = {S: 'system proxy', U: 'user proxy', N: 'named proxy', D: 'no proxy', '?': 'unknown proxy'} as const;
export const SHAPE_WORDS = {
	circle: 'worked',
	cross: 'failed',
	ring: 'unknown result',
	arrow: 'switched',
	stop: 'no proxy left',
	retry: 'retried',
	check: 'succeeded',
	offline: 'no network',
	online: 'network back',
} as const;

/** What the signs mean, of those that are there, as far as there is room. */
export function legendRow(lanes: readonly TimelineLane[], columns: number, symbols: Symbols): Row {
	const marks = lanes.flatMap((lane) => lane.marks);
	const letters = new Set(marks.map(({letter}) => letter));
	const shapes = new Set(marks.map(({shape}) => shape));
	const words = [
		...keysOf(LETTER_WORDS)
			.filter((letter) => letters.has(letter))
			.map((letter) => `${letter} ${LETTER_WORDS[letter]}`),
		...keysOf(SHAPE_WORDS)
			.filter((shape) => shapes.has(shape))
			.map((shape) => `${symbols.marks[shape]} ${SHAPE_WORDS[shape]}`),
	];
	const row = cellRow(columns);
	let at = LANE_NAME_WIDTH;
	for (const word of words) {
		if (!isFree(row, at, word.length)) break;
		put(row, at, word, 'dim');
		at += word.length + 2;
	}
	return spansOf(row);
}

function keysOf<Key extends string>(record: Readonly<Record<Key, string>>): readonly Key[] {
	return Object.keys(record) as Key[];
}
