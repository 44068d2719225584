/** Which scans stand in which cell: counted once for each zoom and size. */
import {cellFinder, makeScale, type TimeScale} from '../widgets/time-scale.js';
import type {OverviewData} from './data.js';
import {FAILED} from './grades.js';
import type {OverviewModel} from './model.js';

export interface GridSize {
	readonly cells: number;
	/** Lanes by name, the one of all others among them. */
	readonly laneRows: number;
}

export interface GridLane {
	readonly name: string;
	/** Scans of the lane, those out of sight too. */
	readonly count: number;
	/** Scans that begin in each cell. */
	readonly begun: Uint32Array;
	/** 1 + the gravest grade of those that begin there; 0: none. */
	readonly gravest: Uint8Array;
	/** The same of those that go on there. */
	readonly running: Uint8Array;
}

export interface Grid {
	readonly scale: TimeScale;
	/** Cell of each scan; -1 or `scale.cells`: out of sight. */
	readonly cellOfScan: Int32Array;
	readonly lanes: readonly GridLane[];
	/** Scans that begin in each cell, and those of them that failed. */
	readonly begun: Uint32Array;
	readonly failed: Uint32Array;
	/** The most scans in one cell. */
	readonly most: number;
}

/** Cells for the length of a quiet gap: `≈ 12 h 30 min ≈`. */
const FOLD_CELLS = 14;

/** The last one made of the data, and what it was made for. */
interface CachedGrid {
	readonly model: Pick<OverviewModel, 'window' | 'lanes'>;
	readonly cells: number;
	readonly laneRows: number;
	readonly grid: Grid;
}

const cache = new WeakMap<OverviewData, CachedGrid>();

export function gridOf({data, window, lanes}: OverviewModel, {cells, laneRows}: GridSize): Grid {
	const known = cache.get(data);
	if (
		known !== undefined &&
		known.cells === cells &&
		known.laneRows === laneRows &&
		known.model.lanes === lanes &&
		known.model.window === window
	)
		return known.grid;
	const grid = makeGrid(data, {window, lanes}, cells, laneRows);
	cache.set(data, {model: {window, lanes}, cells, laneRows, grid});
	return grid;
}

/** Row of a scan among the lanes; the last one takes all names that have no lane of their own. */
export function laneOfScan({data, lanes}: Pick<OverviewModel, 'data' | 'lanes'>, index: number, laneRows: number): number {
	return Math.min(data.groups[lanes].nameOf[index] ?? 0, Math.max(0, laneRows - 1));
}

function makeGrid(
	data: OverviewData,
	{window, lanes: kind}: Pick<OverviewModel, 'window' | 'lanes'>,
	cells: number,
	laneRows: number,
): Grid {
	const {starts, ends, grades} = data;
	const {names, counts, nameOf} = data.groups[kind];
	const scale = makeScale(data.stretches, window, cells, FOLD_CELLS);
	const lanes = Array.from({length: laneRows}, (_, row): GridLane => {
		const isRest = row === laneRows - 1 && names.length > laneRows;
		return {
			name: isRest ? `${names.length - row} others` : (names[row] ?? ''),
			count: isRest ? counts.slice(row).reduce((sum, count) => sum + count, 0) : (counts[row] ?? 0),
			begun: new Uint32Array(cells),
			gravest: new Uint8Array(cells),
			running: new Uint8Array(cells),
		};
	});
	const cellOfScan = new Int32Array(starts.length);
	const begun = new Uint32Array(cells);
	const failed = new Uint32Array(cells);
	const cellOf = cellFinder(scale);
	for (let index = 0; index < starts.length; index++) {
		const from = cellOf(starts[index] ?? 0);
		const to = cellOf(ends[index] ?? 0);
		cellOfScan[index] = from;
		const lane = lanes[Math.min(nameOf[index] ?? 0, laneRows - 1)];
		const grade = grades[index] ?? 0;
		if (lane === undefined) continue;
		for (let cell = from + 1; cell <= Math.min(to, cells - 1); cell++) raise(lane.running, cell, grade + 1);
		if (from < 0 || from >= cells) continue;
		add(begun, from);
		add(lane.begun, from);
		if (grade === FAILED) add(failed, from);
		raise(lane.gravest, from, grade + 1);
	}
	return {scale, cellOfScan, lanes, begun, failed, most: begun.reduce((most, count) => Math.max(most, count), 0)};
}

function add(counts: Uint32Array, cell: number): void {
	counts[cell] = (counts[cell] ?? 0) + 1;
}

function raise(values: Uint8Array, cell: number, value: number): void {
	if ((values[cell] ?? 0) < value) values[cell] = value;
}

/** Indexes of the scans in the cell and row of the cursor, in order of time. */
export function underCursor(model: OverviewModel, layout: GridSize): readonly number[] {
	const {at, isAll} = model;
	const {cellOfScan, scale} = gridOf(model, layout);
	const cell = cellOfScan[at];
	if (cell === undefined) return [];
	if (cell < 0 || cell >= scale.cells) return [at];
	const lane = laneOfScan(model, at, layout.laneRows);
	const found: number[] = [];
	cellOfScan.forEach((other, index) => {
		if (other === cell && (isAll || laneOfScan(model, index, layout.laneRows) === lane)) found.push(index);
	});
	return found;
}
