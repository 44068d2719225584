/** Makes text safe for Markdown: anything that could be markup, an address, or a mention becomes inline code. */
import {plainText} from '../wording/plain-text.js';

/** Inline code that its content cannot terminate: the fence is longer than any run of backticks in it. */
export function markdownCode(text: string): string {
	const plain = plainText(text).trim();
	if (plain === '') return '';
	const fence = fenceFor(plain, 1);
	const space = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
	return `${fence}${space}${plain}${space}${fence}`;
}

/** Escapes a table cell, where a vertical bar ends the cell even inside code. */
export function markdownCell(text: string): string {
	// Renderers disagree about a backslash before the one that escapes the bar.
	return text.replace(/\\(?=\|)/g, '\\ ').replaceAll('|', '\\|');
}

/** A fenced code block, indented. */
export function markdownBlock(text: string, indent: string): string {
	const lines = text.split(/\r?\n/).map((line) => plainText(line).trimEnd());
	const fence = fenceFor(lines.join('\n'), 3);
	return [fence, ...lines, fence].map((line) => `${indent}${line}\n`).join('');
}

/** Words that no flavor of Markdown treats specially. */
const PLAIN_WORD = /^(?:[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’%/+=-]*|\d+(?:[.:,]\d+)+|[–—→·×…]|[/+=>-]{1,2})$/u;
/** Words that ticket systems turn into links to commits or issues. */
const REFERENCE_WORD = /^(?:[0-9a-f]{7,}|[a-z]{1,10}-\d+)$/i;
/** Characters that start a list, heading, or rule at the beginning of a text. */
const LIST_MARK = /^(?:[-+=/>]+|\d+[.)])$/;

/** Running text on one line: anything other than a plain word becomes inline code. */
export function markdownText(text: string): string {
	const parts: {before: string; core: string; after: string; isCode: boolean}[] = [];
	for (const word of plainText(text).split(/\s+/)) {
		if (word === '') continue;
		const isMark = parts.length === 0 && LIST_MARK.test(word);
		const [before, core, after] = isMark ? ['', word, ''] : bared(word);
		const isCode = isMark || (core !== '' && (!PLAIN_WORD.test(core) || REFERENCE_WORD.test(core)));
		const last = parts.at(-1);
		// Adjacent code words become one piece of code, such as a path that contains a space.
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

/** Splits a word from its surrounding punctuation, which is harmless next to code and plain words. */
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
