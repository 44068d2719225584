/** Breaks text at blanks. */

/**
 * @param width columns of a line; a word that is longer stays whole, since a broken address cannot be copied
 * @param first columns that are taken on the first line already
 * @param indent blanks before every other line
 * @returns the text, its first line without indent; a no-break space does not break and comes out as a blank
 */
export function wrapText(text: string, width: number, first: number, indent: number): string {
	const margin = ' '.repeat(indent);
	let wrapped = '';
	let column = first;
	let isLineStart = true;
	for (const word of text.split(/ +/)) {
		if (!isLineStart && column + 1 + word.length > width) {
			wrapped += `\n${margin}`;
			column = indent;
			isLineStart = true;
		}
		wrapped += isLineStart ? word : ` ${word}`;
		column += word.length + (isLineStart ? 0 : 1);
		isLineStart = false;
	}
	return wrapped.replaceAll('\u00a0', ' ');
}
