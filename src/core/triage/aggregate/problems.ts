/** Problems: a rule with findings, and where it explains failures, one code and server each, for each has its own cure. */
import type {FileReport, Finding, Severity} from '../../types.js';
import {compareLevels} from '../../findings/severities.js';
import {byText, earlier, firstNonZero, later} from '../compare.js';
import {genericSteps, genericTitle, hasCountInTitle} from '../generic-rule-texts.js';
import {type ProblemPart, partsOf} from './problem-parts.js';
import type {ProblemExample, ProblemSummary} from '../summary.js';
import {createTally, type Tally} from '../tally.js';
import {createMachineSet, type MachineSet} from './machine-set.js';

/** What tells a problem from others. */
export interface ProblemIdentity {
	readonly rule: string;
	readonly severity: Severity;
	readonly part: Pick<ProblemPart, 'code' | 'server'> | null;
}

interface ProblemCounter extends ProblemIdentity {
	part: ProblemPart | null;
	readonly machines: MachineSet;
	files: number;
	scans: number;
	firstSeen: string | null;
	lastSeen: string | null;
	/** The text that all findings share; `null` once two differ. */
	title: string | null;
	steps: string | null;
	example: {readonly finding: Finding; readonly where: ProblemExample; readonly time: string} | null;
}

export interface Problems {
	/** @returns the problems that the finding is about, each with its scans */
	addFinding(
		machine: {readonly index: number; readonly name: string},
		report: FileReport,
		finding: Finding,
		firstSeen: string | null,
		lastSeen: string | null,
	): readonly {readonly problem: ProblemIdentity; readonly scans: number}[];
	end(): readonly ProblemSummary[];
}

export function createProblems(): Problems {
	const tally: Tally<ProblemCounter> = createTally((key) => {
		const [severity = '', rule = ''] = key.split('\n');
		return {
			rule,
			severity: severity as Severity,
			part: null,
			machines: createMachineSet(),
			files: 0,
			scans: 0,
			firstSeen: null,
			lastSeen: null,
			title: null,
			steps: null,
			example: null,
		};
	});

	return {
		addFinding(machine, report, finding, firstSeen, lastSeen) {
			const {path, member} = report;
			const steps = JSON.stringify(finding.steps);
			const where = {machine: machine.name, path, member, line: finding.evidence[0]?.line ?? null, title: finding.title};
			const example = {finding, where, time: lastSeen ?? ''};
			return partsOf(report, finding).map((part) => {
				const problem = tally.of(`${finding.severity}\n${finding.rule}\n${part.key}`);
				if (problem.example === null) {
					problem.part = part;
					problem.title = part.isWhole ? finding.title : null;
					problem.steps = steps;
				}
				if (problem.title !== finding.title) problem.title = null;
				if (problem.steps !== steps) problem.steps = null;
				problem.machines.add(machine.index);
				problem.files++;
				problem.scans += part.scans;
				problem.firstSeen = earlier(problem.firstSeen, firstSeen);
				problem.lastSeen = later(problem.lastSeen, lastSeen);
				if (problem.example === null || compareExamples(example, problem.example) < 0) problem.example = example;
				return {problem, scans: part.scans};
			});
		},
		end: () => [...tally.entries.values()].flatMap(summaryOf).sort(byUrgency),
	};
}

type Example = NonNullable<ProblemCounter['example']>;

/** The newest first; ties by name, so that the order of results does not matter. */
function compareExamples(a: Example, b: Example): number {
	return firstNonZero(
		byText(b.time, a.time),
		byText(a.where.machine, b.where.machine),
		byText(a.where.path, b.where.path),
		byText(a.where.member ?? '', b.where.member ?? ''),
		(a.where.line ?? 0) - (b.where.line ?? 0),
		byText(a.where.title, b.where.title),
	);
}

function summaryOf({example, part, ...problem}: ProblemCounter): readonly ProblemSummary[] {
	if (example === null) return [];
	const {rule, severity} = problem;
	const title = hasCountInTitle(rule, severity) ? null : problem.title;
	// Where code and server are the same, one cure fits all, with the server of the last.
	const steps = problem.steps === null && part?.code == null ? genericSteps(rule, severity) : null;
	return [
		{
			rule,
			severity,
			code: part?.code ?? null,
			server: part?.server ?? null,
			title: title ?? genericTitle(rule, severity, part?.facts) ?? example.where.title,
			machines: problem.machines.size,
			files: problem.files,
			scans: problem.scans,
			firstSeen: problem.firstSeen,
			lastSeen: problem.lastSeen,
			steps: steps ?? example.finding.steps,
			references: example.finding.references,
			example: example.where,
		},
	];
}

/** Errors come first and notes last, however many machines they affect. */
function byUrgency(a: ProblemSummary, b: ProblemSummary): number {
	return firstNonZero(
		compareLevels(a.severity, b.severity),
		b.machines - a.machines,
		b.scans - a.scans,
		byText(a.rule, b.rule),
		byText(a.code ?? '', b.code ?? ''),
		byText(a.server ?? '', b.server ?? ''),
	);
}
