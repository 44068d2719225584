/** The machines screen: the answer for the fleet, and each machine with its worst problem. */
import {plainText} from '../../core/wording/plain-text.js';
import type {Level} from '../../core/triage/summary.js';
import {headline} from '../../core/triage/labels.js';
import {fill} from '../../core/wording/cells.js';
import {fitRow, fitRows, type Row, selectedRow, type Size, span} from '../rows.js';
import type {Symbols, Theme} from '../theme.js';
import {viewMenu} from '../widgets/menu.js';
import {promptRow} from '../widgets/prompt.js';
import {LEVEL_ROLES, machineColumns, SIGN} from './columns.js';
import {isMachinesFiltered, type MachinesModel, problemOf} from './model.js';

/** Headline, heading and names of the columns. */
export const HEAD_ROWS = 3;

/** Rows for machines. */
export function machineRows({rows}: Size): number {
	return Math.max(1, rows - HEAD_ROWS);
}

function signOf(level: Level, symbols: Symbols): string {
	return {error: symbols.bad, warning: symbols.warning, info: symbols.info, good: symbols.good, none: symbols.unknown}[level];
}

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewMachines(model: MachinesModel, size: Size, theme: Theme): readonly Row[] {
	if (model.menu !== null) return viewMenu(model.menu, size, theme);
	const {symbols} = theme;
	const {top, cursor} = model.list;
	const inSight = model.shown.slice(top, top + machineRows(size));
	const lines = inSight.map((machine) => ({machine, problem: problemOf(machine, model.summary.problems)}));
	const columns = machineColumns(size.columns, lines, symbols);
	const rows: readonly Row[] = [
		[span(plainText(headline(model.summary)), 'strong')],
		model.prompt === null ? heading(model, symbols) : promptRow('Filter machines by: ', model.prompt, size.columns),
		[span(`${' '.repeat(SIGN)}${columns.heading}`, 'dim')],
		...lines.map((line, index): Row => {
			const {verdict} = line.machine;
			const row: Row = [span(fill(signOf(verdict, symbols), SIGN), LEVEL_ROLES[verdict]), ...columns.row(line)];
			return top + index === cursor ? selectedRow(fitRow(row, size.columns, symbols.ellipsis)) : row;
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
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
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
