/** The machines screen: the answer for the fleet, and each machine with its worst problem. */
import {plainText} from '../../core/wording/plain-text.js';
import type {Level, MachineSummary} from '../../core/triage/summary.js';
import {headline, PINNING_WORDS} from '../../core/triage/labels.js';
import {fill, fillLeft, widthOf} from '../../core/wording/cells.js';
import {fitRow, fitRows, type Role, type Row, selectedRow, type Size, span} from '../rows.js';
import type {Symbols, Theme} from '../theme.js';
import {viewMenu} from '../widgets/menu.js';
import {promptRow} from '../widgets/prompt.js';
import {isMachinesFiltered, type MachinesModel, ORDER_LABELS, problemOf} from './model.js';

/** Headline, heading and names of the columns. */
const HEAD_ROWS = 3;

/** Rows for machines. */
export function machineRows({rows}: Size): number {
	return Math.max(1, rows - HEAD_ROWS);
}

const ROLES: Readonly<Record<Level, Role>> = {error: 'bad', warning: 'warning', info: 'normal', good: 'good', none: 'dim'};

function signOf(level: Level, symbols: Symbols): string {
	return {error: symbols.bad, warning: symbols.warning, info: symbols.info, good: symbols.good, none: symbols.unknown}[level];
}

interface Column {
	readonly title: string;
	/** Cells; the last column takes what is left. */
	readonly width: number;
	/** Left out where the screen has fewer columns. */
	readonly from: number;
	readonly alignRight?: true;
	readonly text: (machine: MachineSummary) => string;
}

const COLUMNS: readonly Column[] = [
	{title: 'Scans', width: 6, from: 0, alignRight: true, text: ({scans}) => String(scans)},
	{title: 'Failed', width: 6, from: 0, alignRight: true, text: ({failed}) => String(failed)},
	{title: 'Last line', width: 16, from: 80, text: ({lastTime}) => lastTime?.slice(0, 16).replace('T', ' ') ?? 'not known'},
	{title: 'Pinning', width: 16, from: 120, text: ({pinning}) => PINNING_WORDS[pinning]},
	{title: 'WSUS server', width: 34, from: 150, text: ({servers}) => plainText(servers.join(', ')) || '-'},
];

const MIN_NAME = 14;
const MAX_NAME = 32;

/** @returns exactly `size.rows` rows of exactly `size.columns` cells */
export function viewMachines(model: MachinesModel, size: Size, theme: Theme): readonly Row[] {
	if (model.menu !== null) return viewMenu(model.menu, size, theme);
	const {symbols} = theme;
	const {top, cursor} = model.list;
	const inSight = model.shown.slice(top, top + machineRows(size));
	const columns = COLUMNS.filter(({from}) => size.columns >= from);
	const name = Math.min(MAX_NAME, Math.max(MIN_NAME, ...inSight.map((machine) => widthOf(plainText(machine.name)))));
	const cells = (of: (column: Column) => string): string =>
		columns.map((column) => (column.alignRight === true ? fillLeft : fill)(of(column), column.width, symbols.ellipsis)).join(' ');
	const rows: readonly Row[] = [
		[span(plainText(headline(model.summary)), 'strong')],
		model.prompt === null ? heading(model, symbols) : promptRow('Machines with: ', model.prompt, size.columns),
		[span(`  ${fill('Machine', name)} ${cells(({title}) => title)} Worst problem`, 'dim')],
		...inSight.map((machine, index): Row => {
			const problem = problemOf(machine, model.summary.problems);
			const row: Row = [
				span(`${signOf(machine.verdict, symbols)} `, ROLES[machine.verdict]),
				span(`${fill(plainText(machine.name), name, symbols.ellipsis)} ${cells(({text}) => text(machine))} `),
				span(problem === null ? (machine.verdict === 'none' ? 'no scan to judge' : '-') : plainText(problem.title), ROLES[machine.verdict]),
			];
			return top + index === cursor ? selectedRow(fitRow(row, size.columns, symbols.ellipsis)) : row;
		}),
		...(inSight.length === 0
			? [[span(model.summary.machines.length === 0 ? '  No machine was found.' : '  No machine fits the filter; x drops it.', 'dim')]]
			: []),
	];
	return fitRows(rows, size.rows).map((row) => fitRow(row, size.columns, symbols.ellipsis));
}

function heading({summary, shown, filter, order, isFetching}: MachinesModel, symbols: Symbols): Row {
	const all = summary.machines.length;
	const title = summary.problems.find(({rule}) => rule === filter.rule)?.title ?? filter.rule ?? '';
	const filters = [
		filter.isTroubled ? 'in trouble' : '',
		filter.rule === null ? '' : `with "${plainText(title)}"`,
		filter.text === '' ? '' : `with "${plainText(filter.text)}"`,
	].filter((part) => part !== '');
	return [
		span('Machines', 'heading'),
		span(isMachinesFiltered(filter) ? ` ${shown.length} of ${all}` : ` ${all}`, 'dim'),
		span(filters.length === 0 ? '' : ` ${symbols.info} only ${filters.join(', ')} (x: all)`, 'accent'),
		span(` ${symbols.info} ${ORDER_LABELS[order]}`, 'dim'),
		span(isFetching === null ? '' : ` ${symbols.info} reading ${plainText(isFetching)}`, 'accent'),
	];
}
