/** Problems of the fleet, those on most machines first, each with what to check and what to change. */
import {plainText} from '../../wording/plain-text.js';
import type {Layout} from '../../report/text/layout.js';
import type {Step} from '../../types.js';
import type {ProblemSummary, Summary} from '../summary.js';
import {firstSentence} from '../../wording/sentences.js';
import {daysText, mainSteps, countOf, percent} from '../labels.js';
import {countRow, detail, heading, more} from './rows.js';

const WORDS = {error: 'ERROR', warning: 'WARNING', info: 'NOTE'} as const;

/** Column in which the text of a problem begins. */
const INDENT = 9;

export function problemsText({problems, totals}: Summary, layout: Layout, {top}: {readonly top: number}): string {
	const toFix = problems.filter(({severity}) => severity !== 'info');
	const notes = problems.filter(({severity}) => severity === 'info');
	if (problems.length === 0) return totals.machines === 0 ? '' : heading('No problems found', layout);
	let text = heading(toFix.length === 0 ? 'No problems, only notes' : 'Problems, by number of machines', layout);
	for (const problem of toFix.slice(0, top)) text += problemText(problem, totals.machines, layout);
	text += more(toFix.length - top, 'problem', layout);
	for (const note of notes.slice(0, top)) text += countRow(note.machines, `${WORDS.info} ${note.title} (${note.rule})`, layout, 'dim');
	return text + more(notes.length - top, 'note', layout);
}

/** Brief, so that the first problems fit on the first screen; `wulens explain` has the rest. */
function problemText(
	{severity, rule, title, machines, scans, firstSeen, lastSeen, steps, example}: ProblemSummary,
	fleet: number,
	layout: Layout,
): string {
	const {check, change} = mainSteps(steps);
	const facts = [
		`${percent(machines, fleet)} of machines`,
		scans === 0 ? '' : countOf(scans, 'scan'),
		daysText(firstSeen, lastSeen),
		`for example ${example.machine}`,
		`details: wulens explain ${rule}`,
	];
	return (
		countRow(machines, `${WORDS[severity]} ${title}`, layout, severity === 'error' ? 'bad' : 'warning') +
		checkText(check, layout) +
		(change === null ? '' : stepText('Fix: ', firstSentence(change.text), layout)) +
		detail(facts.filter((fact) => fact !== '').join(', '), layout)
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
