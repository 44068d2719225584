/** The axis of the lanes: ticks with labels, folded gaps with their length, and the moment under the cursor. */
import {shortDuration} from '../../core/wording/duration.js';
import {TICK_STEPS} from '../../core/timeline/timeline-layout.js';
import type {Row} from '../rows.js';
import type {Symbols} from '../theme.js';
import {type CellRow, cellRow, isFree, put, spansOf} from '../widgets/cell-row.js';
import {drawCursor, drawFold} from '../widgets/ruler.js';
import {activeLength, cellOf, type TimeScale} from '../widgets/time-scale.js';

/** Cells from a tick to the next at least: room for most labels. */
const TICK_CELLS = 12;

interface Tick {
	readonly cell: number;
	readonly label: string;
}

/** Round times, and where each stretch begins. */
function placeTicks(scale: TimeScale): readonly Tick[] {
	const active = scale.shown.filter(({folded}) => !folded);
	const stepMs = (activeLength(active) / Math.max(1, scale.cells)) * TICK_CELLS;
	const step = TICK_STEPS.find((size) => size >= stepMs) ?? stepMs;
	const ticks: Tick[] = [];
	const add = (ms: number): void => {
		const cell = cellOf(scale, ms);
		const label = tickLabel(ms, step);
		if (
			cell >= 0 &&
			cell < scale.cells &&
			ticks.every((tick) => cell >= tick.cell + tick.label.length + 2 || cell + label.length + 2 <= tick.cell)
		)
			ticks.push({cell, label});
	};
	for (const {fromMs} of active) add(fromMs);
	for (const {fromMs, toMs} of active) {
		if (step <= 0) break;
		for (let ms = Math.ceil(fromMs / step) * step; ms <= toMs; ms += step) add(ms);
	}
	return ticks.sort((one, other) => one.cell - other.cell);
}

/** `1 min 20 s`, and as exact as the steps between the ticks are. */
function tickLabel(ms: number, step: number): string {
	if (ms < 1000 || step >= 1000) return shortDuration(ms);
	const digits = step >= 100 ? 1 : step >= 10 ? 2 : 3;
	const seconds = ms / 1000;
	return seconds < 60 ? `${seconds.toFixed(digits)} s` : `${Math.floor(seconds / 60)} min ${(seconds % 60).toFixed(digits)} s`;
}

/**
 * @param cursor cell of the moment that is looked at; -1 or `scale.cells`: outside; `null`: it has no time
 * @param rows 1: ticks and labels together
 */
export function rulerRows(scale: TimeScale, cursor: number | null, rows: 1 | 2, symbols: Symbols): readonly Row[] {
	const ruler = cellRow(scale.cells, rows === 2 ? symbols.horizontal : ' ');
	const labels = rows === 2 ? cellRow(scale.cells) : ruler;
	for (const shown of scale.shown) if (shown.folded) drawFold(ruler, shown.cell, shown.cells, shown.toMs - shown.fromMs, symbols);
	for (const {cell, label} of placeTicks(scale)) {
		const fits = isFree(labels, cell, Math.min(label.length + 1, scale.cells - cell));
		put(ruler, cell, symbols.vertical, 'dim');
		if (rows === 2) putLabel(labels, cell, label);
		else if (fits && cell + 1 + label.length <= scale.cells) put(labels, cell + 1, label, 'dim');
	}
	drawCursor(ruler, cursor, symbols);
	return rows === 2 ? [spansOf(ruler), spansOf(labels)] : [spansOf(ruler)];
}

/** Under its tick, or to the left of it at the right edge. */
function putLabel(labels: CellRow, cell: number, label: string): void {
	const at = cell + label.length <= labels.length ? cell : labels.length - label.length;
	if (isFree(labels, at, label.length)) put(labels, at, label, 'dim');
}
