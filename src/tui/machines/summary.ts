/** The machine under the cursor, in as many rows as there are: what to do first, its problems, and what is known of it. */
import {firstStepOf, stepWords} from '../../core/findings/first-step.js';
import {isSameProblem, minuteText, PINNING_WORDS} from '../../core/triage/labels.js';
import type {MachineSummary, ProblemSummary} from '../../core/triage/summary.js';
import type {Severity} from '../../core/types.js';
import {counted} from '../../core/wording/labels.js';
import type {Role, Row, Size} from '../rows.js';
import type {Symbols} from '../theme.js';
import {fitSections, labeledRows} from '../widgets/detail.js';

const LABEL = 14;
const SIGNS = {error: 'bad', warning: 'warning', info: 'info'} as const;
const ROLES: Readonly<Record<Severity, Role>> = {error: 'bad', warning: 'warning', info: 'normal'};

export function machineSummary(
	machine: MachineSummary,
	problems: readonly ProblemSummary[],
	{columns, rows}: Size,
	symbols: Symbols,
): readonly Row[] {
	const own = machine.problems.flatMap((one) => {
		const problem = problems.find((candidate) => isSameProblem(candidate, one));
		return problem === undefined ? [] : [{severity: one.severity, scans: one.scans, title: problem.title, steps: problem.steps}];
	});
	const next = firstStepOf(own);
	const fact = (label: string, text: string, role: Role = 'normal'): readonly Row[] =>
		text === '' ? [] : labeledRows(label, LABEL, text, columns, role);
	return fitSections(
		[
			{rows: labeledRows('', 0, machine.name, columns, 'strong'), least: 1, rank: 0},
			{rows: fact('Next', next === null ? '' : stepWords(next.step), 'strong'), least: 1, rank: 1},
			{
				rows: own.flatMap(({severity, scans, title}, index) =>
					fact(
						`${(index === 0 ? 'Problems' : '').padEnd(LABEL - 2)}${symbols[SIGNS[severity]]}`,
						`${title}${scans === 0 ? '' : ` (${counted(scans, 'scan')})`}`,
						ROLES[severity],
					),
				),
				least: 2,
				rank: 2,
			},
			{
				rows: [
					...fact('Scans', `${machine.scans}, ${machine.failed} failed`),
					...fact('Last success', machine.lastSuccess === null ? 'none in these logs' : minuteText(machine.lastSuccess)),
					...fact('WSUS server', machine.servers.join(', ')),
					...fact('Pinning', PINNING_WORDS[machine.pinning]),
					...fact('Client', machine.clientVersion ?? ''),
					...fact('Windows', machine.windowsBuild ?? ''),
					...fact('Codes', machine.codes.join(', ')),
				],
				least: 1,
				rank: 3,
			},
		],
		{columns, rows},
		symbols,
	);
}
