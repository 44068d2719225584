/** How the rows of the drop screen are shared out. */
import {cut, sliceCells, widthOf} from '../../core/wording/cells.js';
import {printableLine} from '../printable-line.js';
import {wrapText} from '../../core/wording/wrap.js';
import type {Size} from '../rows.js';
import type {DropModel} from './model.js';

export interface DropLayout {
	readonly hasTitle: boolean;
	readonly hasBox: boolean;
	/** Empty rows in the box above and below its words, and between the parts. */
	readonly padding: 0 | 1;
	/** An empty row before the list. */
	readonly hasGap: boolean;
	readonly problem: readonly string[];
	/** Row in which the list begins. */
	readonly listTop: number;
	/** Without the heading. */
	readonly listRows: number;
}

/** From so many rows on there is room for empty ones. */
const ROOMY = 20;

export function layoutDrop({problem}: DropModel, {columns, rows}: Size): DropLayout {
	const padding = rows >= ROOMY ? 1 : 0;
	const hasTitle = rows >= 8;
	const hasBox = rows >= 11;
	const hasGap = rows >= 13;
	// Input, heading of the list and hint are always there.
	const fixed = 3 + (hasTitle ? 2 + padding : 0) + (hasBox ? 3 + 3 * padding : 0) + (hasGap ? 1 : 0);
	const lines = problem === null ? [] : problemLines(problem, columns);
	const room = Math.max(0, Math.min(padding === 1 ? 8 : 3, rows - fixed - 1));
	const shown =
		lines.length <= room
			? lines
			: lines.slice(0, room).map((line, index) => (index === room - 1 ? `${cut(line, columns - 4, '')} ...` : line));
	const listTop = (hasTitle ? 2 + padding : 0) + (hasBox ? 3 + 3 * padding : 0) + 1 + shown.length + (hasGap ? 1 : 0) + 1;
	return {hasTitle, hasBox, padding, hasGap, problem: shown, listTop, listRows: Math.max(0, rows - fixed - shown.length)};
}

/** Sign and blank before each line. */
export const PROBLEM_SIGN = 2;

/** A reason stands behind its path, so that long paths must not be cut. */
function problemLines(problem: string, columns: number): readonly string[] {
	const width = Math.max(10, columns - PROBLEM_SIGN);
	return problem
		.split('\n')
		.flatMap((line) => wrapText(printableLine(line), width, 0, 0).split('\n'))
		.flatMap((line) => pieces(line, width));
}

function pieces(line: string, width: number): readonly string[] {
	const cells = widthOf(line);
	return cells <= width
		? [line]
		: Array.from({length: Math.ceil(cells / width)}, (_, index) => sliceCells(line, index * width, (index + 1) * width));
}
