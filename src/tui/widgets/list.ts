/** A cursor in a long list of which a window is shown. Numbers only, so that a million rows cost what ten do. */
import type {Binding} from '../keys.js';
import type {Pointer} from '../mouse.js';

export interface ListState {
	/** 0-based; the row with the cursor. */
	readonly cursor: number;
	/** 0-based; the first row shown. */
	readonly top: number;
}

export type ListMove = 'up' | 'down' | 'page-up' | 'page-down' | 'half-up' | 'half-down' | 'first' | 'last';

export const LIST_START: ListState = {cursor: 0, top: 0};

export const LIST_BINDINGS: readonly Binding<ListMove>[] = [
	{keys: ['up', 'k'], command: 'up', help: 'up one line'},
	{keys: ['down', 'j'], command: 'down', help: 'down one line'},
	{keys: ['pageup', 'b'], command: 'page-up', help: 'up one page'},
	{keys: ['pagedown', 'space'], command: 'page-down', help: 'down one page'},
	{keys: ['ctrl+u'], command: 'half-up', help: 'up half a page'},
	{keys: ['ctrl+d'], command: 'half-down', help: 'down half a page'},
	{keys: ['home', 'g'], command: 'first', help: 'to the first line'},
	{keys: ['end', 'G'], command: 'last', help: 'to the last line'},
];

/**
 * @param count rows of the list
 * @param height rows shown
 */
export function moveList(state: ListState, move: ListMove, count: number, height: number): ListState {
	switch (move) {
		case 'up':
			return moveTo(state, state.cursor - 1, count, height);
		case 'down':
			return moveTo(state, state.cursor + 1, count, height);
		case 'page-up':
			return page(state, -height, count, height);
		case 'page-down':
			return page(state, height, count, height);
		case 'half-up':
			return page(state, -(height >> 1), count, height);
		case 'half-down':
			return page(state, height >> 1, count, height);
		case 'first':
			return moveTo(state, 0, count, height);
		case 'last':
			return moveTo(state, count - 1, count, height);
	}
}

/** Puts the cursor on a row and scrolls by the least that shows it. */
export function moveTo(state: ListState, cursor: number, count: number, height: number): ListState {
	const target = Math.max(0, Math.min(cursor, count - 1));
	const highest = Math.max(0, count - Math.max(1, height));
	const top = Math.max(target - Math.max(1, height) + 1, Math.min(state.top, target));
	return {cursor: target, top: Math.max(0, Math.min(top, highest))};
}

/** What is to be shown where rows came or went since the last move: as much of the list as there is room for, with the cursor. */
export function windowOf(state: ListState, count: number, height: number): ListState {
	return moveTo(state, state.cursor, count, height);
}

/** The window moves, and the cursor stays where it is as long as it shows. */
export function scrollList({cursor, top}: ListState, by: number, count: number, height: number): ListState {
	const rows = Math.max(1, height);
	const next = Math.max(0, Math.min(top + by, count - rows));
	return {top: next, cursor: Math.max(next, Math.min(cursor, next + rows - 1, Math.max(0, count - 1)))};
}

/**
 * A click selects, the wheel scrolls.
 *
 * @param first row of the screen in which the list begins
 * @returns `null`: the pointer is not on a row of the list
 */
export function pointList(state: ListState, {row, wheel}: Pointer, first: number, count: number, height: number): ListState | null {
	const shown = windowOf(state, count, height);
	if (row < first || row >= first + height) return null;
	if (wheel !== 0) return scrollList(shown, wheel, count, height);
	const cursor = shown.top + row - first;
	return cursor < count ? {cursor, top: shown.top} : null;
}

/** Puts the cursor on a row and the row in the middle, for jumps from elsewhere. */
export function centerOn(cursor: number, count: number, height: number): ListState {
	return moveTo({cursor, top: cursor - (height >> 1)}, cursor, count, height);
}

/** Cursor and window move together, so that the cursor stays where the eye is. */
function page(state: ListState, by: number, count: number, height: number): ListState {
	return moveTo({...state, top: Math.max(0, state.top + by)}, state.cursor + by, count, height);
}
