/** What to repair: errors before warnings, those on most machines first, each with its machines, what to check and what to change. */
import {plainText} from '../../wording/plain-text.js';
import type {Layout} from '../../report/text/layout.js';
import type {Step} from '../../types.js';
import type {ProblemSummary, Summary} from '../summary.js';
import {firstSentence} from '../../wording/sentences.js';
import {countOf, daysText, formatCount, mainSteps, percent} from '../labels.js';
import {machinesOfProblems, untoldParts} from '../problem-names.js';
import {countRow, heading, more} from './rows.js';

const WORDS = {error: 'ERROR', warning: 'WARNING', info: 'NOTE'} as const;

/** Machines that are named; the page and `--where` have them all. */
const MAX_NAMES = 5;

export function problemsText(summary: Summary, layout: Layout, {top}: {readonly top: number}): string {
	const {problems, totals} = summary;
	const toFix = problems.filter(({severity}) => severity !== 'info');
	const notes = problems.filter(({severity}) => severity === 'info');
	if (problems.length === 0) return totals.machines === 0 ? '' : heading('No problems found', layout);
	const machines = machinesOfProblems(summary);
	let text = heading(toFix.length === 0 ? 'No problems, only notes' : 'What to repair', layout);
	for (const [index, problem] of toFix.slice(0, top).entries())
		text += problemText(problem, {number: index + 1, names: machines[index] ?? [], fleet: totals.machines}, layout);
	text += more(toFix.length - top, 'problem', layout);
	for (const note of notes.slice(0, top)) text += countRow(note.machines, `${WORDS.info} ${note.title} (${note.rule})`, layout, 'dim');
	return text + more(notes.length - top, 'note', layout);
}

interface Place {
	/** 1-based, in the list. */
	readonly number: number;
	/** Machines that have the problem. */
	readonly names: readonly string[];
	/** Machines that there are. */
	readonly fleet: number;
}

/** Column in which the text of a problem begins. */
const INDENT = 5;

/** Brief, so that the first problems fit on the first screen; `wulens explain` has the rest. */
function problemText(problem: ProblemSummary, {number, names, fleet}: Place, layout: Layout): string {
	const {severity, rule, title, machines, scans, firstSeen, lastSeen, steps} = problem;
	const {paint, paragraph} = layout;
	const {check, change} = mainSteps(steps);
	const named = names.slice(0, MAX_NAMES).join(', ');
	const others = names.length > MAX_NAMES ? ` and ${formatCount(names.length - MAX_NAMES)} more` : '';
	const lead = paint('strong', `${number}. `.padStart(INDENT));
	const facts = [
		...untoldParts(problem),
		scans === 0 ? '' : countOf(scans, 'scan'),
		daysText(firstSeen, lastSeen),
		`details: wulens explain ${rule}`,
	].filter((fact) => fact !== '');
	return (
		paragraph(`${WORDS[severity]} ${title}`, INDENT, severity === 'error' ? 'bad' : 'warning', lead) +
		paragraph(`${countOf(machines, 'machine')} (${percent(machines, fleet)})${named === '' ? '' : `: ${named}${others}`}`, INDENT) +
		checkText(check, layout) +
		(change === null ? '' : stepText('Fix: ', firstSentence(change.text), layout)) +
		paragraph(facts.join(', '), INDENT, 'dim')
	);
}

/** A command is as clear as its sentence, and stays on one line so that it can be copied. */
function checkText(step: Step | null, layout: Layout): string {
	if (step === null) return '';
	return step.command === null
		? stepText('Check: ', firstSentence(step.text), layout)
		: `${' '.repeat(INDENT)}${layout.paint('dim', 'Check: ')}${layout.paint('strong', plainText(step.command))}\n`;
}

function stepText(label: string, text: string, {paragraph, paint}: Layout): string {
	return paragraph(text, INDENT + label.length, undefined, `${' '.repeat(INDENT)}${paint('dim', label)}`);
}
