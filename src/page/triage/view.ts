/** Draws the table that a query asks for, with its tools, and follows what the reader does with them. */
import {countOf, formatCount} from '../../core/triage/labels.js';
import {copyText} from './copy.js';
import {add, addButton, drawCell} from './elements.js';
import type {FleetData} from './fleet-data.js';
import {showMachine} from './machine-panel.js';
import {changed, FILTER_LABELS, isDescending, type Query, sortColumn, TABLE_NAMES, type TableName, tableWith} from './query.js';
import {type ColumnHead, filterValueText, type PageTable, type Selection} from './tables.js';

/** Rows of a page. */
const PAGE_ROWS = 50;

export interface View {
	show(query: Query): void;
}

/**
 * @param go changes the address, which leads to `show`
 * @param onType called while the reader types the text of the query
 */
export function createView(
	root: Element,
	data: FleetData,
	tables: Readonly<Record<TableName, PageTable>>,
	go: (query: Query) => void,
	onType: (query: Query) => void,
): View {
	const tabs = add('div', root, 'tabs');
	const tools = add('div', root, 'tools');
	const input = add('input', tools);
	input.type = 'search';
	input.placeholder = 'Filter by text';
	input.setAttribute('aria-label', 'Filter by text');
	const chips = add('span', tools, 'tabs');
	chips.style.margin = '0';
	const copy = add('button', tools);
	const found = add('span', tools, 'found');
	const panel = add('div', root);
	const holder = add('div', root, 'table');
	const pages = add('div', root, 'pages');

	function showTabs(query: Query): void {
		tabs.replaceChildren();
		for (const name of TABLE_NAMES) {
			const {title, size} = tables[name];
			const button = addButton(tabs, `${title} ${formatCount(size)}`, () => go(tableWith(name, {})));
			button.setAttribute('aria-pressed', String(name === query.table));
		}
	}

	function showFilters(query: Query, {filterNames}: PageTable): void {
		chips.replaceChildren();
		for (const name of filterNames) {
			const {[name]: value, ...others} = query.filters;
			if (value === undefined) continue;
			const chip = addButton(
				chips,
				`${FILTER_LABELS[name]}: ${filterValueText(data, name, value)} ✕`,
				() => go(changed(query, {filters: others})),
				'chip',
			);
			chip.title = 'Remove this filter';
		}
	}

	function showHead(query: Query, {name, title, style}: ColumnHead, row: Element): void {
		const cell = add('th', row, style === 'number' ? 'number' : '');
		cell.scope = 'col';
		const isSorted = sortColumn(query) === name;
		const isDown = isDescending(query);
		// Numbers are first sorted from the highest down.
		const sort = (isSorted ? !isDown : style === 'number') ? `-${name}` : name;
		addButton(cell, `${title}${isSorted ? (isDown ? ' ▾' : ' ▴') : ''}`, () => go(changed(query, {sort})));
		if (isSorted) cell.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
	}

	function showRows(query: Query, {columns}: PageTable, selection: Selection): void {
		const table = document.createElement('table');
		const head = add('tr', add('thead', table));
		for (const column of columns) showHead(query, column, head);
		const body = add('tbody', table);
		const from = (query.page - 1) * PAGE_ROWS;
		for (const cells of selection.cells(from, from + PAGE_ROWS)) {
			const row = add('tr', body);
			for (const [index, cell] of cells.entries()) drawCell(cell, add('td', row, columns[index]?.style ?? ''));
		}
		if (selection.size === 0) add('td', add('tr', body), 'muted', 'No rows match the filter.').colSpan = columns.length;
		holder.replaceChildren(table);
	}

	function showPages(query: Query, last: number): void {
		pages.replaceChildren();
		if (last === 1) return;
		const {page} = query;
		addButton(pages, 'Previous', () => go(changed(query, {page: page - 1}))).disabled = page === 1;
		add('span', pages, '', `Page ${formatCount(page)} of ${formatCount(last)}`);
		addButton(pages, 'Next', () => go(changed(query, {page: page + 1}))).disabled = page === last;
	}

	function showCounts({size, noun}: PageTable, selection: Selection): void {
		found.textContent = selection.size === size ? countOf(size, noun) : `${formatCount(selection.size)} of ${countOf(size, noun)}`;
		copy.textContent = 'Copy names';
		copy.hidden = selection.size === 0;
		copy.onclick = () => void copyText(selection.names().join('\n'), copy, `Copied ${formatCount(selection.size)}`);
	}

	function show(asked: Query): void {
		const table = tables[asked.table];
		const selection = table.select(asked);
		const last = Math.max(1, Math.ceil(selection.size / PAGE_ROWS));
		const query = {...asked, page: Math.min(asked.page, last)};
		if (input.value !== query.text) input.value = query.text;
		input.oninput = () => onType(changed(query, {text: input.value}));
		showTabs(query);
		showFilters(query, table);
		showMachine(query, panel, data);
		showRows(query, table, selection);
		showPages(query, last);
		showCounts(table, selection);
	}

	return {show};
}
