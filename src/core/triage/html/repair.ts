/** What to repair, worst first: each problem with its machines, its server and code, and its cure; then the notes. */
import {escapeHtml, referenceHtml} from '../../report/html/escape.js';
import {icon} from '../../report/html/icons.js';
import {fileName, SEVERITY_WORDS} from '../../wording/labels.js';
import {firstSentence} from '../../wording/sentences.js';
import type {Step} from '../../types.js';
import type {ProblemSummary, Summary} from '../summary.js';
import {countOf, daysText, formatCount, mainSteps, noScanText, percent} from '../labels.js';
import {machinesOfProblems, untoldParts} from '../problem-names.js';
import {countCell, link, section, table} from './tables.js';

const MAX_PROBLEMS = 60;

/** Problems that are seen without opening the rest, and those that show their cure at once. */
const SHOWN = 12;
const OPEN = 3;

/** Machines that are named; the script copies and lists them all. */
const MAX_NAMES = 8;

export function repairSection(summary: Summary): string {
	const {problems, totals} = summary;
	if (totals.machines === 0) return '';
	const toFix = problems.filter(({severity}) => severity !== 'info');
	if (toFix.length === 0) return section('problems', 'What to repair', '<p>No problems found.</p>');
	const machines = machinesOfProblems(summary);
	const cards = toFix
		.slice(0, MAX_PROBLEMS)
		.map((problem, index) => problemHtml(problem, {index, names: machines[index] ?? [], fleet: totals.machines}));
	const more = cards.slice(SHOWN).join('');
	const rest =
		toFix.length > MAX_PROBLEMS ? `<p class="muted">And ${escapeHtml(countOf(toFix.length - MAX_PROBLEMS, 'more problem'))}.</p>` : '';
	return section(
		'problems',
		'What to repair',
		`<div class="problems">${cards.slice(0, SHOWN).join('')}</div>${more === '' ? '' : moreHtml(more, toFix.length - SHOWN)}${rest}`,
	);
}

function moreHtml(cards: string, count: number): string {
	const summary = `<summary>${escapeHtml(countOf(count, 'more problem'))}</summary>`;
	return `<details class="others">${summary}<div class="problems">${cards}</div></details>`;
}

export function notesSection({problems, totals}: Summary): string {
	const notes = [...problems.entries()].filter(([, {severity}]) => severity === 'info');
	const rows = notes
		.slice(0, MAX_PROBLEMS)
		.map(([index, {title, machines}]) => [
			countCell(machines, totals.machines, 'info'),
			escapeHtml(title),
			link(problemHref(index), 'Show machines', 'only-script'),
		]);
	return rows.length === 0
		? ''
		: section('notes', 'Notes: nothing to repair', table(['Machines', 'Note', 'Machines with it'], rows, notes.length - MAX_PROBLEMS));
}

/** Leads to the machines with a problem. @param index in the list of the summary */
function problemHref(index: number): string {
	return `#problem=${index + 1}`;
}

interface Place {
	readonly index: number;
	readonly names: readonly string[];
	readonly fleet: number;
}

function problemHtml(problem: ProblemSummary, place: Place): string {
	const {severity, title, machines, steps} = problem;
	const {index, fleet} = place;
	const {check, change} = mainSteps(steps);
	const fix = change ?? check;
	const short = fix === null ? '' : `<span class="fix">${change === null ? 'Check' : 'Fix'}: ${escapeHtml(firstSentence(fix.text))}</span>`;
	const what = `${icon(severity)} <span class="level ${severity}">${SEVERITY_WORDS[severity]}</span> ${escapeHtml(title)}${short}`;
	const summary = `<summary><span class="what">${what}</span>${scopeHtml(machines, fleet, severity)}</summary>`;
	return `<details class="card finding is-${severity}"${index < OPEN ? ' open' : ''}>${summary}
${machinesHtml(problem, place)}${firstHtml('Check first', check)}${firstHtml('To fix', change)}
<details class="rest"><summary>All steps and sources</summary>${allStepsHtml(steps)}${factsHtml(problem)}</details></details>
`;
}

/** The first step of a kind. */
function firstHtml(label: string, step: Step | null): string {
	if (step === null) return '';
	const {text, command} = step;
	return `<p class="cure"><b>${label}:</b> ${escapeHtml(text)}</p>${command === null ? '' : commandHtml(command)}`;
}

function allStepsHtml(steps: readonly Step[]): string {
	const checks = steps.filter(({changes}) => !changes);
	const changes = steps.filter((step) => step.changes);
	return stepsHtml('Check first', checks, 1, '') + stepsHtml('To fix (these steps make changes)', changes, checks.length + 1, ' changes');
}

function scopeHtml(machines: number, fleet: number, severity: ProblemSummary['severity']): string {
	const words = `${machines === 1 ? 'machine' : 'machines'} (${percent(machines, fleet)})`;
	return `<span class="scope">${countCell(machines, fleet, severity)}<span class="muted">${words}</span></span>`;
}

function machinesHtml({machines}: ProblemSummary, {index, names}: Place): string {
	const others = machines > MAX_NAMES ? ` and ${formatCount(machines - MAX_NAMES)} more` : '';
	const links = names.slice(0, MAX_NAMES).map((name) => link(`#machine=${encodeURIComponent(name)}`, name));
	return (
		`<p class="machines"><span class="label">Machines</span> ${links.join(', ')}${others} ` +
		`<span class="copy-place" data-machines-of="${index + 1}"></span> ` +
		`${link(problemHref(index), 'Show in the table', 'only-script')}</p>`
	);
}

function factsHtml(problem: ProblemSummary): string {
	const {rule, scans, firstSeen, lastSeen, references, example, server, code} = problem;
	const facts: readonly (readonly [string, string])[] = [
		...(untoldParts(problem).length === 0
			? []
			: [['Server', server ?? ''] as const, ['Code', code ?? ''] as const].filter(([, text]) => text !== '')),
		['Scans', scans === 0 ? noScanText('rule') : formatCount(scans)],
		['Seen', daysText(firstSeen, lastSeen) || 'time unknown'],
		['Example', `${example.machine}: ${example.title} (${fileName(example)}${example.line === null ? '' : `, line ${example.line}`})`],
	];
	const descriptions = [
		...facts.map(([name, text]) => `<dt>${name}</dt><dd>${escapeHtml(text)}</dd>`),
		`<dt>Explained by</dt><dd><code>wulens explain ${escapeHtml(rule)}</code></dd>`,
		references.length === 0 ? '' : `<dt>Source</dt><dd>${references.map(referenceHtml).join('; ')}</dd>`,
	];
	return `<dl class="facts">${descriptions.join('')}</dl>`;
}

function stepsHtml(label: string, steps: readonly Step[], start: number, emphasis: string): string {
	if (steps.length === 0) return '';
	const items = steps.map(({text, command}) => `<li>${escapeHtml(text)}${command === null ? '' : commandHtml(command)}</li>`).join('');
	return `<p class="label${emphasis}">${label}</p><ol class="steps" start="${start}">${items}</ol>`;
}

/** The script puts a button into what is of class `copy-place`: without it, nothing can be copied. */
function commandHtml(command: string): string {
	return `<div class="command"><pre><code>${escapeHtml(command)}</code></pre><span class="copy-place" data-command></span></div>`;
}
