/** The columns of a line, cut from its printable text by where they stand. The text itself stays as it is. */
import type {LineTable} from '../../core/line-index/viewer-port.js';
import {printableLine, TAB_WIDTH} from '../printable-line.js';
import {type Page, PAGE_LINES} from './pages.js';
import type {TextRange} from './text-range.js';

export interface ShownLine {
	/** Printable. */
	readonly text: string;
	/** `null`: the line has no columns, or none that are known. */
	readonly columns: ColumnRanges | null;
}

export interface ColumnRanges {
	/** Nothing in dialects without times. */
	readonly date: TextRange | null;
	readonly time: TextRange | null;
	readonly pid: TextRange;
	readonly tid: TextRange;
	readonly component: TextRange | null;
	readonly message: TextRange;
}

/** `2024/03/12 19:47:21.6369835 19724 3856  `, `2013-03-04 09:00:01:112 1012 e9c `, `2004-05-29 16:25:51+0100  1896 13c `. */
const HEADER =
	/^(\S{4}[-/.]\S\S[-/.]\S\S) {1,12}(\d\d[:.]\d\d[:.]\d\d(?:[.,:]\d{3,7}|[+-]\d{4})?) {1,12}(\d{1,10}) {1,12}([\dA-Fa-f]{1,10})(?= |$)/d;
/** `03E4 1668 SLS`, perhaps indented. */
const RAW_HEADER = /^ {0,16}([\dA-Fa-f]{4,8}) {1,8}([\dA-Fa-f]{4,8})(?= |$)/d;

const COMPONENT_WIDTH = 15;

/** @param component as the table of lines has it; '' where the line has none */
export function columnsOf(text: string, hasTabs: boolean, component: string): ColumnRanges | null {
	const timed = HEADER.exec(text)?.indices;
	const raw = timed === undefined ? RAW_HEADER.exec(text)?.indices : undefined;
	const pid = part(timed?.[3] ?? raw?.[1]);
	const tid = part(timed?.[4] ?? raw?.[2]);
	if (pid === null || tid === null) return null;

	const rest = skipBlanks(text, tid.end);
	const named = component !== '' && text.startsWith(component, rest) ? {start: rest, end: rest + component.length} : null;
	const message = named === null ? rest : messageStart(text, named, hasTabs);
	return {date: part(timed?.[1]), time: part(timed?.[2]), pid, tid, component: named, message: {start: message, end: text.length}};
}

/** Blanks that only fill the column of the component are no part of the message; more than these are. */
function messageStart(text: string, {start, end}: TextRange, hasTabs: boolean): number {
	const column = hasTabs ? end + TAB_WIDTH - (end % TAB_WIDTH) : Math.max(end, start + COMPONENT_WIDTH) + 1;
	return Math.min(column, skipBlanks(text, end));
}

function skipBlanks(text: string, from: number): number {
	let at = from;
	while (text.charCodeAt(at) === 0x20) at++;
	return at;
}

function part(range: readonly [number, number] | undefined): TextRange | null {
	return range === undefined ? null : {start: range[0], end: range[1]};
}

/** No letter has so many marks; those that are piled up higher take long to measure and show nothing more. */
const PILED_MARKS = /(\p{M}{8})\p{M}+/gu;

/** What was made of the lines of a page goes when the page goes. */
const linesOfPages = new WeakMap<readonly string[], (ShownLine | undefined)[]>();

/** A line as it can be shown; made once for each line that comes to the screen. */
export function shownLine(page: Page, line: number, table: LineTable): ShownLine | undefined {
	const index = (line - 1) % PAGE_LINES;
	const raw = page.lines[index];
	if (raw === undefined) return undefined;
	let lines = linesOfPages.get(page.lines);
	if (lines === undefined) {
		lines = [];
		linesOfPages.set(page.lines, lines);
	}
	const before = lines[index];
	if (before !== undefined) return before;
	const text = printableLine(raw).replace(PILED_MARKS, '$1');
	const columns = table.kindOf(line) === 'record' ? columnsOf(text, raw.includes('\t'), printableLine(table.componentOf(line))) : null;
	const shown = {text, columns};
	lines[index] = shown;
	return shown;
}
