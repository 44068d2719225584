/** What is known about a scan, as text to read: its findings, what it should have done, its facts. */
import type {Finding, Scan} from '../../core/index.js';
import {expectedWords} from '../../core/wording/expected-behavior-text.js';
import {plainText} from '../../core/wording/plain-text.js';
import {BEHAVIOR_WORDS, certificateText, codeWords, counted, originText, PROXY_WORDS} from '../../core/wording/labels.js';
import {wrapText} from '../../core/wording/wrap.js';
import {fill} from '../../core/wording/cells.js';
import {findingDocument} from '../finding/document.js';
import {breakRow, type Role, type Row, type Span, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import type {ScanModel} from './model.js';

export interface ReadingRow {
	readonly row: Row;
	/** The line of the log that it stands for; `null`: none. */
	readonly line: number | null;
	/** The command that it shows, whole. */
	readonly command: string | null;
}

const FACT_WIDTH = 13;
const MAX_DEVIATION_LINES = 8;
/** Before the rest of a row that is too long. */
const REST_INDENT = 7;

const SIGNS = {error: 'bad', warning: 'warning', info: 'info'} as const;

/** @returns rows of at most `width` cells */
export function readingRows(model: ScanModel, width: number, symbols: Symbols): readonly ReadingRow[] {
	const {scan, findings, general} = model;
	const rows: ReadingRow[] = findings.flatMap((finding) => findingDocument(finding, 0, '', width, symbols));
	if (findings.length === 0) rows.push(...withoutFinding(scan, width, symbols));
	rows.push(
		...deviationRows(scan, width, symbols),
		...ruleRows(scan, width, symbols),
		...factRows(scan, width, symbols),
		...generalRows(general, width, symbols),
	);
	while (rows.at(-1)?.row.length === 0) rows.pop();
	return rows.flatMap(({row, line, command}) => breakRow(row, width, REST_INDENT).map((part) => ({row: part, line, command})));
}

function plain(...rows: readonly Row[]): readonly ReadingRow[] {
	return ofLine(null, rows);
}

/** Rows that stand for a line of the log, if they do. */
function ofLine(line: number | null, rows: readonly Row[]): readonly ReadingRow[] {
	return rows.map((row) => ({row, line, command: null}));
}

function heading(text: string): readonly ReadingRow[] {
	return plain([span(text, 'heading')]);
}

function paragraph(text: string, width: number, indent: number, lead = ' '.repeat(indent), role: Role = 'normal'): readonly Row[] {
	return wrapText(plainText(text), width, indent, indent)
		.split('\n')
		.map((line, index): Row => (index === 0 ? [span(lead, role === 'normal' ? 'dim' : role), span(line)] : [span(line)]));
}

function withoutFinding({outcome, rootCause, failures}: Scan, width: number, {numberInLog}: Symbols): readonly ReadingRow[] {
	if (outcome !== 'failed') return plain(...paragraph('No findings for this scan.', width, 0), []);
	const cause = rootCause === null ? undefined : failures.find(({line}) => line === rootCause.line);
	return [
		...plain(...paragraph('No rule explains why this scan failed. Its first failure:', width, 0)),
		...(rootCause === null
			? []
			: ofLine(
					rootCause.line,
					paragraph(`line ${numberInLog(rootCause.line)}: ${cause?.message ?? codeWords(rootCause.code, rootCause.name)}`, width, 2),
				)),
		...plain([]),
	];
}

function deviationRows({deviations}: Scan, width: number, symbols: Symbols): readonly ReadingRow[] {
	if (deviations.length === 0) return [];
	return [
		...heading("Deviations from Microsoft's rules"),
		...deviations.flatMap(({text, lines}) => [
			...ofLine(lines[0] ?? null, paragraph(text, width, 2, `${symbols.warning} `, 'warning')),
			...lines
				.slice(0, MAX_DEVIATION_LINES)
				.flatMap((line) => ofLine(line, [[span(`  ${symbols.pointer} line ${symbols.numberInLog(line)}`, 'accent')]])),
			...(lines.length > MAX_DEVIATION_LINES
				? plain([span(`    and ${counted(lines.length - MAX_DEVIATION_LINES, 'line')} more`, 'dim')])
				: []),
		]),
		...plain([]),
	];
}

function ruleRows({expected, proxy}: Scan, width: number, symbols: Symbols): readonly ReadingRow[] {
	const words = expectedWords(expected);
	if (words.length === 0 || proxy.outcome === 'not-used') return [];
	return [
		...heading('Expected by Windows rules'),
		...plain(...words.flatMap((text) => paragraph(text, width, 2, `${symbols.info} `))),
		...plain(
			...expected.reasons.flatMap(({text}) => paragraph(text, width, 4).map((row) => row.map((part): Span => ({...part, role: 'dim'})))),
		),
		...plain([]),
	];
}

function factRows(scan: Scan, width: number, symbols: Symbols): readonly ReadingRow[] {
	const {proxy, rootCause} = scan;
	const rows: ReadingRow[] = [...heading('This scan')];
	const fact = (name: string, text: string, line: number | null = null): void => {
		if (text === '') return;
		rows.push(...ofLine(line, paragraph(text, width, FACT_WIDTH, fill(name, FACT_WIDTH))));
	};
	fact(
		'Where',
		[linesText(scan, symbols), scan.callId === null ? '' : `Id ${scan.callId}`, `PID ${scan.pid}`, `TID ${scan.tid}`]
			.filter((part) => part !== '')
			.join(', '),
	);
	fact('Server', scan.server === null ? '' : `${originText(scan.server)}${scan.server.scheme === 'http' ? ' (not encrypted)' : ''}`);
	fact('Proxy', PROXY_WORDS[proxy.outcome]);
	for (const rule of new Set(proxy.behaviors.map(({raw, meaning}) => `${raw}${meaning === null ? '' : ` = ${BEHAVIOR_WORDS[meaning]}`}`)))
		fact('Proxy rule', rule, proxy.behaviors[0]?.line ?? null);
	fact('Certificate', certificateText(scan.certificate), scan.certificate.lines[0] ?? null);
	if (rootCause !== null && rootCause.code !== scan.exitCode)
		fact('Root cause', `${codeWords(rootCause.code, rootCause.name)} (line ${symbols.numberInLog(rootCause.line)})`, rootCause.line);
	fact('Retries', scan.retries === 0 ? '' : String(scan.retries));
	fact('Found', scan.updatesFound === null ? '' : counted(scan.updatesFound, 'update'));
	return [...rows, ...plain([])];
}

export function linesText({start, end}: Scan, {numberInLog}: Symbols): string {
	if (start === null) return end === null ? '' : `up to line ${numberInLog(end.line)}, starts before this log`;
	if (end === null) return `from line ${numberInLog(start.line)}, does not end in this log`;
	return `lines ${numberInLog(start.line)} to ${numberInLog(end.line)}`;
}

function generalRows(general: readonly Finding[], width: number, symbols: Symbols): readonly ReadingRow[] {
	if (general.length === 0) return [];
	return [
		...heading('About the whole log'),
		...general.flatMap(({severity, title, evidence}) =>
			ofLine(
				evidence[0]?.line ?? null,
				paragraph(
					title,
					width,
					2,
					`${symbols[SIGNS[severity]]} `,
					severity === 'error' ? 'bad' : severity === 'warning' ? 'warning' : 'normal',
				),
			),
		),
	];
}
