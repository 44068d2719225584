/** The machines screen: the answer for the fleet, and each machine with its worst problem. */
import {plainText} from '../../core/wording/plain-text.js';
import type {Level} from '../../core/triage/summary.js';
import {headline} from '../../core/triage/labels.js';
import {fill} from '../../core/wording/cells.js';
import {fitRow, fitRows, type Row, selectedRow, type Size, span} from '../rows.js';
import type {Symbols, Theme} from '../theme.js';
import {type ListAndDetail, placeDetail, withDetail} from '../widgets/detail.js';
import {windowOf} from '../widgets/list.js';
import {viewMenu} from '../widgets/menu.js';
import {promptRow} from '../widgets/prompt.js';
import {LEVEL_ROLES, machineColumns, SIGN} from './columns.js';
import {machineSummary} from './summary.js';
import {isMachinesFiltered, type MachinesModel, problemOf} from './model.js';

const HEADLINE_ROWS = 1;
/** Headline, heading and names of the columns. */
export const HEAD_ROWS = HEADLINE_ROWS + 2;

function layoutMachines({shown}: MachinesModel, {columns, rows}: Size): ListAndDetail {
	return placeDetail({columns, rows: rows - HEADLINE_ROWS}, HEAD_ROWS - HEADLINE_ROWS + Math.max(1, shown.length));
}

/** Rows for machines. */
export function machineRows(model: MachinesModel, size: Size): number {
	return Math.max(1, layoutMachines(model, size).list.rows - HEAD_ROWS + HEADLINE_ROWS);
}

function signOf(level: Level, symbols: Symbols): string {
	return {error: symbols.bad, warning: symbols.warning, info: symbols.info, good: symbols.good, none: symbols.unknown}[level];
}

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewMachines(model: MachinesModel, size: Size, theme: Theme): readonly Row[] {
	if (model.menu !== null) return viewMenu(model.menu, size, theme);
	const {symbols} = theme;
	const layout = layoutMachines(model, size);
	const width = layout.list.columns;
	const listRows = machineRows(model, size);
	const {top, cursor} = windowOf(model.list, model.shown.length, listRows);
	const inSight = model.shown.slice(top, top + listRows);
	const lines = inSight.map((machine) => ({machine, problem: problemOf(machine, model.summary.problems)}));
	const columns = machineColumns(width, lines, symbols);
	const rows: readonly Row[] = [
		model.prompt === null ? heading(model, symbols) : promptRow('Filter machines by: ', model.prompt, width),
		[span(`${' '.repeat(SIGN)}${columns.heading}`, 'dim')],
		...lines.map((line, index): Row => {
			const {verdict} = line.machine;
			const row: Row = [span(fill(signOf(verdict, symbols), SIGN), LEVEL_ROLES[verdict]), ...columns.row(line)];
			return top + index === cursor ? selectedRow(fitRow(row, width, symbols.ellipsis)) : row;
		}),
		...(inSight.length === 0
			? [
					[
						span(
							model.summary.machines.length === 0 ? '  No machines were found.' : '  No machines match the filter. Press x to clear it.',
							'dim',
						),
					],
				]
			: []),
	];
	const machine = model.shown[cursor];
	const detail =
		machine === undefined || layout.detail === null ? [] : machineSummary(machine, model.summary.problems, layout.detail, symbols);
	const all: readonly Row[] = [[span(plainText(headline(model.summary)), 'strong')], ...withDetail(rows, detail, layout, symbols)];
	return fitRows(all, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}

function heading({summary, shown, filter, order, isFetching}: MachinesModel, symbols: Symbols): Row {
	const all = summary.machines.length;
	const title = summary.problems.find(({rule}) => rule === filter.rule)?.title ?? filter.rule ?? '';
	const filters = [
		filter.isTroubled ? 'with errors or warnings' : '',
		filter.rule === null ? '' : `with "${plainText(title)}"`,
		filter.text === '' ? '' : `with "${plainText(filter.text)}"`,
	].filter((part) => part !== '');
	return [
		span('Machines', 'heading'),
		span(isMachinesFiltered(filter) ? ` ${shown.length} of ${all}` : ` ${all}`, 'dim'),
		span(filters.length === 0 ? '' : ` ${symbols.info} only ${filters.join(', ')} (x: show all)`, 'accent'),
		span(` ${symbols.info} ${order.label}`, 'dim'),
		span(isFetching === null ? '' : ` ${symbols.info} reading ${plainText(isFetching)}`, 'accent'),
	];
}
