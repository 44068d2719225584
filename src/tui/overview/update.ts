/** What keys do on the overview. */
import {counted} from '../../core/wording/labels.js';
import {commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import type {Size} from '../rows.js';
import {activeAt, centered, pan, zoom} from '../widgets/time-scale.js';
import {FAILED} from './grades.js';
import {gridOf, laneOfScan, underCursor} from './grid.js';
import {OVERVIEW_BINDINGS, type OverviewCommand} from './keys.js';
import {layoutOverview} from './layout.js';
import type {OverviewEffect, OverviewModel} from './model.js';
import {listedScans, rangeText} from './under-cursor.js';

type Result = readonly [OverviewModel, readonly OverviewEffect[]];

const ZOOM_FACTOR = 3;
const LEAST_WINDOW_MS = 10_000;

/** @returns `null` where the key means nothing here */
export function updateOverview(model: OverviewModel, key: KeyName, size: Size): Result | null {
	const command = commandOf(OVERVIEW_BINDINGS, key);
	if (command === null) return null;
	if (model.data.scans.length === 0) return [model, [say('None of these scans has a time.')]];
	return run(model, command, size);
}

/**
 * A click goes to the scan that stands nearest, in the lane that was hit; the wheel goes to earlier and later scans.
 *
 * @returns `null`: nothing is there
 */
export function pointOverview(model: OverviewModel, {column, row, wheel}: Pointer, size: Size): OverviewModel | null {
	if (model.data.scans.length === 0) return null;
	if (wheel !== 0) return sideways(model, wheel > 0 ? 1 : -1, size)[0];
	const layout = layoutOverview(model, size);
	const firstLane = layout.titleRows + layout.rulerRows + layout.histogramRows + layout.failedRows;
	const listed = row - firstLane - layout.laneRows - 1;
	if (listed >= 0) {
		const at = listedScans(underCursor(model, layout), model.at, layout.listRows)[listed];
		return at === undefined ? null : {...model, at};
	}
	const cell = column - (size.columns - layout.cells);
	const lane = row - firstLane;
	if (row < layout.titleRows || lane >= layout.laneRows || cell < 0) return null;
	const {cellOfScan, scale} = gridOf(model, layout);
	let nearest = -1;
	let least = Number.POSITIVE_INFINITY;
	cellOfScan.forEach((itsCell, index) => {
		if (itsCell < 0 || itsCell >= scale.cells || (lane >= 0 && laneOfScan(model, index, layout.laneRows) !== lane)) return;
		if (Math.abs(itsCell - cell) >= least) return;
		least = Math.abs(itsCell - cell);
		nearest = index;
	});
	return nearest < 0 ? null : {...model, at: nearest, isAll: lane < 0};
}

function run(model: OverviewModel, command: OverviewCommand, size: Size): Result {
	switch (command) {
		case 'left':
			return sideways(model, -1, size);
		case 'right':
			return sideways(model, 1, size);
		case 'up':
			return toLane(model, -1, size);
		case 'down':
			return toLane(model, 1, size);
		case 'first':
		case 'last': {
			const at = edge(model, command, size);
			return [followed({...model, at}, size), []];
		}
		case 'zoom-in':
			return zoomed(model, ZOOM_FACTOR);
		case 'zoom-out':
			return zoomed(model, 1 / ZOOM_FACTOR);
		case 'whole':
			return [{...model, window: null}, []];
		case 'half-left':
			return panned(model, -0.5, size);
		case 'half-right':
			return panned(model, 0.5, size);
		case 'next-failed':
			return toFailed(model, 1, size);
		case 'previous-failed':
			return toFailed(model, -1, size);
		case 'lanes':
			return [
				{...model, lanes: model.lanes === 'caller' ? 'service' : 'caller', isAll: true},
				[say(model.lanes === 'caller' ? 'Grouped by service.' : 'Grouped by caller.')],
			];
		case 'open':
			return opened(model, size);
	}
}

function say(text: string): OverviewEffect {
	return {type: 'say', text};
}

function opened(model: OverviewModel, size: Size): Result {
	const indexes = underCursor(model, layoutOverview(model, size));
	const scans = indexes.flatMap((index) => model.data.scans[index] ?? []);
	const [first] = scans;
	if (first === undefined) return [model, []];
	if (scans.length === 1) return [model, [{type: 'open-scan', file: first.file, scan: first.scan}]];
	return [model, [{type: 'filter-range', scans, what: rangeText(model.data, indexes)}]];
}

/** The next scan in a direction that the cursor may be on, and that is wanted. */
function nextScan({data, at}: OverviewModel, step: 1 | -1, isWanted: (index: number) => boolean): number | null {
	for (let index = at + step; index >= 0 && index < data.scans.length; index += step) if (isWanted(index)) return index;
	return null;
}

/** In the row that the cursor is in. */
function isInRow(model: OverviewModel, size: Size): (index: number) => boolean {
	if (model.isAll) return () => true;
	const {laneRows} = layoutOverview(model, size);
	const lane = laneOfScan(model, model.at, laneRows);
	return (index) => laneOfScan(model, index, laneRows) === lane;
}

/** In another cell than the cursor. Out of sight, each scan counts as a cell of its own. */
function isElsewhere(model: OverviewModel, size: Size): (index: number) => boolean {
	const {cellOfScan, scale} = gridOf(model, layoutOverview(model, size));
	const here = cellOfScan[model.at] ?? -1;
	return (index) => cellOfScan[index] !== here || here < 0 || here >= scale.cells;
}

function sideways(model: OverviewModel, step: 1 | -1, size: Size): Result {
	const isHere = isInRow(model, size);
	const isOther = isElsewhere(model, size);
	const at = nextScan(model, step, (index) => isHere(index) && isOther(index));
	return at === null
		? [model, [say(step > 0 ? 'This is the last scan in the row.' : 'This is the first scan in the row.')]]
		: [followed({...model, at}, size), []];
}

function edge(model: OverviewModel, end: 'first' | 'last', size: Size): number {
	const isHere = isInRow(model, size);
	const {length} = model.data.scans;
	for (let offset = 0; offset < length; offset++) {
		const index = end === 'first' ? offset : length - 1 - offset;
		if (isHere(index)) return index;
	}
	return model.at;
}

/** To the scan of that lane that is nearest in time. */
function toLane(model: OverviewModel, step: 1 | -1, size: Size): Result {
	const {data, at, isAll} = model;
	const {laneRows} = layoutOverview(model, size);
	const lane = (isAll ? -1 : laneOfScan(model, at, laneRows)) + step;
	if (lane < -1 || lane >= laneRows) return [model, []];
	if (lane === -1) return [{...model, isAll: true}, []];
	const isThere = (index: number): boolean => laneOfScan(model, index, laneRows) === lane;
	if (isThere(at)) return [{...model, isAll: false}, []];
	const before = nextScan(model, -1, isThere);
	const after = nextScan(model, 1, isThere);
	const distance = (index: number | null): number =>
		index === null ? Number.POSITIVE_INFINITY : Math.abs((data.starts[index] ?? 0) - (data.starts[at] ?? 0));
	const nearest = distance(before) <= distance(after) ? before : after;
	return nearest === null ? [model, []] : [followed({...model, at: nearest, isAll: false}, size), []];
}

function toFailed(model: OverviewModel, step: 1 | -1, size: Size): Result {
	const isOther = isElsewhere(model, size);
	const at = nextScan(model, step, (index) => model.data.grades[index] === FAILED && isOther(index));
	if (at !== null) return [followed({...model, at}, size), []];
	const {failed} = model.data;
	return [
		model,
		[
			say(
				failed === 0
					? 'No scans failed.'
					: `No failed scan ${step > 0 ? 'after' : 'before'} this one (${counted(failed, 'failed scan')} in total).`,
			),
		],
	];
}

function zoomed(model: OverviewModel, factor: number): Result {
	const {data, at, window} = model;
	const next = zoom(window, data.length, activeAt(data.stretches, data.starts[at] ?? 0), factor, LEAST_WINDOW_MS);
	if (next === null && window === null) return [model, [say(factor > 1 ? 'Cannot zoom in any further.' : 'The whole period is shown.')]];
	return [{...model, window: next}, []];
}

/** The cursor goes along, as far as there is a scan in what is shown. */
function panned(model: OverviewModel, share: number, size: Size): Result {
	if (model.window === null) return [model, [say('The whole period is shown. Press + to zoom in at the cursor.')]];
	const next = {...model, window: pan(model.window, model.data.length, share)};
	const {cellOfScan, scale} = gridOf(next, layoutOverview(next, size));
	const isShown = (index: number): boolean => (cellOfScan[index] ?? -1) >= 0 && (cellOfScan[index] ?? -1) < scale.cells;
	if (isShown(model.at)) return [next, []];
	const isHere = isInRow(model, size);
	const at = nextScan(model, share > 0 ? 1 : -1, (index) => isHere(index) && isShown(index));
	return [at === null ? next : {...next, at}, []];
}

/** Shows the scan under the cursor. */
function followed(model: OverviewModel, size: Size): OverviewModel {
	if (model.window === null) return model;
	const {cellOfScan, scale} = gridOf(model, layoutOverview(model, size));
	const cell = cellOfScan[model.at] ?? -1;
	if (cell >= 0 && cell < scale.cells) return model;
	return {...model, window: centered(model.window, model.data.length, activeAt(model.data.stretches, model.data.starts[model.at] ?? 0))};
}
