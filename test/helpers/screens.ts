/** What holds of the rows of every screen, and keys typed at a screen. */
import {checkedFrame, textOf} from './frames.js';
import {type Row, rowWidth, type Size} from '../../src/tui/rows.js';

export {ASCII, SIZES, UNICODE} from './frames.js';

/** Exactly as many rows and cells as there are, and nothing but printable text. */
export function checkRows(rows: readonly Row[], size: Size): void {
	checkedFrame(rows, size);
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
export function press<Model, Effect>(
	start: Model,
	keys: readonly string[],
	update: (model: Model, key: string) => readonly [Model, readonly Effect[]] | null,
): {readonly model: Model; readonly effects: readonly Effect[]} {
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
