/** Formats findings for the text report: what it is, why, the lines that show it, and the steps. */
import {titlePartsOf} from '../../findings/title-parts.js';
import type {FileReport, Finding, NeighborLog, Severity, Step} from '../../types.js';
import type {Emphasis} from '../../wording/emphasis.js';
import {counted} from '../../wording/labels.js';
import {firstSentence, shortened} from '../../wording/sentences.js';
import type {Layout} from './layout.js';

/** How much of a finding is printed. */
interface Detail {
	readonly evidence: number;
	/** Longest line of the log that is quoted. */
	readonly quote: number;
	/** Texts are cut after their first sentence. */
	readonly isShort: boolean;
}

const SHORT: Detail = {evidence: 2, quote: 120, isShort: true};
/** All that is known of another log are its lines. */
const NEIGHBOR: Detail = {evidence: 6, quote: 240, isShort: true};
const FULL: Detail = {evidence: Number.POSITIVE_INFINITY, quote: Number.POSITIVE_INFINITY, isShort: false};

const MAX_NOTE_LINES = 6;
const MAX_SCANS = 12;

const HEADINGS: Readonly<Record<Severity, {readonly word: string; readonly emphasis: Emphasis}>> = {
	error: {word: 'ERROR', emphasis: 'bad'},
	warning: {word: 'WARNING', emphasis: 'warning'},
	info: {word: 'NOTE', emphasis: 'dim'},
};

/** Errors and warnings with their steps; of notes, one line where not all is asked for. @param isFull prints everything */
export function findingsText({findings, outsideFailures}: FileReport, isFull: boolean, layout: Layout): string {
	return findings
		.map((finding, index) => {
			const isNote = finding.severity === 'info' && !isFull;
			// Short notes are a list, without empty lines between them.
			const gap = isNote && findings[index - 1]?.severity === 'info' ? '' : '\n';
			if (isNote) return `${gap}${noteText(finding, layout)}`;
			return gap + findingText(finding, isFull ? FULL : SHORT, layout, failuresLine(finding, outsideFailures, layout));
		})
		.join('');
}

/** @param seen where else than in scans it was seen */
function findingText(finding: Finding, detail: Detail, layout: Layout, seen = ''): string {
	const {fact, paragraph} = layout;
	const {explanation, evidence, references} = finding;
	let text = heading(finding, layout);
	text += paragraph(detail.isShort ? firstSentence(explanation) : explanation, 6);
	text += evidenceText(evidence, detail, layout);
	text += stepsText(finding.steps, detail, layout);
	text += scansLine(finding, layout) + seen;
	if (!detail.isShort && references.length > 0) text += fact('More info', references.join('; '), 'dim');
	return text;
}

function evidenceText(evidence: Finding['evidence'], detail: Detail, {fact}: Layout): string {
	const shown = evidence
		.slice(0, detail.evidence)
		.map(({line, text}, index) => fact(index === 0 ? 'Evidence' : '', `line ${line}: ${shortened(text, detail.quote)}`));
	const rest = evidence.length - shown.length;
	return shown.join('') + (rest > 0 ? fact('', `and ${counted(rest, 'line')} more`, 'dim') : '');
}

/** The findings about another log: its failures are listed even if they are over. */
export function neighborText({failures}: NeighborLog, findings: readonly Finding[], isFull: boolean, layout: Layout): string {
	const detail = isFull ? FULL : NEIGHBOR;
	return findings
		.map((finding) => {
			if (finding.severity !== 'info') return `\n${findingText(finding, detail, layout)}`;
			return failures.length === 0 ? '' : `\n${evidenceText(finding.evidence, detail, layout)}`;
		})
		.join('');
}

/** The title, and below it the server and the code. */
function heading(finding: Finding, {paint, paragraph}: Layout): string {
	const {word, emphasis} = HEADINGS[finding.severity];
	const {main, aside} = titlePartsOf(finding);
	const indent = 3 + word.length;
	const title = paragraph(main, indent, finding.severity === 'info' ? undefined : 'strong', `  ${paint(emphasis, word)} `);
	return aside === null ? title : title + paragraph(aside, indent);
}

function stepsText(steps: readonly Step[], detail: Detail, layout: Layout): string {
	const checks = steps.filter((step) => !step.changes);
	const changes = steps.filter((step) => step.changes);
	return (
		numberedSteps('Check', checks, 1, detail, layout) +
		(changes.length === 0
			? ''
			: layout.fact('To fix', 'These steps change the PC:', 'warning') + numberedSteps('', changes, checks.length + 1, detail, layout))
	);
}

function numberedSteps(
	label: string,
	steps: readonly Step[],
	first: number,
	{isShort}: Detail,
	{fact, command: commandLine}: Layout,
): string {
	return steps
		.map(
			({text, command}, index) =>
				fact(index === 0 ? label : '', `${first + index}. ${isShort ? firstSentence(text) : text}`) +
				(command === null ? '' : commandLine(command)),
		)
		.join('');
}

function scansLine({scans}: Finding, {fact}: Layout): string {
	if (scans.length === 0) return '';
	if (scans.length === 1) return fact('Seen in', `scan ${scans[0] ?? ''}`);
	const more = scans.length > MAX_SCANS ? ` and ${scans.length - MAX_SCANS} more` : '';
	return fact('Seen in', `${counted(scans.length, 'scan')}: number ${scans.slice(0, MAX_SCANS).join(', ')}${more}`);
}

function failuresLine({failures}: Finding, outside: FileReport['outsideFailures'], {fact}: Layout): string {
	const lines = failures.flatMap((index) => outside[index]?.first.line ?? []);
	if (lines.length === 0) return '';
	const more = lines.length > MAX_SCANS ? ` and ${lines.length - MAX_SCANS} more` : '';
	return fact('Failures', `outside scans, from line ${lines.slice(0, MAX_SCANS).join(', ')}${more}`);
}

function noteText({title, evidence}: Finding, {paint, paragraph, marks}: Layout): string {
	const lines = evidence.slice(0, MAX_NOTE_LINES).map(({line}) => line);
	const more = evidence.length > MAX_NOTE_LINES ? ` ${marks.ellipsis}` : '';
	const where = `${evidence.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${more}`;
	return paragraph(`${title} ${marks.dash} ${where}`, 7, 'dim', `  ${paint(HEADINGS.info.emphasis, HEADINGS.info.word)} `);
}
