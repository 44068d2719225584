/** What the rulers of all lines of time have: folded gaps and the cursor. */
import {shortDuration} from '../../core/report/timeline-layout.js';
import type {Symbols} from '../theme.js';
import {type CellRow, put, selectCells} from './cell-row.js';

/** Says how long the gap is, as exactly as there is room. */
export function drawFold(ruler: CellRow, from: number, cells: number, ms: number, {fold}: Symbols): void {
	put(ruler, from, fold.repeat(cells), 'warning');
	const exact = shortDuration(ms);
	// `7 h` of `7 h 30 min`
	const rough = exact.split(' ').slice(0, 2).join(' ');
	const label = [exact, rough].flatMap((text) => [` ${text} `, text]).find((text) => text.length <= cells);
	if (label !== undefined) put(ruler, from + ((cells - label.length) >> 1), label, 'warning');
}

/** @param cursor below 0 or past the end: points there; `null`: nowhere */
export function drawCursor(ruler: CellRow, cursor: number | null, symbols: Symbols): void {
	if (cursor === null) return;
	const cell = Math.max(0, Math.min(ruler.length - 1, cursor));
	put(ruler, cell, cursor < 0 ? symbols.pointerLeft : cursor >= ruler.length ? symbols.pointer : symbols.pointerDown, 'accent');
	selectCells(ruler, cell);
}
