/** The log screen as rows: heading, windows, what the line means, menu, and status or prompt. */
import {cut, widthOf} from '../../core/wording/cells.js';
import {fitRow, fitRows, type Row, type Size, span} from '../rows.js';
import type {Symbols, Theme} from '../theme.js';
import {aboutRow} from './about-line.js';
import {layoutOf} from './layout.js';
import {headingRow, lineRows, type RowStyle} from './line-row.js';
import {matcherOf} from './matches.js';
import type {LogModel} from './model.js';
import {type Pane, settledPanes} from './panes.js';
import {helpRow, lastRow, menuRows} from './prompt-view.js';
import {statusRow} from './status.js';

/** Exactly as many rows as the size has, none wider. The last is the status line, or the prompt. */
export function viewLog(model: LogModel, size: Size, theme: Theme): readonly Row[] {
	const {symbols} = theme;
	const columns = Math.max(1, size.columns);
	const layout = layoutOf(model, size);
	const panes = settledPanes(model, {...size, columns});
	const style: RowStyle = {model, symbols, columns, matcher: model.search === null ? null : matcherOf(model.search.query)};
	const {prompt} = model;
	const rows: Row[] = [];
	const [first, second] = panes;
	if (layout.headingRows > 0 && first !== undefined) rows.push(headingRow(first.layout, symbols));
	if (first !== undefined) rows.push(...paneRows(style, first));
	if (second !== undefined) rows.push(divider(columns, symbols), ...paneRows(style, second));
	if (layout.aboutRows > 0)
		rows.push(prompt === null || prompt.type === 'filter' ? aboutRow(model, columns, symbols) : helpRow(prompt, columns));
	if (prompt?.type === 'filter') rows.push(...menuRows(model, prompt.menu, layout.menuRows, columns, symbols));
	const last = prompt === null ? statusRow(model, columns, symbols) : lastRow(prompt, columns, symbols);
	if (size.rows < 1) return [];
	return [...fitRows(rows, size.rows - 1), last].map((row) => fitRow(row, columns, symbols.ellipsis));
}

function paneRows(style: RowStyle, pane: Pane): readonly Row[] {
	const {sequence, list, rows} = pane;
	const shown: Row[] = [];
	if (sequence.count === 0) shown.push([span(pane.isFiltered ? '  No lines match the filter (x: show all)' : '', 'dim')]);
	for (let row = list.top; row < sequence.count && shown.length < rows; row++) shown.push(...lineRows(style, pane, row));
	return fitRows(shown, rows);
}

function divider(columns: number, symbols: Symbols): Row {
	const title = `${symbols.horizontal.repeat(2)} Whole log `;
	return [span(`${cut(title, columns, '')}${symbols.horizontal.repeat(Math.max(0, columns - widthOf(title)))}`, 'dim')];
}
