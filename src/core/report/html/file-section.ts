/** Section of the page for one file: verdict, facts, findings, scans, and what the log covers. */
import type {FileReport, LogFacts, Scan, WsusFacts} from '../../types.js';
import {byInterest, interestOf, isNotable, needsFallback, scanKinds} from '../../scans/scan-kinds.js';
import {bySeverity} from '../../findings/severities.js';
import {
	callerName,
	certificateText,
	contextWords,
	counted,
	DIALECT_WORDS,
	fileName,
	originText,
	PROXY_WORDS,
	resultWords,
	scanCountsText,
	scanTimeText,
	serviceText,
	timeText,
	VERDICT_WORDS,
	versionsText,
} from '../../wording/labels.js';
import {networkText} from '../../wording/outside-failures.js';
import {escapeHtml} from './escape.js';
import {findingCard} from './finding-card.js';
import {failureRowIds, outsideTable} from './outside-table.js';
import {icon, levelOf} from './icons.js';
import {scanBlock} from './scan-block.js';
import {legendMark} from './timeline-svg.js';

/** Maximum number of table rows; the rest are counted by kind. */
const MAX_ROWS = 1000;

export interface FileSection {
	readonly html: string;
	/** How many scans are shown in full. */
	readonly detailed: number;
}

/** @param anchor id of the section and prefix of every id in it; @param maxDetails number of scans that may be shown in full */
export function fileSection(file: FileReport, anchor: string, maxDetails: number): FileSection {
	const {log, scans, verdict} = file;
	const inFull = new Set(
		byInterest(scans, interestOf)
			.slice(0, maxDetails)
			.map(({id}) => id),
	);
	const scanAnchor = (id: number): string | null => (inFull.has(id) ? `${anchor}-scan-${id}` : null);
	const parts = [
		`<h2>${escapeHtml(fileName(file))}</h2>\n`,
		`<div class="verdict is-${verdict.level}"><span ` +
			`class="${verdict.level}">${icon(verdict.level)}</span><p><span class="level ` +
			`${verdict.level}">${VERDICT_WORDS[verdict.level]}</span>${escapeHtml(verdict.text)}</p></div>\n`,
		file.reason === null || file.reason === verdict.text ? '' : `<p>${escapeHtml(file.reason)}</p>\n`,
		log === null ? '' : logFacts(file, log),
		findings(file, anchor, scanAnchor),
		log === null ? '' : scanParts(scans, inFull, scanAnchor),
		outsideTable(file, anchor),
		coverage(file),
	];
	return {html: `<section class="file" id="${anchor}">\n${parts.join('')}</section>\n`, detailed: inFull.size};
}

function logFacts(file: FileReport, log: LogFacts): string {
	const {wsus, context} = file;
	const period =
		log.firstTime === null
			? 'no timestamps'
			: `${timeText(log.firstTime)} to ${timeText(log.lastTime)}${log.utcOffset === null ? '' : ` (UTC${log.utcOffset})`}`;
	const facts = [
		{name: 'Log', text: `${DIALECT_WORDS[log.dialect]}, ${counted(log.lines, 'line')}, ${log.encoding}${log.verbose ? ', verbose' : ''}`},
		...(log.machineName === null ? [] : [{name: 'PC', text: log.machineName}]),
		{name: 'Period', text: period},
		{name: 'Versions', text: versionsText(log)},
		...(log.dialect === 'undecoded' ? [] : wsusFacts(wsus)),
		{name: 'Network of the PC', text: networkText(file)},
		...contextWords(context),
	];
	return `<dl class="facts">\n${facts
		.filter(({text}) => text !== '')
		.map(({name, text}) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd>\n`)
		.join('')}</dl>\n`;
}

/** @param lines where another server was set */
function changesText(lines: readonly number[]): string {
	if (lines.length === 0) return '';
	const where = `${lines.slice(0, 8).join(', ')}${lines.length > 8 ? ' …' : ''}`;
	return lines.length === 1 ? `; changed once in this log (line ${where})` : `; changed ${lines.length} times in this log (lines ${where})`;
}

function wsusFacts(wsus: WsusFacts | null): readonly {readonly name: string; readonly text: string}[] {
	if (wsus === null || (wsus.server === null && wsus.changes.length === 0 && wsus.statusServer === null && wsus.targetGroup === null))
		return [{name: 'WSUS server', text: 'not mentioned in this log'}];
	const changes = changesText(wsus.changes.map(({line}) => line));
	if (wsus.server === null) return [{name: 'WSUS server', text: `none configured${changes}`}];
	return [
		{name: 'WSUS server', text: `${wsus.server} (${wsus.scheme === 'https' ? 'HTTPS' : 'HTTP, not encrypted'})${changes}`},
		{name: 'Target group', text: wsus.targetGroup ?? ''},
		{name: 'Certificate', text: certificateText({storeEmpty: wsus.certificateStoreEmpty, pinningMandatory: wsus.pinningMandatory})},
	];
}

function findings(file: FileReport, anchor: string, scanAnchor: (scan: number) => string | null): string {
	if (file.findings.length === 0) return '';
	const seen = {scanAnchor, failureAnchors: failureRowIds(file, anchor)};
	const cards = bySeverity(file.findings).map((finding, index) => findingCard(finding, `${anchor}-finding-${index + 1}`, seen));
	return `<h3>Findings</h3>\n${cards.join('')}`;
}

function scanParts(scans: readonly Scan[], inFull: ReadonlySet<number>, scanAnchor: (scan: number) => string | null): string {
	if (scans.length === 0) return '<h3>Scans</h3>\n<p>No scan starts or ends in this log.</p>\n';
	const notable = scans.filter(isNotable);
	const others = scans.filter((scan) => !isNotable(scan));
	let html = `<h3>Scans</h3>\n<p>${scanCountsText(scans)}.</p>\n`;
	const left = scans.length - inFull.size;
	if (left > 0)
		html +=
			`<p class="muted">The ${inFull.size} most important scans are shown in full; the other ${left} ` +
			'are only listed or counted.</p>\n';
	html += legend();
	if (notable.length > 0)
		html += `${scanTable(notable, 'Scans that failed or needed a second proxy', scanAnchor)}${details(notable, scanAnchor)}`;
	if (others.length > 0) {
		const open = notable.length === 0 && others.length <= 12 ? ' open' : '';
		const title = counted(others.length, notable.length === 0 ? 'scan' : 'other scan');
		const tables = `${kindTable(others)}${scanTable(others, 'All of them', scanAnchor)}`;
		html += `<details class="others"${open}><summary>${title}</summary>\n${tables}${details(others, scanAnchor)}</details>\n`;
	}
	return html;
}

function details(scans: readonly Scan[], scanAnchor: (scan: number) => string | null): string {
	return scans
		.map((scan) => {
			const id = scanAnchor(scan.id);
			return id === null ? '' : scanBlock(scan, id);
		})
		.join('');
}

function scanTable(scans: readonly Scan[], caption: string, scanAnchor: (scan: number) => string | null): string {
	const table = scans.slice(0, MAX_ROWS).map((scan) => {
		const id = scanAnchor(scan.id);
		const time = escapeHtml(scanTimeText(scan));
		const certificate =
			scan.certificate.inWsusStore === null ? '' : scan.certificate.inWsusStore === 'yes' ? 'in the WSUS store' : 'not in the WSUS store';
		const level = levelOf(scan.outcome, needsFallback(scan));
		return {
			Time: id === null ? time : `<a href="#${id}">${time}</a>`,
			Caller: breakable(escapeHtml(callerName(scan))),
			Service: escapeHtml(`${serviceText(scan)}${scan.online === false ? ', offline' : ''}`),
			Server: scan.server === null ? '' : escapeHtml(originText(scan.server)).replace(/:(?=\d+$)/, '<wbr>:'),
			Proxy: escapeHtml(PROXY_WORDS[scan.proxy.outcome]),
			Certificate: certificate,
			Result: `<span class="level ${level}">${breakable(escapeHtml(resultWords(scan)))}</span>`,
		};
	});
	const names = (['Time', 'Caller', 'Service', 'Server', 'Proxy', 'Certificate', 'Result'] as const).filter((name) =>
		table.some((row) => row[name] !== ''),
	);
	const rows = table.map((row) => {
		const cells = names.map((name) => {
			const attribute = name === 'Time' ? ' class="when"' : row[name] === '' ? '' : ` data-name="${name}"`;
			return `<td${attribute}>${row[name]}</td>`;
		});
		return `<tr>${cells.join('')}</tr>\n`;
	});
	const rest = scans.length - rows.length;
	return stackedTable(caption, names, rows, rest > 0 ? `<p class="muted">and ${rest} more.</p>` : '');
}

/** A table that becomes a list on narrow screens. */
function stackedTable(caption: string, names: readonly string[], rows: readonly string[], after = ''): string {
	const titles = names.map((name) => `<th scope="col">${name}</th>`).join('');
	const head = `<caption>${caption}</caption><thead><tr>${titles}</tr></thead>`;
	return `<div class="table"><table class="stack">${head}<tbody>\n${rows.join('')}</tbody></table>${after}</div>\n`;
}

/** Allows line breaks within long constant names and callers. */
function breakable(html: string): string {
	return html.replace(/(?<=[A-Z_]{6})_(?=[A-Z])|;(?=[A-Z][a-z])/g, '$&<wbr>');
}

/** Empty unless it is shorter than the list of scans. */
function kindTable(scans: readonly Scan[]): string {
	const kinds = scanKinds(scans);
	if (scans.length < 6 || kinds.length > scans.length / 2) return '';
	const rows = kinds.slice(0, MAX_ROWS).map(({first, last, count}) => {
		const cells: readonly (readonly [string, string])[] = [
			['Scans', String(count)],
			['Caller', escapeHtml(callerName(first))],
			['Service', escapeHtml(`${serviceText(first)}${first.online === false ? ', offline' : ''}`)],
			['Proxy', escapeHtml(PROXY_WORDS[first.proxy.outcome])],
			['Result', escapeHtml(resultWords(first))],
			['First', escapeHtml(scanTimeText(first))],
			['Last', escapeHtml(scanTimeText(last))],
		];
		return `<tr>${cells.map(([name, html]) => `<td data-name="${name}">${html}</td>`).join('')}</tr>\n`;
	});
	return stackedTable('By kind', ['Scans', 'Caller', 'Service', 'Proxy', 'Result', 'First', 'Last'], rows);
}

function legend(): string {
	const marks = [
		`${legendMark('circle', 'worked')} succeeded`,
		`${legendMark('cross', 'wrong')} failed`,
		`${legendMark('ring', 'said')} result not logged`,
		`${legendMark('arrow', 'warned')} switched to another proxy`,
		`${legendMark('stop', 'warned')} no proxy left`,
		`${legendMark('retry', 'warned')} retried or repaired`,
		`${legendMark('offline', 'warned')} no network`,
		`${legendMark('online', 'said')} network back`,
		`${legendMark('dot', 'said')} other event`,
	];
	const letters = 'S = system proxy, U = user proxy, N = proxy named in the log, D = direct (no proxy), ? = not logged';
	const words = [
		`Letters show the proxy of each attempt: ${letters}.`,
		'A number shows how many marks are too close together to draw separately.',
		'Time runs from left to right, starting at the first line of the scan. Hover over a mark to see its lines.',
	];
	return `<details class="legend"><summary>How to read the timelines</summary>
<p>${marks.join(' &nbsp; ')}</p>
<p>${words.join(' ')}</p>
</details>
`;
}

function coverage(file: FileReport): string {
	const issues = file.issues.map(
		({line, message, count}) => `${line === null ? '' : `line ${line}: `}${message} (${counted(count, 'time')})`,
	);
	const texts = [...file.coverage, ...issues];
	if (texts.length === 0) return '';
	return `<h3>What this log covers</h3>\n<ul class="plain">\n${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('\n')}\n</ul>\n`;
}
