/** What keys, drops and answers do on the drop screen. */
import {commandOf, type KeyName} from '../keys.js';
import type {Pointer} from '../mouse.js';
import {commonBeginning} from '../widgets/completion.js';
import {LIST_START, type ListMove, moveList, moveTo, pointList} from '../widgets/list.js';
import {EMPTY_PROMPT, editPrompt, insertText, type PromptState, promptWith} from '../widgets/prompt.js';
import {droppedReadings, looksDropped, MAX_DROPPED_TEXT, type Reading} from './dropped-paths.js';
import {DROP_BINDINGS, type DropCommand} from './keys.js';
import {layoutDrop} from './layout.js';
import {type DropEffect, type DropEnv, type DropMessage, type DropModel, listedCount, type ResolvedDrop} from './model.js';

type Result = readonly [DropModel, readonly DropEffect[]];

/** A terminal that types a drop may do it piece by piece; a folder on the way is not what was dropped. */
const BURST_DELAY = 150;

const NOTHING_TYPED = 'First type the path of a log or a folder, or drag one onto this window.';
const TOO_LONG = 'That is too much text for paths. Drag or type the folder instead.';

export function updateDrop(model: DropModel, message: DropMessage, env: DropEnv): Result {
	switch (message.type) {
		case 'key':
			return pressed(model, message.key, env);
		case 'typed':
			return typed(model, message.text, env);
		case 'pasted':
			return pasted(model, message.text, env);
		case 'completed':
			return completed(model, message.prefix, message.candidates);
		case 'resolved':
			return model.waiting?.request === message.request ? resolved(model, message.result, model.waiting.isQuiet) : [model, []];
		case 'recents':
			return [{...model, recents: message.recents, list: LIST_START, isInList: model.isInList && model.completions.length > 0}, []];
		default:
			return message satisfies never;
	}
}

function pressed(model: DropModel, key: KeyName, env: DropEnv): Result {
	const command = commandOf(DROP_BINDINGS, key);
	if (command !== null && command !== 'erase') return run(model, command, env);
	if (model.isInList && (key === 'home' || key === 'end')) return [move(model, key === 'home' ? 'first' : 'last', env), []];
	const result = editPrompt(model.prompt, key);
	return [result.type === 'edited' ? edited(model, result.state, false) : model, []];
}

/** @returns `null`: the pointer is on no file of the list */
export function pointDrop(model: DropModel, pointer: Pointer, env: DropEnv): DropModel | null {
	const {listTop, listRows} = layoutDrop(model, env.size);
	const list = pointList(model.list, pointer, listTop, listedCount(model), listRows);
	return list === null ? null : {...model, isInList: true, list};
}

/** What was said about the old text is not said about the new one. */
function edited(model: DropModel, prompt: PromptState, isBurst: boolean): DropModel {
	if (prompt.text === model.prompt.text) return {...model, prompt, isInList: false, list: LIST_START};
	return {...model, prompt, isBurst, completions: [], isInList: false, list: LIST_START, problem: null, waiting: null};
}

function run(model: DropModel, command: Exclude<DropCommand, 'erase'>, env: DropEnv): Result {
	switch (command) {
		case 'open':
			return model.isInList ? openListed(model) : openTyped(model, env);
		case 'complete':
			return [{...model, isInList: false}, [{type: 'complete', prefix: prefixOf(model)}]];
		case 'next':
			return [model.isInList ? move(model, 'down', env) : enterList(model, 0, env), []];
		case 'previous':
			if (model.isInList) return [model.list.cursor === 0 ? {...model, isInList: false} : move(model, 'up', env), []];
			return [model.prompt.text === '' ? enterList(model, listedCount(model) - 1, env) : model, []];
		case 'next-page':
			return [model.isInList ? move(model, 'page-down', env) : enterList(model, 0, env), []];
		case 'previous-page':
			return [model.isInList ? move(model, 'page-up', env) : model, []];
		case 'leave':
			return left(model);
	}
}

/** One thing at a time: the list, the wait, the text, the screen. */
function left(model: DropModel): Result {
	if (model.isInList) return [{...model, isInList: false}, []];
	if (model.waiting?.isQuiet === false) return [{...model, waiting: null}, []];
	const isEmpty = model.prompt.text === '' && model.completions.length === 0;
	return isEmpty ? [model, [{type: 'back'}]] : [{...edited(model, EMPTY_PROMPT, false), completions: [], problem: null}, []];
}

function enterList(model: DropModel, cursor: number, env: DropEnv): DropModel {
	const count = listedCount(model);
	return count === 0 ? model : {...model, isInList: true, list: moveTo(model.list, cursor, count, layoutDrop(model, env.size).listRows)};
}

function move(model: DropModel, step: ListMove, env: DropEnv): DropModel {
	return {...model, list: moveList(model.list, step, listedCount(model), layoutDrop(model, env.size).listRows)};
}

function openTyped(model: DropModel, env: DropEnv): Result {
	if (model.prompt.text.trim() === '') return [{...model, problem: NOTHING_TYPED}, []];
	return resolve(model, droppedReadings(model.prompt.text, env.system), false);
}

/** A completed folder is a step on the way; a file is where the way ends. */
function openListed(model: DropModel): Result {
	const {cursor} = model.list;
	const completion = model.completions[cursor];
	if (completion === undefined) {
		const recent = model.recents[cursor];
		return recent === undefined ? [model, []] : resolve(model, [[recent.path]], false);
	}
	const chosen = edited(model, promptWith(completion), false);
	return /[/\\]$/.test(completion) ? [chosen, [{type: 'complete', prefix: completion}]] : resolve(chosen, [[completion]], false);
}

function typed(model: DropModel, text: string, env: DropEnv): Result {
	const body = text.replace(/[\r\n]{1,2}$/, '');
	const next = burst(model, body);
	if (body.length < text.length) return openTyped(next, env);
	const isDrop = next.isBurst && looksDropped(next.prompt.text);
	return isDrop ? resolve(next, droppedReadings(next.prompt.text, env.system), true) : [next, []];
}

/** The first character of a burst may have come alone. */
function burst(model: DropModel, text: string): DropModel {
	return edited(model, insertText(model.prompt, text), model.isBurst || model.prompt.text.length <= 1);
}

/** A whole path takes the place of what is typed; anything else is put into it. */
function pasted(model: DropModel, text: string, env: DropEnv): Result {
	if (text.trim() === '') return [model, []];
	const isWhole = model.prompt.text === '' || looksDropped(text);
	const next = edited(model, insertText(isWhole ? EMPTY_PROMPT : model.prompt, text.trim()), false);
	if (text.length > MAX_DROPPED_TEXT) return [{...next, prompt: EMPTY_PROMPT, problem: TOO_LONG}, []];
	return isWhole ? resolve(next, droppedReadings(text, env.system), false) : [next, []];
}

function resolve(model: DropModel, candidates: readonly Reading[], isQuiet: boolean): Result {
	const request = model.requests + 1;
	return [
		{...model, requests: request, waiting: {request, isQuiet}, problem: null},
		[{type: 'resolve', request, candidates, delay: isQuiet ? BURST_DELAY : 0}],
	];
}

function resolved(model: DropModel, result: ResolvedDrop, isQuiet: boolean): Result {
	const answered: DropModel = {...model, waiting: null};
	if ('paths' in result)
		return [
			{...edited(answered, EMPTY_PROMPT, false), completions: [], isInList: false},
			[{type: 'open', paths: result.paths}, {type: 'read-recents'}],
		];
	return [isQuiet ? answered : {...answered, problem: result.reason}, []];
}

/** A quote that was begun is no part of the path. */
function prefixOf({prompt}: DropModel): string {
	return prompt.text.slice(0, prompt.cursor).replace(/^["']/, '');
}

function completed(model: DropModel, prefix: string, candidates: readonly string[]): Result {
	// Typed on since it was asked.
	if (prefix !== prefixOf(model)) return [model, []];
	const [only] = candidates;
	if (only === undefined) return [{...model, completions: [], list: LIST_START, problem: 'No matches.'}, []];
	const common = candidates.length === 1 ? only : commonBeginning(candidates);
	// Where case does not matter, candidates may differ in what is typed already.
	const text = common.length >= prefix.length ? common : prefix;
	const prompt: PromptState = {text: text + model.prompt.text.slice(model.prompt.cursor), cursor: text.length};
	return [{...edited(model, prompt, false), problem: null, completions: candidates.length === 1 ? [] : candidates}, []];
}
