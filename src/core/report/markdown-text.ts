/** Makes text safe to stand in Markdown: what could be markup, an address or a mention stands in inline code. */
import {plainText} from '../wording/plain-text.js';

/** Inline code that its text cannot end: the fence is longer than any run of backticks in it. */
export function markdownCode(text: string): string {
	const plain = plainText(text).trim();
	if (plain === '') return '';
	const fence = fenceFor(plain, 1);
	const space = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
	return `${fence}${space}${plain}${space}${fence}`;
}

/** The same for a cell of a table, where a bar ends the cell even within code. */
export function markdownCell(text: string): string {
	// Programs differ in how they read a backslash before the one that escapes the bar.
	return text.replace(/\\(?=\|)/g, '\\ ').replaceAll('|', '\\|');
}

/** A block of code; the lines come indented. */
export function markdownBlock(text: string, indent: string): string {
	const lines = text.split(/\r?\n/).map((line) => plainText(line).trimEnd());
	const fence = fenceFor(lines.join('\n'), 3);
	return [fence, ...lines, fence].map((line) => `${indent}${line}\n`).join('');
}

/** Words that no flavour of Markdown makes anything of. */
const PLAIN_WORD = /^(?:[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’%/+=-]*|\d+(?:[.:,]\d+)+|[–—→·×…]|[/+=>-]{1,2})$/u;
/** What programs of tickets take for a commit or an issue. */
const REFERENCE_WORD = /^(?:[0-9a-f]{7,}|[a-z]{1,10}-\d+)$/i;
/** What makes a list, a heading or a line where a text begins with it. */
const LIST_MARK = /^(?:[-+=/>]+|\d+[.)])$/;

/** Running text on one line: what is more than a word is put in inline code. */
export function markdownText(text: string): string {
	const parts: {before: string; core: string; after: string; isCode: boolean}[] = [];
	for (const word of plainText(text).split(/\s+/)) {
		if (word === '') continue;
		const isMark = parts.length === 0 && LIST_MARK.test(word);
		const [before, core, after] = isMark ? ['', word, ''] : bared(word);
		const isCode = isMark || (core !== '' && (!PLAIN_WORD.test(core) || REFERENCE_WORD.test(core)));
		const last = parts.at(-1);
		// Words of code side by side are one piece of code: a path with a blank in it, say.
		if (isCode && last?.isCode === true && last.after === '' && before === '') {
			last.core += ` ${core}`;
			last.after = after;
		} else {
			parts.push({before, core, after, isCode});
		}
	}
	return parts.map(({before, core, after, isCode}) => `${before}${isCode ? markdownCode(core) : core}${after}`).join(' ');
}

const BEFORE = new Set('"\'(“‘');
const AFTER = new Set('.,;:?!)"\'”’');

/** A word and the punctuation around it, which needs no code: beside inline code and plain words it means nothing. */
function bared(word: string): readonly [string, string, string] {
	let start = 0;
	let end = word.length;
	while (start < end && BEFORE.has(word.charAt(start))) start++;
	while (end > start && AFTER.has(word.charAt(end - 1))) end--;
	return [word.slice(0, start), word.slice(start, end), word.slice(end)];
}

function fenceFor(text: string, least: number): string {
	const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
	return '`'.repeat(longest === 0 ? least : Math.max(least, longest + 1));
}
