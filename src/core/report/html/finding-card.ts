/** One finding: what is wrong, what to do, what proves it. */
import {titlePartsOf} from '../../findings/title-parts.js';
import type {Finding, Step} from '../../types.js';
import {counted, SEVERITY_WORDS} from '../../wording/labels.js';
import {commandBlock} from './command.js';
import {escapeHtml, proseHtml, referenceHtml} from './escape.js';
import {icon} from './icons.js';

const MAX_SCAN_LINKS = 24;
/** Lines of the log that are shown without being asked for. */
const FIRST_LINES = 2;

/** Where a page shows what findings are about. */
export interface Anchors {
	/** Of a scan that is shown in full, `null` for others. */
	readonly scanAnchor: (scan: number) => string | null;
	/** Of failures outside scans, by their place in the report, with their first lines. */
	readonly failureAnchors: ReadonlyMap<number, {readonly id: string; readonly line: number}>;
}

/** Notes ask for nothing: they are a line each until somebody opens them. */
export function findingCard(finding: Finding, id: string, anchors: Anchors): string {
	const {severity, title} = finding;
	if (severity === 'info')
		return `<details class="note" id="${id}"><summary>${proseHtml(title)}</summary>\n${contents(finding, anchors)}</details>\n`;
	const {main, aside} = titlePartsOf(finding);
	return `<article class="card finding is-${severity}" id="${id}">
<p class="severity ${severity}">${icon(severity)}<span class="level">${SEVERITY_WORDS[severity]}</span></p>
<h4>${proseHtml(main)}</h4>
${aside === null ? '' : `<p class="aside">${proseHtml(aside)}</p>\n`}${contents(finding, anchors)}</article>
`;
}

function contents({explanation, steps, evidence, references, scans, failures}: Finding, {scanAnchor, failureAnchors}: Anchors): string {
	const sources =
		references.length === 0
			? ''
			: '<p class="label">More information</p>\n<ul class="plain references">\n' +
				`${references.map((reference) => `<li>${referenceHtml(reference)}</li>`).join('\n')}\n</ul>\n`;
	return (
		`<p>${proseHtml(explanation)}</p>\n${stepLists(steps)}${evidenceList(evidence)}${sources}` +
		`${scanLinks(scans, scanAnchor)}${failureLinks(failures, failureAnchors)}`
	);
}

function evidenceList(evidence: Finding['evidence']): string {
	if (evidence.length === 0) return '';
	const lines = evidence.map(({line, text}) => `<li><span class="line">line ${line}</span><code>${escapeHtml(text)}</code></li>\n`);
	const rest = lines.slice(FIRST_LINES);
	const more =
		rest.length === 0
			? ''
			: `<details class="more"><summary>${counted(rest.length, 'more line')}</summary>\n` +
				`<ul class="evidence">\n${rest.join('')}</ul>\n</details>\n`;
	return `<p class="label">Evidence from the log</p>\n<ul class="evidence">\n${lines.slice(0, FIRST_LINES).join('')}</ul>\n${more}`;
}

/** Checks come first; steps that change the PC are set apart, so that nobody runs them by mistake. Numbering continues. */
function stepLists(steps: readonly Step[]): string {
	const checks = steps.filter(({changes}) => !changes);
	const changes = steps.filter((step) => step.changes);
	let html = '';
	if (checks.length > 0) html += `<p class="label">What to check</p>\n<ol class="steps">\n${checks.map(stepItem).join('\n')}\n</ol>\n`;
	if (changes.length > 0)
		html +=
			'<p class="label changes">These steps change the PC</p>\n<ol class="steps" ' +
			`start="${checks.length + 1}">\n${changes.map(stepItem).join('\n')}\n</ol>\n`;
	return html;
}

function stepItem({text, command}: Step): string {
	return `<li>${proseHtml(text)}${command === null ? '' : commandBlock(command)}</li>`;
}

function scanLinks(scans: readonly number[], scanAnchor: (scan: number) => string | null): string {
	if (scans.length === 0) return '';
	const shown = scans.slice(0, MAX_SCAN_LINKS).map((scan) => {
		const anchor = scanAnchor(scan);
		return anchor === null ? String(scan) : `<a href="#${anchor}">${scan}</a>`;
	});
	const rest = scans.length - shown.length;
	return (
		`<p class="in-scans">Seen in ${scans.length === 1 ? 'scan' : 'scans'} ` +
		`${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.</p>\n`
	);
}

function failureLinks(failures: readonly number[], anchors: Anchors['failureAnchors']): string {
	const shown = failures.flatMap((index) => {
		const anchor = anchors.get(index);
		return anchor === undefined ? [] : [`<a href="#${anchor.id}">from line ${anchor.line}</a>`];
	});
	if (shown.length === 0) return '';
	const rest = shown.length - MAX_SCAN_LINKS;
	const links = shown.slice(0, MAX_SCAN_LINKS).join(', ');
	return `<p class="in-scans">Seen outside scans: ${links}${rest > 0 ? ` and ${rest} more` : ''}.</p>\n`;
}
