/** Header and footer of the page. It makes no requests and runs no scripts; its Content-Security-Policy enforces that. */
import type {Totals, Verdict} from '../../types.js';
import {counted, VERDICT_WORDS} from '../../wording/labels.js';
import {escapeHtml} from './escape.js';
import {icon} from './icons.js';
import {STYLES} from './styles.js';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function pageHead(version: string): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="wulens ${escapeHtml(version)}">
<title>Windows Update log report</title>
<style>${STYLES}</style>
</head>
<body>
<header class="page"><h1>Windows Update log report</h1><p class="to-summary"><a href="#summary">Summary of all files</a></p></header>
<main>
`;
}

/** A file in the summary. */
export interface IndexEntry {
	readonly anchor: string;
	readonly name: string;
	readonly verdict: Verdict;
}

export function pageFoot(version: string, totals: Totals, index: readonly IndexEntry[]): string {
	const files = [
		`${totals.analyzed} analyzed`,
		totals.skipped === 0 ? '' : `${totals.skipped} skipped`,
		totals.failed === 0 ? '' : `${totals.failed} failed`,
	]
		.filter((part) => part !== '')
		.join(', ');
	const scans =
		`${counted(totals.scans, 'scan')}, ${totals.online} online: ${totals.failedScans} failed, ${totals.cancelled} ` +
		`canceled, ${totals.succeeded} succeeded, ${totals.unknown} with no logged end.`;
	const sum = `<p>${counted(totals.files, 'file')}: ${files}. ${scans}</p>\n`;
	const by = `Created by wulens ${escapeHtml(version)}.`;
	if (index.length < 2) return `</main>\n<footer class="page" id="summary">\n${sum}<p>${by}</p>\n</footer>\n</body>\n</html>\n`;
	const rows = index
		.map(
			({anchor, name, verdict}) =>
				`<tr><td><a href="#${anchor}">${escapeHtml(name)}</a></td><td>${icon(verdict.level)} <span ` +
				'class="level ' +
				`${verdict.level}">${VERDICT_WORDS[verdict.level]}</span></td><td>${escapeHtml(verdict.text)}</td></tr>\n`,
		)
		.join('');
	return `<section id="summary">
<h2>Summary of all files</h2>
${sum}<div class="table"><table class="stack">
<thead><tr><th scope="col">File</th><th scope="col">Verdict</th><th scope="col">Reason</th></tr></thead><tbody>
${rows}</tbody></table></div>
</section>
</main>
<footer class="page"><p>${by}</p></footer>
</body>
</html>
`;
}
