/** Texts as whole sentences, and as parts of one. */

/** A point that ends a sentence, rather than one in a name, a number or an abbreviation. */
const END = /(?<!\b(?:e\.g|i\.e|etc|vs|no))[.!?](?=\s+[A-Z"(])/;

/** Up to the first end of a sentence; the whole text where there is one sentence. */
export function firstSentence(text: string): string {
	const end = END.exec(text);
	return end === null ? text : text.slice(0, end.index + 1);
}

export function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** @param most letters before the mark that says that there are more */
export function shortened(text: string, most: number, mark = '...'): string {
	return text.length > most ? `${text.slice(0, most)} ${mark}` : text;
}

/** Beginnings that are no names. */
const BEGINS_SMALL = new RegExp(
	'^(?:The|A|An|No|Neither|Something|Whether|Scans|Certificate|Could|Our|This|Parts|Reporting|Access|' +
		String.raw`Service (?:discovery|registration))\b`,
);

/** For use inside a sentence; names such as WSUS keep their capitals. */
export function lowerFirst(text: string): string {
	return BEGINS_SMALL.test(text) ? (text[0] ?? '').toLowerCase() + text.slice(1) : text;
}

/** A text that begins with a word, which may be a fact: a host keeps its letters. */
export function upperFirst(text: string): string {
	return (/^[a-z]+ /.test(text) ? (text[0] ?? '').toUpperCase() : (text[0] ?? '')) + text.slice(1);
}
