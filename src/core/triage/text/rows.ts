/** Headings, rows and bars of the answer on the terminal. */
import {pad} from '../../wording/cells.js';
import {plainText} from '../../wording/plain-text.js';
import type {Layout} from '../../report/text/layout.js';
import {countOf, formatCount} from '../labels.js';

/** Columns of a number. */
const COUNT = 7;
const BAR = 24;

export function heading(text: string, {paint}: Layout): string {
	return `${paint('strong', text)}\n`;
}

/** A count in a column of its own, and what it counts, wrapped beside it. */
export function countRow(count: number, text: string, {paragraph, paint}: Layout, emphasis?: Parameters<Layout['paragraph']>[2]): string {
	return paragraph(text, COUNT + 2, emphasis, `${paint('strong', formatCount(count).padStart(COUNT))}  `);
}

/** Details below a row. */
export function detail(text: string, {paragraph}: Layout): string {
	return text === '' ? '' : paragraph(text, COUNT + 2, 'dim');
}

/** Says that a list goes on. */
export function more(count: number, noun: string, {paragraph}: Layout, plural?: string): string {
	return count <= 0
		? ''
		: paragraph(`and ${countOf(count, `more ${noun}`, plural === undefined ? undefined : `more ${plural}`)}`, COUNT + 2, 'dim');
}

/** Pads a name in a column to so many cells; a longer one stays whole. */
export function column(text: string, width: number): string {
	return pad(plainText(text), width);
}

/** A bar for a share of a whole; any share above zero is visible. */
export function bar(part: number, whole: number, {marks}: Layout): string {
	if (whole === 0 || part === 0) return '';
	return (marks.good === '✓' ? '█' : '#').repeat(Math.max(1, Math.round((part / whole) * BAR)));
}
