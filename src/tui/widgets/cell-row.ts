/** A row that is drawn cell by cell, and comes out as few spans. */
import type {Role, Row, Span} from '../rows.js';

interface Cell {
	text: string;
	role: Role;
	isSelected: boolean;
}

/** One entry for each cell; every text is one cell wide. */
export type CellRow = Cell[];

export function cellRow(cells: number, text = ' ', role: Role = 'dim'): CellRow {
	return Array.from({length: Math.max(0, cells)}, () => ({text, role, isSelected: false}));
}

/** Puts characters, each of one cell; what does not fit in is left out. */
export function put(row: CellRow, at: number, text: string, role: Role): void {
	let index = at;
	for (const character of text) {
		const cell = row[index++];
		if (cell === undefined) continue;
		cell.text = character;
		cell.role = role;
	}
}

export function selectCells(row: CellRow, from: number, count = 1): void {
	for (const cell of row.slice(Math.max(0, from), Math.max(0, from + count))) cell.isSelected = true;
}

/** @returns whether nothing stands there yet */
export function isFree(row: CellRow, from: number, count: number, blank = ' '): boolean {
	return from >= 0 && from + count <= row.length && row.slice(from, from + count).every(({text}) => text === blank);
}

/** Cells that look the same become one span. */
export function spansOf(row: CellRow): Row {
	const spans: Span[] = [];
	let from = 0;
	for (let index = 1; index <= row.length; index++) {
		const first = row[from];
		const cell = row[index];
		if (first === undefined) break;
		if (cell !== undefined && cell.role === first.role && cell.isSelected === first.isSelected) continue;
		const text = row
			.slice(from, index)
			.map((part) => part.text)
			.join('');
		spans.push(first.isSelected ? {text, role: first.role, isSelected: true} : {text, role: first.role});
		from = index;
	}
	return spans;
}
