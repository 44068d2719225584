/** Text in pieces of so many cells, for long lines that are wrapped or scrolled sideways. */
import {graphemesOf, isNarrow, widthOf} from '../../core/wording/cells.js';
import type {TextRange} from './text-range.js';

/** No character that prints itself takes more code units than this for one cell, but for ones that are piled up. */
const UNITS_PER_CELL = 4;

/** Where cells stand in a text, noted now and then, so that scrolling far does not count from the beginning each time. */
interface CellNotes {
	/** Indexes into the text, ascending, and the cells before each. */
	readonly indexes: number[];
	readonly cells: number[];
}

const NOTE_EVERY = 512;

/** By the object that a line is, and by where its last column begins. */
const notes = new WeakMap<object, Map<number, CellNotes>>();

function notesOf(owner: object, begin: number): CellNotes {
	let byBegin = notes.get(owner);
	if (byBegin === undefined) {
		byBegin = new Map();
		notes.set(owner, byBegin);
	}
	let known = byBegin.get(begin);
	if (known === undefined) {
		known = {indexes: [begin], cells: [0]};
		byBegin.set(begin, known);
	}
	return known;
}

/** The index of the first character at or after so many cells. */
function indexAtCell(line: {readonly text: string}, begin: number, wanted: number): number {
	if (wanted <= 0) return begin;
	const {indexes, cells} = notesOf(line, begin);
	let note = cells.length - 1;
	while (note > 0 && (cells[note] ?? 0) > wanted) note--;
	let at = indexes[note] ?? begin;
	let passed = cells[note] ?? 0;
	while (passed < wanted && at < line.text.length) {
		// In parts, so that no more is measured than is wanted.
		const part = line.text.slice(at, at + NOTE_EVERY * UNITS_PER_CELL);
		const from = at;
		let isDone = false;
		for (const {segment, index} of graphemesOf(part)) {
			if (passed >= wanted) {
				at = from + index;
				isDone = true;
				break;
			}
			passed += widthOf(segment);
			at = from + index + segment.length;
			if (passed >= (cells.at(-1) ?? 0) + NOTE_EVERY) {
				cells.push(passed);
				indexes.push(at);
			}
		}
		if (isDone) break;
	}
	return at;
}

/**
 * Where the pieces of a line stand, each at most so wide. No character is cut in half.
 *
 * @param begin index of the first character that counts
 * @param from cells left out after that
 * @param limit pieces at most
 */
export function wrapCells(line: {readonly text: string}, begin: number, from: number, width: number, limit: number): readonly TextRange[] {
	const {text} = line;
	const pieces: TextRange[] = [];
	if (isNarrow(text)) {
		for (
			let start = Math.min(begin + from, text.length);
			pieces.length < limit && (start < text.length || pieces.length === 0);
			start += width
		) {
			pieces.push({start, end: Math.min(text.length, start + width)});
		}
		return pieces;
	}
	const first = indexAtCell(line, begin, from);
	let start = first;
	let end = first;
	let filled = 0;
	for (const {segment, index} of graphemesOf(text.slice(first, first + width * limit * UNITS_PER_CELL + 64))) {
		const cells = widthOf(segment);
		if (filled + cells > width && filled > 0) {
			pieces.push({start, end: first + index});
			if (pieces.length >= limit) return pieces;
			start = first + index;
			filled = 0;
		}
		filled += cells;
		end = first + index + segment.length;
	}
	pieces.push({start, end});
	return pieces;
}

/** Cells of a text of any length, or somewhat more. */
export function roughWidth(text: string): number {
	return isNarrow(text) ? text.length : text.length * 2;
}
