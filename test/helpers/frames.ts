/** What every frame must be: exactly as large as the window, whatever is in it. */
import {expect} from 'vitest';
import {type Row, rowWidth, type Size} from '../../src/tui/rows.js';
import {ASCII_SYMBOLS, type Theme, UNICODE_SYMBOLS} from '../../src/tui/theme.js';

export const UNICODE: Theme = {symbols: UNICODE_SYMBOLS, hasColor: true};
export const ASCII: Theme = {symbols: ASCII_SYMBOLS, hasColor: false};

/** The smallest window, the usual one, and a large one. */
export const SIZES: readonly Size[] = [
	{columns: 60, rows: 15},
	{columns: 80, rows: 24},
	{columns: 160, rows: 50},
];

/** Everything that a terminal would act on instead of showing it. */
const DANGEROUS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

/** What a reader sees of rows, without blanks at their ends. */
export function textOf(rows: readonly Row[]): string {
	const lines = rows.map((row) => row.map(({text}) => text).join(''));
	return lines.map((line) => line.trimEnd()).join('\n');
}

/** @returns the text of the frame */
export function checkedFrame(rows: readonly Row[], size: Size): string {
	expect(rows).toHaveLength(size.rows);
	for (const row of rows) expect(rowWidth(row)).toBe(size.columns);
	for (const row of rows) for (const {text} of row) expect(text).not.toMatch(DANGEROUS);
	return textOf(rows);
}

/** The text under the cursor. */
export function selectedText(rows: readonly Row[]): string {
	return rows.flatMap((row) => row.filter(({isSelected}) => isSelected === true).map(({text}) => text)).join('');
}
