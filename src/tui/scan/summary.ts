/** The scan under the cursor, in as many rows as there are: what it is, where it went, what failed, and what to do. */
import {firstStepOf, stepWords} from '../../core/findings/first-step.js';
import type {Finding, Scan, Severity} from '../../core/index.js';
import {attemptWords, certificateText, codeWords, originText, PROXY_WORDS} from '../../core/wording/labels.js';
import type {SummarySize} from '../finding/summary.js';
import type {Role, Row} from '../rows.js';
import type {Symbols} from '../theme.js';
import {fitSections, labeledRows, type Section} from '../widgets/detail.js';
import {summaryHeading} from './heading.js';
import {linesText} from './reading.js';

const LABEL = 13;
const MAX_FAILURES = 4;
const MAX_ATTEMPTS = 6;
const SEVERITY_SIGNS = {error: 'bad', warning: 'warning', info: 'info'} as const;
const SEVERITY_ROLES: Readonly<Record<Severity, Role>> = {error: 'bad', warning: 'warning', info: 'normal'};

/**
 * @param findings of the scan's file; those of other scans are left out
 * @param file name of that file; '' where there is only one
 */
export function scanSummary(
	scan: Scan,
	findings: readonly Finding[],
	file: string,
	{columns, rows}: SummarySize,
	symbols: Symbols,
): readonly Row[] {
	const own = findings.filter(({scans}) => scans.includes(scan.id));
	const fact = (label: string, text: string, role: Role = 'normal'): readonly Row[] =>
		text === '' ? [] : labeledRows(label, LABEL, text, columns, role);
	const next = firstStepOf(own);
	const sections: readonly Section[] = [
		{rows: summaryHeading(scan, columns, symbols), least: 2, rank: 0},
		{rows: fact('File', file), least: 1, rank: 3},
		{rows: fact('Next', next === null ? '' : stepWords(next.step), 'strong'), least: 1, rank: 2},
		{
			rows: own.flatMap(({severity, title}, index) =>
				fact(`${(index === 0 ? 'Findings' : '').padEnd(LABEL - 2)}${symbols[SEVERITY_SIGNS[severity]]}`, title, SEVERITY_ROLES[severity]),
			),
			least: 1,
			rank: 4,
		},
		{
			rows: [
				...fact(
					'Server',
					scan.server === null ? '' : `${originText(scan.server)}${scan.server.scheme === 'http' ? ' (not encrypted)' : ''}`,
				),
				...proxyTexts(scan).flatMap((text, index) => fact(index === 0 ? 'Proxy' : '', text)),
				...fact('Certificate', certificateText(scan.certificate)),
			],
			least: 3,
			rank: 3,
		},
		{rows: failureTexts(scan, symbols).flatMap((text, index) => fact(index === 0 ? 'Failures' : '', text)), least: 1, rank: 5},
		{rows: fact('Where', linesText(scan, symbols)), least: 0, rank: 6},
	];
	return fitSections(sections, {columns, rows}, symbols);
}

/** Tries in their order. */
function proxyTexts({proxy: {attempts, outcome}}: Scan): readonly string[] {
	if (attempts.length === 0) return [PROXY_WORDS[outcome]];
	const shown = attempts
		.slice(0, MAX_ATTEMPTS)
		.map((attempt, index) => `${attempts.length === 1 ? '' : `${index + 1}. `}${attemptWords(attempt)}`);
	return attempts.length === shown.length ? shown : [...shown, `and ${attempts.length - shown.length} more`];
}

/** Each code once, where it came first. */
function failureTexts({failures}: Scan, {numberInLog}: Symbols): readonly string[] {
	const firsts = failures.filter(({code}, index) => failures.findIndex((other) => other.code === code) === index);
	const shown = firsts.slice(0, MAX_FAILURES).map(({line, code, name}) => `${codeWords(code, name)} (line ${numberInLog(line)})`);
	return firsts.length === shown.length ? shown : [...shown, `and ${firsts.length - shown.length} more`];
}
