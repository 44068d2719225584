/** The screen of a scan: what it is, its lanes, and below them its lines and findings. */
import {fill} from '../../core/wording/cells.js';
import {counted} from '../../core/wording/labels.js';
import {fitRow, fitRows, type Row, selectedRow, type Size, type Span, span} from '../rows.js';
import type {Symbols, Theme} from '../theme.js';
import {moveTo} from '../widgets/list.js';
import {cellOf, makeScale, type TimeScale} from '../widgets/time-scale.js';
import {detailRows, entryRows} from './entry-rows.js';
import {headingRows} from './heading.js';
import {laneRows, legendRow} from './lanes.js';
import {spokenLanes} from './spoken.js';
import {HEADING_ROWS, LANE_NAME_WIDTH, layoutScan, PANE_GAP, type ScanLayout} from './layout.js';
import type {ScanModel} from './model.js';
import {type Moments, momentsOf} from './moments.js';
import {readingRows} from './reading.js';
import {rulerRows} from './ruler.js';

/** Cells for the length of a folded gap: `≈ 12 h 30 min ≈`. */
const FOLD_CELLS = 12;

export function scaleOf({window}: ScanModel, {stretches}: Moments, cells: number): TimeScale {
	return makeScale(stretches, window, cells, FOLD_CELLS);
}

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewScan(model: ScanModel, size: Size, theme: Theme): readonly Row[] {
	const {symbols} = theme;
	const layout = layoutScan(model, size);
	const moments = momentsOf(model.scan);
	const rows: readonly Row[] = [
		...headingRows(model.scan, size.columns, symbols),
		...(moments.layout === null
			? [[span('The log has no times here, so no timeline can be drawn.', 'dim')]]
			: theme.isSpoken === true
				? fitRows(spokenLanes(moments, size.columns), layout.titleRow - HEADING_ROWS)
				: laneArea(model, moments, layout, size, symbols)),
		...paneArea(model, moments, layout, size, symbols),
		...fitRows(detailRows(model.scan.timeline[model.entries.cursor], size.columns, layout.detailRows, symbols), layout.detailRows),
	];
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}

function laneArea(model: ScanModel, moments: Moments, layout: ScanLayout, {columns}: Size, symbols: Symbols): readonly Row[] {
	if (moments.layout === null) return [];
	const scale = scaleOf(model, moments, layout.laneCells);
	const {cursor} = model.entries;
	const ms = moments.elapsed[cursor] ?? null;
	const cell = ms === null ? null : cellOf(scale, ms);
	const isInside = cell !== null && cell >= 0 && cell < scale.cells;
	const lanes = moments.layout.lanes.filter(({id}) => layout.lanes.includes(id));
	const look = {line: model.scan.timeline[cursor]?.line ?? -1, cell: isInside ? cell : null};
	const name = [zoomText(model, moments), moments.layout.clockWentBack ? 'clock reset' : ''];
	return [
		...(layout.rulerRows === 0
			? []
			: rulerRows(scale, cell, layout.rulerRows, symbols).map(
					(row, index): Row => [span(fill(name[index] ?? '', LANE_NAME_WIDTH), 'warning'), ...row],
				)),
		...lanes.flatMap((lane) => laneRows(lane, layout.barRows, scale, look, symbols)),
		...(layout.legendRows === 0 ? [] : [legendRow(lanes, columns, symbols)]),
	];
}

/** How much of the scan is shown. */
function zoomText({window}: ScanModel, {length}: Moments): string {
	if (window === null) return '';
	const factor = length / (window.to - window.from);
	return `zoom ${factor < 10 ? factor.toFixed(1) : factor < 10_000 ? Math.round(factor) : '>9999'}`;
}

function paneArea(model: ScanModel, moments: Moments, layout: ScanLayout, {columns}: Size, symbols: Symbols): readonly Row[] {
	const {isWide, entryColumns, readingColumns, paneRows} = layout;
	const entriesTitle = entryTitle(model, symbols);
	const readingTitle = findingTitle(model, symbols);
	if (!isWide) {
		const isEntries = model.pane === 'entries';
		const title: Row = [...entriesTitle, span('   '), ...readingTitle, span('  (Tab)', 'dim')];
		return [
			title,
			...fitRows(isEntries ? entries(model, moments, layout, columns, symbols) : reading(model, layout, columns, symbols), paneRows),
		];
	}
	const left: readonly Row[] = [entriesTitle, ...fitRows(entries(model, moments, layout, entryColumns, symbols), paneRows)];
	const right: readonly Row[] = [readingTitle, ...fitRows(reading(model, layout, readingColumns, symbols), paneRows)];
	const gap = span(fill(` ${symbols.vertical}`, PANE_GAP), 'dim');
	return left.map(
		(row, index): Row => [
			...fitRow(row, entryColumns, symbols.ellipsis),
			gap,
			...fitRow(right[index] ?? [], readingColumns, symbols.ellipsis),
		],
	);
}

function entryTitle({scan: {timeline}, entries: {cursor}, pane}: ScanModel, symbols: Symbols): Row {
	const count = timeline.length === 0 ? 'none' : `${cursor + 1} of ${timeline.length}`;
	return paneTitle('Lines', count, pane === 'entries', symbols);
}

function findingTitle({findings, scan, pane}: ScanModel, symbols: Symbols): Row {
	const errors = findings.filter(({severity}) => severity === 'error').length;
	const deviations = scan.deviations.length === 0 ? '' : `, ${counted(scan.deviations.length, 'deviation')}`;
	return paneTitle(
		'Findings',
		`${findings.length}${errors === 0 ? '' : ` (${counted(errors, 'error')})`}${deviations}`,
		pane === 'findings',
		symbols,
	);
}

function paneTitle(title: string, count: string, isHere: boolean, {pointer}: Symbols): Row {
	const sign: Span = isHere ? span(`${pointer} `, 'accent') : span('  ');
	return [sign, span(title, isHere ? 'heading' : 'normal'), span(` ${count}`, 'dim')];
}

function entries(model: ScanModel, moments: Moments, {paneRows}: ScanLayout, columns: number, symbols: Symbols): readonly Row[] {
	const {timeline} = model.scan;
	if (timeline.length === 0) return [[span('  Nothing was logged within this scan.', 'dim')]];
	const {top, cursor} = moveTo(model.entries, model.entries.cursor, timeline.length, paneRows);
	return entryRows(model.scan, moments, top, paneRows, symbols).map((row, index): Row => {
		const isHere = top + index === cursor;
		const cells: Row = [span(isHere ? `${symbols.pointer} ` : '  ', 'accent'), ...row];
		return isHere ? selectedRow(fitRow(cells, columns, symbols.ellipsis)) : cells;
	});
}

function reading(model: ScanModel, {paneRows, readingColumns}: ScanLayout, columns: number, symbols: Symbols): readonly Row[] {
	const rows = readingRows(model, readingColumns, symbols);
	const {top, cursor} = moveTo(model.reading, model.reading.cursor, rows.length, paneRows);
	return rows
		.slice(top, top + paneRows)
		.map(
			({row}, index): Row =>
				model.pane === 'findings' && top + index === cursor ? selectedRow(fitRow(row, columns, symbols.ellipsis)) : row,
		);
}
