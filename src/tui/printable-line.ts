/** A line of a log as it can be shown: nothing in it moves the cursor or changes the terminal. */
import {widthOf} from '../core/wording/cells.js';
import {plainText} from '../core/wording/plain-text.js';

const ASCII_ONLY = /^[\x20-\x7e]*$/;

/** Cells from one tab stop to the next. */
export const TAB_WIDTH = 8;

/** Control sequences are gone, tabs are blanks up to the next stop. */
export function printableLine(text: string): string {
	if (ASCII_ONLY.test(text)) return text;
	if (!text.includes('\t')) return plainText(text);
	let result = '';
	let column = 0;
	for (const [index, part] of text.split('\t').entries()) {
		const clean = plainText(part);
		if (index > 0) {
			const blanks = TAB_WIDTH - (column % TAB_WIDTH);
			result += ' '.repeat(blanks);
			column += blanks;
		}
		result += clean;
		column += widthOf(clean);
	}
	return result;
}
