/** Breaks text into lines of so many cells: at blanks, and within a long word of a script that has none. */
import {graphemesOf, isNarrow, widthOf} from './cells.js';

/**
 * @param width cells of a line. A word that is longer stays whole where it is made of letters such as those of addresses
 * and paths, since a broken address cannot be copied; of other scripts, which have no blanks, it is broken between two
 * characters.
 * @param first cells that are taken on the first line already
 * @param indent blanks before every other line
 * @returns the text, its first line without indent; a no-break space does not break and comes out as a blank
 */
export function wrapText(text: string, width: number, first: number, indent: number): string {
	const margin = ' '.repeat(indent);
	const isSimple = isNarrow(text);
	let wrapped = '';
	let column = first;
	let isLineStart = true;
	const add = (part: string, cells: number, gap: '' | ' '): void => {
		if (!isLineStart && column + gap.length + cells > width) {
			wrapped += `\n${margin}`;
			column = indent;
			isLineStart = true;
		}
		wrapped += isLineStart ? part : `${gap}${part}`;
		column += cells + (isLineStart ? 0 : gap.length);
		isLineStart = false;
	};
	for (const word of text.split(/ +/)) {
		const cells = isSimple ? word.length : widthOf(word);
		if (isSimple || cells <= width - (isLineStart ? column : indent)) {
			add(word, cells, ' ');
			continue;
		}
		let gap: '' | ' ' = ' ';
		for (const part of unbreakableParts(word)) {
			add(part, widthOf(part), gap);
			gap = '';
		}
	}
	return wrapped.replaceAll('\u00a0', ' ');
}

/** A line may end between two of these: letters of scripts with blanks stay together, any other character stands alone. */
function unbreakableParts(word: string): readonly string[] {
	const parts: string[] = [];
	let letters = '';
	for (const {segment} of graphemesOf(word)) {
		if (isNarrow(segment)) {
			letters += segment;
			continue;
		}
		if (letters !== '') parts.push(letters);
		letters = '';
		parts.push(segment);
	}
	return letters === '' ? parts : [...parts, letters];
}
