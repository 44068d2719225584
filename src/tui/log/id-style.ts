/** Whether a log prints processes and threads in hexadecimal, told from the lines at hand. */
import type {TextRange} from './text-range.js';
import type {LogModel} from './model.js';
import {PAGE_LINES} from './pages.js';
import {lineAt} from './panes.js';
import {cursorLine} from './cursor.js';

/** Old logs print threads so, trace decoders both. */
export interface IdStyle {
	readonly pid: boolean;
	readonly tid: boolean;
}

/** Lines looked at; nearly every one decides. */
const MAX_LINES = 64;

export function idStyleOf(model: LogModel): IdStyle {
	const {table, pages, count} = model;
	let pid: boolean | null = null;
	let tid: boolean | null = null;
	const lastPage = [...pages.loadedPages.keys()].at(-1) ?? 0;
	for (const first of [cursorLine(model), lastPage * PAGE_LINES + 1]) {
		for (let line = Math.max(1, first); line < first + MAX_LINES && line <= count; line++) {
			const shown = lineAt(model, line);
			if (shown === undefined || shown.columns === null) continue;
			pid ??= isHexadecimal(shown.text, shown.columns.pid, table.pidOf(line));
			tid ??= isHexadecimal(shown.text, shown.columns.tid, table.tidOf(line));
			if (pid !== null && tid !== null) return {pid, tid};
		}
	}
	return {pid: pid ?? false, tid: tid ?? false};
}

/** `null`: the number looks the same either way. */
function isHexadecimal(text: string, {start, end}: TextRange, value: number): boolean | null {
	const printed = text.slice(start, end);
	const asHexadecimal = Number.parseInt(printed, 16) === value;
	const asDecimal = Number(printed) === value;
	return asHexadecimal === asDecimal ? null : asHexadecimal;
}
