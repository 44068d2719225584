/** Formats findings for the text report: errors and warnings in full, notes in short form. */
import type {FileReport, Finding, Severity, Step} from '../../types.js';
import type {Emphasis} from '../../wording/emphasis.js';
import {counted} from '../../wording/labels.js';
import type {Layout} from './layout.js';

const MAX_EVIDENCE = 6;
const MAX_SCANS = 12;

const HEADINGS: Readonly<Record<Severity, {readonly word: string; readonly emphasis: Emphasis}>> = {
	error: {word: 'ERROR', emphasis: 'bad'},
	warning: {word: 'WARNING', emphasis: 'warning'},
	info: {word: 'NOTE', emphasis: 'dim'},
};

export function findingsText(file: FileReport, layout: Layout): string {
	return file.findings
		.map((finding) => `\n${finding.severity === 'info' ? shortText(finding, layout) : fullText(finding, file, layout)}`)
		.join('');
}

function heading({severity, title}: Finding, {paint, paragraph}: Layout): string {
	const {word, emphasis} = HEADINGS[severity];
	return paragraph(title, 3 + word.length, severity === 'info' ? undefined : 'strong', `  ${paint(emphasis, word)} `);
}

function fullText(finding: Finding, {outsideFailures}: FileReport, layout: Layout): string {
	const {fact, paragraph} = layout;
	let text = heading(finding, layout) + paragraph(finding.explanation, 6);
	finding.evidence.slice(0, MAX_EVIDENCE).forEach(({line, text: quote}, index) => {
		text += fact(index === 0 ? 'Evidence' : '', `line ${line}: ${quote}`);
	});
	if (finding.evidence.length > MAX_EVIDENCE) text += fact('', `and ${counted(finding.evidence.length - MAX_EVIDENCE, 'line')} more`);
	const checks = finding.steps.filter((step) => !step.changes);
	const changes = finding.steps.filter((step) => step.changes);
	text += stepsText('Check', checks, 1, layout);
	if (changes.length > 0)
		text += fact('To fix', 'These steps change the PC:', 'warning') + stepsText('', changes, checks.length + 1, layout);
	if (finding.scans.length > 0)
		text += fact(
			'Scans',
			`${finding.scans.slice(0, MAX_SCANS).join(', ')}${finding.scans.length > MAX_SCANS ? ` and ${finding.scans.length - MAX_SCANS} more` : ''}`,
		);
	const lines = finding.failures.flatMap((index) => outsideFailures[index]?.first.line ?? []);
	if (lines.length > 0)
		text += fact(
			'Failures',
			`outside scans, from line ${lines.slice(0, MAX_SCANS).join(', ')}${lines.length > MAX_SCANS ? ` and ${lines.length - MAX_SCANS} more` : ''}`,
		);
	if (finding.references.length > 0) text += fact('More info', finding.references.join('; '), 'dim');
	return text;
}

function stepsText(label: string, steps: readonly Step[], first: number, {fact, command: commandLine}: Layout): string {
	return steps
		.map(
			({text, command}, index) =>
				fact(index === 0 ? label : '', `${first + index}. ${text}`) + (command === null ? '' : commandLine(command)),
		)
		.join('');
}

function shortText(finding: Finding, layout: Layout): string {
	const {paragraph} = layout;
	const lines = finding.evidence
		.slice(0, MAX_EVIDENCE)
		.map(({line}) => line)
		.join(', ');
	return (
		heading(finding, layout) +
		paragraph(
			`${finding.explanation} (${finding.evidence.length === 1 ? 'line' : 'lines'} ` +
				`${lines}${finding.evidence.length > MAX_EVIDENCE ? ' ...' : ''}; details: wulens explain ` +
				`${finding.rule})`,
			6,
			'dim',
		)
	);
}
