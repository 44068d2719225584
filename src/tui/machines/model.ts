/** State of the machines screen: what a triage found, machine by machine. */
import {LEVELS, type MachineSummary, type ProblemSummary, type Summary} from '../../core/triage/summary.js';
import {LIST_START, type ListState} from '../widgets/list.js';
import type {MenuState} from '../widgets/menu.js';
import type {PromptState} from '../widgets/prompt.js';

export type MachineOrder = 'worst' | 'name' | 'newest' | 'scans';

export const ORDER_LABELS: Readonly<Record<MachineOrder, string>> = {
	worst: 'worst first',
	name: 'by name',
	newest: 'newest log first',
	scans: 'most scans first',
};

export interface MachinesFilter {
	/** Errors and warnings only. */
	readonly isTroubled: boolean;
	/** Machines with this problem; `null`: all. */
	readonly rule: string | null;
	/** Part of what the row says. */
	readonly text: string;
}

export interface MachinesModel {
	readonly summary: Summary;
	readonly filter: MachinesFilter;
	readonly order: MachineOrder;
	/** What filter and order make of the machines; kept, since there may be very many. */
	readonly shown: readonly MachineSummary[];
	readonly list: ListState;
	readonly prompt: PromptState | null;
	readonly menu: MenuState<string | null> | null;
	/** The machine whose logs are fetched. */
	readonly isFetching: string | null;
}

export type MachinesEffect =
	/** Its reports, to be shown as those of files that were opened. */
	{readonly type: 'open-machine'; readonly name: string} | {readonly type: 'say'; readonly text: string};

export const ALL_MACHINES: MachinesFilter = {isTroubled: false, rule: null, text: ''};

export function machinesScreen(summary: Summary): MachinesModel {
	return select({summary, filter: ALL_MACHINES, order: 'worst', shown: [], list: LIST_START, prompt: null, menu: null, isFetching: null});
}

export function withMachinesFilter(model: MachinesModel, filter: Partial<MachinesFilter>): MachinesModel {
	return select({...model, filter: {...model.filter, ...filter}});
}

export function withOrder(model: MachinesModel, order: MachineOrder): MachinesModel {
	return {...select({...model, order}), list: LIST_START};
}

export function isMachinesFiltered({isTroubled, rule, text}: MachinesFilter): boolean {
	return isTroubled || rule !== null || text !== '';
}

/** The problem of a machine that its row names. */
export function problemOf(machine: MachineSummary, problems: readonly ProblemSummary[]): ProblemSummary | null {
	const [worst] = machine.problems;
	return worst === undefined ? null : (problems.find(({rule, severity}) => rule === worst.rule && severity === worst.severity) ?? null);
}

function select(model: MachinesModel): MachinesModel {
	const {summary, filter, order} = model;
	const text = filter.text.toLowerCase();
	const wanted = summary.machines.filter((machine) => {
		if (filter.isTroubled && machine.verdict !== 'error' && machine.verdict !== 'warning') return false;
		if (filter.rule !== null && !machine.problems.some(({rule}) => rule === filter.rule)) return false;
		return text === '' || wordsOf(machine, summary.problems).includes(text);
	});
	const shown = order === 'name' ? wanted : wanted.toSorted(ORDERS[order]);
	const before = model.shown[model.list.cursor];
	const cursor = before === undefined ? 0 : Math.max(0, shown.indexOf(before));
	return {...model, shown, list: {cursor, top: Math.max(0, cursor - (model.list.cursor - model.list.top))}};
}

function wordsOf(machine: MachineSummary, problems: readonly ProblemSummary[]): string {
	return [
		machine.name,
		machine.clientVersion,
		machine.windowsBuild,
		...machine.servers,
		...machine.codes,
		...machine.problems.map(({rule}) => rule),
		problemOf(machine, problems)?.title,
	]
		.join('\n')
		.toLowerCase();
}

type Compare = (one: MachineSummary, other: MachineSummary) => number;

/** Machines come by name, which so decides between equals. */
const ORDERS: Readonly<Record<Exclude<MachineOrder, 'name'>, Compare>> = {
	worst: (one, other) => LEVELS.indexOf(one.verdict) - LEVELS.indexOf(other.verdict) || other.failed - one.failed,
	newest: (one, other) => ((one.lastTime ?? '') < (other.lastTime ?? '') ? 1 : (one.lastTime ?? '') > (other.lastTime ?? '') ? -1 : 0),
	scans: (one, other) => other.scans - one.scans,
};
