/** Rows of a CSV file as spreadsheets and directories export it: comma, semicolon or tab, quotes as in RFC 4180. */

export interface CsvRow {
	/** 1-based line of the file in which the row begins. */
	readonly line: number;
	readonly cells: readonly string[];
	/** The row is not well-formed: a quote is not closed, or there is text behind one. Its cells are those before that place. */
	readonly isDamaged: boolean;
}

type Separator = ',' | ';' | '\t';

const SEPARATORS: readonly Separator[] = [',', ';', '\t'];

/** Excel writes it into the first line, and takes the separator from there. */
const SEPARATOR_LINE = /^sep=([,;\t])[ \t]*\r?\n/i;

/** A cell of Excel holds no more (32,767 characters); a quote that is open for longer was not closed. */
const MAX_CELL = 32_767;

/**
 * Behind a damaged row it goes on in the next line, so that one quote too many takes no other row with it. Empty lines are no rows.
 *
 * @param text without a byte order mark
 */
export function* csvRows(text: string): Generator<CsvRow> {
	const told = SEPARATOR_LINE.exec(text);
	const separator = SEPARATORS.find((one) => one === told?.[1]) ?? likeliestSeparator(text);
	let at = told?.[0].length ?? 0;
	let line = told === null ? 1 : 2;
	while (at < text.length) {
		const row = readRow(text, at, separator);
		const isEmpty = row.cells.every((cell) => cell.trim() === '');
		if (!isEmpty || row.isDamaged) yield {line, cells: row.cells, isDamaged: row.isDamaged};
		const end = row.isDamaged ? nextLine(text, at) : row.end;
		line += countLines(text, at, end);
		at = end;
	}
}

/** The one that stands most often in the first line, outside of quotes. */
function likeliestSeparator(text: string): Separator {
	const [first = ''] = text.trimStart().split(/\r?\n|\r/, 1);
	const bare = first.replace(/"[^"]*"/g, '');
	const counts = SEPARATORS.map((separator) => bare.split(separator).length);
	return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

interface ReadRow {
	readonly cells: readonly string[];
	/** Where the next row begins. */
	readonly end: number;
	readonly isDamaged: boolean;
}

function readRow(text: string, from: number, separator: Separator): ReadRow {
	const cells: string[] = [];
	for (let at = from; ; at++) {
		const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, separator);
		if (cell === null) return {cells, end: at, isDamaged: true};
		cells.push(cell.text);
		at = cell.end;
		if (text[at] === separator) continue;
		const lineEnd = lineEndAt(text, at);
		return {cells, end: at + lineEnd, isDamaged: lineEnd === 0 && at < text.length};
	}
}

interface ReadCell {
	readonly text: string;
	readonly end: number;
}

function readPlain(text: string, from: number, separator: Separator): ReadCell {
	let end = from;
	while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
	return {text: text.slice(from, end), end};
}

/** `null`: the quote is not closed. */
function readQuoted(text: string, from: number): ReadCell | null {
	for (let at = from + 1; ; at += 2) {
		at = text.indexOf('"', at);
		if (at < 0 || at - from > MAX_CELL) return null;
		if (text[at + 1] !== '"') return {text: text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1};
	}
}

/** Length of the line end that stands there; 0: none. */
function lineEndAt(text: string, at: number): number {
	if (text[at] === '\r') return text[at + 1] === '\n' ? 2 : 1;
	return text[at] === '\n' ? 1 : 0;
}

function nextLine(text: string, from: number): number {
	let at = from;
	while (at < text.length && lineEndAt(text, at) === 0) at++;
	return at + lineEndAt(text, at);
}

function countLines(text: string, from: number, to: number): number {
	let count = 0;
	for (let at = from; at < to; ) {
		const length = lineEndAt(text, at);
		if (length > 0) count++;
		at += length || 1;
	}
	return count;
}
