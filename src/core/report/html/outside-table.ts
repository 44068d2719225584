/** The table of failures outside scans. */
import type {FileReport} from '../../types.js';
import {codeWords} from '../../wording/labels.js';
import {
	type NumberedFailure,
	outsideCountText,
	outsideKindTitle,
	outsideLinesText,
	outsidePeriodText,
	outsideProxyText,
	outsideServerText,
	recoveredText,
	tellingFailures,
} from '../../wording/outside-failures.js';
import {escapeHtml} from './escape.js';

/** Maximum number of rows; the rest are counted. */
const MAX_ROWS = 500;

const NAMES = ['What failed', 'Server', 'Code', 'How often', 'Time', 'Proxy', 'Later', 'Evidence'] as const;

/** Ids of the rows, by the place of the failure in the report. */
export function failureRowIds(file: FileReport, anchor: string): ReadonlyMap<number, {readonly id: string; readonly line: number}> {
	const shown = tellingFailures(file).slice(0, MAX_ROWS);
	return new Map(shown.map(({index, failure}) => [index, {id: rowId(anchor, index), line: failure.first.line}]));
}

/** Empty where there are none. @param anchor prefix of every id */
export function outsideTable(file: FileReport, anchor: string): string {
	const failures = tellingFailures(file);
	if (failures.length === 0) return '';
	const rows = failures.slice(0, MAX_ROWS).map((one) => row(one, anchor));
	const rest = failures.length - rows.length;
	return (
		'<h3>Failures outside scans</h3>\n<div class="table"><table class="stack"><thead><tr>' +
		`${NAMES.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>\n${rows.join('')}</tbody></table>` +
		`${rest > 0 ? `<p class="muted">and ${rest} more.</p>` : ''}</div>\n`
	);
}

function row({index, failure}: NumberedFailure, anchor: string): string {
	const recovered = recoveredText(failure);
	const cells: Readonly<Record<(typeof NAMES)[number], string>> = {
		'What failed': `<span class="level ${failure.recovered === null ? 'error' : 'warning'}">${escapeHtml(outsideKindTitle(failure))}</span>`,
		Server: escapeHtml(outsideServerText(failure)),
		Code: escapeHtml(codeWords(failure.code, failure.name)).replace(/_(?=[A-Z])/g, '_<wbr>'),
		'How often': outsideCountText(failure),
		Time: escapeHtml(outsidePeriodText(failure)),
		Proxy: escapeHtml(outsideProxyText(failure)),
		Later: escapeHtml(recovered),
		Evidence: `${escapeHtml(outsideLinesText(failure))}: <code>${escapeHtml(failure.message)}</code>`,
	};
	return (
		`<tr id="${rowId(anchor, index)}">` +
		`${NAMES.map((name) => `<td${cells[name] === '' ? '' : ` data-name="${name}"`}>${cells[name]}</td>`).join('')}</tr>\n`
	);
}

function rowId(anchor: string, index: number): string {
	return `${anchor}-failure-${index + 1}`;
}
