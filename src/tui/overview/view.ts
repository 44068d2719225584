/** The overview: all scans of all files on one line of time, how many and how they ended; below it the one under the cursor. */
import type {FileReport} from '../../core/index.js';
import {counted} from '../../core/wording/labels.js';
import {fill, fillLeft} from '../../core/wording/cells.js';
import {fitRow, fitRows, type Row, rowWidth, type Size, type Span, span} from '../rows.js';
import {scanSummary} from '../scan/summary.js';
import {nameAmong} from '../scans/file-names.js';
import type {Symbols, Theme} from '../theme.js';
import {type CellRow, cellRow, put, selectCells, spansOf} from '../widgets/cell-row.js';
import type {TimeScale} from '../widgets/time-scale.js';
import type {OverviewData} from './data.js';
import {densitySign, densityText, GRADES, SUCCEEDED} from './grades.js';
import {type Grid, type GridLane, gridOf, laneOfScan, underCursor} from './grid.js';
import {layoutOverview, type OverviewLayout} from './layout.js';
import type {OverviewModel} from './model.js';
import {rulerRows} from './ruler.js';
import {detailRow, listRows, rangeText} from './under-cursor.js';

/** Row of all scans, above the lanes. */
const ALL = -1;

/**
 * @param files whose findings say what to do for the scan under the cursor
 * @returns exactly `size.rows` rows of exactly `size.columns` cells
 */
export function viewOverview(model: OverviewModel, size: Size, theme: Theme, files: readonly FileReport[] = []): readonly Row[] {
	const {symbols} = theme;
	const layout = layoutOverview(model, size);
	const {isSpoken = false} = theme;
	const draw = isSpoken ? spokenOverview : picture;
	const rows = model.data.scans.length === 0 ? [[span(emptyText(model.data))]] : draw(model, files, layout, size, symbols);
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}

function emptyText({untimed}: OverviewData): string {
	return untimed === 0
		? 'These logs contain no scans.'
		: `${counted(untimed, 'scan')}, but none has a time, so there is no timeline to show.`;
}

/** The scan that the cursor is on, in full; where there are several, the one that stands first in the list. */
function summary(
	{data, at}: OverviewModel,
	files: readonly FileReport[],
	{summaryRows}: OverviewLayout,
	{columns}: Size,
	symbols: Symbols,
): readonly Row[] {
	const entry = data.scans[at];
	if (summaryRows === 0 || entry === undefined) return [];
	return [
		[span(symbols.horizontal.repeat(columns), 'dim')],
		...scanSummary(entry.scan, files[entry.file]?.findings ?? [], nameAmong(files, entry.file), {columns, rows: summaryRows}, symbols),
	];
}

function picture(model: OverviewModel, files: readonly FileReport[], layout: OverviewLayout, size: Size, symbols: Symbols): readonly Row[] {
	const {data, at, isAll} = model;
	const grid = gridOf(model, layout);
	const cell = grid.cellOfScan[at] ?? -1;
	const row = isAll ? ALL : laneOfScan(model, at, layout.laneRows);
	const indexes = underCursor(model, layout);
	const label = (name: string, count: number | null, isHere: boolean): Span => {
		const number = fillLeft(count === null ? '' : String(count), layout.countWidth);
		const text = `${isHere ? symbols.pointer : ' '}${fill(name, layout.nameWidth - 1, symbols.ellipsis)} ${number} `;
		return isHere ? {text, role: 'strong', isSelected: true} : span(text);
	};
	return [
		...titleRows(model, layout, size.columns, symbols),
		...rulerRows(grid.scale, cell, layout.rulerRows, symbols).map(
			(ruler, index): Row => [label(index === 0 ? zoomText(model) : '', null, false), ...ruler],
		),
		...histogram(grid, layout.histogramRows, isAll ? cell : null, symbols).map(
			(bars, index): Row => [
				index === layout.histogramRows - 1
					? label('All scans', data.scans.length, row === ALL)
					: label('', index === 0 ? grid.most : null, false),
				...bars,
			],
		),
		...(layout.failedRows === 0 ? [] : [[label('Failed', data.failed, false), ...failedRow(grid, isAll ? cell : null, symbols)]]),
		...grid.lanes.map(
			(lane, index): Row => [
				label(lane.name, lane.count, row === index),
				...laneRow(lane, grid.scale, row === index ? cell : null, symbols),
			],
		),
		detailRow(data, indexes, symbols),
		...fitRows(listRows(data, indexes, at, size.columns, layout.listRows, symbols), layout.listRows),
		...summary(model, files, layout, size, symbols),
	];
}

/** In sentences, for those who hear it. */
function spokenOverview(
	model: OverviewModel,
	files: readonly FileReport[],
	layout: OverviewLayout,
	size: Size,
	symbols: Symbols,
): readonly Row[] {
	const {data, at, isAll} = model;
	const {lanes} = gridOf(model, layout);
	const here = isAll ? ALL : laneOfScan(model, at, layout.laneRows);
	const graded = lanes.map(() => GRADES.map(() => 0));
	data.grades.forEach((grade, index) => {
		const counts = graded[laneOfScan(model, index, layout.laneRows)];
		if (counts !== undefined) counts[grade] = (counts[grade] ?? 0) + 1;
	});
	const sentence = (name: string, count: number, counts: readonly number[], row: number): Row => {
		const text = `${name}: ${counted(count, 'scan')}, ${gradesText(counts)}.`;
		return [row === here ? {text, role: 'normal', isSelected: true} : span(text)];
	};
	return [
		...titleRows(model, {...layout, titleRows: 1}, size.columns, symbols),
		sentence('All scans', data.scans.length, data.graded, ALL),
		...lanes.map(({name, count}, row) => sentence(name, count, graded[row] ?? [], row)),
		detailRow(data, underCursor(model, layout), symbols),
		...listRows(data, underCursor(model, layout), at, size.columns, layout.listRows, symbols),
		...summary(model, files, layout, size, symbols),
	];
}

/** `2 failed, 5 succeeded` */
function gradesText(counts: readonly number[]): string {
	return GRADES.map(({label}, grade) => ({label, count: counts[grade] ?? 0}))
		.filter(({count}) => count > 0)
		.toReversed()
		.map(({label, count}) => `${count} ${label}`)
		.join(', ');
}

function titleRows({data}: OverviewModel, {titleRows: count}: OverviewLayout, columns: number, symbols: Symbols): readonly Row[] {
	const {scans, untimed} = data;
	const title: Row = [
		span(`${counted(scans.length, 'scan')}, ${rangeText(data, [0, scans.length - 1])}`, 'strong'),
		span(untimed === 0 ? '' : `; ${untimed} more without a time`, 'warning'),
	];
	return [title, legend(data, columns, symbols)].slice(0, count);
}

/** Signs with their numbers, the gravest first; then what the heights mean, where there is room. */
function legend(data: OverviewData, columns: number, symbols: Symbols): Row {
	const whole = legendParts(data, `: ${densityText(symbols)} per cell`, symbols);
	return rowWidth(whole) <= columns ? whole : legendParts(data, '', symbols);
}

function legendParts({graded}: OverviewData, density: string, symbols: Symbols): Row {
	const parts = GRADES.flatMap(({label, role, sign}, grade): readonly Span[] => {
		const count = graded[grade] ?? 0;
		if (count === 0) return [];
		return grade === SUCCEEDED ? [span(`${count} ${label}${density}`, role)] : [span(`${sign(symbols)} ${count} ${label}  `, role)];
	});
	return parts.toReversed();
}

function zoomText({window, data}: OverviewModel): string {
	if (window === null) return '';
	const factor = data.length / (window.to - window.from);
	return `zoom ${factor < 10 ? factor.toFixed(1) : Math.round(factor)}`;
}

function blank(scale: TimeScale, {fold}: Symbols): CellRow {
	const row = cellRow(scale.cells);
	for (const {folded, cell, cells} of scale.shown) if (folded) put(row, cell, fold.repeat(cells), 'dim');
	return row;
}

/** Bars of eighths, as high as there are rows; the highest is the fullest cell. */
function histogram({begun, most, scale}: Grid, rows: number, cursor: number | null, symbols: Symbols): readonly Row[] {
	const {levels} = symbols;
	return Array.from({length: rows}, (_, index): Row => {
		const row = blank(scale, symbols);
		const floor = (rows - 1 - index) * levels.length;
		begun.forEach((count, cell) => {
			if (count === 0) return;
			const height = Math.max(1, Math.round((count / most) * rows * levels.length));
			if (height > floor) put(row, cell, levels[Math.min(levels.length, height - floor) - 1] ?? '', 'accent');
		});
		if (cursor !== null) selectCells(row, cursor);
		return spansOf(row);
	});
}

const MOST_DIGIT = 9;

/** How many failed in each cell. */
function failedRow({failed, scale}: Grid, cursor: number | null, symbols: Symbols): Row {
	const row = blank(scale, symbols);
	failed.forEach((count, cell) => {
		if (count > 0) put(row, cell, count > MOST_DIGIT ? '+' : String(count), 'bad');
	});
	if (cursor !== null) selectCells(row, cursor);
	return spansOf(row);
}

function laneRow({begun, gravest, running}: GridLane, scale: TimeScale, cursor: number | null, symbols: Symbols): Row {
	const row = blank(scale, symbols);
	gravest.forEach((here, cell) => {
		const grade = Math.max(here, running[cell] ?? 0) - 1;
		const info = GRADES[grade];
		if (info === undefined) return;
		const sign =
			here === 0 ? symbols.bar : here - 1 === SUCCEEDED ? densitySign(begun[cell] ?? 0, symbols) : (GRADES[here - 1]?.sign(symbols) ?? '');
		put(row, cell, sign, here === 0 ? info.role : (GRADES[here - 1]?.role ?? 'normal'));
	});
	if (cursor !== null) selectCells(row, cursor);
	return spansOf(row);
}
