/** The filter menu: what is chosen in it until Enter, without knowing of any log. */
import type {KeyName} from '../keys.js';
import {moveList, type ListMove, type ListState, LIST_START} from '../widgets/list.js';
import {EMPTY_PROMPT, editPrompt, insertText, type PromptState, promptWith} from '../widgets/prompt.js';
import {queryOf, queryProblem, typedQuery} from './matches.js';
import {stepLevel} from './levels.js';
import {FILTER_SCOPES, type FilterChoice, type FilterScope} from './filter-choice.js';
import {idText} from './numbers.js';

const FIELDS_OF_TRACES = ['text', 'component', 'tid', 'pid', 'scope', 'level', 'context'] as const;
export type FilterField = (typeof FIELDS_OF_TRACES)[number];

const FIELDS: readonly FilterField[] = FIELDS_OF_TRACES.filter((field) => field !== 'level');

/** Those that mean something for the log, in their order. */
export function filterFields({hasLevels}: Pick<FilterMenu, 'hasLevels'>): readonly FilterField[] {
	return hasLevels ? FIELDS_OF_TRACES : FIELDS;
}

export interface FilterMenu {
	readonly field: FilterField;
	readonly text: PromptState;
	readonly isRegExp: boolean;
	readonly tid: PromptState;
	readonly pid: PromptState;
	/** Whether the log prints them so. */
	readonly style: {readonly pid: boolean; readonly tid: boolean};
	readonly components: readonly string[];
	readonly scope: FilterScope;
	readonly level: FilterChoice['level'];
	/** Lines of the log have a level, as those of traces do. */
	readonly hasLevels: boolean;
	readonly context: number;
	/** The list of components is open. */
	readonly list: ListState | null;
	readonly problem: string | null;
}

export type MenuResult =
	| {readonly type: 'edited'; readonly menu: FilterMenu}
	| {readonly type: 'applied'; readonly choice: FilterChoice}
	| {readonly type: 'left'};

/** Components shown at once. */
export const MENU_LIST_ROWS = 8;
/** Lines shown around a match, before and after. */
export const MAX_CONTEXT = 9;

export function filterMenu(
	{text, components, pid, tid, scope, level, context}: FilterChoice,
	style: FilterMenu['style'],
	hasLevels: boolean,
): FilterMenu {
	const prompt = (id: number | null, isHexadecimal: boolean): PromptState =>
		id === null ? EMPTY_PROMPT : promptWith(idText(id, isHexadecimal));
	return {
		field: 'text',
		text: text === null ? EMPTY_PROMPT : promptWith(text.text),
		isRegExp: text?.isRegExp ?? false,
		tid: prompt(tid, style.tid),
		pid: prompt(pid, style.pid),
		style,
		components,
		scope,
		level,
		hasLevels,
		context,
		list: null,
		problem: null,
	};
}

/** Rows of the menu without the line below it. */
export function menuHeight(menu: FilterMenu): number {
	return 1 + (menu.list === null ? filterFields(menu).length : MENU_LIST_ROWS);
}

export function updateMenu(menu: FilterMenu, key: KeyName, components: readonly string[]): MenuResult {
	const clean = {...menu, problem: null};
	return menu.list === null ? updateFields(clean, key) : {type: 'edited', menu: updateList(clean, menu.list, key, components)};
}

/** Text pasted into the field. */
export function pasteIntoMenu(menu: FilterMenu, text: string): FilterMenu {
	switch (menu.field) {
		case 'text':
		case 'tid':
		case 'pid':
			return {...menu, [menu.field]: insertText(menu[menu.field], text)};
		case 'component':
		case 'scope':
		case 'level':
		case 'context':
			return menu;
		default:
			return menu.field satisfies never;
	}
}

const FIELD_STEPS: Readonly<Record<KeyName, number>> = {up: -1, 'shift+tab': -1, down: 1, tab: 1};

/** Keys that change what a field with a few values says, and in which direction. */
const VALUE_STEPS: Readonly<Record<KeyName, 1 | -1>> = {left: -1, '-': -1, right: 1, '+': 1, space: 1};

function updateFields(menu: FilterMenu, key: KeyName): MenuResult {
	const edited = (changed: Partial<FilterMenu>): MenuResult => ({type: 'edited', menu: {...menu, ...changed}});
	const step = FIELD_STEPS[key];
	if (step !== undefined) return edited({field: stepIn(filterFields(menu), menu.field, step)});
	switch (key) {
		case 'escape':
			return {type: 'left'};
		case 'enter':
			return applied(menu);
		case 'ctrl+r':
			return edited({isRegExp: !menu.isRegExp});
		default:
			return edited(changedField(menu, key));
	}
}

/** What the key changes in the field under the cursor. */
function changedField(menu: FilterMenu, key: KeyName): Partial<FilterMenu> {
	const by = VALUE_STEPS[key] ?? 0;
	switch (menu.field) {
		case 'text':
		case 'tid':
		case 'pid': {
			const result = editPrompt(menu[menu.field], key);
			return result.type === 'edited' ? {[menu.field]: result.state} : {};
		}
		case 'component':
			if (key === 'backspace' || key === 'delete') return {components: []};
			return by > 0 ? {list: LIST_START} : {};
		case 'scope':
			return {scope: stepIn(FILTER_SCOPES, menu.scope, by)};
		case 'level':
			return {level: stepLevel(menu.level, by)};
		case 'context':
			return {context: /^\d$/.test(key) ? Number(key) : Math.max(0, Math.min(MAX_CONTEXT, menu.context + by))};
		default:
			return menu.field satisfies never;
	}
}

function stepIn<Value>(values: readonly Value[], value: Value, by: number): Value {
	return values[(values.indexOf(value) + by + values.length) % values.length] ?? value;
}

const LIST_KEYS: Readonly<Record<KeyName, ListMove>> = {
	up: 'up',
	k: 'up',
	down: 'down',
	j: 'down',
	pageup: 'page-up',
	pagedown: 'page-down',
	home: 'first',
	end: 'last',
};

function updateList(menu: FilterMenu, list: ListState, key: KeyName, components: readonly string[]): FilterMenu {
	const move = LIST_KEYS[key];
	if (move !== undefined) return {...menu, list: moveList(list, move, components.length, MENU_LIST_ROWS)};
	if (key === 'enter' || key === 'escape' || key === 'left' || key === 'tab') return {...menu, list: null};
	const component = components[list.cursor];
	if (key !== 'space' || component === undefined) return menu;
	const isChosen = menu.components.includes(component);
	return {...menu, components: isChosen ? menu.components.filter((name) => name !== component) : [...menu.components, component]};
}

function applied(menu: FilterMenu): MenuResult {
	const typed = typedQuery(menu.text.text, menu.isRegExp);
	const pid = idOf(menu.pid.text, menu.style.pid);
	const tid = idOf(menu.tid.text, menu.style.tid);
	const problem = queryProblem(typed);
	const failed = (field: FilterField, text: string): MenuResult => ({type: 'edited', menu: {...menu, field, problem: text}});
	if (problem !== null) return failed('text', problem);
	if (tid === undefined) return failed('tid', 'Not a thread ID: type the number as the log prints it');
	if (pid === undefined) return failed('pid', 'Not a process ID: type the number as the log prints it');
	const {components, scope, level, context} = menu;
	return {
		type: 'applied',
		choice: {text: typed.text === '' ? null : queryOf(typed.text, typed.isRegExp), components, pid, tid, scope, level, context},
	};
}

/** A number as the log prints it; with `0x` or a letter in it, hexadecimal anyway. `undefined`: no number. */
function idOf(typed: string, isHexadecimal: boolean): number | null | undefined {
	const text = typed.trim().toLowerCase();
	if (text === '') return null;
	const digits = /^(?:0x)?([\da-f]{1,8})$/.exec(text)?.[1];
	if (/^\d{1,10}$/.test(text) && !isHexadecimal) return Number(text);
	return digits === undefined ? undefined : Number.parseInt(digits, 16);
}
