/** What shows while something is typed: the prompt, a word of help above it, and the filter menu. */
import {fill, widthOf} from '../../core/wording/cells.js';
import {printableLine} from '../printable-line.js';
import {fitRow, fitRows, type Row, selectedRow, span} from '../rows.js';
import type {Symbols} from '../theme.js';
import {promptRow} from '../widgets/prompt.js';
import {type FilterField, filterFields, type FilterMenu, MENU_LIST_ROWS} from './filter-menu.js';
import {levelText} from './levels.js';
import {queryOf} from './matches.js';
import type {FilterScope} from './filter-choice.js';
import type {LogModel, Prompt} from './model.js';

/** Labels in full from this width on. */
const WIDE = 76;

/** The last row of the screen. */
export function lastRow(prompt: Prompt, columns: number, symbols: Symbols): Row {
	switch (prompt.type) {
		case 'search':
			return fitRow(promptRow(searchLabel(prompt, columns), prompt.state, columns), columns, symbols.ellipsis);
		case 'filter':
			return fitRow([menuHint(prompt.menu, columns)], columns, symbols.ellipsis);
		default:
			return prompt satisfies never;
	}
}

function searchLabel({state, isRegExp}: Extract<Prompt, {type: 'search'}>, columns: number): string {
	const kind = isRegExp ? 'Expression' : 'Text';
	const letters = queryOf(state.text, isRegExp).isCaseSensitive ? 'match case' : 'ignore case';
	return columns < WIDE ? `${kind}, ${letters}: ` : `${kind}, ${letters} (Ctrl+R: ${isRegExp ? 'text' : 'expression'}): `;
}

/** The row above the prompt: what is wrong, else what can be typed. */
export function helpRow(prompt: Prompt, columns: number): Row {
	switch (prompt.type) {
		case 'search':
			return [
				prompt.problem === null
					? span(
							columns < WIDE
								? '/like this/: an expression; empty: end the search'
								: '/like this/ is a regular expression; Enter without text ends the search',
							'dim',
						)
					: span(printableLine(prompt.problem), 'warning'),
			];
		case 'filter':
			return [];
		default:
			return prompt satisfies never;
	}
}

function menuHint({list, problem}: FilterMenu, columns: number): Row[number] {
	if (problem !== null) return span(printableLine(problem), 'warning');
	if (list !== null) return span('Space: select, Enter: back to the filter', 'dim');
	return span(columns < WIDE ? 'Enter: apply, Esc: cancel' : 'Enter: apply, Esc: cancel, Up and Down: other fields', 'dim');
}

const LABELS: Readonly<Record<FilterField, string>> = {
	text: 'Text',
	component: 'Component',
	tid: 'Thread',
	pid: 'Process',
	scope: 'Lines',
	level: 'Level',
	context: 'Context',
};
const LABEL_WIDTH = 13;

const HINTS: Readonly<Record<FilterField, string>> = {
	text: 'Ctrl+R: text or expression',
	component: 'Space: select, Backspace: all',
	tid: 'TID as the log prints it',
	pid: 'PID as the log prints it',
	scope: 'Left and Right: change',
	level: 'Left and Right: change',
	context: '+ and -: lines around each match',
};

const SCOPE_LABELS: Readonly<Record<FilterScope, string>> = {
	all: 'all',
	report: 'mentioned in the report',
	failures: 'failures and warnings in the report',
};

/** The menu; where it gets few rows, those around the field. */
export function menuRows(model: LogModel, menu: FilterMenu, rows: number, columns: number, symbols: Symbols): readonly Row[] {
	const title: Row = [span(fill(menu.list === null ? 'Show only lines with' : 'Components', columns, symbols.ellipsis), 'bar')];
	const below = menu.list === null ? fieldRows(menu, columns, symbols) : componentRows(menu, model.table.components, columns, symbols);
	const at = menu.list === null ? filterFields(menu).indexOf(menu.field) : menu.list.cursor - menu.list.top;
	const from = Math.max(0, Math.min(at - rows + 2, below.length - rows + 1));
	return fitRows(rows <= 1 ? below.slice(at) : [title, ...below.slice(from)], rows).map((row) => fitRow(row, columns, symbols.ellipsis));
}

function fieldRows(menu: FilterMenu, columns: number, symbols: Symbols): readonly Row[] {
	return filterFields(menu).map((field) => {
		const isHere = field === menu.field;
		const label = `${isHere ? symbols.pointer : ' '} ${fill(LABELS[field], LABEL_WIDTH)}`;
		const hint = isHere && columns >= 60 ? HINTS[field] : '';
		const room = columns - (hint === '' ? 0 : widthOf(hint) + 2);
		const value =
			isHere && (field === 'text' || field === 'tid' || field === 'pid')
				? promptRow(label, menu[field], room)
				: [span(label, isHere ? 'accent' : 'normal'), span(valueText(menu, field), isHere ? 'strong' : 'normal')];
		return [...fitRow(value, room, symbols.ellipsis), ...(hint === '' ? [] : [span(`  ${hint}`, 'dim')])];
	});
}

function valueText(menu: FilterMenu, field: FilterField): string {
	switch (field) {
		case 'text':
			return `${printableLine(menu.text.text)}${menu.isRegExp && menu.text.text !== '' ? ' (expression)' : ''}`;
		case 'tid':
		case 'pid':
			return printableLine(menu[field].text);
		case 'component':
			return menu.components.length === 0 ? 'all' : printableLine(menu.components.join(', '));
		case 'scope':
			return SCOPE_LABELS[menu.scope];
		case 'level':
			return menu.level === null ? 'all' : levelText(menu.level);
		case 'context':
			return menu.context === 0 ? 'no lines' : `${menu.context} ${menu.context === 1 ? 'line' : 'lines'}`;
	}
}

function componentRows(menu: FilterMenu, components: readonly string[], columns: number, symbols: Symbols): readonly Row[] {
	const {list} = menu;
	if (list === null) return [];
	if (components.length === 0) return [[span('No components yet', 'dim')]];
	return components.slice(list.top, list.top + MENU_LIST_ROWS).map((component, index) => {
		const isHere = list.top + index === list.cursor;
		const row = fitRow(
			[span(`${isHere ? symbols.pointer : ' '} [${menu.components.includes(component) ? 'x' : ' '}] `), span(printableLine(component))],
			columns,
			symbols.ellipsis,
		);
		return isHere ? selectedRow(row) : row;
	});
}
