/** Keys while something is typed: the search, the filter menu. */
import type {KeyName} from '../keys.js';
import {EMPTY_PROMPT, editPrompt, insertText, promptWith} from '../widgets/prompt.js';
import {applyFilter} from './filter.js';
import {idStyleOf} from './id-style.js';
import {filterMenu, pasteIntoMenu, updateMenu} from './filter-menu.js';
import type {Effects} from './messages.js';
import type {LogModel, Prompt} from './model.js';
import {enterSearch} from './search.js';

type Result = readonly [LogModel, Effects];
type SearchPrompt = Extract<Prompt, {type: 'search'}>;

export function openPrompt(model: LogModel, type: Prompt['type']): LogModel {
	switch (type) {
		case 'search':
			return {...model, prompt: {type, state: EMPTY_PROMPT, isRegExp: false, historyAt: null, problem: null}};
		case 'filter':
			return {...model, prompt: {type, menu: filterMenu(model.filter.choice, idStyleOf(model), model.table.hasLevels)}};
	}
}

export function promptKey(model: LogModel, prompt: Prompt, key: KeyName): Result {
	switch (prompt.type) {
		case 'search':
			return searchKey(model, prompt, key);
		case 'filter': {
			const result = updateMenu(prompt.menu, key, model.table.components);
			if (result.type === 'edited') return [{...model, prompt: {...prompt, menu: result.menu}}, []];
			const closed = {...model, prompt: null};
			return result.type === 'left' ? [closed, []] : applyFilter(closed, result.choice);
		}
		default:
			return prompt satisfies never;
	}
}

function searchKey(model: LogModel, prompt: SearchPrompt, key: KeyName): Result {
	if (key === 'ctrl+r') return [{...model, prompt: {...prompt, isRegExp: !prompt.isRegExp, problem: null}}, []];
	if (key === 'up' || key === 'down') return [{...model, prompt: earlierSearch(model, prompt, key === 'up' ? -1 : 1)}, []];
	const result = editPrompt(prompt.state, key);
	switch (result.type) {
		case 'edited':
			return [{...model, prompt: {...prompt, state: result.state, problem: null}}, []];
		case 'entered': {
			const begun = enterSearch({...model, prompt: null}, result.text, prompt.isRegExp);
			return 'problem' in begun ? [{...model, prompt: {...prompt, problem: begun.problem}}, []] : begun;
		}
		case 'left':
			return [{...model, prompt: null}, []];
		case 'ignored':
			return [model, []];
		default:
			return result satisfies never;
	}
}

/** The searches before, as a shell has its lines; after the latest, an empty one. */
function earlierSearch({searches}: LogModel, prompt: SearchPrompt, step: 1 | -1): SearchPrompt {
	const at = (prompt.historyAt ?? searches.length) + step;
	if (at < 0) return prompt;
	const earlier = searches[at];
	if (earlier === undefined) return {...prompt, state: EMPTY_PROMPT, isRegExp: false, historyAt: null, problem: null};
	return {...prompt, state: promptWith(earlier.text), isRegExp: earlier.isRegExp, historyAt: at, problem: null};
}

/** Text pasted into the terminal. */
export function pasteIntoPrompt(model: LogModel, text: string): LogModel {
	const {prompt} = model;
	if (prompt === null) return model;
	if (prompt.type === 'filter') return {...model, prompt: {...prompt, menu: pasteIntoMenu(prompt.menu, text)}};
	return {...model, prompt: {...prompt, state: insertText(prompt.state, text), problem: null}};
}
