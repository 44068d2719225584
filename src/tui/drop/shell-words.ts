/** Words as shells quote them: what stands between blanks, with quotes and escapes taken off. */

/** @returns `null` where a quote is not closed or an escape has nothing after it */
export type WordReader = (line: string) => readonly string[] | null;

/** What a backslash makes plain between double quotes; before anything else it is itself. */
const ESCAPED_IN_DOUBLE_QUOTES = '"\\$`';

/** Quotes and backslashes as the shells of Unix have them. */
export const posixWords: WordReader = (line) => {
	const words: string[] = [];
	let word: string | null = null;
	let quote = '';
	for (let at = 0; at < line.length; at++) {
		const character = line.charAt(at);
		const next = line.charAt(at + 1);
		if (quote === '' && character === ' ') {
			if (word !== null) words.push(word);
			word = null;
			continue;
		}
		word ??= '';
		if (character === quote) quote = '';
		else if (quote === '' && (character === '"' || character === "'")) quote = character;
		else if (character === '\\' && (quote === '' || (quote === '"' && next !== '' && ESCAPED_IN_DOUBLE_QUOTES.includes(next)))) {
			if (next === '') return null;
			word += next;
			at++;
		} else word += character;
	}
	if (quote !== '') return null;
	if (word !== null) words.push(word);
	return words;
};

/**
 * Quotes as cmd and PowerShell have them; a backslash is part of the path. A single quote quotes only where a word
 * begins, since file names may hold it, and is doubled between single quotes.
 */
export const windowsWords: WordReader = (line) => {
	const words: string[] = [];
	let word: string | null = null;
	let quote = '';
	for (let at = 0; at < line.length; at++) {
		const character = line.charAt(at);
		if (quote === '' && character === ' ') {
			if (word !== null) words.push(word);
			word = null;
		} else if (character === quote && quote === "'" && line.charAt(at + 1) === "'") {
			word = `${word ?? ''}'`;
			at++;
		} else if (character === quote) quote = '';
		else if (quote === '' && (character === '"' || (character === "'" && word === null))) {
			quote = character;
			word ??= '';
		} else word = `${word ?? ''}${character}`;
	}
	if (quote !== '') return null;
	if (word !== null) words.push(word);
	return words;
};
