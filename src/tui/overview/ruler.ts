/** The axis of the overview: clock times and dates, quiet gaps with their length, and the cursor. */
import {TICK_STEPS} from '../../core/timeline/timeline-layout.js';
import type {Row} from '../rows.js';
import type {Symbols} from '../theme.js';
import {cellRow, isFree, put, spansOf} from '../widgets/cell-row.js';
import {activeLength, cellOf, type TimeScale} from '../widgets/time-scale.js';
import {drawCursor, drawFold} from '../widgets/ruler.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Cells from a tick to the next at least: `19:47` and a blank on both sides. */
const TICK_CELLS = 8;

interface Tick {
	readonly ms: number;
	readonly label: string;
}

/** What is said first comes first: where a stretch begins, then days, then hours. */
function candidates(scale: TimeScale): readonly Tick[] {
	const active = scale.shown.filter(({folded}) => !folded);
	const stepMs = (activeLength(active) / Math.max(1, scale.cells)) * TICK_CELLS;
	const step = TICK_STEPS.find((size) => size >= Math.max(1000, stepMs)) ?? stepMs;
	const rounds = active.flatMap(({fromMs, toMs}) => {
		const found: number[] = [];
		for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) found.push(ms);
		return found;
	});
	const isMidnight = (ms: number): boolean => ms % DAY_MS === 0;
	const days =
		step >= DAY_MS
			? []
			: active.flatMap(({fromMs, toMs}) => {
					const found: number[] = [];
					for (let ms = Math.ceil(fromMs / DAY_MS) * DAY_MS; ms <= toMs; ms += DAY_MS) found.push(ms);
					return found;
				});
	return [
		...active.map(({fromMs}) => ({ms: fromMs, label: `${date(fromMs)} ${time(fromMs, step)}`})),
		...days.map((ms) => ({ms, label: date(ms)})),
		...rounds.map((ms) => ({ms, label: isMidnight(ms) ? date(ms) : time(ms, step)})),
	];
}

/** `03-12` */
function date(ms: number): string {
	return new Date(ms).toISOString().slice(5, 10);
}

function time(ms: number, step: number): string {
	return new Date(ms).toISOString().slice(11, step < MINUTE_MS ? 19 : 16);
}

/**
 * @param cursor -1 or `scale.cells`: outside
 * @param rows 1: ticks and labels together
 */
export function rulerRows(scale: TimeScale, cursor: number | null, rows: 1 | 2, symbols: Symbols): readonly Row[] {
	const ruler = cellRow(scale.cells, rows === 2 ? symbols.horizontal : ' ');
	const labels = rows === 2 ? cellRow(scale.cells) : ruler;
	for (const {folded, cell, cells, fromMs, toMs} of scale.shown) if (folded) drawFold(ruler, cell, cells, toMs - fromMs, symbols);
	for (const {ms, label} of candidates(scale)) {
		const cell = cellOf(scale, ms);
		if (cell < 0 || cell >= scale.cells) continue;
		const at = rows === 1 ? cell + 1 : Math.min(cell, scale.cells - label.length);
		// A blank on both sides keeps labels apart.
		const from = Math.max(0, at - 1);
		if (!isFree(labels, from, Math.min(label.length + 2, scale.cells - from)) || at + label.length > scale.cells) continue;
		put(ruler, cell, symbols.vertical, 'dim');
		put(labels, at, label, 'dim');
	}
	drawCursor(ruler, cursor, symbols);
	return rows === 2 ? [spansOf(ruler), spansOf(labels)] : [spansOf(ruler)];
}
