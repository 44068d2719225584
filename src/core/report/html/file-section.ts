/** Section of the page for one file: verdict and first step, findings, scans, and what the log covers. */
import type {FileReport, LogFacts, Scan, WsusFacts} from '../../types.js';
import {SEVERITIES} from '../../vocabulary.js';
import {byInterest, interestOf, isNotable, needsFallback, scanKinds} from '../../scans/scan-kinds.js';
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
	versionsText,
} from '../../wording/labels.js';
import {networkText} from '../../wording/outside-failures.js';
import {answerBlock} from './answer.js';
import {breakable, escapeHtml, proseHtml} from './escape.js';
import {type Anchors, findingCard} from './finding-card.js';
import {failureRowIds, outsideTable} from './outside-table.js';
import {levelOf} from './icons.js';
import {scanBlock} from './scan-block.js';

/** Maximum number of table rows; the rest are counted by kind. */
const MAX_ROWS = 1000;

/** Scans and findings that are open without being asked for, as long as there are no more. */
const MAX_OPEN_SCANS = 3;

export interface FileSection {
	/** Name, verdict and the first thing to do. */
	readonly head: string;
	/** Everything else. */
	readonly body: string;
	/** How many scans are shown in full. */
	readonly detailed: number;
}

/** @param anchor prefix of every id; @param maxDetails number of scans that may be shown in full */
export function fileSection(file: FileReport, anchor: string, maxDetails: number): FileSection {
	const {log, scans} = file;
	const inFull = new Set(
		byInterest(scans, interestOf)
			.slice(0, maxDetails)
			.map(({id}) => id),
	);
	const scanAnchor = (id: number): string | null => (inFull.has(id) ? `${anchor}-scan-${id}` : null);
	const findingId = (index: number): string => `${anchor}-finding-${index + 1}`;
	const body = [
		file.reason === null || file.reason === file.verdict.text ? '' : `<p>${proseHtml(file.reason)}</p>\n`,
		findings(file, findingId, {scanAnchor, failureAnchors: failureRowIds(file, anchor)}),
		log === null ? '' : scanParts(scans, inFull, scanAnchor),
		outsideTable(file, anchor),
		log === null ? '' : `<h3>About this log</h3>\n${logFacts(file, log)}`,
		coverage(file),
	];
	const head = `<h2>${pathHtml(fileName(file))}</h2>\n${answerBlock(file, findingId)}${glance(file)}`;
	return {head, body: body.join(''), detailed: inFull.size};
}

const NO_ROOM = '<p>The page would be too large with more about this file. Analyze it by itself to see everything.</p>\n';

/** Name, verdict and first step alone. */
export function shortSection(file: FileReport): FileSection {
	return {head: `<h2>${pathHtml(fileName(file))}</h2>\n${answerBlock(file, null)}${glance(file)}`, body: NO_ROOM, detailed: 0};
}

/** A path may break behind its folders. */
function pathHtml(path: string): string {
	return escapeHtml(path).replace(/[\\/](?=.)/g, '$&<wbr>');
}

/** Which PC, when, which server: whether this is the right log. */
function glance({log, wsus, scans}: FileReport): string {
	if (log === null) return '';
	const parts = [
		log.machineName === null ? '' : `PC ${log.machineName}`,
		periodText(log),
		scans.length === 0 ? '' : scanCountsText(scans),
		wsus?.server == null ? '' : `WSUS ${wsus.server}`,
	].filter((part) => part !== '');
	return `<p class="glance">${parts.map((part) => `<span>${proseHtml(part)}</span>`).join(' ')}</p>\n`;
}

/** `2024-03-12 19:47:21 to 19:48:03` */
function periodText({firstTime, lastTime, utcOffset}: LogFacts): string {
	if (firstTime === null) return 'no timestamps';
	const [from, to] = [timeText(firstTime), timeText(lastTime)];
	const zone = utcOffset === null ? '' : ` (UTC${utcOffset})`;
	return `${from} to ${to.startsWith(from.slice(0, 11)) ? to.slice(11) : to}${zone}`;
}

function logFacts(file: FileReport, log: LogFacts): string {
	const {wsus, context} = file;
	const facts = [
		{name: 'Log', text: `${DIALECT_WORDS[log.dialect]}, ${counted(log.lines, 'line')}, ${log.encoding}${log.verbose ? ', verbose' : ''}`},
		...(log.machineName === null ? [] : [{name: 'PC', text: log.machineName}]),
		{name: 'Period', text: periodText(log)},
		{name: 'Versions', text: versionsText(log)},
		...(log.dialect === 'undecoded' ? [] : wsusFacts(wsus)),
		{name: 'Network of the PC', text: networkText(file)},
		...contextWords(context),
	];
	return `<dl class="facts">\n${facts
		.filter(({text}) => text !== '')
		.map(({name, text}) => `<dt>${escapeHtml(name)}</dt><dd>${proseHtml(text)}</dd>\n`)
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

/** The gravest first, as everywhere; notes by themselves, quieter. */
function findings(file: FileReport, findingId: (index: number) => string, anchors: Anchors): string {
	const cards = file.findings.map((finding, index) => ({finding, html: findingCard(finding, findingId(index), anchors)}));
	const loud = SEVERITIES.filter((severity) => severity !== 'info').flatMap((severity) =>
		cards.filter(({finding}) => finding.severity === severity),
	);
	const notes = cards.filter(({finding}) => finding.severity === 'info');
	const shown = (some: typeof cards): string => some.map(({html}) => html).join('');
	return (
		(loud.length === 0 ? '' : `<h3>Findings</h3>\n${shown(loud)}`) +
		(notes.length === 0 ? '' : `<h3 class="quiet">Notes</h3>\n<div class="notes">\n${shown(notes)}</div>\n`)
	);
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
	if (notable.length > 1) html += scanTable(notable, 'Scans that failed or needed a second proxy', scanAnchor);
	html += details(notable, scanAnchor, MAX_OPEN_SCANS);
	if (others.length > 0) {
		const rest = `${kindTable(others)}${scanTable(others, 'All of them', scanAnchor)}${details(others, scanAnchor, 0)}`;
		html += `<details class="others"><summary>${othersTitle(others, notable.length)}</summary>\n${rest}</details>\n`;
	}
	return html;
}

/** `2 other scans, all succeeded` */
function othersTitle(others: readonly Scan[], notable: number): string {
	const count = counted(others.length, notable === 0 ? 'scan' : 'other scan');
	if (others.some(({outcome}) => outcome !== 'succeeded')) return count;
	return `${count}, ${others.length === 1 ? 'which' : 'all'} succeeded`;
}

/** @param open how many are open */
function details(scans: readonly Scan[], scanAnchor: (scan: number) => string | null, open: number): string {
	return scans
		.map((scan, index) => {
			const id = scanAnchor(scan.id);
			return id === null ? '' : scanBlock(scan, id, index < open);
		})
		.join('');
}

function scanTable(scans: readonly Scan[], caption: string, scanAnchor: (scan: number) => string | null): string {
	const table = scans.slice(0, MAX_ROWS).map((scan) => {
		const id = scanAnchor(scan.id);
		const time = proseHtml(scanTimeText(scan));
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
			['First', proseHtml(scanTimeText(first))],
			['Last', proseHtml(scanTimeText(last))],
		];
		return `<tr>${cells.map(([name, html]) => `<td data-name="${name}">${html}</td>`).join('')}</tr>\n`;
	});
	return stackedTable('By kind', ['Scans', 'Caller', 'Service', 'Proxy', 'Result', 'First', 'Last'], rows);
}

function coverage(file: FileReport): string {
	const issues = file.issues.map(
		({line, message, count}) => `${line === null ? '' : `line ${line}: `}${message} (${counted(count, 'time')})`,
	);
	const texts = [...file.coverage, ...issues];
	if (texts.length === 0) return '';
	const items = texts.map((text) => `<li>${proseHtml(text)}</li>`).join('\n');
	return `<h4 class="covers">What this log covers</h4>\n<ul class="plain">\n${items}\n</ul>\n`;
}
