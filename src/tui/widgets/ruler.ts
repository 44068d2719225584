/** What the rulers of all lines of time have: folded gaps and the cursor. */
import {shortDuration} from '../../core/wording/duration.js';
import type {Symbols} from '../theme.js';
import {type CellRow, put, selectCells} from './cell-row.js';

/** A day, an hour, a minute. */
const UNITS: readonly number[] = [86_400_000, 3_600_000, 60_000];

/** Says how long the gap is, as exactly as there is room. */
export function drawFold(ruler: CellRow, from: number, cells: number, ms: number, {fold}: Symbols): void {
	put(ruler, from, fold.repeat(cells), 'warning');
	const exact = shortDuration(ms);
	const unit = UNITS.find((size) => ms >= size) ?? 1;
	const rough = shortDuration(Math.round(ms / unit) * unit);
	const label = [` ${exact} `, ` ${rough} `, rough].find((text) => text.length <= cells);
	if (label !== undefined) put(ruler, from + ((cells - label.length) >> 1), label, 'warning');
}

/** @param cursor below 0 or past the end: points there; `null`: nowhere */
export function drawCursor(ruler: CellRow, cursor: number | null, symbols: Symbols): void {
	if (cursor === null) return;
	const cell = Math.max(0, Math.min(ruler.length - 1, cursor));
	put(ruler, cell, cursor < 0 ? symbols.pointerLeft : cursor >= ruler.length ? symbols.pointer : symbols.pointerDown, 'accent');
	selectCells(ruler, cell);
}
