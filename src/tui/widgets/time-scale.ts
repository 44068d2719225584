/** Time on a row of cells: which moment stands in which cell, with long gaps folded, zoomed and moved. */

/** A stretch of time; those of a scale follow each other without a break. A folded one has nothing in it. */
export interface Stretch {
	readonly fromMs: number;
	readonly toMs: number;
	readonly folded: boolean;
}

/** What is shown, in milliseconds of which the folded ones are not counted. `null` stands for all of it. */
export interface TimeWindow {
	readonly from: number;
	readonly to: number;
}

/** A stretch, or what is shown of it, and where. */
interface ShownStretch extends Stretch {
	readonly cell: number;
	readonly cells: number;
}

export interface TimeScale {
	readonly cells: number;
	/** From left to right, without a gap. */
	readonly shown: readonly ShownStretch[];
}

/** Folds take at most this share of the row together. */
const MAX_FOLD_SHARE = 1 / 3;
/** A stretch beside a fold has so many cells at least, as it holds all there is to see. */
const MIN_CELLS = 3;
/** The moment that is zoomed at never gets nearer to an edge. */
const EDGE = 0.1;

/** Milliseconds that are not folded. */
export function activeLength(stretches: readonly Stretch[]): number {
	return stretches.reduce((sum, {fromMs, toMs, folded}) => sum + (folded ? 0 : toMs - fromMs), 0);
}

/** The same up to a moment. */
export function activeAt(stretches: readonly Stretch[], ms: number): number {
	return stretches.reduce((sum, {fromMs, toMs, folded}) => sum + (folded ? 0 : Math.max(0, Math.min(ms, toMs) - fromMs)), 0);
}

/**
 * @param cells of the row
 * @param foldCells that a fold would like to have
 */
export function makeScale(stretches: readonly Stretch[], window: TimeWindow | null, cells: number, foldCells: number): TimeScale {
	const clipped = clip(stretches, window);
	const folds = clipped.filter(({folded}) => folded).length;
	const active = clipped.length - folds;
	const activeMs = activeLength(clipped);
	const foldWidth = folds === 0 ? 0 : Math.max(1, Math.min(foldCells, Math.floor((cells * MAX_FOLD_SHARE) / folds)));
	const room = Math.max(0, cells - folds * foldWidth);
	const least = folds === 0 ? 0 : Math.min(MIN_CELLS, Math.floor(room / Math.max(1, active)));
	const free = room - active * least;
	let seenMs = 0;
	let seen = 0;
	let cell = 0;
	const shown = clipped.map((stretch): ShownStretch => {
		if (stretch.folded) {
			const fold = {...stretch, cell, cells: foldWidth};
			cell += foldWidth;
			return fold;
		}
		const before = share(seenMs, seen);
		seenMs += stretch.toMs - stretch.fromMs;
		seen++;
		const width = least + share(seenMs, seen) - before;
		const placedStretch = {...stretch, cell, cells: width};
		cell += width;
		return placedStretch;
	});
	return {cells, shown};

	/** Free cells of the stretches up to one of them: by their length, or even where none has a length. */
	function share(ms: number, count: number): number {
		return Math.round(free * (activeMs > 0 ? ms / activeMs : count / Math.max(1, active)));
	}
}

/** The stretches and parts of stretches in the window; a fold only where both its sides are in it. */
function clip(stretches: readonly Stretch[], window: TimeWindow | null): readonly Stretch[] {
	if (window === null) return stretches;
	const parts: (Stretch | null)[] = [];
	let active = 0;
	for (const stretch of stretches) {
		const {fromMs, toMs, folded} = stretch;
		if (folded) {
			parts.push(stretch);
			continue;
		}
		const length = toMs - fromMs;
		const from = Math.max(0, window.from - active);
		const to = Math.min(length, window.to - active);
		parts.push(to > from || (length === 0 && from === 0 && to === 0) ? {fromMs: fromMs + from, toMs: fromMs + to, folded} : null);
		active += length;
	}
	return parts.filter(
		(part, index): part is Stretch =>
			part !== null && (!part.folded || (index > 0 && index < parts.length - 1 && parts[index - 1] !== null && parts[index + 1] !== null)),
	);
}

/** The cell of a moment; -1: before what is shown, `cells`: after it. */
export function cellOf({shown, cells}: TimeScale, ms: number): number {
	for (let index = 0; index < shown.length; index++) {
		const stretch = shown[index];
		if (stretch === undefined || ms > stretch.toMs) continue;
		// The ends of a fold are moments of its neighbors.
		if (stretch.folded && ms >= stretch.toMs) continue;
		if (ms < stretch.fromMs) return index === 0 ? -1 : Math.min(stretch.cell, cells - 1);
		return Math.max(0, Math.min(cells - 1, cellInStretch(stretch, ms, index === 0, index === shown.length - 1)));
	}
	return cells;
}

function cellInStretch({fromMs, toMs, cell, cells}: ShownStretch, ms: number, isFirst: boolean, isLast: boolean): number {
	const last = Math.max(0, cells - 1);
	if (toMs > fromMs) return cell + Math.min(last, Math.floor(((ms - fromMs) / (toMs - fromMs)) * cells));
	// A single moment: at the edge of the row, or in the middle of its place.
	return cell + (isFirst ? 0 : isLast ? last : last >> 1);
}

/** The same as `cellOf` for very many moments, most of which are near the one before. */
export function cellFinder(scale: TimeScale): (ms: number) => number {
	const {shown, cells} = scale;
	const first = shown[0]?.fromMs ?? 0;
	const last = shown.at(-1)?.toMs ?? 0;
	let stretch = shown[0];
	return (ms) => {
		if (ms < first && shown.length > 0) return -1;
		if (ms > last) return cells;
		if (stretch !== undefined && !stretch.folded && ms >= stretch.fromMs && ms < stretch.toMs) {
			const {fromMs, toMs, cell} = stretch;
			return Math.max(
				0,
				Math.min(cells - 1, cell + Math.min(Math.max(0, stretch.cells - 1), Math.floor(((ms - fromMs) / (toMs - fromMs)) * stretch.cells))),
			);
		}
		stretch = shown.find(({fromMs, toMs}) => ms >= fromMs && ms < toMs) ?? stretch;
		return cellOf(scale, ms);
	};
}

export function isShown(scale: TimeScale, ms: number): boolean {
	const cell = cellOf(scale, ms);
	return cell >= 0 && cell < scale.cells;
}

/**
 * @param length all that is not folded
 * @param focus moment that stays where it is, not counting what is folded
 * @param factor above 1: nearer
 * @param least of a window
 */
export function zoom(window: TimeWindow | null, length: number, focus: number, factor: number, least: number): TimeWindow | null {
	const {from, to} = window ?? {from: 0, to: length};
	const size = Math.max(Math.min(least, to - from), (to - from) / factor);
	if (size >= length || length <= 0) return null;
	const center = focus < from || focus > to ? (from + to) / 2 : focus;
	const place = Math.max(EDGE, Math.min(1 - EDGE, (center - from) / (to - from)));
	return placed(center - place * size, size, length);
}

/** @param share of what is shown; below 0: to the left */
export function pan(window: TimeWindow | null, length: number, share: number): TimeWindow | null {
	if (window === null) return null;
	const size = window.to - window.from;
	return placed(window.from + share * size, size, length);
}

/** The window of the same size with the moment in its middle. */
export function centered(window: TimeWindow | null, length: number, at: number): TimeWindow | null {
	if (window === null) return null;
	const size = window.to - window.from;
	return placed(at - size / 2, size, length);
}

function placed(from: number, size: number, length: number): TimeWindow {
	const start = Math.max(0, Math.min(from, length - size));
	return {from: start, to: start + size};
}
