/** How the rows of the scans screen are shared out. */
import type {Size} from '../rows.js';
import type {ScansModel} from './model.js';
import {verdictLines} from './verdict-text.js';

export interface ScansLayout {
	readonly verdictRows: number;
	/** Rows of findings, without their heading; 0: no findings. */
	readonly findingRows: number;
	readonly scanRows: number;
}

/** Heading of the scans, and names of the columns. */
const SCAN_HEADINGS = 2;

/**
 * The scans get the most; findings a third at most, or half while the cursor is in them. The verdict gets two rows, and those
 * that would stay empty.
 */
export function layoutScans(
	{findings, scans, pane, files, filter}: Pick<ScansModel, 'findings' | 'scans' | 'pane' | 'files' | 'filter'>,
	{rows, columns}: Size,
): ScansLayout {
	const unused = rows - SCAN_HEADINGS - Math.max(1, scans.length) - (findings.length === 0 ? 0 : findings.length + 1);
	const verdictRows = rows < 18 ? 1 : Math.max(2, Math.min(unused, verdictLines({files, filter}, columns).length));
	const free = Math.max(0, rows - verdictRows - SCAN_HEADINGS);
	const share = pane === 'findings' ? free >> 1 : Math.floor(free / 3);
	const findingRows = findings.length === 0 ? 0 : Math.max(1, Math.min(findings.length, share - 1));
	return {verdictRows, findingRows, scanRows: Math.max(1, free - (findingRows === 0 ? 0 : findingRows + 1))};
}
