/** A line that is typed: a search, a path, a number. */
import {cut, sliceCells, widthOf} from '../../core/wording/cells.js';
import type {KeyName} from '../keys.js';
import {type Row, span} from '../rows.js';

export interface PromptState {
	readonly text: string;
	/** Index into `text` of the character before which the next one goes. */
	readonly cursor: number;
}

export type PromptResult =
	| {readonly type: 'edited'; readonly state: PromptState}
	| {readonly type: 'entered'; readonly text: string}
	| {readonly type: 'left'}
	/** The key means nothing here. */
	| {readonly type: 'ignored'};

export const EMPTY_PROMPT: PromptState = {text: '', cursor: 0};

export function promptWith(text: string): PromptState {
	return {text, cursor: text.length};
}

/** Longer lines are no searches; a paste may bring anything. */
const MAX_TEXT = 4096;

/** Text typed or pasted at the cursor, as one line. */
export function insertText({text, cursor}: PromptState, added: string): PromptState {
	const clean = added.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, MAX_TEXT - text.length);
	return {text: text.slice(0, cursor) + clean + text.slice(cursor), cursor: cursor + clean.length};
}

/** The keys of a line editor: arrows, Home, End, Backspace, Delete, and Ctrl+A, E, U, W, K as shells have them. */
export function editPrompt(state: PromptState, key: KeyName): PromptResult {
	const {text, cursor} = state;
	const edited = (next: PromptState): PromptResult => ({type: 'edited', state: next});
	switch (key) {
		case 'enter':
			return {type: 'entered', text};
		case 'escape':
			return {type: 'left'};
		case 'left':
			return edited({text, cursor: before(text, cursor)});
		case 'right':
			return edited({text, cursor: after(text, cursor)});
		case 'home':
		case 'ctrl+a':
			return edited({text, cursor: 0});
		case 'end':
		case 'ctrl+e':
			return edited({text, cursor: text.length});
		case 'backspace':
			return edited(removed(text, before(text, cursor), cursor));
		case 'delete':
			return edited(removed(text, cursor, after(text, cursor)));
		case 'ctrl+u':
			return edited(removed(text, 0, cursor));
		case 'ctrl+k':
			return edited(removed(text, cursor, text.length));
		case 'ctrl+w':
			return edited(
				removed(text, text.slice(0, cursor).search(/(?<!\S)\S+\s*$/) < 0 ? 0 : text.slice(0, cursor).search(/(?<!\S)\S+\s*$/), cursor),
			);
		case 'space':
			return edited(insertText(state, ' '));
		default:
			return isPrinted(key) ? edited(insertText(state, key)) : {type: 'ignored'};
	}
}

/** Keys that print themselves are named by the character. */
function isPrinted(key: KeyName): boolean {
	return [...key].length === 1;
}

function removed(text: string, from: number, to: number): PromptState {
	return {text: text.slice(0, from) + text.slice(to), cursor: from};
}

/** One character back, whole where it takes two code units. */
function before(text: string, cursor: number): number {
	return cursor === 0 ? 0 : cursor - (isLowSurrogate(text.charCodeAt(cursor - 1)) && cursor > 1 ? 2 : 1);
}

function after(text: string, cursor: number): number {
	return Math.min(text.length, cursor + (isLowSurrogate(text.charCodeAt(cursor + 1)) ? 2 : 1));
}

function isLowSurrogate(code: number): boolean {
	return code >= 0xdc00 && code <= 0xdfff;
}

/** The line with its label, scrolled so that the cursor shows. */
export function promptRow(label: string, {text, cursor}: PromptState, columns: number): Row {
	const shownLabel = cut(label, Math.max(1, columns >> 1));
	const room = Math.max(1, columns - widthOf(shownLabel) - 1);
	const left = text.slice(0, cursor);
	const from = Math.max(0, widthOf(left) - room + 1);
	const under = text.slice(cursor, after(text, cursor)) || ' ';
	return [
		span(shownLabel, 'accent'),
		span(sliceCells(left, from, widthOf(left))),
		{text: under, role: 'normal', isSelected: true},
		span(sliceCells(text.slice(cursor + under.length), 0, Math.max(0, room - (widthOf(left) - from) - widthOf(under)))),
	];
}
