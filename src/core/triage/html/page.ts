/** The page of a fleet: one file that loads nothing and runs only its own script. */
import {escapeHtml} from '../../report/html/escape.js';
import {STYLES} from '../../report/html/styles.js';
import type {HistoryView} from '../history/history.js';
import type {Summary} from '../summary.js';
import {FLEET_STYLES} from './styles.js';
import {SECTIONS} from './sections.js';

export interface PageOptions {
	readonly version: string;
	/** The script that fills the tables, as it stands in the page. */
	readonly script: string;
	/** SHA-256 of the script in Base64: the policy lets no other run. */
	readonly scriptHash: string;
	/** JSON that is safe in a script element, in parts. */
	readonly data: Iterable<string>;
	/** @default none */
	readonly history?: HistoryView | null;
}

/** The page in parts, one after the other. */
export function* fleetPage(summary: Summary, {version, script, scriptHash, data, history = null}: PageOptions): Generator<string> {
	const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; base-uri 'none'; form-action 'none'`;
	yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="wulens ${escapeHtml(version)}">
<title>Windows Update fleet report</title>
<style>${STYLES}${FLEET_STYLES}</style>
</head>
<body>
<header class="page"><h1>Windows Update fleet report</h1>
<p class="only-script"><a href="#table=machines">All machines and files</a></p></header>
<main>
`;
	for (const part of SECTIONS) yield part(summary, history);
	const command = summary.command === null ? '' : `<p>Command: <code>${escapeHtml(summary.command)}</code></p>`;
	const date = summary.generated === null ? '' : ` on ${escapeHtml(summary.generated)}`;
	yield `<section id="explore" class="only-script"><h3>All machines and files</h3><div id="tables"></div></section>
</main>
<footer class="page">${command}<p>Created by wulens ${escapeHtml(version)}${date}. Times are in the local time of each machine.</p></footer>
<script type="application/json" id="data">`;
	yield* data;
	yield `</script>
<script>${script}</script>
</body>
</html>
`;
}
