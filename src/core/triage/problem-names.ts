/** What problems are called, and which machines have each. */
import {genericTitle} from './generic-rule-texts.js';
import type {ProblemName} from './labels.js';
import type {ProblemSummary, Summary} from './summary.js';

/** The same for problems that are the same (see `isSameProblem`). */
export function problemKey({rule, severity, code, server}: ProblemName): string {
	return [rule, severity, code ?? '', server ?? ''].join('\n');
}

/** The names of the machines with each problem, by name, in the order of the problems. */
export function machinesOfProblems({problems, machines}: Pick<Summary, 'problems' | 'machines'>): readonly (readonly string[])[] {
	const names = new Map<string, string[]>(problems.map((problem) => [problemKey(problem), []]));
	for (const machine of machines) for (const problem of machine.problems) names.get(problemKey(problem))?.push(machine.name);
	return problems.map((problem) => names.get(problemKey(problem)) ?? []);
}

/** Titles by key, without what is in parentheses at their end: code and server are told beside them. */
export function problemTitles(problems: readonly ProblemSummary[]): ReadonlyMap<string, string> {
	return new Map(problems.map((problem) => [problemKey(problem), shortTitle(problem.title)]));
}

export function shortTitle(title: string): string {
	return title.replace(/\s?\([^()]{0,400}\)$/, '') || title;
}

/** A title for each rule: that of its only problem, or else one without the code and server of any. */
export function ruleTitles(problems: readonly ProblemSummary[]): ReadonlyMap<string, string> {
	const titles = new Map<string, string>();
	for (const {rule, severity, title} of problems) {
		const known = titles.get(rule);
		titles.set(rule, known === undefined || known === title ? title : (genericTitle(rule, severity) ?? known));
	}
	return titles;
}

/** What a problem is about and its title leaves out: its server and its code. */
export function untoldParts({title, code, server}: Pick<ProblemSummary, 'title' | 'code' | 'server'>): readonly string[] {
	const host = server === null ? '' : server.replace(/^\w+:\/\//, '');
	return [
		...(server === null || title.includes(host) ? [] : [`server ${server}`]),
		...(code === null || title.includes(code) ? [] : [`code ${code}`]),
	];
}
