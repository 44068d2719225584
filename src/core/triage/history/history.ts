/** What is known of a fleet over several runs: carried on from each run to the next, so that the last one tells all. */
import type {Severity} from '../../types.js';
import {machineKey} from '../../inputs/machine-names.js';
import {byMachineName, byText, earlier, firstNonZero, later} from '../compare.js';
import type {Level, MachineProblem, MachineSummary, Summary} from '../summary.js';

/** Times of runs, and those of logs (wall-clock times, to the millisecond). */
export interface HistoryRun {
	readonly run: string;
	readonly version: string;
	/** With a log in this run. */
	readonly machines: number;
	readonly errors: number;
	readonly warnings: number;
	readonly scans: number;
	readonly failed: number;
}

export interface HistoryMachine {
	readonly machine: string;
	readonly verdict: Level;
	readonly scans: number;
	readonly failed: number;
	readonly firstTime: string | null;
	readonly lastTime: string | null;
	/** First and last run with a log of the machine. */
	readonly firstRun: string;
	readonly lastRun: string;
}

/** An error or warning of one machine. */
export interface HistoryProblem {
	readonly machine: string;
	readonly rule: string;
	readonly severity: Severity;
	readonly code: string | null;
	readonly server: string | null;
	/** In the logs, over all runs. */
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
	/** The run that found it first, or again after it was fixed. */
	readonly since: string;
	/** The run that found newer scans without it; `null`: it lasts, or there is no newer log. */
	readonly fixed: string | null;
	/** The run in which a warning became an error. */
	readonly worse: string | null;
	/** How often it came back. */
	readonly returns: number;
}

export interface History {
	/** In order; the last is the newest. */
	readonly runs: readonly HistoryRun[];
	readonly machines: readonly HistoryMachine[];
	readonly problems: readonly HistoryProblem[];
}

/**
 * Adds a run. A problem is fixed if the machine has newer log lines and the problem did not occur in them: old lines that are
 * collected once more do not bring it back, and a machine without a newer log keeps its problems.
 *
 * @param run time of the run, later than all before
 */
export function addRun(history: History | null, now: Pick<Summary, 'tool' | 'machines' | 'totals'>, run: string): History {
	const known = new Map(history?.machines.map((machine) => [machineKey(machine.machine), machine]));
	const problems = new Map<string, HistoryProblem[]>();
	for (const problem of history?.problems ?? []) {
		const key = machineKey(problem.machine);
		problems.set(key, [...(problems.get(key) ?? []), problem]);
	}
	for (const machine of now.machines) {
		const key = machineKey(machine.name);
		const before = known.get(key);
		problems.set(key, problemsOf(machine, before ?? null, problems.get(key) ?? [], run));
		known.set(key, machineOf(machine, before ?? null, run));
	}
	const verdicts = (level: Level): number => now.machines.filter(({verdict}) => verdict === level).length;
	return {
		runs: [
			...(history?.runs ?? []),
			{
				run,
				version: now.tool.version,
				machines: now.machines.length,
				errors: verdicts('error'),
				warnings: verdicts('warning'),
				scans: now.totals.scans,
				failed: now.totals.failed,
			},
		],
		machines: [...known.values()].sort((a, b) => byMachineName(a.machine, b.machine)),
		problems: [...problems.values()].flat().sort((a, b) => byMachineName(a.machine, b.machine) || byText(problemKey(a), problemKey(b))),
	};
}

function machineOf(machine: MachineSummary, before: HistoryMachine | null, run: string): HistoryMachine {
	return {
		machine: machine.name,
		verdict: machine.verdict,
		scans: machine.scans,
		failed: machine.failed,
		firstTime: earlier(before?.firstTime ?? null, milliseconds(machine.firstTime)),
		lastTime: later(before?.lastTime ?? null, milliseconds(machine.lastTime)),
		firstRun: before?.firstRun ?? run,
		lastRun: run,
	};
}

function problemsOf(machine: MachineSummary, before: HistoryMachine | null, old: readonly HistoryProblem[], run: string): HistoryProblem[] {
	const present = new Map<string, MachineProblem>();
	for (const problem of machine.problems) {
		const key = problemKey(problem);
		// The worst of one key comes first where it has several severities.
		if (problem.severity !== 'info' && present.get(key)?.severity !== 'error') present.set(key, problem);
	}
	const hasNewer = isAfter(milliseconds(machine.lastTime), before?.lastTime ?? null);
	const carried = old.map((problem): HistoryProblem => {
		const found = present.get(problemKey(problem)) ?? null;
		present.delete(problemKey(problem));
		return carriedOn(problem, found, hasNewer, run);
	});
	return [...carried, ...[...present.values()].map((problem) => begun(machine.name, problem, run))];
}

function begun(machine: string, {rule, severity, code, server, firstSeen, lastSeen}: MachineProblem, run: string): HistoryProblem {
	const times = {firstSeen: milliseconds(firstSeen), lastSeen: milliseconds(lastSeen)};
	return {machine, rule, severity, code, server, ...times, since: run, fixed: null, worse: null, returns: 0};
}

function carriedOn(problem: HistoryProblem, found: MachineProblem | null, hasNewer: boolean, run: string): HistoryProblem {
	const lastSeen = milliseconds(found?.lastSeen ?? null);
	const hasOccurred = found !== null && (lastSeen === null || isAfter(lastSeen, problem.lastSeen));
	if (!hasOccurred) return problem.fixed === null && hasNewer ? {...problem, fixed: run} : problem;
	const isBack = problem.fixed !== null;
	return {
		...problem,
		severity: found.severity,
		firstSeen: earlier(problem.firstSeen, milliseconds(found.firstSeen)),
		lastSeen: later(problem.lastSeen, lastSeen),
		since: isBack ? run : problem.since,
		fixed: null,
		worse: found.severity === 'warning' ? null : problem.severity === 'warning' ? run : problem.worse,
		returns: problem.returns + (isBack ? 1 : 0),
	};
}

function problemKey({rule, code, server}: Pick<MachineProblem, 'rule' | 'code' | 'server'>): string {
	return JSON.stringify([rule, code, server]);
}

/** A file of the history holds no more, and times are compared with those that it holds. */
function milliseconds(time: string | null): string | null {
	return time?.slice(0, '2024-03-12T19:47:21.123'.length).replace(/\.0*$/, '') ?? null;
}

function isAfter(time: string | null, other: string | null): boolean {
	return time !== null && (other === null || time > other);
}

/** A history, and from when on it is to be told. */
export interface HistoryView {
	readonly history: History;
	/** Runs from this time on count as changes; `null`: the last run. */
	readonly since: string | null;
}

/** What changed since a time, by problem: the machines that have it now, and had it then. */
export interface ProblemHistory {
	readonly rule: string;
	readonly code: string | null;
	readonly server: string | null;
	readonly now: number;
	readonly before: number;
	readonly new: number;
	readonly fixed: number;
	readonly worse: number;
	readonly firstSeen: string | null;
	readonly lastSeen: string | null;
}

/**
 * @param since runs from this time on count as changes
 * @returns those that most machines have got since then first, then those that most have lost
 */
export function changesSince({problems}: Pick<History, 'problems'>, since: string): readonly ProblemHistory[] {
	const rows = new Map<string, {-readonly [Key in keyof ProblemHistory]: ProblemHistory[Key]}>();
	for (const problem of problems) {
		const {rule, code, server} = problem;
		const key = problemKey(problem);
		const row = rows.get(key) ?? {rule, code, server, now: 0, before: 0, new: 0, fixed: 0, worse: 0, firstSeen: null, lastSeen: null};
		rows.set(key, row);
		const isNew = problem.since >= since;
		if (problem.fixed === null) row.now++;
		if (!isNew && (problem.fixed === null || problem.fixed >= since)) row.before++;
		if (isNew && problem.fixed === null) row.new++;
		if (problem.fixed !== null && problem.fixed >= since) row.fixed++;
		if (problem.worse !== null && problem.worse >= since && problem.fixed === null) row.worse++;
		row.firstSeen = earlier(row.firstSeen, problem.firstSeen);
		row.lastSeen = later(row.lastSeen, problem.lastSeen);
	}
	return [...rows.values()].sort((a, b) =>
		firstNonZero(b.new + b.worse - a.new - a.worse, b.fixed - a.fixed, b.now - a.now, byText(problemKey(a), problemKey(b))),
	);
}

/** Only what changed. */
export function changesOf({history, since}: HistoryView): {readonly since: string; readonly changes: readonly ProblemHistory[]} {
	const from = since ?? history.runs.at(-1)?.run ?? '';
	return {since: from, changes: changesSince(history, from).filter((row) => row.new + row.fixed + row.worse > 0)};
}
