/** Puts a byte order mark before CSV that has letters beyond ASCII: without it, Excel takes UTF-8 for the code page of the PC. */

const BYTE_ORDER_MARK = '\ufeff';

/** Characters that are held back until a letter beyond ASCII comes; a longer table gets the mark in any case. */
const MAX_HELD = 1024 * 1024;

const BEYOND_ASCII = /[^\u0000-\u007f]/;

export interface CsvText {
	/** Adds rows. @returns what can be written by now */
	add(rows: string): string;
	/** @returns the rest */
	end(): string;
}

export function createCsvText(): CsvText {
	let held: string[] | null = [];
	let length = 0;
	return {
		add(rows) {
			if (held === null) return rows;
			held.push(rows);
			length += rows.length;
			if (length <= MAX_HELD && !BEYOND_ASCII.test(rows)) return '';
			const text = BYTE_ORDER_MARK + held.join('');
			held = null;
			return text;
		},
		end() {
			const text = held?.join('') ?? '';
			held = [];
			length = 0;
			return text;
		},
	};
}
