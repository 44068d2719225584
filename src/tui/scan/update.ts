/** What keys do on the timeline of a scan. */
import {commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import type {Size} from '../rows.js';
import {UNICODE_SYMBOLS} from '../theme.js';
import {centerOn, LIST_BINDINGS, type ListMove, moveList, moveTo, pointList} from '../widgets/list.js';
import {cellOf, centered, isShown, pan, zoom} from '../widgets/time-scale.js';
import {isFailureEntry} from './entry-rows.js';
import {type ScanCommand, SCAN_BINDINGS} from './keys.js';
import {HEADING_ROWS, LANE_NAME_WIDTH, layoutScan, PANE_GAP} from './layout.js';
import type {ScanEffect, ScanModel} from './model.js';
import {momentsOf, placeOf} from './moments.js';
import {type ReadingRow, readingRows} from './reading.js';
import {scaleOf} from './view.js';

type Result = readonly [ScanModel, readonly ScanEffect[]];

const ZOOM_FACTOR = 3;
/** Nearer than this there is nothing more to tell apart. */
const LEAST_WINDOW_MS = 1;
const PAN_SHARE = 0.125;

/** @returns `null` where the key means nothing here */
export function updateScan(model: ScanModel, key: KeyName, size: Size): Result | null {
	// Its own keys come first: some of them move in other lists.
	const command = commandOf(SCAN_BINDINGS, key);
	if (command !== null) return run(model, command, size);
	const move = commandOf(LIST_BINDINGS, key);
	return move === null ? null : [moved(model, move, size), []];
}

/** @returns `null`: the pointer is on nothing that can be selected */
export function pointScan(model: ScanModel, pointer: Pointer, size: Size): ScanModel | null {
	const {titleRow, paneRows, isWide, entryColumns} = layoutScan(model, size);
	const {column, row, wheel} = pointer;
	if (row >= HEADING_ROWS && row < titleRow) return wheel === 0 ? atCell(model, column - LANE_NAME_WIDTH, size) : null;
	const isReading = isWide ? column >= entryColumns + PANE_GAP : model.pane === 'findings';
	const count = isReading ? readingOf(model, size).length : model.scan.timeline.length;
	const list = pointList(isReading ? model.reading : model.entries, pointer, titleRow + 1, count, paneRows);
	if (list === null) return null;
	return isReading ? {...model, pane: 'findings', reading: list} : followed({...model, pane: 'entries', entries: list}, size);
}

/** The line of the scan that stands nearest to a cell of the lanes. */
function atCell(model: ScanModel, cell: number, size: Size): ScanModel | null {
	const moments = momentsOf(model.scan);
	const {laneCells, paneRows} = layoutScan(model, size);
	if (cell < 0 || moments.layout === null) return null;
	const scale = scaleOf(model, moments, laneCells);
	const distances = moments.elapsed.map((ms) => (ms === null ? Number.POSITIVE_INFINITY : Math.abs(cellOf(scale, ms) - cell)));
	const nearest = distances.indexOf(Math.min(...distances));
	return nearest < 0 ? null : {...model, pane: 'entries', entries: moveTo(model.entries, nearest, model.scan.timeline.length, paneRows)};
}

function moved(model: ScanModel, move: ListMove, size: Size): ScanModel {
	const {paneRows} = layoutScan(model, size);
	if (model.pane === 'findings') return {...model, reading: moveList(model.reading, move, readingOf(model, size).length, paneRows)};
	return followed({...model, entries: moveList(model.entries, move, model.scan.timeline.length, paneRows)}, size);
}

function run(model: ScanModel, command: ScanCommand, size: Size): Result {
	switch (command) {
		case 'open':
			return withLine(model, size, (line) => ({type: 'open-line', line}));
		case 'copy-line':
			return copied(model, size);
		case 'copy-place':
			return withLine(model, size, (line) => ({type: 'copy-place', line}));
		case 'copy-scan':
			return [model, [{type: 'copy-scan', scan: model.scan}]];
		case 'other-pane':
			return [{...model, pane: model.pane === 'entries' ? 'findings' : 'entries'}, []];
		case 'zoom-in':
			return zoomed(model, ZOOM_FACTOR);
		case 'zoom-out':
			return zoomed(model, 1 / ZOOM_FACTOR);
		case 'whole':
			return [{...model, window: null}, []];
		case 'left':
			return panned(model, -PAN_SHARE, size);
		case 'right':
			return panned(model, PAN_SHARE, size);
		case 'half-left':
			return panned(model, -0.5, size);
		case 'half-right':
			return panned(model, 0.5, size);
		case 'next-failure':
			return toFailure(model, 1, size);
		case 'previous-failure':
			return toFailure(model, -1, size);
		case 'next-scan':
		case 'previous-scan':
			return [model, [{type: command}]];
	}
}

/** Signs do not change how text is wrapped. */
function readingOf(model: ScanModel, size: Size): readonly ReadingRow[] {
	return readingRows(model, layoutScan(model, size).readingColumns, UNICODE_SYMBOLS);
}

/** The line that the cursor is on; in the findings the next one that is quoted, or the one before. */
function withLine(model: ScanModel, size: Size, effect: (line: number) => ScanEffect): Result {
	const line =
		model.pane === 'entries'
			? (model.scan.timeline[model.entries.cursor]?.line ?? null)
			: quotedLine(readingOf(model, size), model.reading.cursor);
	return [model, [line === null ? {type: 'say', text: 'No log line here.'} : effect(line)]];
}

/** In the findings, the command or the line that stands at the cursor or next below it. */
function copied(model: ScanModel, size: Size): Result {
	const rows = model.pane === 'findings' ? readingOf(model, size) : [];
	const command = rows.slice(model.reading.cursor).find((row) => row.command !== null || row.line !== null)?.command ?? null;
	if (command !== null) return [model, [{type: 'copy-text', text: command, what: `the command "${command}"`}]];
	return withLine(model, size, (line) => ({type: 'copy-line', line}));
}

function quotedLine(rows: readonly ReadingRow[], cursor: number): number | null {
	const at = Math.min(cursor, rows.length - 1);
	const row = rows.slice(at).find(({line}) => line !== null) ?? rows.slice(0, Math.max(0, at)).findLast(({line}) => line !== null);
	return row?.line ?? null;
}

function zoomed(model: ScanModel, factor: number): Result {
	const moments = momentsOf(model.scan);
	if (moments.length <= 0)
		return [model, [{type: 'say', text: moments.layout === null ? 'The log has no times here.' : 'All of its events have the same time.'}]];
	const window = zoom(model.window, moments.length, placeOf(moments, model.entries.cursor) ?? 0, factor, LEAST_WINDOW_MS);
	if (window === null && model.window === null) return [model, [{type: 'say', text: 'The whole scan is shown.'}]];
	return [{...model, window}, []];
}

/** The cursor goes along, as far as there is an entry in what is shown. */
function panned(model: ScanModel, share: number, size: Size): Result {
	if (model.window === null) return [model, [{type: 'say', text: 'The whole scan is shown. Press + to zoom in at the cursor.'}]];
	const moments = momentsOf(model.scan);
	const next = {...model, window: pan(model.window, moments.length, share)};
	const {laneCells, paneRows} = layoutScan(model, size);
	const scale = scaleOf(next, moments, laneCells);
	const isIn = (ms: number | null): boolean => ms !== null && isShown(scale, ms);
	if (isIn(moments.elapsed[model.entries.cursor] ?? null)) return [next, []];
	const entry = share > 0 ? moments.elapsed.findIndex(isIn) : moments.elapsed.findLastIndex(isIn);
	return [entry < 0 ? next : {...next, entries: moveTo(next.entries, entry, model.scan.timeline.length, paneRows)}, []];
}

/** Shows the moment under the cursor. */
function followed(model: ScanModel, size: Size): ScanModel {
	if (model.window === null) return model;
	const moments = momentsOf(model.scan);
	const ms = moments.elapsed[model.entries.cursor] ?? null;
	if (ms === null || isShown(scaleOf(model, moments, layoutScan(model, size).laneCells), ms)) return model;
	return {...model, window: centered(model.window, moments.length, placeOf(moments, model.entries.cursor) ?? 0)};
}

function toFailure(model: ScanModel, step: 1 | -1, size: Size): Result {
	const {timeline} = model.scan;
	for (let at = model.entries.cursor + step; at >= 0 && at < timeline.length; at += step) {
		const entry = timeline[at];
		if (entry === undefined || !isFailureEntry(entry)) continue;
		const {paneRows} = layoutScan(model, size);
		const isVisible = at >= model.entries.top && at < model.entries.top + paneRows;
		const entries = isVisible ? moveTo(model.entries, at, timeline.length, paneRows) : centerOn(at, timeline.length, paneRows);
		return [followed({...model, pane: 'entries', entries}, size), []];
	}
	return [
		model,
		[
			{
				type: 'say',
				text: timeline.some(isFailureEntry) ? `No failure ${step > 0 ? 'below' : 'above'} this line.` : 'Nothing in this scan failed.',
			},
		],
	];
}
