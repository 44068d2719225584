/** The columns of the list of machines, and its orders: a row of `COLUMNS` says all that a column needs. */
import {PINNING_WORDS} from '../../core/triage/labels.js';
import {compareLevels} from '../../core/findings/severities.js';
import type {Level, MachineSummary, ProblemSummary} from '../../core/triage/summary.js';
import {plainText} from '../../core/wording/plain-text.js';
import type {Role} from '../rows.js';
import type {Symbols} from '../theme.js';
import {type Column, greatestFirst, ordersOf, type PlacedColumns, placeColumns, type SortOrder} from '../widgets/columns.js';

/** What a line of the list shows. */
export interface MachineLine {
	readonly machine: MachineSummary;
	/** The problem that the line names. */
	readonly problem: ProblemSummary | null;
}

interface MachineColumn extends Column<MachineLine, MachineSummary> {
	/** Left out where the screen has fewer columns. */
	readonly from: number;
}

/** Sign and blank before the columns. */
export const SIGN = 2;

export const LEVEL_ROLES: Readonly<Record<Level, Role>> = {error: 'bad', warning: 'warning', info: 'normal', good: 'good', none: 'dim'};

/** From left to right. */
const COLUMNS: readonly MachineColumn[] = [
	{
		title: 'Machine',
		width: 14,
		grows: {most: 32, rank: 1},
		from: 0,
		text: ({machine}) => plainText(machine.name),
		// A summary has them by name, which so decides between equals in other orders, too.
		sort: {label: 'by name', arrange: (machines) => machines},
	},
	{
		title: 'Scans',
		width: 6,
		from: 0,
		alignRight: true,
		text: ({machine}) => String(machine.scans),
		sort: {label: 'most scans first', arrange: greatestFirst(({scans}) => scans)},
	},
	{title: 'Failed', width: 6, from: 0, alignRight: true, text: ({machine}) => String(machine.failed)},
	{
		title: 'Outside',
		width: 7,
		from: 100,
		alignRight: true,
		text: ({machine}) => String(machine.outsideFailures),
		sort: {label: 'most failures outside scans first', arrange: greatestFirst(({outsideFailures}) => outsideFailures)},
	},
	{
		title: 'Last line',
		width: 16,
		from: 80,
		text: ({machine}) => machine.lastTime?.slice(0, 16).replace('T', ' ') ?? 'unknown',
		sort: {label: 'newest log first', arrange: (machines) => machines.toSorted(compareLastTime)},
	},
	{title: 'Pinning', width: 16, from: 120, text: ({machine}) => PINNING_WORDS[machine.pinning]},
	{title: 'WSUS server', width: 34, from: 150, text: ({machine}) => plainText(machine.servers.join(', ')) || '-'},
	{
		title: 'Worst problem',
		width: 13,
		grows: {most: Number.POSITIVE_INFINITY, rank: 2},
		from: 0,
		text: ({machine, problem}) => (problem === null ? (machine.verdict === 'none' ? 'no scans' : '-') : plainText(problem.title)),
		role: ({machine}) => LEVEL_ROLES[machine.verdict],
	},
];

function compareLastTime({lastTime: one}: MachineSummary, {lastTime: other}: MachineSummary): number {
	return (one ?? '') < (other ?? '') ? 1 : (one ?? '') > (other ?? '') ? -1 : 0;
}

function compareLevel(one: MachineSummary, other: MachineSummary): number {
	return compareLevels(one.verdict, other.verdict) || other.failed - one.failed;
}

/** The orders of the list: the one it begins with, and those of the columns. */
export const MACHINE_ORDERS: readonly [SortOrder<MachineSummary>, ...SortOrder<MachineSummary>[]] = [
	{label: 'worst first', arrange: (machines) => machines.toSorted(compareLevel)},
	...ordersOf(COLUMNS),
];

/** @param width cells of the screen */
export function machineColumns(width: number, inSight: readonly MachineLine[], {ellipsis}: Symbols): PlacedColumns<MachineLine> {
	return placeColumns(
		COLUMNS.filter(({from}) => width >= from),
		width - SIGN,
		inSight,
		ellipsis,
	);
}
