/** How the scans screen is shared out. */
import type {Size} from '../rows.js';
import {type ListAndDetail, placeDetail} from '../widgets/detail.js';
import type {ScansModel} from './model.js';
import {nextLines, verdictLines} from './verdict-text.js';

export interface ScansLayout {
	readonly verdictRows: number;
	/** Rows of what to do first; 0: nothing. */
	readonly nextRows: number;
	/** Rows of findings, without their heading; 0: no findings. */
	readonly findingRows: number;
	readonly scanRows: number;
	/** Findings and scans, with their headings, and what is said of the one under the cursor. */
	readonly lists: ListAndDetail;
}

/** Heading of the scans, and names of the columns. */
export const SCAN_HEADINGS = 2;
const MAX_NEXT_ROWS = 2;
/** Fewer rows than this are scarce: one for the verdict, one for the next step. */
const ROOMY_ROWS = 18;

/**
 * The scans get the most; findings a third at most, or half while the cursor is in them. The verdict and the next step get two
 * rows each, and those that would stay empty.
 */
export function layoutScans(
	model: Pick<ScansModel, 'findings' | 'scans' | 'pane' | 'files' | 'filter'>,
	{rows, columns}: Size,
): ScansLayout {
	const {findings, scans, pane} = model;
	const scanCount = Math.max(1, scans.length);
	const needed = SCAN_HEADINGS + scanCount + (findings.length === 0 ? 0 : findings.length + 1);
	const verdict = verdictLines(model, columns).length;
	const next = nextLines(model, columns).length;
	const isRoomy = rows >= ROOMY_ROWS;
	const nextRows = Math.min(next, isRoomy ? Math.max(MAX_NEXT_ROWS, rows - needed - verdict) : 1);
	const verdictRows = isRoomy ? Math.max(Math.min(2, verdict), Math.min(rows - needed - nextRows, verdict)) : 1;
	const size = {columns, rows: Math.max(1, rows - verdictRows - nextRows)};
	const lists = findings.length + scans.length === 0 ? {list: size, detail: null} : placeDetail(size, needed);
	const free = Math.max(0, lists.list.rows - SCAN_HEADINGS);
	const share = Math.max(pane === 'findings' ? free >> 1 : Math.floor(free / 3), free - scanCount);
	const findingRows = findings.length === 0 ? 0 : Math.max(1, Math.min(findings.length, share - 1));
	return {verdictRows, nextRows, findingRows, scanRows: Math.max(1, free - (findingRows === 0 ? 0 : findingRows + 1)), lists};
}
