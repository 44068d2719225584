/** The page around the sections of files: title, summary, filters, footer. It asks nobody for anything; its policy enforces that. */
import type {Totals, Verdict, VerdictLevel} from '../../types.js';
import {VERDICT_LEVELS} from '../../vocabulary.js';
import {counted, VERDICT_WORDS} from '../../wording/labels.js';
import {escapeHtml, proseHtml} from './escape.js';
import {icon} from './icons.js';
import {REPORT_SCRIPT, REPORT_SCRIPT_HASH} from './page-script.generated.js';
import {STYLES} from './styles.js';

const POLICY = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	`script-src 'sha256-${REPORT_SCRIPT_HASH}'`,
	"base-uri 'none'",
	"form-action 'none'",
].join('; ');

/** A file of the page. */
export interface PageFile {
	/** Id of its section. */
	readonly anchor: string;
	readonly name: string;
	readonly verdict: Verdict;
	/** What to do first, as text; `null`: nothing. */
	readonly step: string | null;
	readonly head: string;
	readonly body: string;
}

/** The page in pieces, the worst file first. */
export function reportPage(version: string, totals: Totals, files: readonly PageFile[]): readonly string[] {
	const sorted = VERDICT_LEVELS.flatMap((level) => files.filter(({verdict}) => verdict.level === level));
	const isOne = sorted.length < 2;
	return [
		pageHead(version, titleOf(sorted)),
		isOne ? '' : summary(totals, sorted),
		...sorted.map((file) => section(file, isOne)),
		pageFoot(version, isOne ? `<p>${totalsText(totals)}</p>\n` : ''),
	];
}

function pageHead(version: string, title: string): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="wulens ${escapeHtml(version)}">
<title>${escapeHtml(title)}</title>
<style>${STYLES}</style>
</head>
<body>
<header class="page"><h1>Windows Update log report</h1></header>
<main>
`;
}

function pageFoot(version: string, sum: string): string {
	return `</main>
<footer class="page">${sum}<p>Created by wulens ${escapeHtml(version)}. This page loads nothing from the network.</p></footer>
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`;
}

const MAX_TITLE = 200;

/** `WindowsUpdate.log – Error: 1 of 3 scans failed: …`; of several files, how they fared. */
function titleOf(files: readonly PageFile[]): string {
	const [file, ...others] = files;
	if (file === undefined) return 'Windows Update log report';
	if (others.length > 0) return `${counted(files.length, 'Windows Update log')}: ${levelCounts(files)}`;
	const {level, text} = file.verdict;
	const name = file.name.split(/[\\/]/).at(-1) ?? file.name;
	const title = `${name} – ${VERDICT_WORDS[level]}: ${text}`;
	return title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title;
}

/** Levels after a number. */
const LEVEL_COUNTS: Readonly<Record<VerdictLevel, string>> = {
	error: 'with errors',
	warning: 'with warnings',
	info: 'with notes',
	good: 'good',
	none: 'without results',
};

/** `2 with errors, 5 good` */
function levelCounts(files: readonly PageFile[]): string {
	return countsByLevel(files)
		.map(({level, count}) => `${count} ${LEVEL_COUNTS[level]}`)
		.join(', ');
}

function countsByLevel(files: readonly PageFile[]): readonly {readonly level: VerdictLevel; readonly count: number}[] {
	return VERDICT_LEVELS.map((level) => ({level, count: files.filter(({verdict}) => verdict.level === level).length})).filter(
		({count}) => count > 0,
	);
}

function totalsText(totals: Totals): string {
	const files = [
		`${totals.analyzed} analyzed`,
		totals.skipped === 0 ? '' : `${totals.skipped} skipped`,
		totals.failed === 0 ? '' : `${totals.failed} failed`,
	]
		.filter((part) => part !== '')
		.join(', ');
	return (
		`${counted(totals.files, 'file')}: ${files}. ${counted(totals.scans, 'scan')}, ${totals.online} online: ` +
		`${totals.failedScans} failed, ${totals.cancelled} canceled, ${totals.succeeded} succeeded, ${totals.unknown} with no logged end.`
	);
}

function summary(totals: Totals, files: readonly PageFile[]): string {
	const rows = files.map(
		({anchor, name, verdict, step}) =>
			`<li class="is-${verdict.level}">${icon(verdict.level)}<div><p><a href="#${anchor}">${escapeHtml(name)}</a> ` +
			`<span class="level ${verdict.level}">${VERDICT_WORDS[verdict.level]}</span></p>\n<p>${proseHtml(verdict.text)}</p>` +
			`${step === null ? '' : `\n<p class="step"><strong>First</strong> ${proseHtml(step)}</p>`}</div></li>\n`,
	);
	return (
		`<section id="summary">\n<h2>${counted(files.length, 'file')}: ${levelCounts(files)}</h2>\n` +
		`<p class="muted">${totalsText(totals)}</p>\n${filters(files)}<ol class="index">\n${rows.join('')}</ol>\n</section>\n`
	);
}

const FILTER_WORDS: Readonly<Record<VerdictLevel, string>> = {
	error: 'Errors',
	warning: 'Warnings',
	info: 'Notes',
	good: 'Good',
	none: 'No results',
};

/** The style sheet hides what is not chosen, so they work without a script. Empty where all files fared alike. */
function filters(files: readonly PageFile[]): string {
	const counts = countsByLevel(files);
	if (counts.length < 2) return '';
	const choice = (level: VerdictLevel | 'all', words: string, count: number): string =>
		`<label><input type="radio" name="show" id="show-${level}"${level === 'all' ? ' checked' : ''}>` +
		`<span>${words} <b>${count}</b></span></label>`;
	const choices = [choice('all', 'All', files.length), ...counts.map(({level, count}) => choice(level, FILTER_WORDS[level], count))];
	return `<fieldset class="filters"><legend>Show files</legend>${choices.join('\n')}</fieldset>\n`;
}

/** Of several files, those without a problem are closed. */
function section({anchor, verdict: {level}, head, body}: PageFile, isOne: boolean): string {
	const rest = isOne
		? body
		: `<details class="body"${level === 'error' || level === 'warning' ? ' open' : ''}>` +
			`<summary>Findings, scans, and facts</summary>\n${body}</details>\n` +
			'<p class="to-summary"><a href="#summary">Back to all files</a></p>\n';
	return `<section class="file is-${level}" id="${anchor}">\n${head}${rest}</section>\n`;
}
