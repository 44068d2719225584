/** What holds of the rows of every screen, and keys typed at a screen. */
import {expect} from 'vitest';
import {type Row, rowWidth, type Size, textOf} from '../../src/tui/rows.js';
import {ASCII_SYMBOLS, type Theme, UNICODE_SYMBOLS} from '../../src/tui/theme.js';

export const UNICODE: Theme = {symbols: UNICODE_SYMBOLS, hasColour: true};
export const ASCII: Theme = {symbols: ASCII_SYMBOLS, hasColour: false};

export const SIZES: readonly Size[] = [
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 160, rows: 50},
];

/** Everything that a terminal would act on instead of showing it. */
const DANGEROUS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** Exactly as many rows and cells as there are, and nothing but printable text. */
export function checkRows(rows: readonly Row[], {columns, rows: count}: Size): void {
	expect(rows).toHaveLength(count);
	for (const row of rows) expect(rowWidth(row)).toBe(columns);
	for (const row of rows) for (const {text} of row) expect(text).not.toMatch(DANGEROUS);
}

/** The lines of a frame. */
export function linesOf(rows: readonly Row[]): readonly string[] {
	return textOf(rows).split('\n');
}

/** Which cells of a row the cursor is on. */
export function selectedCells(row: Row): readonly number[] {
	const cells: number[] = [];
	let at = 0;
	for (const {text, isSelected} of row) {
		const width = rowWidth([{text, role: 'normal'}]);
		if (isSelected === true) for (let cell = at; cell < at + width; cell++) cells.push(cell);
		at += width;
	}
	return cells;
}

/** @param update of the screen; keys that mean nothing there are left out */
export function press<Model, Effect>(start: Model, keys: readonly string[], update: (model: Model, key: string) => readonly [Model, readonly Effect[]] | null): {readonly model: Model; readonly effects: readonly Effect[]} {
	let model = start;
	const effects: Effect[] = [];
	for (const key of keys) {
		const result = update(model, key);
		if (result === null) continue;
		model = result[0];
		effects.push(...result[1]);
	}
	return {model, effects};
}
