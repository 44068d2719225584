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
import {escapeHtml, proseHtml} from './escape.js';

/** Maximum number of rows; the rest are counted. */
const MAX_ROWS = 500;

const NAMES = ['What failed', 'Server', 'Code', 'When', 'Proxy', 'Later'] as const;

type Cells = Readonly<Record<(typeof NAMES)[number], string>>;

/** Ids of the rows, by the place of the failure in the report. */
export function failureRowIds(file: FileReport, anchor: string): ReadonlyMap<number, {readonly id: string; readonly line: number}> {
	const shown = tellingFailures(file).slice(0, MAX_ROWS);
	return new Map(shown.map(({index, failure}) => [index, {id: rowId(anchor, index), line: failure.first.line}]));
}

/** Empty where there are none. @param anchor prefix of every id */
export function outsideTable(file: FileReport, anchor: string): string {
	const failures = tellingFailures(file);
	if (failures.length === 0) return '';
	const shown = failures.slice(0, MAX_ROWS).map((one) => ({...one, cells: cellsOf(one)}));
	const names = NAMES.filter((name) => shown.some(({cells}) => cells[name] !== ''));
	const rows = shown.map(({index, cells}) => rowOf(cells, names, rowId(anchor, index)));
	const rest = failures.length - rows.length;
	const quotes = shown.map(
		({failure: {first, message}}) => `<li><span class="line">line ${first.line}</span><code>${escapeHtml(message)}</code></li>\n`,
	);
	return (
		'<h3>Failures outside scans</h3>\n<div class="table"><table class="stack"><thead><tr>' +
		`${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>\n${rows.join('')}</tbody></table>` +
		`${rest > 0 ? `<p class="muted">and ${rest} more.</p>` : ''}</div>\n` +
		`<p class="label">The first line of each in the log</p>\n<ul class="evidence">\n${quotes.join('')}</ul>\n`
	);
}

function cellsOf({failure}: NumberedFailure): Cells {
	const level = failure.recovered === null ? 'error' : 'warning';
	const period = outsidePeriodText(failure);
	return {
		'What failed': `<span class="level ${level}">${escapeHtml(outsideKindTitle(failure))}</span>`,
		Server: escapeHtml(outsideServerText(failure)).replace(/:(?=\d+$)/, '<wbr>:'),
		Code: escapeHtml(codeWords(failure.code, failure.name)).replace(/(?<=[A-Z_]{6})_(?=[A-Z])/g, '$&<wbr>'),
		When: `${outsideCountText(failure)}${proseHtml(period === '' ? '' : `, ${period}`)} (${outsideLinesText(failure)})`,
		Proxy: escapeHtml(outsideProxyText(failure)),
		Later: proseHtml(recoveredText(failure)),
	};
}

function rowOf(cells: Cells, names: readonly (keyof Cells)[], id: string): string {
	const tableCells = names.map((name) => `<td${cells[name] === '' ? '' : ` data-name="${name}"`}>${cells[name]}</td>`);
	return `<tr id="${id}">${tableCells.join('')}</tr>\n`;
}

function rowId(anchor: string, index: number): string {
	return `${anchor}-failure-${index + 1}`;
}
