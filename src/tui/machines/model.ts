/** State of the machines screen: what a triage found, machine by machine. */
import {isSameProblem} from '../../core/triage/labels.js';
import type {MachineSummary, ProblemSummary, Summary} from '../../core/triage/summary.js';
import type {SortOrder} from '../widgets/columns.js';
import {LIST_START, type ListState} from '../widgets/list.js';
import type {MenuState} from '../widgets/menu.js';
import type {PromptState} from '../widgets/prompt.js';
import {MACHINE_ORDERS} from './columns.js';

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
	readonly order: SortOrder<MachineSummary>;
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
	return select({
		summary,
		filter: ALL_MACHINES,
		order: MACHINE_ORDERS[0],
		shown: [],
		list: LIST_START,
		prompt: null,
		menu: null,
		isFetching: null,
	});
}

export function withMachinesFilter(model: MachinesModel, filter: Partial<MachinesFilter>): MachinesModel {
	return select({...model, filter: {...model.filter, ...filter}});
}

export function withOrder(model: MachinesModel, order: SortOrder<MachineSummary>): MachinesModel {
	return {...select({...model, order}), list: LIST_START};
}

export function isMachinesFiltered({isTroubled, rule, text}: MachinesFilter): boolean {
	return isTroubled || rule !== null || text !== '';
}

/** The problem of a machine that its row names. */
export function problemOf(machine: MachineSummary, problems: readonly ProblemSummary[]): ProblemSummary | null {
	const [worst] = machine.problems;
	return worst === undefined ? null : (problems.find((problem) => isSameProblem(problem, worst)) ?? null);
}

function select(model: MachinesModel): MachinesModel {
	const {summary, filter, order} = model;
	const text = filter.text.toLowerCase();
	const wanted = summary.machines.filter((machine) => {
		if (filter.isTroubled && machine.verdict !== 'error' && machine.verdict !== 'warning') return false;
		if (filter.rule !== null && !machine.problems.some(({rule}) => rule === filter.rule)) return false;
		return text === '' || wordsOf(machine, summary.problems).includes(text);
	});
	const shown = order.arrange(wanted);
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
